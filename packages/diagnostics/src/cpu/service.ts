// service.ts: serves `cpu`: one profile at a time, for a client who keeps a hold of it, and what the flight recorder has.
import { RpcError } from "@teleop/rpc-capnp";
import type { Context } from "@teleop/rpc-capnp/schema";
import { nameOfClient } from "../client-name.ts";
import { guarded } from "../guard.ts";
import { OutgoingFile } from "../transfer/outgoing-file.ts";
import {
  Cpu,
  type Cpu_recent_Params,
  type Cpu_recent_Results,
  type Cpu_Status,
  type Cpu_start_Params,
  type Cpu_start_Results,
  type End,
  type Profile,
  type Profile_send_Params,
  type Profile_send_Results,
  type Profile_sourceMap_Params,
  type Profile_sourceMap_Results,
  type Profiling,
  type Profiling_ended_Results,
  type Profiling_stop_Results,
} from "./cpu.capnp.ts";
import type { CpuOptions } from "./options.ts";
import type { CpuProfile } from "./profile.ts";
import { ProfileMerger } from "./profile-merger.ts";
import { Profiler } from "./profiler.ts";
import type { RecorderInUse } from "./recorder-in-use.ts";
import { sourceMapOf } from "./script-map.ts";

const SHORTEST_INTERVAL = 100;
const LONGEST_INTERVAL = 1_000_000;
const LONGEST_SECONDS = 3600;
const MOST_SAMPLES = 5_000_000;
/** How many profiles are kept for clients that have not released them. */
const MOST_PROFILES = 8;

/** @param recorders which flight recorder there is, if any: the application's, or one that another part needs for now. */
export function cpuService(options: CpuOptions, recorders: RecorderInUse | undefined): Cpu {
  return Cpu.server(guarded("cpu", new CpuServer(recorders), options));
}

class CpuServer implements Cpu.Server, Disposable {
  readonly #recorders: RecorderInUse | undefined;
  /** What is kept for clients until they release it. */
  readonly #kept = new Set<RunningProfile | TakenProfile>();
  /** The one that is being taken; undefined while none is. */
  #profiling: RunningProfile | undefined;
  /** Somebody has asked, and it is being begun. */
  #starting: string | undefined;
  /** How many of what will be kept are being made. */
  #coming = 0;

  constructor(recorders: RecorderInUse | undefined) {
    this.#recorders = recorders;
  }

