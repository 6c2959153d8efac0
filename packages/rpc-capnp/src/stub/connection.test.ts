// connection.test.ts: a connection that offers a stub, and gives one.
import { expect, test } from "bun:test";
import { memoryPair } from "@teleop/transport-memory";
import { localCapability, RpcConnection, type RpcConnectionOptions } from "../index.ts";
import { Echo } from "../teleop/echo.capnp.ts";

/** An echo that tells when nobody holds it any more. */
function makeEcho(): { readonly stub: Echo; readonly gone: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const server: Echo.Server & Disposable = {
    echo: ({ message }) => ({ reply: message }),
    [Symbol.dispose]: () => resolve(),
  };
  return { stub: Echo.server(server), gone: promise };
}

async function reply(bootstrap: RpcConnectionOptions["bootstrap"]): Promise<string> {
  const [ours, theirs] = memoryPair();
  await using _server = new RpcConnection(theirs, { bootstrap });
  await using client = new RpcConnection(ours);
  using echo = client.bootstrap(Echo);
  return (await echo.echo({ message: "hello!" })).reply;
}

test("a stub is the connection's, which releases the object at its end", async () => {
  const { stub, gone } = makeEcho();
  expect(await reply(stub)).toBe("hello!");
  await gone;
  await expect(async () => stub.echo({})).toThrow(expect.objectContaining({ code: "DISPOSED" }));
});

test("a dup() of a stub leaves the stub with its owner", async () => {
  const { stub, gone } = makeEcho();
  expect(await reply(stub.dup())).toBe("hello!");
  expect((await stub.echo({ message: "still here" })).reply).toBe("still here");
  stub[Symbol.dispose]();
  await gone;
});

test("a function gives a stub each time, which is released with the peer's", async () => {
  const made = [makeEcho(), makeEcho()];
  const left = [...made];
  const bootstrap = () => left.shift()?.stub as Echo;
  expect([await reply(bootstrap), await reply(bootstrap)]).toEqual(["hello!", "hello!"]);
  await Promise.all(made.map(({ gone }) => gone));
});

test("capabilities without types go both ways as before", async () => {
  const [ours, theirs] = memoryPair();
  const capability = localCapability({
    dispatch: () => {
      throw new Error("untyped");
    },
  });
  await using _server = new RpcConnection(theirs, { bootstrap: capability });
  await using client = new RpcConnection(ours);
  using untyped = client.bootstrap();
  await untyped.whenResolved();
  using echo = client.bootstrap(Echo);
  await expect(echo.echo()).rejects.toThrow("untyped");
});

test("what is no interface is refused, and a function that gives no stub is the peer's answer", async () => {
  const [ours, theirs] = memoryPair();
  await using _server = new RpcConnection(theirs, { bootstrap: () => "echo" as never });
  await using client = new RpcConnection(ours);
  for (const wrong of [null, {}, "Echo"]) {
    expect(() => client.bootstrap(wrong as never)).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT" }),
    );
  }
  using echo = client.bootstrap(Echo);
  await expect(echo.echo()).rejects.toThrow("not a capability");
});
