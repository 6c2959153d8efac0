// Generated from pipeline.capnp by @teleop/capnpc. Do not edit.
import * as $ from "@teleop/rpc-capnp/schema";

/**
 * A pipeline of data: of which nodes it consists, how records flow between them, and how far each has come.
 *
 * Impact: hardly any. Nodes count whether somebody looks or not; to look costs some microseconds for each 100 nodes.
 * Nothing runs while nobody is subscribed.
 */
export interface PipelineService extends $.Client {
  /** What there is, as it is now. */
  graph(
    params?: $.Params<PipelineService_graph_Params.Init, PipelineService_graph_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<PipelineService_graph_Results>;
  /** How all of it is, once: the graph, and a status of each node. */
  status(
    params?: $.Params<PipelineService_status_Params.Init, PipelineService_status_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<PipelineService_status_Results>;
  /**
   * Tells how it is, at once and whole, and from then on what has changed, every so many milliseconds, from 20 on unless
   * the application says otherwise, at most an hour. Where nothing has changed nothing is sent, but for a sign of life
   * once a second, or at each interval where that is longer. Where the client does not keep up, what it has missed is
   * dropped, and it gets how all is by then; no value that it would need is lost, since none is told as a difference.
   * Lasts until the subscription is released, or the client has gone.
   */
  subscribe(
    params?: $.Params<PipelineService_subscribe_Params.Init, PipelineService_subscribe_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<PipelineService_subscribe_Results, PipelineService_subscribe_Results.Pipeline>;
  /**
   * Does what a control of the node stands for, or, for node 0, one of the pipeline. Returns when that is done, and fails
   * with what the application says where it fails.
   */
  control(
    params?: $.Params<PipelineService_control_Params.Init, PipelineService_control_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<PipelineService_control_Results>;
}

export declare namespace PipelineService {
  type Init = $.CapabilityInit<PipelineService, Server>;

  /**
   * A pipeline of data: of which nodes it consists, how records flow between them, and how far each has come.
   *
   * Impact: hardly any. Nodes count whether somebody looks or not; to look costs some microseconds for each 100 nodes.
   * Nothing runs while nobody is subscribed.
   */
  interface Server {
    /** What there is, as it is now. */
    graph(
      params: PipelineService_graph_Params,
      ctx: $.Context<PipelineService_graph_Results.Init, PipelineService_graph_Results.Builder>,
    ): $.Returns<PipelineService_graph_Results.Init>;
    /** How all of it is, once: the graph, and a status of each node. */
    status(
      params: PipelineService_status_Params,
      ctx: $.Context<PipelineService_status_Results.Init, PipelineService_status_Results.Builder>,
    ): $.Returns<PipelineService_status_Results.Init>;
    /**
     * Tells how it is, at once and whole, and from then on what has changed, every so many milliseconds, from 20 on unless
     * the application says otherwise, at most an hour. Where nothing has changed nothing is sent, but for a sign of life
     * once a second, or at each interval where that is longer. Where the client does not keep up, what it has missed is
     * dropped, and it gets how all is by then; no value that it would need is lost, since none is told as a difference.
     * Lasts until the subscription is released, or the client has gone.
     */
    subscribe(
      params: PipelineService_subscribe_Params,
      ctx: $.Context<PipelineService_subscribe_Results.Init, PipelineService_subscribe_Results.Builder>,
    ): $.Returns<PipelineService_subscribe_Results.Init>;
    /**
     * Does what a control of the node stands for, or, for node 0, one of the pipeline. Returns when that is done, and fails
     * with what the application says where it fails.
     */
    control(
      params: PipelineService_control_Params,
      ctx: $.Context<PipelineService_control_Results.Init, PipelineService_control_Results.Builder>,
    ): $.Returns<PipelineService_control_Results.Init>;
  }
}

export const PipelineService: $.Interface<
  PipelineService,
  PipelineService.Server
> = /*#__PURE__*/ $.interfaceType({
  id: 0x9b21917afa994f1bn,
  name: "pipeline.capnp:PipelineService",
  doc: "A pipeline of data: of which nodes it consists, how records flow between them, and how far each has come.\n\nImpact: hardly any. Nodes count whether somebody looks or not; to look costs some microseconds for each 100 nodes.\nNothing runs while nobody is subscribed.",
  methods: () => [
    [
      "graph",
      PipelineService_graph_Params,
      PipelineService_graph_Results,
      { doc: "What there is, as it is now." },
    ],
    [
      "status",
      PipelineService_status_Params,
      PipelineService_status_Results,
      { doc: "How all of it is, once: the graph, and a status of each node." },
    ],
    [
      "subscribe",
      PipelineService_subscribe_Params,
      PipelineService_subscribe_Results,
      {
        doc: "Tells how it is, at once and whole, and from then on what has changed, every so many milliseconds, from 20 on unless\nthe application says otherwise, at most an hour. Where nothing has changed nothing is sent, but for a sign of life\nonce a second, or at each interval where that is longer. Where the client does not keep up, what it has missed is\ndropped, and it gets how all is by then; no value that it would need is lost, since none is told as a difference.\nLasts until the subscription is released, or the client has gone.",
      },
    ],
    [
      "control",
      PipelineService_control_Params,
      PipelineService_control_Results,
      {
        doc: "Does what a control of the node stands for, or, for node 0, one of the pipeline. Returns when that is done, and fails\nwith what the application says where it fails.",
      },
    ],
  ],
});

export interface PipelineService_Sink extends $.Client {
  /** Returns when the next is welcome; two may be under way at once. The sink is released when no more will come. */
  update(
    params?: $.Params<Update.Init, Update.Builder>,
    options?: $.CallOptions,
  ): $.Call<PipelineService_Sink_update_Results>;
}

export declare namespace PipelineService_Sink {
  type Init = $.CapabilityInit<PipelineService_Sink, Server>;

  interface Server {
    /** Returns when the next is welcome; two may be under way at once. The sink is released when no more will come. */
    update(
      params: Update,
      ctx: $.Context<PipelineService_Sink_update_Results.Init, PipelineService_Sink_update_Results.Builder>,
    ): $.Returns<PipelineService_Sink_update_Results.Init>;
  }
}

export const PipelineService_Sink: $.Interface<
  PipelineService_Sink,
  PipelineService_Sink.Server
> = /*#__PURE__*/ $.interfaceType({
  id: 0xa0f87b22b73606d0n,
  name: "pipeline.capnp:PipelineService.Sink",
  methods: () => [
    [
      "update",
      Update,
      PipelineService_Sink_update_Results,
      {
        doc: "Returns when the next is welcome; two may be under way at once. The sink is released when no more will come.",
      },
    ],
  ],
});

export type PipelineService_Sink_update_Results = $.Empty;

export declare namespace PipelineService_Sink_update_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const PipelineService_Sink_update_Results: $.Struct<
  PipelineService_Sink_update_Results,
  PipelineService_Sink_update_Results.Init,
  PipelineService_Sink_update_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe59e958dc651c81an,
  name: "pipeline.capnp:PipelineService.Sink.update$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface PipelineService_Subscription extends $.Client {
  /** Ends it, and tells how many updates it has given, and how many it has dropped. To release it ends it, too. */
  end(
    params?: $.Params<
      PipelineService_Subscription_end_Params.Init,
      PipelineService_Subscription_end_Params.Builder
    >,
    options?: $.CallOptions,
  ): $.Call<PipelineService_Subscription_end_Results>;
  /** Another interval from now on. */
  pace(
    params?: $.Params<
      PipelineService_Subscription_pace_Params.Init,
      PipelineService_Subscription_pace_Params.Builder
    >,
    options?: $.CallOptions,
  ): $.Call<PipelineService_Subscription_pace_Results>;
}

export declare namespace PipelineService_Subscription {
  type Init = $.CapabilityInit<PipelineService_Subscription, Server>;

  interface Server {
    /** Ends it, and tells how many updates it has given, and how many it has dropped. To release it ends it, too. */
    end(
      params: PipelineService_Subscription_end_Params,
      ctx: $.Context<
        PipelineService_Subscription_end_Results.Init,
        PipelineService_Subscription_end_Results.Builder
      >,
    ): $.Returns<PipelineService_Subscription_end_Results.Init>;
    /** Another interval from now on. */
    pace(
      params: PipelineService_Subscription_pace_Params,
      ctx: $.Context<
        PipelineService_Subscription_pace_Results.Init,
        PipelineService_Subscription_pace_Results.Builder
      >,
    ): $.Returns<PipelineService_Subscription_pace_Results.Init>;
  }
}

export const PipelineService_Subscription: $.Interface<
  PipelineService_Subscription,
  PipelineService_Subscription.Server
> = /*#__PURE__*/ $.interfaceType({
  id: 0x9f22d5e80b412168n,
  name: "pipeline.capnp:PipelineService.Subscription",
  methods: () => [
    [
      "end",
      PipelineService_Subscription_end_Params,
      PipelineService_Subscription_end_Results,
      {
        doc: "Ends it, and tells how many updates it has given, and how many it has dropped. To release it ends it, too.",
      },
    ],
    [
      "pace",
      PipelineService_Subscription_pace_Params,
      PipelineService_Subscription_pace_Results,
      { doc: "Another interval from now on." },
    ],
  ],
});

export type PipelineService_Subscription_end_Params = $.Empty;

export declare namespace PipelineService_Subscription_end_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const PipelineService_Subscription_end_Params: $.Struct<
  PipelineService_Subscription_end_Params,
  PipelineService_Subscription_end_Params.Init,
  PipelineService_Subscription_end_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xab94193d48f05adfn,
  name: "pipeline.capnp:PipelineService.Subscription.end$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface PipelineService_Subscription_end_Results {
  readonly sent: bigint;
  readonly dropped: bigint;
}

export declare namespace PipelineService_Subscription_end_Results {
  interface Init {
    readonly sent?: bigint | undefined;
    readonly dropped?: bigint | undefined;
  }

  interface Builder {
    set sent(value: bigint);
    set dropped(value: bigint);
  }
}

export const PipelineService_Subscription_end_Results: $.Struct<
  PipelineService_Subscription_end_Results,
  PipelineService_Subscription_end_Results.Init,
  PipelineService_Subscription_end_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x9865e336a3d60d92n,
  name: "pipeline.capnp:PipelineService.Subscription.end$Results",
  dataWords: 2,
  pointers: 0,
  fields: () => [
    ["sent", $.UInt64, 0],
    ["dropped", $.UInt64, 1],
  ],
});

