// Generated from interop.capnp by @teleop/capnpc. Do not edit.
//
// What implementations of Cap'n Proto RPC must agree on: one interface that uses everything a Level 1 RPC has.
// It is served by C++, Rust and TypeScript, and each of them calls the others. What a server must do stands
// here; what a client asks of it is in ../scenarios.json.
import * as $ from "@teleop/rpc-capnp/schema";

/**
 * The bootstrap capability of every server. Each method hands out a corner of the protocol: a new object
 * each time, so that no caller sees the state of another. Only handles() is shared, by name.
 */
export interface Interop extends $.Client {
  values(
    params?: $.Params<Interop_values_Params.Init, Interop_values_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Interop_values_Results, Interop_values_Results.Pipeline>;
  node(
    params?: $.Params<Interop_node_Params.Init, Interop_node_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Interop_node_Results, Interop_node_Results.Pipeline>;
  sequence(
    params?: $.Params<Interop_sequence_Params.Init, Interop_sequence_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Interop_sequence_Results, Interop_sequence_Results.Pipeline>;
  keeper(
    params?: $.Params<Interop_keeper_Params.Init, Interop_keeper_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Interop_keeper_Results, Interop_keeper_Results.Pipeline>;
  /** A capability that is still a promise, and what settles it. */
  promise(
    params?: $.Params<Interop_promise_Params.Init, Interop_promise_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Interop_promise_Results, Interop_promise_Results.Pipeline>;
  forwarder(
    params?: $.Params<Interop_forwarder_Params.Init, Interop_forwarder_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Interop_forwarder_Results, Interop_forwarder_Results.Pipeline>;
  sink(
    params?: $.Params<Interop_sink_Params.Init, Interop_sink_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Interop_sink_Results, Interop_sink_Results.Pipeline>;
  /** A sink whose writes wait for its gate, which is closed at first. */
  gatedSink(
    params?: $.Params<Interop_gatedSink_Params.Init, Interop_gatedSink_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Interop_gatedSink_Results, Interop_gatedSink_Results.Pipeline>;
  patience(
    params?: $.Params<Interop_patience_Params.Init, Interop_patience_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Interop_patience_Results, Interop_patience_Results.Pipeline>;
  failures(
    params?: $.Params<Interop_failures_Params.Init, Interop_failures_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Interop_failures_Results, Interop_failures_Results.Pipeline>;
  bouncer(
    params?: $.Params<Interop_bouncer_Params.Init, Interop_bouncer_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Interop_bouncer_Results, Interop_bouncer_Results.Pipeline>;
  /** The same group on every connection to this process. */
  handles(
    params?: $.Params<Interop_handles_Params.Init, Interop_handles_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Interop_handles_Results, Interop_handles_Results.Pipeline>;
  diamond(
    params?: $.Params<Interop_diamond_Params.Init, Interop_diamond_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Interop_diamond_Results, Interop_diamond_Results.Pipeline>;
}

export declare namespace Interop {
  type Init = $.CapabilityInit<Interop, Server>;

  /**
   * The bootstrap capability of every server. Each method hands out a corner of the protocol: a new object
   * each time, so that no caller sees the state of another. Only handles() is shared, by name.
   */
  interface Server {
    values(
      params: Interop_values_Params,
      ctx: $.Context<Interop_values_Results.Init, Interop_values_Results.Builder>,
    ): $.Returns<Interop_values_Results.Init>;
    node(
      params: Interop_node_Params,
      ctx: $.Context<Interop_node_Results.Init, Interop_node_Results.Builder>,
    ): $.Returns<Interop_node_Results.Init>;
    sequence(
      params: Interop_sequence_Params,
      ctx: $.Context<Interop_sequence_Results.Init, Interop_sequence_Results.Builder>,
    ): $.Returns<Interop_sequence_Results.Init>;
    keeper(
      params: Interop_keeper_Params,
      ctx: $.Context<Interop_keeper_Results.Init, Interop_keeper_Results.Builder>,
    ): $.Returns<Interop_keeper_Results.Init>;
    /** A capability that is still a promise, and what settles it. */
    promise(
      params: Interop_promise_Params,
      ctx: $.Context<Interop_promise_Results.Init, Interop_promise_Results.Builder>,
    ): $.Returns<Interop_promise_Results.Init>;
    forwarder(
      params: Interop_forwarder_Params,
      ctx: $.Context<Interop_forwarder_Results.Init, Interop_forwarder_Results.Builder>,
    ): $.Returns<Interop_forwarder_Results.Init>;
    sink(
      params: Interop_sink_Params,
      ctx: $.Context<Interop_sink_Results.Init, Interop_sink_Results.Builder>,
    ): $.Returns<Interop_sink_Results.Init>;
    /** A sink whose writes wait for its gate, which is closed at first. */
    gatedSink(
      params: Interop_gatedSink_Params,
      ctx: $.Context<Interop_gatedSink_Results.Init, Interop_gatedSink_Results.Builder>,
    ): $.Returns<Interop_gatedSink_Results.Init>;
    patience(
      params: Interop_patience_Params,
      ctx: $.Context<Interop_patience_Results.Init, Interop_patience_Results.Builder>,
    ): $.Returns<Interop_patience_Results.Init>;
    failures(
      params: Interop_failures_Params,
      ctx: $.Context<Interop_failures_Results.Init, Interop_failures_Results.Builder>,
    ): $.Returns<Interop_failures_Results.Init>;
    bouncer(
      params: Interop_bouncer_Params,
      ctx: $.Context<Interop_bouncer_Results.Init, Interop_bouncer_Results.Builder>,
    ): $.Returns<Interop_bouncer_Results.Init>;
    /** The same group on every connection to this process. */
    handles(
      params: Interop_handles_Params,
      ctx: $.Context<Interop_handles_Results.Init, Interop_handles_Results.Builder>,
    ): $.Returns<Interop_handles_Results.Init>;
    diamond(
      params: Interop_diamond_Params,
      ctx: $.Context<Interop_diamond_Results.Init, Interop_diamond_Results.Builder>,
    ): $.Returns<Interop_diamond_Results.Init>;
  }
}

export const Interop: $.Interface<Interop, Interop.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xcc7350420718511cn,
  name: "interop.capnp:Interop",
  doc: "The bootstrap capability of every server. Each method hands out a corner of the protocol: a new object\neach time, so that no caller sees the state of another. Only handles() is shared, by name.",
  methods: () => [
    ["values", Interop_values_Params, Interop_values_Results],
    ["node", Interop_node_Params, Interop_node_Results],
    ["sequence", Interop_sequence_Params, Interop_sequence_Results],
    ["keeper", Interop_keeper_Params, Interop_keeper_Results],
    [
      "promise",
      Interop_promise_Params,
      Interop_promise_Results,
      { doc: "A capability that is still a promise, and what settles it." },
    ],
    ["forwarder", Interop_forwarder_Params, Interop_forwarder_Results],
    ["sink", Interop_sink_Params, Interop_sink_Results],
    [
      "gatedSink",
      Interop_gatedSink_Params,
      Interop_gatedSink_Results,
      { doc: "A sink whose writes wait for its gate, which is closed at first." },
    ],
    ["patience", Interop_patience_Params, Interop_patience_Results],
    ["failures", Interop_failures_Params, Interop_failures_Results],
    ["bouncer", Interop_bouncer_Params, Interop_bouncer_Results],
    [
      "handles",
      Interop_handles_Params,
      Interop_handles_Results,
      { doc: "The same group on every connection to this process." },
    ],
    ["diamond", Interop_diamond_Params, Interop_diamond_Results],
  ],
});

export type Interop_values_Params = $.Empty;

export declare namespace Interop_values_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Interop_values_Params: $.Struct<
  Interop_values_Params,
  Interop_values_Params.Init,
  Interop_values_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xed281177cf2ac97dn,
  name: "interop.capnp:Interop.values$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Interop_values_Results {
  readonly values: Values;
}

export declare namespace Interop_values_Results {
  interface Init {
    readonly values?: Values.Init | undefined;
  }

  interface Builder {
    set values(value: Values.Init);
  }

  interface Pipeline {
    readonly values: Values;
  }
}

export const Interop_values_Results: $.Struct<
  Interop_values_Results,
  Interop_values_Results.Init,
  Interop_values_Results.Builder,
  Interop_values_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xb44a59ac7b2e2b54n,
  name: "interop.capnp:Interop.values$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["values", Values, 0]],
});

export type Interop_node_Params = $.Empty;

export declare namespace Interop_node_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Interop_node_Params: $.Struct<
  Interop_node_Params,
  Interop_node_Params.Init,
  Interop_node_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x971dfdbf18960ed9n,
  name: "interop.capnp:Interop.node$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Interop_node_Results {
  readonly node: Node;
}

export declare namespace Interop_node_Results {
  interface Init {
    readonly node?: Node.Init | undefined;
  }

  interface Builder {
    set node(value: Node.Init);
  }

  interface Pipeline {
    readonly node: Node;
  }
}

export const Interop_node_Results: $.Struct<
  Interop_node_Results,
  Interop_node_Results.Init,
  Interop_node_Results.Builder,
  Interop_node_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xd274a0ecdca85a76n,
  name: "interop.capnp:Interop.node$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["node", Node, 0]],
});

export type Interop_sequence_Params = $.Empty;

export declare namespace Interop_sequence_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Interop_sequence_Params: $.Struct<
  Interop_sequence_Params,
  Interop_sequence_Params.Init,
  Interop_sequence_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xab53ce6f852a7431n,
  name: "interop.capnp:Interop.sequence$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Interop_sequence_Results {
  readonly sequence: Sequence;
}

export declare namespace Interop_sequence_Results {
  interface Init {
    readonly sequence?: Sequence.Init | undefined;
  }

  interface Builder {
    set sequence(value: Sequence.Init);
  }

  interface Pipeline {
    readonly sequence: Sequence;
  }
}

export const Interop_sequence_Results: $.Struct<
  Interop_sequence_Results,
  Interop_sequence_Results.Init,
  Interop_sequence_Results.Builder,
  Interop_sequence_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xbe6d88f2d0da699an,
  name: "interop.capnp:Interop.sequence$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["sequence", Sequence, 0]],
});

export type Interop_keeper_Params = $.Empty;

export declare namespace Interop_keeper_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Interop_keeper_Params: $.Struct<
  Interop_keeper_Params,
  Interop_keeper_Params.Init,
  Interop_keeper_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xed047d610037871fn,
  name: "interop.capnp:Interop.keeper$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Interop_keeper_Results {
  readonly keeper: Keeper;
}

export declare namespace Interop_keeper_Results {
  interface Init {
    readonly keeper?: Keeper.Init | undefined;
  }

  interface Builder {
    set keeper(value: Keeper.Init);
  }

  interface Pipeline {
    readonly keeper: Keeper;
  }
}

export const Interop_keeper_Results: $.Struct<
  Interop_keeper_Results,
  Interop_keeper_Results.Init,
  Interop_keeper_Results.Builder,
  Interop_keeper_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x8f2bd1225a79d33dn,
  name: "interop.capnp:Interop.keeper$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["keeper", Keeper, 0]],
});

export type Interop_promise_Params = $.Empty;

export declare namespace Interop_promise_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Interop_promise_Params: $.Struct<
  Interop_promise_Params,
  Interop_promise_Params.Init,
  Interop_promise_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xfadecdc2632732e0n,
  name: "interop.capnp:Interop.promise$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Interop_promise_Results {
  readonly sequence: Sequence;
  readonly resolver: Resolver;
}

export declare namespace Interop_promise_Results {
  interface Init {
    readonly sequence?: Sequence.Init | undefined;
    readonly resolver?: Resolver.Init | undefined;
  }

  interface Builder {
    set sequence(value: Sequence.Init);
    set resolver(value: Resolver.Init);
  }

  interface Pipeline {
    readonly sequence: Sequence;
    readonly resolver: Resolver;
  }
}

export const Interop_promise_Results: $.Struct<
  Interop_promise_Results,
  Interop_promise_Results.Init,
  Interop_promise_Results.Builder,
  Interop_promise_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xc3bdb5eb26cec9e7n,
  name: "interop.capnp:Interop.promise$Results",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["sequence", Sequence, 0],
    ["resolver", Resolver, 1],
  ],
});

export type Interop_forwarder_Params = $.Empty;

export declare namespace Interop_forwarder_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Interop_forwarder_Params: $.Struct<
  Interop_forwarder_Params,
  Interop_forwarder_Params.Init,
  Interop_forwarder_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xfea9df2c3e4ffe9en,
  name: "interop.capnp:Interop.forwarder$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Interop_forwarder_Results {
  readonly forwarder: Forwarder;
}

export declare namespace Interop_forwarder_Results {
  interface Init {
    readonly forwarder?: Forwarder.Init | undefined;
  }

  interface Builder {
    set forwarder(value: Forwarder.Init);
  }

  interface Pipeline {
    readonly forwarder: Forwarder;
  }
}

export const Interop_forwarder_Results: $.Struct<
  Interop_forwarder_Results,
  Interop_forwarder_Results.Init,
  Interop_forwarder_Results.Builder,
  Interop_forwarder_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xe5f27333535f43fdn,
  name: "interop.capnp:Interop.forwarder$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["forwarder", Forwarder, 0]],
});

export type Interop_sink_Params = $.Empty;

export declare namespace Interop_sink_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Interop_sink_Params: $.Struct<
  Interop_sink_Params,
  Interop_sink_Params.Init,
  Interop_sink_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xeccc8c44fac2c272n,
  name: "interop.capnp:Interop.sink$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Interop_sink_Results {
  readonly sink: Sink;
}

export declare namespace Interop_sink_Results {
  interface Init {
    readonly sink?: Sink.Init | undefined;
  }

  interface Builder {
    set sink(value: Sink.Init);
  }

  interface Pipeline {
    readonly sink: Sink;
  }
}

export const Interop_sink_Results: $.Struct<
  Interop_sink_Results,
  Interop_sink_Results.Init,
  Interop_sink_Results.Builder,
  Interop_sink_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x909236840191537dn,
  name: "interop.capnp:Interop.sink$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["sink", Sink, 0]],
});

export type Interop_gatedSink_Params = $.Empty;

export declare namespace Interop_gatedSink_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Interop_gatedSink_Params: $.Struct<
  Interop_gatedSink_Params,
  Interop_gatedSink_Params.Init,
  Interop_gatedSink_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xb4d6612a875cef73n,
  name: "interop.capnp:Interop.gatedSink$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Interop_gatedSink_Results {
  readonly sink: Sink;
  readonly gate: Gate;
}

export declare namespace Interop_gatedSink_Results {
  interface Init {
    readonly sink?: Sink.Init | undefined;
    readonly gate?: Gate.Init | undefined;
  }

  interface Builder {
    set sink(value: Sink.Init);
    set gate(value: Gate.Init);
  }

  interface Pipeline {
    readonly sink: Sink;
    readonly gate: Gate;
  }
}

export const Interop_gatedSink_Results: $.Struct<
  Interop_gatedSink_Results,
  Interop_gatedSink_Results.Init,
  Interop_gatedSink_Results.Builder,
  Interop_gatedSink_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xe6c13373e42711b6n,
  name: "interop.capnp:Interop.gatedSink$Results",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["sink", Sink, 0],
    ["gate", Gate, 1],
  ],
});

export type Interop_patience_Params = $.Empty;

export declare namespace Interop_patience_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Interop_patience_Params: $.Struct<
  Interop_patience_Params,
  Interop_patience_Params.Init,
  Interop_patience_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xd7fd335a30a28ccfn,
  name: "interop.capnp:Interop.patience$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Interop_patience_Results {
  readonly patience: Patience;
}

export declare namespace Interop_patience_Results {
  interface Init {
    readonly patience?: Patience.Init | undefined;
  }

  interface Builder {
    set patience(value: Patience.Init);
  }

  interface Pipeline {
    readonly patience: Patience;
  }
}

export const Interop_patience_Results: $.Struct<
  Interop_patience_Results,
  Interop_patience_Results.Init,
  Interop_patience_Results.Builder,
  Interop_patience_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xd26b9750ddcad452n,
  name: "interop.capnp:Interop.patience$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["patience", Patience, 0]],
});

