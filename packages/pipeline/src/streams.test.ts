// streams.test.ts: streams of each kind flow as they did, and are the nodes and edges of a pipeline.
import { expect, test } from "bun:test";
import { EventEmitter, on } from "node:events";
import { PassThrough, Readable, Transform, Writable } from "node:stream";
import { pipeline as pipe } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { type Pipeline, pipeline } from "./index.ts";
import { instrument } from "./streams.ts";

/** Nodes as `name state read>written`, edges as `from-to`. */
function seen(shop: Pipeline): { nodes: string[]; edges: string[] } {
  return {
    nodes: shop.nodes.map((node) => {
      const { state, read, written } = node.status();
      return `${node.path.at(-1)} ${state} ${read}>${written}`;
    }),
    edges: shop.edges.map(({ from, to }) => `${from.node.path.at(-1)}-${to.node.path.at(-1)}.${to.input}`),
  };
}

function streamOf(chunks: readonly string[]): ReadableStream<string> {
  const left = [...chunks];
  return new ReadableStream({
    pull(controller) {
      const chunk = left.shift();
      if (chunk === undefined) controller.close();
      else controller.enqueue(chunk);
    },
  });
}

test("async iterables: a source, a join and a sink, with each record counted", async () => {
  const shop = pipeline();
  const flow = instrument(shop);
  const orders = flow.from("orders", ["a", "b", "c"]);
  const prices = flow.from(
    "prices",
    (async function* () {
      yield 1;
      yield 2;
    })(),
  );
  const priced = flow.join("priced", [orders, prices], async function* (orders, prices) {
    let sum = 0;
    for await (const price of prices) sum += price;
    for await (const order of orders) yield `${order}${sum}`;
  });
  expect(seen(shop).nodes).toEqual(["orders waiting >0", "prices waiting >0", "priced waiting 0,0>"]);
  const stored = await flow.into("store", priced, async (records) => {
    const all: string[] = [];
    for await (const record of records) all.push(record);
    return all;
  });
  expect(stored).toEqual(["a3", "b3", "c3"]);
  expect(seen(shop)).toEqual({
    nodes: ["orders done >3", "prices done >2", "priced done 3,2>3", "store done 3>"],
    edges: ["orders-priced.0", "prices-priced.1", "priced-store.0"],
  });
});

test("async iterables: an error is of the node that threw it; who stops early stops those before", async () => {
  const shop = pipeline();
  const flow = instrument(shop);
  const numbers = flow.from("numbers", [1, 2, 3]);
  const halves = flow.through("halves", numbers, async function* (numbers) {
    for await (const number of numbers) {
      if (number === 2) throw new RangeError("2 is no number");
      yield number / 2;
    }
  });
  const failing = flow.into("sum", halves, async (halves) => {
    for await (const _half of halves);
  });
  await expect(failing).rejects.toThrow("2 is no number");
  expect(seen(shop).nodes).toEqual(["numbers stopped >2", "halves failed 2>1", "sum failed 1>"]);
  const [, halvesNode, sumNode] = shop.nodes;
  expect(sumNode?.status().failure?.root).toBe(halvesNode?.id);
});

test("nothing is asked for ahead, and a source is blocked while nothing is asked of it", async () => {
  const shop = pipeline();
  const flow = instrument(shop);
  let made = 0;
  const numbers = flow.from(
    "numbers",
    (function* () {
      for (;;) yield made++;
    })(),
  );
  const iterator = numbers[Symbol.asyncIterator]();
  expect(made).toBe(0);
  await iterator.next();
  expect(made).toBe(1);
  expect(shop.nodes[0]?.status().activity).toBe("blocked");
  await iterator.return?.();
  expect(shop.nodes[0]?.state).toBe("stopped");
});

test("async iterables: who wants no more while a record is waited for does not wait for it, and the source is told", async () => {
  const shop = pipeline();
  const flow = instrument(shop);
  const events = new EventEmitter();
  const lines = flow.from("lines", on(events, "line"));
  const iterator = lines[Symbol.asyncIterator]();
  const waiting = [iterator.next(), iterator.next()];
  events.emit("line", "a");
  await waiting[0];
  expect(shop.nodes[0]?.status()).toMatchObject({ state: "running", activity: "busy", written: [1] });
  await iterator.return?.();
  expect(await waiting[1]).toEqual({ done: true, value: undefined });
  expect(events.listenerCount("line")).toBe(0);
  expect(shop.nodes[0]?.status()).toMatchObject({ state: "stopped", activity: "idle", errors: 0 });
});