export interface PipelineService_Subscription_pace_Params {
  readonly interval: number;
}

export declare namespace PipelineService_Subscription_pace_Params {
  interface Init {
    readonly interval?: number | undefined;
  }

  interface Builder {
    set interval(value: number);
  }
}

export const PipelineService_Subscription_pace_Params: $.Struct<
  PipelineService_Subscription_pace_Params,
  PipelineService_Subscription_pace_Params.Init,
  PipelineService_Subscription_pace_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xee3b2b240290447bn,
  name: "pipeline.capnp:PipelineService.Subscription.pace$Params",
  dataWords: 1,
  pointers: 0,
  fields: () => [["interval", $.UInt32, 0]],
});

export type PipelineService_Subscription_pace_Results = $.Empty;

export declare namespace PipelineService_Subscription_pace_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const PipelineService_Subscription_pace_Results: $.Struct<
  PipelineService_Subscription_pace_Results,
  PipelineService_Subscription_pace_Results.Init,
  PipelineService_Subscription_pace_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xa3f63ada46e8a824n,
  name: "pipeline.capnp:PipelineService.Subscription.pace$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type PipelineService_graph_Params = $.Empty;

export declare namespace PipelineService_graph_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const PipelineService_graph_Params: $.Struct<
  PipelineService_graph_Params,
  PipelineService_graph_Params.Init,
  PipelineService_graph_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x8ab00e27636e0614n,
  name: "pipeline.capnp:PipelineService.graph$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface PipelineService_graph_Results {
  readonly graph: Graph | undefined;
}

