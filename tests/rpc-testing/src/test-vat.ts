// test-vat.ts: one vat to call, in three places: in ours, behind a connection in memory, and in another process.
import { fileURLToPath } from "node:url";
import {
  type Capability,
  promisedCapability,
  RpcConnection,
  type RpcConnectionOptions,
  RpcError,
} from "@teleop/rpc-capnp";
import { type MemoryConnection, memoryPair } from "@teleop/transport-memory";
import { processSockets, socketKind } from "./sockets.ts";
import { onUntold } from "./untold.ts";
import { done, type Method, TestObject, testInterface, write } from "./vat.ts";

type RootMethod =
  | "echo"
  | "counter"
  | "callBack"
  | "fail"
  | "hang"
  | "canceled"
  | "keep"
  | "kept"
  | "tail"
  | "promise"
  | "pipeline"
  | "ballast"
  | "sink"
  | "drain"
  | "streamed";

/** The methods of the root object. */
export const Root: Readonly<Record<RootMethod, number>> = Object.freeze({
  /** Returns what it is given, capabilities too. */
  echo: 0,
  /** Returns a counter, whose method 0 returns how often it was called before. */
  counter: 1,
  /** Calls method 0 of the capability with the number, and returns what that returns. */
  callBack: 2,
  /** Fails with the text; `number` chooses the type. */
  fail: 3,
  /** Does not return. Holds `capability` until it is canceled. */
  hang: 4,
  /** Returns how many calls of `hang` have been canceled. */
  canceled: 5,
  /** Keeps `capability`, instead of what it kept before. */
  keep: 6,
  /** Returns what was kept. */
  kept: 7,
  /** Passes the call on to method 0 of `capability`. */
  tail: 8,
  /** Returns a promise of what `keep` will be given. */
  promise: 9,
  /** Sets a counter as its pipeline, and does not return before it is canceled. */
  pipeline: 10,
  /** Returns `number` bytes of ballast. */
  ballast: 11,
  /**
   * Returns a sink: its method 0 is a streaming one, which returns once `drain` lets it, and fails with its text if it
   * has one; its method 1 returns how many streaming calls have been over.
   */
  sink: 12,
  /** Lets `number` streaming calls return. */
  drain: 13,
  /** Returns how many streaming calls have begun. */
  streamed: 14,
});

/** The object at the other end. */
export class RootObject extends TestObject {
  readonly #end: () => void;

  constructor() {
    let canceled = 0;
    let kept: Capability | undefined;
    let streamed = 0;
    let ended = 0;
    let allowed = 0;
    const running: (() => void)[] = [];
    const letEnd = (): void => {
      for (; allowed > 0 && running.length > 0; allowed--) running.shift()?.();
    };
    const sink = (): TestObject =>
      new TestObject(
        async (params, call) => {
          call.streaming();
          streamed++;
          await new Promise<void>((resolve) => {
            running.push(resolve);
            letEnd();
          });
          ended++;
          if (params.text !== "") throw new Error(params.text);
          return undefined;
        },
        () => ({ number: ended }),
      );
    const waiting: PromiseWithResolvers<Capability>[] = [];
    const methods: Record<RootMethod, Method> = {
      echo: (params) => ({
        number: params.number,
        text: params.text,
        capability: params.capability,
        other: params.other,
      }),
      counter: () => ({ capability: counter().capability() }),
      callBack: async (params) => {
        using capability = params.capability;
        return done(capability, 0, { number: params.number });
      },
      fail: (params) => {
        const type =
          (["failed", "overloaded", "disconnected", "unimplemented"] as const)[params.number] ?? "failed";
        throw new RpcError(type, params.text, { details: [{ id: 99n, data: new Uint8Array([1, 2, 3]) }] });
      },
      hang: (_params, { signal }) =>
        aborted(signal).catch((reason) => {
          canceled++;
          throw reason;
        }),
      canceled: () => ({ number: canceled }),
      keep: (params) => {
        kept?.[Symbol.dispose]();
        kept = params.capability;
        for (const { resolve } of waiting.splice(0)) resolve(kept.dup());
      },
      kept: () => ({ capability: kept?.dup() }),
      tail: (params, call) => {
        using target = params.capability;
        const { number } = params;
        call.tailCall(target, {
          interfaceId: testInterface,
          methodId: 0,
          params: (payload) => write(payload, { number }),
        });
      },
      promise: () => {
        const promised = Promise.withResolvers<Capability>();
        waiting.push(promised);
        return { capability: promisedCapability(promised.promise) };
      },
      pipeline: (_params, call) => {
        using capability = counter().capability();
        call.setPipeline((payload) => write(payload, { capability }));
        return aborted(call.signal);
      },
      ballast: (params) => ({ bytes: params.number }),
      sink: () => ({ capability: sink().capability() }),
      drain: (params) => {
        allowed += params.number;
        letEnd();
      },
      streamed: () => ({ number: streamed }),
    };
    super(...Object.keys(Root).map((name) => methods[name as RootMethod]));
    this.#end = () => {
      kept?.[Symbol.dispose]();
      kept = undefined;
      allowed = Number.POSITIVE_INFINITY;
      letEnd();
      for (const { reject } of waiting.splice(0)) reject(new Error("the object that promised has gone"));
    };
  }

  /** Lets go of what it keeps, which may be itself, breaks its promises, and lets streaming calls return. */
  end(): void {
    this.#end();
  }

  override released(): void {
    this.#end();
    super.released();
  }
}

