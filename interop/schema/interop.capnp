@0xa0136beeb92098df;
# What implementations of Cap'n Proto RPC must agree on: one interface that uses everything a Level 1 RPC has.
# It is served by C++, Rust and TypeScript, and each of them calls the others. What a server must do stands
# here; what a client asks of it is in ../scenarios.json.

using Cxx = import "/capnp/c++.capnp";
$Cxx.namespace("interop");

interface Interop {
  # The bootstrap capability of every server. Each method hands out a corner of the protocol: a new object
  # each time, so that no caller sees the state of another. Only handles() is shared, by name.

  values @0 () -> (values :Values);
  node @1 () -> (node :Node);
  sequence @2 () -> (sequence :Sequence);
  keeper @3 () -> (keeper :Keeper);
  promise @4 () -> (sequence :Sequence, resolver :Resolver);
  # A capability that is still a promise, and what settles it.

  forwarder @5 () -> (forwarder :Forwarder);
  sink @6 () -> (sink :Sink);
  gatedSink @7 () -> (sink :Sink, gate :Gate);
  # A sink whose writes wait for its gate, which is closed at first.

  patience @8 () -> (patience :Patience);
  failures @9 () -> (failures :Failures);
  bouncer @10 () -> (bouncer :Bouncer);
  handles @11 (group :Text) -> (handles :Handles);
  # The same group on every connection to this process.

  diamond @12 () -> (diamond :Diamond);
}

# Values ----------------------------------------------------------------------------------------------------

interface Values {
  # Data on the way there and back.

  sample @0 () -> (all :AllTypes);
  # Returns the constant `sample`.

  isSample @1 (all :AllTypes) -> (equal :Bool);
  # Whether `all` equals the constant `sample`, field by field.

  mirror @2 (all :AllTypes) -> AllTypes;
  # Parameters as a field, results as a struct of their own.

  mirrorAny @3 (any :AnyPointer) -> (any :AnyPointer);
  # Returns what it got: a struct, text, data, a list or a capability.

  defaults @4 (text :Text = "from the schema", number :Int32 = -7, color :Color = green)
      -> (text :Text, number :Int32, color :Color, note :Text = "nobody set this");
  # Returns its parameters as it sees them, and leaves `note` alone.

  measure @5 (bytes :Data) -> (length :UInt32, sum :UInt32);
  # How many bytes came, and their sum modulo 2^32.

  produce @6 (length :UInt32, step :UInt8) -> (bytes :Data);
  # Byte i is i * step modulo 256.
}

enum Color {
  red @0;
  green @1;
  blue @2;
}

struct AllTypes {
  nothing @0 :Void;
  bool @1 :Bool;
  int8 @2 :Int8;
  int16 @3 :Int16;
  int32 @4 :Int32;
  int64 @5 :Int64;
  uint8 @6 :UInt8;
  uint16 @7 :UInt16;
  uint32 @8 :UInt32;
  uint64 @9 :UInt64;
  float32 @10 :Float32;
  float64 @11 :Float64;
  text @12 :Text;
  data @13 :Data;
  color @14 :Color;
  inner @15 :AllTypes;
  bools @16 :List(Bool);
  int64s @17 :List(Int64);
  float64s @18 :List(Float64);
  texts @19 :List(Text);
  colors @20 :List(Color);
  inners @21 :List(AllTypes);
  rows @22 :List(List(UInt16));
  union {
    plain @23 :Void;
    number @24 :UInt32;
    words @25 :Text;
  }
  point :group {
    x @26 :Float32;
    y @27 :Float32;
  }
}

const sample :AllTypes = (
  bool = true,
  int8 = -128,
  int16 = -32768,
  int32 = -2147483648,
  int64 = -9223372036854775808,
  uint8 = 255,
  uint16 = 65535,
  uint32 = 4294967295,
  uint64 = 18446744073709551615,
  float32 = 0.5,
  float64 = -1.25e300,
  text = "Ahoj, světe ✓",
  data = 0x"00 ff 80 7f",
  color = blue,
  inner = (int32 = 7, text = "inside", words = "chosen", point = (x = 1.5, y = -2.5)),
  bools = [true, false, true, true, false, false, false, true, true],
  int64s = [-1, 0, 9007199254740993],
  float64s = [inf, -inf, 0.1],
  texts = ["", "one", "two"],
  colors = [blue, red, green],
  inners = [(uint8 = 1), (uint8 = 2, text = "second"), ()],
  rows = [[1, 2, 3], [], [4]],
  number = 42,
  point = (x = -0.0, y = 3)
);

# Pipelining ------------------------------------------------------------------------------------------------

interface Node {
  # A node of a tree without end: the path of the child `b` of the node "a" is "a/b". The root's path is "".

  path @0 () -> (path :Text);
  # Also notes the visit.

  child @1 (name :Text) -> (node :Node);

  boxed @2 (name :Text) -> (box :Box);
  # The same child in every place of the box, and in every place of the box inside it, but no deeper.

  anyChild @3 (name :Text) -> (node :AnyPointer);

  lateChild @4 (name :Text) -> (node :Node);
  # Publishes its pipeline at once, and never returns.

  noChild @5 () -> (node :Node);
  # Returns a null capability.

  failedChild @6 (reason :Text) -> (node :Node);
  # Fails, with type failed.

  visits @7 () -> (paths :List(Text));
  # The paths that path() returned in the whole tree, in the order of the calls.

