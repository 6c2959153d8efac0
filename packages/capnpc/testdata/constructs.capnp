@0xb3d1c6f2a4e85907;
# One schema that uses every construct of the language, for the tests of the generator.

using Cxx = import "/capnp/c++.capnp";
using Notes = import "shapes/notes.capnp";
using import "shapes/notes.capnp".Point;
using Shapes = import "/shapes/shapes.capnp";

$Cxx.namespace("constructs");
$Notes.remark("a remark on the file");

# Constants -------------------------------------------------------------------------------------------------

const nothing :Void = void;
const yes :Bool = true;
const tiny :Int8 = -128;
const small :Int16 = -32768;
const medium :Int32 = -2147483648;
const large :Int64 = -9223372036854775808;
const byte :UInt8 = 0xff;
const port :UInt16 = 65535;
const count :UInt32 = 4294967295;
const huge :UInt64 = 18446744073709551615;
const half :Float32 = 0.5;
const tenth :Float32 = 0.1;
const precise :Float64 = -1.25e300;
const endless :Float64 = inf;
const minusEndless :Float32 = -inf;
const notANumber :Float64 = nan;
const minusZero :Float64 = -0.0;
const greeting :Text = "Ahoj, \"světe\" ✓\n\\ */ ${x} `";
const bytes :Data = 0x"00 ff 80 7f";
const color :Color = green;
const origin :Point = (x = 1.5, y = -2.5, label = "origin");
# A constant of a struct that another file declares.

const primes :List(UInt16) = [2, 3, 5, 7];
const flags :List(Bool) = [true, false, true];
const voids :List(Void) = [void, void];
const words :List(Text) = ["one", "", "two"];
const blobs :List(Data) = ["abc", 0x"00 01"];
const palette :List(Color) = [blue, red];
const rows :List(List(Int32)) = [[1, 2], [], [-3]];
const path :List(Point) = [(x = 1), (y = 2), (label = "third")];
const chained :Text = .greeting;
const sample :Everything = (
  boolField = true,
  int64Field = -9007199254740993,
  textField = "inside",
  structField = (x = 3),
  listOfStructs = [(label = "first"), ()],
  nested = [["a", "b"], []],
  word = "chosen",
  place = (street = "Main", inner = (zip = 12345)),
  shape = (circle = 2.5)
);
const anything :AnyPointer = .sample;

# Enums -----------------------------------------------------------------------------------------------------

enum Color {
  # A colour, in the order of the rainbow's shorter half.

  red @0;
  green @2;
  # Like grass.

  blue @1 $Notes.deprecated("use green");
}

enum Solitary { alone @0; }

enum Empty {}

# Structs ---------------------------------------------------------------------------------------------------

struct Everything $Notes.remark("a remark on a struct") {
  # Every type of field.
  # With a second line, a */ that must not end the comment, and an @tag.

  voidField @0 :Void;
  boolField @1 :Bool;
  # The simplest of all.

  int8Field @2 :Int8;
  int16Field @3 :Int16;
  int32Field @4 :Int32;
  int64Field @5 :Int64;
  uint8Field @6 :UInt8;
  uint16Field @7 :UInt16;
  uint32Field @8 :UInt32;
  uint64Field @9 :UInt64;
  float32Field @10 :Float32;
  float64Field @11 :Float64;
  textField @12 :Text;
  dataField @13 :Data;
  enumField @14 :Color;
  structField @15 :Point;
  interfaceField @16 :Counter;
  anyField @17 :AnyPointer;
  anyStructField @18 :AnyStruct;
  anyListField @19 :AnyList;
  anyCapabilityField @20 :Capability;
  listOfVoids @21 :List(Void);
  listOfBools @22 :List(Bool);
  listOfInt8s @23 :List(Int8);
  listOfInt64s @24 :List(Int64);
  listOfUint8s @25 :List(UInt8);
  listOfFloat32s @26 :List(Float32);
  listOfFloat64s @27 :List(Float64);
  listOfTexts @28 :List(Text);
  listOfData @29 :List(Data);
  listOfEnums @30 :List(Color);
  listOfStructs @31 :List(Point);
  listOfInterfaces @32 :List(Counter);
  nested @33 :List(List(Text));
  deeper @34 :List(List(List(Point)));
  self @35 :Everything;
  selves @36 :List(Everything);
  shape @37 :Shapes.Shape;

