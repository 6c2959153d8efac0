// text.ts: the entry `@teleop/capnp/text`: messages as people read and write them, the text of `capnp decode` and
// `capnp encode`. It is an entry of its own, since most programs have no use for it.

export { fromText, fromTextAll } from "./text/from-text.ts";
export { type MessageTextOptions, messageToText, type TextOptions, toText } from "./text/to-text.ts";
