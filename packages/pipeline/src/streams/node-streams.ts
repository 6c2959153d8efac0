// node-streams.ts: streams of Node.js, watched where they are: the methods that a stream calls of its own, `_write`, `_transform`,
// `_read` and `push`, tell when a chunk comes and when it goes. Nothing is read, and no listener changes how it flows.
import { errorMonitor } from "node:events";
import type { Duplex, Readable, Writable } from "node:stream";
import type { PipelineNode } from "../node.ts";

export type NodeStream = Readable | Writable | Duplex;

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** Counts its chunks from now on, until it ends. */
export function watchStream(node: PipelineNode, stream: NodeStream): void {
  if (isWritable(stream)) watchWriting(node, stream);
  if (isReadable(stream)) watchReading(node, stream, isWritable(stream));
  let isOver = false;
  const over = (end: () => void): void => {
    if (!isOver) end();
    isOver = true;
  };
  // Of both sides, reading ends last where what was written is what is read.
  stream.once(isReadable(stream) ? "end" : "finish", () => over(() => node.done()));
  stream.once(errorMonitor, (error) => over(() => node.fail(error)));
  stream.once("close", () => over(() => node.stopped()));
}

export function isReadable(stream: NodeStream): stream is Readable {
  return "push" in stream && typeof stream.push === "function";
}

export function isWritable(stream: NodeStream): stream is Writable {
  return "_write" in stream && typeof stream._write === "function";
}

/** Busy while it works on a chunk; a transform is blocked while it has done that, and must not take the next yet. */
function watchWriting(node: PipelineNode, stream: Writable): void {
  const isTransform = "_transform" in stream;
  let isWriting = false;
  const begin = (chunks: number): void => {
    // A stream takes one at a time; one that is not connected yet, as a socket, calls its own method again once it is.
    if (isWriting) return;
    isWriting = true;
    node.read(chunks);
    node.busy();
  };
  const end = (): void => {
    isWriting = false;
    node.idle();
  };
  replace(
    stream,
    "_write",
    (original) =>
      function (this: unknown, chunk, encoding, callback) {
        begin(1);
        return original.call(this, chunk, encoding, first(callback, end));
      },
  );
  replace(
    stream,
    "_writev",
    (original) =>
      function (this: unknown, chunks, callback) {
        begin(Array.isArray(chunks) ? chunks.length : 1);
        return original.call(this, chunks, first(callback, end));
      },
  );
  if (!isTransform) return;
  replace(
    stream,
    "_transform",
    (original) =>
      function (this: unknown, chunk, encoding, callback) {
        return original.call(
          this,
          chunk,
          encoding,
          first(callback, () => node.blocked()),
        );
      },
  );
}

/** One that only reads from elsewhere is busy while a chunk is wanted of it, and blocked while none is. */
function watchReading(node: PipelineNode, stream: Readable, isWritten: boolean): void {
  replace(
    stream,
    "push",
    (original) =>
      function (this: unknown, chunk, ...rest) {
        if (chunk !== null) node.wrote();
        const isMoreWanted = original.call(this, chunk, ...rest);
        if (!isWritten && isMoreWanted === false && chunk !== null) node.blocked();
        return isMoreWanted;
      },
  );
  if (isWritten) return;
  replace(
    stream,
    "_read",
    (original) =>
      function (this: unknown, ...args) {
        node.busy();
        return original.apply(this, args);
      },
  );
}

/** Puts another method over one that the stream has; where it has none, such as `_writev`, nothing. */
function replace(stream: object, name: string, wrap: (original: Method) => Method): void {
  const original: unknown = Reflect.get(stream, name);
  if (typeof original !== "function") return;
  Object.defineProperty(stream, name, {
    value: wrap(original as Method),
    writable: true,
    configurable: true,
    enumerable: false,
  });
}

/** Calls this, and then the callback. */
function first(callback: unknown, call: () => void): (...args: unknown[]) => void {
  return (...args) => {
    call();
    if (typeof callback === "function") callback(...args);
  };
}
