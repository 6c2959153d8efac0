@0x86c366a91393f3f8;
# What a streaming method refers to, for requests that do not depend on the version of the compiler's own files.

struct StreamResult @0x995f9a3377c0b16e {}
