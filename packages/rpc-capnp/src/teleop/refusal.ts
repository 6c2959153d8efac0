// refusal.ts: tells a client that it is not let in, or not served, so that it need not guess why its connection ended.
// It is written by hand, so that it can be told also when nothing else could be loaded.
import type { Connection, ConnectionHandler } from "@teleop/core";

/**
 * Sends an `Abort`, and aborts the connection shortly after, so that a client which is just about to see that it is
 * connected can read it. Nothing is read. Takes ownership of the connection.
 * rpc.capnp `Message.abort`.
 *
 * @param words what the client is told, cut after 1000 characters.
 */
export function refuse(connection: Connection, reason: Error, words: string = NOT_LET_IN): void {
  connection.pause();
  const timer = setTimeout(() => connection.abort(reason), GRACE_MS);
  timer.unref();
  const handler: ConnectionHandler = { data: () => {}, end: () => {}, closed: () => clearTimeout(timer) };
  connection.open(handler);
  try {
    // What does not leave at once is not waited for.
    connection.write(abortMessage(words.slice(0, LONGEST_WORDS)))?.then(undefined, () => {});
  } catch {
    // It has gone by itself.
    connection.abort(reason);
  }
}

/** Why is the target's own business: what authorize throws may tell too much. */
const NOT_LET_IN = "the target does not let this client in (authorize)";

const LONGEST_WORDS = 1000;

/** Far more than a client takes to see its connection, and nothing that a target would feel. */
const GRACE_MS = 250;

/** A `Message` whose `abort` is an `Exception` of type `failed`, in its frame: https://capnproto.org/encoding.html. */
function abortMessage(reason: string): Uint8Array {
  const text = new TextEncoder().encode(reason);
  const textWords = Math.ceil((text.length + 1) / WORD);
  const message = new Uint8Array((WORDS_BEFORE_TEXT + textWords) * WORD);
  const view = new DataView(message.buffer);
  const pairs = [
    [0, WORDS_BEFORE_TEXT - 1 + textWords], // one segment, and its size
    STRUCT_BEHIND, // the Message
    [ABORT, 0],
    STRUCT_BEHIND, // the Exception
    [0, 0], // Exception.type: failed
    [LIST_POINTER, ((text.length + 1) << 3) | BYTES], // Exception.reason
  ];
  for (const [word, [low = 0, high = 0]] of pairs.entries()) {
    view.setUint32(word * WORD, low, true);
    view.setUint32(word * WORD + 4, high, true);
  }
  message.set(text, WORDS_BEFORE_TEXT * WORD);
  return message;
}

const WORD = 8;
const WORDS_BEFORE_TEXT = 6;
/** A pointer to a struct right behind it, of one word of data and one pointer. */
const STRUCT_BEHIND = [0, (1 << 16) | 1] as const;
const LIST_POINTER = 1;
/** The size of a list's elements. */
const BYTES = 2;
/** The union of `Message`. */
const ABORT = 1;