export type Interop_failures_Params = $.Empty;

export declare namespace Interop_failures_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Interop_failures_Params: $.Struct<
  Interop_failures_Params,
  Interop_failures_Params.Init,
  Interop_failures_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc625899093609583n,
  name: "interop.capnp:Interop.failures$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Interop_failures_Results {
  readonly failures: Failures;
}

export declare namespace Interop_failures_Results {
  interface Init {
    readonly failures?: Failures.Init | undefined;
  }

  interface Builder {
    set failures(value: Failures.Init);
  }

  interface Pipeline {
    readonly failures: Failures;
  }
}

export const Interop_failures_Results: $.Struct<
  Interop_failures_Results,
  Interop_failures_Results.Init,
  Interop_failures_Results.Builder,
  Interop_failures_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xfb4aa27494e41bf2n,
  name: "interop.capnp:Interop.failures$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["failures", Failures, 0]],
});

export type Interop_bouncer_Params = $.Empty;

export declare namespace Interop_bouncer_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Interop_bouncer_Params: $.Struct<
  Interop_bouncer_Params,
  Interop_bouncer_Params.Init,
  Interop_bouncer_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xdd109e1422fb6cabn,
  name: "interop.capnp:Interop.bouncer$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Interop_bouncer_Results {
  readonly bouncer: Bouncer;
}

export declare namespace Interop_bouncer_Results {
  interface Init {
    readonly bouncer?: Bouncer.Init | undefined;
  }

  interface Builder {
    set bouncer(value: Bouncer.Init);
  }

  interface Pipeline {
    readonly bouncer: Bouncer;
  }
}

export const Interop_bouncer_Results: $.Struct<
  Interop_bouncer_Results,
  Interop_bouncer_Results.Init,
  Interop_bouncer_Results.Builder,
  Interop_bouncer_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xffe4e2335edadc18n,
  name: "interop.capnp:Interop.bouncer$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["bouncer", Bouncer, 0]],
});

export interface Interop_handles_Params {
  readonly group: string;
}

export declare namespace Interop_handles_Params {
  interface Init {
    readonly group?: string | undefined;
  }

  interface Builder {
    set group(value: string);
  }
}

export const Interop_handles_Params: $.Struct<
  Interop_handles_Params,
  Interop_handles_Params.Init,
  Interop_handles_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf66da7f07f3631a7n,
  name: "interop.capnp:Interop.handles$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["group", $.Text, 0]],
});

export interface Interop_handles_Results {
  readonly handles: Handles;
}

export declare namespace Interop_handles_Results {
  interface Init {
    readonly handles?: Handles.Init | undefined;
  }

  interface Builder {
    set handles(value: Handles.Init);
  }

  interface Pipeline {
    readonly handles: Handles;
  }
}

export const Interop_handles_Results: $.Struct<
  Interop_handles_Results,
  Interop_handles_Results.Init,
  Interop_handles_Results.Builder,
  Interop_handles_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xe15f2ed93a6f2327n,
  name: "interop.capnp:Interop.handles$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["handles", Handles, 0]],
});

export type Interop_diamond_Params = $.Empty;

export declare namespace Interop_diamond_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Interop_diamond_Params: $.Struct<
  Interop_diamond_Params,
  Interop_diamond_Params.Init,
  Interop_diamond_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc4a8f7a4257fbe76n,
  name: "interop.capnp:Interop.diamond$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Interop_diamond_Results {
  readonly diamond: Diamond;
}

export declare namespace Interop_diamond_Results {
  interface Init {
    readonly diamond?: Diamond.Init | undefined;
  }

  interface Builder {
    set diamond(value: Diamond.Init);
  }

  interface Pipeline {
    readonly diamond: Diamond;
  }
}

export const Interop_diamond_Results: $.Struct<
  Interop_diamond_Results,
  Interop_diamond_Results.Init,
  Interop_diamond_Results.Builder,
  Interop_diamond_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xf0d9b9da18e0bcb4n,
  name: "interop.capnp:Interop.diamond$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["diamond", Diamond, 0]],
});

/** Data on the way there and back. */
export interface Values extends $.Client {
  /** Returns the constant `sample`. */
  sample(
    params?: $.Params<Values_sample_Params.Init, Values_sample_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Values_sample_Results>;
  /** Whether `all` equals the constant `sample`, field by field. */
  isSample(
    params?: $.Params<Values_isSample_Params.Init, Values_isSample_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Values_isSample_Results>;
  /** Parameters as a field, results as a struct of their own. */
  mirror(
    params?: $.Params<Values_mirror_Params.Init, Values_mirror_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<AllTypes>;
  /** Returns what it got: a struct, text, data, a list or a capability. */
  mirrorAny(
    params?: $.Params<Values_mirrorAny_Params.Init, Values_mirrorAny_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Values_mirrorAny_Results, Values_mirrorAny_Results.Pipeline>;
  /** Returns its parameters as it sees them, and leaves `note` alone. */
  defaults(
    params?: $.Params<Values_defaults_Params.Init, Values_defaults_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Values_defaults_Results>;
  /** How many bytes came, and their sum modulo 2^32. */
  measure(
    params?: $.Params<Values_measure_Params.Init, Values_measure_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Values_measure_Results>;
  /** Byte i is i * step modulo 256. */
  produce(
    params?: $.Params<Values_produce_Params.Init, Values_produce_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Values_produce_Results>;
}

export declare namespace Values {
  type Init = $.CapabilityInit<Values, Server>;

  /** Data on the way there and back. */
  interface Server {
    /** Returns the constant `sample`. */
    sample(
      params: Values_sample_Params,
      ctx: $.Context<Values_sample_Results.Init, Values_sample_Results.Builder>,
    ): $.Returns<Values_sample_Results.Init>;
    /** Whether `all` equals the constant `sample`, field by field. */
    isSample(
      params: Values_isSample_Params,
      ctx: $.Context<Values_isSample_Results.Init, Values_isSample_Results.Builder>,
    ): $.Returns<Values_isSample_Results.Init>;
    /** Parameters as a field, results as a struct of their own. */
    mirror(
      params: Values_mirror_Params,
      ctx: $.Context<AllTypes.Init, AllTypes.Builder>,
    ): $.Returns<AllTypes.Init>;
    /** Returns what it got: a struct, text, data, a list or a capability. */
    mirrorAny(
      params: Values_mirrorAny_Params,
      ctx: $.Context<Values_mirrorAny_Results.Init, Values_mirrorAny_Results.Builder>,
    ): $.Returns<Values_mirrorAny_Results.Init>;
    /** Returns its parameters as it sees them, and leaves `note` alone. */
    defaults(
      params: Values_defaults_Params,
      ctx: $.Context<Values_defaults_Results.Init, Values_defaults_Results.Builder>,
    ): $.Returns<Values_defaults_Results.Init>;
    /** How many bytes came, and their sum modulo 2^32. */
    measure(
      params: Values_measure_Params,
      ctx: $.Context<Values_measure_Results.Init, Values_measure_Results.Builder>,
    ): $.Returns<Values_measure_Results.Init>;
    /** Byte i is i * step modulo 256. */
    produce(
      params: Values_produce_Params,
      ctx: $.Context<Values_produce_Results.Init, Values_produce_Results.Builder>,
    ): $.Returns<Values_produce_Results.Init>;
  }
}

export const Values: $.Interface<Values, Values.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0x8fe332071fd2c4abn,
  name: "interop.capnp:Values",
  doc: "Data on the way there and back.",
  methods: () => [
    ["sample", Values_sample_Params, Values_sample_Results, { doc: "Returns the constant `sample`." }],
    [
      "isSample",
      Values_isSample_Params,
      Values_isSample_Results,
      { doc: "Whether `all` equals the constant `sample`, field by field." },
    ],
    [
      "mirror",
      Values_mirror_Params,
      AllTypes,
      { doc: "Parameters as a field, results as a struct of their own." },
    ],
    [
      "mirrorAny",
      Values_mirrorAny_Params,
      Values_mirrorAny_Results,
      { doc: "Returns what it got: a struct, text, data, a list or a capability." },
    ],
    [
      "defaults",
      Values_defaults_Params,
      Values_defaults_Results,
      { doc: "Returns its parameters as it sees them, and leaves `note` alone." },
    ],
    [
      "measure",
      Values_measure_Params,
      Values_measure_Results,
      { doc: "How many bytes came, and their sum modulo 2^32." },
    ],
    ["produce", Values_produce_Params, Values_produce_Results, { doc: "Byte i is i * step modulo 256." }],
  ],
});

export type Values_sample_Params = $.Empty;

export declare namespace Values_sample_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Values_sample_Params: $.Struct<
  Values_sample_Params,
  Values_sample_Params.Init,
  Values_sample_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xff4c70dabfa843cfn,
  name: "interop.capnp:Values.sample$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Values_sample_Results {
  readonly all: AllTypes | undefined;
}

export declare namespace Values_sample_Results {
  interface Init {
    readonly all?: AllTypes.Init | undefined;
  }

  interface Builder {
    set all(value: AllTypes.Init);
    initAll(): AllTypes.Builder;
  }
}

export const Values_sample_Results: $.Struct<
  Values_sample_Results,
  Values_sample_Results.Init,
  Values_sample_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xb49749ca80461151n,
  name: "interop.capnp:Values.sample$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["all", AllTypes, 0]],
});

export interface Values_isSample_Params {
  readonly all: AllTypes | undefined;
}

export declare namespace Values_isSample_Params {
  interface Init {
    readonly all?: AllTypes.Init | undefined;
  }

  interface Builder {
    set all(value: AllTypes.Init);
    initAll(): AllTypes.Builder;
  }
}

export const Values_isSample_Params: $.Struct<
  Values_isSample_Params,
  Values_isSample_Params.Init,
  Values_isSample_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x8a5abb5d25dce78cn,
  name: "interop.capnp:Values.isSample$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["all", AllTypes, 0]],
});

export interface Values_isSample_Results {
  readonly equal: boolean;
}

export declare namespace Values_isSample_Results {
  interface Init {
    readonly equal?: boolean | undefined;
  }

  interface Builder {
    set equal(value: boolean);
  }
}

export const Values_isSample_Results: $.Struct<
  Values_isSample_Results,
  Values_isSample_Results.Init,
  Values_isSample_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xed789eb8e54a7275n,
  name: "interop.capnp:Values.isSample$Results",
  dataWords: 1,
  pointers: 0,
  fields: () => [["equal", $.Bool, 0]],
});

export interface Values_mirror_Params {
  readonly all: AllTypes | undefined;
}

export declare namespace Values_mirror_Params {
  interface Init {
    readonly all?: AllTypes.Init | undefined;
  }

  interface Builder {
    set all(value: AllTypes.Init);
    initAll(): AllTypes.Builder;
  }
}

export const Values_mirror_Params: $.Struct<
  Values_mirror_Params,
  Values_mirror_Params.Init,
  Values_mirror_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe294fd6e27656879n,
  name: "interop.capnp:Values.mirror$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["all", AllTypes, 0]],
});

export interface Values_mirrorAny_Params {
  readonly any: $.AnyPointerValue;
}

export declare namespace Values_mirrorAny_Params {
  interface Init {
    readonly any?: $.AnyPointerInit | undefined;
  }

  interface Builder {
    set any(value: $.AnyPointerInit);
  }

  interface Pipeline {
    readonly any: $.AnyPointerPipeline;
  }
}

export const Values_mirrorAny_Params: $.Struct<
  Values_mirrorAny_Params,
  Values_mirrorAny_Params.Init,
  Values_mirrorAny_Params.Builder,
  Values_mirrorAny_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xf2f34b2f511e64ebn,
  name: "interop.capnp:Values.mirrorAny$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["any", $.AnyPointer, 0]],
});

export interface Values_mirrorAny_Results {
  readonly any: $.AnyPointerValue;
}

export declare namespace Values_mirrorAny_Results {
  interface Init {
    readonly any?: $.AnyPointerInit | undefined;
  }

  interface Builder {
    set any(value: $.AnyPointerInit);
  }

  interface Pipeline {
    readonly any: $.AnyPointerPipeline;
  }
}

export const Values_mirrorAny_Results: $.Struct<
  Values_mirrorAny_Results,
  Values_mirrorAny_Results.Init,
  Values_mirrorAny_Results.Builder,
  Values_mirrorAny_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xf3eb3c5466a199f7n,
  name: "interop.capnp:Values.mirrorAny$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["any", $.AnyPointer, 0]],
});

export interface Values_defaults_Params {
  readonly text: string;
  readonly number: number;
  readonly color: Color | number;
}

export declare namespace Values_defaults_Params {
  interface Init {
    readonly text?: string | undefined;
    readonly number?: number | undefined;
    readonly color?: Color | number | undefined;
  }

  interface Builder {
    set text(value: string);
    set number(value: number);
    set color(value: Color | number);
  }
}

export const Values_defaults_Params: $.Struct<
  Values_defaults_Params,
  Values_defaults_Params.Init,
  Values_defaults_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc5ee4280eadfea3dn,
  name: "interop.capnp:Values.defaults$Params",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["text", $.Text, 0, { default: "from the schema" }],
    ["number", $.Int32, 0, { default: -7 }],
    ["color", Color, 2, { default: "green" }],
  ],
});

export interface Values_defaults_Results {
  readonly text: string;
  readonly number: number;
  readonly color: Color | number;
  readonly note: string;
}

export declare namespace Values_defaults_Results {
  interface Init {
    readonly text?: string | undefined;
    readonly number?: number | undefined;
    readonly color?: Color | number | undefined;
    readonly note?: string | undefined;
  }

  interface Builder {
    set text(value: string);
    set number(value: number);
    set color(value: Color | number);
    set note(value: string);
  }
}

export const Values_defaults_Results: $.Struct<
  Values_defaults_Results,
  Values_defaults_Results.Init,
  Values_defaults_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x87915444771b67f7n,
  name: "interop.capnp:Values.defaults$Results",
  dataWords: 1,
  pointers: 2,
  fields: () => [
    ["text", $.Text, 0],
    ["number", $.Int32, 0],
    ["color", Color, 2],
    ["note", $.Text, 1, { default: "nobody set this" }],
  ],
});

export interface Values_measure_Params {
  readonly bytes: $.Bytes;
}

export declare namespace Values_measure_Params {
  interface Init {
    readonly bytes?: $.Bytes | undefined;
  }

  interface Builder {
    set bytes(value: $.Bytes);
    initBytes(length: number): $.Bytes;
  }
}

export const Values_measure_Params: $.Struct<
  Values_measure_Params,
  Values_measure_Params.Init,
  Values_measure_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xefbb856aa7366fean,
  name: "interop.capnp:Values.measure$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["bytes", $.Data, 0]],
});

export interface Values_measure_Results {
  readonly length: number;
  readonly sum: number;
}

export declare namespace Values_measure_Results {
  interface Init {
    readonly length?: number | undefined;
    readonly sum?: number | undefined;
  }

  interface Builder {
    set length(value: number);
    set sum(value: number);
  }
}

export const Values_measure_Results: $.Struct<
  Values_measure_Results,
  Values_measure_Results.Init,
  Values_measure_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe9abd67b19107594n,
  name: "interop.capnp:Values.measure$Results",
  dataWords: 1,
  pointers: 0,
  fields: () => [
    ["length", $.UInt32, 0],
    ["sum", $.UInt32, 1],
  ],
});

export interface Values_produce_Params {
  readonly length: number;
  readonly step: number;
}

export declare namespace Values_produce_Params {
  interface Init {
    readonly length?: number | undefined;
    readonly step?: number | undefined;
  }

  interface Builder {
    set length(value: number);
    set step(value: number);
  }
}

export const Values_produce_Params: $.Struct<
  Values_produce_Params,
  Values_produce_Params.Init,
  Values_produce_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xfd6340702bb38f2cn,
  name: "interop.capnp:Values.produce$Params",
  dataWords: 1,
  pointers: 0,
  fields: () => [
    ["length", $.UInt32, 0],
    ["step", $.UInt8, 4],
  ],
});

export interface Values_produce_Results {
  readonly bytes: $.Bytes;
}

