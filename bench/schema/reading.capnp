# What the benchmark of codecs writes and reads: thirty fields, as a process might tell of itself.
@0xd3c29f5be6a1f04d;

struct Reading {
  host @0 :Text;
  program @1 :Text;
  version @2 :Text;
  user @3 :Text;
  directory @4 :Text;
  pid @5 :UInt32;
  parent @6 :UInt32;
  startedAt @7 :UInt64;
  takenAt @8 :UInt64;
  uptime @9 :Float64;
  userTime @10 :Float64;
  systemTime @11 :Float64;
  load @12 :Float32;
  late @13 :Float32;
  residentBytes @14 :UInt64;
  heapBytes @15 :UInt64;
  externalBytes @16 :UInt64;
  threads @17 :UInt16;
  descriptors @18 :UInt32;
  restarts @19 :Int32;
  healthy @20 :Bool;
  draining @21 :Bool;
  debugged @22 :Bool;
  state @23 :State;
  arguments @24 :List(Text);
  tags @25 :List(Text);
  delays @26 :List(Float64);
  counters @27 :List(UInt32);
  sockets @28 :List(Socket);
  message @29 :Text;

  enum State {
    starting @0;
    running @1;
    stopping @2;
  }
}

struct Socket {
  address @0 :Text;
  port @1 :UInt16;
  isOpen @2 :Bool;
  bytes @3 :UInt64;
}
