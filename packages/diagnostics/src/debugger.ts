// debugger.ts: the entry `@teleop/diagnostics/debugger`, for programs that want to be debugged by the lines of their sources.
import { keepSourceMaps } from "./debugger/inspector-port.ts";

/**
 * Has breakpoints be set by the lines of the sources, TypeScript among them, in all modules that are loaded from now on. In
 * Bun the inspector has to have been open once for that, which takes some 20 ms, and leaves two threads of the runtime's; it
 * is open for less than a turn of the event loop, in which it runs nothing of what anybody tells it. In Node.js there is
 * nothing to do.
 *
 * @throws TeleopError `DEBUGGER_UNAVAILABLE` where the inspector cannot be opened, as when it is open already.
 */
export async function debugBySources(): Promise<void> {
  if (process.versions.bun !== undefined) keepSourceMaps(await import("node:inspector"));
}
