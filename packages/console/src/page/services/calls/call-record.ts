// call-record.ts: one call as the page shows it: what was called, how it goes, what the callbacks of it were told.
import { type ReadonlySignal, signal } from "@preact/signals";
import { RuntimeType } from "@teleop/capnp/capability";
import { TeleopError } from "@teleop/core/basics";
import type { CallbackCall } from "@teleop/reflection/client";
import type { MadeCall } from "../model/made-call.ts";
import { type ValueNode, valueTree } from "../model/value-tree.ts";

export type CallState =
  /** `sent`: of a stream, bytes that were taken so far. */
  | { readonly state: "running"; readonly sent: number | undefined }
  | { readonly state: "returned"; readonly results: ReturnedResults | undefined; readonly calls: number }
  | { readonly state: "failed"; readonly error: unknown }
  | { readonly state: "canceled" };

export interface ReturnedResults {
  readonly tree: ValueNode;
  /** All of them as JSON, spread over lines. */
  json(): string;
  /** The name under which a capability in the tree is held; undefined once it was released. */
  nameOf(value: unknown): string | undefined;
}

/** A call of an object that the process was given. */
export interface HeardCall {
  readonly id: number;
  /** In milliseconds since the epoch. */
  readonly at: number;
  readonly object: string;
  readonly method: string;
  readonly params: ValueNode;
}

export interface Heard {
  /** The newest last. */
  readonly calls: readonly HeardCall[];
  /** How many there were, with those that are not shown any more. */
  readonly count: number;
}

/**
 * Whether the process holds a callback of a call. "unknown": it was perhaps given one, and what has become of that is known
 * when the call has returned, of a stream and of what has failed never; "stopped": it may, and its calls are refused.
 */
export type Listening = "unknown" | "yes" | "stopped" | "no";

/** What is shown of the calls of callbacks. */
const mostHeard = 200;

export class CallRecord {
  readonly id: number;
  readonly made: MadeCall;
  /** `jobs.find`, `$1.cancel`. */
  readonly title: string;
  /** In milliseconds since the epoch. */
  readonly startedAt: number = Date.now();
  readonly #state = signal<CallState>({ state: "running", sent: undefined });
  readonly #heard = signal<Heard>({ calls: [], count: 0 });
  readonly #listening = signal<Listening>("unknown");
  readonly #cancel = new AbortController();
  #endedAt: number | undefined;
  #isStopped = false;
  #count = 0;
  /** Those that came since the page was drawn. */
  #unseen: readonly HeardCall[] = [];

  constructor(id: number, made: MadeCall, title: string) {
    this.id = id;
    this.made = made;
    this.title = title;
  }

  get state(): ReadonlySignal<CallState> {
    return this.#state;
  }

  get heard(): ReadonlySignal<Heard> {
    return this.#heard;
  }

  get listening(): ReadonlySignal<Listening> {
    return this.#listening;
  }

  /** Fires when somebody cancels it. */
  get signal(): AbortSignal {
    return this.#cancel.signal;
  }

  /** How long it took, or has taken by now, in milliseconds. */
  get duration(): number {
    return (this.#endedAt ?? Date.now()) - this.startedAt;
  }

  cancel(): void {
    this.#cancel.abort(new DOMException("it was canceled", "AbortError"));
  }

  progressed(sent: number): void {
    if (this.#state.value.state === "running") this.#state.value = { state: "running", sent };
  }

  returned(results: ReturnedResults | undefined, calls = 1): void {
    this.#end({ state: "returned", results, calls });
  }

  /** With a wish to stop, it was canceled. */
  failed(error: unknown): void {
    this.#end(this.signal.aborted ? { state: "canceled" } : { state: "failed", error });
  }

  #end(state: CallState): void {
    this.#endedAt = Date.now();
    this.#state.value = state;
  }

  /** The process holds a callback of it until this resolves. */
  listensUntil(released: Promise<void>): void {
    this.#listening.value = this.#isStopped ? "stopped" : "yes";
    void released.then(() => {
      this.#listening.value = "no";
    });
  }

  /** Refuses the calls of its callbacks from now on: the process is told so when it makes one. */
  stopListening(): void {
    this.#isStopped = true;
    if (this.#listening.value !== "no") this.#listening.value = "stopped";
  }

  /**
   * Shows a call of a callback. The process does not wait for it to be seen: a page that nobody looks at would keep it.
   *
   * @throws TeleopError `DISPOSED` where nobody listens any more.
   */
  hear({ name, method, type, value }: CallbackCall): void {
    if (this.#isStopped)
      throw new TeleopError("DISPOSED", "whoever listened at the console does not any more");
    const params = valueTree("params", RuntimeType.of(type).resolve([]), value);
    const heard = { id: this.#count++, at: Date.now(), object: name, method, params };
    this.#unseen = [...this.#unseen.slice(1 - mostHeard), heard];
    if (this.#unseen.length === 1) void painted().then(() => this.#showHeard());
  }

  #showHeard(): void {
    const calls = [...this.#heard.value.calls, ...this.#unseen].slice(-mostHeard);
    this.#unseen = [];
    this.#heard.value = { calls, count: this.#count };
  }
}

/** Resolves when the page is drawn next; of one that is not seen, after a while. */
function painted(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LONGEST_FRAME_MS);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

const LONGEST_FRAME_MS = 250;