export declare namespace Values_produce_Results {
  interface Init {
    readonly bytes?: $.Bytes | undefined;
  }

  interface Builder {
    set bytes(value: $.Bytes);
    initBytes(length: number): $.Bytes;
  }
}

export const Values_produce_Results: $.Struct<
  Values_produce_Results,
  Values_produce_Results.Init,
  Values_produce_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xb55e4b7ac421d857n,
  name: "interop.capnp:Values.produce$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["bytes", $.Data, 0]],
});

export type Color = "red" | "green" | "blue";

export const Color: $.Enum<Color> = /*#__PURE__*/ $.enumType({
  id: 0x99e150efcca9fc60n,
  name: "interop.capnp:Color",
  values: ["red", "green", "blue"],
});

export type AllTypes = AllTypes.Fields &
  (
    | { readonly which: "plain" }
    | { readonly which: "number"; readonly number: number }
    | { readonly which: "words"; readonly words: string }
    | { readonly which: number }
  );

export declare namespace AllTypes {
  /** The fields that are not in the union. */
  interface Fields {
    readonly bool: boolean;
    readonly int8: number;
    readonly int16: number;
    readonly int32: number;
    readonly int64: bigint;
    readonly uint8: number;
    readonly uint16: number;
    readonly uint32: number;
    readonly uint64: bigint;
    readonly float32: number;
    readonly float64: number;
    readonly text: string;
    readonly data: $.Bytes;
    readonly color: Color | number;
    readonly inner: AllTypes | undefined;
    readonly bools: readonly boolean[];
    readonly int64s: readonly bigint[];
    readonly float64s: readonly number[];
    readonly texts: readonly string[];
    readonly colors: readonly (Color | number)[];
    readonly inners: readonly AllTypes[];
    readonly rows: readonly (readonly number[])[];
    readonly point: AllTypes_point;
  }

  type Init = {
    readonly nothing?: undefined;
    readonly bool?: boolean | undefined;
    readonly int8?: number | undefined;
    readonly int16?: number | undefined;
    readonly int32?: number | undefined;
    readonly int64?: bigint | undefined;
    readonly uint8?: number | undefined;
    readonly uint16?: number | undefined;
    readonly uint32?: number | undefined;
    readonly uint64?: bigint | undefined;
    readonly float32?: number | undefined;
    readonly float64?: number | undefined;
    readonly text?: string | undefined;
    readonly data?: $.Bytes | undefined;
    readonly color?: Color | number | undefined;
    readonly inner?: AllTypes.Init | undefined;
    readonly bools?: readonly boolean[] | undefined;
    readonly int64s?: readonly bigint[] | undefined;
    readonly float64s?: readonly number[] | undefined;
    readonly texts?: readonly string[] | undefined;
    readonly colors?: readonly (Color | number)[] | undefined;
    readonly inners?: readonly AllTypes.Init[] | undefined;
    readonly rows?: readonly (readonly number[])[] | undefined;
    readonly point?: AllTypes_point.Init | undefined;
  } & (
    | { readonly which: "plain" }
    | { readonly which: "number"; readonly number?: number | undefined }
    | { readonly which: "words"; readonly words?: string | undefined }
    | { readonly which?: number | undefined }
  );

  interface Builder {
    set nothing(value: undefined);
    set bool(value: boolean);
    set int8(value: number);
    set int16(value: number);
    set int32(value: number);
    set int64(value: bigint);
    set uint8(value: number);
    set uint16(value: number);
    set uint32(value: number);
    set uint64(value: bigint);
    set float32(value: number);
    set float64(value: number);
    set text(value: string);
    set data(value: $.Bytes);
    initData(length: number): $.Bytes;
    set color(value: Color | number);
    set inner(value: AllTypes.Init);
    initInner(): AllTypes.Builder;
    set bools(value: readonly boolean[]);
    initBools(length: number): $.ListBuilder<boolean>;
    set int64s(value: readonly bigint[]);
    initInt64s(length: number): $.ListBuilder<bigint>;
    set float64s(value: readonly number[]);
    initFloat64s(length: number): $.ListBuilder<number>;
    set texts(value: readonly string[]);
    initTexts(length: number): $.ListBuilder<string>;
    set colors(value: readonly (Color | number)[]);
    initColors(length: number): $.ListBuilder<Color | number>;
    set inners(value: readonly AllTypes.Init[]);
    initInners(length: number): $.StructListBuilder<AllTypes.Builder>;
    set rows(value: readonly (readonly number[])[]);
    initRows(length: number): $.ListBuilder<readonly number[]>;
    set plain(value: undefined);
    set number(value: number);
    set words(value: string);
    set point(value: AllTypes_point.Init);
    initPoint(): AllTypes_point.Builder;
  }
}

export const AllTypes: $.Struct<AllTypes, AllTypes.Init, AllTypes.Builder> = /*#__PURE__*/ $.structType({
  id: 0xaeecdaff5908bfcen,
  name: "interop.capnp:AllTypes",
  dataWords: 8,
  pointers: 11,
  union: 19,
  fields: () => [
    ["nothing", $.Void, 0],
    ["bool", $.Bool, 0],
    ["int8", $.Int8, 1],
    ["int16", $.Int16, 1],
    ["int32", $.Int32, 1],
    ["int64", $.Int64, 1],
    ["uint8", $.UInt8, 16],
    ["uint16", $.UInt16, 9],
    ["uint32", $.UInt32, 5],
    ["uint64", $.UInt64, 3],
    ["float32", $.Float32, 8],
    ["float64", $.Float64, 5],
    ["text", $.Text, 0],
    ["data", $.Data, 1],
    ["color", Color, 18],
    ["inner", AllTypes, 2],
    ["bools", $.List($.Bool), 3],
    ["int64s", $.List($.Int64), 4],
    ["float64s", $.List($.Float64), 5],
    ["texts", $.List($.Text), 6],
    ["colors", $.List(Color), 7],
    ["inners", $.List(AllTypes), 8],
    ["rows", $.List($.List($.UInt16)), 9],
    ["plain", $.Void, 0, { tag: 0 }],
    ["number", $.UInt32, 12, { tag: 1 }],
    ["words", $.Text, 10, { tag: 2 }],
    ["point", AllTypes_point, 0],
  ],
});

export interface AllTypes_point {
  readonly x: number;
  readonly y: number;
}

export declare namespace AllTypes_point {
  interface Init {
    readonly x?: number | undefined;
    readonly y?: number | undefined;
  }

  interface Builder {
    set x(value: number);
    set y(value: number);
  }
}

export const AllTypes_point: $.Struct<
  AllTypes_point,
  AllTypes_point.Init,
  AllTypes_point.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xc5e80024bafb8b82n,
  name: "interop.capnp:AllTypes.point",
  dataWords: 8,
  pointers: 11,
  fields: () => [
    ["x", $.Float32, 13],
    ["y", $.Float32, 14],
  ],
});

export const sample: AllTypes = {
  bool: true,
  int8: -128,
  int16: -32768,
  int32: -2147483648,
  int64: -9223372036854775808n,
  uint8: 255,
  uint16: 65535,
  uint32: 4294967295,
  uint64: 18446744073709551615n,
  float32: 0.5,
  float64: -1.25e+300,
  text: "Ahoj, světe ✓",
  data: /*#__PURE__*/ $.bytes("AP+Afw=="),
  color: "blue",
  inner: {
    bool: false,
    int8: 0,
    int16: 0,
    int32: 7,
    int64: 0n,
    uint8: 0,
    uint16: 0,
    uint32: 0,
    uint64: 0n,
    float32: 0,
    float64: 0,
    text: "inside",
    data: /*#__PURE__*/ $.bytes(""),
    color: "red",
    inner: undefined,
    bools: [],
    int64s: [],
    float64s: [],
    texts: [],
    colors: [],
    inners: [],
    rows: [],
    which: "words",
    words: "chosen",
    point: { x: 1.5, y: -2.5 },
  },
  bools: [true, false, true, true, false, false, false, true, true],
  int64s: [-1n, 0n, 9007199254740993n],
  float64s: [Infinity, -Infinity, 0.1],
  texts: ["", "one", "two"],
  colors: ["blue", "red", "green"],
  inners: [
    {
      bool: false,
      int8: 0,
      int16: 0,
      int32: 0,
      int64: 0n,
      uint8: 1,
      uint16: 0,
      uint32: 0,
      uint64: 0n,
      float32: 0,
      float64: 0,
      text: "",
      data: /*#__PURE__*/ $.bytes(""),
      color: "red",
      inner: undefined,
      bools: [],
      int64s: [],
      float64s: [],
      texts: [],
      colors: [],
      inners: [],
      rows: [],
      which: "plain",
      point: { x: 0, y: 0 },
    },
    {
      bool: false,
      int8: 0,
      int16: 0,
      int32: 0,
      int64: 0n,
      uint8: 2,
      uint16: 0,
      uint32: 0,
      uint64: 0n,
      float32: 0,
      float64: 0,
      text: "second",
      data: /*#__PURE__*/ $.bytes(""),
      color: "red",
      inner: undefined,
      bools: [],
      int64s: [],
      float64s: [],
      texts: [],
      colors: [],
      inners: [],
      rows: [],
      which: "plain",
      point: { x: 0, y: 0 },
    },
    {
      bool: false,
      int8: 0,
      int16: 0,
      int32: 0,
      int64: 0n,
      uint8: 0,
      uint16: 0,
      uint32: 0,
      uint64: 0n,
      float32: 0,
      float64: 0,
      text: "",
      data: /*#__PURE__*/ $.bytes(""),
      color: "red",
      inner: undefined,
      bools: [],
      int64s: [],
      float64s: [],
      texts: [],
      colors: [],
      inners: [],
      rows: [],
      which: "plain",
      point: { x: 0, y: 0 },
    },
  ],
  rows: [[1, 2, 3], [], [4]],
  which: "number",
  number: 42,
  point: { x: -0, y: 3 },
};

/** A node of a tree without end: the path of the child `b` of the node "a" is "a/b". The root's path is "". */
export interface Node extends $.Client {
  /** Also notes the visit. */
  path(
    params?: $.Params<Node_path_Params.Init, Node_path_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Node_path_Results>;
  child(
    params?: $.Params<Node_child_Params.Init, Node_child_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Node_child_Results, Node_child_Results.Pipeline>;
  /** The same child in every place of the box, and in every place of the box inside it, but no deeper. */
  boxed(
    params?: $.Params<Node_boxed_Params.Init, Node_boxed_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Node_boxed_Results, Node_boxed_Results.Pipeline>;
  anyChild(
    params?: $.Params<Node_anyChild_Params.Init, Node_anyChild_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Node_anyChild_Results, Node_anyChild_Results.Pipeline>;
  /** Publishes its pipeline at once, and never returns. */
  lateChild(
    params?: $.Params<Node_lateChild_Params.Init, Node_lateChild_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Node_lateChild_Results, Node_lateChild_Results.Pipeline>;
  /** Returns a null capability. */
  noChild(
    params?: $.Params<Node_noChild_Params.Init, Node_noChild_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Node_noChild_Results, Node_noChild_Results.Pipeline>;
  /** Fails, with type failed. */
  failedChild(
    params?: $.Params<Node_failedChild_Params.Init, Node_failedChild_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Node_failedChild_Results, Node_failedChild_Results.Pipeline>;
  /** The paths that path() returned in the whole tree, in the order of the calls. */
  visits(
    params?: $.Params<Node_visits_Params.Init, Node_visits_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Node_visits_Results>;
}

export declare namespace Node {
  type Init = $.CapabilityInit<Node, Server>;

  /** A node of a tree without end: the path of the child `b` of the node "a" is "a/b". The root's path is "". */
  interface Server {
    /** Also notes the visit. */
    path(
      params: Node_path_Params,
      ctx: $.Context<Node_path_Results.Init, Node_path_Results.Builder>,
    ): $.Returns<Node_path_Results.Init>;
    child(
      params: Node_child_Params,
      ctx: $.Context<Node_child_Results.Init, Node_child_Results.Builder>,
    ): $.Returns<Node_child_Results.Init>;
    /** The same child in every place of the box, and in every place of the box inside it, but no deeper. */
    boxed(
      params: Node_boxed_Params,
      ctx: $.Context<Node_boxed_Results.Init, Node_boxed_Results.Builder>,
    ): $.Returns<Node_boxed_Results.Init>;
    anyChild(
      params: Node_anyChild_Params,
      ctx: $.Context<Node_anyChild_Results.Init, Node_anyChild_Results.Builder>,
    ): $.Returns<Node_anyChild_Results.Init>;
    /** Publishes its pipeline at once, and never returns. */
    lateChild(
      params: Node_lateChild_Params,
      ctx: $.Context<Node_lateChild_Results.Init, Node_lateChild_Results.Builder>,
    ): $.Returns<Node_lateChild_Results.Init>;
    /** Returns a null capability. */
    noChild(
      params: Node_noChild_Params,
      ctx: $.Context<Node_noChild_Results.Init, Node_noChild_Results.Builder>,
    ): $.Returns<Node_noChild_Results.Init>;
    /** Fails, with type failed. */
    failedChild(
      params: Node_failedChild_Params,
      ctx: $.Context<Node_failedChild_Results.Init, Node_failedChild_Results.Builder>,
    ): $.Returns<Node_failedChild_Results.Init>;
    /** The paths that path() returned in the whole tree, in the order of the calls. */
    visits(
      params: Node_visits_Params,
      ctx: $.Context<Node_visits_Results.Init, Node_visits_Results.Builder>,
    ): $.Returns<Node_visits_Results.Init>;
  }
}

export const Node: $.Interface<Node, Node.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xb7825e8e3ad4ec51n,
  name: "interop.capnp:Node",
  doc: "A node of a tree without end: the path of the child `b` of the node \"a\" is \"a/b\". The root's path is \"\".",
  methods: () => [
    ["path", Node_path_Params, Node_path_Results, { doc: "Also notes the visit." }],
    ["child", Node_child_Params, Node_child_Results],
    [
      "boxed",
      Node_boxed_Params,
      Node_boxed_Results,
      {
        doc: "The same child in every place of the box, and in every place of the box inside it, but no deeper.",
      },
    ],
    ["anyChild", Node_anyChild_Params, Node_anyChild_Results],
    [
      "lateChild",
      Node_lateChild_Params,
      Node_lateChild_Results,
      { doc: "Publishes its pipeline at once, and never returns." },
    ],
    ["noChild", Node_noChild_Params, Node_noChild_Results, { doc: "Returns a null capability." }],
    ["failedChild", Node_failedChild_Params, Node_failedChild_Results, { doc: "Fails, with type failed." }],
    [
      "visits",
      Node_visits_Params,
      Node_visits_Results,
      { doc: "The paths that path() returned in the whole tree, in the order of the calls." },
    ],
  ],
});

export interface Node_Box {
  readonly label: string;
  readonly node: Node;
  readonly box: Node_Box | undefined;
  readonly place: Node_Box_place;
  readonly any: $.AnyPointerValue;
}

export declare namespace Node_Box {
  interface Init {
    readonly label?: string | undefined;
    readonly node?: Node.Init | undefined;
    readonly box?: Node_Box.Init | undefined;
    readonly place?: Node_Box_place.Init | undefined;
    readonly any?: $.AnyPointerInit | undefined;
  }

  interface Builder {
    set label(value: string);
    set node(value: Node.Init);
    set box(value: Node_Box.Init);
    initBox(): Node_Box.Builder;
    set place(value: Node_Box_place.Init);
    initPlace(): Node_Box_place.Builder;
    set any(value: $.AnyPointerInit);
  }

  interface Pipeline {
    readonly node: Node;
    readonly box: Node_Box.Pipeline;
    readonly place: Node_Box_place.Pipeline;
    readonly any: $.AnyPointerPipeline;
  }
}

export const Node_Box: $.Struct<
  Node_Box,
  Node_Box.Init,
  Node_Box.Builder,
  Node_Box.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x8c5649697c13534bn,
  name: "interop.capnp:Node.Box",
  dataWords: 0,
  pointers: 6,
  fields: () => [
    ["label", $.Text, 0],
    ["node", Node, 1],
    ["box", Node_Box, 2],
    ["place", Node_Box_place, 0],
    ["any", $.AnyPointer, 5],
  ],
});

export interface Node_Box_place {
  readonly node: Node;
  readonly deeper: Node_Box_place_deeper;
}

export declare namespace Node_Box_place {
  interface Init {
    readonly node?: Node.Init | undefined;
    readonly deeper?: Node_Box_place_deeper.Init | undefined;
  }

  interface Builder {
    set node(value: Node.Init);
    set deeper(value: Node_Box_place_deeper.Init);
    initDeeper(): Node_Box_place_deeper.Builder;
  }

  interface Pipeline {
    readonly node: Node;
    readonly deeper: Node_Box_place_deeper.Pipeline;
  }
}

export const Node_Box_place: $.Struct<
  Node_Box_place,
  Node_Box_place.Init,
  Node_Box_place.Builder,
  Node_Box_place.Pipeline
> = /*#__PURE__*/ $.groupType({
  id: 0xd7ac9556c8898ac8n,
  name: "interop.capnp:Node.Box.place",
  dataWords: 0,
  pointers: 6,
  fields: () => [
    ["node", Node, 3],
    ["deeper", Node_Box_place_deeper, 0],
  ],
});

export interface Node_Box_place_deeper {
  readonly node: Node;
}

export declare namespace Node_Box_place_deeper {
  interface Init {
    readonly node?: Node.Init | undefined;
  }

  interface Builder {
    set node(value: Node.Init);
  }

  interface Pipeline {
    readonly node: Node;
  }
}

export const Node_Box_place_deeper: $.Struct<
  Node_Box_place_deeper,
  Node_Box_place_deeper.Init,
  Node_Box_place_deeper.Builder,
  Node_Box_place_deeper.Pipeline
> = /*#__PURE__*/ $.groupType({
  id: 0xf8fdcfda67fdefd4n,
  name: "interop.capnp:Node.Box.place.deeper",
  dataWords: 0,
  pointers: 6,
  fields: () => [["node", Node, 4]],
});

export type Node_path_Params = $.Empty;

export declare namespace Node_path_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Node_path_Params: $.Struct<
  Node_path_Params,
  Node_path_Params.Init,
  Node_path_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xb7b5ec4d62cb9825n,
  name: "interop.capnp:Node.path$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Node_path_Results {
  readonly path: string;
}

export declare namespace Node_path_Results {
  interface Init {
    readonly path?: string | undefined;
  }

  interface Builder {
    set path(value: string);
  }
}

export const Node_path_Results: $.Struct<
  Node_path_Results,
  Node_path_Results.Init,
  Node_path_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf010872bf43410d3n,
  name: "interop.capnp:Node.path$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["path", $.Text, 0]],
});

export interface Node_child_Params {
  readonly name: string;
}

export declare namespace Node_child_Params {
  interface Init {
    readonly name?: string | undefined;
  }

