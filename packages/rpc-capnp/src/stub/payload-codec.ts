// payload-codec.ts: params and results: the struct at the root of a payload.
import { callHook, isThenable } from "@teleop/core/basics";
import type { PayloadBuilder, PayloadReader } from "../rpc/seam.ts";
import type { ReadContext } from "../schema/codec.ts";
import { PayloadWriting } from "../schema/contexts.ts";
import { writeStruct } from "../schema/struct-codec.ts";
import type { StructType } from "../schema/struct-type.ts";
import { ValueError } from "../schema/value-error.ts";
import { defaultMessageLimits, MessageReader, StructReader } from "../wire/index.ts";

/**
 * Writes a plain object, or lets a function build in place. Undefined: everything has its default.
 *
 * @param role how error messages begin the path: `params`, `results`.
 */
export function writePayload(type: StructType, value: unknown, payload: PayloadBuilder, role: string): void {
  const { message, content } = payload;
  const context = new PayloadWriting(payload);
  try {
    if (typeof value !== "function") {
      writeStruct(type, value === undefined ? {} : value, message, content.segment, content.at, context);
      return;
    }
    const { dataWords, pointers } = type.definition;
    const segment = message.initStruct(content.segment, content.at, dataWords, pointers);
    const returned: unknown = value(type.codec.builder(message, segment, message.offset, context));
    if (isThenable(returned)) {
      // The call fails for what it is; what it will come to is of no more interest.
      callHook(
        () => returned,
        () => {},
      );
      throw new ValueError(
        "WRONG_TYPE",
        "expected a function that builds at once, got one that returned a promise",
      );
    }
  } catch (error) {
    throw ValueError.within(error, role);
  }
}

/** Reads the struct at the root, into `target` if it is given. A null pointer reads as a struct of defaults. */
export function readPayload(
  type: StructType,
  payload: PayloadReader,
  context: ReadContext,
  target?: object,
): object {
  return type.codec.read(payload.content.struct() ?? emptyStruct(), context, target);
}

/** A struct of which its sender wrote nothing. */
export function emptyStruct(): StructReader {
  const bytes = new Uint8Array(8);
  const segment = { bytes, view: new DataView(bytes.buffer), start: 0, end: 8 };
  const message = new MessageReader([segment], defaultMessageLimits);
  return new StructReader(message, segment, 8, 0, 0, defaultMessageLimits.nesting);
}
