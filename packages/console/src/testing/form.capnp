@0xc2a3ab0eadd51e4d;
# A method whose params have everything that a form has to cope with.

annotation deprecated @0xd4aa5b7bcbd4a5d2 (*) :Text;

enum Color {
  red @0;
  green @1;
  blue @2;
}

struct Point {
  x @0 :Int32 = 1;
  y @1 :Int32 = 2;
}

struct Every {
  int8 @0 :Int8;
  int64 @1 :Int64;
  uint64 @2 :UInt64;
  float32 @3 :Float32;
  float64 @4 :Float64;
  bool @5 :Bool;
  text @6 :Text = "hello";
  data @7 :Data;
  color @8 :Color = green;
  nothing @9 :Void;
  numbers @10 :List(Int32);
  points @11 :List(Point) = [(x = 1)];
  next @12 :Every;
  listener @13 :Listener;
  any @14 :AnyPointer;
  choice :union {
    off @15 :Void;
    level @16 :UInt8 = 5;
    point @17 :Point = (x = 3, y = 4);
    inner :group {
      union {
        left @18 :Void;
        right @19 :Text;
      }
    }
  }
}

interface Listener {
  # Is told.
  heard @0 (text :Text, color :Color) -> (more :Bool);
  piece @1 (bytes :Data) -> stream;
}

interface Form {
  # Takes what a form gives.
  #
  # Impact: a pause of 1 ms.

  fill @0 (every :Every, listener :Listener, count :UInt32 = 3) -> (every :Every, job :Job, bytes :Data, more :UInt32);
  # Gives back what it was given. The listener is told `count` times, and then a piece;
  # `more` is how often it wanted more.

  write @1 (bytes :Data) -> stream;
  # Bytes, as they come.

  wait @2 () -> ();
  # Ends when it is canceled.

  seen @3 () -> (canceled :UInt32, bytes :UInt64, listening :UInt32);
  # What has happened so far.

  fail @4 (reason :Text) $deprecated("nobody likes it");

  many @5 (count :UInt32) -> (points :List(Point));

  pass @6 (job :Job) -> (color :Color);
  # Asks a job for its state.

  tell @7 (text :Text) -> (told :UInt32, refusals :List(Text));
  # Tells all listeners that it holds.

  interface Job {
    # What goes on for a while.

    state @0 () -> (color :Color, job :Job);
  }
}
