@0xe6a94c1d0b7f2853;
# Imports of files for which no code is generated in the same run.

using Notes = import "shapes/notes.capnp";
using Shapes = import "/shapes/shapes.capnp";

struct Point {
  # Not the one of notes.capnp.
  other @0 :Notes.Point;
  shape @1 :Shapes.Shape;
}
