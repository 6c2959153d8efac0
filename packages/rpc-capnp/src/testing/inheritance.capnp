@0x8d3c5b7a9e1f2046;
# Interfaces whose methods have the names of their ancestors' methods, and ancestors with several bindings.

using Other = import "bases.capnp";

interface Base {
  foo @0 () -> (number :Int8);
  # Of the base.
  close @1 () -> (by :Text);
  only @2 () -> (by :Text);
}

interface Derived extends(Base) {
  foo @0 () -> (text :Text);
}

interface Further extends(Derived) {
  foo @0 (times :UInt8) -> (texts :List(Text));
  close @1 () -> (by :Text);
}

interface Unrelated {
  close @0 () -> (by :Text);
  dup @1 () -> (by :Text);
  new @2 () -> (by :Text);
}

interface Multi extends(Base, Unrelated) {}

struct Outer {
  interface Unrelated {
    close @0 () -> (by :Text);
    dup @1 () -> (by :Text);
    new @2 () -> (by :Text);
  }
  interface Both extends(Unrelated, .Unrelated) {}
}

interface Below extends(Multi) {
  close @0 () -> (by :Text);
}

interface TwoFiles extends(Base, Other.Base) {}

interface Cell(T) {
  get @0 () -> (value :T);
  put @1 (value :T);
}
interface TwoCells extends(Cell(Text), Cell(Data)) {}
interface Left(T) extends(Cell(T)) {}
interface Right(T) extends(Cell(T)) {}
interface Crossed(T, U) extends(Left(T), Right(U)) {
  put @0 (value :U);
}
interface Same(T) extends(Left(T), Right(T)) {}
interface Deep(T) extends(Left(List(List(Text))), Right(List(List(Text))), Cell(List(List(Text)))) {
  mine @0 () -> (value :T);
}
interface Pairs(A, B) { pair @0 () -> (a :A, b :B); }
interface HalfKnown extends(Pairs(Text, Text), Pairs(Text, Data)) {}