export declare namespace PipelineService_graph_Results {
  interface Init {
    readonly graph?: Graph.Init | undefined;
  }

  interface Builder {
    set graph(value: Graph.Init);
    initGraph(): Graph.Builder;
  }
}

export const PipelineService_graph_Results: $.Struct<
  PipelineService_graph_Results,
  PipelineService_graph_Results.Init,
  PipelineService_graph_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc70839325a898280n,
  name: "pipeline.capnp:PipelineService.graph$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["graph", Graph, 0]],
});

export type PipelineService_status_Params = $.Empty;

export declare namespace PipelineService_status_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const PipelineService_status_Params: $.Struct<
  PipelineService_status_Params,
  PipelineService_status_Params.Init,
  PipelineService_status_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x84b096bff583d25bn,
  name: "pipeline.capnp:PipelineService.status$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface PipelineService_status_Results {
  readonly update: Update | undefined;
}

export declare namespace PipelineService_status_Results {
  interface Init {
    readonly update?: Update.Init | undefined;
  }

  interface Builder {
    set update(value: Update.Init);
    initUpdate(): Update.Builder;
  }
}

export const PipelineService_status_Results: $.Struct<
  PipelineService_status_Results,
  PipelineService_status_Results.Init,
  PipelineService_status_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc68371518d397407n,
  name: "pipeline.capnp:PipelineService.status$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["update", Update, 0]],
});

export interface PipelineService_subscribe_Params {
  readonly sink: PipelineService_Sink;
  readonly interval: number;
}

export declare namespace PipelineService_subscribe_Params {
  interface Init {
    readonly sink?: PipelineService_Sink.Init | undefined;
    readonly interval?: number | undefined;
  }

  interface Builder {
    set sink(value: PipelineService_Sink.Init);
    set interval(value: number);
  }

  interface Pipeline {
    readonly sink: PipelineService_Sink;
  }
}

export const PipelineService_subscribe_Params: $.Struct<
  PipelineService_subscribe_Params,
  PipelineService_subscribe_Params.Init,
  PipelineService_subscribe_Params.Builder,
  PipelineService_subscribe_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xa9c665c7d2a24b7bn,
  name: "pipeline.capnp:PipelineService.subscribe$Params",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["sink", PipelineService_Sink, 0],
    ["interval", $.UInt32, 0, { default: 100 }],
  ],
});

export interface PipelineService_subscribe_Results {
  readonly subscription: PipelineService_Subscription;
}

export declare namespace PipelineService_subscribe_Results {
  interface Init {
    readonly subscription?: PipelineService_Subscription.Init | undefined;
  }

  interface Builder {
    set subscription(value: PipelineService_Subscription.Init);
  }

