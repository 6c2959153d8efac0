@0xe1a6c3d5f7908b27;
# Declarations with the names of the language's own types.
struct Holder {
  struct Void { void @0 :Bool; }
  struct Text { text @0 :Data; }
  struct List { list @0 :Text; }
  struct AnyPointer { void @0 :Void; }
  interface Capability { text @0 (text :Text) -> (list :List); }
  capability @0 :Capability;
  any @1 :AnyPointer;
}
struct Int8 { int8 @0 :UInt8; }
enum Bool { true @0; false @1; }
struct UsesBool { bool @0 :Bool = false; int8 @1 :Int8; }
