// transport-ends-cases.ts: how a connection ends: in order, from one side, or not in order at all.
import { expect } from "bun:test";
import type { Connection, Transport } from "@teleop/core";
import type { MakeTransport } from "./transport.ts";
import { Meeting, pattern, settle } from "./transport-meeting.ts";
import { Recorder } from "./transport-recorder.ts";

type Cases = Record<string, () => Promise<void>>;

const CLOSED = expect.objectContaining({ code: "CONNECTION_CLOSED" });

export function endsCases(transport: MakeTransport): Cases {
  return {
    "a client that has ended still hears the server's answer": () => halfClose(transport(), "client"),
    "a server that has ended still hears the client's answer": () => halfClose(transport(), "server"),
    "both may end at once": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      const atClient = new Recorder(client);
      const atServer = new Recorder(server);
      await Promise.all([client.end(), server.end()]);
      expect(await atClient.closed).toBeUndefined();
      expect(await atServer.closed).toBeUndefined();
      await Promise.all([atClient.ended, atServer.ended]);
    },
    "nothing that was written is lost at end(), however slow the reader": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      const heard = new Recorder(server);
      server.pause();
      const bytes = pattern(8 * 1024 * 1024);
      for (let at = 0; at < bytes.length; at += 99_991) client.write(bytes.subarray(at, at + 99_991));
      const ended = client.end();
      await settle(meeting);
      server.resume();
      await ended;
      await heard.ended;
      expect(Buffer.compare(heard.all(), bytes)).toBe(0);
    },
    "end() may be repeated": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      const heard = new Recorder(server);
      await Promise.all([client.end(), client.end()]);
      await client.end();
      await heard.ended;
    },
    "writing after end() throws": async () => {
      await using meeting = await Meeting.of(transport());
      const { client } = await meeting.connect();
      const ended = client.end();
      expect(() => client.write(new Uint8Array(1))).toThrow(CLOSED);
      await ended;
      expect(() => client.write(new Uint8Array(1))).toThrow(CLOSED);
    },
    "disposing sends what was written and the end, and may be repeated": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      const heard = new Recorder(server, { onEnd: () => void server.end() });
      const bytes = pattern(1024 * 1024);
      client.write(bytes);
      for (let times = 0; times < 4; times++) await client[Symbol.asyncDispose]();
      await heard.ended;
      expect(await heard.closed).toBeUndefined();
      expect(Buffer.compare(heard.all(), bytes)).toBe(0);
    },
    "disposing does not wait for the peer's end, and says so to our handler": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      const own = new Recorder(client);
      new Recorder(server);
      await client[Symbol.asyncDispose]();
      expect(await own.closed).toEqual(CLOSED);
    },
    "disposing waits for a peer that does not read, but not for ever": async () => {
      await using meeting = await Meeting.of(transport({ lingerMs: 20 }));
      const { client, server } = await meeting.connect();
      const own = new Recorder(server);
      new Recorder(client);
      client.pause();
      const { waiting } = await fillUp(meeting, server);
      await server[Symbol.asyncDispose]();
      await expect(waiting).rejects.toThrow(CLOSED);
      expect((await own.closed)?.message).toContain("did not take what was written within 20 ms");
    },
    "disposing after the peer's end closes in order": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      const own = new Recorder(client);
      const peer = new Recorder(server);
      await server.end();
      await own.ended;
      await client[Symbol.asyncDispose]();
      expect(await own.closed).toBeUndefined();
      expect(await peer.closed).toBeUndefined();
    },
    "abort() tells our handler the reason, and the peer that it is over": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      const own = new Recorder(client);
      const peer = new Recorder(server);
      const reason = new Error("enough");
      own.during(() => client.abort(reason));
      expect(await own.closed).toBe(reason);
      expect(await peer.closed).toEqual(CLOSED);
    },
    "a reason that is no error is told inside one": async () => {
      await using meeting = await Meeting.of(transport());
      const { client } = await meeting.connect();
      const own = new Recorder(client);
      client.abort("enough");
      expect(await own.closed).toMatchObject({ code: "CONNECTION_CLOSED", cause: "enough" });
    },
    "abort() rejects writes that wait; later calls do nothing or say why": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      const own = new Recorder(client);
      new Recorder(server);
      server.pause();
      const waiting = fill(client);
      client.abort(new Error("enough"));
      await expect(waiting).rejects.toThrow();
      expect(() => client.write(new Uint8Array(1))).toThrow(CLOSED);
      client.abort(new Error("again"));
      client.pause();
      client.resume();
      await client[Symbol.asyncDispose]();
      expect((await own.closed)?.message).toBe("enough");
      await settle(meeting);
      expect(own.violations).toEqual([]);
    },
    "end() rejects when the connection goes before everything was sent": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      new Recorder(client);
      new Recorder(server);
      server.pause();
      const { waiting } = await fillUp(meeting, client);
      const ended = client.end();
      server.abort();
      await expect(waiting).rejects.toEqual(CLOSED);
      await expect(ended).rejects.toEqual(CLOSED);
    },
    "writes that wait are rejected when the peer goes": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      const own = new Recorder(client);
      server.pause();
      const { waiting } = await fillUp(meeting, client);
      server.abort();
      await expect(waiting).rejects.toEqual(CLOSED);
      expect(await own.closed).toEqual(CLOSED);
      expect(() => client.write(new Uint8Array(1))).toThrow(CLOSED);
    },
    "writes that wait are rejected when the peer goes even while we are paused": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      const own = new Recorder(client);
      client.pause();
      server.pause();
      const { waiting } = await fillUp(meeting, client);
      server.abort();
      await expect(waiting).rejects.toEqual(CLOSED);
      client.resume();
      expect(await own.closed).toEqual(CLOSED);
    },
    "that the peer has gone is told while paused, after what it had sent": () => goneWhilePaused(transport()),
    "that the peer has gone is told while paused, though much waits to be sent": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      const heard = new Recorder(server);
      new Recorder(client);
      server.pause();
      client.pause();
      const waiting = keepFull(server);
      client.abort();
      await expect(waiting).rejects.toEqual(CLOSED);
      expect(await heard.closed).toEqual(CLOSED);
    },
    "that both sides have ended is told while paused, after what the peer had sent": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      const heard = new Recorder(server);
      new Recorder(client);
      server.pause();
      client.write(new TextEncoder().encode("last words"));
      await Promise.all([client.end(), server.end()]);
      expect(await heard.closed).toBeUndefined();
      expect(heard.text()).toBe("last words");
      expect(heard.violations).toEqual([]);
    },
    "the end of a peer that lives is not told while paused": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      const heard = new Recorder(server);
      const answered = new Recorder(client);
      server.pause();
      client.write(new TextEncoder().encode("question"));
      await client.end();
      // Another connection's peer goes meanwhile, and that is told.
      await goneWhilePaused(transport());
      expect(heard.received).toBe(0);
      server.write(new TextEncoder().encode("answer"));
      await answered.bytes(6);
      server.resume();
      await heard.ended;
      expect(heard.text()).toBe("question");
    },
    "what the peer sent before it went is delivered, though our writes fail": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      const own = new Recorder(client);
      client.pause();
      server.write(new TextEncoder().encode("last words"));
      await server[Symbol.asyncDispose]();
      await settle(meeting);
      try {
        client.write(new Uint8Array(1));
      } catch (error) {
        expect(error).toEqual(CLOSED);
      }
      client.resume();
      await own.closed;
      expect(own.text()).toBe("last words");
    },
    "what the peer sent before it cut us off is delivered after resume(), in order": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      const own = new Recorder(client);
      client.pause();
      for (const words of ["last ", "words"]) {
        server.write(new TextEncoder().encode(words));
        await settle(meeting);
      }
      // Unread by the server, which turns its closing into a reset.
      client.write(new Uint8Array(10));
      await settle(meeting);
      server.abort();
      await settle(meeting);
      client.resume();
      expect(await own.closed).toEqual(CLOSED);
      expect(own.text()).toBe("last words");
      expect(own.violations).toEqual([]);
    },
    "a handler that throws on data aborts its connection with that error": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      const failure = new Error("bad bytes");
      const own = new Recorder(server, {
        onData: () => {
          throw failure;
        },
      });
      const peer = new Recorder(client);
      client.write(new Uint8Array(1));
      expect(await own.closed).toBe(failure);
      await peer.closed;
      await settle(meeting);
    },
    "a handler that throws on the end aborts its connection with that error": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      const failure = new Error("not yet");
      const own = new Recorder(server, {
        onEnd: () => {
          throw failure;
        },
      });
      await client.end();
      expect(await own.closed).toBe(failure);
    },
    "a connection opened after it has gone is told so later": async () => {
      await using meeting = await Meeting.of(transport());
      const { client } = await meeting.connect();
      client.abort(new Error("gone"));
      const own = new Recorder(client);
      expect((await own.closed)?.message).toBe("gone");
      expect(own.violations).toEqual([]);
    },
    "opening twice throws": async () => {
      await using meeting = await Meeting.of(transport());
      const { client } = await meeting.connect();
      new Recorder(client);
      expect(() => client.open({ data: () => {}, end: () => {}, closed: () => {} })).toThrow(
        expect.objectContaining({ code: "INVALID_ARGUMENT" }),
      );
    },
    "closed comes exactly once, last, and nothing comes from inside a call": async () => {
      await using meeting = await Meeting.of(transport());
      const recorders: Recorder[] = [];
      for (let way = 0; way < 4; way++) {
        const { client, server } = await meeting.connect();
        const own = new Recorder(client);
        const peer: Recorder = new Recorder(server, {
          onData: (chunk) => void peer.during(() => server.write(chunk)),
          onEnd: () => void peer.during(() => server.end()),
        });
        recorders.push(own, peer);
        own.during(() => client.write(pattern(300_000)));
        own.during(() => client.pause());
        own.during(() => client.resume());
        await own.bytes(300_000);
        const calls = [
          () => void client.end(),
          () => client.abort(),
          () => void client[Symbol.asyncDispose](),
          () => server.abort(),
        ];
        own.during(() => calls[way]?.());
        await Promise.all([own.closed, peer.closed]);
        own.during(() => client.abort());
        peer.during(() => server.abort());
      }
      await settle(meeting);
      expect(recorders.flatMap(({ violations }) => violations)).toEqual([]);
    },
    "one connection's abort does not touch another": async () => {
      await using meeting = await Meeting.of(transport());
      const one = await meeting.connect();
      const other = await meeting.connect();
      const heard = new Recorder(other.client);
      new Recorder(other.server, { onData: (chunk) => void other.server.write(chunk) });
      one.server.abort();
      one.client.abort();
      other.client.write(new Uint8Array(5));
      await heard.bytes(5);
    },
  };
}

