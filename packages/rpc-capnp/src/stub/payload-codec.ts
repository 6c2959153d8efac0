// payload-codec.ts: params and results: the struct at the root of a payload.
import {
  type ReadContext,
  type RuntimeType,
  readRoot,
  readRootAs,
  type StructType,
  writeRoot,
} from "@teleop/capnp/capability";
import type { PayloadBuilder, PayloadReader } from "../rpc/seam.ts";
import { PayloadWriting } from "./payload-contexts.ts";

/**
 * Writes a plain object, or lets a function build in place. Undefined: everything has its default.
 *
 * @param role how error messages begin the path: `params`, `results`.
 */
export function writePayload(type: StructType, value: unknown, payload: PayloadBuilder, role: string): void {
  writeRoot(type, value, payload.message, payload.content, new PayloadWriting(payload), role);
}

/** Reads the struct at the root, into `target` if it is given. A null pointer reads as a struct of defaults. */
export function readPayload(
  type: StructType,
  payload: PayloadReader,
  context: ReadContext,
  target?: object,
): object {
  return readRoot(type, payload.content, context, target);
}

/** Reads the struct at the root as one of another type. A null pointer reads as a struct of defaults. */
export function readPayloadAs(type: RuntimeType, payload: PayloadReader, context: ReadContext): object {
  return readRootAs(type, payload.content, context);
}
