// index.ts: the entry `@teleop/console`: the server of the console, for the command and for programs.
export { type ConsoleOptions, type OpenConsole, openConsole } from "./server/open-console.ts";
export { type OpenInBrowserOptions, openInBrowser } from "./server/open-in-browser.ts";
export type { Place, PlaceChange, PlaceProcess, PlaceTarget } from "./server/place.ts";
