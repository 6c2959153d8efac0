// stream-result.ts: what marks a streaming method in a compiled schema: its results are this struct of stream.capnp.
import type { Node } from "./schema.capnp.ts";

export const streamResultId = 0x995f9a3377c0b16en;

export const streamResult: Node.Init = {
  id: streamResultId,
  displayName: "capnp/stream.capnp:StreamResult",
  displayNamePrefixLength: 19,
  which: "struct",
  struct: { preferredListEncoding: "inlineComposite" },
};
