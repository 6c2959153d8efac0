// view.ts: a message that is read when it is looked at, and passed on as it is.
import type { Struct } from "../schema/declared-types.ts";
import { NoCapabilities } from "../schema/no-capabilities.ts";
import { structOf } from "../schema/struct-type.ts";
import { wrongType } from "../schema/value-error.ts";
import { type MessageLimits, readFrame } from "../wire/index.ts";
import { readRoot, wholeLimits } from "./root.ts";

/**
 * A message that has its frame header and is not packed, as a view: a property decodes its field when it is looked at,
 * so that little of a large message costs little. Set in another message, a view, or one that was found in it, is copied
 * word by word, with fields and members of unions that this schema does not know. The view reads from `bytes`, which
 * must not change as long as it is in use.
 *
 * @throws WireError when the root is malformed, or the message is incomplete or exceeds the limits, and from its
 *   properties when the part that they lead to is or does; ValueError when `bytes` are none, or a limit is not a positive
 *   integer.
 */
export function view<Value>(
  type: Struct<Value>,
  bytes: Uint8Array,
  limits: Partial<MessageLimits> = {},
): Value {
  if (!(bytes instanceof Uint8Array)) throw wrongType("the bytes of a message, a Uint8Array", bytes);
  return readRoot(structOf(type), readFrame(bytes, wholeLimits(limits)).root(), new Looking()) as Value;
}

class Looking extends NoCapabilities {
  override readonly isLazy = true;
}
