import { describe, expect, test } from "bun:test";
import { RpcError } from "../index.ts";
import type { Client, Context, StreamContext, ValueOf } from "../schema.ts";
import { call, pointer, Text, ValueError } from "../schema.ts";
import { Echo } from "../teleop/echo.capnp.ts";
import {
  Box,
  ByteSink,
  Closable,
  Everything,
  Hash,
  HashFactory,
  Person,
  Store,
} from "../testing/sample.capnp.ts";
import { connectVats, testBoth } from "../testing/vats.ts";

const echo = () => Echo.server({ echo: ({ message }) => ({ reply: message }) });

/** Counts bytes, and tells when nobody holds it any more. */
class Counter implements Hash.Server {
  bytes = 0;
  readonly gone: Promise<void>;
  readonly #leave: () => void;

  constructor() {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.gone = promise;
    this.#leave = resolve;
  }

  write({ data }: { readonly data: Uint8Array }): void {
    this.bytes += data.byteLength;
  }

  sum(): Hash_sum_Init {
    return { digest: new Uint8Array([this.bytes]) };
  }

  close(): void {
    this.bytes = 0;
  }

  [Symbol.dispose](): void {
    this.#leave();
  }
}
type Hash_sum_Init = { readonly digest: Uint8Array };

class Factory implements HashFactory.Server {
  readonly made: Counter[] = [];

  newHash({ algorithm }: { readonly algorithm: string | number }) {
    const hash = new Counter();
    this.made.push(hash);
    return { hash, info: { name: String(algorithm), sink: hash } };
  }

  people({ people }: { readonly people: readonly Person[] }) {
    return { oldest: people.toSorted((a, b) => a.birthday.year - b.birthday.year)[0] };
  }
}

const factory = () => HashFactory.server(new Factory());