  interface Builder {
    set name(value: string);
  }
}

export const Node_child_Params: $.Struct<
  Node_child_Params,
  Node_child_Params.Init,
  Node_child_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc942b6d1fab39804n,
  name: "interop.capnp:Node.child$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["name", $.Text, 0]],
});

export interface Node_child_Results {
  readonly node: Node;
}

export declare namespace Node_child_Results {
  interface Init {
    readonly node?: Node.Init | undefined;
  }

  interface Builder {
    set node(value: Node.Init);
  }

  interface Pipeline {
    readonly node: Node;
  }
}

export const Node_child_Results: $.Struct<
  Node_child_Results,
  Node_child_Results.Init,
  Node_child_Results.Builder,
  Node_child_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x96839a5557b5cf6dn,
  name: "interop.capnp:Node.child$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["node", Node, 0]],
});

export interface Node_boxed_Params {
  readonly name: string;
}

export declare namespace Node_boxed_Params {
  interface Init {
    readonly name?: string | undefined;
  }

  interface Builder {
    set name(value: string);
  }
}

export const Node_boxed_Params: $.Struct<
  Node_boxed_Params,
  Node_boxed_Params.Init,
  Node_boxed_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf10179c978dd5aa1n,
  name: "interop.capnp:Node.boxed$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["name", $.Text, 0]],
});

export interface Node_boxed_Results {
  readonly box: Node_Box | undefined;
}

export declare namespace Node_boxed_Results {
  interface Init {
    readonly box?: Node_Box.Init | undefined;
  }

  interface Builder {
    set box(value: Node_Box.Init);
    initBox(): Node_Box.Builder;
  }

  interface Pipeline {
    readonly box: Node_Box.Pipeline;
  }
}

export const Node_boxed_Results: $.Struct<
  Node_boxed_Results,
  Node_boxed_Results.Init,
  Node_boxed_Results.Builder,
  Node_boxed_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xa654e25566e5fcf5n,
  name: "interop.capnp:Node.boxed$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["box", Node_Box, 0]],
});

export interface Node_anyChild_Params {
  readonly name: string;
}

export declare namespace Node_anyChild_Params {
  interface Init {
    readonly name?: string | undefined;
  }

  interface Builder {
    set name(value: string);
  }
}

export const Node_anyChild_Params: $.Struct<
  Node_anyChild_Params,
  Node_anyChild_Params.Init,
  Node_anyChild_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xb36ecd28614bb7b2n,
  name: "interop.capnp:Node.anyChild$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["name", $.Text, 0]],
});

export interface Node_anyChild_Results {
  readonly node: $.AnyPointerValue;
}

export declare namespace Node_anyChild_Results {
  interface Init {
    readonly node?: $.AnyPointerInit | undefined;
  }

  interface Builder {
    set node(value: $.AnyPointerInit);
  }

  interface Pipeline {
    readonly node: $.AnyPointerPipeline;
  }
}

export const Node_anyChild_Results: $.Struct<
  Node_anyChild_Results,
  Node_anyChild_Results.Init,
  Node_anyChild_Results.Builder,
  Node_anyChild_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xac06e70695f1843en,
  name: "interop.capnp:Node.anyChild$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["node", $.AnyPointer, 0]],
});

export interface Node_lateChild_Params {
  readonly name: string;
}

export declare namespace Node_lateChild_Params {
  interface Init {
    readonly name?: string | undefined;
  }

  interface Builder {
    set name(value: string);
  }
}

export const Node_lateChild_Params: $.Struct<
  Node_lateChild_Params,
  Node_lateChild_Params.Init,
  Node_lateChild_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xa79be4801fe3ce1cn,
  name: "interop.capnp:Node.lateChild$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["name", $.Text, 0]],
});

export interface Node_lateChild_Results {
  readonly node: Node;
}

export declare namespace Node_lateChild_Results {
  interface Init {
    readonly node?: Node.Init | undefined;
  }

  interface Builder {
    set node(value: Node.Init);
  }

  interface Pipeline {
    readonly node: Node;
  }
}

export const Node_lateChild_Results: $.Struct<
  Node_lateChild_Results,
  Node_lateChild_Results.Init,
  Node_lateChild_Results.Builder,
  Node_lateChild_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xb61c33fccac373b3n,
  name: "interop.capnp:Node.lateChild$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["node", Node, 0]],
});

export type Node_noChild_Params = $.Empty;

export declare namespace Node_noChild_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Node_noChild_Params: $.Struct<
  Node_noChild_Params,
  Node_noChild_Params.Init,
  Node_noChild_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xfcc70dc7cae4f8ban,
  name: "interop.capnp:Node.noChild$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Node_noChild_Results {
  readonly node: Node;
}

export declare namespace Node_noChild_Results {
  interface Init {
    readonly node?: Node.Init | undefined;
  }

  interface Builder {
    set node(value: Node.Init);
  }

  interface Pipeline {
    readonly node: Node;
  }
}

export const Node_noChild_Results: $.Struct<
  Node_noChild_Results,
  Node_noChild_Results.Init,
  Node_noChild_Results.Builder,
  Node_noChild_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xfbdeeedb4599205en,
  name: "interop.capnp:Node.noChild$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["node", Node, 0]],
});

export interface Node_failedChild_Params {
  readonly reason: string;
}

export declare namespace Node_failedChild_Params {
  interface Init {
    readonly reason?: string | undefined;
  }

  interface Builder {
    set reason(value: string);
  }
}

export const Node_failedChild_Params: $.Struct<
  Node_failedChild_Params,
  Node_failedChild_Params.Init,
  Node_failedChild_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf6413112013944dcn,
  name: "interop.capnp:Node.failedChild$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["reason", $.Text, 0]],
});

export interface Node_failedChild_Results {
  readonly node: Node;
}

export declare namespace Node_failedChild_Results {
  interface Init {
    readonly node?: Node.Init | undefined;
  }

  interface Builder {
    set node(value: Node.Init);
  }

  interface Pipeline {
    readonly node: Node;
  }
}

export const Node_failedChild_Results: $.Struct<
  Node_failedChild_Results,
  Node_failedChild_Results.Init,
  Node_failedChild_Results.Builder,
  Node_failedChild_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x987630b16cc32071n,
  name: "interop.capnp:Node.failedChild$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["node", Node, 0]],
});

export type Node_visits_Params = $.Empty;

export declare namespace Node_visits_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Node_visits_Params: $.Struct<
  Node_visits_Params,
  Node_visits_Params.Init,
  Node_visits_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe3454b48c0afd793n,
  name: "interop.capnp:Node.visits$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Node_visits_Results {
  readonly paths: readonly string[];
}

export declare namespace Node_visits_Results {
  interface Init {
    readonly paths?: readonly string[] | undefined;
  }

  interface Builder {
    set paths(value: readonly string[]);
    initPaths(length: number): $.ListBuilder<string>;
  }
}

export const Node_visits_Results: $.Struct<
  Node_visits_Results,
  Node_visits_Results.Init,
  Node_visits_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc2f658e4000330e3n,
  name: "interop.capnp:Node.visits$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["paths", $.List($.Text), 0]],
});

/** Tells in which order calls arrive. */
export interface Sequence extends $.Client {
  /** 0, then 1, then 2, … */
  next(
    params?: $.Params<Sequence_next_Params.Init, Sequence_next_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Sequence_next_Results>;
}

export declare namespace Sequence {
  type Init = $.CapabilityInit<Sequence, Server>;

  /** Tells in which order calls arrive. */
  interface Server {
    /** 0, then 1, then 2, … */
    next(
      params: Sequence_next_Params,
      ctx: $.Context<Sequence_next_Results.Init, Sequence_next_Results.Builder>,
    ): $.Returns<Sequence_next_Results.Init>;
  }
}

export const Sequence: $.Interface<Sequence, Sequence.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xddbe99b4747e905en,
  name: "interop.capnp:Sequence",
  doc: "Tells in which order calls arrive.",
  methods: () => [["next", Sequence_next_Params, Sequence_next_Results, { doc: "0, then 1, then 2, …" }]],
});

export type Sequence_next_Params = $.Empty;

export declare namespace Sequence_next_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Sequence_next_Params: $.Struct<
  Sequence_next_Params,
  Sequence_next_Params.Init,
  Sequence_next_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf41f735eee6675f7n,
  name: "interop.capnp:Sequence.next$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Sequence_next_Results {
  readonly number: number;
}

export declare namespace Sequence_next_Results {
  interface Init {
    readonly number?: number | undefined;
  }

  interface Builder {
    set number(value: number);
  }
}

export const Sequence_next_Results: $.Struct<
  Sequence_next_Results,
  Sequence_next_Results.Init,
  Sequence_next_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x91b1759aef39bd1an,
  name: "interop.capnp:Sequence.next$Results",
  dataWords: 1,
  pointers: 0,
  fields: () => [["number", $.UInt32, 0]],
});

