// Generated from state.capnp by @teleop/capnpc. Do not edit.
//
// The interface by which pipelines of quirky_binder (https://github.com/arnodb/quirky_binder) tell how far they have come, so
// that its console can look into ours, and ours into its. The ids, and the places of all fields, are its.
import * as $ from "@teleop/rpc-capnp/schema";

/** How far a pipeline has come, for who asks again and again. The service `pipeline` tells more, by itself. */
export interface State extends $.Client {
  /** Does not change while somebody looks: a client asks for it once. */
  graph(
    params?: $.Params<State_graph_Params.Init, State_graph_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<State_graph_Results>;
  /** One for each node of the graph. */
  nodeStatuses(
    params?: $.Params<State_nodeStatuses_Params.Init, State_nodeStatuses_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<State_nodeStatuses_Results>;
}

export declare namespace State {
  type Init = $.CapabilityInit<State, Server>;

  /** How far a pipeline has come, for who asks again and again. The service `pipeline` tells more, by itself. */
  interface Server {
    /** Does not change while somebody looks: a client asks for it once. */
    graph(
      params: State_graph_Params,
      ctx: $.Context<State_graph_Results.Init, State_graph_Results.Builder>,
    ): $.Returns<State_graph_Results.Init>;
    /** One for each node of the graph. */
    nodeStatuses(
      params: State_nodeStatuses_Params,
      ctx: $.Context<State_nodeStatuses_Results.Init, State_nodeStatuses_Results.Builder>,
    ): $.Returns<State_nodeStatuses_Results.Init>;
  }
}

export const State: $.Interface<State, State.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0x9793069fc7e4a036n,
  name: "state.capnp:State",
  doc: "How far a pipeline has come, for who asks again and again. The service `pipeline` tells more, by itself.",
  methods: () => [
    [
      "graph",
      State_graph_Params,
      State_graph_Results,
      { doc: "Does not change while somebody looks: a client asks for it once." },
    ],
    [
      "nodeStatuses",
      State_nodeStatuses_Params,
      State_nodeStatuses_Results,
      { doc: "One for each node of the graph." },
    ],
  ],
});

export type State_graph_Params = $.Empty;

export declare namespace State_graph_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const State_graph_Params: $.Struct<
  State_graph_Params,
  State_graph_Params.Init,
  State_graph_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xefe45c0f91817553n,
  name: "state.capnp:State.graph$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface State_graph_Results {
  readonly graph: Graph | undefined;
}

export declare namespace State_graph_Results {
  interface Init {
    readonly graph?: Graph.Init | undefined;
  }

  interface Builder {
    set graph(value: Graph.Init);
    initGraph(): Graph.Builder;
  }
}

export const State_graph_Results: $.Struct<
  State_graph_Results,
  State_graph_Results.Init,
  State_graph_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xed43f45c20669bdfn,
  name: "state.capnp:State.graph$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["graph", Graph, 0]],
});

export type State_nodeStatuses_Params = $.Empty;

export declare namespace State_nodeStatuses_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const State_nodeStatuses_Params: $.Struct<
  State_nodeStatuses_Params,
  State_nodeStatuses_Params.Init,
  State_nodeStatuses_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xfafc3fb41f027a7an,
  name: "state.capnp:State.nodeStatuses$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface State_nodeStatuses_Results {
  readonly statuses: readonly NodeStatusItem[];
}

export declare namespace State_nodeStatuses_Results {
  interface Init {
    readonly statuses?: readonly NodeStatusItem.Init[] | undefined;
  }

  interface Builder {
    set statuses(value: readonly NodeStatusItem.Init[]);
    initStatuses(length: number): $.StructListBuilder<NodeStatusItem.Builder>;
  }
}

export const State_nodeStatuses_Results: $.Struct<
  State_nodeStatuses_Results,
  State_nodeStatuses_Results.Init,
  State_nodeStatuses_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe200e7eb8edd920dn,
  name: "state.capnp:State.nodeStatuses$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["statuses", $.List(NodeStatusItem), 0]],
});

export interface Graph {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

export declare namespace Graph {
  interface Init {
    readonly nodes?: readonly Node.Init[] | undefined;
    readonly edges?: readonly Edge.Init[] | undefined;
  }

  interface Builder {
    set nodes(value: readonly Node.Init[]);
    initNodes(length: number): $.StructListBuilder<Node.Builder>;
    set edges(value: readonly Edge.Init[]);
    initEdges(length: number): $.StructListBuilder<Edge.Builder>;
  }
}

export const Graph: $.Struct<Graph, Graph.Init, Graph.Builder> = /*#__PURE__*/ $.structType({
  id: 0xa5b8e0c601717101n,
  name: "state.capnp:Graph",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["nodes", $.List(Node), 0],
    ["edges", $.List(Edge), 1],
  ],
});

