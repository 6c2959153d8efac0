// transport-bytes-cases.ts: what is written arrives, in order, and a slow reader bounds a fast writer.
import { expect } from "bun:test";
import type { Connection, Transport } from "@teleop/core";
import { Meeting, pattern, settle } from "./transport-meeting.ts";
import { Recorder } from "./transport-recorder.ts";

type Cases = Record<string, () => Promise<void>>;

const MIB = 1024 * 1024;

export function bytesCases(transport: () => Transport): Cases {
  return {
    "writes of all sizes arrive in order": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      const heard = new Recorder(server);
      const sent: Uint8Array[] = [];
      for (let i = 0; i < 500; i++) {
        // Small ones, ones about as large as any internal buffer, and now and then a large one.
        const size = i % 50 === 0 ? 200_000 : i % 7 === 0 ? 8_190 + (i % 5) : (i * 37) % 300;
        const bytes = pattern(size, i);
        sent.push(bytes);
        client.write(bytes);
      }
      await client.end();
      await heard.ended;
      expect(Buffer.compare(heard.all(), Buffer.concat(sent))).toBe(0);
    },
    "many small writes in one turn arrive in order": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      const heard = new Recorder(server);
      const all = pattern(20_000 * 13);
      for (let at = 0; at < all.length; at += 13) client.write(all.subarray(at, at + 13));
      expect(Buffer.compare(await heard.bytes(all.length), all)).toBe(0);
    },
    "16 MiB both ways at once arrive whole": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      const up = pattern(16 * MIB, 1);
      const down = pattern(16 * MIB, 2);
      const atServer = new Recorder(server);
      const atClient = new Recorder(client);
      await Promise.all([
        writeInPieces(client, up, 100_003),
        writeInPieces(server, down, 65_536),
        atServer.bytes(up.length),
        atClient.bytes(down.length),
      ]);
      expect(Buffer.compare(atServer.all(), up)).toBe(0);
      expect(Buffer.compare(atClient.all(), down)).toBe(0);
    },
    "one write of 16 MiB arrives whole": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      const heard = new Recorder(server);
      const bytes = pattern(16 * MIB);
      const written = client.write(bytes);
      await heard.bytes(bytes.length);
      await written;
      expect(Buffer.compare(heard.all(), bytes)).toBe(0);
    },
    "what a handler has room for arrives in order, by way of chunks or not, and none of it while paused":
      async () => {
        await using meeting = await Meeting.of(transport());
        const { client, server } = await meeting.connect();
        const all = pattern(4 * MIB);
        const taken = new Uint8Array(all.length);
        const whole = Promise.withResolvers<void>();
        let bytes = 0;
        let pauses = 0;
        let isPaused = false;
        const more = (byteLength: number): void => {
          if (isPaused) whole.reject(new Error("bytes came while paused"));
          bytes += byteLength;
          if (bytes === all.length) whole.resolve();
          else if (bytes > (pauses + 1) * MIB) {
            pauses++;
            isPaused = true;
            server.pause();
            setImmediate(() => {
              isPaused = false;
              server.resume();
            });
          }
        };
        server.open({
          data(chunk) {
            taken.set(chunk, bytes);
            more(chunk.length);
          },
          // Of different sizes, and now and then none.
          room: () => (bytes % 5 === 0 ? undefined : taken.subarray(bytes, bytes + 1 + (bytes % 200_000))),
          filled: more,
          end() {},
          closed: (error) => whole.reject(error ?? new Error(`closed after ${bytes} bytes`)),
        });
        const written = client.write(all);
        await whole.promise;
        await written;
        expect(Buffer.compare(taken, all)).toBe(0);
      },
    "a server that does not read bounds what a client can write": () =>
      slowReaderBounds(transport(), "client"),
    "a client that does not read bounds what a server can write": () =>
      slowReaderBounds(transport(), "server"),
    "writing on without waiting keeps the order": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      const heard = new Recorder(server);
      server.pause();
      const all = pattern(4 * MIB);
      const waiting: Promise<void>[] = [];
      for (let at = 0, size = 1; at < all.length; at += size, size = (size * 7) % 50_021) {
        const more = client.write(all.subarray(at, at + size));
        if (more !== undefined) waiting.push(more);
      }
      expect(waiting.length).toBeGreaterThan(0);
      server.resume();
      expect(Buffer.compare(await heard.bytes(all.length), all)).toBe(0);
      await Promise.all(waiting);
    },
    "a buffer may be overwritten as soon as write() returns undefined, or its promise has resolved":
      async () => {
        await using meeting = await Meeting.of(transport());
        const { client, server } = await meeting.connect();
        const heard = new Recorder(server);
        const sent: Uint8Array[] = [];
        for (let i = 0; i < 400; i++) {
          const buffer = pattern(i % 10 === 0 ? 150_000 : 100 + i, i);
          sent.push(buffer.slice());
          const more = client.write(buffer);
          if (more !== undefined) await more;
          buffer.fill(0xee);
        }
        await client.end();
        await heard.ended;
        expect(Buffer.compare(heard.all(), Buffer.concat(sent))).toBe(0);
      },
    "a chunk is the handler's: it may keep it, and later traffic does not change it": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      const copies: Uint8Array[] = [];
      const heard = new Recorder(server, { onData: (chunk) => copies.push(new Uint8Array(chunk)) });
      for (let i = 0; i < 100; i++) {
        client.write(pattern(1000, i));
        await heard.bytes((i + 1) * 1000);
      }
      expect(Buffer.compare(Buffer.concat(heard.chunks), Buffer.concat(copies))).toBe(0);
    },
    "writing nothing is allowed, and delivers nothing": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      const heard = new Recorder(server);
      expect(client.write(new Uint8Array(0))).toBeUndefined();
      client.write(new Uint8Array(1));
      await heard.bytes(1);
      expect(heard.chunks.every((chunk) => chunk.length > 0)).toBe(true);
    },
    "nothing is delivered while paused, not even the end": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      const heard = new Recorder(server);
      server.pause();
      server.pause();
      client.write(new TextEncoder().encode("later"));
      await client.end();
      await settle(meeting);
      expect(heard.received).toBe(0);
      server.resume();
      await heard.ended;
      expect(heard.text()).toBe("later");
    },
    "a handler that pauses gets no further chunk before it resumes": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      let paused = false;
      let pauses = 0;
      const heard = new Recorder(server, {
        onData: () => {
          expect(paused).toBe(false);
          paused = true;
          pauses += 1;
          server.pause();
          setImmediate(() => {
            paused = false;
            server.resume();
          });
        },
      });
      const all = pattern(2 * MIB);
      await writeInPieces(client, all, 30_000);
      await client.end();
      await heard.ended;
      expect(pauses).toBe(heard.chunks.length);
      expect(Buffer.compare(heard.all(), all)).toBe(0);
    },
    "what arrives before open() waits": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      client.write(new TextEncoder().encode("one "));
      await settle(meeting);
      client.write(new TextEncoder().encode("two"));
      await client.end();
      await settle(meeting);
      const heard = new Recorder(server);
      await heard.ended;
      expect(heard.text()).toBe("one two");
    },
    "a connection may be paused before it is opened": async () => {
      await using meeting = await Meeting.of(transport());
      const { client, server } = await meeting.connect();
      server.pause();
      client.write(new Uint8Array(1));
      const heard = new Recorder(server);
      await settle(meeting);
      expect(heard.received).toBe(0);
      server.resume();
      await heard.bytes(1);
    },
  };
}

async function writeInPieces(connection: Connection, bytes: Uint8Array, size: number): Promise<void> {
  for (let at = 0; at < bytes.length; at += size) {
    const more = connection.write(bytes.subarray(at, at + size));
    if (more !== undefined) await more;
  }
}

async function slowReaderBounds(transport: Transport, writing: "client" | "server"): Promise<void> {
  await using meeting = await Meeting.of(transport);
  const ends = await meeting.connect();
  const [writer, reader] = writing === "client" ? [ends.client, ends.server] : [ends.server, ends.client];
  const heard = new Recorder(reader, { countOnly: true });
  reader.pause();
  const piece = pattern(64 * 1024);
  let written = 0;
  let waiting: Promise<void> | undefined;
  while (waiting === undefined) {
    // Far more than any system buffers for one socket.
    expect(written).toBeLessThan(8 * MIB);
    waiting = writer.write(piece.slice());
    written += piece.length;
  }
  let resolved = false;
  const settled = waiting.then(() => {
    resolved = true;
  });
  await settle(meeting);
  expect(resolved).toBe(false);
  expect(heard.received).toBe(0);
  reader.resume();
  await settled;
  await heard.bytes(written);
  expect(heard.received).toBe(written);
}
