// fuzz.ts: a peer that sends nonsense: random messages, real sessions with bytes changed, and bare noise.
//
// Whatever it sends, the vat under test goes on or aborts with a reason that names a rule; it never fails from the
// inside, reports no error, and holds nothing when the connection is over.
import type { Connection, ConnectionHandler } from "@teleop/core";
import { type Capability, RpcConnection, type TraceEvent } from "../index.ts";
import { FuzzPeer } from "./fuzz-peer.ts";
import { Random } from "./random.ts";
import { decode, encode } from "./rpc-literal.ts";
import { Root, RootObject } from "./test-vat.ts";
import { call, capabilityPath } from "./vat.ts";

export interface FuzzResult {
  readonly frames: number;
  readonly connections: number;
  readonly aborts: number;
}

export interface FuzzOptions {
  /** Told how many frames have been sent so far. */
  readonly onProgress?: (frames: number) => void;
  /** Sees every message, to find out what went wrong with one seed. */
  readonly trace?: (event: TraceEvent) => void;
}

/** Sends so many frames, over as many connections as that takes. @throws what the vat did wrong, with the seed. */
export async function fuzz(seed: number, frames: number, options: FuzzOptions = {}): Promise<FuzzResult> {
  const recorded = await recordSession();
  let sent = 0;
  let connections = 0;
  let aborts = 0;
  while (sent < frames) {
    const connectionSeed = seed + connections++;
    try {
      const { frames: count, aborted } = await fuzzConnection(connectionSeed, recorded, options);
      sent += count;
      if (aborted) aborts++;
    } catch (error) {
      throw new Error(`the vat failed under fuzz(${connectionSeed}, 1)`, { cause: error });
    }
    options.onProgress?.(sent);
  }
  return { frames: sent, connections, aborts };
}

async function fuzzConnection(
  seed: number,
  recorded: readonly Uint8Array[],
  options: FuzzOptions,
): Promise<{ readonly frames: number; readonly aborted: boolean }> {
  const random = new Random(seed);
  const peer = new FuzzPeer(random);
  const wildness = random.next() ** 2;
  const connection = new OneSidedConnection((bytes) => {
    // What it sends back as unimplemented is nonsense of ours, and need not be readable.
    for (const frame of splitFrames(bytes))
      if (frame[16] !== 0) for (const message of decode(frame)) peer.learn(message);
  });
  const errors: unknown[] = [];
  const root = new RootObject();
  const rpc = new RpcConnection(connection, {
    bootstrap: root.capability(),
    limits: { messageBytes: 1024 * 1024, answers: 64, imports: 64, exports: 64 },
    onError: (error) => errors.push(error),
    trace: options.trace,
  });
  const ours = new OwnCalls(rpc, random);
  const length = 1 + random.below(200);
  let frames = 0;
  for (; frames < length && connection.isOpen; frames++) {
    if (random.chance(0.1)) ours.act();
    if (random.chance(0.3)) await Promise.resolve();
    connection.receive(nextFrame(random, peer, recorded, frames, wildness));
  }
  // Methods that were waiting for a promise go on.
  for (let i = 0; i < 5; i++) await Promise.resolve();
  ours.drop();
  const aborted = !connection.isOpen;
  await rpc[Symbol.asyncDispose]();
  const reason = await rpc.closed;
  root.end();
  ours.end();
  // Methods that were running end one after the other.
  for (let i = 0; i < 1000 && rpc.stats().bytesServing > 0; i++) await Promise.resolve();
  for (let i = 0; i < 5; i++) await Promise.resolve();
  const stats = rpc.stats();
  if (errors.length > 0) throw new AggregateError(errors, "errors that nobody was told of");
  if (reason?.message.includes("from the inside")) throw reason;
  if (!stats.isIdle || stats.bytesServing !== 0)
    throw new Error(`not everything was let go: ${JSON.stringify(stats)}`);
  if (!root.isReleased) throw new Error("the bootstrap object was not released");
  return { frames: frames + 1, aborted };
}

/** Calls that the vat makes itself, so that there is something for the peer to answer. */
class OwnCalls {
  readonly #rpc: RpcConnection;
  readonly #random: Random;
  readonly #held: Capability[] = [];
  readonly #object: RootObject = new RootObject();
  readonly #own: Capability = this.#object.capability();

  constructor(rpc: RpcConnection, random: Random) {
    this.#rpc = rpc;
    this.#random = random;
    this.#held.push(rpc.bootstrap());
  }