export interface Node {
  /** No other node has the same. Groups come first, as in `main :: words :: sort`. */
  readonly name: string;
}

export declare namespace Node {
  interface Init {
    /** No other node has the same. Groups come first, as in `main :: words :: sort`. */
    readonly name?: string | undefined;
  }

  interface Builder {
    /** No other node has the same. Groups come first, as in `main :: words :: sort`. */
    set name(value: string);
  }
}

export const Node: $.Struct<Node, Node.Init, Node.Builder> = /*#__PURE__*/ $.structType({
  id: 0xa1500f1f0d5addc0n,
  name: "state.capnp:Node",
  dataWords: 0,
  pointers: 1,
  fields: () => [
    [
      "name",
      $.Text,
      0,
      { doc: "No other node has the same. Groups come first, as in `main :: words :: sort`." },
    ],
  ],
});

/** From an output of the node at its tail to an input of the node at its head. */
export interface Edge {
  readonly tailName: string;
  readonly tailIndex: number;
  readonly headName: string;
  readonly headIndex: number;
}

export declare namespace Edge {
  /** From an output of the node at its tail to an input of the node at its head. */
  interface Init {
    readonly tailName?: string | undefined;
    readonly tailIndex?: number | undefined;
    readonly headName?: string | undefined;
    readonly headIndex?: number | undefined;
  }

  /** From an output of the node at its tail to an input of the node at its head. */
  interface Builder {
    set tailName(value: string);
    set tailIndex(value: number);
    set headName(value: string);
    set headIndex(value: number);
  }
}

export const Edge: $.Struct<Edge, Edge.Init, Edge.Builder> = /*#__PURE__*/ $.structType({
  id: 0x84f0785dc2486da1n,
  name: "state.capnp:Edge",
  doc: "From an output of the node at its tail to an input of the node at its head.",
  dataWords: 1,
  pointers: 2,
  fields: () => [
    ["tailName", $.Text, 0],
    ["tailIndex", $.UInt8, 0],
    ["headName", $.Text, 1],
    ["headIndex", $.UInt8, 1],
  ],
});

export interface NodeStatusItem {
  readonly nodeName: string;
  readonly state: NodeState | undefined;
  /** Records, for each input. */
  readonly inputRead: readonly number[];
  /** Records, for each output. */
  readonly outputWritten: readonly number[];
}

export declare namespace NodeStatusItem {
  interface Init {
    readonly nodeName?: string | undefined;
    readonly state?: NodeState.Init | undefined;
    /** Records, for each input. */
    readonly inputRead?: readonly number[] | undefined;
    /** Records, for each output. */
    readonly outputWritten?: readonly number[] | undefined;
  }

  interface Builder {
    set nodeName(value: string);
    set state(value: NodeState.Init);
    initState(): NodeState.Builder;
    /** Records, for each input. */
    set inputRead(value: readonly number[]);
    initInputRead(length: number): $.ListBuilder<number>;
    /** Records, for each output. */
    set outputWritten(value: readonly number[]);
    initOutputWritten(length: number): $.ListBuilder<number>;
  }
}

export const NodeStatusItem: $.Struct<
  NodeStatusItem,
  NodeStatusItem.Init,
  NodeStatusItem.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xcf2e1c04582fa368n,
  name: "state.capnp:NodeStatusItem",
  dataWords: 0,
  pointers: 4,
  fields: () => [
    ["nodeName", $.Text, 0],
    ["state", NodeState, 1],
    ["inputRead", $.List($.UInt32), 2, { doc: "Records, for each input." }],
    ["outputWritten", $.List($.UInt32), 3, { doc: "Records, for each output." }],
  ],
});

export type NodeState =
  | { readonly which: "waiting" }
  | { readonly which: "running" }
  | { readonly which: "success" }
  | { readonly which: "error"; readonly error: string }
  | { readonly which: number };

export declare namespace NodeState {
  type Init =
    | { readonly which: "waiting" }
    | { readonly which: "running" }
    | { readonly which: "success" }
    | { readonly which: "error"; readonly error?: string | undefined }
    | { readonly which?: number | undefined };

  interface Builder {
    set waiting(value: undefined);
    set running(value: undefined);
    set success(value: undefined);
    set error(value: string);
  }
}

export const NodeState: $.Struct<NodeState, NodeState.Init, NodeState.Builder> = /*#__PURE__*/ $.structType({
  id: 0xf8c1b10d533a80f5n,
  name: "state.capnp:NodeState",
  dataWords: 1,
  pointers: 1,
  union: 0,
  fields: () => [
    ["waiting", $.Void, 0, { tag: 0 }],
    ["running", $.Void, 0, { tag: 1 }],
    ["success", $.Void, 0, { tag: 2 }],
    ["error", $.Text, 0, { tag: 3 }],
  ],
});
