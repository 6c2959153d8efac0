// constants.ts: what constants of a schema are made of where TypeScript has no literal for it.
import { fromBase64 } from "../schema/bytes.ts";
import type { AnyPointerValue } from "../schema/declared-types.ts";
import { AnyPointer } from "../schema/define.ts";
import { NoCapabilities } from "../schema/no-capabilities.ts";
import { RuntimeType } from "../schema/runtime-type.ts";
import type { Type } from "../schema/types.ts";
import { defaultMessageLimits, frameSize, MessageReader } from "../wire/index.ts";

/**
 * What a null pointer of a type reads as: for an interface that can be called, a stub whose calls fail. `Value` is that
 * of the type, which a generic with bound parameters cannot tell.
 */
export function nullOf<Value>(type: Type): Value {
  return RuntimeType.of(type).resolve([]).pointer().absent(new NoCapabilities()) as Value;
}

/**
 * An AnyPointer that leads to the root of a message: of its frame, in base64.
 *
 * @throws WireError when it is not a message.
 */
export function message(base64: string): AnyPointerValue {
  const bytes = fromBase64(base64);
  const view = new DataView(bytes.buffer);
  frameSize(view, 0, defaultMessageLimits);
  const {
    message: reader,
    segment,
    at,
    depth,
  } = MessageReader.atFrame(bytes, view, 0, constantLimits).root();
  const codec = RuntimeType.of(AnyPointer).pointer();
  return codec.read(reader, segment, at, depth, new NoCapabilities()) as AnyPointerValue;
}

/** A constant is ours, and is read any number of times. */
const constantLimits = Object.freeze({ ...defaultMessageLimits, traversalWords: Number.POSITIVE_INFINITY });
