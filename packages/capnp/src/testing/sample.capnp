@0xd2a7d1f9b5e3c48a;
# One of everything that the stubs' run time must handle; sample.capnp.ts is written from it.

enum Algorithm {
  # How to digest.
  sha1 @0 $deprecated("use sha256");
  sha256 @1;
  blake3 @2;
}

annotation deprecated(enumerant, field, method) :Text;

struct Person {
  # Somebody.
  id @0 :UInt32;
  name @1 :Text = "nobody";
  # The full name.
  phones @2 :List(PhoneNumber);
  employment :union {
    unemployed @3 :Void;
    employer @4 :Text;
    selfEmployed :group {
      trade @5 :Text;
      since @6 :UInt16 = 1999;
    }
  }
  spouse @7 :Person;
  home :group {
    latitude @8 :Float64;
    longitude @9 :Float64;
  }
  birthday @10 :Date = (year = 1970, month = 1, day = 1);

  struct PhoneNumber {
    number @0 :Text;
    kind @1 :Kind = home;
    enum Kind { mobile @0; home @1; work @2; }
  }
}

struct Date {
  year @0 :Int16;
  month @1 :UInt8;
  day @2 :UInt8;
}

struct Shape {
  area @0 :Float64;
  union {
    circle @1 :Float64;
    square @2 :Float64;
    empty @3 :Void;
    polygon @4 :List(Point);
  }
  struct Point { x @0 :Int32; y @1 :Int32; }
}

struct Everything {
  void @0 :Void;
  bool @1 :Bool = true;
  int8 @2 :Int8 = -8;
  int16 @3 :Int16 = -16;
  int32 @4 :Int32 = -32;
  int64 @5 :Int64 = -64;
  uint8 @6 :UInt8 = 8;
  uint16 @7 :UInt16 = 16;
  uint32 @8 :UInt32 = 32;
  uint64 @9 :UInt64 = 64;
  float32 @10 :Float32 = 0.5;
  float64 @11 :Float64 = 0.25;
  text @12 :Text;
  data @13 :Data = "abc";
  enum @14 :Algorithm = sha256;
  struct @15 :Date;
  voids @16 :List(Void);
  bools @17 :List(Bool);
  int32s @18 :List(Int32) = [1, 2];
  uint64s @19 :List(UInt64);
  float64s @20 :List(Float64);
  texts @21 :List(Text);
  datas @22 :List(Data);
  enums @23 :List(Algorithm);
  structs @24 :List(Date);
  lists @25 :List(List(Int16));
  any @26 :AnyPointer;
  anyStruct @27 :AnyStruct;
  anyList @28 :AnyList;
  capability @29 :Capability;
  sink @30 :ByteSink;
  sinks @31 :List(ByteSink);
  box @32 :Box(Person);
  which @33 :Text;
}

struct Box(T) {
  value @0 :T;
  rest @1 :List(Box(T));
}

interface Closable {
  close @0 () -> ();
}

interface ByteSink extends(Closable) {
  # Takes bytes.
  write @0 (data :Data) -> stream;
}

interface Hash extends(ByteSink) {
  sum @0 () -> (digest :Data);
}

interface HashFactory {
  struct NewHashResults {
    hash @0 :Hash;
    info :group {
      name @1 :Text;
      sink @2 :ByteSink;
    }
  }

  newHash @0 (algorithm :Algorithm = sha256) -> NewHashResults;
  # Makes a hash.
  people @1 (people :List(Person)) -> (oldest :Person);
}

interface Store(K, V) {
  get @0 (key :K) -> (value :V);
  put @1 (key :K, value :V) -> ();
  identity @2 [T] (value :T) -> (value :T);
  nested @3 () -> (store :Store(V, K));
}
