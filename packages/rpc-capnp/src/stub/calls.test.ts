import { describe, expect, test } from "bun:test";
import { RpcError } from "../index.ts";
import { call, ValueError } from "../schema.ts";
import { Echo } from "../teleop/echo.capnp.ts";
import { ByteSink, Closable, Hash, HashFactory } from "../testing/sample.capnp.ts";
import { Counter, echo, factory } from "../testing/sample-servers.ts";
import { testBoth } from "../testing/vats.ts";

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

  testBoth(
    "a view decodes a list once, however often it is looked at",
    HashFactory,
    factory,
    async (stub) => {
      const phones = Array.from({ length: 3000 }, (_, i) => ({ number: String(i) }));
      using view = await stub.people({ people: [{ name: "Ada", phones }] }).reader();
      for (let i = 0; i < phones.length; i++) expect(view.oldest?.phones[i]?.number).toBe(String(i));
      expect(view.oldest?.phones).toBe(view.oldest?.phones);
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
    expect(() => Echo.server("echo" as unknown as Echo.Server)).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT" }),
    );
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
