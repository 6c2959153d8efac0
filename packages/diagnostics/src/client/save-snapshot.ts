// save-snapshot.ts: a heap snapshot of a target as a file of the client's, whole and verified, or not at all.
import { messageOf, TeleopError } from "@teleop/core/basics";
import type {
  Heap,
  Heap_Estimate,
  SnapshotReceiver,
  SnapshotReceiver_pausing_Params,
} from "../heap/heap.capnp.ts";
import { estimateIn } from "../heap/refusal.ts";
import { knownCompressions } from "../transfer/compress.ts";
import { IncomingFile, type TransferProgress, type WriteBytes } from "./incoming-file.ts";
import { NewFile, type NewFileOptions } from "./new-file.ts";

export interface SnapshotOptions {
  /** The longest pause of the target that is accepted, in seconds, as it is estimated. Default 1; `Infinity` for any. */
  readonly maxPause?: number | undefined;
  /** Takes it whatever it costs, though the target may run out of memory, and be ended by that. Default false. */
  readonly force?: boolean | undefined;
  /** Told right before the target pauses. What it throws calls the snapshot off. */
  readonly onPause?: ((estimate: Heap_Estimate) => void) | undefined;
  readonly onProgress?: ((progress: TransferProgress) => void) | undefined;
  /** Calls it off. A target that pauses does so to the end, and then lets go of it. */
  readonly signal?: AbortSignal | undefined;
}

export interface SnapshotSummary {
  /** Bytes. */
  readonly length: number;
  /** Of all bytes, in hexadecimal. */
  readonly sha256: string;
  /** Seconds for which the target did nothing else. */
  readonly pause: number;
}

/** A snapshot that the target does not take, since it would cost too much. */
export class SnapshotRefusedError extends TeleopError {
  override readonly name = "SnapshotRefusedError";
  readonly estimate: Heap_Estimate;

  constructor(message: string, estimate: Heap_Estimate, cause: unknown) {
    super("SNAPSHOT_REFUSED", message, { cause });
    this.estimate = estimate;
  }
}

/**
 * Takes a snapshot of the target's heap and saves it at `path`, for its owner's eyes only. The file appears when it is
 * whole, and its length and hash are what the target says; until then there is none, whoever is killed when.
 *
 * @throws SnapshotRefusedError with the estimate, where it would cost more than is accepted; TeleopError `FILE_EXISTS`,
 *   before the target is asked; `CORRUPT_TRANSFER`; RpcError as the target fails, `overloaded` where another client is at
 *   it; the system's error, where the file cannot be written; the reason of `signal`.
 */
export async function saveSnapshot(
  heap: Heap,
  path: string,
  options: SnapshotOptions & NewFileOptions = {},
): Promise<SnapshotSummary> {
  await using file = await NewFile.create(path, options);
  const summary = await receiveSnapshot(heap, (bytes) => file.write(bytes), options);
  await file.publish();
  return summary;
}

/**
 * The same for those who do something else with the bytes than saving them: they come in order, and are to be believed when
 * this resolves.
 *
 * @throws what `write` throws, and as {@link saveSnapshot} does.
 */
export async function receiveSnapshot(
  heap: Heap,
  write: WriteBytes,
  options: SnapshotOptions = {},
): Promise<SnapshotSummary> {
  const { maxPause = 1, force = false, onPause, onProgress, signal } = options;
  const file = new IncomingFile(write, onProgress);
  const receiver: SnapshotReceiver.Server = {
    pausing({ estimate }: SnapshotReceiver_pausing_Params) {
      if (estimate !== undefined) onPause?.(estimate);
    },
    begin: (params) => file.begin(params),
    write: (params) => file.write(params),
  };
  const params = { receiver, maxPause, force, compressions: knownCompressions() };
  try {
    const { receipt, pause } = await heap.snapshot(params, { signal });
    file.verify(receipt);
    const sha256 = Buffer.from(receipt?.sha256 ?? []).toString("hex");
    return { length: Number(receipt?.length), sha256, pause };
  } catch (error) {
    throw file.failure ?? refusalIn(error) ?? error;
  }
}

function refusalIn(error: unknown): SnapshotRefusedError | undefined {
  const estimate = estimateIn(error);
  return estimate && new SnapshotRefusedError(messageOf(error), estimate, error);
}