  interface Pipeline {
    readonly subscription: PipelineService_Subscription;
  }
}

export const PipelineService_subscribe_Results: $.Struct<
  PipelineService_subscribe_Results,
  PipelineService_subscribe_Results.Init,
  PipelineService_subscribe_Results.Builder,
  PipelineService_subscribe_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xd30ba3272102547cn,
  name: "pipeline.capnp:PipelineService.subscribe$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["subscription", PipelineService_Subscription, 0]],
});

export interface PipelineService_control_Params {
  readonly node: number;
  readonly name: string;
}

export declare namespace PipelineService_control_Params {
  interface Init {
    readonly node?: number | undefined;
    readonly name?: string | undefined;
  }

  interface Builder {
    set node(value: number);
    set name(value: string);
  }
}

export const PipelineService_control_Params: $.Struct<
  PipelineService_control_Params,
  PipelineService_control_Params.Init,
  PipelineService_control_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xae880a8b98d0fb68n,
  name: "pipeline.capnp:PipelineService.control$Params",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["node", $.UInt32, 0],
    ["name", $.Text, 0],
  ],
});

export type PipelineService_control_Results = $.Empty;

export declare namespace PipelineService_control_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const PipelineService_control_Results: $.Struct<
  PipelineService_control_Results,
  PipelineService_control_Results.Init,
  PipelineService_control_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc29ce4e46ca68767n,
  name: "pipeline.capnp:PipelineService.control$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Graph {
  /** Grows with each change of the graph. */
  readonly revision: bigint;
  /** Of the pipeline, for people. */
  readonly name: string;
  readonly nodes: readonly Node[];
  /** In the order in which they were added. */
  readonly edges: readonly Edge[];
  /** Of the pipeline as a whole. */
  readonly controls: readonly Control[];
}

export declare namespace Graph {
  interface Init {
    /** Grows with each change of the graph. */
    readonly revision?: bigint | undefined;
    /** Of the pipeline, for people. */
    readonly name?: string | undefined;
    readonly nodes?: readonly Node.Init[] | undefined;
    /** In the order in which they were added. */
    readonly edges?: readonly Edge.Init[] | undefined;
    /** Of the pipeline as a whole. */
    readonly controls?: readonly Control.Init[] | undefined;
  }

  interface Builder {
    /** Grows with each change of the graph. */
    set revision(value: bigint);
    /** Of the pipeline, for people. */
    set name(value: string);
    set nodes(value: readonly Node.Init[]);
    initNodes(length: number): $.StructListBuilder<Node.Builder>;
    /** In the order in which they were added. */
    set edges(value: readonly Edge.Init[]);
    initEdges(length: number): $.StructListBuilder<Edge.Builder>;
    /** Of the pipeline as a whole. */
    set controls(value: readonly Control.Init[]);
    initControls(length: number): $.StructListBuilder<Control.Builder>;
  }
}

export const Graph: $.Struct<Graph, Graph.Init, Graph.Builder> = /*#__PURE__*/ $.structType({
  id: 0x94d48da4c83c1ecfn,
  name: "pipeline.capnp:Graph",
  dataWords: 1,
  pointers: 4,
  fields: () => [
    ["revision", $.UInt64, 0, { doc: "Grows with each change of the graph." }],
    ["name", $.Text, 0, { doc: "Of the pipeline, for people." }],
    ["nodes", $.List(Node), 1],
    ["edges", $.List(Edge), 2, { doc: "In the order in which they were added." }],
    ["controls", $.List(Control), 3, { doc: "Of the pipeline as a whole." }],
  ],
});

export interface Node {
  /** From 1 on. None is ever used again for another node. */
  readonly id: number;
  /** Its name, the last, in the groups that it belongs to. No other node has the same. */
  readonly path: readonly string[];
  /** What it does, in a word of the application's: source, map, filter, join, sink. */
  readonly kind: string;
  readonly inputs: readonly string[];
  /** The names of its ports, in the order in which they are counted in its status; one without a name is empty. */
  readonly outputs: readonly string[];
  readonly controls: readonly Control[];
}

export declare namespace Node {
  interface Init {
    /** From 1 on. None is ever used again for another node. */
    readonly id?: number | undefined;
    /** Its name, the last, in the groups that it belongs to. No other node has the same. */
    readonly path?: readonly string[] | undefined;
    /** What it does, in a word of the application's: source, map, filter, join, sink. */
    readonly kind?: string | undefined;
    readonly inputs?: readonly string[] | undefined;
    /** The names of its ports, in the order in which they are counted in its status; one without a name is empty. */
    readonly outputs?: readonly string[] | undefined;
    readonly controls?: readonly Control.Init[] | undefined;
  }