  union {
    # A comment on an unnamed union.
    none @38 :Void;
    number @39 :UInt32 = 7;
    word @40 :Text = "none chosen";
    # One of the choices.
    pair :group {
      # A group as a member of a union.
      left @41 :Int32;
      right @42 :Int32 = -1;
    }
    inner @43 :Nested;
    capability @44 :Counter;
  }

  place :group {
    # Where it is.
    street @45 :Text;
    inner :group {
      zip @46 :UInt32;
      owner @47 :Counter;
    }
  }

  choice :union {
    # A named union.
    first @48 :Void;
    second @49 :List(UInt16);
    third :group {
      x @50 :Float32 = 1.5;
      y @51 :Float32;
    }
  }

  old @52 :Text $Notes.deprecated("use textField");
  # Kept for old readers.

  struct Nested {
    value @0 :Int16;
    struct Deepest {
      flag @0 :Bool;
      up @1 :Nested;
      enum Mood { glad @0; sad @1; }
      mood @2 :Mood;
    }
    deepest @1 :Deepest;
    const limit :UInt32 = 99;
  }

  enum Level { low @0; high @1; }
  interface Watcher { changed @0 (level :Level); }
  annotation marker(field) :Void;
}

struct Defaults {
  flag @0 :Bool = true;
  int8 @1 :Int8 = -1;
  int16 @2 :Int16 = -2;
  int32 @3 :Int32 = -3;
  int64 @4 :Int64 = -4;
  uint8 @5 :UInt8 = 250;
  uint16 @6 :UInt16 = 60000;
  uint32 @7 :UInt32 = 4000000000;
  uint64 @8 :UInt64 = 18000000000000000000;
  float32 @9 :Float32 = 0.1;
  float64 @10 :Float64 = -1e-300;
  infinite @11 :Float64 = inf;
  none @12 :Float64 = nan;
  text @13 :Text = "default";
  data @14 :Data = 0x"de ad";
  color @15 :Color = blue;
  point @16 :Point = (x = 1, label = "here");
  numbers @17 :List(Int32) = [1, 2, 3];
  flags @18 :List(Bool) = [true, false];
  texts @19 :List(Text) = ["a", "b"];
  points @20 :List(Point) = [(x = 1), (y = 2)];
  nested @21 :List(List(UInt8)) = [[1], []];
  fromConstant @22 :Everything = .sample;
  emptyText @23 :Text = "";
  emptyList @24 :List(UInt8) = [];
  emptyStruct @25 :Point = ();
}

struct Nothing {}
# A struct without fields.

struct OnlyUnion {
  union {
    a @0 :Text;
    b @1 :Void;
  }
}

struct Ping { pong @0 :Pong; }
struct Pong { ping @0 :Ping; pings @1 :List(Ping); }
# Two structs that contain each other.

struct Reordered {
  # Fields whose order in the text is not that of their numbers.
  last @2 :UInt8;
  first @0 :UInt8;
  middle @1 :UInt8;
}

# Names that mean something else elsewhere ------------------------------------------------------------------

