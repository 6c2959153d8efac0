import { expect, test } from "bun:test";
import { RpcError, reconnectingStub, ServerSet } from "../index.ts";
import { Text } from "../schema.ts";
import { Echo } from "../teleop/echo.capnp.ts";
import { Hash, Store } from "../testing/sample.capnp.ts";
import { connectVats } from "../testing/vats.ts";

const makeServer = (): Echo.Server => ({ echo: ({ message }) => ({ reply: message }) });

test("a set knows the object behind its own stubs, also when they have been to another vat and back", async () => {
  const set = new ServerSet(Echo);
  const server = makeServer();
  using stub = set.add(server);
  expect(await set.get(stub)).toBe(server);

  const Echoes = Store.of(Text, Echo);
  await using vats = connectVats(
    Echoes,
    Echoes.server({
      identity: ({ value }) => ({ value }),
      get: () => ({}),
      put: () => ({}),
      nested: () => ({}),
    }),
  );
  using results = await vats.stub.identity({ value: stub });
  using back = results.value.as(Echo);
  expect(await set.get(back)).toBe(server);
  expect((await back.echo({ message: "x" })).reply).toBe("x");
});

test("a set does not know the objects of others, nor what is no object of ours", async () => {
  const set = new ServerSet(Echo);
  using foreign = Echo.server(makeServer());
  expect(await set.get(foreign)).toBeUndefined();
  await using vats = connectVats(Echo, Echo.server(makeServer()));
  expect(await set.get(vats.stub)).toBeUndefined();
  using broken = reconnectingStub(Echo, () => Promise.reject(new RpcError("overloaded", "busy")));
  await expect(broken.echo()).rejects.toMatchObject({ type: "overloaded" });
});

test("a stub that reconnects asks for another one after it was disconnected", async () => {
  let made = 0;
  using stub = reconnectingStub(
    Echo,
    () => {
      const attempt = ++made;
      return Echo.server({
        echo: ({ message }) => {
          if (message === "die") throw new RpcError("disconnected", `connection ${attempt} was lost`);
          return { reply: `${attempt}` };
        },
      });
    },
    { lazy: true },
  );
  expect(made).toBe(0);
  expect((await stub.echo()).reply).toBe("1");
  await expect(stub.echo({ message: "die" })).rejects.toMatchObject({ type: "disconnected" });
  expect((await stub.echo()).reply).toBe("2");
});

test("stubs and results are shown as what they stand for", async () => {
  using hash = Hash.server({ write: () => {}, sum: () => ({}), close: () => {} });
  expect(Bun.inspect(hash)).toBe("Hash {}");
  using echo = Echo.server(makeServer());
  expect(Bun.inspect(await echo.echo({ message: "x" }))).toBe('{\n  reply: "x",\n}');
});