/** Holds, calls and hands back the capabilities it is given. */
export interface Keeper extends $.Client {
  /** Returns at once what it got, be it resolved or not. */
  echo(
    params?: $.Params<Keeper_echo_Params.Init, Keeper_echo_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Keeper_echo_Results, Keeper_echo_Results.Pipeline>;
  /** Keeps it, instead of the one before. */
  hold(
    params?: $.Params<Keeper_hold_Params.Init, Keeper_hold_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Keeper_hold_Results>;
  held(
    params?: $.Params<Keeper_held_Params.Init, Keeper_held_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Keeper_held_Results, Keeper_held_Results.Pipeline>;
  callHeld(
    params?: $.Params<Keeper_callHeld_Params.Init, Keeper_callHeld_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Keeper_callHeld_Results>;
  letGo(
    params?: $.Params<Keeper_letGo_Params.Init, Keeper_letGo_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Keeper_letGo_Results>;
  /** Sends all calls at once, then waits for all. */
  call(
    params?: $.Params<Keeper_call_Params.Init, Keeper_call_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Keeper_call_Results>;
  callWhenResolved(
    params?: $.Params<Keeper_callWhenResolved_Params.Init, Keeper_callWhenResolved_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Keeper_callWhenResolved_Results>;
  callAll(
    params?: $.Params<Keeper_callAll_Params.Init, Keeper_callAll_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Keeper_callAll_Results>;
  callItems(
    params?: $.Params<Keeper_callItems_Params.Init, Keeper_callItems_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Keeper_callItems_Results>;
  /** For each label a new sequence, in both lists. */
  makeItems(
    params?: $.Params<Keeper_makeItems_Params.Init, Keeper_makeItems_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Keeper_makeItems_Results>;
  /** Keeps nothing. */
  ignore(
    params?: $.Params<Keeper_ignore_Params.Init, Keeper_ignore_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Keeper_ignore_Results>;
  isNull(
    params?: $.Params<Keeper_isNull_Params.Init, Keeper_isNull_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Keeper_isNull_Results>;
  /**
   * Sends a sequence of its own through peer.echo(). Makes the first half of the calls on the result before it
   * returned, the rest after, and returns the numbers in the order of the calls: 0, 1, 2, … if order holds.
   */
  checkEcho(
    params?: $.Params<Keeper_checkEcho_Params.Init, Keeper_checkEcho_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Keeper_checkEcho_Results>;
}

export declare namespace Keeper {
  type Init = $.CapabilityInit<Keeper, Server>;

  /** Holds, calls and hands back the capabilities it is given. */
  interface Server {
    /** Returns at once what it got, be it resolved or not. */
    echo(
      params: Keeper_echo_Params,
      ctx: $.Context<Keeper_echo_Results.Init, Keeper_echo_Results.Builder>,
    ): $.Returns<Keeper_echo_Results.Init>;
    /** Keeps it, instead of the one before. */
    hold(
      params: Keeper_hold_Params,
      ctx: $.Context<Keeper_hold_Results.Init, Keeper_hold_Results.Builder>,
    ): $.Returns<Keeper_hold_Results.Init>;
    held(
      params: Keeper_held_Params,
      ctx: $.Context<Keeper_held_Results.Init, Keeper_held_Results.Builder>,
    ): $.Returns<Keeper_held_Results.Init>;
    callHeld(
      params: Keeper_callHeld_Params,
      ctx: $.Context<Keeper_callHeld_Results.Init, Keeper_callHeld_Results.Builder>,
    ): $.Returns<Keeper_callHeld_Results.Init>;
    letGo(
      params: Keeper_letGo_Params,
      ctx: $.Context<Keeper_letGo_Results.Init, Keeper_letGo_Results.Builder>,
    ): $.Returns<Keeper_letGo_Results.Init>;
    /** Sends all calls at once, then waits for all. */
    call(
      params: Keeper_call_Params,
      ctx: $.Context<Keeper_call_Results.Init, Keeper_call_Results.Builder>,
    ): $.Returns<Keeper_call_Results.Init>;
    callWhenResolved(
      params: Keeper_callWhenResolved_Params,
      ctx: $.Context<Keeper_callWhenResolved_Results.Init, Keeper_callWhenResolved_Results.Builder>,
    ): $.Returns<Keeper_callWhenResolved_Results.Init>;
    callAll(
      params: Keeper_callAll_Params,
      ctx: $.Context<Keeper_callAll_Results.Init, Keeper_callAll_Results.Builder>,
    ): $.Returns<Keeper_callAll_Results.Init>;
    callItems(
      params: Keeper_callItems_Params,
      ctx: $.Context<Keeper_callItems_Results.Init, Keeper_callItems_Results.Builder>,
    ): $.Returns<Keeper_callItems_Results.Init>;
    /** For each label a new sequence, in both lists. */
    makeItems(
      params: Keeper_makeItems_Params,
      ctx: $.Context<Keeper_makeItems_Results.Init, Keeper_makeItems_Results.Builder>,
    ): $.Returns<Keeper_makeItems_Results.Init>;
    /** Keeps nothing. */
    ignore(
      params: Keeper_ignore_Params,
      ctx: $.Context<Keeper_ignore_Results.Init, Keeper_ignore_Results.Builder>,
    ): $.Returns<Keeper_ignore_Results.Init>;
    isNull(
      params: Keeper_isNull_Params,
      ctx: $.Context<Keeper_isNull_Results.Init, Keeper_isNull_Results.Builder>,
    ): $.Returns<Keeper_isNull_Results.Init>;
    /**
     * Sends a sequence of its own through peer.echo(). Makes the first half of the calls on the result before it
     * returned, the rest after, and returns the numbers in the order of the calls: 0, 1, 2, … if order holds.
     */
    checkEcho(
      params: Keeper_checkEcho_Params,
      ctx: $.Context<Keeper_checkEcho_Results.Init, Keeper_checkEcho_Results.Builder>,
    ): $.Returns<Keeper_checkEcho_Results.Init>;
  }
}

export const Keeper: $.Interface<Keeper, Keeper.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xfa12cfbe159157acn,
  name: "interop.capnp:Keeper",
  doc: "Holds, calls and hands back the capabilities it is given.",
  methods: () => [
    [
      "echo",
      Keeper_echo_Params,
      Keeper_echo_Results,
      { doc: "Returns at once what it got, be it resolved or not." },
    ],
    ["hold", Keeper_hold_Params, Keeper_hold_Results, { doc: "Keeps it, instead of the one before." }],
    ["held", Keeper_held_Params, Keeper_held_Results],
    ["callHeld", Keeper_callHeld_Params, Keeper_callHeld_Results],
    ["letGo", Keeper_letGo_Params, Keeper_letGo_Results],
    [
      "call",
      Keeper_call_Params,
      Keeper_call_Results,
      { doc: "Sends all calls at once, then waits for all." },
    ],
    ["callWhenResolved", Keeper_callWhenResolved_Params, Keeper_callWhenResolved_Results],
    ["callAll", Keeper_callAll_Params, Keeper_callAll_Results],
    ["callItems", Keeper_callItems_Params, Keeper_callItems_Results],
    [
      "makeItems",
      Keeper_makeItems_Params,
      Keeper_makeItems_Results,
      { doc: "For each label a new sequence, in both lists." },
    ],
    ["ignore", Keeper_ignore_Params, Keeper_ignore_Results, { doc: "Keeps nothing." }],
    ["isNull", Keeper_isNull_Params, Keeper_isNull_Results],
    [
      "checkEcho",
      Keeper_checkEcho_Params,
      Keeper_checkEcho_Results,
      {
        doc: "Sends a sequence of its own through peer.echo(). Makes the first half of the calls on the result before it\nreturned, the rest after, and returns the numbers in the order of the calls: 0, 1, 2, … if order holds.",
      },
    ],
  ],
});

export interface Keeper_Item {
  readonly label: string;
  readonly sequence: Sequence;
}

export declare namespace Keeper_Item {
  interface Init {
    readonly label?: string | undefined;
    readonly sequence?: Sequence.Init | undefined;
  }

  interface Builder {
    set label(value: string);
    set sequence(value: Sequence.Init);
  }

  interface Pipeline {
    readonly sequence: Sequence;
  }
}

export const Keeper_Item: $.Struct<
  Keeper_Item,
  Keeper_Item.Init,
  Keeper_Item.Builder,
  Keeper_Item.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xb4ea301b3c13c48cn,
  name: "interop.capnp:Keeper.Item",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["label", $.Text, 0],
    ["sequence", Sequence, 1],
  ],
});

export interface Keeper_echo_Params {
  readonly sequence: Sequence;
}

export declare namespace Keeper_echo_Params {
  interface Init {
    readonly sequence?: Sequence.Init | undefined;
  }

  interface Builder {
    set sequence(value: Sequence.Init);
  }

  interface Pipeline {
    readonly sequence: Sequence;
  }
}

export const Keeper_echo_Params: $.Struct<
  Keeper_echo_Params,
  Keeper_echo_Params.Init,
  Keeper_echo_Params.Builder,
  Keeper_echo_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xae36b4bafdb6569an,
  name: "interop.capnp:Keeper.echo$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["sequence", Sequence, 0]],
});

export interface Keeper_echo_Results {
  readonly sequence: Sequence;
}

export declare namespace Keeper_echo_Results {
  interface Init {
    readonly sequence?: Sequence.Init | undefined;
  }

  interface Builder {
    set sequence(value: Sequence.Init);
  }

  interface Pipeline {
    readonly sequence: Sequence;
  }
}

export const Keeper_echo_Results: $.Struct<
  Keeper_echo_Results,
  Keeper_echo_Results.Init,
  Keeper_echo_Results.Builder,
  Keeper_echo_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x83058dcaf61d683an,
  name: "interop.capnp:Keeper.echo$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["sequence", Sequence, 0]],
});

export interface Keeper_hold_Params {
  readonly sequence: Sequence;
}

export declare namespace Keeper_hold_Params {
  interface Init {
    readonly sequence?: Sequence.Init | undefined;
  }

  interface Builder {
    set sequence(value: Sequence.Init);
  }

  interface Pipeline {
    readonly sequence: Sequence;
  }
}

export const Keeper_hold_Params: $.Struct<
  Keeper_hold_Params,
  Keeper_hold_Params.Init,
  Keeper_hold_Params.Builder,
  Keeper_hold_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xa02fb0ba5b5079aan,
  name: "interop.capnp:Keeper.hold$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["sequence", Sequence, 0]],
});

export type Keeper_hold_Results = $.Empty;

export declare namespace Keeper_hold_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Keeper_hold_Results: $.Struct<
  Keeper_hold_Results,
  Keeper_hold_Results.Init,
  Keeper_hold_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe2cce5454315c3bfn,
  name: "interop.capnp:Keeper.hold$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type Keeper_held_Params = $.Empty;

export declare namespace Keeper_held_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Keeper_held_Params: $.Struct<
  Keeper_held_Params,
  Keeper_held_Params.Init,
  Keeper_held_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf0c1d4c897459cefn,
  name: "interop.capnp:Keeper.held$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Keeper_held_Results {
  readonly sequence: Sequence;
}

export declare namespace Keeper_held_Results {
  interface Init {
    readonly sequence?: Sequence.Init | undefined;
  }

  interface Builder {
    set sequence(value: Sequence.Init);
  }

  interface Pipeline {
    readonly sequence: Sequence;
  }
}

export const Keeper_held_Results: $.Struct<
  Keeper_held_Results,
  Keeper_held_Results.Init,
  Keeper_held_Results.Builder,
  Keeper_held_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xbe505b0a543e2fc6n,
  name: "interop.capnp:Keeper.held$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["sequence", Sequence, 0]],
});

export type Keeper_callHeld_Params = $.Empty;

export declare namespace Keeper_callHeld_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Keeper_callHeld_Params: $.Struct<
  Keeper_callHeld_Params,
  Keeper_callHeld_Params.Init,
  Keeper_callHeld_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xb8ccc24ca3c2bab5n,
  name: "interop.capnp:Keeper.callHeld$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Keeper_callHeld_Results {
  readonly number: number;
}

export declare namespace Keeper_callHeld_Results {
  interface Init {
    readonly number?: number | undefined;
  }

  interface Builder {
    set number(value: number);
  }
}

export const Keeper_callHeld_Results: $.Struct<
  Keeper_callHeld_Results,
  Keeper_callHeld_Results.Init,
  Keeper_callHeld_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xee67c2f39af7ac21n,
  name: "interop.capnp:Keeper.callHeld$Results",
  dataWords: 1,
  pointers: 0,
  fields: () => [["number", $.UInt32, 0]],
});

export type Keeper_letGo_Params = $.Empty;

export declare namespace Keeper_letGo_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Keeper_letGo_Params: $.Struct<
  Keeper_letGo_Params,
  Keeper_letGo_Params.Init,
  Keeper_letGo_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xa3759d73d8998cd9n,
  name: "interop.capnp:Keeper.letGo$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type Keeper_letGo_Results = $.Empty;

export declare namespace Keeper_letGo_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Keeper_letGo_Results: $.Struct<
  Keeper_letGo_Results,
  Keeper_letGo_Results.Init,
  Keeper_letGo_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xeb7c823a4f73177cn,
  name: "interop.capnp:Keeper.letGo$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Keeper_call_Params {
  readonly sequence: Sequence;
  readonly times: number;
}

export declare namespace Keeper_call_Params {
  interface Init {
    readonly sequence?: Sequence.Init | undefined;
    readonly times?: number | undefined;
  }

  interface Builder {
    set sequence(value: Sequence.Init);
    set times(value: number);
  }

  interface Pipeline {
    readonly sequence: Sequence;
  }
}

export const Keeper_call_Params: $.Struct<
  Keeper_call_Params,
  Keeper_call_Params.Init,
  Keeper_call_Params.Builder,
  Keeper_call_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x9fa3df623fe7fd33n,
  name: "interop.capnp:Keeper.call$Params",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["sequence", Sequence, 0],
    ["times", $.UInt32, 0],
  ],
});

export interface Keeper_call_Results {
  readonly numbers: readonly number[];
}

export declare namespace Keeper_call_Results {
  interface Init {
    readonly numbers?: readonly number[] | undefined;
  }

  interface Builder {
    set numbers(value: readonly number[]);
    initNumbers(length: number): $.ListBuilder<number>;
  }
}

export const Keeper_call_Results: $.Struct<
  Keeper_call_Results,
  Keeper_call_Results.Init,
  Keeper_call_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xb870cdd9f89bfad9n,
  name: "interop.capnp:Keeper.call$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["numbers", $.List($.UInt32), 0]],
});

export interface Keeper_callWhenResolved_Params {
  readonly sequence: Sequence;
}

export declare namespace Keeper_callWhenResolved_Params {
  interface Init {
    readonly sequence?: Sequence.Init | undefined;
  }

  interface Builder {
    set sequence(value: Sequence.Init);
  }

  interface Pipeline {
    readonly sequence: Sequence;
  }
}

export const Keeper_callWhenResolved_Params: $.Struct<
  Keeper_callWhenResolved_Params,
  Keeper_callWhenResolved_Params.Init,
  Keeper_callWhenResolved_Params.Builder,
  Keeper_callWhenResolved_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xe7e5d86bdd46f1bdn,
  name: "interop.capnp:Keeper.callWhenResolved$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["sequence", Sequence, 0]],
});

export interface Keeper_callWhenResolved_Results {
  readonly number: number;
}

export declare namespace Keeper_callWhenResolved_Results {
  interface Init {
    readonly number?: number | undefined;
  }

  interface Builder {
    set number(value: number);
  }
}

export const Keeper_callWhenResolved_Results: $.Struct<
  Keeper_callWhenResolved_Results,
  Keeper_callWhenResolved_Results.Init,
  Keeper_callWhenResolved_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc865d57ef67ee9fcn,
  name: "interop.capnp:Keeper.callWhenResolved$Results",
  dataWords: 1,
  pointers: 0,
  fields: () => [["number", $.UInt32, 0]],
});

export interface Keeper_callAll_Params {
  readonly sequences: readonly Sequence[];
}

export declare namespace Keeper_callAll_Params {
  interface Init {
    readonly sequences?: readonly Sequence.Init[] | undefined;
  }

  interface Builder {
    set sequences(value: readonly Sequence.Init[]);
    initSequences(length: number): $.ListBuilder<Sequence.Init>;
  }
}

export const Keeper_callAll_Params: $.Struct<
  Keeper_callAll_Params,
  Keeper_callAll_Params.Init,
  Keeper_callAll_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf049e97afe27f3cen,
  name: "interop.capnp:Keeper.callAll$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["sequences", $.List(Sequence), 0]],
});

export interface Keeper_callAll_Results {
  readonly numbers: readonly number[];
}

export declare namespace Keeper_callAll_Results {
  interface Init {
    readonly numbers?: readonly number[] | undefined;
  }

  interface Builder {
    set numbers(value: readonly number[]);
    initNumbers(length: number): $.ListBuilder<number>;
  }
}

export const Keeper_callAll_Results: $.Struct<
  Keeper_callAll_Results,
  Keeper_callAll_Results.Init,
  Keeper_callAll_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe8c44908bf004becn,
  name: "interop.capnp:Keeper.callAll$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["numbers", $.List($.UInt32), 0]],
});

export interface Keeper_callItems_Params {
  readonly items: readonly Keeper_Item[];
}

export declare namespace Keeper_callItems_Params {
  interface Init {
    readonly items?: readonly Keeper_Item.Init[] | undefined;
  }

  interface Builder {
    set items(value: readonly Keeper_Item.Init[]);
    initItems(length: number): $.StructListBuilder<Keeper_Item.Builder>;
  }
}

export const Keeper_callItems_Params: $.Struct<
  Keeper_callItems_Params,
  Keeper_callItems_Params.Init,
  Keeper_callItems_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xcb8633040d7061f3n,
  name: "interop.capnp:Keeper.callItems$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["items", $.List(Keeper_Item), 0]],
});

export interface Keeper_callItems_Results {
  readonly labels: readonly string[];
  readonly numbers: readonly number[];
}

export declare namespace Keeper_callItems_Results {
  interface Init {
    readonly labels?: readonly string[] | undefined;
    readonly numbers?: readonly number[] | undefined;
  }

  interface Builder {
    set labels(value: readonly string[]);
    initLabels(length: number): $.ListBuilder<string>;
    set numbers(value: readonly number[]);
    initNumbers(length: number): $.ListBuilder<number>;
  }
}

export const Keeper_callItems_Results: $.Struct<
  Keeper_callItems_Results,
  Keeper_callItems_Results.Init,
  Keeper_callItems_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x8cbf6e331503575cn,
  name: "interop.capnp:Keeper.callItems$Results",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["labels", $.List($.Text), 0],
    ["numbers", $.List($.UInt32), 1],
  ],
});

export interface Keeper_makeItems_Params {
  readonly labels: readonly string[];
}

export declare namespace Keeper_makeItems_Params {
  interface Init {
    readonly labels?: readonly string[] | undefined;
  }

  interface Builder {
    set labels(value: readonly string[]);
    initLabels(length: number): $.ListBuilder<string>;
  }
}

export const Keeper_makeItems_Params: $.Struct<
  Keeper_makeItems_Params,
  Keeper_makeItems_Params.Init,
  Keeper_makeItems_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x97c3d89ee173833bn,
  name: "interop.capnp:Keeper.makeItems$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["labels", $.List($.Text), 0]],
});

export interface Keeper_makeItems_Results {
  readonly items: readonly Keeper_Item[];
  readonly sequences: readonly Sequence[];
}

export declare namespace Keeper_makeItems_Results {
  interface Init {
    readonly items?: readonly Keeper_Item.Init[] | undefined;
    readonly sequences?: readonly Sequence.Init[] | undefined;
  }

  interface Builder {
    set items(value: readonly Keeper_Item.Init[]);
    initItems(length: number): $.StructListBuilder<Keeper_Item.Builder>;
    set sequences(value: readonly Sequence.Init[]);
    initSequences(length: number): $.ListBuilder<Sequence.Init>;
  }
}

export const Keeper_makeItems_Results: $.Struct<
  Keeper_makeItems_Results,
  Keeper_makeItems_Results.Init,
  Keeper_makeItems_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xdfae2706e69a6651n,
  name: "interop.capnp:Keeper.makeItems$Results",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["items", $.List(Keeper_Item), 0],
    ["sequences", $.List(Sequence), 1],
  ],
});

export interface Keeper_ignore_Params {
  readonly sequence: Sequence;
}

export declare namespace Keeper_ignore_Params {
  interface Init {
    readonly sequence?: Sequence.Init | undefined;
  }

