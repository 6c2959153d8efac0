@0xa7816ce6f873f959;

interface PipelineService @0x9b21917afa994f1b {
  # A pipeline of data: of which nodes it consists, how records flow between them, and how far each has come.
  #
  # Impact: hardly any. Nodes count whether somebody looks or not; to look costs some microseconds for each 100 nodes.
  # Nothing runs while nobody is subscribed.

  graph @0 () -> (graph :Graph);
  # What there is, as it is now.

  status @1 () -> (update :Update);
  # How all of it is, once: the graph, and a status of each node.

  subscribe @2 (sink :Sink, interval :UInt32 = 100) -> (subscription :Subscription);
  # Tells how it is, at once and whole, and from then on what has changed, every so many milliseconds, from 20 on unless
  # the application says otherwise, at most an hour. Where nothing has changed nothing is sent, but for a sign of life
  # once a second, or at each interval where that is longer. Where the client does not keep up, what it has missed is
  # dropped, and it gets how all is by then; no value that it would need is lost, since none is told as a difference.
  # Lasts until the subscription is released, or the client has gone.

  control @3 (node :UInt32, name :Text) -> ();
  # Does what a control of the node stands for, or, for node 0, one of the pipeline. Returns when that is done, and fails
  # with what the application says where it fails.

  interface Sink {
    update @0 Update -> ();
    # Returns when the next is welcome; two may be under way at once. The sink is released when no more will come.
  }

  interface Subscription {
    end @0 () -> (sent :UInt64, dropped :UInt64);
    # Ends it, and tells how many updates it has given, and how many it has dropped. To release it ends it, too.

    pace @1 (interval :UInt32) -> ();
    # Another interval from now on.
  }
}

struct Graph {
  revision @0 :UInt64;
  # Grows with each change of the graph.

  name @1 :Text;
  # Of the pipeline, for people.

  nodes @2 :List(Node);
  edges @3 :List(Edge);
  # In the order in which they were added.

  controls @4 :List(Control);
  # Of the pipeline as a whole.
}

struct Node {
  id @0 :UInt32;
  # From 1 on. None is ever used again for another node.

  path @1 :List(Text);
  # Its name, the last, in the groups that it belongs to. No other node has the same.

  kind @2 :Text;
  # What it does, in a word of the application's: source, map, filter, join, sink.

  inputs @3 :List(Text);
  outputs @4 :List(Text);
  # The names of its ports, in the order in which they are counted in its status; one without a name is empty.

  controls @5 :List(Control);
}

struct Edge {
  # Records go from an output of one node to an input of another.

  id @0 :UInt32;
  # From 1 on. None is ever used again for another edge.

  from :group {
    node @1 :UInt32;
    output @2 :UInt16;
  }

  to :group {
    node @3 :UInt32;
    input @4 :UInt16;
  }

  capacity @5 :UInt64;
  # How much may wait on it; 0 where that is without bound, or not known.

  unit @6 :Unit;
  # Of the capacity, and of what is queued.

  isMeasured @7 :Bool;
  # Whether what is queued is told by an EdgeStatus. Otherwise it is what its output has written and its input has not read
  # yet, in records; and it cannot be told where other edges lead to the same input. Several edges of one output are each
  # given all that is written to it.
}

enum Unit {
  records @0;
  bytes @1;
}

struct Control {
  # What people can have the application do: a button.

  name @0 :Text;
  # pause, resume and drain are those that clients know; others are the application's own.

  doc @1 :Text;
  # What it does, for people; may be empty.

  isDangerous @2 :Bool;
  # Whether people should be asked once more.
}

struct Update {
  time @0 :Float64;
  # When it was taken: milliseconds since the epoch, by a clock that may be set.

  now @1 :UInt64;
  # The same moment by the clock of all other times here: nanoseconds since some moment of this process, never set.

  revision @2 :UInt64;
  # Of the graph that the statuses are of.

  graph @3 :Graph;
  # Null where the client has had it.

  nodes @4 :List(NodeStatus);
  edges @5 :List(EdgeStatus);
  # Those that have changed since the last update that the client was given; the first time, and where the graph has
  # changed, all.

  dropped @6 :UInt64;
  # How many updates the client has missed, since the subscription began.
}

struct NodeStatus {
  node @0 :UInt32;
  state @1 :NodeState;

  activity @2 :Activity;
  # What it does at the moment.

  since @3 :UInt64;
  # Since when it does that, in nanoseconds of `Update.now`.

  busy @4 :UInt64;
  idle @5 :UInt64;
  blocked @6 :UInt64;
  # Nanoseconds, until `since`: what has passed from then on is of the activity.

  lastRecord @7 :UInt64;
  # When it has last read or written something, or a little later, since not each record is timed; 0 where it never has.

  errors @8 :UInt64;
  # How many there have been.

  read @9 :List(UInt64);
  # Records, for each input.

  written @10 :List(UInt64);
  # Records, for each output.

  failure @11 :Failure;
  # The last error; null where there was none.
}

enum NodeState {
  waiting @0;
  # It has not begun.

  running @1;

  paused @2;
  # On purpose, by a control or the application.

  done @3;
  # It has done all that there was to do.

  stopped @4;
  # It ended before that, since nobody wanted more of it, or what it depends on has failed.

  failed @5;
}

enum Activity {
  unmeasured @0;
  # The application does not tell.

  idle @1;
  # Waits for something to read.

  busy @2;
  # Works.

  blocked @3;
  # Waits until what it has to write is wanted.
}

struct Failure {
  message @0 :Text;

  type @1 :Text;
  # Such as TypeError; empty for what is no error.

  stack @2 :Text;
  # May be empty.

  causes @3 :List(Text);
  # What it says of its causes, from the nearest on.

  at @4 :UInt64;
  # Nanoseconds of `Update.now`.

  root @5 :UInt32;
  # The node at which this error arose, which may be this one; others have it of that one. 0 where that is not known.

  isFinal @6 :Bool;
  # Whether the node ended with it, or went on.
}

struct EdgeStatus {
  edge @0 :UInt32;

  queued @1 :UInt64;
  # `notKnown` where the application cannot measure it at the moment.
}

const notKnown :UInt64 = 0xffffffffffffffff;
