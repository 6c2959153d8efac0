// captures.ts: the snapshots and profiles that the console has taken, for all of its pages: each of a process whose service a
// page gives, kept until it is discarded or the console ends, and told of as far as a page can show it.
import { setImmediate as immediate } from "node:timers/promises";
import { messageOf, TeleopError } from "@teleop/core/basics";
import {
  compareSnapshots,
  type FunctionTime,
  type ProfileStacks,
  profileStacks,
  retainedSizes,
  type SnapshotContents,
  snapshotContents,
} from "@teleop/diagnostics/client";
import { receiveProfile, receiveSnapshot, type TransferProgress } from "@teleop/diagnostics/files";
import type { Context } from "@teleop/rpc-capnp/schema";
import type {
  Capture,
  Capture_kind,
  Captures,
  Captures_classes_Params,
  Captures_compare_Params,
  Captures_compare_Results,
  Captures_discard_Params,
  Captures_list_Results,
  Captures_profile_Params,
  Captures_profile_Results,
  Captures_room_Results,
  Captures_snapshot_Params,
  Captures_snapshot_Results,
  Captures_stacks_Params,
  Contents,
  Stacks,
  Subject,
  Totals,
} from "../../captures.capnp.ts";
import { ProgressReporter } from "./progress-reporter.ts";
import { ScratchFile } from "./scratch-file.ts";
import { Turns } from "./turns.ts";

/** Below which path captures are downloaded: `captures/<id>/<name>`, below the address of the page. */
const CAPTURES_PATH = "captures/";

/** Of more calls none can be told from another in a picture. */
const MOST_CALLS = 20_000;

type Signal = Pick<Context, "signal">;

/** What a page downloads. */
export interface Download {
  /** What it is saved as. */
  readonly name: string;
  readonly length: number;
  /** @throws where it is discarded meanwhile. */
  read(signal?: AbortSignal): AsyncIterable<Uint8Array>;
}

interface Kept {
  readonly id: string;
  readonly subject: Subject;
  readonly takenAt: number;
  readonly file: ScratchFile;
  readonly name: string;
  readonly kind: Capture_kind.Init;
  /** Of a snapshot that was read once, which takes seconds. */
  contents?: SnapshotContents;
  retained?: Retained;
}

interface Retained {
  /** Bytes by the names of classes; undefined where the snapshot is too large for that. */
  readonly retained: ReadonlyMap<string, number> | undefined;
  /** Why not; empty where it is there. */
  readonly unretained: string;
}

/** Serves all pages. Disposing it frees all that is kept. */
export class CapturesServer implements Captures.Server, Disposable {
  /** By id, the latest last. */
  readonly #kept = new Map<string, Kept>();
  /** What is being filled, or given back since it could not be. */
  readonly #unfinished = new Set<ScratchFile>();
  readonly #mostCalls: number;
  /** What is in a snapshot takes up to 1 GiB to be found out: one at a time, however many pages ask. */
  readonly #turns = new Turns();
  #count = 0;
  #disposed: Promise<void> | undefined;

  /** @param mostCalls how many calls of a profile a page is told of. */
  constructor(mostCalls: number = MOST_CALLS) {
    this.#mostCalls = mostCalls;
  }

