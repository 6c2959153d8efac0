// vats.ts: runs one test body twice: with the server in the same vat, and with a connection in between.
import { test } from "bun:test";
import { memoryPair } from "@teleop/transport-memory";
import { RpcConnection } from "../index.ts";
import { interfaceStub, referenceTo } from "../stub/stub.ts";
import type { Client, Interface } from "../stub/types.ts";

/** Two vats that are connected: what one offers, as a stub in the other. */
export interface Vats<Stub extends Client> extends AsyncDisposable {
  readonly stub: Stub;
  readonly client: RpcConnection;
  readonly server: RpcConnection;
}

export function connectVats<Stub extends Client>(type: Interface<Stub>, bootstrap: Stub): Vats<Stub> {
  const [near, far] = memoryPair();
  const server = new RpcConnection(far, { bootstrap: () => referenceTo(bootstrap), onError: () => {} });
  const client = new RpcConnection(near, { onError: () => {} });
  const stub = interfaceStub(type, client.bootstrap());
  return {
    stub,
    client,
    server,
    async [Symbol.asyncDispose]() {
      stub[Symbol.dispose]();
      await client[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
      bootstrap[Symbol.dispose]();
    },
  };
}

/** Declares the test for a local stub and for a remote one. `serve` gives a stub of a new object, which is disposed. */
export function testBoth<Stub extends Client>(
  name: string,
  type: Interface<Stub>,
  serve: () => Stub,
  body: (stub: Stub) => Promise<void>,
): void {
  test(`${name} (in one vat)`, async () => {
    using stub = serve();
    await body(stub);
  });
  test(`${name} (over a connection)`, async () => {
    await using vats = connectVats(type, serve());
    await body(vats.stub);
  });
}
