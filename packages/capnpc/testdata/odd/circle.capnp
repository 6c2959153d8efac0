@0xe1a6c3d5f7908b25;
# This file and names.capnp import each other.
using Names = import "names.capnp";
struct Object { object @0 :Names.Object; self @1 :Object; call @2 :Caller; }
interface Caller extends(Names.Members) { caller @0 (by :Names.Members) -> (by :List(Caller)); }
const preset :Names.Function = (name = "preset");
struct Preset { function @0 :Names.Function = .preset; }