  act(): void {
    const target = this.#random.pick(this.#held);
    switch (this.#random.below(5)) {
      case 0:
        this.#held.push(this.#rpc.bootstrap());
        return;
      case 1:
        this.#held.push(target.dup());
        return;
      case 2: {
        if (this.#held.length > 1) this.#held.splice(this.#held.indexOf(target), 1)[0]?.[Symbol.dispose]();
        return;
      }
      default: {
        const made = call(target, Root.echo, {
          number: this.#random.below(100),
          capability: this.#random.chance(0.5) ? this.#own : target,
        });
        // Whoever gets results lets them go, after a look at them.
        made.results.then(
          (results) => {
            this.#held.push(results.capability);
            results[Symbol.dispose]();
          },
          () => {},
        );
        if (this.#random.chance(0.5)) this.#held.push(made.pipeline(capabilityPath));
        if (this.#random.chance(0.2)) made.cancel();
      }
    }
  }

  drop(): void {
    for (const capability of this.#held) capability[Symbol.dispose]();
    this.#own[Symbol.dispose]();
  }

  end(): void {
    this.#object.end();
  }
}

/** A connection is mostly of one kind: a peer that nearly follows the rules, a real session, or nonsense. */
function nextFrame(
  random: Random,
  peer: FuzzPeer,
  recorded: readonly Uint8Array[],
  frame: number,
  wildness: number,
): Uint8Array {
  const isRecorded = frame < recorded.length && wildness > 0.8;
  const sensible = isRecorded ? (recorded[frame] ?? noise(random)) : encode(peer.say());
  const kind = random.next();
  if (kind < 0.04 * wildness) return noise(random);
  if (kind < 0.2 * wildness) return mutated(random, random.chance(0.5) ? random.pick(recorded) : sensible);
  return sensible;
}

/** A few words changed, behind the frame header or, rarely, in it. */
function mutated(random: Random, frame: Uint8Array): Uint8Array {
  const bytes = frame.slice();
  const first = random.chance(0.02) ? 0 : 8;
  const changes = 1 + random.below(4);
  for (let i = 0; i < changes; i++) {
    const at = first + random.below(Math.max(1, bytes.byteLength - first));
    bytes[at] = random.chance(0.5) ? random.below(256) : (bytes[at] ?? 0) ^ (1 << random.below(8));
  }
  return bytes;
}

/** A frame of random words, most of them small or zero, as pointers and sizes are. */
function noise(random: Random): Uint8Array {
  const words = 1 + random.below(40);
  const view = new DataView(new ArrayBuffer(8 + words * 8));
  view.setUint32(4, words, true);
  for (let at = 8; at < view.byteLength; at += 4) {
    const value = random.chance(0.4) ? 0 : random.chance(0.7) ? random.below(64) : random.below(2 ** 32);
    view.setUint32(at, value, true);
  }
  return new Uint8Array(view.buffer);
}

/** What a real client says in a session with a root object: a frame each. */
async function recordSession(): Promise<Uint8Array[]> {
  const frames: Uint8Array[] = [];
  const connection = new OneSidedConnection((bytes) => frames.push(...splitFrames(bytes)));
  const rpc = new RpcConnection(connection, { onError: () => {} });
  const root = rpc.bootstrap();
  const own = new RootObject().capability();
  for (const methodId of Object.values(Root)) {
    const made = call(root, methodId, { number: 1, text: "", capability: own });
    const pipelined = made.pipeline(capabilityPath);
    void call(pipelined, Root.echo, { capability: pipelined, other: root });
    if (methodId % 2 === 0) made.cancel();
    pipelined[Symbol.dispose]();
    for (let i = 0; i < 20; i++) await Promise.resolve();
  }
  root[Symbol.dispose]();
  own[Symbol.dispose]();
  for (let i = 0; i < 20; i++) await Promise.resolve();
  await rpc[Symbol.asyncDispose]();
  return frames;
}

function splitFrames(bytes: Uint8Array): Uint8Array[] {
  const frames: Uint8Array[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < bytes.byteLength; ) {
    const size = 8 + view.getUint32(at + 4, true) * 8;
    frames.push(bytes.slice(at, at + size));
    at += size;
  }
  return frames;
}

/** A connection whose other end is a function, called at once. */
class OneSidedConnection implements Connection {
  readonly address = "fuzz";
  readonly peer = {};
  readonly #onWrite: ((bytes: Uint8Array) => void) | undefined;
  #handler: ConnectionHandler | undefined;
  isOpen = true;

  constructor(onWrite?: (bytes: Uint8Array) => void) {
    this.#onWrite = onWrite;
  }

  open(handler: ConnectionHandler): void {
    this.#handler = handler;
  }

  receive(bytes: Uint8Array): void {
    this.#handler?.data(bytes);
  }

  write(bytes: Uint8Array): undefined {
    this.#onWrite?.(bytes);
  }

  pause(): void {}
  resume(): void {}

  async end(): Promise<void> {
    this.abort();
  }

  abort(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    queueMicrotask(() => this.#handler?.closed());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.abort();
  }
}
