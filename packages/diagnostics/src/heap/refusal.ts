// refusal.ts: a snapshot that is refused because it would cost too much says how much, to people and to programs.
import { RpcError } from "@teleop/rpc-capnp";
import { decode, encode } from "@teleop/rpc-capnp/schema";
import { Heap_Estimate } from "./heap.capnp.ts";

/** By which the detail of an error is known that holds an estimate: the id of the struct in heap.capnp. */
const ESTIMATE_ID = 0x8ddaf0264d9ea19bn;

/** The estimate because of which a snapshot was refused; undefined where that is not why a call failed. */
export function estimateIn(error: unknown): Heap_Estimate | undefined {
  if (!(error instanceof RpcError)) return undefined;
  const detail = error.details.find(({ id }) => id === ESTIMATE_ID);
  return detail && decode(Heap_Estimate, detail.data);
}

/** The error that refuses; undefined where neither the pause nor the memory is too much. */
export function whyRefused(estimate: Heap_Estimate.Init, maxPause: number): RpcError | undefined {
  const { pause = 0, memory = 0n, available = 0n, limit = "" } = estimate;
  const details = [{ id: ESTIMATE_ID, data: encode(Heap_Estimate, estimate) }];
  if (memory > available) {
    const need = `a snapshot may need ${megabytes(memory)} of memory more than the process has`;
    const has = `only ${megabytes(available)} can be had (${limit})`;
    return new RpcError("failed", `${need}, and ${has}: it was not taken; free memory, or force it`, {
      details,
    });
  }
  // NaN allows nothing.
  if (!(pause <= maxPause)) {
    const long = `a snapshot may pause the process for ${seconds(pause)}`;
    const rule = `${seconds(maxPause)} were allowed (maxPause)`;
    return new RpcError("failed", `${long}, and ${rule}: it was not taken; allow more`, { details });
  }
  return undefined;
}

function megabytes(bytes: bigint): string {
  return `${Math.ceil(Number(bytes) / 1e6)} MB`;
}

function seconds(value: number): string {
  return `${Number(value.toPrecision(2))} s`;
}
