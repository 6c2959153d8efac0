// Generated from state.capnp by @teleop/capnpc. Do not edit.
import * as $ from "@teleop/rpc-capnp/schema";

/** What a data pipeline consists of, and how far it has come. */
export interface State extends $.Client {
  /** Does not change while the pipeline runs. */
  graph(
    params?: $.Params<State_graph_Params.Init, State_graph_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<State_graph_Results>;
  /** One for each node, in the order of graph(). */
  nodeStatuses(
    params?: $.Params<State_nodeStatuses_Params.Init, State_nodeStatuses_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<State_nodeStatuses_Results>;
}

export declare namespace State {
  type Init = $.CapabilityInit<State, Server>;

  /** What a data pipeline consists of, and how far it has come. */
  interface Server {
    /** Does not change while the pipeline runs. */
    graph(
      params: State_graph_Params,
      ctx: $.Context<State_graph_Results.Init, State_graph_Results.Builder>,
    ): $.Returns<State_graph_Results.Init>;
    /** One for each node, in the order of graph(). */
    nodeStatuses(
      params: State_nodeStatuses_Params,
      ctx: $.Context<State_nodeStatuses_Results.Init, State_nodeStatuses_Results.Builder>,
    ): $.Returns<State_nodeStatuses_Results.Init>;
  }
}

export const State: $.Interface<State, State.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xa7c2156b78cd4352n,
  name: "state.capnp:State",
  doc: "What a data pipeline consists of, and how far it has come.",
  methods: () => [
    ["graph", State_graph_Params, State_graph_Results, { doc: "Does not change while the pipeline runs." }],
    [
      "nodeStatuses",
      State_nodeStatuses_Params,
      State_nodeStatuses_Results,
      { doc: "One for each node, in the order of graph()." },
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
  id: 0xfb6e1143088ac1a7n,
  name: "state.capnp:State.graph$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface State_graph_Results {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}

export declare namespace State_graph_Results {
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

export const State_graph_Results: $.Struct<
  State_graph_Results,
  State_graph_Results.Init,
  State_graph_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x92c605f2e35a4cdfn,
  name: "state.capnp:State.graph$Results",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["nodes", $.List(Node), 0],
    ["edges", $.List(Edge), 1],
  ],
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
  id: 0xc527c3ab2999fb44n,
  name: "state.capnp:State.nodeStatuses$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface State_nodeStatuses_Results {
  readonly statuses: readonly NodeStatus[];
}

export declare namespace State_nodeStatuses_Results {
  interface Init {
    readonly statuses?: readonly NodeStatus.Init[] | undefined;
  }

  interface Builder {
    set statuses(value: readonly NodeStatus.Init[]);
    initStatuses(length: number): $.StructListBuilder<NodeStatus.Builder>;
  }
}

export const State_nodeStatuses_Results: $.Struct<
  State_nodeStatuses_Results,
  State_nodeStatuses_Results.Init,
  State_nodeStatuses_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xbc1258ca1dec0d49n,
  name: "state.capnp:State.nodeStatuses$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["statuses", $.List(NodeStatus), 0]],
});

export interface Node {
  readonly name: string;
}

export declare namespace Node {
  interface Init {
    readonly name?: string | undefined;
  }

  interface Builder {
    set name(value: string);
  }
}

export const Node: $.Struct<Node, Node.Init, Node.Builder> = /*#__PURE__*/ $.structType({
  id: 0xfaf1d48f0200564dn,
  name: "state.capnp:Node",
  dataWords: 0,
  pointers: 1,
  fields: () => [["name", $.Text, 0]],
});

/** Records go from an output of one node to an input of another. Each is counted from 0, nodes in the order of graph(). */
export interface Edge {
  readonly from: Edge_from;
  readonly to: Edge_to;
}

export declare namespace Edge {
  /** Records go from an output of one node to an input of another. Each is counted from 0, nodes in the order of graph(). */
  interface Init {
    readonly from?: Edge_from.Init | undefined;
    readonly to?: Edge_to.Init | undefined;
  }

