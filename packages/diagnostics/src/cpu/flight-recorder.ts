// flight-recorder.ts: a profile that is always being taken, of which the last minute is kept, so that what made the process
// slow can be seen afterwards. It is made by the application, which owns it.
import { callHook, messageOf, requireFunction, requireOptions, show, TeleopError } from "@teleop/core/basics";
import type { CpuProfile } from "./profile.ts";
import type { ProfileMerger } from "./profile-merger.ts";
import type { Profiler } from "./profiler.ts";

export interface FlightRecorderOptions {
  /** Milliseconds between two samples, 1 to 1000. Default 10, which slows the process by nothing that shows. */
  readonly intervalMs?: number | undefined;
  /** How many seconds are kept, 10 to 600. Default 60. */
  readonly duration?: number | undefined;
  /** Told once, of the first time that it cannot record, which it goes on trying to. Default: a warning of the process. */
  readonly onFailure?: ((error: unknown) => void) | undefined;
}

/** Parts of what is kept: so that what is too old goes a part at a time. */
const PARTS = 6;

/**
 * Begins to record, in a moment: the profiler of the runtime is loaded first, which takes some 12 ms. Give it to
 * `diagnostics({ cpu: { recorder } })`. It keeps no process alive, and lasts until it is disposed.
 *
 * While the application uses the profiler itself, or a client takes a profile, nothing is recorded; it goes on afterwards.
 *
 * @throws TeleopError `INVALID_ARGUMENT`
 */
export function flightRecorder(options: FlightRecorderOptions = {}): FlightRecorder {
  requireOptions(options);
  const { intervalMs = 10, duration = 60, onFailure } = options;
  requireBetween("intervalMs", intervalMs, 1, 1000);
  requireBetween("duration", duration, 10, 600);
  requireFunction("onFailure", onFailure);
  return new FlightRecorder(intervalMs * 1000, duration, onFailure);
}

/** Made by `flightRecorder()`. */
export class FlightRecorder implements AsyncDisposable {
  /** Microseconds between two samples. */
  readonly interval: number;
  /** Seconds that are kept. */
  readonly duration: number;
  /** The oldest first; the last is being filled. */
  #kept: ProfileMerger[] = [];
  /** Made when the parts that make it are loaded. */
  #newMerger: (() => ProfileMerger) | undefined;
  #profiler: Profiler | undefined;
  /** What happens to the profiler, one thing after the other. Never rejects. */
  #turn: Promise<void> = Promise.resolve();
  readonly #timer: ReturnType<typeof setInterval>;
  #isDisposed = false;
  /** How many clients take a profile of their own. */
  #paused = 0;

  readonly #onFailure: (error: unknown) => void;
  #hasFailed = false;

  /** @param interval in microseconds. */
  constructor(interval: number, duration: number, onFailure: (error: unknown) => void = warn) {
    this.#onFailure = onFailure;
    this.interval = interval;
    this.duration = duration;
    this.#resume();
    // After the application has used the profiler.
    this.#timer = setInterval(() => this.#resume(), (duration * 1000) / PARTS);
    this.#timer.unref();
  }

  /** Resolves when it records, or has found that it cannot now. Never rejects. */
  get begun(): Promise<void> {
    return this.#turn;
  }

  /** Seconds that are there now. */
  get kept(): number {
    return this.#kept.reduce((sum, merger) => sum + merger.duration, 0);
  }

  /**
   * The last `seconds`, or some more: what is kept, is kept in parts. Its last sample is of this moment.
   * It is empty where nothing was recorded yet, because somebody else has had the profiler since the beginning.
   *
   * @throws TeleopError `INVALID_ARGUMENT`; `DISPOSED`; `LOAD_FAILED` where the profiler cannot be loaded.
   */
  async recent(seconds: number = this.duration): Promise<CpuProfile> {
    requireBetween("the duration", seconds, 0, Number.POSITIVE_INFINITY);
    // What the runtime has sampled, and not yet sorted, comes when the profiler stops.
    await this.#take(async () => {
      await this.#stop();
      await this.#start();
    });
    let parts = 0;
    let enough = 0;
    while (parts < this.#kept.length && enough < seconds) enough += this.#kept.at(-++parts)?.duration ?? 0;
    if (this.#isDisposed) throw new TeleopError("DISPOSED", "the flight recorder is disposed");
    const merged = this.#newMerger?.();
    if (merged === undefined)
      throw new TeleopError("LOAD_FAILED", "the flight recorder has recorded nothing: it is not loaded");
    for (const part of this.#kept.slice(this.#kept.length - parts)) part.addTo(merged);
    return merged.profile();
  }

  /** Records nothing until what this gives is disposed: somebody else wants the profiler. */
  async pause(): Promise<AsyncDisposable> {
    this.#paused++;
    await this.#take(() => this.#stop());
    let isResumed = false;
    return {
      [Symbol.asyncDispose]: async () => {
        if (isResumed) return;
        isResumed = true;
        this.#paused--;
        await this.#take(() => this.#start());
      },
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    clearInterval(this.#timer);
    await this.#take(() => this.#stop());
    this.#kept = [];
  }

  #resume(): void {
    void this.#take(() => this.#start());
  }

  #take(step: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(step).catch((error) => {
      if (this.#hasFailed) return;
      this.#hasFailed = true;
      callHook(() => this.#onFailure(error), warn);
    });
    return this.#turn;
  }

  async #start(): Promise<void> {
    if (this.#isDisposed || this.#profiler !== undefined) return;
    const [{ Profiler }, { ProfileMerger }, { RpcError }] = await Promise.all([
      import("./profiler.ts"),
      import("./profile-merger.ts"),
      import("@teleop/rpc-capnp"),
    ]);
    // Also while it is paused: what is asked for then is a profile of nothing, and not a failure.
    this.#newMerger = () => new ProfileMerger(this.interval);
    if (this.#paused > 0) return;
    try {
      this.#profiler = await Profiler.start({
        interval: this.interval,
        onPart: (part) => this.#keep(part),
        onInterrupted: () => {
          this.#profiler = undefined;
        },
      });
    } catch (error) {
      // The application has it; it is tried again.
      if (!(error instanceof RpcError)) throw error;
    }
  }

  async #stop(): Promise<void> {
    const profiler = this.#profiler;
    this.#profiler = undefined;
    await profiler?.[Symbol.asyncDispose]();
  }

  #keep(part: CpuProfile): void {
    const longest = this.duration / PARTS;
    let last = this.#kept.at(-1);
    if (last === undefined || last.duration >= longest) {
      last = this.#newMerger?.();
      if (last === undefined) return;
      this.#kept.push(last);
    }
    last.add(part);
    // All but the oldest are enough.
    while (this.kept - (this.#kept[0]?.duration ?? 0) >= this.duration) this.#kept.shift();
  }
}

function warn(error: unknown): void {
  process.emitWarning(`the flight recorder cannot record: ${messageOf(error)}`, "TeleopWarning");
}

function requireBetween(name: string, value: number, least: number, most: number): void {
  if (typeof value === "number" && value >= least && value <= most) return;
  throw new TeleopError("INVALID_ARGUMENT", `${name} must be from ${least} to ${most}, not ${show(value)}`);
}
