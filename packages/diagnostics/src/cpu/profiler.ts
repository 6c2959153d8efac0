// profiler.ts: takes samples of the stack, in parts that are short enough for the runtime to sort quickly, until it is
// stopped or the application wants its profiler for itself.
import type { Session } from "node:inspector";
import { RpcError } from "@teleop/rpc-capnp";
import { ownSession, watchApplication } from "./application-profiler.ts";
import type { CpuProfile } from "./profile.ts";

export interface ProfilerOptions {
  /** Microseconds between two samples. */
  readonly interval: number;
  /** Told of each part, in order. */
  readonly onPart: (part: CpuProfile) => void;
  /** Told when the application has taken the profiler, after the last part. */
  readonly onInterrupted: () => void;
}

/**
 * How many samples a part has. JavaScriptCore keeps whole stacks, 200 bytes a frame, until it sorts them, which takes up to
 * 0.2 ms for one: 500 are a pause of 2 to 90 ms. V8 sorts as it goes.
 */
const SAMPLES = { whereSessionsShare: 500, elsewhere: 10_000 };
const SHORTEST_MS = 200;
const LONGEST_MS = 10_000;

/** What the runtimes take where nobody says otherwise: what the application finds when we have gone. */
const DEFAULT_INTERVAL = 1000;

/** Samples being taken, for one owner. Disposing it stops them, and waits for the last part. */
export class Profiler implements AsyncDisposable {
  readonly #options: ProfilerOptions;
  readonly #session: Session;
  readonly #watch: Disposable;
  /** Settled when samples are being taken, or the runtime has refused to. */
  readonly #begun: Promise<unknown>;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** The last part on its way, or the one that is. Never rejects. */
  #parts: Promise<void> = Promise.resolve();
  #isOver = false;

  private constructor(type: typeof Session, options: ProfilerOptions) {
    this.#options = options;
    this.#session = ownSession(type);
    const { interval } = options;
    // In one turn: the application has none between them. Where it profiles, the interval is refused, and starting does nothing.
    this.#begun = Promise.all([
      post(this.#session, "Profiler.enable"),
      post(this.#session, "Profiler.setSamplingInterval", { interval }),
      post(this.#session, "Profiler.start"),
    ]);
    this.#watch = watchApplication(type, () => {
      // The application goes on as soon as this returns.
      this.#end();
      this.#parts = this.#parts.then(options.onInterrupted);
    });
  }

  /** @throws RpcError `overloaded` while the application profiles itself; it goes on undisturbed. */
  static async start(options: ProfilerOptions): Promise<Profiler> {
    const { Session } = await import("node:inspector");
    const profiler = new Profiler(Session, options);
    await profiler.#begin(Session);
    return profiler;
  }

  async #begin(type: typeof Session): Promise<void> {
    try {
      await this.#begun;
    } catch (cause) {
      this.#isOver = true;
      this.#watch[Symbol.dispose]();
      // The session is not ended: that would stop the application's profile. It holds nothing.
      throw new RpcError(
        "overloaded",
        "the process is profiling itself (node:inspector or --cpu-prof), and has one profiler; try again later",
        { cause },
      );
    }
    if (this.#isOver) return;
    const areShared = await doSessionsShare(type);
    if (!areShared) this.#watch[Symbol.dispose]();
    if (this.#isOver) return;
    const samples = areShared ? SAMPLES.whereSessionsShare : SAMPLES.elsewhere;
    const everyMs = Math.min(Math.max((samples * this.#options.interval) / 1000, SHORTEST_MS), LONGEST_MS);
    this.#timer = setInterval(() => this.#next(), everyMs);
    this.#timer.unref();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end();
    await this.#parts;
  }

  /** Ends a part and begins the next one, with nothing between them. */
  #next(): void {
    if (this.#isOver) return;
    const part = this.#stop();
    const started = post(this.#session, "Profiler.start");
    this.#take(part, started);
  }

  /** Ends it, all but for the last part, which comes in a moment. The profiler is as if nobody had used it. */
  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearInterval(this.#timer);
    this.#watch[Symbol.dispose]();
    const part = this.#stop();
    const reset = post(this.#session, "Profiler.setSamplingInterval", { interval: DEFAULT_INTERVAL });
    this.#session.disconnect();
    this.#take(part, reset);
  }

  #stop(): Promise<CpuProfile> {
    return post(this.#session, "Profiler.stop").then(({ profile }) => profile as CpuProfile);
  }

  #take(part: Promise<CpuProfile>, then: Promise<unknown>): void {
    const before = this.#parts;
    this.#parts = (async () => {
      const [taken, next] = await Promise.allSettled([part, then]);
      await before;
      if (taken.status === "fulfilled") this.#options.onPart(taken.value);
      if (this.#isOver || (taken.status === "fulfilled" && next.status === "fulfilled")) return;
      // Somebody has stopped it in a way that nobody can see coming.
      this.#isOver = true;
      clearInterval(this.#timer);
      this.#watch[Symbol.dispose]();
      this.#options.onInterrupted();
    })();
  }
}

/** Whether another session finds the profiler running that ours has started. */
async function doSessionsShare(type: typeof Session): Promise<boolean> {
  const other = ownSession(type);
  try {
    await post(other, "Profiler.setSamplingInterval", { interval: DEFAULT_INTERVAL });
  } catch {
    // It is not ended: that would stop ours. It holds nothing.
    return true;
  }
  other.disconnect();
  return false;
}

function post(session: Session, method: string, params?: object): Promise<{ readonly profile?: unknown }> {
  return new Promise((resolve, reject) => {
    session.post(method, params, (error, result) => (error ? reject(error) : resolve(result ?? {})));
  });
}