  async snapshot(
    { heap, subject, maxPause, force, progress }: Captures_snapshot_Params,
    { signal }: Signal,
  ): Promise<Captures_snapshot_Results.Init> {
    using reporter = new ProgressReporter(progress, signal);
    reporter.report({ phase: "preparing" });
    return await this.#keep("heap", "heapsnapshot", subject, async (file) => {
      const { pause } = await receiveSnapshot(heap, (bytes) => file.write(bytes), {
        maxPause,
        force,
        onPause: ({ pause }) => reporter.report({ phase: "pausing", pause }),
        onProgress: (transferred) => reporter.report(transferring(transferred)),
        signal,
      });
      return { which: "snapshot", snapshot: { pause } };
    });
  }

  async profile(
    { profile, subject, interval, progress }: Captures_profile_Params,
    { signal }: Signal,
  ): Promise<Captures_profile_Results.Init> {
    using reporter = new ProgressReporter(progress, signal);
    return await this.#keep("cpu", "cpuprofile", subject, async (file) => {
      const received = await receiveProfile(profile, {
        onProgress: (transferred) => reporter.report(transferring(transferred)),
        signal,
      });
      await file.write(Buffer.from(JSON.stringify(received)));
      const { startTime, endTime, samples } = received;
      const duration = Math.max(0, endTime - startTime) / 1e6;
      const samplesTaken = BigInt(samples.length);
      return { which: "profile", profile: { duration, samples: samplesTaken, interval } };
    });
  }

  list(): Captures_list_Results.Init {
    return { captures: [...this.#kept.values()].reverse().map(described) };
  }

  async room(): Promise<Captures_room_Results.Init> {
    const kept = [...this.#kept.values()].reduce((sum, { file }) => sum + file.length, 0);
    return { ...(await ScratchFile.room()), kept: BigInt(kept) };
  }

  async discard({ id }: Captures_discard_Params): Promise<void> {
    const { file } = this.#require(id);
    this.#kept.delete(id);
    await file[Symbol.asyncDispose]();
  }

  async classes({ id, progress }: Captures_classes_Params, { signal }: Signal): Promise<Contents.Init> {
    using reporter = new ProgressReporter(progress, signal);
    const contents = await this.#contents(id, reporter, signal);
    const { retained, unretained } = await this.#retained(id, contents, reporter, signal);
    const classes = [...contents.classes]
      .map(([name, { count, bytes }]) => ({ name, count, bytes, retained: retained?.get(name) ?? 0 }))
      .sort((one, other) => other.retained - one.retained || other.bytes - one.bytes)
      .map(({ name, count, bytes, retained }) => ({
        name: name.toWellFormed(),
        count: BigInt(count),
        bytes: BigInt(bytes),
        retained: BigInt(retained),
      }));
    return { totals: totals(contents), classes, unretained };
  }

  async compare(
    { before, after, progress }: Captures_compare_Params,
    { signal }: Signal,
  ): Promise<Captures_compare_Results.Init> {
    using reporter = new ProgressReporter(progress, signal);
    const first = await this.#contents(before, reporter, signal);
    const second = await this.#contents(after, reporter, signal);
    const changes = compareSnapshots(first, second).map(({ name, before, after }) => ({
      name: name.toWellFormed(),
      countBefore: BigInt(before.count),
      countAfter: BigInt(after.count),
      bytesBefore: BigInt(before.bytes),
      bytesAfter: BigInt(after.bytes),
    }));
    return { before: totals(first), after: totals(second), changes };
  }

  async stacks({ id }: Captures_stacks_Params, { signal }: Signal): Promise<Stacks.Init> {
    const kept = this.#require(id, "profile");
    return shownStacks(profileStacks(JSON.parse(await textOf(kept.file, signal))), this.#mostCalls);
  }

  /** What is at a path, `captures/<id>/<name>`; undefined where nothing is. */
  download(path: string): Download | undefined {
    const kept = [...this.#kept.values()].find((one) => pathOf(one) === path);
    if (kept === undefined) return undefined;
    const { name, file } = kept;
    return { name, length: file.length, read: (signal) => file.read(signal) };
  }

  /** Resolves when all of it is freed, also when it is called once more. */
  [Symbol.dispose](): Promise<void> {
    this.#disposed ??= this.#dispose();
    return this.#disposed;
  }

  async #dispose(): Promise<void> {
    const files = [...[...this.#kept.values()].map(({ file }) => file), ...this.#unfinished];
    this.#kept.clear();
    await Promise.all(files.map((file) => file[Symbol.asyncDispose]()));
  }

  /** @param fill writes it, and says what it is; of one that it fails to nothing is kept. */
  async #keep(
    prefix: string,
    extension: string,
    subject: Subject | undefined,
    fill: (file: ScratchFile) => Promise<Capture_kind.Init>,
  ): Promise<{ readonly capture: Capture.Init }> {
    const { place = "", pid = 0, name = "" } = subject ?? {};
    const file = await ScratchFile.create();
    this.#unfinished.add(file);
    try {
      const kind = await fill(file);
      if (this.#disposed !== undefined) throw new TeleopError("DISPOSED", "the console has ended");
      const takenAt = Date.now();
      const kept = {
        id: String(++this.#count),
        subject: { place, pid, name },
        takenAt,
        file,
        name: `${prefix}-${pid}-${timeIn(new Date(takenAt))}.${extension}`,
        kind,
      };
      this.#kept.set(kept.id, kept);
      return { capture: described(kept) };
    } catch (error) {
      await file[Symbol.asyncDispose]();
      throw error;
    } finally {
      this.#unfinished.delete(file);
    }
  }

  /** @throws TeleopError `NOT_FOUND` */
  #require(id: string, kind?: "snapshot" | "profile"): Kept {
    const kept = this.#kept.get(id);
    if (kept === undefined) {
      throw new TeleopError("NOT_FOUND", `there is no capture ${id} any more: it was discarded`);
    }
    if (kind !== undefined && kept.kind.which !== kind) {
      throw new TeleopError("INVALID_ARGUMENT", `${kept.name} is no ${kind}`);
    }
    return kept;
  }

  async #contents(id: string, reporter: ProgressReporter, signal: AbortSignal): Promise<SnapshotContents> {
    const kept = this.#require(id, "snapshot");
    if (kept.contents !== undefined) return kept.contents;
    return await this.#turns.take(signal, async () => {
      // By now another page may have asked for the same.
      kept.contents ??= await snapshotContents(counted(kept.file, "reading", reporter, signal));
      return kept.contents;
    });
  }

  async #retained(
    id: string,
    contents: SnapshotContents,
    reporter: ProgressReporter,
    signal: AbortSignal,
  ): Promise<Retained> {
    const kept = this.#require(id, "snapshot");
    if (kept.retained !== undefined) return kept.retained;
    return await this.#turns.take(signal, async () => {
      kept.retained ??= await retainedOf(kept.file, contents, reporter, signal);
      return kept.retained;
    });
  }
}