  struct Box {
    label @0 :Text;
    node @1 :Node;
    box @2 :Box;
    place :group {
      node @3 :Node;
      deeper :group {
        node @4 :Node;
      }
    }
    any @5 :AnyPointer;
  }
}

# Order and promises ----------------------------------------------------------------------------------------

interface Sequence {
  # Tells in which order calls arrive.

  next @0 () -> (number :UInt32);
  # 0, then 1, then 2, …
}

interface Keeper {
  # Holds, calls and hands back the capabilities it is given.

  echo @0 (sequence :Sequence) -> (sequence :Sequence);
  # Returns at once what it got, be it resolved or not.

  hold @1 (sequence :Sequence);
  # Keeps it, instead of the one before.

  held @2 () -> (sequence :Sequence);
  callHeld @3 () -> (number :UInt32);
  letGo @4 ();

  call @5 (sequence :Sequence, times :UInt32) -> (numbers :List(UInt32));
  # Sends all calls at once, then waits for all.

  callWhenResolved @6 (sequence :Sequence) -> (number :UInt32);
  callAll @7 (sequences :List(Sequence)) -> (numbers :List(UInt32));
  callItems @8 (items :List(Item)) -> (labels :List(Text), numbers :List(UInt32));
  makeItems @9 (labels :List(Text)) -> (items :List(Item), sequences :List(Sequence));
  # For each label a new sequence, in both lists.

  ignore @10 (sequence :Sequence);
  # Keeps nothing.

  isNull @11 (sequence :Sequence) -> (isNull :Bool);

  checkEcho @12 (peer :Keeper, calls :UInt32) -> (numbers :List(UInt32));
  # Sends a sequence of its own through peer.echo(). Makes the first half of the calls on the result before it
  # returned, the rest after, and returns the numbers in the order of the calls: 0, 1, 2, … if order holds.

  struct Item {
    label @0 :Text;
    sequence @1 :Sequence;
  }
}

interface Resolver {
  # Settles a promise, once; only toPromise() may come before.

  toCapability @0 ();
  # With a sequence of the server.

  toCaller @1 (sequence :Sequence);
  # With a capability of the caller.

  toPromise @2 ();
  # With another promise, which the other methods then settle.

  reject @3 (reason :Text);
  # With an exception of type failed.
}

# Tail calls ------------------------------------------------------------------------------------------------

interface Worker {
  work @0 (number :UInt32) -> Product;
  # Returns the number, the text "worked on N", and a sequence that gives 0 first.

  never @1 () -> Product;
  # Does not return.

  struct Product {
    number @0 :UInt32;
    text @1 :Text;
    sequence @2 :Sequence;
  }
}

interface Forwarder {
  work @0 (number :UInt32, worker :Worker) -> Worker.Product;
  # A tail call of worker.work().

  never @1 (worker :Worker) -> Worker.Product;
  # A tail call of worker.never().
}

# Streaming -------------------------------------------------------------------------------------------------

interface Sink {
  # Counts what is written. One write is served at a time.

  write @0 (bytes :Data) -> stream;
  fail @1 (reason :Text) -> stream;
  # Fails, with type failed.

  finish @2 () -> (writes :UInt32, bytes :UInt32, sum :UInt32, mostAtOnce :UInt32);
  # The writes, their bytes, the sum of these modulo 2^32, and how many writes were ever served at once.
}

interface Gate {
  open @0 ();
  # Lets all writes go, for ever.
}

# Cancellation and lifetimes --------------------------------------------------------------------------------

interface Patience {
  wait @0 (sequence :Sequence) -> (sequence :Sequence);
  # Holds its parameter, has put it into its results, and never returns. Lets itself be cancelled.

  counts @1 () -> (waiting :UInt32, cancelled :UInt32);
  whenCancelled @2 (count :UInt32);
  # Returns once that many calls of wait() have been cancelled.
}

interface Handles {
  # Makes handles and counts those that are alive.

  open @0 () -> (handle :Handle);
  openMany @1 (count :UInt32) -> (handles :List(Handle));
  live @2 () -> (count :UInt32);
  whenLive @3 (count :UInt32);
  # Returns once exactly that many are alive.

  isOurs @4 (handle :Handle) -> (isOurs :Bool);
  # Whether the capability, once resolved, is a handle of this group.
}

interface Handle {}

# Exceptions ------------------------------------------------------------------------------------------------

enum FailureType {
  failed @0;
  overloaded @1;
  disconnected @2;
  unimplemented @3;
}

interface Failures {
  fail @0 (type :FailureType, reason :Text);
  relay @1 (failures :Failures, type :FailureType, reason :Text);
  # Calls failures.fail(), and fails as that did.

  broken @2 (reason :Text) -> (sequence :Sequence);
  # A capability on which every call fails with type failed.
}

# Callbacks and inheritance ---------------------------------------------------------------------------------

interface Bouncer {
  bounce @0 (left :UInt32, to :Bouncer) -> (bounces :UInt32);
  # At 0 returns 0. Otherwise calls to.bounce(left - 1, itself) and returns one more than that.
}

interface Named {
  name @0 () -> (name :Text);
  # "diamond"
}

interface Left extends(Named) {
  left @0 () -> (text :Text);
  # "left"
}

interface Right extends(Named) {
  right @0 () -> (text :Text);
  # "right"
}

interface Diamond extends(Left, Right) {
  both @0 () -> (text :Text);
  # "left and right"
}
