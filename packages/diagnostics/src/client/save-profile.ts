// save-profile.ts: CPU profiles of a target: taken, verified, translated to the sources, and saved whole or not at all.
import { TeleopError } from "@teleop/core/basics";
import type { Cpu, End, Profile } from "../cpu/cpu.capnp.ts";
import type { CpuProfile } from "../cpu/profile.ts";
import { isProfile } from "../cpu/profile-shape.ts";
import { knownCompressions } from "../transfer/compress.ts";
import { IncomingFile, type TransferProgress } from "./incoming-file.ts";
import { mapProfile, type OnUnmapped } from "./map-profile.ts";
import { NewFile, type NewFileOptions } from "./new-file.ts";

/** All of it is in memory: an hour at the shortest interval has less. */
const MOST_BYTES = 512 * 1024 * 1024 - 1;

export interface ReceiveProfileOptions {
  /** Whether functions are named by where they are in the sources, where the target has source maps. Default true. */
  readonly sourceMaps?: boolean | undefined;
  /** Told of each script whose source map cannot be used: it stays as it ran. */
  readonly onUnmapped?: OnUnmapped | undefined;
  readonly onProgress?: ((progress: TransferProgress) => void) | undefined;
  /** Cancels it. */
  readonly signal?: AbortSignal | undefined;
}

export interface TakeProfileOptions extends ReceiveProfileOptions {
  /** Microseconds between two samples, 100 to 1,000,000. Default 1000. */
  readonly interval?: number | undefined;
  /** Seconds after which it ends by itself. Default 10. */
  readonly duration?: number | undefined;
  /** Ends it, and what there is by then is the profile; other than `signal`, by which there is none. */
  readonly stop?: AbortSignal | undefined;
  /** Told when samples are being taken. */
  readonly onStart?: (() => void) | undefined;
}

export interface TakenProfile {
  readonly profile: CpuProfile;
  /** Why it ended: `application` where the target began to profile itself, so that it is shorter than was asked for. */
  readonly end: End | number;
}

/**
 * Takes a profile of the target.
 *
 * @throws RpcError `overloaded` where another client, or the target itself, is at it, with who; what `receiveProfile`
 *   throws; the reason of `signal`, and then nothing goes on in the target.
 */
export async function takeProfile(cpu: Cpu, options: TakeProfileOptions = {}): Promise<TakenProfile> {
  const { interval = 1000, duration = 10, stop, onStart, signal } = options;
  using started = await cpu.start({ interval, maxDuration: duration }, { signal });
  const { profiling } = started;
  onStart?.();
  await endOrStop(profiling.ended({}, { signal }), stop);
  using stopped = await profiling.stop({}, { signal });
  return { profile: await receiveProfile(stopped.profile, options), end: stopped.end };
}

/**
 * Gets a profile that a target has taken.
 *
 * @throws TeleopError `CORRUPT_TRANSFER`; RpcError as the target fails; the reason of `signal`.
 */
export async function receiveProfile(
  profile: Profile,
  options: ReceiveProfileOptions = {},
): Promise<CpuProfile> {
  const { sourceMaps = true, onUnmapped, onProgress, signal } = options;
  const pieces: Uint8Array[] = [];
  let held = 0;
  const receiver = new IncomingFile((bytes) => {
    held += bytes.byteLength;
    if (held > MOST_BYTES) throw corrupt(`a profile of more than ${MOST_BYTES} bytes`);
    pieces.push(bytes.slice());
  }, onProgress);
  try {
    const { receipt } = await profile.send({ receiver, compressions: knownCompressions() }, { signal });
    receiver.verify(receipt);
  } catch (error) {
    throw receiver.failure ?? error;
  }
  const received = parse(Buffer.concat(pieces).toString());
  if (!sourceMaps) return received;
  const sourceMapOf = async (url: string): Promise<string | undefined> => {
    const { map } = await profile.sourceMap({ url }, { signal });
    return map.byteLength === 0 ? undefined : new TextDecoder().decode(map);
  };
  const mapped = await mapProfile(received, sourceMapOf, onUnmapped);
  signal?.throwIfAborted();
  return mapped;
}

/**
 * Saves a profile as a .cpuprofile, for its owner's eyes only: whole, or not at all.
 *
 * @throws TeleopError `FILE_EXISTS`; the system's error, where the file cannot be written.
 */
export async function saveProfile(
  profile: CpuProfile,
  path: string,
  options: NewFileOptions = {},
): Promise<void> {
  await using file = await NewFile.create(path, options);
  await file.write(Buffer.from(JSON.stringify(profile)));
  await file.publish();
}

async function endOrStop(ended: Promise<unknown>, stop: AbortSignal | undefined): Promise<void> {
  if (stop?.aborted) return;
  const { promise: stopped, resolve } = Promise.withResolvers<void>();
  const onAbort = (): void => resolve();
  stop?.addEventListener("abort", onAbort, { once: true });
  try {
    await Promise.race([ended, stopped]);
  } finally {
    stop?.removeEventListener("abort", onAbort);
  }
}

function parse(text: string): CpuProfile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw corrupt("something that is no CPU profile", cause);
  }
  if (isProfile(json)) return json;
  throw corrupt("something that is no CPU profile");
}

function corrupt(what: string, cause?: unknown): TeleopError {
  return new TeleopError("CORRUPT_TRANSFER", `the target has sent ${what}; nothing was kept`, { cause });
}