  interface Builder {
    set sequence(value: Sequence.Init);
  }

  interface Pipeline {
    readonly sequence: Sequence;
  }
}

export const Keeper_ignore_Params: $.Struct<
  Keeper_ignore_Params,
  Keeper_ignore_Params.Init,
  Keeper_ignore_Params.Builder,
  Keeper_ignore_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xc42e5311ca5365f8n,
  name: "interop.capnp:Keeper.ignore$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["sequence", Sequence, 0]],
});

export type Keeper_ignore_Results = $.Empty;

export declare namespace Keeper_ignore_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Keeper_ignore_Results: $.Struct<
  Keeper_ignore_Results,
  Keeper_ignore_Results.Init,
  Keeper_ignore_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xab53a0f060d99b13n,
  name: "interop.capnp:Keeper.ignore$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Keeper_isNull_Params {
  readonly sequence: Sequence;
}

export declare namespace Keeper_isNull_Params {
  interface Init {
    readonly sequence?: Sequence.Init | undefined;
  }

  interface Builder {
    set sequence(value: Sequence.Init);
  }

  interface Pipeline {
    readonly sequence: Sequence;
  }
}

export const Keeper_isNull_Params: $.Struct<
  Keeper_isNull_Params,
  Keeper_isNull_Params.Init,
  Keeper_isNull_Params.Builder,
  Keeper_isNull_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x8f063eed859950d9n,
  name: "interop.capnp:Keeper.isNull$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["sequence", Sequence, 0]],
});

export interface Keeper_isNull_Results {
  readonly isNull: boolean;
}

export declare namespace Keeper_isNull_Results {
  interface Init {
    readonly isNull?: boolean | undefined;
  }

  interface Builder {
    set isNull(value: boolean);
  }
}

export const Keeper_isNull_Results: $.Struct<
  Keeper_isNull_Results,
  Keeper_isNull_Results.Init,
  Keeper_isNull_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x87cede7c44660fa7n,
  name: "interop.capnp:Keeper.isNull$Results",
  dataWords: 1,
  pointers: 0,
  fields: () => [["isNull", $.Bool, 0]],
});

export interface Keeper_checkEcho_Params {
  readonly peer: Keeper;
  readonly calls: number;
}

export declare namespace Keeper_checkEcho_Params {
  interface Init {
    readonly peer?: Keeper.Init | undefined;
    readonly calls?: number | undefined;
  }

  interface Builder {
    set peer(value: Keeper.Init);
    set calls(value: number);
  }

  interface Pipeline {
    readonly peer: Keeper;
  }
}

export const Keeper_checkEcho_Params: $.Struct<
  Keeper_checkEcho_Params,
  Keeper_checkEcho_Params.Init,
  Keeper_checkEcho_Params.Builder,
  Keeper_checkEcho_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xb232f0de4eaae0b0n,
  name: "interop.capnp:Keeper.checkEcho$Params",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["peer", Keeper, 0],
    ["calls", $.UInt32, 0],
  ],
});

export interface Keeper_checkEcho_Results {
  readonly numbers: readonly number[];
}

export declare namespace Keeper_checkEcho_Results {
  interface Init {
    readonly numbers?: readonly number[] | undefined;
  }

  interface Builder {
    set numbers(value: readonly number[]);
    initNumbers(length: number): $.ListBuilder<number>;
  }
}

export const Keeper_checkEcho_Results: $.Struct<
  Keeper_checkEcho_Results,
  Keeper_checkEcho_Results.Init,
  Keeper_checkEcho_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc689d168540f8c2fn,
  name: "interop.capnp:Keeper.checkEcho$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["numbers", $.List($.UInt32), 0]],
});

/** Settles a promise, once; only toPromise() may come before. */
export interface Resolver extends $.Client {
  /** With a sequence of the server. */
  toCapability(
    params?: $.Params<Resolver_toCapability_Params.Init, Resolver_toCapability_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Resolver_toCapability_Results>;
  /** With a capability of the caller. */
  toCaller(
    params?: $.Params<Resolver_toCaller_Params.Init, Resolver_toCaller_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Resolver_toCaller_Results>;
  /** With another promise, which the other methods then settle. */
  toPromise(
    params?: $.Params<Resolver_toPromise_Params.Init, Resolver_toPromise_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Resolver_toPromise_Results>;
  /** With an exception of type failed. */
  reject(
    params?: $.Params<Resolver_reject_Params.Init, Resolver_reject_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Resolver_reject_Results>;
}

export declare namespace Resolver {
  type Init = $.CapabilityInit<Resolver, Server>;

  /** Settles a promise, once; only toPromise() may come before. */
  interface Server {
    /** With a sequence of the server. */
    toCapability(
      params: Resolver_toCapability_Params,
      ctx: $.Context<Resolver_toCapability_Results.Init, Resolver_toCapability_Results.Builder>,
    ): $.Returns<Resolver_toCapability_Results.Init>;
    /** With a capability of the caller. */
    toCaller(
      params: Resolver_toCaller_Params,
      ctx: $.Context<Resolver_toCaller_Results.Init, Resolver_toCaller_Results.Builder>,
    ): $.Returns<Resolver_toCaller_Results.Init>;
    /** With another promise, which the other methods then settle. */
    toPromise(
      params: Resolver_toPromise_Params,
      ctx: $.Context<Resolver_toPromise_Results.Init, Resolver_toPromise_Results.Builder>,
    ): $.Returns<Resolver_toPromise_Results.Init>;
    /** With an exception of type failed. */
    reject(
      params: Resolver_reject_Params,
      ctx: $.Context<Resolver_reject_Results.Init, Resolver_reject_Results.Builder>,
    ): $.Returns<Resolver_reject_Results.Init>;
  }
}

export const Resolver: $.Interface<Resolver, Resolver.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xc63d4e067dcf4950n,
  name: "interop.capnp:Resolver",
  doc: "Settles a promise, once; only toPromise() may come before.",
  methods: () => [
    [
      "toCapability",
      Resolver_toCapability_Params,
      Resolver_toCapability_Results,
      { doc: "With a sequence of the server." },
    ],
    [
      "toCaller",
      Resolver_toCaller_Params,
      Resolver_toCaller_Results,
      { doc: "With a capability of the caller." },
    ],
    [
      "toPromise",
      Resolver_toPromise_Params,
      Resolver_toPromise_Results,
      { doc: "With another promise, which the other methods then settle." },
    ],
    ["reject", Resolver_reject_Params, Resolver_reject_Results, { doc: "With an exception of type failed." }],
  ],
});

export type Resolver_toCapability_Params = $.Empty;

export declare namespace Resolver_toCapability_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Resolver_toCapability_Params: $.Struct<
  Resolver_toCapability_Params,
  Resolver_toCapability_Params.Init,
  Resolver_toCapability_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x9dbe6b3175f43585n,
  name: "interop.capnp:Resolver.toCapability$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type Resolver_toCapability_Results = $.Empty;

export declare namespace Resolver_toCapability_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Resolver_toCapability_Results: $.Struct<
  Resolver_toCapability_Results,
  Resolver_toCapability_Results.Init,
  Resolver_toCapability_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xbc6aa87e2b206435n,
  name: "interop.capnp:Resolver.toCapability$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Resolver_toCaller_Params {
  readonly sequence: Sequence;
}

export declare namespace Resolver_toCaller_Params {
  interface Init {
    readonly sequence?: Sequence.Init | undefined;
  }

  interface Builder {
    set sequence(value: Sequence.Init);
  }

  interface Pipeline {
    readonly sequence: Sequence;
  }
}

export const Resolver_toCaller_Params: $.Struct<
  Resolver_toCaller_Params,
  Resolver_toCaller_Params.Init,
  Resolver_toCaller_Params.Builder,
  Resolver_toCaller_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x9a6140049882b26cn,
  name: "interop.capnp:Resolver.toCaller$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["sequence", Sequence, 0]],
});

export type Resolver_toCaller_Results = $.Empty;

export declare namespace Resolver_toCaller_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Resolver_toCaller_Results: $.Struct<
  Resolver_toCaller_Results,
  Resolver_toCaller_Results.Init,
  Resolver_toCaller_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc17bfe8619174273n,
  name: "interop.capnp:Resolver.toCaller$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type Resolver_toPromise_Params = $.Empty;

export declare namespace Resolver_toPromise_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Resolver_toPromise_Params: $.Struct<
  Resolver_toPromise_Params,
  Resolver_toPromise_Params.Init,
  Resolver_toPromise_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xbc664bec579a3ceen,
  name: "interop.capnp:Resolver.toPromise$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type Resolver_toPromise_Results = $.Empty;

export declare namespace Resolver_toPromise_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Resolver_toPromise_Results: $.Struct<
  Resolver_toPromise_Results,
  Resolver_toPromise_Results.Init,
  Resolver_toPromise_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc4927a81dc15e790n,
  name: "interop.capnp:Resolver.toPromise$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Resolver_reject_Params {
  readonly reason: string;
}

export declare namespace Resolver_reject_Params {
  interface Init {
    readonly reason?: string | undefined;
  }

  interface Builder {
    set reason(value: string);
  }
}

export const Resolver_reject_Params: $.Struct<
  Resolver_reject_Params,
  Resolver_reject_Params.Init,
  Resolver_reject_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc758aebcad3527ban,
  name: "interop.capnp:Resolver.reject$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["reason", $.Text, 0]],
});

export type Resolver_reject_Results = $.Empty;

export declare namespace Resolver_reject_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Resolver_reject_Results: $.Struct<
  Resolver_reject_Results,
  Resolver_reject_Results.Init,
  Resolver_reject_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x9ac0c9a931755317n,
  name: "interop.capnp:Resolver.reject$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Worker extends $.Client {
  /** Returns the number, the text "worked on N", and a sequence that gives 0 first. */
  work(
    params?: $.Params<Worker_work_Params.Init, Worker_work_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Worker_Product, Worker_Product.Pipeline>;
  /** Does not return. */
  never(
    params?: $.Params<Worker_never_Params.Init, Worker_never_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Worker_Product, Worker_Product.Pipeline>;
}

export declare namespace Worker {
  type Init = $.CapabilityInit<Worker, Server>;

  interface Server {
    /** Returns the number, the text "worked on N", and a sequence that gives 0 first. */
    work(
      params: Worker_work_Params,
      ctx: $.Context<Worker_Product.Init, Worker_Product.Builder>,
    ): $.Returns<Worker_Product.Init>;
    /** Does not return. */
    never(
      params: Worker_never_Params,
      ctx: $.Context<Worker_Product.Init, Worker_Product.Builder>,
    ): $.Returns<Worker_Product.Init>;
  }
}

export const Worker: $.Interface<Worker, Worker.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xe3655fa408675bcdn,
  name: "interop.capnp:Worker",
  methods: () => [
    [
      "work",
      Worker_work_Params,
      Worker_Product,
      { doc: "Returns the number, the text \"worked on N\", and a sequence that gives 0 first." },
    ],
    ["never", Worker_never_Params, Worker_Product, { doc: "Does not return." }],
  ],
});

export interface Worker_Product {
  readonly number: number;
  readonly text: string;
  readonly sequence: Sequence;
}

export declare namespace Worker_Product {
  interface Init {
    readonly number?: number | undefined;
    readonly text?: string | undefined;
    readonly sequence?: Sequence.Init | undefined;
  }

  interface Builder {
    set number(value: number);
    set text(value: string);
    set sequence(value: Sequence.Init);
  }

  interface Pipeline {
    readonly sequence: Sequence;
  }
}

export const Worker_Product: $.Struct<
  Worker_Product,
  Worker_Product.Init,
  Worker_Product.Builder,
  Worker_Product.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xe6c984e6793e67cbn,
  name: "interop.capnp:Worker.Product",
  dataWords: 1,
  pointers: 2,
  fields: () => [
    ["number", $.UInt32, 0],
    ["text", $.Text, 0],
    ["sequence", Sequence, 1],
  ],
});

export interface Worker_work_Params {
  readonly number: number;
}

export declare namespace Worker_work_Params {
  interface Init {
    readonly number?: number | undefined;
  }

  interface Builder {
    set number(value: number);
  }
}

export const Worker_work_Params: $.Struct<
  Worker_work_Params,
  Worker_work_Params.Init,
  Worker_work_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x8eb960a41e01cfc4n,
  name: "interop.capnp:Worker.work$Params",
  dataWords: 1,
  pointers: 0,
  fields: () => [["number", $.UInt32, 0]],
});

export type Worker_never_Params = $.Empty;

export declare namespace Worker_never_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Worker_never_Params: $.Struct<
  Worker_never_Params,
  Worker_never_Params.Init,
  Worker_never_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xed9fd6d7aab25637n,
  name: "interop.capnp:Worker.never$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Forwarder extends $.Client {
  /** A tail call of worker.work(). */
  work(
    params?: $.Params<Forwarder_work_Params.Init, Forwarder_work_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Worker_Product, Worker_Product.Pipeline>;
  /** A tail call of worker.never(). */
  never(
    params?: $.Params<Forwarder_never_Params.Init, Forwarder_never_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Worker_Product, Worker_Product.Pipeline>;
}

export declare namespace Forwarder {
  type Init = $.CapabilityInit<Forwarder, Server>;

  interface Server {
    /** A tail call of worker.work(). */
    work(
      params: Forwarder_work_Params,
      ctx: $.Context<Worker_Product.Init, Worker_Product.Builder>,
    ): $.Returns<Worker_Product.Init>;
    /** A tail call of worker.never(). */
    never(
      params: Forwarder_never_Params,
      ctx: $.Context<Worker_Product.Init, Worker_Product.Builder>,
    ): $.Returns<Worker_Product.Init>;
  }
}

export const Forwarder: $.Interface<Forwarder, Forwarder.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xcbdc69b55f4c6efen,
  name: "interop.capnp:Forwarder",
  methods: () => [
    ["work", Forwarder_work_Params, Worker_Product, { doc: "A tail call of worker.work()." }],
    ["never", Forwarder_never_Params, Worker_Product, { doc: "A tail call of worker.never()." }],
  ],
});

export interface Forwarder_work_Params {
  readonly number: number;
  readonly worker: Worker;
}

export declare namespace Forwarder_work_Params {
  interface Init {
    readonly number?: number | undefined;
    readonly worker?: Worker.Init | undefined;
  }

  interface Builder {
    set number(value: number);
    set worker(value: Worker.Init);
  }

  interface Pipeline {
    readonly worker: Worker;
  }
}

export const Forwarder_work_Params: $.Struct<
  Forwarder_work_Params,
  Forwarder_work_Params.Init,
  Forwarder_work_Params.Builder,
  Forwarder_work_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xbf167e397fa573dan,
  name: "interop.capnp:Forwarder.work$Params",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["number", $.UInt32, 0],
    ["worker", Worker, 0],
  ],
});

export interface Forwarder_never_Params {
  readonly worker: Worker;
}

export declare namespace Forwarder_never_Params {
  interface Init {
    readonly worker?: Worker.Init | undefined;
  }

  interface Builder {
    set worker(value: Worker.Init);
  }

  interface Pipeline {
    readonly worker: Worker;
  }
}

export const Forwarder_never_Params: $.Struct<
  Forwarder_never_Params,
  Forwarder_never_Params.Init,
  Forwarder_never_Params.Builder,
  Forwarder_never_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xf7bdfb443170a495n,
  name: "interop.capnp:Forwarder.never$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["worker", Worker, 0]],
});

/** Counts what is written. One write is served at a time. */
export interface Sink extends $.Client {
  write(
    params?: $.Params<Sink_write_Params.Init, Sink_write_Params.Builder>,
    options?: $.CallOptions,
  ): $.StreamCall;
  /** Fails, with type failed. */
  fail(
    params?: $.Params<Sink_fail_Params.Init, Sink_fail_Params.Builder>,
    options?: $.CallOptions,
  ): $.StreamCall;
  /** The writes, their bytes, the sum of these modulo 2^32, and how many writes were ever served at once. */
  finish(
    params?: $.Params<Sink_finish_Params.Init, Sink_finish_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Sink_finish_Results>;
}

export declare namespace Sink {
  type Init = $.CapabilityInit<Sink, Server>;

