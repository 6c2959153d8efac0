// payload-codec.ts: params and results: the struct at the root of a payload.
import { type RuntimeType, readRoot, readRootAs, type StructType, writeRoot } from "@teleop/capnp/capability";
import type { PayloadBuilder } from "../rpc/seam.ts";
import type { PayloadReading } from "./payload-reading.ts";

/**
 * Writes a plain object, or lets a function build in place. Undefined: everything has its default.
 *
 * @param role how error messages begin the path: `params`, `results`.
 */
export function writePayload(type: StructType, value: unknown, payload: PayloadBuilder, role: string): void {
  writeRoot(type, value, payload.message, payload.content, payload, role);
}

/** Reads the struct at the root, into `target` if it is given. A null pointer reads as a struct of defaults. */
export function readPayload(type: StructType, reading: PayloadReading, target?: object): object {
  return readRoot(type, reading.content, reading, target);
}

/** Reads the struct at the root as one of another type. A null pointer reads as a struct of defaults. */
export function readPayloadAs(type: RuntimeType, reading: PayloadReading): object {
  return readRootAs(type, reading.content, reading);
}
