// text.ts: the entry `@teleop/capnp/text`: messages as people read and write them, the text of `capnp decode` and
// `capnp encode`. It is an entry of its own, since most programs have no use for it.

export { fromText, fromTextAll } from "./text/from-text.ts";
export type { TextPlace } from "./text/lexer.ts";
export {
  type MessageTextOptions,
  messageToText,
  type TextOptions,
  toText,
  valueToText,
} from "./text/to-text.ts";