  /** Records go from an output of one node to an input of another. Each is counted from 0, nodes in the order of graph(). */
  interface Builder {
    set from(value: Edge_from.Init);
    initFrom(): Edge_from.Builder;
    set to(value: Edge_to.Init);
    initTo(): Edge_to.Builder;
  }
}

export const Edge: $.Struct<Edge, Edge.Init, Edge.Builder> = /*#__PURE__*/ $.structType({
  id: 0xcada11707116801en,
  name: "state.capnp:Edge",
  doc: "Records go from an output of one node to an input of another. Each is counted from 0, nodes in the order of graph().",
  dataWords: 1,
  pointers: 0,
  fields: () => [
    ["from", Edge_from, 0],
    ["to", Edge_to, 0],
  ],
});

export interface Edge_from {
  readonly node: number;
  readonly output: number;
}

export declare namespace Edge_from {
  interface Init {
    readonly node?: number | undefined;
    readonly output?: number | undefined;
  }

  interface Builder {
    set node(value: number);
    set output(value: number);
  }
}

export const Edge_from: $.Struct<Edge_from, Edge_from.Init, Edge_from.Builder> = /*#__PURE__*/ $.groupType({
  id: 0x848b98ba1ca76ff7n,
  name: "state.capnp:Edge.from",
  dataWords: 1,
  pointers: 0,
  fields: () => [
    ["node", $.UInt16, 0],
    ["output", $.UInt16, 1],
  ],
});

export interface Edge_to {
  readonly node: number;
  readonly input: number;
}

export declare namespace Edge_to {
  interface Init {
    readonly node?: number | undefined;
    readonly input?: number | undefined;
  }

  interface Builder {
    set node(value: number);
    set input(value: number);
  }
}

export const Edge_to: $.Struct<Edge_to, Edge_to.Init, Edge_to.Builder> = /*#__PURE__*/ $.groupType({
  id: 0xc5a550eb13b71f5cn,
  name: "state.capnp:Edge.to",
  dataWords: 1,
  pointers: 0,
  fields: () => [
    ["node", $.UInt16, 2],
    ["input", $.UInt16, 3],
  ],
});

export interface NodeStatus {
  readonly state: NodeStatus_state;
  /** Records, for each input. */
  readonly read: readonly bigint[];
  /** Records, for each output. */
  readonly written: readonly bigint[];
}

export declare namespace NodeStatus {
  interface Init {
    readonly state?: NodeStatus_state.Init | undefined;
    /** Records, for each input. */
    readonly read?: readonly bigint[] | undefined;
    /** Records, for each output. */
    readonly written?: readonly bigint[] | undefined;
  }

  interface Builder {
    set state(value: NodeStatus_state.Init);
    initState(): NodeStatus_state.Builder;
    /** Records, for each input. */
    set read(value: readonly bigint[]);
    initRead(length: number): $.ListBuilder<bigint>;
    /** Records, for each output. */
    set written(value: readonly bigint[]);
    initWritten(length: number): $.ListBuilder<bigint>;
  }
}

export const NodeStatus: $.Struct<
  NodeStatus,
  NodeStatus.Init,
  NodeStatus.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xa68b329c01357b9fn,
  name: "state.capnp:NodeStatus",
  dataWords: 1,
  pointers: 3,
  fields: () => [
    ["state", NodeStatus_state, 0],
    ["read", $.List($.UInt64), 1, { doc: "Records, for each input." }],
    ["written", $.List($.UInt64), 2, { doc: "Records, for each output." }],
  ],
});

export type NodeStatus_state =
  | { readonly which: "waiting" }
  | { readonly which: "running" }
  | { readonly which: "success" }
  | {
      readonly which: "error";
      /** Why it stopped before the end. */
      readonly error: string;
    }
  | { readonly which: number };

export declare namespace NodeStatus_state {
  type Init =
    | { readonly which: "waiting" }
    | { readonly which: "running" }
    | { readonly which: "success" }
    | {
        readonly which: "error";
        /** Why it stopped before the end. */
        readonly error?: string | undefined;
      }
    | { readonly which?: number | undefined };

  interface Builder {
    /** Nobody has asked it for a record yet. */
    set waiting(value: undefined);
    set running(value: undefined);
    set success(value: undefined);
    /** Why it stopped before the end. */
    set error(value: string);
  }
}

export const NodeStatus_state: $.Struct<
  NodeStatus_state,
  NodeStatus_state.Init,
  NodeStatus_state.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xeb2412c8b972ce1dn,
  name: "state.capnp:NodeStatus.state",
  dataWords: 1,
  pointers: 3,
  union: 0,
  fields: () => [
    ["waiting", $.Void, 0, { tag: 0, doc: "Nobody has asked it for a record yet." }],
    ["running", $.Void, 0, { tag: 1 }],
    ["success", $.Void, 0, { tag: 2 }],
    ["error", $.Text, 0, { tag: 3, doc: "Why it stopped before the end." }],
  ],
});
