@0x9c41f7a8d2e6b305;
# Constants and defaults whose pointers lead to more pointers, or to nothing.

struct Word { text @0 :Text; more @1 :List(Word); }
struct Empty {}
struct Sheet { flag @0 :Bool; word @1 :Word; }
struct Choice {
  union {
    words @0 :List(Text) = ["preset"];
    word @1 :Word;
    text @2 :Text = "preset";
  }
}

const sheets :List(Sheet) = [(flag = true, word = (text = "x", more = [(text = "y"), ()])), ()];
const rows :List(List(Sheet)) = [[(word = (text = "z"))], []];
const empty :Empty = ();
const empties :List(Empty) = [(), ()];
const anyEmpty :AnyPointer = .empty;
const anySheets :AnyPointer = .sheets;
const unset :Choice = ();
const choices :List(Choice) = [(), (words = []), (word = ()), (text = "")];

struct Defaults {
  sheets @0 :List(Sheet) = .sheets;
  rows @1 :List(List(Sheet)) = .rows;
  empty @2 :Empty = ();
  empties @3 :List(Empty) = [(), ()];
  choice @4 :Choice = ();
  choices @5 :List(Choice) = .choices;
}
