// dup.ts: keeps a struct that was received, with the capabilities in it, for longer than the call that it came with.
import type { Struct } from "@teleop/capnp";
import { structOf } from "@teleop/capnp/capability";
import { buildPayload } from "../rpc/payload.ts";
import { OwnedStruct } from "./owned-struct.ts";
import { readPayload, writePayload } from "./payload-codec.ts";
import { PayloadReading } from "./payload-reading.ts";

/**
 * Another struct of the same content, with references of its own to the capabilities in it, wherever they are: in lists,
 * groups, other structs, pointers whose type is left open. The caller disposes it (`using`), which releases them.
 *
 * What params hold ends with the method, and what results hold when they are disposed; this does not:
 * `const kept = dup(Watcher_watch_Params, params)`.
 *
 * @param value what was received; or anything else that the type can be set to.
 * @throws ValueError when the value does not fit the type; TeleopError `DISPOSED` for a stub in it that was disposed.
 */
export function dup<Value extends object, Init>(
  type: Struct<Value, Init>,
  value: NoInfer<Value> | NoInfer<Init>,
): Value & Disposable {
  const struct = structOf(type);
  const payload = buildPayload((draft) => writePayload(struct, value, draft, struct.title));
  const reading = new PayloadReading(payload, false);
  const owned = new OwnedStruct(reading);
  try {
    readPayload(struct, reading, owned);
    reading.finish();
  } catch (error) {
    owned[Symbol.dispose]();
    throw error;
  }
  return owned as Value & OwnedStruct;
}