struct Object { string @0 :Text; number @1 :Array; }
struct Array { await @0 :Bool; class @1 :Bool; function @2 :Promise; }
struct Promise { new @0 :UInt8; constructor @1 :UInt8; toString @2 :UInt8; hasOwnProperty @3 :UInt8; }
struct Uint8Array { arguments @0 :Data; eval @1 :Text; default @2 :Text; }
struct StructType { which @0 :Text; type @1 :Text; schema @2 :Text; }
struct InterfaceType { client @0 :Text; server @1 :Text; }
struct Date { then @0 :Text; catch @1 :Text; finally @2 :Text; }
struct Client {}
interface Server { client @0 () -> (server :Server); }
interface String {
  delete @0 (in :Text, if :Bool) -> (return :Text);
  new @1 () -> ();
  class @2 (this :String) -> (super :String);
  then @3 () -> (then :Text);
  dup @4 () -> ();
  close @5 ();
  constructor @6 ();
  toString @7 () -> (text :Text);
}
const await :UInt8 = 1;
const enum :UInt8 = 2;
const undefined :UInt8 = 3;
enum Symbol { constructor @0; prototype @1; name @2; length @3; default @4; }

# Interfaces ------------------------------------------------------------------------------------------------

interface Counter {
  # Counts.
  increment @0 (by :UInt32 = 1) -> (value :UInt32);
  # Adds to the count.
  #
  # Returns the new count.

  reset @1 ();
  value @2 () -> (value :UInt32) $Notes.deprecated("use increment with 0");
  watch @3 (watcher :Everything.Watcher) -> (subscription :Capability);
}

interface Named {
  name @0 () -> (name :Text);
}

interface Left extends(Named) {
  left @0 () -> (text :Text);
}

interface Right extends(Named) {
  right @0 () -> (text :Text);
}

interface Diamond extends(Left, Right, Shapes.Drawable) {
  # Inherits from several, one of them twice and one from another file.
  both @0 Point -> Everything;
  # Explicit structs as parameters and results.
  move @1 (points :List(Point), any :AnyPointer) -> (where :Point, any :AnyPointer, list :AnyList, struct :AnyStruct);
  write @2 (chunk :Data) -> stream;
  # A streaming method.
  writePoint @3 Point -> stream;
  done @4 () -> ();
  struct Options { verbose @0 :Bool; }
  configure @5 Options -> ();
}

# Generics --------------------------------------------------------------------------------------------------

struct Map(Key, Value) {
  # A generic struct.
  entries @0 :List(Entry);
  struct Entry {
    key @0 :Key;
    value @1 :Value;
  }
  choice :group {
    best @1 :Value;
    others @2 :Map(Key, Value);
  }
  union {
    empty @3 :Void;
    single @4 :Value;
  }
}

struct Outer(T) {
  value @0 :T;
  inner @1 :Inner(Text);
  same @2 :Inner(T);
  struct Inner(U) {
    t @0 :T;
    u @1 :U;
    struct Innermost { t @0 :T; u @1 :U; }
    innermost @2 :Innermost;
  }
  interface Getter { get @0 () -> (value :T); }
  getter @3 :Getter;
}

struct Bound {
  texts @0 :Map(Text, Point);
  nestedMap @1 :Map(Text, Map(Text, Data));
  inner @2 :Outer(Point).Inner(Data);
  unbound @3 :Map;
  lists @4 :Map(List(UInt8), List(Text));
  counters @5 :Map(Text, Counter);
  cells @6 :Cell(Point);
  entry @7 :Map(Text, Point).Entry;
  many @8 :List(Map(Text, Text));
}

interface Cell(T) {
  # A generic interface.
  get @0 () -> (value :T);
  set @1 (value :T);
  map @2 [U] (mapper :Mapper(T, U)) -> (cell :Cell(U));
  # A generic method.
  identity @3 [A, B] (a :A, b :B) -> (a :A, b :B);
  entries @4 () -> Map(Text, T);
  stream @5 (value :T) -> stream;
}

interface Mapper(From, To) {
  apply @0 (from :From) -> (to :To);
}

interface TextCell extends(Cell(Text)) {
  append @0 (text :Text);
}

interface BoxOf(T) extends(Cell(Map(Text, T)), Named) {
  first @0 () -> (value :T);
}

const table :Map(Text, Point) = (entries = [(key = "a", value = (x = 1))], empty = void);
const bound :Bound = (texts = (entries = [(key = "b", value = (label = "bound"))], single = (y = 1)), inner = (u = "u"));
