# What the tests of capnp-es read and write: one of each kind of field, and calls with them.
@0xb1f3a6d2c4e59807;

struct Book {
  title @0 :Text;
  pages @1 :UInt16 = 100;
  isbn @2 :UInt64;
  sold @3 :Int64 = -1;
  price @4 :Float64;
  rare @5 :Bool;
  kind @6 :Kind;
  authors @7 :List(Text);
  chapters @8 :List(Chapter);
  cover @9 :Data;
  publisher @10 :Publisher = (name = "nobody", city = "nowhere");
  union {
    shelf @11 :UInt32;
    lentTo @12 :Text;
    lost @13 :Void;
  }
  size :group {
    width @14 :Float32;
    height @15 :Float32;
  }
  notes @16 :AnyPointer;
  counts @17 :List(Int64);

  enum Kind {
    novel @0;
    poem @1;
  }
}

struct Chapter {
  title @0 :Text;
  page @1 :UInt32;
}

struct Publisher {
  name @0 :Text;
  city @1 :Text;
}

# The first two fields of Book, as an older schema had them.
struct OldBook {
  title @0 :Text;
  pages @1 :UInt16 = 100;
}

interface Reader {
  opened @0 (title :Text) -> (thanks :Text);
}

struct Loan {
  book @0 :Book;
  reader @1 :Reader;
  second @2 :Reader;
  anything @3 :AnyPointer;
}

interface Library {
  put @0 (book :Book) -> (book :Book, copies :UInt32);
  any @1 (content :AnyPointer) -> (content :AnyPointer);
  lend @2 Loan -> Loan;
  list @3 (books :List(Book)) -> (books :List(Book));
}
