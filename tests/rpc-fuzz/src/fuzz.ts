// fuzz.ts: peers that send nonsense, one connection after the other, from any of several sources.
//
// Whatever they send, the vat goes on, and answers a good call, or aborts with a reason; it never fails from the inside,
// reports no error, and holds nothing when the connection is over. Other connections of the process notice nothing.

import { shrink } from "@teleop/random-runs";
import { RpcConnection, type TraceEvent } from "@teleop/rpc-capnp";
import { done, Root, RootObject } from "@teleop/rpc-testing";
import { memoryPair } from "@teleop/transport-memory";

/** Where connections come from. */
export interface FuzzSource<Step extends { readonly do: string } = { readonly do: string }> {
  readonly name: string;
  /**
   * Runs the connection of a seed, which is the same each time, and notes what it does with the vat.
   *
   * @throws what the vat did wrong.
   */
  run(seed: number, taken: Step[]): Promise<{ readonly frames: number; readonly isAborted: boolean }>;
  /** Does some of the steps of the connection of a seed. @throws what the vat did wrong. */
  again(seed: number, steps: readonly Step[], trace?: (event: TraceEvent) => void): Promise<void>;
  /** A step in words. */
  describe(step: Step): string;
}

export interface FuzzOptions<Step extends { readonly do: string }> {
  readonly source: FuzzSource<Step>;
  readonly seed: number;
  /** How many frames to send at least, over as many connections as that takes. */
  readonly frames: number;
  /** Told after each connection which seed was its, and how many frames have been sent so far. */
  readonly onProgress?: ((seed: number, frames: number) => void) | undefined;
}

export interface FuzzResult {
  readonly frames: number;
  readonly connections: number;
  readonly aborts: number;
  /** What the vat did wrong, for which seed. The run ends with the first. */
  readonly failure: { readonly seed: number; readonly error: unknown } | undefined;
  /** Bytes by which memory grew from the first tenth of the run to its end: what lives, and what the system gave. */
  readonly heapGrowth: number;
  readonly residentGrowth: number;
}

/** Fuzzes one connection for each of `seed`, `seed` + 1 … */
export async function fuzz<Step extends { readonly do: string }>(
  options: FuzzOptions<Step>,
): Promise<FuzzResult> {
  await using bystander = new Bystander();
  const unhandled: unknown[] = [];
  const onUnhandled = (error: unknown): void => void unhandled.push(error);
  process.on("unhandledRejection", onUnhandled);
  let frames = 0;
  let connections = 0;
  let aborts = 0;
  let before: Memory | undefined;
  let failure: FuzzResult["failure"];
  try {
    while (frames < options.frames && failure === undefined) {
      const seed = options.seed + connections++;
      try {
        const { frames: sent, isAborted } = await options.source.run(seed, []);
        await new Promise<void>((resolve) => setImmediate(resolve));
        if (unhandled.length > 0) throw new AggregateError(unhandled, "rejections that nobody handled");
        if (connections % 50 === 0) await bystander.call();
        frames += sent;
        if (isAborted) aborts++;
      } catch (error) {
        failure = { seed, error };
      }
      options.onProgress?.(seed, frames);
      if (before === undefined && frames * 10 >= options.frames) before = memory();
    }
  } finally {
    process.off("unhandledRejection", onUnhandled);
  }
  const after = memory();
  const { heap, resident } = before ?? after;
  const growth = { heapGrowth: after.heap - heap, residentGrowth: after.resident - resident };
  return { frames, connections, aborts, failure, ...growth };
}

/** The steps that lead to the failure of a seed, without those that it does not need; undefined if it does not fail. */
export async function explainSeed<Step extends { readonly do: string }>(
  seed: number,
  source: FuzzSource<Step>,
  trace: (event: TraceEvent) => void,
): Promise<{ readonly steps: readonly Step[]; readonly error: unknown } | undefined> {
  const taken: Step[] = [];
  const failureOf = (steps: readonly Step[], told?: typeof trace): Promise<unknown> =>
    failureIn(() => source.again(seed, steps, told));
  const first = await failureIn(() => source.run(seed, taken));
  if (first === undefined) return undefined;
  const steps = await shrink(taken, async (some) => (await failureOf(some)) !== undefined);
  return { steps, error: (await failureOf(steps, trace)) ?? first };
}

/** What went wrong, also what nobody handled. */
async function failureIn(run: () => Promise<unknown>): Promise<unknown> {
  const unhandled: unknown[] = [];
  const onUnhandled = (error: unknown): void => void unhandled.push(error);
  process.on("unhandledRejection", onUnhandled);
  try {
    await run();
    await new Promise<void>((resolve) => setImmediate(resolve));
    return unhandled[0];
  } catch (error) {
    return error;
  } finally {
    process.off("unhandledRejection", onUnhandled);
  }
}

interface Memory {
  readonly heap: number;
  readonly resident: number;
}

function memory(): Memory {
  Bun.gc(true);
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, resident: rss };
}

/** Another conversation in the same process, which must not notice anything. */
class Bystander implements AsyncDisposable {
  readonly #client: RpcConnection;
  readonly #server: RpcConnection;
  #calls = 0;

  constructor() {
    const [ours, theirs] = memoryPair();
    this.#server = new RpcConnection(theirs, { bootstrap: new RootObject().capability() });
    this.#client = new RpcConnection(ours);
  }

  /** @throws if the call is not answered as it must be. */
  async call(): Promise<void> {
    using root = this.#client.bootstrap();
    const { number } = await done(root, Root.echo, { number: ++this.#calls });
    if (number !== this.#calls)
      throw new Error(`another connection was answered ${number}, not ${this.#calls}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client[Symbol.asyncDispose]();
    const reason = await this.#server.closed;
    if (reason !== undefined) throw reason;
  }
}
