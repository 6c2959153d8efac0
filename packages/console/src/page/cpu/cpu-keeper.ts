// cpu-keeper.ts: what the view "CPU" keeps while another view is shown: the profile that it shows, and the one that is being
// taken.
import { type Signal, signal } from "@preact/signals";
import type { Capture } from "../../captures.capnp.ts";
import type { Keeper, Kept } from "../app/kept.ts";
import { Task } from "../app/task.ts";

export function cpuKeeper(kept: Kept): CpuKeeper {
  return kept.get("cpu", () => new CpuKeeper());
}

export class CpuKeeper implements Keeper {
  readonly task: Task = new Task();
  /** Stops the profile that is being taken, and keeps what there is; undefined while none is. */
  readonly stop: Signal<(() => void) | undefined> = signal(undefined);
  readonly shown: Signal<Capture | undefined> = signal(undefined);

  [Symbol.dispose](): void {
    this.task[Symbol.dispose]();
  }
}