  async start(
    { interval, maxDuration }: Cpu_start_Params,
    { peer, signal }: Pick<Context, "peer" | "signal">,
  ): Promise<Cpu_start_Results.Init> {
    requireBetween("interval", interval, SHORTEST_INTERVAL, LONGEST_INTERVAL);
    const longest = Math.min(LONGEST_SECONDS, (MOST_SAMPLES * interval) / 1e6);
    requireBetween("maxDuration", maxDuration, 0.001, longest);
    // One that is ending is over in a moment.
    await this.#profiling?.ending;
    this.#requireNobodyElse();
    this.#requireRoom();
    const client = nameOfClient(peer);
    this.#starting = client;
    this.#coming++;
    try {
      const pause = await this.#recorders?.current?.pause();
      const profiling = new RunningProfile(client, maxDuration, pause, {
        over: () => {
          if (this.#profiling === profiling) this.#profiling = undefined;
        },
        keep: (profile) => this.#keep(profile),
        released: () => this.#kept.delete(profiling),
      });
      await profiling.begin(interval);
      this.#profiling = profiling;
      this.#kept.add(profiling);
      // What is returned to nobody is released by nobody.
      if (signal.aborted) profiling[Symbol.dispose]();
      return { profiling };
    } finally {
      this.#starting = undefined;
      this.#coming--;
    }
  }

  async recent(
    { duration }: Cpu_recent_Params,
    { signal }: Pick<Context, "signal">,
  ): Promise<Cpu_recent_Results.Init> {
    const recorder = this.#recorders?.current;
    if (recorder === undefined) {
      throw new RpcError(
        "failed",
        "this process has no flight recorder; take a profile, or start it with one (flightRecorder())",
      );
    }
    requireBetween("duration", duration, 0.001, LONGEST_SECONDS);
    this.#requireRoom();
    this.#coming++;
    try {
      const profile = await recorder.recent(duration);
      signal.throwIfAborted();
      return { profile: this.#keep(profile) };
    } finally {
      this.#coming--;
    }
  }

  status(): Cpu_Status.Init {
    const recorder = this.#recorders?.current;
    return {
      profiling: this.#profiling?.client ?? this.#starting ?? "",
      elapsed: this.#profiling?.elapsed ?? 0,
      ...(recorder && {
        recorder: { interval: recorder.interval, kept: recorder.kept, duration: recorder.duration },
      }),
    };
  }

  [Symbol.dispose](): void {
    this.#profiling?.[Symbol.dispose]();
  }

  #keep(profile: CpuProfile): TakenProfile {
    const taken = new TakenProfile(profile, () => this.#kept.delete(taken));
    this.#kept.add(taken);
    return taken;
  }

  #requireNobodyElse(): void {
    const client = this.#profiling?.client ?? this.#starting;
    if (client === undefined) return;
    const elapsed = Math.round(this.#profiling?.elapsed ?? 0);
    const most = Math.round(this.#profiling?.maxDuration ?? 0);
    throw new RpcError(
      "overloaded",
      `${client} has been taking a profile of this process for ${elapsed} s, of ${most} s at most; try again after that`,
    );
  }

  #requireRoom(): void {
    if (this.#kept.size + this.#coming < MOST_PROFILES) return;
    throw new RpcError(
      "overloaded",
      `${MOST_PROFILES} profiles are kept for clients that have not released them; try again when they have`,
    );
  }
}

interface ProfilingOwner {
  /** Somebody else may begin one. */
  over(): void;
  /** Offers what was taken. */
  keep(profile: CpuProfile): TakenProfile;
  /** Nothing of it is kept any more. */
  released(): void;
}

/** A profile that is being taken. When its client lets go of it, whether it is killed or not, it is over. */
class RunningProfile implements Profiling.Server, Disposable {
  readonly client: string;
  readonly maxDuration: number;
  readonly #owner: ProfilingOwner;
  /** The recorder waits until this is disposed. */
  readonly #pause: AsyncDisposable | undefined;
  readonly #end = Promise.withResolvers<End>();
  readonly #startedAt = performance.now();
  #merger: ProfileMerger | undefined;
  #profiler: Profiler | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ending: Promise<void> | undefined;

  constructor(
    client: string,
    maxDuration: number,
    pause: AsyncDisposable | undefined,
    owner: ProfilingOwner,
  ) {
    this.client = client;
    this.maxDuration = maxDuration;
    this.#pause = pause;
    this.#owner = owner;
  }

  /** Resolves when the profiler has been given back; undefined while samples are being taken. */
  get ending(): Promise<void> | undefined {
    return this.#ending;
  }

  /** Seconds. */
  get elapsed(): number {
    return (performance.now() - this.#startedAt) / 1000;
  }

  /** @throws RpcError `overloaded` where the application has the profiler. */
  async begin(interval: number): Promise<void> {
    const merger = new ProfileMerger(interval);
    this.#merger = merger;
    try {
      this.#profiler = await Profiler.start({
        interval,
        onPart: (part) => merger.add(part),
        onInterrupted: () => void this.#finish("application"),
      });
    } catch (error) {
      await this.#pause?.[Symbol.asyncDispose]();
      throw error;
    }
    this.#timer = setTimeout(() => void this.#finish("maxDuration"), this.maxDuration * 1000);
    this.#timer.unref();
  }

  async ended(_params: unknown, { signal }: Pick<Context, "signal">): Promise<Profiling_ended_Results.Init> {
    // A call that goes on keeps what it was made on, though nobody waits for it.
    signal.throwIfAborted();
    const { promise: cancelled, reject } = Promise.withResolvers<never>();
    const onAbort = (): void => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      return { end: await Promise.race([this.#end.promise, cancelled]) };
    } finally {
      signal.removeEventListener("abort", onAbort);
    }
  }

  async stop(_params: unknown, { signal }: Pick<Context, "signal">): Promise<Profiling_stop_Results.Init> {
    await this.#finish("stopped");
    const end = await this.#end.promise;
    // It is released with this, whose client has gone.
    signal.throwIfAborted();
    const merger = this.#merger;
    if (merger === undefined) throw new RpcError("failed", "this profile has been given already");
    this.#merger = undefined;
    this.#owner.released();
    return { profile: this.#owner.keep(merger.profile()), end };
  }

  [Symbol.dispose](): void {
    this.#merger = undefined;
    this.#owner.released();
    void this.#finish("stopped");
  }

  /** Resolves when the profiler has been given back. The first who calls this says why. */
  #finish(end: End): Promise<void> {
    this.#ending ??= this.#giveBack(end);
    return this.#ending;
  }

  async #giveBack(end: End): Promise<void> {
    clearTimeout(this.#timer);
    try {
      await this.#profiler?.[Symbol.asyncDispose]();
    } finally {
      this.#owner.over();
      this.#end.resolve(end);
      await this.#pause?.[Symbol.asyncDispose]();
    }
  }
}

/** A profile that was taken, until its client releases it. */
class TakenProfile implements Profile.Server, Disposable {
  #profile: CpuProfile | undefined;
  readonly #scripts: ReadonlySet<string>;
  readonly #released: () => void;

  constructor(profile: CpuProfile, released: () => void) {
    this.#profile = profile;
    this.#scripts = new Set(profile.nodes.map(({ callFrame }) => callFrame.url));
    this.#released = released;
  }

  async send(
    { receiver, compressions }: Profile_send_Params,
    { signal }: Pick<Context, "signal">,
  ): Promise<Profile_send_Results.Init> {
    using file = new OutgoingFile(compressions);
    await file.append(Buffer.from(JSON.stringify(this.#profile)), signal);
    return { receipt: await file.send(receiver, signal) };
  }

  async sourceMap({ url }: Profile_sourceMap_Params): Promise<Profile_sourceMap_Results.Init> {
    // Only of what this profile has: a client may not read what it likes.
    if (!this.#scripts.has(url)) throw new RpcError("failed", "this profile has no script by that URL");
    const map = await sourceMapOf(url);
    return map === undefined ? {} : { map };
  }

  [Symbol.dispose](): void {
    this.#profile = undefined;
    this.#released();
  }
}

function requireBetween(name: string, value: number, least: number, most: number): void {
  if (value >= least && value <= most) return;
  throw new RpcError("failed", `${name} must be from ${least} to ${most}, not ${value}`);
}
