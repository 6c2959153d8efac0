// process-store.ts: the processes of all places, as the page knows them at the moment.
import { effect, signal } from "@preact/signals";
import type { Change, Console } from "../../console.capnp.ts";
import type { Toasts } from "../components/toasts.tsx";
import { type KnownProcess, ProcessList } from "../processes/process-list.ts";
import type { ConsoleLink } from "./link.ts";

export class ProcessStore {
  readonly #list = new ProcessList();
  readonly #version = signal(0);

  constructor(link: Pick<ConsoleLink, "state">, toasts: Pick<Toasts, "failed">) {
    effect(() => {
      const state = link.state.value;
      if (state.state === "connected") {
        this.#watch(state.console, state.signal).catch((error) => {
          if (!state.signal.aborted) toasts.failed("the processes cannot be watched", error);
        });
      }
    });
  }

  /** The list as it is at the moment. Who reads it in an effect, or in a component, does so again when it changes. */
  get list(): ProcessList {
    void this.#version.value;
    return this.#list;
  }

  /** The process of this PID, or the one that had it last. */
  find(place: string, pid: number): KnownProcess | undefined {
    const isMeant = (process: KnownProcess): boolean => process.pid === pid && process.place === place;
    const { living, gone } = this.list;
    return living.find(isMeant) ?? gone.find(isMeant);
  }

  /** Takes those that are gone off the list. */
  forgetGone(): void {
    this.#list.forgetGone();
    this.#version.value += 1;
  }

  async #watch(console: Console, signal: AbortSignal): Promise<void> {
    const watcher = { changed: (change: Change) => this.#changed(change) };
    await console.watch({ watcher }, { signal });
  }

  #changed(change: Change): void {
    this.#list.apply(change, Date.now());
    this.#version.value += 1;
  }
}