  /** Counts what is written. One write is served at a time. */
  interface Server {
    write(params: Sink_write_Params, ctx: $.StreamContext): $.StreamReturns;
    /** Fails, with type failed. */
    fail(params: Sink_fail_Params, ctx: $.StreamContext): $.StreamReturns;
    /** The writes, their bytes, the sum of these modulo 2^32, and how many writes were ever served at once. */
    finish(
      params: Sink_finish_Params,
      ctx: $.Context<Sink_finish_Results.Init, Sink_finish_Results.Builder>,
    ): $.Returns<Sink_finish_Results.Init>;
  }
}

export const Sink: $.Interface<Sink, Sink.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0x91083d9edeb936cen,
  name: "interop.capnp:Sink",
  doc: "Counts what is written. One write is served at a time.",
  methods: () => [
    ["write", Sink_write_Params, "stream"],
    ["fail", Sink_fail_Params, "stream", { doc: "Fails, with type failed." }],
    [
      "finish",
      Sink_finish_Params,
      Sink_finish_Results,
      {
        doc: "The writes, their bytes, the sum of these modulo 2^32, and how many writes were ever served at once.",
      },
    ],
  ],
});

export interface Sink_write_Params {
  readonly bytes: $.Bytes;
}

export declare namespace Sink_write_Params {
  interface Init {
    readonly bytes?: $.Bytes | undefined;
  }

  interface Builder {
    set bytes(value: $.Bytes);
    initBytes(length: number): $.Bytes;
  }
}

export const Sink_write_Params: $.Struct<
  Sink_write_Params,
  Sink_write_Params.Init,
  Sink_write_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xd96fbf2861ad3b58n,
  name: "interop.capnp:Sink.write$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["bytes", $.Data, 0]],
});

export interface Sink_fail_Params {
  readonly reason: string;
}

export declare namespace Sink_fail_Params {
  interface Init {
    readonly reason?: string | undefined;
  }

  interface Builder {
    set reason(value: string);
  }
}

export const Sink_fail_Params: $.Struct<
  Sink_fail_Params,
  Sink_fail_Params.Init,
  Sink_fail_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe1b12f076b9d4046n,
  name: "interop.capnp:Sink.fail$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["reason", $.Text, 0]],
});

export type Sink_finish_Params = $.Empty;

export declare namespace Sink_finish_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Sink_finish_Params: $.Struct<
  Sink_finish_Params,
  Sink_finish_Params.Init,
  Sink_finish_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xde10ef353d07ff36n,
  name: "interop.capnp:Sink.finish$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Sink_finish_Results {
  readonly writes: number;
  readonly bytes: number;
  readonly sum: number;
  readonly mostAtOnce: number;
}

export declare namespace Sink_finish_Results {
  interface Init {
    readonly writes?: number | undefined;
    readonly bytes?: number | undefined;
    readonly sum?: number | undefined;
    readonly mostAtOnce?: number | undefined;
  }

  interface Builder {
    set writes(value: number);
    set bytes(value: number);
    set sum(value: number);
    set mostAtOnce(value: number);
  }
}

export const Sink_finish_Results: $.Struct<
  Sink_finish_Results,
  Sink_finish_Results.Init,
  Sink_finish_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe1c87608562e370fn,
  name: "interop.capnp:Sink.finish$Results",
  dataWords: 2,
  pointers: 0,
  fields: () => [
    ["writes", $.UInt32, 0],
    ["bytes", $.UInt32, 1],
    ["sum", $.UInt32, 2],
    ["mostAtOnce", $.UInt32, 3],
  ],
});

export interface Gate extends $.Client {
  /** Lets all writes go, for ever. */
  open(
    params?: $.Params<Gate_open_Params.Init, Gate_open_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Gate_open_Results>;
}

export declare namespace Gate {
  type Init = $.CapabilityInit<Gate, Server>;

  interface Server {
    /** Lets all writes go, for ever. */
    open(
      params: Gate_open_Params,
      ctx: $.Context<Gate_open_Results.Init, Gate_open_Results.Builder>,
    ): $.Returns<Gate_open_Results.Init>;
  }
}

export const Gate: $.Interface<Gate, Gate.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xca7c2877c464c9a0n,
  name: "interop.capnp:Gate",
  methods: () => [["open", Gate_open_Params, Gate_open_Results, { doc: "Lets all writes go, for ever." }]],
});

export type Gate_open_Params = $.Empty;

export declare namespace Gate_open_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Gate_open_Params: $.Struct<
  Gate_open_Params,
  Gate_open_Params.Init,
  Gate_open_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xeab3f088cdbe0cabn,
  name: "interop.capnp:Gate.open$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type Gate_open_Results = $.Empty;

export declare namespace Gate_open_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Gate_open_Results: $.Struct<
  Gate_open_Results,
  Gate_open_Results.Init,
  Gate_open_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xb7fd0cbfa9734735n,
  name: "interop.capnp:Gate.open$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Patience extends $.Client {
  /** Holds its parameter, has put it into its results, and never returns. Lets itself be cancelled. */
  wait(
    params?: $.Params<Patience_wait_Params.Init, Patience_wait_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Patience_wait_Results, Patience_wait_Results.Pipeline>;
  counts(
    params?: $.Params<Patience_counts_Params.Init, Patience_counts_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Patience_counts_Results>;
  /** Returns once that many calls of wait() have been cancelled. */
  whenCancelled(
    params?: $.Params<Patience_whenCancelled_Params.Init, Patience_whenCancelled_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Patience_whenCancelled_Results>;
}

export declare namespace Patience {
  type Init = $.CapabilityInit<Patience, Server>;

  interface Server {
    /** Holds its parameter, has put it into its results, and never returns. Lets itself be cancelled. */
    wait(
      params: Patience_wait_Params,
      ctx: $.Context<Patience_wait_Results.Init, Patience_wait_Results.Builder>,
    ): $.Returns<Patience_wait_Results.Init>;
    counts(
      params: Patience_counts_Params,
      ctx: $.Context<Patience_counts_Results.Init, Patience_counts_Results.Builder>,
    ): $.Returns<Patience_counts_Results.Init>;
    /** Returns once that many calls of wait() have been cancelled. */
    whenCancelled(
      params: Patience_whenCancelled_Params,
      ctx: $.Context<Patience_whenCancelled_Results.Init, Patience_whenCancelled_Results.Builder>,
    ): $.Returns<Patience_whenCancelled_Results.Init>;
  }
}

export const Patience: $.Interface<Patience, Patience.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xba25c12fa6957034n,
  name: "interop.capnp:Patience",
  methods: () => [
    [
      "wait",
      Patience_wait_Params,
      Patience_wait_Results,
      {
        doc: "Holds its parameter, has put it into its results, and never returns. Lets itself be cancelled.",
      },
    ],
    ["counts", Patience_counts_Params, Patience_counts_Results],
    [
      "whenCancelled",
      Patience_whenCancelled_Params,
      Patience_whenCancelled_Results,
      { doc: "Returns once that many calls of wait() have been cancelled." },
    ],
  ],
});

export interface Patience_wait_Params {
  readonly sequence: Sequence;
}

export declare namespace Patience_wait_Params {
  interface Init {
    readonly sequence?: Sequence.Init | undefined;
  }

  interface Builder {
    set sequence(value: Sequence.Init);
  }

  interface Pipeline {
    readonly sequence: Sequence;
  }
}

export const Patience_wait_Params: $.Struct<
  Patience_wait_Params,
  Patience_wait_Params.Init,
  Patience_wait_Params.Builder,
  Patience_wait_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xc1dc7b4e275ff49cn,
  name: "interop.capnp:Patience.wait$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["sequence", Sequence, 0]],
});

export interface Patience_wait_Results {
  readonly sequence: Sequence;
}

export declare namespace Patience_wait_Results {
  interface Init {
    readonly sequence?: Sequence.Init | undefined;
  }

  interface Builder {
    set sequence(value: Sequence.Init);
  }

  interface Pipeline {
    readonly sequence: Sequence;
  }
}

export const Patience_wait_Results: $.Struct<
  Patience_wait_Results,
  Patience_wait_Results.Init,
  Patience_wait_Results.Builder,
  Patience_wait_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xc01d04a8ce99aa46n,
  name: "interop.capnp:Patience.wait$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["sequence", Sequence, 0]],
});

export type Patience_counts_Params = $.Empty;

export declare namespace Patience_counts_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Patience_counts_Params: $.Struct<
  Patience_counts_Params,
  Patience_counts_Params.Init,
  Patience_counts_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf78484aa061f1a8fn,
  name: "interop.capnp:Patience.counts$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Patience_counts_Results {
  readonly waiting: number;
  readonly cancelled: number;
}

export declare namespace Patience_counts_Results {
  interface Init {
    readonly waiting?: number | undefined;
    readonly cancelled?: number | undefined;
  }

  interface Builder {
    set waiting(value: number);
    set cancelled(value: number);
  }
}

export const Patience_counts_Results: $.Struct<
  Patience_counts_Results,
  Patience_counts_Results.Init,
  Patience_counts_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xa4b7899d60009769n,
  name: "interop.capnp:Patience.counts$Results",
  dataWords: 1,
  pointers: 0,
  fields: () => [
    ["waiting", $.UInt32, 0],
    ["cancelled", $.UInt32, 1],
  ],
});

export interface Patience_whenCancelled_Params {
  readonly count: number;
}

export declare namespace Patience_whenCancelled_Params {
  interface Init {
    readonly count?: number | undefined;
  }

  interface Builder {
    set count(value: number);
  }
}

export const Patience_whenCancelled_Params: $.Struct<
  Patience_whenCancelled_Params,
  Patience_whenCancelled_Params.Init,
  Patience_whenCancelled_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xaa73e191d42c474bn,
  name: "interop.capnp:Patience.whenCancelled$Params",
  dataWords: 1,
  pointers: 0,
  fields: () => [["count", $.UInt32, 0]],
});

export type Patience_whenCancelled_Results = $.Empty;

export declare namespace Patience_whenCancelled_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Patience_whenCancelled_Results: $.Struct<
  Patience_whenCancelled_Results,
  Patience_whenCancelled_Results.Init,
  Patience_whenCancelled_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xa31b306a61f89704n,
  name: "interop.capnp:Patience.whenCancelled$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

/** Makes handles and counts those that are alive. */
export interface Handles extends $.Client {
  open(
    params?: $.Params<Handles_open_Params.Init, Handles_open_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Handles_open_Results, Handles_open_Results.Pipeline>;
  openMany(
    params?: $.Params<Handles_openMany_Params.Init, Handles_openMany_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Handles_openMany_Results>;
  live(
    params?: $.Params<Handles_live_Params.Init, Handles_live_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Handles_live_Results>;
  /** Returns once exactly that many are alive. */
  whenLive(
    params?: $.Params<Handles_whenLive_Params.Init, Handles_whenLive_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Handles_whenLive_Results>;
  /** Whether the capability, once resolved, is a handle of this group. */
  isOurs(
    params?: $.Params<Handles_isOurs_Params.Init, Handles_isOurs_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Handles_isOurs_Results>;
}

export declare namespace Handles {
  type Init = $.CapabilityInit<Handles, Server>;

  /** Makes handles and counts those that are alive. */
  interface Server {
    open(
      params: Handles_open_Params,
      ctx: $.Context<Handles_open_Results.Init, Handles_open_Results.Builder>,
    ): $.Returns<Handles_open_Results.Init>;
    openMany(
      params: Handles_openMany_Params,
      ctx: $.Context<Handles_openMany_Results.Init, Handles_openMany_Results.Builder>,
    ): $.Returns<Handles_openMany_Results.Init>;
    live(
      params: Handles_live_Params,
      ctx: $.Context<Handles_live_Results.Init, Handles_live_Results.Builder>,
    ): $.Returns<Handles_live_Results.Init>;
    /** Returns once exactly that many are alive. */
    whenLive(
      params: Handles_whenLive_Params,
      ctx: $.Context<Handles_whenLive_Results.Init, Handles_whenLive_Results.Builder>,
    ): $.Returns<Handles_whenLive_Results.Init>;
    /** Whether the capability, once resolved, is a handle of this group. */
    isOurs(
      params: Handles_isOurs_Params,
      ctx: $.Context<Handles_isOurs_Results.Init, Handles_isOurs_Results.Builder>,
    ): $.Returns<Handles_isOurs_Results.Init>;
  }
}

export const Handles: $.Interface<Handles, Handles.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xb66177c424e95b45n,
  name: "interop.capnp:Handles",
  doc: "Makes handles and counts those that are alive.",
  methods: () => [
    ["open", Handles_open_Params, Handles_open_Results],
    ["openMany", Handles_openMany_Params, Handles_openMany_Results],
    ["live", Handles_live_Params, Handles_live_Results],
    [
      "whenLive",
      Handles_whenLive_Params,
      Handles_whenLive_Results,
      { doc: "Returns once exactly that many are alive." },
    ],
    [
      "isOurs",
      Handles_isOurs_Params,
      Handles_isOurs_Results,
      { doc: "Whether the capability, once resolved, is a handle of this group." },
    ],
  ],
});

export type Handles_open_Params = $.Empty;

export declare namespace Handles_open_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Handles_open_Params: $.Struct<
  Handles_open_Params,
  Handles_open_Params.Init,
  Handles_open_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x8053a7f254462802n,
  name: "interop.capnp:Handles.open$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Handles_open_Results {
  readonly handle: Handle;
}

export declare namespace Handles_open_Results {
  interface Init {
    readonly handle?: Handle.Init | undefined;
  }

  interface Builder {
    set handle(value: Handle.Init);
  }

  interface Pipeline {
    readonly handle: Handle;
  }
}

export const Handles_open_Results: $.Struct<
  Handles_open_Results,
  Handles_open_Results.Init,
  Handles_open_Results.Builder,
  Handles_open_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xbb323f6f2d23de11n,
  name: "interop.capnp:Handles.open$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["handle", Handle, 0]],
});

export interface Handles_openMany_Params {
  readonly count: number;
}

export declare namespace Handles_openMany_Params {
  interface Init {
    readonly count?: number | undefined;
  }

  interface Builder {
    set count(value: number);
  }
}

export const Handles_openMany_Params: $.Struct<
  Handles_openMany_Params,
  Handles_openMany_Params.Init,
  Handles_openMany_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xae252e9d42a80f23n,
  name: "interop.capnp:Handles.openMany$Params",
  dataWords: 1,
  pointers: 0,
  fields: () => [["count", $.UInt32, 0]],
});

export interface Handles_openMany_Results {
  readonly handles: readonly Handle[];
}

export declare namespace Handles_openMany_Results {
  interface Init {
    readonly handles?: readonly Handle.Init[] | undefined;
  }

  interface Builder {
    set handles(value: readonly Handle.Init[]);
    initHandles(length: number): $.ListBuilder<Handle.Init>;
  }
}

export const Handles_openMany_Results: $.Struct<
  Handles_openMany_Results,
  Handles_openMany_Results.Init,
  Handles_openMany_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe17dabf64ca22861n,
  name: "interop.capnp:Handles.openMany$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["handles", $.List(Handle), 0]],
});

export type Handles_live_Params = $.Empty;

export declare namespace Handles_live_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Handles_live_Params: $.Struct<
  Handles_live_Params,
  Handles_live_Params.Init,
  Handles_live_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xd80d197efd517159n,
  name: "interop.capnp:Handles.live$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Handles_live_Results {
  readonly count: number;
}

export declare namespace Handles_live_Results {
  interface Init {
    readonly count?: number | undefined;
  }

  interface Builder {
    set count(value: number);
  }
}

export const Handles_live_Results: $.Struct<
  Handles_live_Results,
  Handles_live_Results.Init,
  Handles_live_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf7892aa2e3348460n,
  name: "interop.capnp:Handles.live$Results",
  dataWords: 1,
  pointers: 0,
  fields: () => [["count", $.UInt32, 0]],
});

export interface Handles_whenLive_Params {
  readonly count: number;
}

export declare namespace Handles_whenLive_Params {
  interface Init {
    readonly count?: number | undefined;
  }

  interface Builder {
    set count(value: number);
  }
}