async function retainedOf(
  file: ScratchFile,
  contents: SnapshotContents,
  reporter: ProgressReporter,
  signal: AbortSignal,
): Promise<Retained> {
  try {
    const source = counted(file, "retaining", reporter, signal);
    const giveWay = async (): Promise<void> => {
      await immediate();
      signal.throwIfAborted();
    };
    return { retained: await retainedSizes(source, contents, { giveWay }), unretained: "" };
  } catch (error) {
    if (!isTooLarge(error)) throw error;
    return { retained: undefined, unretained: messageOf(error) };
  }
}

function transferring({ received, length }: TransferProgress) {
  return { phase: "transferring", done: BigInt(received), total: BigInt(length) } as const;
}

/** There is a bound to what is taken for it, and the system may have less. */
function isTooLarge(error: unknown): boolean {
  return error instanceof RangeError || (error instanceof TeleopError && error.code === "TOO_LARGE");
}

async function* counted(
  file: ScratchFile,
  phase: "reading" | "retaining",
  reporter: ProgressReporter,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let done = 0;
  for await (const chunk of file.read(signal)) {
    yield chunk;
    done += chunk.byteLength;
    reporter.report({ phase, done: BigInt(done), total: BigInt(file.length) });
  }
}

async function textOf(file: ScratchFile, signal: AbortSignal): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.read(signal)) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function described(kept: Kept): Capture.Init {
  const { id, subject, takenAt, file, kind } = kept;
  return { id, subject, takenAt, bytes: BigInt(file.length), path: pathOf(kept), kind };
}

function pathOf({ id, name }: Kept): string {
  return `${CAPTURES_PATH}${id}/${name}`;
}

function totals({ nodes, edges, bytes }: SnapshotContents): Totals.Init {
  return { objects: BigInt(nodes), references: BigInt(edges), bytes: BigInt(bytes) };
}

/** The calls that took the most. A caller takes at least what it called does, and comes first: what is left is a tree. */
function shownStacks({ functions, calls, busy, idle }: ProfileStacks, mostCalls: number): Stacks.Init {
  const largest = calls
    .map((call, index) => ({ ...call, index }))
    .sort((one, other) => other.total - one.total || one.index - other.index)
    .slice(0, mostCalls)
    .sort((one, other) => one.index - other.index);
  const places = new Map(largest.map(({ index }, place) => [index, place]));
  return {
    busy,
    idle,
    functions: functions.map(shownFunction),
    calls: largest.map(({ function: of, caller, total }) => ({
      function: Math.max(0, of),
      caller: places.get(caller) ?? 0,
      total,
    })),
    leftOut: calls.length - largest.length,
  };
}

/** A process names its functions as it likes, also by what is no Unicode, and says of them what it likes. */
function shownFunction({ name, url, line, ...times }: FunctionTime): FunctionTime {
  const isLine = Number.isInteger(line) && line > 0 && line < 2 ** 32;
  return { ...times, name: name.toWellFormed(), url: url.toWellFormed(), line: isLine ? line : 0 };
}

/** `20260131-235959`, where the console runs. */
function timeIn(at: Date): string {
  const part = (value: number): string => String(value).padStart(2, "0");
  const day = `${at.getFullYear()}${part(at.getMonth() + 1)}${part(at.getDate())}`;
  return `${day}-${part(at.getHours())}${part(at.getMinutes())}${part(at.getSeconds())}`;
}
