// early.ts: the entry `@teleop/capnp/early`: what programs need long before they read a message: the errors, the limits
// of messages, and stand-ins for types. It loads nothing else.
export { STANDS_FOR, type StandIn } from "./schema/stand-in.ts";
export { ValueError, type ValueErrorCode } from "./schema/value-error.ts";
export { brand, CodedError } from "./wire/coded-error.ts";
export {
  completeLimits,
  defaultMessageLimits,
  type MessageLimits,
  WireError,
  type WireErrorCode,
} from "./wire/limits.ts";