export const Handles_whenLive_Params: $.Struct<
  Handles_whenLive_Params,
  Handles_whenLive_Params.Init,
  Handles_whenLive_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xaf3063d3103e558fn,
  name: "interop.capnp:Handles.whenLive$Params",
  dataWords: 1,
  pointers: 0,
  fields: () => [["count", $.UInt32, 0]],
});

export type Handles_whenLive_Results = $.Empty;

export declare namespace Handles_whenLive_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Handles_whenLive_Results: $.Struct<
  Handles_whenLive_Results,
  Handles_whenLive_Results.Init,
  Handles_whenLive_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc1f66ed3c077fca1n,
  name: "interop.capnp:Handles.whenLive$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Handles_isOurs_Params {
  readonly handle: Handle;
}

export declare namespace Handles_isOurs_Params {
  interface Init {
    readonly handle?: Handle.Init | undefined;
  }

  interface Builder {
    set handle(value: Handle.Init);
  }

  interface Pipeline {
    readonly handle: Handle;
  }
}

export const Handles_isOurs_Params: $.Struct<
  Handles_isOurs_Params,
  Handles_isOurs_Params.Init,
  Handles_isOurs_Params.Builder,
  Handles_isOurs_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x92f29cf4b406426an,
  name: "interop.capnp:Handles.isOurs$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["handle", Handle, 0]],
});

export interface Handles_isOurs_Results {
  readonly isOurs: boolean;
}

export declare namespace Handles_isOurs_Results {
  interface Init {
    readonly isOurs?: boolean | undefined;
  }

  interface Builder {
    set isOurs(value: boolean);
  }
}

export const Handles_isOurs_Results: $.Struct<
  Handles_isOurs_Results,
  Handles_isOurs_Results.Init,
  Handles_isOurs_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xd8222edf259bfdb4n,
  name: "interop.capnp:Handles.isOurs$Results",
  dataWords: 1,
  pointers: 0,
  fields: () => [["isOurs", $.Bool, 0]],
});

export interface Handle extends $.Client {}

export declare namespace Handle {
  type Init = $.CapabilityInit<Handle, Server>;

  interface Server {}
}

export const Handle: $.Interface<Handle, Handle.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xc2cdd8d6cbb54c18n,
  name: "interop.capnp:Handle",
  methods: () => [],
});

export type FailureType = "failed" | "overloaded" | "disconnected" | "unimplemented";

export const FailureType: $.Enum<FailureType> = /*#__PURE__*/ $.enumType({
  id: 0x9c05b7f9006f4f08n,
  name: "interop.capnp:FailureType",
  values: ["failed", "overloaded", "disconnected", "unimplemented"],
});

export interface Failures extends $.Client {
  fail(
    params?: $.Params<Failures_fail_Params.Init, Failures_fail_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Failures_fail_Results>;
  /** Calls failures.fail(), and fails as that did. */
  relay(
    params?: $.Params<Failures_relay_Params.Init, Failures_relay_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Failures_relay_Results>;
  /** A capability on which every call fails with type failed. */
  broken(
    params?: $.Params<Failures_broken_Params.Init, Failures_broken_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Failures_broken_Results, Failures_broken_Results.Pipeline>;
}

export declare namespace Failures {
  type Init = $.CapabilityInit<Failures, Server>;

  interface Server {
    fail(
      params: Failures_fail_Params,
      ctx: $.Context<Failures_fail_Results.Init, Failures_fail_Results.Builder>,
    ): $.Returns<Failures_fail_Results.Init>;
    /** Calls failures.fail(), and fails as that did. */
    relay(
      params: Failures_relay_Params,
      ctx: $.Context<Failures_relay_Results.Init, Failures_relay_Results.Builder>,
    ): $.Returns<Failures_relay_Results.Init>;
    /** A capability on which every call fails with type failed. */
    broken(
      params: Failures_broken_Params,
      ctx: $.Context<Failures_broken_Results.Init, Failures_broken_Results.Builder>,
    ): $.Returns<Failures_broken_Results.Init>;
  }
}

export const Failures: $.Interface<Failures, Failures.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xffcf0900d52d1a57n,
  name: "interop.capnp:Failures",
  methods: () => [
    ["fail", Failures_fail_Params, Failures_fail_Results],
    [
      "relay",
      Failures_relay_Params,
      Failures_relay_Results,
      { doc: "Calls failures.fail(), and fails as that did." },
    ],
    [
      "broken",
      Failures_broken_Params,
      Failures_broken_Results,
      { doc: "A capability on which every call fails with type failed." },
    ],
  ],
});

export interface Failures_fail_Params {
  readonly type: FailureType | number;
  readonly reason: string;
}

export declare namespace Failures_fail_Params {
  interface Init {
    readonly type?: FailureType | number | undefined;
    readonly reason?: string | undefined;
  }

  interface Builder {
    set type(value: FailureType | number);
    set reason(value: string);
  }
}

export const Failures_fail_Params: $.Struct<
  Failures_fail_Params,
  Failures_fail_Params.Init,
  Failures_fail_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf03c0419260b7912n,
  name: "interop.capnp:Failures.fail$Params",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["type", FailureType, 0],
    ["reason", $.Text, 0],
  ],
});

export type Failures_fail_Results = $.Empty;

export declare namespace Failures_fail_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Failures_fail_Results: $.Struct<
  Failures_fail_Results,
  Failures_fail_Results.Init,
  Failures_fail_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xd0c4a081fdf862a0n,
  name: "interop.capnp:Failures.fail$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Failures_relay_Params {
  readonly failures: Failures;
  readonly type: FailureType | number;
  readonly reason: string;
}

export declare namespace Failures_relay_Params {
  interface Init {
    readonly failures?: Failures.Init | undefined;
    readonly type?: FailureType | number | undefined;
    readonly reason?: string | undefined;
  }

  interface Builder {
    set failures(value: Failures.Init);
    set type(value: FailureType | number);
    set reason(value: string);
  }

  interface Pipeline {
    readonly failures: Failures;
  }
}

export const Failures_relay_Params: $.Struct<
  Failures_relay_Params,
  Failures_relay_Params.Init,
  Failures_relay_Params.Builder,
  Failures_relay_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xdd8fa2e0f39896fbn,
  name: "interop.capnp:Failures.relay$Params",
  dataWords: 1,
  pointers: 2,
  fields: () => [
    ["failures", Failures, 0],
    ["type", FailureType, 0],
    ["reason", $.Text, 1],
  ],
});

export type Failures_relay_Results = $.Empty;

export declare namespace Failures_relay_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Failures_relay_Results: $.Struct<
  Failures_relay_Results,
  Failures_relay_Results.Init,
  Failures_relay_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xaa3fb53aae17caffn,
  name: "interop.capnp:Failures.relay$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Failures_broken_Params {
  readonly reason: string;
}

export declare namespace Failures_broken_Params {
  interface Init {
    readonly reason?: string | undefined;
  }

  interface Builder {
    set reason(value: string);
  }
}

export const Failures_broken_Params: $.Struct<
  Failures_broken_Params,
  Failures_broken_Params.Init,
  Failures_broken_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x8d99ce20cbc0e0aan,
  name: "interop.capnp:Failures.broken$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["reason", $.Text, 0]],
});

export interface Failures_broken_Results {
  readonly sequence: Sequence;
}

export declare namespace Failures_broken_Results {
  interface Init {
    readonly sequence?: Sequence.Init | undefined;
  }

  interface Builder {
    set sequence(value: Sequence.Init);
  }

  interface Pipeline {
    readonly sequence: Sequence;
  }
}

export const Failures_broken_Results: $.Struct<
  Failures_broken_Results,
  Failures_broken_Results.Init,
  Failures_broken_Results.Builder,
  Failures_broken_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xd60d034d950317d3n,
  name: "interop.capnp:Failures.broken$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["sequence", Sequence, 0]],
});

export interface Bouncer extends $.Client {
  /** At 0 returns 0. Otherwise calls to.bounce(left - 1, itself) and returns one more than that. */
  bounce(
    params?: $.Params<Bouncer_bounce_Params.Init, Bouncer_bounce_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Bouncer_bounce_Results>;
}

export declare namespace Bouncer {
  type Init = $.CapabilityInit<Bouncer, Server>;

  interface Server {
    /** At 0 returns 0. Otherwise calls to.bounce(left - 1, itself) and returns one more than that. */
    bounce(
      params: Bouncer_bounce_Params,
      ctx: $.Context<Bouncer_bounce_Results.Init, Bouncer_bounce_Results.Builder>,
    ): $.Returns<Bouncer_bounce_Results.Init>;
  }
}

export const Bouncer: $.Interface<Bouncer, Bouncer.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xda8fd9f3b365270bn,
  name: "interop.capnp:Bouncer",
  methods: () => [
    [
      "bounce",
      Bouncer_bounce_Params,
      Bouncer_bounce_Results,
      { doc: "At 0 returns 0. Otherwise calls to.bounce(left - 1, itself) and returns one more than that." },
    ],
  ],
});

export interface Bouncer_bounce_Params {
  readonly left: number;
  readonly to: Bouncer;
}

export declare namespace Bouncer_bounce_Params {
  interface Init {
    readonly left?: number | undefined;
    readonly to?: Bouncer.Init | undefined;
  }

  interface Builder {
    set left(value: number);
    set to(value: Bouncer.Init);
  }

  interface Pipeline {
    readonly to: Bouncer;
  }
}

export const Bouncer_bounce_Params: $.Struct<
  Bouncer_bounce_Params,
  Bouncer_bounce_Params.Init,
  Bouncer_bounce_Params.Builder,
  Bouncer_bounce_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xe969cb09eb57e26en,
  name: "interop.capnp:Bouncer.bounce$Params",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["left", $.UInt32, 0],
    ["to", Bouncer, 0],
  ],
});

export interface Bouncer_bounce_Results {
  readonly bounces: number;
}

export declare namespace Bouncer_bounce_Results {
  interface Init {
    readonly bounces?: number | undefined;
  }

  interface Builder {
    set bounces(value: number);
  }
}

export const Bouncer_bounce_Results: $.Struct<
  Bouncer_bounce_Results,
  Bouncer_bounce_Results.Init,
  Bouncer_bounce_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x9f6bc1ee27b1eef2n,
  name: "interop.capnp:Bouncer.bounce$Results",
  dataWords: 1,
  pointers: 0,
  fields: () => [["bounces", $.UInt32, 0]],
});

export interface Named extends $.Client {
  /** "diamond" */
  name(
    params?: $.Params<Named_name_Params.Init, Named_name_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Named_name_Results>;
}

export declare namespace Named {
  type Init = $.CapabilityInit<Named, Server>;

  interface Server {
    /** "diamond" */
    name(
      params: Named_name_Params,
      ctx: $.Context<Named_name_Results.Init, Named_name_Results.Builder>,
    ): $.Returns<Named_name_Results.Init>;
  }
}

export const Named: $.Interface<Named, Named.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xb8caf9c95def3140n,
  name: "interop.capnp:Named",
  methods: () => [["name", Named_name_Params, Named_name_Results, { doc: "\"diamond\"" }]],
});

export type Named_name_Params = $.Empty;

export declare namespace Named_name_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Named_name_Params: $.Struct<
  Named_name_Params,
  Named_name_Params.Init,
  Named_name_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xec72c7880d26c398n,
  name: "interop.capnp:Named.name$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Named_name_Results {
  readonly name: string;
}

export declare namespace Named_name_Results {
  interface Init {
    readonly name?: string | undefined;
  }

  interface Builder {
    set name(value: string);
  }
}

export const Named_name_Results: $.Struct<
  Named_name_Results,
  Named_name_Results.Init,
  Named_name_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xd1fa89acddf0574fn,
  name: "interop.capnp:Named.name$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["name", $.Text, 0]],
});

export interface Left extends Named {
  /** "left" */
  left(
    params?: $.Params<Left_left_Params.Init, Left_left_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Left_left_Results>;
}

export declare namespace Left {
  type Init = $.CapabilityInit<Left, Server>;

  interface Server extends Named.Server {
    /** "left" */
    left(
      params: Left_left_Params,
      ctx: $.Context<Left_left_Results.Init, Left_left_Results.Builder>,
    ): $.Returns<Left_left_Results.Init>;
  }
}

export const Left: $.Interface<Left, Left.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0x8b8691e4c242c660n,
  name: "interop.capnp:Left",
  superclasses: () => [Named],
  methods: () => [["left", Left_left_Params, Left_left_Results, { doc: "\"left\"" }]],
});

export type Left_left_Params = $.Empty;

export declare namespace Left_left_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Left_left_Params: $.Struct<
  Left_left_Params,
  Left_left_Params.Init,
  Left_left_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe218a03f670146d6n,
  name: "interop.capnp:Left.left$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Left_left_Results {
  readonly text: string;
}

export declare namespace Left_left_Results {
  interface Init {
    readonly text?: string | undefined;
  }

  interface Builder {
    set text(value: string);
  }
}

export const Left_left_Results: $.Struct<
  Left_left_Results,
  Left_left_Results.Init,
  Left_left_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe07eef467e456ef0n,
  name: "interop.capnp:Left.left$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["text", $.Text, 0]],
});

export interface Right extends Named {
  /** "right" */
  right(
    params?: $.Params<Right_right_Params.Init, Right_right_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Right_right_Results>;
}

export declare namespace Right {
  type Init = $.CapabilityInit<Right, Server>;

  interface Server extends Named.Server {
    /** "right" */
    right(
      params: Right_right_Params,
      ctx: $.Context<Right_right_Results.Init, Right_right_Results.Builder>,
    ): $.Returns<Right_right_Results.Init>;
  }
}

export const Right: $.Interface<Right, Right.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xa1d10753672189dcn,
  name: "interop.capnp:Right",
  superclasses: () => [Named],
  methods: () => [["right", Right_right_Params, Right_right_Results, { doc: "\"right\"" }]],
});

export type Right_right_Params = $.Empty;

export declare namespace Right_right_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Right_right_Params: $.Struct<
  Right_right_Params,
  Right_right_Params.Init,
  Right_right_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf3c025270d064049n,
  name: "interop.capnp:Right.right$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Right_right_Results {
  readonly text: string;
}

export declare namespace Right_right_Results {
  interface Init {
    readonly text?: string | undefined;
  }

  interface Builder {
    set text(value: string);
  }
}

export const Right_right_Results: $.Struct<
  Right_right_Results,
  Right_right_Results.Init,
  Right_right_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x9358b323d2555708n,
  name: "interop.capnp:Right.right$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["text", $.Text, 0]],
});

export interface Diamond extends Left, Right {
  /** "left and right" */
  both(
    params?: $.Params<Diamond_both_Params.Init, Diamond_both_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Diamond_both_Results>;
}

export declare namespace Diamond {
  type Init = $.CapabilityInit<Diamond, Server>;

  interface Server extends Left.Server, Right.Server {
    /** "left and right" */
    both(
      params: Diamond_both_Params,
      ctx: $.Context<Diamond_both_Results.Init, Diamond_both_Results.Builder>,
    ): $.Returns<Diamond_both_Results.Init>;
  }
}

export const Diamond: $.Interface<Diamond, Diamond.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xd510634247b2335fn,
  name: "interop.capnp:Diamond",
  superclasses: () => [Left, Right],
  methods: () => [["both", Diamond_both_Params, Diamond_both_Results, { doc: "\"left and right\"" }]],
});

export type Diamond_both_Params = $.Empty;

export declare namespace Diamond_both_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Diamond_both_Params: $.Struct<
  Diamond_both_Params,
  Diamond_both_Params.Init,
  Diamond_both_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xa6da21dac9f73ccfn,
  name: "interop.capnp:Diamond.both$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Diamond_both_Results {
  readonly text: string;
}

export declare namespace Diamond_both_Results {
  interface Init {
    readonly text?: string | undefined;
  }

  interface Builder {
    set text(value: string);
  }
}

export const Diamond_both_Results: $.Struct<
  Diamond_both_Results,
  Diamond_both_Results.Init,
  Diamond_both_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc31b31777ef629dbn,
  name: "interop.capnp:Diamond.both$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["text", $.Text, 0]],
});
