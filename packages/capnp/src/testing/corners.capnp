@0xb7d1f7a14c7be2c5;
# Schemas at the edges of the language: defaults that lead to themselves, generics that grow, names that JavaScript
# has a use for.

using Json = import "/capnp/compat/json.capnp";

# Defaults

struct Mirror {
  # Its default is of its own type, which has a default, which is of its own type…
  number @0 :Int32;
  mirror @1 :Mirror = (number = 1);
  mirrors @2 :List(Mirror) = [(number = 2)];
  group :group {
    inner @3 :Mirror = (number = 3);
    union {
      nothing @4 :Void;
      member @5 :Mirror = (number = 4);
    }
  }
}

struct Ping {
  pong @0 :Pong = (number = 1);
}

struct Pong {
  ping @0 :Ping = ();
  number @1 :Int32;
}

struct Layers {
  # Defaults in defaults, which come to an end.
  layer @0 :Layer = ();
}

struct Layer {
  name @0 :Text = "layer";
  number @1 :Int32 = 7;
  core @2 :Core = (number = 1);
}

struct Core {
  number @0 :Int32;
}

struct Doubling0 { a @0 :Doubling1 = (); b @1 :Doubling1 = (); }
struct Doubling1 { a @0 :Doubling2 = (); b @1 :Doubling2 = (); }
struct Doubling2 { a @0 :Doubling3 = (); b @1 :Doubling3 = (); }
struct Doubling3 { a @0 :Doubling4 = (); b @1 :Doubling4 = (); }
struct Doubling4 { a @0 :Doubling5 = (); b @1 :Doubling5 = (); }
struct Doubling5 { a @0 :Doubling6 = (); b @1 :Doubling6 = (); }
struct Doubling6 { a @0 :Doubling7 = (); b @1 :Doubling7 = (); }
struct Doubling7 { a @0 :Doubling8 = (); b @1 :Doubling8 = (); }
struct Doubling8 { a @0 :Doubling9 = (); b @1 :Doubling9 = (); }
struct Doubling9 { a @0 :DoublingA = (); b @1 :DoublingA = (); }
struct DoublingA { a @0 :DoublingB = (); b @1 :DoublingB = (); }
struct DoublingB { a @0 :DoublingC = (); b @1 :DoublingC = (); }
struct DoublingC { number @0 :Int8; }

# Generics

struct Poly(T) {
  # Contains ever larger types.
  value @0 :T;
  next @1 :Poly(Poly(T));
}

struct Odd(T) {
  value @0 :T;
  even @1 :Even(List(Odd(T)));
}

struct Even(T) {
  value @0 :T;
  odd @1 :Odd(Even(T));
}

struct Branching(A, B) {
  a @0 :A;
  left @1 :Branching(Branching(A, B), A);
  right @2 :Branching(B, Branching(A, A));
}

struct Turning(A, B, C) {
  # Leads to a capability, but not at the first turn.
  a @0 :A;
  next @1 :Turning(B, C, Growing(Text));
}

interface Growing(T) extends(Grown(Growing(T))) {
  grow @0 (value :T) -> (grown :Growing(Growing(T)), poly :Poly(T));
  polyOf @1 [U] (value :U) -> Poly(U);
  poly @2 () -> Poly(Text);
}

interface Grown(T) {
  value @0 () -> (value :T);
}

# Null pointers

struct Person {
  age @0 :Int8;
  friend @1 :Person;
}

struct Nulls {
  number @0 :Int8;
  growing @1 :Growing(Text);
  capability @2 :Capability;
  anyStruct @3 :AnyStruct;
  anyList @4 :AnyList;
  any @5 :AnyPointer;
  growings @6 :List(Growing(Text));
  person @7 :Person;
}

struct Member {
  union {
    none @0 :Void;
    person @1 :Person;
    text @2 :Text;
    data @3 :Data;
    list @4 :List(Int8);
    any @5 :AnyPointer;
    growing @6 :Growing(Text);
  }
  union :union {
    first @7 :Person;
    second @8 :Void;
  }
}

interface Passing {
  pass @0 (nulls :Nulls, member :Member, wide :Newer) -> (nulls :Nulls, member :Member, wide :Newer);
  passOlder @1 (older :Older, list :List(Older)) -> (older :Older, list :List(Older));
}

# Names

struct Named {
  union {
    text @0 :Text;
    valueOf @1 :Void;
    toString @2 :Void;
    constructor @3 :Void;
    hasOwnProperty @4 :Person;
  }
  isPrototypeOf @5 :Text;
  propertyIsEnumerable @6 :Enumerants;
}

enum Enumerants {
  constructor @0;
  toString @1;
}

struct Renamed {
  proto @0 :Text $Json.name("__proto__");
  number @1 :Int8;
  union :union {
    text @2 :Text $Json.name("__proto__");
    number @3 :Int8;
  }
  tagged :union $Json.discriminator(name = "__proto__", valueName = "constructor") {
    text @4 :Text;
    number @5 :Int8;
  }
}

interface Namesake {
  toString @0 () -> (text :Text);
  valueOf @1 [toString] (value :toString) -> (value :toString);
}

# Growth

struct Older {
  name @0 :Text;
  union {
    none @1 :Void;
    number @2 :Int32;
  }
  group :union {
    none @3 :Void;
    text @4 :Text;
  }
}

struct Newer {
  # What has become of Older.
  name @0 :Text;
  union {
    none @1 :Void;
    number @2 :Int32;
    large @5 :UInt64;
    person @6 :Person;
    passing @7 :Passing;
    void @13 :Void;
  }
  group :union {
    none @3 :Void;
    text @4 :Text;
    people @8 :List(Person);
    number @9 :Float64;
  }
  another @10 :Text;
  more @11 :UInt64;
  evenMore @12 :UInt64;
}