  interface Builder {
    /** From 1 on. None is ever used again for another node. */
    set id(value: number);
    /** Its name, the last, in the groups that it belongs to. No other node has the same. */
    set path(value: readonly string[]);
    initPath(length: number): $.ListBuilder<string>;
    /** What it does, in a word of the application's: source, map, filter, join, sink. */
    set kind(value: string);
    set inputs(value: readonly string[]);
    initInputs(length: number): $.ListBuilder<string>;
    /** The names of its ports, in the order in which they are counted in its status; one without a name is empty. */
    set outputs(value: readonly string[]);
    initOutputs(length: number): $.ListBuilder<string>;
    set controls(value: readonly Control.Init[]);
    initControls(length: number): $.StructListBuilder<Control.Builder>;
  }
}

export const Node: $.Struct<Node, Node.Init, Node.Builder> = /*#__PURE__*/ $.structType({
  id: 0xc7cc524e3521a405n,
  name: "pipeline.capnp:Node",
  dataWords: 1,
  pointers: 5,
  fields: () => [
    ["id", $.UInt32, 0, { doc: "From 1 on. None is ever used again for another node." }],
    [
      "path",
      $.List($.Text),
      0,
      { doc: "Its name, the last, in the groups that it belongs to. No other node has the same." },
    ],
    [
      "kind",
      $.Text,
      1,
      { doc: "What it does, in a word of the application's: source, map, filter, join, sink." },
    ],
    ["inputs", $.List($.Text), 2],
    [
      "outputs",
      $.List($.Text),
      3,
      {
        doc: "The names of its ports, in the order in which they are counted in its status; one without a name is empty.",
      },
    ],
    ["controls", $.List(Control), 4],
  ],
});

/** Records go from an output of one node to an input of another. */
export interface Edge {
  /** From 1 on. None is ever used again for another edge. */
  readonly id: number;
  readonly from: Edge_from;
  readonly to: Edge_to;
  /** How much may wait on it; 0 where that is without bound, or not known. */
  readonly capacity: bigint;
  /** Of the capacity, and of what is queued. */
  readonly unit: Unit | number;
  /**
   * Whether what is queued is told by an EdgeStatus. Otherwise it is what its output has written and its input has not read
   * yet, in records; and it cannot be told where other edges lead to the same input. Several edges of one output are each
   * given all that is written to it.
   */
  readonly isMeasured: boolean;
}

export declare namespace Edge {
  /** Records go from an output of one node to an input of another. */
  interface Init {
    /** From 1 on. None is ever used again for another edge. */
    readonly id?: number | undefined;
    readonly from?: Edge_from.Init | undefined;
    readonly to?: Edge_to.Init | undefined;
    /** How much may wait on it; 0 where that is without bound, or not known. */
    readonly capacity?: bigint | undefined;
    /** Of the capacity, and of what is queued. */
    readonly unit?: Unit | number | undefined;
    /**
     * Whether what is queued is told by an EdgeStatus. Otherwise it is what its output has written and its input has not read
     * yet, in records; and it cannot be told where other edges lead to the same input. Several edges of one output are each
     * given all that is written to it.
     */
    readonly isMeasured?: boolean | undefined;
  }

  /** Records go from an output of one node to an input of another. */
  interface Builder {
    /** From 1 on. None is ever used again for another edge. */
    set id(value: number);
    set from(value: Edge_from.Init);
    initFrom(): Edge_from.Builder;
    set to(value: Edge_to.Init);
    initTo(): Edge_to.Builder;
    /** How much may wait on it; 0 where that is without bound, or not known. */
    set capacity(value: bigint);
    /** Of the capacity, and of what is queued. */
    set unit(value: Unit | number);
    /**
     * Whether what is queued is told by an EdgeStatus. Otherwise it is what its output has written and its input has not read
     * yet, in records; and it cannot be told where other edges lead to the same input. Several edges of one output are each
     * given all that is written to it.
     */
    set isMeasured(value: boolean);
  }
}

