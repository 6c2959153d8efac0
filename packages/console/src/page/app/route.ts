// route.ts: what the page shows, as its address has it behind the #.
import { type ReadonlySignal, signal } from "@preact/signals";

export type Route =
  /** `isMistaken`: the address is none of ours, and somebody may have wanted something else. */
  | { readonly page: "processes"; readonly isMistaken: boolean }
  | { readonly page: "process"; readonly process: ProcessAddress; readonly view: string };

/** By what a process is found. */
export interface ProcessAddress {
  /** The label of its place; empty for the machine of the console. */
  readonly place: string;
  readonly pid: number;
  /** The name of one of its rendezvous; undefined for the usual one. */
  readonly rendezvous: string | undefined;
}

/** `#/p/<place>/<pid>[/<rendezvous>]/<view>`; a place is `~` and its label, a rendezvous `@` and its name. */
export function addressOf(process: ProcessAddress, view: string): string {
  const { place, pid, rendezvous } = process;
  const name = rendezvous === undefined ? [] : [`@${encodeURIComponent(rendezvous)}`];
  return ["#", "p", `~${encodeURIComponent(place)}`, pid, ...name, view].join("/");
}

/** What is no address of ours shows the processes. */
export function routeOf(hash: string): Route {
  const isAsked = hash === "" || hash === "#" || hash === "#/";
  return processRouteOf(hash) ?? { page: "processes", isMistaken: !isAsked };
}

function processRouteOf(hash: string): Route | undefined {
  const [, place, pid, rendezvous, view] =
    /^#\/p\/~([^/]*)\/([1-9]\d{0,9})(?:\/@([^/]*))?\/([a-z]+)$/.exec(hash) ?? [];
  if (place === undefined || pid === undefined || view === undefined) return undefined;
  try {
    const name = rendezvous === undefined ? undefined : decodeURIComponent(rendezvous);
    const process = { place: decodeURIComponent(place), pid: Number(pid), rendezvous: name };
    return { page: "process", process, view };
  } catch (error) {
    // A `%` that stands for nothing: somebody has typed it, or it was cut on its way.
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** What is shown, and whether it is the same process as before: then its page goes on. */
export interface Shown {
  readonly route: Route;
  /** Another one for each process that somebody has gone to. */
  readonly visit: number;
}

/** Follows the address of the window. */
export class Router {
  readonly #window: Window;
  readonly #shown: ReturnType<typeof signal<Shown>>;
  #movedTo: string | undefined;

  constructor(window: Window) {
    this.#window = window;
    this.#shown = signal({ route: routeOf(window.location.hash), visit: 0 });
    window.addEventListener("hashchange", () => this.#changed());
  }

  get shown(): ReadonlySignal<Shown> {
    return this.#shown as ReadonlySignal<Shown>;
  }

  /** Another process has taken the place of the one that is shown: its page goes on, and the history has no step for it. */
  moveTo(process: ProcessAddress): void {
    const { route } = this.shown.peek();
    if (route.page !== "process") return;
    this.#movedTo = keyOf(process);
    this.#window.location.replace(addressOf(process, route.view));
  }

  #changed(): void {
    const { route: before, visit } = this.shown.peek();
    const route = routeOf(this.#window.location.hash);
    const isSame =
      route.page === "process" &&
      before.page === "process" &&
      [keyOf(before.process), this.#movedTo].includes(keyOf(route.process));
    this.#movedTo = undefined;
    this.#shown.value = { route, visit: isSame ? visit : visit + 1 };
  }
}

function keyOf(process: ProcessAddress): string {
  return addressOf(process, "");
}
