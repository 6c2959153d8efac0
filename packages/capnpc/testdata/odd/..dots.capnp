@0xe1a6c3d5f7908b24;
using import "circle.capnp".Object;
using Alias = Object;
struct Dots { dots @0 :List(Dots); }
