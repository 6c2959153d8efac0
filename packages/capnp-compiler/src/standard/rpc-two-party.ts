// rpc-two-party.ts: /capnp/rpc-twoparty.capnp: what the open types of RPC are between two who have nobody else.

export const rpcTwoParty: string = `@0xa184c7885cdaf2a1;
# RPC between a client and a server, without third parties.

using Cxx = import "/capnp/c++.capnp";

$Cxx.namespace("capnp::rpc::twoparty");

enum Side {
  server @0;
  client @1;
}

struct VatId {
  side @0 :Side;
}

struct ThirdPartyCompletion {
  # There are no third parties: nobody sends one.

  joinId @0 :UInt32;
}

struct ThirdPartyToAwait {}

struct ThirdPartyToContact {}

struct JoinKeyPart {
  joinId @0 :UInt32;
  partCount @1 :UInt16;
  partNum @2 :UInt16;
}

struct JoinResult {
  joinId @0 :UInt32;
  succeeded @1 :Bool;
  cap @2 :Capability;
}
`;
