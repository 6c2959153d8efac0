// heap-keeper.ts: what the view "Heap" keeps while another view is shown: what it has found, and what is being done.
import { type Signal, signal } from "@preact/signals";
import type { Heap_Statistics } from "@teleop/diagnostics/client";
import type { Capture } from "../../captures.capnp.ts";
import type { Keeper, Kept } from "../app/kept.ts";
import { Task } from "../app/task.ts";

export type Usage = NonNullable<Heap_Statistics["usage"]>;

/** The process at a moment, in milliseconds since the epoch. */
export interface Counted {
  readonly at: number;
  readonly statistics: Heap_Statistics;
}

export interface Collected {
  readonly at: number;
  readonly before: Usage;
  readonly after: Usage;
  /** Seconds. */
  readonly pause: number;
}

export type ShownSnapshots =
  | { readonly kind: "contents"; readonly of: Capture }
  | { readonly kind: "comparison"; readonly before: Capture; readonly after: Capture };

export function heapKeeper(kept: Kept): HeapKeeper {
  return kept.get("heap", () => new HeapKeeper());
}

export class HeapKeeper implements Keeper {
  readonly counting: Task = new Task();
  readonly snapshot: Task = new Task();
  readonly counted: Signal<Counted | undefined> = signal(undefined);
  readonly collected: Signal<Collected | undefined> = signal(undefined);
  readonly shown: Signal<ShownSnapshots | undefined> = signal(undefined);

  [Symbol.dispose](): void {
    this.counting[Symbol.dispose]();
    this.snapshot[Symbol.dispose]();
  }
}