export const Edge: $.Struct<Edge, Edge.Init, Edge.Builder> = /*#__PURE__*/ $.structType({
  id: 0xa06edfb44f0a337bn,
  name: "pipeline.capnp:Edge",
  doc: "Records go from an output of one node to an input of another.",
  dataWords: 4,
  pointers: 0,
  fields: () => [
    ["id", $.UInt32, 0, { doc: "From 1 on. None is ever used again for another edge." }],
    ["from", Edge_from, 0],
    ["to", Edge_to, 0],
    [
      "capacity",
      $.UInt64,
      2,
      { doc: "How much may wait on it; 0 where that is without bound, or not known." },
    ],
    ["unit", Unit, 12, { doc: "Of the capacity, and of what is queued." }],
    [
      "isMeasured",
      $.Bool,
      208,
      {
        doc: "Whether what is queued is told by an EdgeStatus. Otherwise it is what its output has written and its input has not read\nyet, in records; and it cannot be told where other edges lead to the same input. Several edges of one output are each\ngiven all that is written to it.",
      },
    ],
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
  id: 0xfc1856eec36359f7n,
  name: "pipeline.capnp:Edge.from",
  dataWords: 4,
  pointers: 0,
  fields: () => [
    ["node", $.UInt32, 1],
    ["output", $.UInt16, 4],
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
  id: 0xad65914a21fe55a4n,
  name: "pipeline.capnp:Edge.to",
  dataWords: 4,
  pointers: 0,
  fields: () => [
    ["node", $.UInt32, 3],
    ["input", $.UInt16, 5],
  ],
});

export type Unit = "records" | "bytes";

export const Unit: $.Enum<Unit> = /*#__PURE__*/ $.enumType({
  id: 0xab58bd8d3aff5581n,
  name: "pipeline.capnp:Unit",
  values: ["records", "bytes"],
});

/** What people can have the application do: a button. */
export interface Control {
  /** pause, resume and drain are those that clients know; others are the application's own. */
  readonly name: string;
  /** What it does, for people; may be empty. */
  readonly doc: string;
  /** Whether people should be asked once more. */
  readonly isDangerous: boolean;
}

export declare namespace Control {
  /** What people can have the application do: a button. */
  interface Init {
    /** pause, resume and drain are those that clients know; others are the application's own. */
    readonly name?: string | undefined;
    /** What it does, for people; may be empty. */
    readonly doc?: string | undefined;
    /** Whether people should be asked once more. */
    readonly isDangerous?: boolean | undefined;
  }

  /** What people can have the application do: a button. */
  interface Builder {
    /** pause, resume and drain are those that clients know; others are the application's own. */
    set name(value: string);
    /** What it does, for people; may be empty. */
    set doc(value: string);
    /** Whether people should be asked once more. */
    set isDangerous(value: boolean);
  }
}

export const Control: $.Struct<Control, Control.Init, Control.Builder> = /*#__PURE__*/ $.structType({
  id: 0xb0f29873c8dfba8dn,
  name: "pipeline.capnp:Control",
  doc: "What people can have the application do: a button.",
  dataWords: 1,
  pointers: 2,
  fields: () => [
    [
      "name",
      $.Text,
      0,
      { doc: "pause, resume and drain are those that clients know; others are the application's own." },
    ],
    ["doc", $.Text, 1, { doc: "What it does, for people; may be empty." }],
    ["isDangerous", $.Bool, 0, { doc: "Whether people should be asked once more." }],
  ],
});

export interface Update {
  /** When it was taken: milliseconds since the epoch, by a clock that may be set. */
  readonly time: number;
  /** The same moment by the clock of all other times here: nanoseconds since some moment of this process, never set. */
  readonly now: bigint;
  /** Of the graph that the statuses are of. */
  readonly revision: bigint;
  /** Null where the client has had it. */
  readonly graph: Graph | undefined;
  readonly nodes: readonly NodeStatus[];
  /**
   * Those that have changed since the last update that the client was given; the first time, and where the graph has
   * changed, all.
   */
  readonly edges: readonly EdgeStatus[];
  /** How many updates the client has missed, since the subscription began. */
  readonly dropped: bigint;
}

export declare namespace Update {
  interface Init {
    /** When it was taken: milliseconds since the epoch, by a clock that may be set. */
    readonly time?: number | undefined;
    /** The same moment by the clock of all other times here: nanoseconds since some moment of this process, never set. */
    readonly now?: bigint | undefined;
    /** Of the graph that the statuses are of. */
    readonly revision?: bigint | undefined;
    /** Null where the client has had it. */
    readonly graph?: Graph.Init | undefined;
    readonly nodes?: readonly NodeStatus.Init[] | undefined;
    /**
     * Those that have changed since the last update that the client was given; the first time, and where the graph has
     * changed, all.
     */
    readonly edges?: readonly EdgeStatus.Init[] | undefined;
    /** How many updates the client has missed, since the subscription began. */
    readonly dropped?: bigint | undefined;
  }

  interface Builder {
    /** When it was taken: milliseconds since the epoch, by a clock that may be set. */
    set time(value: number);
    /** The same moment by the clock of all other times here: nanoseconds since some moment of this process, never set. */
    set now(value: bigint);
    /** Of the graph that the statuses are of. */
    set revision(value: bigint);
    /** Null where the client has had it. */
    set graph(value: Graph.Init);
    initGraph(): Graph.Builder;
    set nodes(value: readonly NodeStatus.Init[]);
    initNodes(length: number): $.StructListBuilder<NodeStatus.Builder>;
    /**
     * Those that have changed since the last update that the client was given; the first time, and where the graph has
     * changed, all.
     */
    set edges(value: readonly EdgeStatus.Init[]);
    initEdges(length: number): $.StructListBuilder<EdgeStatus.Builder>;
    /** How many updates the client has missed, since the subscription began. */
    set dropped(value: bigint);
  }
}

export const Update: $.Struct<Update, Update.Init, Update.Builder> = /*#__PURE__*/ $.structType({
  id: 0x9bef9f3d3ebee543n,
  name: "pipeline.capnp:Update",
  dataWords: 4,
  pointers: 3,
  fields: () => [
    [
      "time",
      $.Float64,
      0,
      { doc: "When it was taken: milliseconds since the epoch, by a clock that may be set." },
    ],
    [
      "now",
      $.UInt64,
      1,
      {
        doc: "The same moment by the clock of all other times here: nanoseconds since some moment of this process, never set.",
      },
    ],
    ["revision", $.UInt64, 2, { doc: "Of the graph that the statuses are of." }],
    ["graph", Graph, 0, { doc: "Null where the client has had it." }],
    ["nodes", $.List(NodeStatus), 1],
    [
      "edges",
      $.List(EdgeStatus),
      2,
      {
        doc: "Those that have changed since the last update that the client was given; the first time, and where the graph has\nchanged, all.",
      },
    ],
    [
      "dropped",
      $.UInt64,
      3,
      { doc: "How many updates the client has missed, since the subscription began." },
    ],
  ],
});

export interface NodeStatus {
  readonly node: number;
  readonly state: NodeState | number;
  /** What it does at the moment. */
  readonly activity: Activity | number;
  /** Since when it does that, in nanoseconds of `Update.now`. */
  readonly since: bigint;
  readonly busy: bigint;
  readonly idle: bigint;
  /** Nanoseconds, until `since`: what has passed from then on is of the activity. */
  readonly blocked: bigint;
  /** When it has last read or written something, or a little later, since not each record is timed; 0 where it never has. */
  readonly lastRecord: bigint;
  /** How many there have been. */
  readonly errors: bigint;
  /** Records, for each input. */
  readonly read: readonly bigint[];
  /** Records, for each output. */
  readonly written: readonly bigint[];
  /** The last error; null where there was none. */
  readonly failure: Failure | undefined;
}

export declare namespace NodeStatus {
  interface Init {
    readonly node?: number | undefined;
    readonly state?: NodeState | number | undefined;
    /** What it does at the moment. */
    readonly activity?: Activity | number | undefined;
    /** Since when it does that, in nanoseconds of `Update.now`. */
    readonly since?: bigint | undefined;
    readonly busy?: bigint | undefined;
    readonly idle?: bigint | undefined;
    /** Nanoseconds, until `since`: what has passed from then on is of the activity. */
    readonly blocked?: bigint | undefined;
    /** When it has last read or written something, or a little later, since not each record is timed; 0 where it never has. */
    readonly lastRecord?: bigint | undefined;
    /** How many there have been. */
    readonly errors?: bigint | undefined;
    /** Records, for each input. */
    readonly read?: readonly bigint[] | undefined;
    /** Records, for each output. */
    readonly written?: readonly bigint[] | undefined;
    /** The last error; null where there was none. */
    readonly failure?: Failure.Init | undefined;
  }

  interface Builder {
    set node(value: number);
    set state(value: NodeState | number);
    /** What it does at the moment. */
    set activity(value: Activity | number);
    /** Since when it does that, in nanoseconds of `Update.now`. */
    set since(value: bigint);
    set busy(value: bigint);
    set idle(value: bigint);
    /** Nanoseconds, until `since`: what has passed from then on is of the activity. */
    set blocked(value: bigint);
    /** When it has last read or written something, or a little later, since not each record is timed; 0 where it never has. */
    set lastRecord(value: bigint);
    /** How many there have been. */
    set errors(value: bigint);
    /** Records, for each input. */
    set read(value: readonly bigint[]);
    initRead(length: number): $.ListBuilder<bigint>;
    /** Records, for each output. */
    set written(value: readonly bigint[]);
    initWritten(length: number): $.ListBuilder<bigint>;
    /** The last error; null where there was none. */
    set failure(value: Failure.Init);
    initFailure(): Failure.Builder;
  }
}

export const NodeStatus: $.Struct<
  NodeStatus,
  NodeStatus.Init,
  NodeStatus.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xac6b526ea0469303n,
  name: "pipeline.capnp:NodeStatus",
  dataWords: 7,
  pointers: 3,
  fields: () => [
    ["node", $.UInt32, 0],
    ["state", NodeState, 2],
    ["activity", Activity, 3, { doc: "What it does at the moment." }],
    ["since", $.UInt64, 1, { doc: "Since when it does that, in nanoseconds of `Update.now`." }],
    ["busy", $.UInt64, 2],
    ["idle", $.UInt64, 3],
    [
      "blocked",
      $.UInt64,
      4,
      { doc: "Nanoseconds, until `since`: what has passed from then on is of the activity." },
    ],
    [
      "lastRecord",
      $.UInt64,
      5,
      {
        doc: "When it has last read or written something, or a little later, since not each record is timed; 0 where it never has.",
      },
    ],
    ["errors", $.UInt64, 6, { doc: "How many there have been." }],
    ["read", $.List($.UInt64), 0, { doc: "Records, for each input." }],
    ["written", $.List($.UInt64), 1, { doc: "Records, for each output." }],
    ["failure", Failure, 2, { doc: "The last error; null where there was none." }],
  ],
});

