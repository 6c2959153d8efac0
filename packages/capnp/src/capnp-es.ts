// capnp-es.ts: the entry `@teleop/capnp/capnp-es`, which is the only one that imports capnp-es, an optional peer.
//
// To give its structs and messages to us nothing has to be imported: they are recognised. docs/capnp-es.md tells more.
import { Message } from "capnp-es";
import { requireSameStruct } from "./capnp-es/given.ts";
import {
  type CapnpEsMessageClass,
  type CapnpEsObject,
  type CapnpEsStructClass,
  isCapnpEsMessage,
  isCapnpEsPointer,
} from "./capnp-es/shapes.ts";
import { type CapnpEsType, capnpEsType } from "./capnp-es/types.ts";
import type { Struct } from "./schema/declared-types.ts";
import { structOf } from "./schema/struct-type.ts";
import type { InitOf } from "./schema/types.ts";
import { wrongType } from "./schema/value-error.ts";

export { CapabilityClient } from "./capnp-es/client.ts";
export type {
  CapnpEsMessage,
  CapnpEsMessageClass,
  CapnpEsObject,
  CapnpEsPointer,
  CapnpEsSegment,
  CapnpEsStructClass,
} from "./capnp-es/shapes.ts";
export type { CapnpEsType } from "./capnp-es/types.ts";

/**
 * A struct class that capnp-es generated, or its class `Message`, as a type: `reply.content.as(capnpEs(Person))`. A null
 * pointer reads as undefined. What is read is a copy in a message of its own, of capnp-es, which may be changed.
 *
 * Make it once, and keep it: `as(Person)` makes one each time, where capnp-es can be found when the program runs.
 *
 * @throws ValueError `WRONG_TYPE` for what is neither.
 */
export function capnpEs<S extends object>(
  given: CapnpEsStructClass<S> | CapnpEsMessageClass<S>,
): CapnpEsType<S> {
  return capnpEsType(given, { Message });
}

/**
 * A struct of capnp-es as a value of ours, for a field of that struct: `put({ book: fromCapnpEs(Book, book) })`. It is
 * the very object, typed as what it is taken for, and is copied when it is written.
 *
 * @throws ValueError `WRONG_TYPE` when it is no such struct.
 */
export function fromCapnpEs<S extends Struct>(type: S, struct: CapnpEsObject): InitOf<S> {
  const { id, title } = structOf(type);
  if (!isCapnpEsPointer(struct) && !isCapnpEsMessage(struct))
    throw wrongType("a struct or a Message of capnp-es", struct);
  requireSameStruct(struct, { id, title });
  return struct as InitOf<S>;
}
