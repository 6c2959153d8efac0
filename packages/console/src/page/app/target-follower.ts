// target-follower.ts: keeps the page attached to a process: again when the connection was lost, and to the one that takes its
// place when it has ended. What it had stays until then.
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { messageOf } from "@teleop/core/basics";
import type { KnownProcess } from "../processes/process-list.ts";
import { type AttachedTarget, attachTarget } from "./attach.ts";
import { Kept } from "./kept.ts";
import type { ConsoleLink } from "./link.ts";
import type { ProcessStore } from "./process-store.ts";
import type { ProcessAddress } from "./route.ts";
import type { TargetContext } from "./target.ts";

/** `context` is the last that was attached. */
export type FollowState =
  | { readonly state: "attaching"; readonly context: TargetContext | undefined }
  | { readonly state: "attached"; readonly context: TargetContext }
  /** @see ended: it does not run any more; else it is tried again, or there is `retry()`. */
  | {
      readonly state: "over";
      readonly context: TargetContext | undefined;
      readonly why: string;
      readonly ended: boolean;
    };

export interface TargetFollowerOptions {
  readonly link: Pick<ConsoleLink, "state">;
  readonly processes: Pick<ProcessStore, "list" | "find">;
  /** Told when another process has taken the place of the one that has ended. */
  readonly onMoved: (address: ProcessAddress) => void;
}

/** Between attempts after a connection was lost, in milliseconds: it doubles. */
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;

/** How long the list of a place is waited for, in milliseconds. */
const LISTED_MS = 2_000;

/** Disposing it detaches. */
export class TargetFollower implements Disposable {
  readonly #options: TargetFollowerOptions;
  readonly #state = signal<FollowState>({ state: "attaching", context: undefined });
  readonly #stop = new AbortController();
  readonly #kept = new Kept();
  #address: ProcessAddress;
  /** As it was listed last. */
  #known: KnownProcess | undefined;
  /** Those like it that ran beside it: they do not take its place. */
  #siblings: ReadonlySet<string> = new Set();
  #retry: () => void = () => {};

  constructor(address: ProcessAddress, options: TargetFollowerOptions) {
    this.#address = address;
    this.#options = options;
    void this.#follow();
  }

  get state(): ReadonlySignal<FollowState> {
    return this.#state;
  }

  /** Attaches again at once, if nothing is attached. */
  retry(): void {
    this.#retry();
  }

  [Symbol.dispose](): void {
    this.#kept[Symbol.dispose]();
    this.#stop.abort(new Error("the page shows something else"));
  }

  /** Never rejects. */
  async #follow(): Promise<void> {
    const { link } = this.#options;
    let delay = FIRST_DELAY_MS;
    while (!this.#stop.signal.aborted) {
      await this.#until(() => link.state.value.state === "connected");
      const connected = link.state.peek();
      if (connected.state !== "connected") continue;
      const signal = AbortSignal.any([connected.signal, this.#stop.signal]);
      await this.#untilListed();
      this.#look();
      this.#state.value = { state: "attaching", context: this.#state.peek().context };
      let why: string;
      try {
        using attached = await attachTarget(
          connected.console,
          this.#address,
          this.#known,
          this.#kept,
          signal,
        );
        delay = FIRST_DELAY_MS;
        why = await this.#whileAttached(attached, signal);
      } catch (error) {
        why = messageOf(error);
      }
      if (this.#stop.signal.aborted) return;
      const context = this.#state.peek().context;
      this.#state.value = { state: "over", context, why, ended: this.#hasEnded };
      if (connected.signal.aborted) continue;
      await this.#untilWorthTrying(context !== undefined ? delay : undefined);
      delay = Math.min(delay * 2, LONGEST_DELAY_MS);
    }
  }

  /** What it announces says where it is attached to; a place that takes long to tell is not waited for. */
  async #untilListed(): Promise<void> {
    const { processes } = this.#options;
    const waited = signal(false);
    const timer = setTimeout(() => (waited.value = true), LISTED_MS);
    await this.#until(
      () => waited.value || processes.list.places.some(({ label }) => label === this.#address.place),
    );
    clearTimeout(timer);
  }

  /** Resolves with why it is over. */
  async #whileAttached({ context, over }: AttachedTarget, signal: AbortSignal): Promise<string> {
    this.#state.value = { state: "attached", context };
    this.#kept.attached(context);
    const aborted = Promise.withResolvers<string>();
    signal.addEventListener("abort", () => aborted.resolve(messageOf(signal.reason)), { once: true });
    const looking = effect(() => {
      this.#look();
    });
    try {
      return await Promise.race([over, aborted.promise]);
    } finally {
      looking();
    }
  }

  /** Remembers how the process is listed, and which are like it. */
  #look(): void {
    const { place, pid } = this.#address;
    const found = this.#options.processes.find(place, pid);
    if (found === undefined || found.gone !== undefined) return;
    this.#known = found;
    this.#siblings = new Set(this.#alike(found).map(({ key }) => key));
  }

  get #hasEnded(): boolean {
    const { place, pid } = this.#address;
    const found = this.#options.processes.find(place, pid);
    // One that was never listed may run: not every process that can be attached to is.
    return found === undefined ? this.#known !== undefined : found.gone !== undefined;
  }

  /**
   * Resolves when somebody wants it; when the process is there, and so many milliseconds have passed; or when one like it is
   * there that was not beside it, which is followed from then on.
   */
  async #untilWorthTrying(delay: number | undefined): Promise<void> {
    const waited = signal(false);
    const wanted = signal(false);
    const timer = delay === undefined ? undefined : setTimeout(() => (waited.value = true), delay);
    this.#retry = () => (wanted.value = true);
    const { link } = this.#options;
    await this.#until(() => {
      if (link.state.value.state !== "connected") return true;
      const ended = this.#hasEnded;
      const over = this.#state.peek();
      if (over.state === "over" && over.ended !== ended) this.#state.value = { ...over, ended };
      const known = this.#known;
      if (ended && known !== undefined) {
        const successor = this.#alike(known).find((one) => !this.#siblings.has(one.key));
        if (successor === undefined) return wanted.value;
        this.#address = { ...this.#address, pid: successor.pid };
        this.#options.onMoved(this.#address);
        return true;
      }
      return waited.value || wanted.value;
    });
    clearTimeout(timer);
    this.#retry = () => {};
  }

  /** Those that run, and were started in the same way. */
  #alike({ place, name, command }: KnownProcess): readonly KnownProcess[] {
    return this.#options.processes.list.living.filter(
      (one) => one.place === place && one.name === name && one.command.join("\0") === command.join("\0"),
    );
  }

  /** Resolves when what the signals say is so, or this is disposed. */
  async #until(isSo: () => boolean): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const stopped = (): void => resolve();
    this.#stop.signal.addEventListener("abort", stopped, { once: true });
    const end = effect(() => {
      if (isSo()) resolve();
    });
    if (this.#stop.signal.aborted) resolve();
    await promise;
    end();
    this.#stop.signal.removeEventListener("abort", stopped);
  }
}