export type NodeState = "waiting" | "running" | "paused" | "done" | "stopped" | "failed";

export const NodeState: $.Enum<NodeState> = /*#__PURE__*/ $.enumType({
  id: 0x8f02106f051952ddn,
  name: "pipeline.capnp:NodeState",
  values: ["waiting", "running", "paused", "done", "stopped", "failed"],
  about: {
    waiting: { doc: "It has not begun." },
    paused: { doc: "On purpose, by a control or the application." },
    done: { doc: "It has done all that there was to do." },
    stopped: {
      doc: "It ended before that, since nobody wanted more of it, or what it depends on has failed.",
    },
  },
});

export type Activity = "unmeasured" | "idle" | "busy" | "blocked";

export const Activity: $.Enum<Activity> = /*#__PURE__*/ $.enumType({
  id: 0xce3528717a5ccb41n,
  name: "pipeline.capnp:Activity",
  values: ["unmeasured", "idle", "busy", "blocked"],
  about: {
    unmeasured: { doc: "The application does not tell." },
    idle: { doc: "Waits for something to read." },
    busy: { doc: "Works." },
    blocked: { doc: "Waits until what it has to write is wanted." },
  },
});

export interface Failure {
  readonly message: string;
  /** Such as TypeError; empty for what is no error. */
  readonly type: string;
  /** May be empty. */
  readonly stack: string;
  /** What it says of its causes, from the nearest on. */
  readonly causes: readonly string[];
  /** Nanoseconds of `Update.now`. */
  readonly at: bigint;
  /** The node at which this error arose, which may be this one; others have it of that one. 0 where that is not known. */
  readonly root: number;
  /** Whether the node ended with it, or went on. */
  readonly isFinal: boolean;
}

