// objects.ts: how each interface of interop.capnp is served. The server hands these objects out; a client passes some
// of them to the server, to be called back.
import { isDeepStrictEqual } from "node:util";
import { isNull, RpcError, ServerSet } from "@teleop/rpc-capnp";
import {
  type AllTypes,
  type Bouncer,
  type Diamond,
  type Failures,
  type FailureType,
  type Forwarder,
  type Gate,
  Handle,
  type Handles,
  type Interop,
  type Keeper,
  Node,
  type Patience,
  type Resolver,
  type Sequence,
  type Sink,
  sample,
  type Values,
  type Worker,
} from "../schema/interop.capnp.ts";
import { Count } from "./count.ts";
import { nextOf } from "./session.ts";

/** The bootstrap object; all connections of the process share one, for its groups of handles. */
export function interop(): Interop.Server {
  const groups = new Map<string, Handles.Server>();
  return {
    values: () => ({ values: values() }),
    node: () => ({ node: node("", []) }),
    sequence: () => ({ sequence: new SequenceObject() }),
    keeper: () => ({ keeper: keeper() }),
    promise: () => promise(),
    forwarder: () => ({ forwarder: forwarder() }),
    sink: () => ({ sink: sink(Promise.resolve()) }),
    gatedSink: () => {
      const { promise: opened, resolve: open } = Promise.withResolvers<void>();
      const gate: Gate.Server = { open: () => open() };
      return { sink: sink(opened), gate };
    },
    patience: () => ({ patience: patience() }),
    failures: () => ({ failures: failures() }),
    bouncer: () => ({ bouncer: bouncer() }),
    handles: ({ group }) => {
      const ofGroup = groups.get(group) ?? handles();
      groups.set(group, ofGroup);
      return { handles: ofGroup };
    },
    diamond: () => ({ diamond: diamond() }),
  };
}

function values(): Values.Server {
  return {
    sample: () => ({ all: sample }),
    isSample: ({ all }) => ({ equal: isSample(all) }),
    mirror: ({ all }) => all,
    mirrorAny: ({ any }) => ({ any }),
    defaults: ({ text, number, color }) => ({ text, number, color }),
    measure: ({ bytes }) => ({ length: bytes.length, sum: sumOf(bytes) }),
    produce: ({ length, step }) => ({
      bytes: new Uint8Array(atMost(mostBytes, length)).map((_, i) => i * step),
    }),
  };
}

export function sumOf(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => (sum + byte) >>> 0, 0);
}

export function isSample(all: AllTypes | undefined): boolean {
  return isDeepStrictEqual(all, sample);
}

function node(path: string, visits: string[]): Node.Server {
  const childOf = (name: string) => node(path === "" ? name : `${path}/${name}`, visits);
  return {
    path: () => {
      visits.push(path);
      return { path };
    },
    child: ({ name }) => ({ node: childOf(name) }),
    boxed: ({ name }) => {
      const child = childOf(name);
      const box = { label: "box", node: child, place: { node: child, deeper: { node: child } } };
      const any = Node.server(child);
      return { box: { ...box, any, box: { ...box, any } } };
    },
    anyChild: ({ name }) => ({ node: Node.server(childOf(name)) }),
    lateChild: ({ name }, ctx) => {
      ctx.setPipeline({ node: childOf(name) });
      return untilCancelled(ctx.signal);
    },
    noChild: () => ({}),
    failedChild: ({ reason }) => {
      throw new RpcError("failed", reason);
    },
    visits: () => ({ paths: visits }),
  };
}

/** Gives 0, 1, 2, …, and tells when nobody holds it any more. */
export class SequenceObject implements Sequence.Server {
  readonly dropped: Promise<void>;
  isDropped = false;
  readonly #drop: () => void;
  #next = 0;

  constructor() {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.dropped = promise;
    this.#drop = resolve;
  }