describe("calls", () => {
  testBoth("a plain object goes there, and a plain object comes back", Echo, echo, async (stub) => {
    const { reply } = await stub.echo({ message: "hello!" });
    expect(reply).toBe("hello!");
  });

  testBoth("params can be built in the message", Echo, echo, async (stub) => {
    const { reply } = await stub.echo((params) => {
      params.message = "built";
    });
    expect(reply).toBe("built");
  });

  testBoth("params that are left out are all defaults", Echo, echo, async (stub) => {
    expect((await stub.echo()).reply).toBe("");
  });

  testBoth("structs and lists of them arrive whole", HashFactory, factory, async (stub) => {
    const { oldest } = await stub.people({
      people: [
        { name: "Grace", birthday: { year: 1906 } },
        { name: "Ada", birthday: { year: 1815 }, phones: [{ number: "1" }] },
      ],
    });
    expect(oldest?.name).toBe("Ada");
    expect(oldest?.phones).toEqual([{ number: "1", kind: "home" }]);
  });

  testBoth(
    "wrong params reject with the path; nothing is sent, and the stub goes on",
    Echo,
    echo,
    async (stub) => {
      const wrong = stub.echo({ message: 5 as unknown as string });
      await expect(wrong).rejects.toThrow("params.message: expected a string, got the number 5");
      await expect(wrong).rejects.toBeInstanceOf(ValueError);
      await expect(stub.echo({ mesage: "typo" } as object)).rejects.toThrow("its fields are message");
      expect((await stub.echo({ message: "still here" })).reply).toBe("still here");
    },
  );

  testBoth(
    "an error in a method reaches the caller as failed, with its message",
    Echo,
    () =>
      Echo.server({
        echo: () => {
          throw new Error("no luck");
        },
      }),
    async (stub) => {
      const error = await stub.echo().then(undefined, (thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(RpcError);
      expect(error).toMatchObject({ type: "failed", message: "no luck" });
    },
  );

  testBoth(
    "an RpcError keeps its type",
    Echo,
    () => Echo.server({ echo: async () => Promise.reject(new RpcError("overloaded", "later")) }),
    async (stub) => {
      await expect(stub.echo()).rejects.toMatchObject({ type: "overloaded", message: "later" });
    },
  );

  testBoth(
    "results that do not fit fail the call, and say where",
    Echo,
    () => Echo.server({ echo: () => ({ reply: 5 as unknown as string }) }),
    async (stub) => {
      await expect(stub.echo()).rejects.toMatchObject({
        type: "failed",
        message: "results.reply: expected a string, got the number 5",
      });
    },
  );

  testBoth(
    "a method that is not implemented fails as unimplemented",
    Hash,
    () => Hash.server({ close: () => {} } as unknown as Hash.Server),
    async (stub) => {
      await expect(stub.sum()).rejects.toMatchObject({
        type: "unimplemented",
        message: "this object does not implement Hash.sum",
      });
      await stub.close();
    },
  );

  testBoth(
    "a cast to an interface that the object lacks fails as unimplemented",
    Echo,
    echo,
    async (stub) => {
      using wrong = stub.as(Closable);
      await expect(wrong.close()).rejects.toMatchObject({ type: "unimplemented" });
    },
  );

  testBoth(
    "methods of all ancestors can be called, also through a stub of the ancestor",
    Hash,
    () => Hash.server(new Counter()),
    async (stub) => {
      await stub.write({ data: new Uint8Array(3) });
      using sink = stub.as(ByteSink);
      await sink.write({ data: new Uint8Array(4) });
      expect((await stub.sum()).digest).toEqual(new Uint8Array([7]));
      using closable = sink.as(Closable);
      await closable.close();
      expect((await stub.sum()).digest).toEqual(new Uint8Array([0]));
    },
  );

  testBoth(
    "a method may answer through its context, and return nothing",
    Echo,
    () =>
      Echo.server({
        echo({ message }, ctx) {
          ctx.results((results) => {
            results.reply = message.toUpperCase();
          });
        },
      }),
    async (stub) => {
      expect((await stub.echo({ message: "loud" })).reply).toBe("LOUD");
    },
  );

  testBoth(
    "a call can be answered by another call",
    Echo,
    () => {
      const inner = echo();
      return Echo.server({
        echo: ({ message }, ctx) => ctx.tailCall(inner, "echo", { message: `tail ${message}` }),
        [Symbol.dispose]: () => inner[Symbol.dispose](),
      } as Echo.Server);
    },
    async (stub) => {
      expect((await stub.echo({ message: "call" })).reply).toBe("tail call");
    },
  );

  testBoth(
    "results can be read field by field, without decoding the rest",
    HashFactory,
    factory,
    async (stub) => {
      using view = await stub.people({ people: [{ name: "Ada", phones: [{ number: "1" }] }] }).reader();
      expect(view.oldest?.name).toBe("Ada");
      expect(view.oldest?.phones[0]?.number).toBe("1");
      expect(view.oldest?.employment.which).toBe("unemployed");
      const again = await stub.people({ people: view.oldest === undefined ? [] : [view.oldest] });
      expect(again.oldest?.phones).toEqual([{ number: "1", kind: "home" }]);
    },
  );

  test("a method that was taken off its stub says so", () => {
    using stub = echo();
    const { echo: loose } = stub;
    expect(() => loose({ message: "x" })).toThrow("must be called on a stub of Echo");
  });

  test("a stub that was disposed rejects calls", async () => {
    const stub = echo();
    stub[Symbol.dispose]();
    await expect(stub.echo()).rejects.toThrow("after it was disposed");
  });

  test("what is no server is refused at once", () => {
    expect(() => Echo.server({} as Echo.Server)).toThrow("expected an object with the methods of Echo");
    expect(() => Echo.server("echo" as unknown as Echo.Server)).toThrow(ValueError);
  });
});

describe("pipelining", () => {
  testBoth(
    "a capability in results that have not arrived can be called",
    HashFactory,
    factory,
    async (stub) => {
      using sha = stub.newHash({ algorithm: "sha1" }).hash;
      await sha.write({ data: new Uint8Array(5) });
      await sha.write((params) => params.initData(3).fill(1));
      expect((await sha.sum()).digest).toEqual(new Uint8Array([8]));
    },
  );

  testBoth("the path may lead through groups", HashFactory, factory, async (stub) => {
    using sink = stub.newHash().info.sink;
    await sink.close();
  });

  testBoth("a call can be pipelined on and awaited", HashFactory, factory, async (stub) => {
    const call = stub.newHash({ algorithm: "blake3" });
    using early = call.hash;
    await early.write({ data: new Uint8Array(1) });
    using results = await call;
    expect(results.info.name).toBe("blake3");
    await results.hash.write({ data: new Uint8Array(1) });
    expect((await results.hash.sum()).digest).toEqual(new Uint8Array([2]));
  });

  testBoth("a call that has returned can still be pipelined on", HashFactory, factory, async (stub) => {
    using call = stub.newHash();
    await call;
    await call.info.sink.close();
    expect((await call.hash.sum()).digest).toEqual(new Uint8Array([0]));
    expect(call.hash).toBe(call.hash);
  });

  testBoth(
    "what is pipelined on a call that fails, fails with its error",
    HashFactory,
    () =>
      HashFactory.server({
        newHash: () => Promise.reject(new Error("no hashes today")),
        people: () => ({}),
      }),
    async (stub) => {
      using sha = stub.newHash().hash;
      await expect(sha.sum()).rejects.toMatchObject({ type: "failed", message: "no hashes today" });
    },
  );

  testBoth(
    "what is pipelined on a call with wrong params, fails with their error",
    HashFactory,
    factory,
    async (stub) => {
      using sha = stub.newHash({ algorithm: "md5" as never }).hash;
      await expect(sha.sum()).rejects.toThrow("params.algorithm");
    },
  );

  testBoth(
    "a null capability fails when it is called",
    HashFactory,
    () => HashFactory.server({ newHash: () => ({}), people: () => ({}) }),
    async (stub) => {
      using results = await stub.newHash();
      await expect(results.hash.sum()).rejects.toThrow("null capability");
      using sha = stub.newHash().hash;
      await expect(sha.sum()).rejects.toMatchObject({ type: "failed" });
    },
  );

  testBoth(
    "a server publishes its pipeline while the call goes on",
    HashFactory,
    () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      return HashFactory.server({
        async newHash(_params, ctx) {
          const hash = new Counter();
          using stub = Hash.server(hash);
          ctx.setPipeline({ hash: stub });
          await promise;
          return { hash };
        },
        people() {
          resolve();
          return {};
        },
      });
    },
    async (stub) => {
      const call = stub.newHash();
      using sha = call.hash;
      expect((await sha.sum()).digest).toEqual(new Uint8Array([0]));
      await stub.people();
      using results = await call;
      await results.hash.sum();
    },
  );
});

describe("capabilities in params and results", () => {
  const Sinks = Store.of(Text, ByteSink);
  const sinks = () => {
    const kept = new Map<string, ByteSink>();
    return Sinks.server({
      get: ({ key }) => ({ value: kept.get(key) }),
      put({ key, value }) {
        kept.get(key)?.[Symbol.dispose]();
        kept.set(key, value.dup());
      },
      identity: ({ value }) => ({ value }),
      nested: () => ({}),
      [Symbol.dispose]: () => {
        for (const sink of kept.values()) sink[Symbol.dispose]();
      },
    } as Store.Server<Text, typeof ByteSink>);
  };

  testBoth("an object, a stub and a promise of either can be passed", Sinks, sinks, async (stub) => {
    const counters = [new Counter(), new Counter(), new Counter(), new Counter()] as const;
    using second = ByteSink.server(counters[1]);
    using fourth = ByteSink.server(counters[3]);
    await stub.put({ key: "1", value: counters[0] });
    await stub.put({ key: "2", value: second });
    await stub.put({ key: "3", value: Promise.resolve(counters[2]) });
    await stub.put({ key: "4", value: Promise.resolve(fourth) });
    for (const [index, counter] of counters.entries()) {
      using kept = stub.get({ key: String(index + 1) }).value;
      await kept.write({ data: new Uint8Array(index + 1) });
      await kept.streamed();
      expect(counter.bytes).toBe(index + 1);
    }
  });

  testBoth(
    "a promise that rejects gives a capability that fails with its error",
    Sinks,
    sinks,
    async (stub) => {
      await stub.put({ key: "x", value: Promise.reject(new Error("never mind")) });
      using kept = stub.get({ key: "x" }).value;
      await expect(kept.close()).rejects.toThrow("never mind");
    },
  );

  testBoth(
    "a type parameter of a method is bound by the call, and an AnyPointer without",
    Sinks,
    sinks,
    async (stub) => {
      const bound = await stub.identity({ value: { name: "Ada" } }, { bind: { T: Person } });
      expect(bound.value?.name).toBe("Ada");
      using counter = Hash.server(new Counter());
      using open = await stub.identity({ value: counter });
      expect((await open.value.as(Hash).sum()).digest).toEqual(new Uint8Array([0]));
      using pipelined = stub.identity({ value: counter }).value.as(Hash);
      expect((await pipelined.sum()).digest).toEqual(new Uint8Array([0]));
    },
  );

  testBoth(
    "an AnyPointer that holds a struct with capabilities can be passed on",
    Sinks,
    sinks,
    async (stub) => {
      const counter = new Counter();
      const value = pointer(Everything, { text: "with a sink", sink: counter });
      using first = await stub.identity({ value });
      using second = await stub.identity({ value: first.value });
      const everything = second.value.as(Everything);
      expect(everything?.text).toBe("with a sink");
      await everything?.sink.write({ data: new Uint8Array(9) });
      await everything?.sink.streamed();
      expect(counter.bytes).toBe(9);
    },
  );

  testBoth("an object is served until nobody holds it, and then told, once", Sinks, sinks, async (stub) => {
    const counter = new Counter();
    await stub.put({ key: "k", value: counter });
    {
      using kept = stub.get({ key: "k" }).value;
      await kept.close();
    }
    await stub.put({ key: "k", value: new Counter() });
    await counter.gone;
  });

  test("the same object passed twice is one capability", async () => {
    const counter = new Counter();
    const first = ByteSink.server(counter);
    const second = ByteSink.server(counter);
    let isGone = false;
    void counter.gone.then(() => {
      isGone = true;
    });
    first[Symbol.dispose]();
    await second.write({ data: new Uint8Array(1) });
    await second.streamed();
    expect(isGone).toBe(false);
    second[Symbol.dispose]();
    await counter.gone;
  });

  test("a capability of our own that comes back is called without a message", async () => {
    await using vats = connectVats(Sinks, sinks());
    const counter = new Counter();
    using own = ByteSink.server(counter);
    using results = await vats.stub.identity({ value: own });
    using back = results.value.as(ByteSink);
    await back.whenResolved();
    const sent = vats.client.stats().messagesSent;
    await back.close();
    expect(vats.client.stats().messagesSent).toBe(sent);
  });
});

describe("cancellation", () => {
  /** Waits until it is told to stop. */
  class Patient implements Echo.Server {
    readonly started = Promise.withResolvers<void>();
    readonly stopped = Promise.withResolvers<unknown>();

    async echo(_params: object, { signal }: Context): Promise<void> {
      this.started.resolve();
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
      this.stopped.resolve(signal.reason);
    }
  }

  for (const [how, cancel] of [
    ["its signal", (_call: Disposable, controller: AbortController) => controller.abort(new Error("enough"))],
    ["disposing it", (pending: Disposable) => pending[Symbol.dispose]()],
  ] as const) {
    test(`a call is canceled by ${how}, and the method learns of it`, async () => {
      const patient = new Patient();
      await using vats = connectVats(Echo, Echo.server(patient));
      const controller = new AbortController();
      const pending = vats.stub.echo({}, { signal: controller.signal });
      await patient.started.promise;
      cancel(pending, controller);
      await expect(pending).rejects.toThrow(how === "its signal" ? "enough" : "disposed before it returned");
      await patient.stopped.promise;
    });
  }

  test("a call with a signal that has fired is not sent", async () => {
    await using vats = connectVats(Echo, echo());
    await vats.stub.echo();
    const sent = vats.client.stats().messagesSent;
    await expect(vats.stub.echo({}, { signal: AbortSignal.abort(new Error("too late")) })).rejects.toThrow(
      "too late",
    );
    expect(vats.client.stats().messagesSent).toBe(sent);
  });

  test("a call that fails while nobody waits for it brings nothing down", async () => {
    const failures: unknown[] = [];
    const listener = (error: unknown) => failures.push(error);
    process.on("unhandledRejection", listener);
    try {
      using stub = Echo.server({ echo: () => Promise.reject(new Error("unheard")) });
      void stub.echo();
      using sha = HashFactory.server({
        newHash: () => Promise.reject(new Error("unheard")),
        people: () => ({}),
      });
      void sha.newHash();
      await expect(stub.echo()).rejects.toThrow("unheard");
      await new Promise((resolve) => setImmediate(resolve));
      expect(failures).toEqual([]);
    } finally {
      process.off("unhandledRejection", listener);
    }
  });
});

describe("streaming", () => {
  testBoth(
    "all writes arrive in order, and the window holds a fast sender back",
    ByteSink,
    () => {
      let expected = 0;
      return ByteSink.server({
        async write({ data }: { readonly data: Uint8Array }) {
          if (data[0] !== expected++ % 256) throw new Error("out of order");
          await Promise.resolve();
        },
        close: () => {
          if (expected !== 300) throw new Error(`only ${expected} came`);
        },
      });
    },
    async (sink) => {
      for (let i = 0; i < 300; i++) await sink.write((params) => params.initData(1000).fill(i));
      await sink.streamed();
      await sink.close();
    },
  );

  testBoth(
    "an error ends the stream: later calls and streamed() fail with it",
    ByteSink,
    () =>
      ByteSink.server({
        write() {
          throw new Error("disk full");
        },
        close: () => {},
      }),
    async (sink) => {
      await sink.write({ data: new Uint8Array(1) });
      await expect(sink.streamed()).rejects.toThrow("disk full");
      await expect(sink.write({ data: new Uint8Array(1) })).rejects.toThrow("disk full");
    },
  );

  testBoth(
    "wrong params reject, and the stream goes on",
    ByteSink,
    () => ByteSink.server(new Counter()),
    async (sink) => {
      await expect(sink.write({ data: "text" as never })).rejects.toThrow("params.data");
      await sink.write({ data: new Uint8Array(1) });
      await sink.streamed();
    },
  );

  test("what a streaming method returns is ignored", async () => {
    const chunks: Uint8Array[] = [];
    const write = ({ data }: { readonly data: Uint8Array }, _ctx: StreamContext) => chunks.push(data);
    using sink = ByteSink.server({ write: write as unknown as ByteSink.Server["write"], close: () => {} });
    await sink.write({ data: new Uint8Array(2) });
    await sink.streamed();
    expect(chunks).toHaveLength(1);
  });
});

describe("lifetimes", () => {
  test("stubs from a call that is only pipelined on leave nothing behind", async () => {
    const hashes = new Factory();
    await using vats = connectVats(HashFactory, HashFactory.server(hashes));
    await vats.stub.people();
    const before = vats.client.stats();
    {
      using sha = vats.stub.newHash().hash;
      await sha.sum();
    }
    await hashes.made[0]?.gone;
    expect(vats.client.stats()).toMatchObject({ imports: before.imports, questions: before.questions });
  });

  test("disposing results releases every capability in them", async () => {
    const hashes = new Factory();
    await using vats = connectVats(HashFactory, HashFactory.server(hashes));
    {
      using results = await vats.stub.newHash();
      await results.hash.sum();
    }
    await hashes.made[0]?.gone;
  });

  test("disposing a call releases its results and what was reached through it", async () => {
    const hashes = new Factory();
    await using vats = connectVats(HashFactory, HashFactory.server(hashes));
    {
      using pending = vats.stub.newHash();
      await pending.hash.sum();
      await pending;
    }
    await hashes.made[0]?.gone;
  });

  test("a capability from params is the method's until it ends, and longer by dup()", async () => {
    let kept: Client | undefined;
    let borrowed: Client | undefined;
    const Stores = Store.of(Text, Closable);
    using stub = Stores.server({
      put({ value }: { readonly value: ValueOf<typeof Closable> }) {
        borrowed = value;
        kept = value.dup();
        return {};
      },
    } as unknown as Store.Server<Text, typeof Closable>);
    const counter = new Counter();
    await stub.put({ value: counter });
    expect(() => borrowed?.dup()).toThrow("after it was disposed");
    const closable = kept?.as(Closable);
    await closable?.close();
    closable?.[Symbol.dispose]();
    kept?.[Symbol.dispose]();
    await counter.gone;
  });

  test("results with capabilities in a list are disposed together", async () => {
    const counters = [new Counter(), new Counter()];
    const Boxes = Store.of(Text, Box.of(Everything));
    using stub = Boxes.server({
      get: () => ({ value: { value: { sinks: counters } } }),
    } as unknown as Store.Server<Text, ReturnType<typeof Box.of<typeof Everything>>>);
    {
      using results = await stub.get();
      await results.value?.value?.sinks[1]?.close();
    }
    await Promise.all(counters.map((counter) => counter.gone));
  });

  test("when the connection goes, calls fail as disconnected", async () => {
    const vats = connectVats(HashFactory, factory());
    using sha = vats.stub.newHash().hash;
    await sha.sum();
    await vats.server[Symbol.asyncDispose]();
    await expect(sha.sum()).rejects.toMatchObject({ type: "disconnected" });
    await vats[Symbol.asyncDispose]();
  });
});

describe("calls by name", () => {
  testBoth("JSON goes there, and JSON comes back", HashFactory, factory, async (stub) => {
    const results = await call(stub, HashFactory, "people", {
      people: [{ name: "Ada", employment: { employer: "B" } }],
    });
    expect(results).toMatchObject({ oldest: { name: "Ada", employment: { employer: "B" } } });
    expect(await call(stub, HashFactory, "newHash", { algorithm: "sha1" })).toEqual({
      hash: { $capability: "Hash" },
      info: { name: "sha1", sink: { $capability: "ByteSink" } },
    });
  });

  testBoth(
    "inherited and streaming methods can be called",
    Hash,
    () => Hash.server(new Counter()),
    async (stub) => {
      expect(await call(stub, Hash, "write", { data: [1, 2] })).toEqual({});
      await stub.streamed();
      expect(await call(stub, Hash, "sum")).toEqual({ digest: [2] });
    },
  );

  test("an unknown method is named together with the known ones", async () => {
    using stub = echo();
    await expect(call(stub, Echo, "ecko")).rejects.toThrow('Echo has no method "ecko"; it has echo');
    await expect(call(stub, Echo, "echo", { message: 1 })).rejects.toThrow(
      "params.message: expected a string",
    );
  });
});