export declare namespace Failure {
  interface Init {
    readonly message?: string | undefined;
    /** Such as TypeError; empty for what is no error. */
    readonly type?: string | undefined;
    /** May be empty. */
    readonly stack?: string | undefined;
    /** What it says of its causes, from the nearest on. */
    readonly causes?: readonly string[] | undefined;
    /** Nanoseconds of `Update.now`. */
    readonly at?: bigint | undefined;
    /** The node at which this error arose, which may be this one; others have it of that one. 0 where that is not known. */
    readonly root?: number | undefined;
    /** Whether the node ended with it, or went on. */
    readonly isFinal?: boolean | undefined;
  }

  interface Builder {
    set message(value: string);
    /** Such as TypeError; empty for what is no error. */
    set type(value: string);
    /** May be empty. */
    set stack(value: string);
    /** What it says of its causes, from the nearest on. */
    set causes(value: readonly string[]);
    initCauses(length: number): $.ListBuilder<string>;
    /** Nanoseconds of `Update.now`. */
    set at(value: bigint);
    /** The node at which this error arose, which may be this one; others have it of that one. 0 where that is not known. */
    set root(value: number);
    /** Whether the node ended with it, or went on. */
    set isFinal(value: boolean);
  }
}

export const Failure: $.Struct<Failure, Failure.Init, Failure.Builder> = /*#__PURE__*/ $.structType({
  id: 0x9a1646e3d8ac9139n,
  name: "pipeline.capnp:Failure",
  dataWords: 2,
  pointers: 4,
  fields: () => [
    ["message", $.Text, 0],
    ["type", $.Text, 1, { doc: "Such as TypeError; empty for what is no error." }],
    ["stack", $.Text, 2, { doc: "May be empty." }],
    ["causes", $.List($.Text), 3, { doc: "What it says of its causes, from the nearest on." }],
    ["at", $.UInt64, 0, { doc: "Nanoseconds of `Update.now`." }],
    [
      "root",
      $.UInt32,
      2,
      {
        doc: "The node at which this error arose, which may be this one; others have it of that one. 0 where that is not known.",
      },
    ],
    ["isFinal", $.Bool, 96, { doc: "Whether the node ended with it, or went on." }],
  ],
});

export interface EdgeStatus {
  readonly edge: number;
  /** `notKnown` where the application cannot measure it at the moment. */
  readonly queued: bigint;
}

export declare namespace EdgeStatus {
  interface Init {
    readonly edge?: number | undefined;
    /** `notKnown` where the application cannot measure it at the moment. */
    readonly queued?: bigint | undefined;
  }

  interface Builder {
    set edge(value: number);
    /** `notKnown` where the application cannot measure it at the moment. */
    set queued(value: bigint);
  }
}

export const EdgeStatus: $.Struct<
  EdgeStatus,
  EdgeStatus.Init,
  EdgeStatus.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x9b55421feea0ebf9n,
  name: "pipeline.capnp:EdgeStatus",
  dataWords: 2,
  pointers: 0,
  fields: () => [
    ["edge", $.UInt32, 0],
    ["queued", $.UInt64, 1, { doc: "`notKnown` where the application cannot measure it at the moment." }],
  ],
});

export const notKnown: bigint = 18446744073709551615n;
