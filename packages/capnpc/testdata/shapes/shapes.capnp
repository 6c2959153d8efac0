@0x9f3b2c1d8e7a6054;
# A schema that is imported by its absolute path and imports its neighbour by a relative one.

using Notes = import "notes.capnp";

struct Shape {
  union {
    circle @0 :Float64 $Notes.weight(2.5);
    square @1 :Float64;
    polygon @2 :List(Notes.Point);
  }
}

interface Drawable {
  draw @0 (shape :Shape) -> (outline :List(Notes.Point));
}
