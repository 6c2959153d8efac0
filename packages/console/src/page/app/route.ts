// route.ts: what the page shows, as its address has it behind the #.
import { type ReadonlySignal, signal } from "@preact/signals";

export type Route =
  | { readonly page: "processes" }
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
  const [, place, pid, rendezvous, view] =
    /^#\/p\/~([^/]*)\/(\d+)(?:\/@([^/]*))?\/([a-z]+)$/.exec(hash) ?? [];
  if (place === undefined || pid === undefined || view === undefined) return { page: "processes" };
  const name = rendezvous === undefined ? undefined : decodeURIComponent(rendezvous);
  const process = { place: decodeURIComponent(place), pid: Number(pid), rendezvous: name };
  return { page: "process", process, view };
}

/** Follows the address of the window. */
export class Router {
  readonly #window: Window;
  readonly #route: ReturnType<typeof signal<Route>>;

  constructor(window: Window) {
    this.#window = window;
    this.#route = signal(routeOf(window.location.hash));
    window.addEventListener("hashchange", () => {
      this.#route.value = routeOf(window.location.hash);
    });
  }

  get route(): ReadonlySignal<Route> {
    return this.#route as ReadonlySignal<Route>;
  }

  /** Shows something else, as a link to it would, but without a step in the history. */
  replace(hash: string): void {
    this.#window.location.replace(hash);
  }
}
