// fuzz.ts: peers that send nonsense: real sessions that something happened to, messages made up at random by a peer that
// follows the conversation and now and then breaks a rule, and bare noise.
//
// Whatever they send, the vat goes on, and answers a good call, or aborts with a reason; it never fails from the inside,
// reports no error, and holds nothing when the connection is over. Other connections of the process notice nothing.
import { memoryPair } from "@teleop/transport-memory";
import { RpcConnection, type TraceEvent } from "../../index.ts";
import { Random } from "../random.ts";
import { encode } from "../rpc-literal.ts";
import { shrink } from "../shrink.ts";
import { Root, RootObject } from "../test-vat.ts";
import { done } from "../vat.ts";
import { mutated, mutatedSession, noise } from "./mutate.ts";
import { FuzzPeer } from "./peer.ts";
import { recordSession } from "./record.ts";
import { FuzzedVat, type Step } from "./vat.ts";

export interface FuzzOptions {
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

/** Real sessions, from which others are made. */
export type Corpus = readonly (readonly Step[])[];

export async function recordCorpus(): Promise<Corpus> {
  const sessions: Step[][] = [];
  for (let seed = 1; seed <= 50; seed++) sessions.push(await recordSession(seed));
  return sessions;
}

/** Fuzzes one connection for each of `seed`, `seed` + 1 … */
export async function fuzz(options: FuzzOptions): Promise<FuzzResult> {
  const corpus = await recordCorpus();
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
        const { steps, isAborted } = await fuzzConnection(seed, corpus);
        await new Promise<void>((resolve) => setImmediate(resolve));
        if (unhandled.length > 0) throw new AggregateError(unhandled, "rejections that nobody handled");
        if (connections % 50 === 0) await bystander.call();
        frames += framesIn(steps);
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

/** Runs the connection of a seed. @throws what the vat did wrong. */
export async function fuzzConnection(
  seed: number,
  corpus: Corpus,
): Promise<{ readonly steps: readonly Step[]; readonly isAborted: boolean }> {
  const taken: Step[] = [];
  const { isAborted } = await runConnection(seed, corpus, taken);
  return { steps: taken, isAborted };
}

/** The steps that lead to the failure of a seed, without those that it does not need; undefined if it does not fail. */
export async function explainSeed(
  seed: number,
  corpus: Corpus,
  trace: (event: TraceEvent) => void,
): Promise<{ readonly steps: readonly Step[]; readonly error: unknown } | undefined> {
  const taken: Step[] = [];
  try {
    await runConnection(seed, corpus, taken);
    return undefined;
  } catch {
    const steps = await shrink(taken, async (some) => (await failureOf(some)) !== undefined);
    return { steps, error: await failureOf(steps, trace) };
  }
}

async function failureOf(steps: readonly Step[], trace?: (event: TraceEvent) => void): Promise<unknown> {
  const vat = new FuzzedVat({ trace });
  try {
    await vat.takeAll(steps);
    await vat.end();
    return undefined;
  } catch (error) {
    return error;
  }
}

async function runConnection(
  seed: number,
  corpus: Corpus,
  taken: Step[],
): Promise<{ readonly isAborted: boolean }> {
  const random = new Random(seed);
  const peer = new FuzzPeer(random);
  const vat = new FuzzedVat({ onMessage: (message) => peer.learn(message) });
  const take = async (...steps: readonly Step[]): Promise<void> => {
    taken.push(...steps);
    await vat.takeAll(steps);
  };
  if (random.chance(0.5)) {
    const session = mutatedSession(
      random,
      random.pick(corpus),
      framesOf(random.pick(corpus)),
      random.pick([5, 20, 60, 200]),
    );
    await take(...session.flatMap((step) => parted(random, step)));
    return vat.end();
  }
  const wildness = random.next() ** 2;
  for (let left = 1 + random.below(200); left > 0 && vat.isOpen; left--) {
    const bytes = nextFrame(random, peer, corpus, wildness);
    const act: Step = { do: "act", seed: random.below(2 ** 32) };
    await take(
      ...(random.chance(0.1) ? [act] : []),
      ...(random.chance(0.3) ? [{ do: "tick" } as const] : []),
      ...parted(random, { do: "receive", bytes }),
    );
  }
  return vat.end();
}

/** A connection is mostly of one kind: a peer that nearly follows the rules, or nonsense. */
function nextFrame(random: Random, peer: FuzzPeer, corpus: Corpus, wildness: number): Uint8Array {
  const sensible = encode(peer.say());
  const kind = random.next();
  if (kind < 0.04 * wildness) return noise(random);
  if (kind < 0.2 * wildness)
    return mutated(random, random.chance(0.3) ? random.pick(framesOf(random.pick(corpus))) : sensible);
  return sensible;
}

/** Now and then a message comes in two chunks. */
function parted(random: Random, step: Step): readonly Step[] {
  if (step.do !== "receive" || !random.chance(0.05)) return [step];
  const { bytes } = step;
  const at = 1 + random.below(Math.max(1, bytes.byteLength - 1));
  return [bytes.subarray(0, at), bytes.subarray(at)].map((part) => ({ do: "receive", bytes: part.slice() }));
}

function framesOf(session: readonly Step[]): readonly Uint8Array[] {
  return session.flatMap((step) => (step.do === "receive" ? [step.bytes] : []));
}

function framesIn(steps: readonly Step[]): number {
  return steps.filter((step) => step.do === "receive").length;
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
