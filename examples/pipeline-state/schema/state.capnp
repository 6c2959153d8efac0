@0xbe847a18c6d12d01;

interface State {
  # What a data pipeline consists of, and how far it has come.

  graph @0 () -> (nodes :List(Node), edges :List(Edge));
  # Does not change while the pipeline runs.

  nodeStatuses @1 () -> (statuses :List(NodeStatus));
  # One for each node, in the order of graph().
}

struct Node {
  name @0 :Text;
}

struct Edge {
  # Records go from an output of one node to an input of another. Each is counted from 0, nodes in the order of graph().

  from :group {
    node @0 :UInt16;
    output @1 :UInt16;
  }
  to :group {
    node @2 :UInt16;
    input @3 :UInt16;
  }
}

struct NodeStatus {
  state :union {
    waiting @0 :Void;
    # Nobody has asked it for a record yet.

    running @1 :Void;
    success @2 :Void;
    error @3 :Text;
    # Why it stopped before the end.
  }

  read @4 :List(UInt64);
  # Records, for each input.

  written @5 :List(UInt64);
  # Records, for each output.
}
