@0xe1a6c3d5f7908b23;
# Called otherwise when it is compiled: see scripts/public-schemas.ts.
struct Odd { words @0 :import "../names.capnp".Words; }
