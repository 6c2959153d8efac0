// slow-readers.e2e.ts: that nothing on the way over a bridge takes in more than it gives on, for connections between real
// processes whose other end does not read.
import { expect, setDefaultTimeout, test } from "bun:test";
import type { Connection, Listener } from "@teleop/core";
import { unixSocket } from "@teleop/transport-unix";
import { type ViaTransport, via } from "./index.ts";
import { bridgeHere } from "./testing/commands.ts";

// Processes start slowly on a busy machine.
setDefaultTimeout(60_000);

const MIB = 1024 * 1024;

/** What all buffers on the way hold together, at most: two windows, two sockets, and the pipes of the command. */
const MOST_ON_THE_WAY = 4 * MIB;

/** A listener of this process, to which clients come over a bridge. */
class Crossing implements AsyncDisposable {
  readonly there: ViaTransport = via(bridgeHere.command, { bridge: bridgeHere.bridge, lingerMs: 50 });
  readonly #rendezvous: { readonly pid: number; readonly name: string };
  readonly #listener: Listener;
  readonly #iterator: AsyncIterator<Connection>;

  private constructor(rendezvous: { readonly pid: number; readonly name: string }, listener: Listener) {
    this.#rendezvous = rendezvous;
    this.#listener = listener;
    this.#iterator = listener[Symbol.asyncIterator]();
  }

  static async open(): Promise<Crossing> {
    const rendezvous = { pid: process.pid, name: crypto.randomUUID() };
    return new Crossing(rendezvous, await unixSocket({ lingerMs: 50 }).listen(rendezvous));
  }

  async connect(): Promise<{ readonly client: Connection; readonly server: Connection }> {
    const client = await this.there.connect(this.#rendezvous);
    const next = await this.#iterator.next();
    if (next.done === true) throw new Error("the listener has closed");
    return { client, server: next.value };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.there[Symbol.asyncDispose]();
    await this.#listener[Symbol.asyncDispose]();
  }
}

/** Counts what arrives; `closed` resolves with why it ended. */
function listen(connection: Connection) {
  const closed = Promise.withResolvers<Error | undefined>();
  const heard = { bytes: 0, closed: closed.promise };
  connection.open({
    data: (chunk) => {
      heard.bytes += chunk.length;
    },
    end: () => {},
    closed: closed.resolve,
  });
  return heard;
}

/** Writes, waiting each time there is no room, until `answers` has gone forth and back without any more room. */
async function fill(writer: Connection, answers: () => Promise<void>): Promise<number> {
  const piece = new Uint8Array(64 * 1024);
  let written = 0;
  for (;;) {
    const room = writer.write(piece.slice());
    written += piece.length;
    expect(written).toBeLessThan(MOST_ON_THE_WAY);
    if (room === undefined) continue;
    // Far more than what is under way needs to go on, if it can.
    let hasRoom = false;
    void room.then(
      () => {
        hasRoom = true;
      },
      () => {},
    );
    for (let times = 0; times < 20 && !hasRoom; times++) await answers();
    if (!hasRoom) return written;
  }
}

async function echo(crossing: Crossing): Promise<void> {
  const { client, server } = await crossing.connect();
  server.open({ data: (chunk) => void server.write(chunk), end: () => {}, closed: () => {} });
  const answered = Promise.withResolvers<void>();
  client.open({
    data: () => answered.resolve(),
    end: () => {},
    closed: () => answered.reject(new Error("closed without an answer")),
  });
  void client.write(new Uint8Array(1));
  await answered.promise;
  client.abort();
  server.abort();
}

test.each(["client", "server"] as const)(
  "a %s that writes to one that does not read waits, holds up no other connection, and loses nothing",
  async (writing) => {
    await using crossing = await Crossing.open();
    const ends = await crossing.connect();
    const [writer, reader] = writing === "client" ? [ends.client, ends.server] : [ends.server, ends.client];
    const heard = listen(reader);
    listen(writer);
    reader.pause();
    const written = await fill(writer, () => echo(crossing));
    expect(written).toBeGreaterThan(256 * 1024);
    expect(heard.bytes).toBe(0);
    reader.resume();
    await writer.end();
    while (heard.bytes < written) await Bun.sleep(1);
    expect(heard.bytes).toBe(written);
    ends.client.abort();
    ends.server.abort();
  },
);

test("both ends may be full at once, and go on", async () => {
  await using crossing = await Crossing.open();
  const { client, server } = await crossing.connect();
  const [atClient, atServer] = [listen(client), listen(server)];
  client.pause();
  server.pause();
  const up = await fill(client, () => echo(crossing));
  const down = await fill(server, () => echo(crossing));
  client.resume();
  server.resume();
  await Promise.all([client.end(), server.end()]);
  expect(await atClient.closed).toBeUndefined();
  expect(await atServer.closed).toBeUndefined();
  expect([atServer.bytes, atClient.bytes]).toEqual([up, down]);
});

test.each(["client", "server"] as const)(
  "disposing a %s whose other end does not read does not wait for ever, and those who wait for room are told",
  async (writing) => {
    await using crossing = await Crossing.open();
    const ends = await crossing.connect();
    const [writer, reader] = writing === "client" ? [ends.client, ends.server] : [ends.server, ends.client];
    listen(reader);
    const told = listen(writer);
    reader.pause();
    await fill(writer, () => echo(crossing));
    const room = writer.write(new Uint8Array(1024));
    await writer[Symbol.asyncDispose]();
    await expect(room).rejects.toMatchObject({ code: "CONNECTION_CLOSED" });
    expect((await told.closed)?.message).toContain("did not take what was written within 50 ms");
  },
);

test("disposing does not wait for a bridge that is stopped, which may go on", async () => {
  await using crossing = await Crossing.open();
  const { client, server } = await crossing.connect();
  const told = listen(client);
  const atServer = listen(server);
  const bridge = Number(await crossing.there.ask("pid", null));
  process.kill(bridge, "SIGSTOP");
  await client[Symbol.asyncDispose]();
  expect((await told.closed)?.message).toContain("did not take what was written within 50 ms");
  process.kill(bridge, "SIGCONT");
  await atServer.closed;
  // Nobody has given it up meanwhile.
  expect(await crossing.there.ask("pid", null)).toBe(bridge);
});
