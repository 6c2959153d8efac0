// pursuit.ts: follows something of a process, and of the one that comes in its place: subscribes anew whenever it is attached
// to, until it is stopped.
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Following } from "@teleop/diagnostics/client";
import type { TargetContext } from "./target.ts";

/** How it stands with what is followed. What has come until then stays, whatever the state. */
export type PursuitState =
  | { readonly state: "stopped" }
  | { readonly state: "beginning" }
  | { readonly state: "following" }
  /** The process does not offer the service. */
  | { readonly state: "missing"; readonly service: string }
  | { readonly state: "failed"; readonly error: unknown }
  /** Nothing more comes: the process has ended it, or the connection is over. */
  | { readonly state: "over" };

export interface PursuitOptions {
  /** The service that it takes. */
  readonly service: string;
  /** Subscribes. What it gives is the pursuit's. */
  readonly begin: (target: TargetContext, signal: AbortSignal) => Promise<Following>;
  /** Called when nothing more comes of what was begun. */
  readonly ended: () => void;
}

export class Pursuit implements Disposable {
  readonly #options: PursuitOptions;
  readonly #state = signal<PursuitState>({ state: "stopped" });
  #target: TargetContext | undefined;
  #isWanted: boolean;
  #stop: AbortController | undefined;
  #last: Promise<void> = Promise.resolve();

  /** @param isWanted whether it is to begin with the first target, or when it is told to. */
  constructor(options: PursuitOptions, isWanted: boolean) {
    this.#options = options;
    this.#isWanted = isWanted;
  }

  get state(): ReadonlySignal<PursuitState> {
    return this.#state;
  }

  attached(target: TargetContext): void {
    this.#target = target;
    if (this.#isWanted) this.#begin(target);
  }

  /** Begins, or begins anew: with what was changed. */
  start(): void {
    this.#isWanted = true;
    if (this.#target !== undefined) this.#begin(this.#target);
  }

  stop(): void {
    this.#isWanted = false;
    this.#end({ state: "stopped" });
  }

  [Symbol.dispose](): void {
    this.stop();
  }

  #end(state: PursuitState): void {
    this.#stop?.abort(new Error("it is followed no more"));
    this.#stop = undefined;
    this.#state.value = state;
  }

  #begin(target: TargetContext): void {
    const { service } = this.#options;
    this.#end({ state: "beginning" });
    if (target.services !== undefined && !target.services.includes(service)) {
      this.#state.value = { state: "missing", service };
      return;
    }
    const stop = new AbortController();
    this.#stop = stop;
    // What was followed before has ended before something else begins: nothing of both is mixed up.
    this.#last = this.#last.then(() => this.#follow(target, stop.signal));
  }

  /** Never rejects. */
  async #follow(target: TargetContext, stopped: AbortSignal): Promise<void> {
    if (stopped.aborted) return;
    const told = (state: PursuitState): void => {
      if (!stopped.aborted) this.#state.value = state;
    };
    try {
      await using following = await this.#options.begin(target, AbortSignal.any([stopped, target.signal]));
      told({ state: "following" });
      await Promise.race([following.ended, aborted(stopped)]);
      told({ state: "over" });
    } catch (error) {
      told(target.signal.aborted ? { state: "over" } : { state: "failed", error });
    }
    this.#options.ended();
  }
}

/** Resolves when the signal is aborted. */
function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
