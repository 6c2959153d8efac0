// root.ts: the struct at the root of a message, or of the part of one that is a call's params or results.
import type { ReadContext, WriteContext } from "../schema/codec.ts";
import type { Params, Struct } from "../schema/declared-types.ts";
import { NoCapabilities } from "../schema/no-capabilities.ts";
import type { RuntimeType } from "../schema/runtime-type.ts";
import { writeStruct } from "../schema/struct-codec.ts";
import { type StructType, structOf } from "../schema/struct-type.ts";
import { ValueError } from "../schema/value-error.ts";
import {
  completeLimits,
  defaultMessageLimits,
  MessageBuilder,
  type MessageLimits,
  MessageReader,
  ownMemory,
  type PointerReader,
  type PointerSlot,
  StructReader,
} from "../wire/index.ts";

/**
 * Writes a plain object, or lets a function build in place. Undefined: everything has its default.
 *
 * @param role how error messages begin the path: `message`, `params`, `results`.
 */
export function writeRoot(
  type: StructType,
  value: unknown,
  message: MessageBuilder,
  root: PointerSlot,
  context: WriteContext,
  role: string,
): void {
  try {
    if (typeof value !== "function") {
      writeStruct(type, value === undefined ? {} : value, message, root.segment, root.at, context);
      return;
    }
    const { dataWords, pointers } = type.definition;
    const segment = message.initStruct(root.segment, root.at, dataWords, pointers);
    refusePromise(value(type.codec.builder(message, segment, message.offset, context)));
  } catch (error) {
    throw ValueError.within(error, role);
  }
}

/** Reads the struct at the root, into `target` if it is given. A null pointer reads as a struct of defaults. */
export function readRoot(
  type: StructType,
  root: PointerReader,
  context: ReadContext,
  target?: object,
): object {
  return type.codec.read(root.struct() ?? emptyStruct(), context, target);
}

/** Reads what the root leads to as a struct of any kind. A null pointer reads as a struct of defaults. */
export function readRootAs(type: RuntimeType, root: PointerReader, context: ReadContext): object {
  const codec = type.pointer();
  const { message, segment, at, depth } = root.kind() === "null" ? emptyRoot() : root;
  const value = codec.read(message, segment, at, depth, context);
  if (typeof value === "object" && value !== null) return value;
  throw new ValueError("WRONG_TYPE", `params and results are structs; they cannot be read as ${type.title}`);
}

/** A message that holds a value, to be written or read. */
export function buildMessage<Init, Builder>(
  type: Struct<unknown, Init, Builder>,
  value: Params<Init, Builder>,
  context: WriteContext = new NoCapabilities(),
): MessageBuilder {
  const message = new MessageBuilder(defaultMessageLimits, ownMemory(usualBytes));
  writeRoot(structOf(type), value, message, message.root, context, "message");
  return message;
}

/**
 * The limits that an application gave, the others by default.
 *
 * @throws ValueError when a limit is not a positive integer.
 */
export function wholeLimits(limits: Partial<MessageLimits>): MessageLimits {
  return completeLimits(
    defaultMessageLimits,
    limits,
    (problem) => new ValueError("INVALID_ARGUMENT", problem),
  );
}

/** What fits is in one segment, without pointers across; what is larger goes on in others. */
const usualBytes = 2048;

/** What is built later would be built in the memory of another message. */
function refusePromise(returned: unknown): void {
  const isObject = (typeof returned === "object" && returned !== null) || typeof returned === "function";
  if (!isObject || !("then" in returned) || typeof returned.then !== "function") return;
  // Writing fails for what it is; what it will come to is of no more interest.
  Promise.resolve(returned).then(undefined, () => {});
  throw new ValueError(
    "WRONG_TYPE",
    "expected a function that builds at once, got one that returned a promise",
  );
}

/** A struct of which its sender wrote nothing. */
function emptyStruct(): StructReader {
  const { message, segment, depth } = emptyRoot();
  return new StructReader(message, segment, 8, 0, 0, depth);
}

/** A pointer that leads to such a struct. */
function emptyRoot(): PointerReader {
  const bytes = new Uint8Array([0xfc, 0xff, 0xff, 0xff, 0, 0, 0, 0]);
  const segment = { bytes, view: new DataView(bytes.buffer), start: 0, end: 8 };
  return new MessageReader([segment], defaultMessageLimits).root();
}
