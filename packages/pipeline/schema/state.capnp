@0x9798d4888e5d2770;
# The interface by which pipelines of quirky_binder (https://github.com/arnodb/quirky_binder) tell how far they have come, so
# that its console can look into ours, and ours into its. The ids, and the places of all fields, are its.

interface State @0x9793069fc7e4a036 {
  # How far a pipeline has come, for who asks again and again. The service `pipeline` tells more, by itself.

  graph @0 () -> (graph :Graph);
  # Does not change while somebody looks: a client asks for it once.

  nodeStatuses @1 () -> (statuses :List(NodeStatusItem));
  # One for each node of the graph.
}

struct Graph {
  nodes @0 :List(Node);
  edges @1 :List(Edge);
}

struct Node {
  name @0 :Text;
  # No other node has the same. Groups come first, as in `main :: words :: sort`.
}

struct Edge {
  # From an output of the node at its tail to an input of the node at its head.

  tailName @0 :Text;
  tailIndex @1 :UInt8;
  headName @2 :Text;
  headIndex @3 :UInt8;
}

struct NodeStatusItem {
  nodeName @0 :Text;
  state @1 :NodeState;

  inputRead @2 :List(UInt32);
  # Records, for each input.

  outputWritten @3 :List(UInt32);
  # Records, for each output.
}

struct NodeState {
  union {
    waiting @0 :Void;
    running @1 :Void;
    success @2 :Void;
    error @3 :Text;
  }
}