  next(): { readonly number: number } {
    return { number: this.#next++ };
  }

  [Symbol.dispose](): void {
    this.isDropped = true;
    this.#drop();
  }
}

export function keeper(): Keeper.Server & Disposable {
  let held: Sequence | undefined;
  const letGo = () => {
    held?.[Symbol.dispose]();
    held = undefined;
  };
  const requireHeld = () => {
    if (held === undefined) throw new Error("nothing is held");
    return held;
  };
  return {
    echo: ({ sequence }) => ({ sequence }),
    hold: ({ sequence }) => {
      letGo();
      held = sequence.dup();
    },
    held: () => ({ sequence: requireHeld() }),
    callHeld: async () => ({ number: await nextOf(requireHeld()) }),
    letGo,
    call: async ({ sequence, times }) => ({
      numbers: await Promise.all(Array.from({ length: atMost(mostCalls, times) }, () => nextOf(sequence))),
    }),
    callWhenResolved: async ({ sequence }) => {
      await sequence.whenResolved();
      return { number: await nextOf(sequence) };
    },
    callAll: async ({ sequences }) => ({ numbers: await Promise.all(sequences.map(nextOf)) }),
    callItems: async ({ items }) => ({
      labels: items.map(({ label }) => label),
      numbers: await Promise.all(items.map(({ sequence }) => nextOf(sequence))),
    }),
    makeItems: ({ labels }) => {
      const items = labels.map((label) => ({ label, sequence: new SequenceObject() }));
      return { items, sequences: items.map(({ sequence }) => sequence) };
    },
    ignore: () => {},
    isNull: ({ sequence }) => ({ isNull: isNull(sequence) }),
    checkEcho: async ({ peer, calls }) => {
      const echo = peer.echo({ sequence: new SequenceObject() });
      using sequence = echo.sequence;
      const numbers: Promise<number>[] = [];
      const most = atMost(mostCalls, calls);
      const callUpTo = (count: number) => {
        while (numbers.length < count) {
          const number = nextOf(sequence);
          // When the echo fails, nobody asks for the numbers any more.
          number.catch(() => {});
          numbers.push(number);
        }
      };
      callUpTo(most >> 1);
      using _echoed = await echo;
      callUpTo(most);
      return { numbers: await Promise.all(numbers) };
    },
    [Symbol.dispose]: letGo,
  };
}

function promise(): { sequence: Promise<Sequence | Sequence.Server>; resolver: Resolver.Server } {
  const outer = Promise.withResolvers<Sequence | Sequence.Server>();
  let settle = outer;
  return {
    sequence: outer.promise,
    resolver: {
      toCapability: () => settle.resolve(new SequenceObject()),
      toCaller: ({ sequence }) => settle.resolve(sequence.dup()),
      toPromise: () => {
        const inner = Promise.withResolvers<Sequence | Sequence.Server>();
        // Nobody has it, when the one before it has come to something else already.
        inner.promise.catch(() => {});
        settle.resolve(inner.promise);
        settle = inner;
      },
      reject: ({ reason }) => settle.reject(new RpcError("failed", reason)),
    },
  };
}

/** A worker, and what happens to it. */
export class WorkerObject implements Worker.Server {
  worked = 0;
  cancelled = 0;
  readonly neverStarted: PromiseWithResolvers<void> = Promise.withResolvers();
  readonly neverCancelled: PromiseWithResolvers<void> = Promise.withResolvers();

  work({ number }: { readonly number: number }): { number: number; text: string; sequence: Sequence.Server } {
    this.worked++;
    return { number, text: `worked on ${number}`, sequence: new SequenceObject() };
  }