test("async iterables: what is gone through once more runs once more; an error of return() is the node's", async () => {
  const shop = pipeline();
  const flow = instrument(shop);
  const letters = flow.from("letters", "abc");
  expect(await Array.fromAsync(letters)).toEqual(["a", "b", "c"]);
  const again = letters[Symbol.asyncIterator]();
  await again.next();
  expect(shop.nodes[0]?.status()).toMatchObject({ state: "running", written: [4] });
  const failing = flow.from("failing", {
    [Symbol.asyncIterator]: () => ({
      next: async () => ({ done: false, value: 1 }),
      return: async () => {
        throw new Error("cannot be closed");
      },
    }),
  });
  const left = async (): Promise<void> => {
    for await (const _one of failing) break;
  };
  await expect(left()).rejects.toThrow("cannot be closed");
  expect(shop.nodes[1]?.state).toBe("failed");
  const made = flow.through("made", letters, () => {
    throw new Error("cannot begin");
  });
  expect(() => made[Symbol.asyncIterator]()).toThrow("cannot begin");
  expect(shop.nodes[2]?.state).toBe("failed");
});

test("web streams: a readable, a transform and a writable, with each chunk counted", async () => {
  const shop = pipeline();
  const flow = instrument(shop);
  const parts = flow.readable("parts", streamOf(["a", "bc"]));
  const upper = flow.pipeThrough(
    "upper",
    parts,
    new TransformStream<string, string>({
      transform(chunk, controller) {
        for (const letter of chunk) controller.enqueue(letter.toUpperCase());
      },
    }),
  );
  const written: string[] = [];
  await flow.pipeTo("store", upper, new WritableStream({ write: (chunk) => void written.push(chunk) }));
  expect(written).toEqual(["A", "B", "C"]);
  expect(seen(shop)).toEqual({
    nodes: ["parts done >2", "upper done 2>3", "store done 3>"],
    edges: ["parts-upper.0", "upper-store.0"],
  });
});

test("web streams: an error is of the node at which it arose, and a cancelled stream has stopped", async () => {
  const shop = pipeline();
  const flow = instrument(shop);
  const parts = flow.readable("parts", streamOf(["a", "b"]));
  const upper = flow.pipeThrough(
    "upper",
    parts,
    new TransformStream<string, string>({
      transform() {
        throw new RangeError("no letter");
      },
    }),
  );
  await expect(flow.pipeTo("store", upper, new WritableStream())).rejects.toThrow("no letter");
  expect(seen(shop).nodes).toEqual(["parts stopped >1", "upper failed 1>0", "store failed 0>"]);
  expect(shop.nodes.map((node) => node.status().failure?.root)).toEqual([undefined, 2, 2]);
  const cancelled = flow.readable("cancelled", streamOf(["a"]));
  await cancelled.cancel();
  expect(shop.nodes.at(-1)?.state).toBe("stopped");
});

test("web streams: one that is cancelled while a chunk is waited for has stopped, with no error of its own", async () => {
  const shop = pipeline();
  const flow = instrument(shop);
  const cancelled = Promise.withResolvers<unknown>();
  const source = new ReadableStream<string>({ cancel: cancelled.resolve });
  const reader = flow.readable("parts", source).getReader();
  const waiting = reader.read();
  await reader.cancel("enough");
  expect(await waiting).toEqual({ done: true, value: undefined });
  expect(await cancelled.promise).toBe("enough");
  expect(shop.nodes[0]?.status()).toMatchObject({ state: "stopped", errors: 0 });
  expect(source.locked).toBe(false);
});