/** Rejects when the signal is aborted, which it may be from the start. */
function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/** An object that fails if it is not called with 0, 1, 2 … */
export function sequence(): TestObject {
  let next = 0;
  return new TestObject((params) => {
    if (params.number !== next) throw new Error(`called with ${params.number}, expected ${next}`);
    return { number: next++ };
  });
}

/** An object whose method 0 returns how often it was called before. */
export function counter(): TestObject {
  let count = 0;
  return new TestObject(() => ({ number: count++ }));
}

/** A root object somewhere. Disposing it checks that nothing is left. */
export interface TestVat extends AsyncDisposable {
  readonly root: Capability;
  /** Whether there is a connection between. */
  readonly isRemote: boolean;
  /** Resolves when everything that was sent so far has had its effect here. */
  settle(): Promise<void>;
  /** Our connection, if there is one. */
  readonly rpc: RpcConnection | undefined;
  readonly errors: unknown[];
}

export interface Place {
  readonly name: string;
  open(): Promise<TestVat>;
}

export const inThisVat: Place = {
  name: "in one vat",
  open: async () => {
    const object = new RootObject();
    const root = object.capability();
    const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
    return {
      root,
      isRemote: false,
      rpc: undefined,
      errors: [],
      settle,
      [Symbol.asyncDispose]: async () => {
        root[Symbol.dispose]();
        await settle();
        if (!object.isReleased) throw new Error("the root object was not released");
      },
    };
  },
};

export const overMemory: Place = { name: "over two vats in memory", open: async () => openMemory() };

export const overMemoryDirect: Place = {
  name: "over two vats in memory, tail calls direct",
  open: async () => openMemory({ tailCalls: "direct" }),
};

/** Two vats, and what one of them is; byte by byte, if `highWaterMark` is 1. */
export function openMemory({
  highWaterMark = 65_536,
  ...options
}: Pick<RpcConnectionOptions, "tailCalls"> & { readonly highWaterMark?: number } = {}): TestVat & {
  readonly rpc: RpcConnection;
  readonly peer: RpcConnection;
  readonly connection: MemoryConnection;
} {
  const [ours, theirs] = memoryPair({ highWaterMark });
  const object = new RootObject();
  const errors: unknown[] = [];
  const onError = onUntold((error) => errors.push(error));
  const peer = new RpcConnection(theirs, { ...options, bootstrap: () => object.capability(), onError });
  const rpc = new RpcConnection(ours, { ...options, onError });
  const root = rpc.bootstrap();
  return {
    root,
    isRemote: true,
    rpc,
    peer,
    errors,
    connection: ours,
    settle: () => ours.fence(),
    [Symbol.asyncDispose]: async () => {
      root[Symbol.dispose]();
      await ours.fence();
      for (const [name, connection] of Object.entries({ rpc, peer })) {
        const stats = connection.stats();
        if (!stats.isIdle) throw new Error(`the tables of ${name} are not empty: ${JSON.stringify(stats)}`);
        if (stats.bytesServing !== 0) throw new Error(`${name} still serves ${stats.bytesServing} bytes`);
      }
      if (errors.length > 0) throw new AggregateError(errors, "errors that nobody was told of");
      await rpc[Symbol.asyncDispose]();
      await peer.closed;
    },
  };
}

export const overProcesses: Place = {
  name: `over two processes on ${socketKind}`,
  open: async () => {
    const child = Bun.spawn(
      [process.execPath, fileURLToPath(new URL("test-vat-process.ts", import.meta.url))],
      {
        stdin: "pipe",
        stdout: "pipe",
        stderr: "inherit",
      },
    );
    const ready = await child.stdout.getReader().read();
    if (ready.done) throw new Error("the test vat ended before it was ready");
    const errors: unknown[] = [];
    const rpc = new RpcConnection(await processSockets().connect({ pid: child.pid }), {
      onError: onUntold((error) => errors.push(error)),
    });
    const root = rpc.bootstrap();
    const settle = async (): Promise<void> => {
      // What the peer sent before its answer has arrived before it, and what follows from that before the next.
      for (let i = 0; i < 2; i++) {
        using other = rpc.bootstrap();
        await done(other, Root.canceled);
      }
    };
    return {
      root,
      isRemote: true,
      rpc,
      errors,
      settle,
      [Symbol.asyncDispose]: async () => {
        await settle();
        root[Symbol.dispose]();
        const stats = rpc.stats();
        if (!stats.isIdle) throw new Error(`the tables are not empty: ${JSON.stringify(stats)}`);
        await rpc[Symbol.asyncDispose]();
        child.stdin.end();
        const code = await child.exited;
        if (code !== 0) throw new Error(`the test vat ended with code ${code}: its tables were not empty`);
        if (errors.length > 0) throw new AggregateError(errors, "errors that nobody was told of");
      },
    };
  },
};

export const places: readonly Place[] = [inThisVat, overMemory, overProcesses];
