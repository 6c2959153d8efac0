// cxx.ts: /capnp/c++.capnp: what schemas tell the generator of C++.

export const cxx: string = `@0xbdf87d7bb8304e81;
# Annotations for C++, on which other languages may look as well.

$namespace("capnp::annotations");

annotation namespace (file) :Text;
# The namespace of what is generated, with :: between its parts.

annotation name (field, enumerant, struct, enum, interface, method, param, group, union) :Text;
# What a declaration is called in C++, where its own name will not do.

annotation allowCancellation (interface, method, file) :Void;
# Calls of the method may be cancelled while they run.
`;