async function goneWhilePaused(transport: Transport): Promise<void> {
  await using meeting = await Meeting.of(transport);
  for (const dies of ["client", "server"] as const) {
    const ends = await meeting.connect();
    const survivor = dies === "client" ? ends.server : ends.client;
    const own = new Recorder(survivor);
    survivor.pause();
    ends[dies].write(new TextEncoder().encode("last words"));
    await settle(meeting);
    ends[dies].abort();
    expect(await own.closed).toEqual(CLOSED);
    expect(own.text()).toBe("last words");
    expect(own.violations).toEqual([]);
    survivor.pause();
    survivor.resume();
  }
}

/** Writes until the connection takes no more; returns the promise of the last write. */
function fill(connection: Connection): Promise<void> {
  const piece = pattern(256 * 1024);
  for (;;) {
    const waiting = connection.write(piece.slice());
    if (waiting !== undefined) return waiting;
  }
}

/**
 * The same until nothing more is taken, not even after a while: the system's buffers may grow while somebody writes.
 *
 * @returns the promise of the last write, which is left to wait.
 */
async function fillUp(
  meeting: Meeting,
  connection: Connection,
): Promise<{ readonly waiting: Promise<void> }> {
  for (;;) {
    const waiting = fill(connection);
    let isTaken = false;
    const taken = (): void => {
      isTaken = true;
    };
    waiting.then(taken, taken);
    await settle(meeting);
    if (!isTaken) return { waiting };
  }
}

/** Fills it again whenever it takes more, as it may while news of the peer is on its way; until it is over. */
async function keepFull(connection: Connection): Promise<never> {
  for (;;) await fill(connection);
}

async function halfClose(transport: Transport, first: "client" | "server"): Promise<void> {
  await using meeting = await Meeting.of(transport);
  const ends = await meeting.connect();
  const [ender, answerer] = first === "client" ? [ends.client, ends.server] : [ends.server, ends.client];
  const atEnder = new Recorder(ender);
  const atAnswerer = new Recorder(answerer);
  ender.write(new TextEncoder().encode("question"));
  await ender.end();
  await atAnswerer.ended;
  expect(atAnswerer.text()).toBe("question");
  await settle(meeting);
  const answer = pattern(1024 * 1024);
  answerer.write(answer);
  await answerer.end();
  await atEnder.ended;
  expect(Buffer.compare(atEnder.all(), answer)).toBe(0);
  expect(await atEnder.closed).toBeUndefined();
  expect(await atAnswerer.closed).toBeUndefined();
}