test("web streams: what a pipe leaves of a stream can be read on, and a node that has failed is not busy", async () => {
  const shop = pipeline();
  const flow = instrument(shop);
  const source = streamOf(["a", "b", "c"]);
  let room = 1;
  const narrow = new WritableStream<string>({
    write() {
      if (room-- === 0) throw new Error("the disk is full");
    },
  });
  await expect(flow.pipeTo("store", source, narrow, { preventCancel: true })).rejects.toThrow("full");
  expect(shop.nodes[0]?.status()).toMatchObject({ state: "failed", activity: "idle" });
  expect(source.locked).toBe(false);
  expect(await source.getReader().read()).toEqual({ done: false, value: "c" });
  expect(shop.nodes[0]?.status()).toMatchObject({ state: "failed", activity: "idle" });
});

test("web streams: what a transform leaves of a stream can be read on, too, and its failing is nobody's unhandled rejection", async () => {
  const shop = pipeline();
  const flow = instrument(shop);
  const source = streamOf(["a", "b", "c"]);
  const failing = new TransformStream<string, string>({
    transform() {
      throw new RangeError("no letter");
    },
  });
  const reader = flow.pipeThrough("upper", source, failing, { preventCancel: true }).getReader();
  await expect(reader.read()).rejects.toThrow("no letter");
  // What is left to be done of the pipe is done before the next turn.
  await new Promise(setImmediate);
  expect(source.locked).toBe(false);
  expect(await source.getReader().read()).toEqual({ done: false, value: "b" });
  expect(seen(shop).nodes).toEqual(["upper failed 1>"]);
});

test("web streams: a transform with a signal that is none is refused at once, before there is a node of it", () => {
  const shop = pipeline();
  const flow = instrument(shop);
  const source = streamOf(["a"]);
  const options = { signal: "soon" as never };
  expect(() => flow.pipeThrough("a", source, new TransformStream(), options)).toThrow(
    "[INVALID_ARGUMENT] signal must be an AbortSignal",
  );
  expect(source.locked).toBe(false);
  expect(shop.nodes).toEqual([]);
});

test("web streams: one that is locked is refused before there is a node of it", async () => {
  const shop = pipeline();
  const flow = instrument(shop);
  const locked = streamOf(["a"]);
  locked.getReader();
  const writable = new WritableStream<string>();
  writable.getWriter();
  expect(() => flow.readable("a", locked)).toThrow("[INVALID_ARGUMENT] the stream is locked");
  expect(() => flow.pipeThrough("a", locked, new TransformStream())).toThrow("the stream is locked");
  const free = streamOf(["a"]);
  const read = new TransformStream();
  read.readable.getReader();
  expect(() => flow.pipeThrough("a", free, read)).toThrow("the stream is locked");
  await expect(flow.pipeTo("a", free, writable)).rejects.toThrow("the stream is locked");
  expect(free.locked).toBe(false);
  expect(shop.nodes).toEqual([]);
});

test("streams of Node.js: watched where they are, with the edges that pipes make", async () => {
  const shop = pipeline();
  const flow = instrument(shop);
  const parts = flow.watch("parts", Readable.from(["a", "b", "c"]));
  const upper = flow.watch(
    "upper",
    new Transform({
      objectMode: true,
      transform(chunk, _encoding, callback) {
        if (chunk !== "b") this.push(chunk.toUpperCase());
        callback();
      },
    }),
  );
  const written: string[] = [];
  const store = flow.watch(
    "store",
    new Writable({
      objectMode: true,
      write(chunk, _encoding, callback) {
        written.push(chunk);
        setImmediate(callback);
      },
    }),
  );
  await pipe(parts, upper, store);
  expect(written).toEqual(["A", "C"]);
  expect(seen(shop)).toEqual({
    nodes: ["parts done >3", "upper done 3>2", "store done 2>"],
    edges: ["parts-upper.0", "upper-store.0"],
  });
  expect(shop.edges[0]).toMatchObject({ unit: "records" });
  expect(shop.edges[0]?.queued?.()).toBe(0);
});

