// to-text.ts: structs as text for people, the way `capnp decode` shows them.
//
// https://capnproto.org/capnp-tool.html. A pointer that is null is not shown; a capability is, as
// `<external capability>`, and what an AnyPointer leads to as `<opaque pointer>`: neither reads back. An enumerant that
// is newer than the schema is shown as its number, `(7)`.
import { buildMessage, wholeLimits } from "../message/root.ts";
import type { CapabilityReference } from "../schema/capability-system.ts";
import type { Params, Struct } from "../schema/declared-types.ts";
import { NoCapabilities } from "../schema/no-capabilities.ts";
import { RuntimeType } from "../schema/runtime-type.ts";
import { ListRuntimeType } from "../schema/simple-types.ts";
import { structOf } from "../schema/struct-type.ts";
import type { InitOf, Type } from "../schema/types.ts";
import { wrongType } from "../schema/value-error.ts";
import {
  defaultMessageLimits,
  MessageBuilder,
  type MessageLimits,
  MessageReader,
  readFrame,
  readPackedFrame,
} from "../wire/index.ts";
import { Indent } from "./layout.ts";
import { Printer } from "./printer.ts";

export interface TextOptions {
  /** All on one line, as `capnp decode --short` writes it. Default false: lines break where they become long. */
  readonly short?: boolean;
}

export interface MessageTextOptions extends TextOptions {
  /** The message is in packed form. Default false. */
  readonly packed?: boolean;
  /** Bounds on the message, and on what is shown of it. Those not given have their defaults. */
  readonly limits?: Partial<MessageLimits>;
}

/**
 * A struct as text: what `capnp decode` shows of the message that `encode` makes of it. Capabilities may be in it.
 *
 * @throws ValueError when the value does not fit the schema; WireError `LIMIT` when the message would exceed its limits.
 */
export function toText<Init, Builder>(
  type: Struct<unknown, Init, Builder>,
  value: Params<Init, Builder>,
  options: TextOptions = {},
): string {
  const { segments, limits } = buildMessage(type, value, new ShownCapabilities());
  return printed(type, new MessageReader(segments, limits), options);
}

/**
 * A message that has its frame header as text: what `capnp decode` shows of it, with null pointers told from texts and
 * lists that are empty, which `toText(type, decode(type, bytes))` cannot tell.
 *
 * @throws WireError when the message is malformed, incomplete, or exceeds the limits; ValueError when `bytes` are none,
 *   or a limit is not a positive integer.
 */
export function messageToText(type: Struct, bytes: Uint8Array, options: MessageTextOptions = {}): string {
  if (!(bytes instanceof Uint8Array)) throw wrongType("the bytes of a message, a Uint8Array", bytes);
  const { packed = false, limits = {} } = options;
  const whole = wholeLimits(limits);
  return printed(type, packed ? readPackedFrame(bytes, whole) : readFrame(bytes, whole), options);
}

/**
 * A value of any type as text, as `capnp eval` shows a constant: `5`, `"a text"`, `[1, 2]`.
 *
 * @throws ValueError and WireError as `toText` does.
 */
export function valueToText<T extends Type>(
  type: T,
  value: InitOf<T>,
  { short = false }: TextOptions = {},
): string {
  // Of what is in no struct, a list is the only place.
  const list = new ListRuntimeType(RuntimeType.of(type).resolve([]));
  const message = new MessageBuilder(defaultMessageLimits);
  const { segment, at } = message.root;
  list.pointer().write([value], message, segment, at, new ShownCapabilities());
  const printer = new Printer(new MessageReader(message.segments, message.limits));
  const [text = ""] = printer.elements(list, new Indent(short ? 0 : 1));
  return text;
}

function printed(type: Struct, message: MessageReader, { short = false }: TextOptions): string {
  return new Printer(message).root(structOf(type), new Indent(short ? 0 : 1));
}

/** It does not matter which ones they are. */
class ShownCapabilities extends NoCapabilities {
  override addCapability(capability: CapabilityReference): number {
    return capability.isNull ? -1 : 0;
  }
}
