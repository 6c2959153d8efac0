// stream.ts: /capnp/stream.capnp: what a streaming method gives.

export const stream: string = `@0x86c366a91393f3f8;
# A method "-> stream" gives this struct, by which run times know it.

$import "/capnp/c++.capnp".namespace("capnp");

struct StreamResult @0x995f9a3377c0b16e {}
`;
