// index.ts: the schemas that come with Cap'n Proto, which can be imported wherever a schema is compiled.
//
// Their ids, names and numbers are what all programs that use them agree on.
import { cxx } from "./cxx.ts";
import { json } from "./json.ts";
import { persistent } from "./persistent.ts";
import { rpc } from "./rpc.ts";
import { rpcTwoParty } from "./rpc-two-party.ts";
import { schema } from "./schema.ts";
import { stream } from "./stream.ts";

/** Their texts, by the paths by which they are imported. */
export const standardSchemas: ReadonlyMap<string, string> = new Map([
  ["/capnp/c++.capnp", cxx],
  ["/capnp/compat/json.capnp", json],
  ["/capnp/persistent.capnp", persistent],
  ["/capnp/rpc-twoparty.capnp", rpcTwoParty],
  ["/capnp/rpc.capnp", rpc],
  ["/capnp/schema.capnp", schema],
  ["/capnp/stream.capnp", stream],
]);