test("streams of Node.js: those of zlib are, too; bytes wait in both buffers", async () => {
  const shop = pipeline();
  const flow = instrument(shop);
  const text = Buffer.alloc(100_000, "records ");
  const parts = flow.watch("parts", Readable.from([text], { objectMode: false }));
  const zipped = flow.watch("zip", createGzip());
  const unzipped = flow.watch("unzip", createGunzip());
  const out: Buffer[] = [];
  const store = flow.watch(
    "store",
    new Writable({
      write(chunk, _encoding, callback) {
        out.push(chunk);
        callback();
      },
    }),
  );
  await pipe(parts, zipped, unzipped, store);
  expect(Buffer.concat(out).equals(text)).toBe(true);
  expect(shop.nodes.map(({ state }) => state)).toEqual(["done", "done", "done", "done"]);
  expect(shop.nodes[3]?.status().read[0]).toBe(out.length);
  expect(shop.edges.map(({ unit }) => unit)).toEqual(["bytes", "bytes", "bytes"]);
});

test("streams of Node.js: an error is of the stream that had it, and watching does not listen for it in place of others", async () => {
  const shop = pipeline();
  const flow = instrument(shop);
  const parts = flow.watch("parts", Readable.from(["a"]));
  const failing = flow.watch(
    "failing",
    new Writable({
      objectMode: true,
      write(_chunk, _encoding, callback) {
        callback(new RangeError("the disk is full"));
      },
    }),
  );
  expect(failing.listenerCount("error")).toBe(0);
  await expect(pipe(parts, failing)).rejects.toThrow("the disk is full");
  expect(shop.nodes[1]?.status()).toMatchObject({ state: "failed", failure: { root: 2 } });
  expect(() => flow.watch("x", {} as never)).toThrow("what is watched must be a stream of node:stream");
});

test("streams of Node.js: many that are piped into one, again and again, are an edge each, to its one input", () => {
  const shop = pipeline();
  const flow = instrument(shop);
  const out = flow.watch("out", new PassThrough());
  const often = flow.watch("often", new PassThrough());
  for (let index = 0; index < 3; index++) {
    often.pipe(out);
    often.unpipe(out);
  }
  for (let index = 0; index < 1001; index++) {
    const source = flow.watch(`source ${index}`, new PassThrough());
    source.pipe(out);
    source.unpipe(out);
    if (index > 0) shop.nodes.at(-1)?.remove();
  }
  expect(seen(shop).edges).toEqual(["often-out.0", "source 0-out.0"]);
});

test("streams of Node.js: those whose node is removed flow as they did", async () => {
  const shop = pipeline();
  const flow = instrument(shop);
  const parts = flow.watch("parts", Readable.from(["a"]));
  const through = flow.watch("through", new PassThrough({ objectMode: true }));
  for (const node of shop.nodes) node.remove();
  const counted = flow.into("count", parts.pipe(through), async (records) => Array.fromAsync(records));
  expect(await counted).toEqual(["a"]);
  expect(seen(shop)).toEqual({ nodes: ["count done 1>"], edges: [] });
});

test("streams of Node.js: the graph does not keep them", async () => {
  const shop = pipeline();
  const flow = instrument(shop);
  const streams = await (async () => {
    const parts = flow.watch("parts", Readable.from(["a"]));
    const out = flow.watch("out", new PassThrough({ objectMode: true }));
    await pipe(parts, out.resume());
    return [new WeakRef<object>(parts), new WeakRef<object>(out)];
  })();
  await new Promise(setImmediate);
  Bun.gc(true);
  expect(streams.map((stream) => stream.deref())).toEqual([undefined, undefined]);
  expect(shop.edges[0]?.queued?.()).toBe(0);
});

test("streams of Node.js: a node is waiting until its first chunk; one that is tried again counts once", async () => {
  const shop = pipeline();
  const flow = instrument(shop);
  const connected = Promise.withResolvers<void>();
  let isConnected = false;
  const socket = flow.watch(
    "socket",
    new Writable({
      write(chunk, encoding, callback) {
        if (isConnected) callback();
        // As a socket does that is not connected yet.
        else void connected.promise.then(() => this._write(chunk, encoding, callback));
      },
    }),
  );
  expect(shop.nodes[0]?.state).toBe("waiting");
  const ended = new Promise<void>((resolve) => socket.end("a", () => resolve()));
  expect(shop.nodes[0]?.status()).toMatchObject({ state: "running", activity: "busy", read: [1] });
  isConnected = true;
  connected.resolve();
  await ended;
  expect(shop.nodes[0]?.status()).toMatchObject({ state: "done", activity: "idle", read: [1] });
});
