// persistent.ts: /capnp/persistent.capnp: capabilities that outlive a connection.

export const persistent: string = `@0xb8630836983feed7;
# Capabilities that can be saved, and had again later.

$import "/capnp/c++.capnp".namespace("capnp");

interface Persistent @0xc8cb212fcd9f5691 (SturdyRef, Owner) {
  # SturdyRef is what stands for a saved capability, Owner is who may have it back.

  save @0 SaveParams -> SaveResults;

  struct SaveParams {
    sealFor @0 :Owner;
    # Nobody else can have it back.
  }

  struct SaveResults {
    sturdyRef @0 :SturdyRef;
  }
}

annotation persistent (interface, field) :Void;
# Says to people that what is there can be saved.
`;
