// main.tsx: what a browser runs first: makes what the page is made of, and shows it.
import { render } from "preact";
import { App } from "./app/app.tsx";
import { FocusKeeper } from "./app/focus-keeper.ts";
import { ConsoleLink } from "./app/link.ts";
import { ProcessStore } from "./app/process-store.ts";
import { Router } from "./app/route.ts";
import { Toasts } from "./components/toasts.tsx";

const root = document.getElementById("app");
if (root === null) throw new Error("the page has no element #app");
const toasts = new Toasts();
const link = new ConsoleLink(new URL("rpc", document.baseURI));
const processes = new ProcessStore(link, toasts);
render(<App services={{ link, processes, toasts, router: new Router(window) }} />, root);
// Both for as long as the page is there.
new FocusKeeper(document);
link.open();