  async never(_params: unknown, { signal }: { readonly signal: AbortSignal }): Promise<never> {
    this.neverStarted.resolve();
    try {
      return await untilCancelled(signal);
    } finally {
      this.cancelled++;
      this.neverCancelled.resolve();
    }
  }
}

function forwarder(): Forwarder.Server {
  return {
    work: ({ number, worker }, ctx) => ctx.tailCall(worker, "work", { number }),
    never: ({ worker }, ctx) => ctx.tailCall(worker, "never"),
  };
}

function sink(gate: Promise<void>): Sink.Server {
  const total = { writes: 0, bytes: 0, sum: 0, mostAtOnce: 0 };
  let atOnce = 0;
  return {
    write: async ({ bytes }, { signal }) => {
      total.mostAtOnce = Math.max(total.mostAtOnce, ++atOnce);
      await unlessCancelled(gate, signal);
      atOnce--;
      total.writes++;
      total.bytes += bytes.length;
      total.sum = (total.sum + sumOf(bytes)) >>> 0;
    },
    fail: ({ reason }) => {
      throw new RpcError("failed", reason);
    },
    finish: () => total,
  };
}

function patience(): Patience.Server {
  let waiting = 0;
  const cancelled = new Count();
  return {
    wait: async ({ sequence }, ctx) => {
      // The nearest to results that are filled but not returned.
      ctx.setPipeline({ sequence });
      waiting++;
      try {
        return await untilCancelled(ctx.signal);
      } finally {
        waiting--;
        cancelled.add(1);
      }
    },
    counts: () => ({ waiting, cancelled: cancelled.value }),
    whenCancelled: ({ count }, { signal }) => unlessCancelled(cancelled.reached(count), signal),
  };
}

export function failures(): Failures.Server {
  return {
    fail: ({ type, reason }) => {
      throw new RpcError(known(type), reason);
    },
    relay: async ({ failures: target, type, reason }) => {
      await target.fail({ type, reason });
    },
    broken: ({ reason }) => ({ sequence: Promise.reject<Sequence>(new RpcError("failed", reason)) }),
  };
}

function known(type: FailureType | number): FailureType {
  if (typeof type === "number") throw new Error(`failure type ${type} is not in the schema`);
  return type;
}

export function bouncer(): Bouncer.Server {
  const self: Bouncer.Server = {
    bounce: async ({ left, to }) => {
      if (left === 0) return { bounces: 0 };
      const { bounces } = await to.bounce({ left: left - 1, to: self });
      return { bounces: bounces + 1 };
    },
  };
  return self;
}

/** One group of handles, which all callers that name it share. */
function handles(): Handles.Server {
  const live = new Count();
  const ours = new ServerSet(Handle);
  const open = (): Handle => {
    live.add(1);
    return ours.add({ [Symbol.dispose]: () => live.add(-1) });
  };
  return {
    open: (_params, ctx) => {
      using handle = open();
      ctx.results({ handle });
    },
    openMany: ({ count }, ctx) => {
      using opened = new DisposableStack();
      ctx.results({ handles: Array.from({ length: atMost(mostCalls, count) }, () => opened.use(open())) });
    },
    live: () => ({ count: live.value }),
    whenLive: ({ count }, { signal }) => unlessCancelled(live.reached(count), signal),
    isOurs: async ({ handle }) => ({ isOurs: (await ours.get(handle)) !== undefined }),
  };
}

function diamond(): Diamond.Server {
  return {
    name: () => ({ name: "diamond" }),
    left: () => ({ text: "left" }),
    right: () => ({ text: "right" }),
    both: () => ({ text: "left and right" }),
  };
}

/** What the caller asks for, as long as it is no more than that: a peer may ask for anything. */
function atMost(most: number, asked: number): number {
  if (asked > most) throw new RpcError("failed", `${asked} is more than ${most}, which is the most at once`);
  return asked;
}

const mostBytes = 8 << 20;
const mostCalls = 1000;

/** What `promise` says, or a rejection when the caller gives up before. */
function unlessCancelled<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return Promise.race([promise, untilCancelled(signal)]);
}

/** Never resolves; rejects when the caller gives up. */
function untilCancelled(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}
