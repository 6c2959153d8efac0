// installed.ts: a class of capnp-es that is given where a type of ours is expected: what reads it is loaded then.
//
// It is loaded while it is waited for, since reading is no promise. Where that cannot be done, as in a browser or in a
// program that is one file, `capnpEs(Class)` of `@teleop/capnp/capnp-es` is the type, which is imported as any module.
import { RuntimeType } from "../schema/runtime-type.ts";
import { ValueError } from "../schema/value-error.ts";
import type { CapnpEsMessageClass, CapnpEsStructClass } from "./shapes.ts";

/**
 * @throws ValueError `INVALID_ARGUMENT` where capnp-es, or what reads it, cannot be loaded; `WRONG_TYPE` for a class of
 *   anything else.
 */
export function typeOfClass(given: CapnpEsStructClass | CapnpEsMessageClass): RuntimeType {
  return RuntimeType.of(loadEntry().capnpEs(given as CapnpEsStructClass<object>));
}

function loadEntry(): typeof import("../capnp-es.ts") {
  try {
    const { createRequire } = globalThis.process.getBuiltinModule("node:module");
    return createRequire(import.meta.url)("@teleop/capnp/capnp-es");
  } catch (cause) {
    throw Object.assign(
      new ValueError(
        "INVALID_ARGUMENT",
        "a class was given as a type, and what reads classes of capnp-es cannot be loaded here; capnpEs(Class) of @teleop/capnp/capnp-es is such a type",
      ),
      { cause },
    );
  }
}
