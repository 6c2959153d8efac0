// types.ts: the type by which something is read as an object of capnp-es.
import type { Type } from "../schema/types.ts";
import { wrongType } from "../schema/value-error.ts";
import { type CapnpEs, CapnpEsMessageType, CapnpEsStructType } from "./received.ts";
import {
  type CapnpEsMessageClass,
  type CapnpEsObject,
  type CapnpEsStructClass,
  isCapnpEsStructClass,
} from "./shapes.ts";

/** A struct class, or `Message`, of capnp-es as a type of ours. */
export type CapnpEsType<S> = Type<S | undefined, CapnpEsObject>;

/** @throws ValueError `WRONG_TYPE` for what is neither. */
export function capnpEsType<S>(
  given: CapnpEsStructClass<S> | CapnpEsMessageClass<S>,
  library: CapnpEs,
): CapnpEsType<S> {
  if (isCapnpEsStructClass(given)) return new CapnpEsStructType(given, () => library).typed();
  if ((given as unknown) === library.Message) return new CapnpEsMessageType(library).typed();
  throw wrongType("a struct class that capnp-es generated, or its class Message", given);
}
