@0x97ec9656116f7c70;
# A service with everything that a client without generated code has to cope with.

using Json = import "/capnp/compat/json.capnp";

annotation deprecated @0x929168c234491b77 (*) :Text;
annotation weight @0xa0c158b50328491d (field) :Float32;

enum Color {
  red @0;
  # As blood.
  green @1;
  blue @2 $deprecated("use green");
}

struct Note {
  id @0 :UInt64;
  text @1 :Text = "…";
  color @2 :Color = green;
  shape :union {
    none @3 :Void;
    circle :group {
      radius @4 :Float64 = 1.5;
    }
    polygon @5 :List(Point) = [(x = 1, y = 2), (x = -3)];
  }
  picture @6 :Data $Json.base64;
  tags @7 :List(Text);
  weight @8 :Float32 = -0.5 $weight(2.5);
  parent @9 :Note;
  where @10 :Point = (x = 7) $Json.flatten(prefix = "at.");
}

struct Point {
  x @0 :Int32;
  y @1 :Int32 = -1;
}

struct Pair(A, B) {
  first @0 :A;
  second @1 :B;

  struct Reversed {
    first @0 :B;
    second @1 :A;
    both :group {
      pair @2 :Pair(A, B);
    }
  }
}

interface Named {
  name @0 () -> (name :Text);
}

interface Store(T) extends(Named) {
  # Keeps what it is given.

  put @0 (value :T) -> (index :Int32);
  # Puts it behind the others.

  all @1 () -> (pairs :List(Pair(Text, T)), reversed :Pair(Data, T).Reversed);
  swap @2 [U] (pair :Pair(T, U)) -> Pair(U, T);
  map @3 [U] (value :U, store :Store(U)) -> (store :Store(Pair(T, U)));
}

interface Watcher {
  # Told of notes.
  noted @0 (note :Note, author :Named) -> (more :Bool = true);
  chunk @1 (bytes :Data) -> stream;
  done @2 ();
}

interface Board extends(Named) $deprecated("use another") {
  # Where notes are put.
  #
  # Impact: nothing.

  add @0 (note :Note) -> (id :UInt64);
  # Adds a note.

  watch @1 (watcher :Watcher, since :UInt64 = 18446744073709551615) -> (watch :Watch);
  # Tells of each note, until the watch is let go of.

  notes @2 () -> (notes :List(Note));
  write @3 (bytes :Data) -> stream;
  written @4 () -> (bytes :Data);
  store @5 () -> (store :Store(Note), names :List(Named), any :AnyPointer, bare :Capability) $deprecated("");
  fail @6 (reason :Text);

  interface Watch extends(Named) {
    seen @0 () -> (count :UInt32);
  }
}
