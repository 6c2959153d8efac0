// Generated from form.capnp by @teleop/capnpc. Do not edit.
//
// A method whose params have everything that a form has to cope with.
import * as $ from "@teleop/rpc-capnp/schema";

export type Color = "red" | "green" | "blue";

export const Color: $.Enum<Color> = /*#__PURE__*/ $.enumType({
  id: 0x99173934b1975e03n,
  name: "form.capnp:Color",
  values: ["red", "green", "blue"],
});

export interface Point {
  readonly x: number;
  readonly y: number;
}

export declare namespace Point {
  interface Init {
    readonly x?: number | undefined;
    readonly y?: number | undefined;
  }

  interface Builder {
    set x(value: number);
    set y(value: number);
  }
}

export const Point: $.Struct<Point, Point.Init, Point.Builder> = /*#__PURE__*/ $.structType({
  id: 0x98e8c286315cf13fn,
  name: "form.capnp:Point",
  dataWords: 1,
  pointers: 0,
  fields: () => [
    ["x", $.Int32, 0, { default: 1 }],
    ["y", $.Int32, 1, { default: 2 }],
  ],
});

export interface Every {
  readonly int8: number;
  readonly int64: bigint;
  readonly uint64: bigint;
  readonly float32: number;
  readonly float64: number;
  readonly bool: boolean;
  readonly text: string;
  readonly data: $.Bytes;
  readonly color: Color | number;
  readonly numbers: readonly number[];
  readonly points: readonly Point[];
  readonly next: Every | undefined;
  readonly listener: Listener;
  readonly any: $.AnyPointerValue;
  readonly choice: Every_choice;
}

export declare namespace Every {
  interface Init {
    readonly int8?: number | undefined;
    readonly int64?: bigint | undefined;
    readonly uint64?: bigint | undefined;
    readonly float32?: number | undefined;
    readonly float64?: number | undefined;
    readonly bool?: boolean | undefined;
    readonly text?: string | undefined;
    readonly data?: $.Bytes | undefined;
    readonly color?: Color | number | undefined;
    readonly nothing?: undefined;
    readonly numbers?: readonly number[] | undefined;
    readonly points?: readonly Point.Init[] | undefined;
    readonly next?: Every.Init | undefined;
    readonly listener?: Listener.Init | undefined;
    readonly any?: $.AnyPointerInit | undefined;
    readonly choice?: Every_choice.Init | undefined;
  }

  interface Builder {
    set int8(value: number);
    set int64(value: bigint);
    set uint64(value: bigint);
    set float32(value: number);
    set float64(value: number);
    set bool(value: boolean);
    set text(value: string);
    set data(value: $.Bytes);
    initData(length: number): $.Bytes;
    set color(value: Color | number);
    set nothing(value: undefined);
    set numbers(value: readonly number[]);
    initNumbers(length: number): $.ListBuilder<number>;
    set points(value: readonly Point.Init[]);
    initPoints(length: number): $.StructListBuilder<Point.Builder>;
    set next(value: Every.Init);
    initNext(): Every.Builder;
    set listener(value: Listener.Init);
    set any(value: $.AnyPointerInit);
    set choice(value: Every_choice.Init);
    initChoice(): Every_choice.Builder;
  }

  interface Pipeline {
    readonly next: Every.Pipeline;
    readonly listener: Listener;
    readonly any: $.AnyPointerPipeline;
  }
}

export const Every: $.Struct<Every, Every.Init, Every.Builder, Every.Pipeline> = /*#__PURE__*/ $.structType({
  id: 0xda9b1359f85f2501n,
  name: "form.capnp:Every",
  dataWords: 5,
  pointers: 8,
  fields: () => [
    ["int8", $.Int8, 0],
    ["int64", $.Int64, 1],
    ["uint64", $.UInt64, 2],
    ["float32", $.Float32, 1],
    ["float64", $.Float64, 3],
    ["bool", $.Bool, 8],
    ["text", $.Text, 0, { default: "hello" }],
    ["data", $.Data, 1],
    ["color", Color, 1, { default: "green" }],
    ["nothing", $.Void, 0],
    ["numbers", $.List($.Int32), 2],
    ["points", $.List(Point), 3, { default: [{}] }],
    ["next", Every, 4],
    ["listener", Listener, 5],
    ["any", $.AnyPointer, 6],
    ["choice", Every_choice, 0],
  ],
});

export type Every_choice =
  | { readonly which: "off" }
  | { readonly which: "level"; readonly level: number }
  | { readonly which: "point"; readonly point: Point }
  | { readonly which: "inner"; readonly inner: Every_choice_inner }
  | { readonly which: number };

export declare namespace Every_choice {
  type Init =
    | { readonly which: "off" }
    | { readonly which: "level"; readonly level?: number | undefined }
    | { readonly which: "point"; readonly point?: Point.Init | undefined }
    | { readonly which: "inner"; readonly inner?: Every_choice_inner.Init | undefined }
    | { readonly which?: number | undefined };

  interface Builder {
    set off(value: undefined);
    set level(value: number);
    set point(value: Point.Init);
    initPoint(): Point.Builder;
    set inner(value: Every_choice_inner.Init);
    initInner(): Every_choice_inner.Builder;
  }
}

export const Every_choice: $.Struct<
  Every_choice,
  Every_choice.Init,
  Every_choice.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xd0d6ffc36b3585ebn,
  name: "form.capnp:Every.choice",
  dataWords: 5,
  pointers: 8,
  union: 16,
  fields: () => [
    ["off", $.Void, 0, { tag: 0 }],
    ["level", $.UInt8, 34, { tag: 1, default: 5 }],
    ["point", Point, 7, { tag: 2, default: { x: 3, y: 4 } }],
    ["inner", Every_choice_inner, 0, { tag: 3 }],
  ],
});

export type Every_choice_inner =
  | { readonly which: "left" }
  | { readonly which: "right"; readonly right: string }
  | { readonly which: number };

export declare namespace Every_choice_inner {
  type Init =
    | { readonly which: "left" }
    | { readonly which: "right"; readonly right?: string | undefined }
    | { readonly which?: number | undefined };

  interface Builder {
    set left(value: undefined);
    set right(value: string);
  }
}

export const Every_choice_inner: $.Struct<
  Every_choice_inner,
  Every_choice_inner.Init,
  Every_choice_inner.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xa8ac8e40c6f724e0n,
  name: "form.capnp:Every.choice.inner",
  dataWords: 5,
  pointers: 8,
  union: 17,
  fields: () => [
    ["left", $.Void, 0, { tag: 0 }],
    ["right", $.Text, 7, { tag: 1 }],
  ],
});

/** Is told. */
export interface Listener extends $.Client {
  heard(
    params?: $.Params<Listener_heard_Params.Init, Listener_heard_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Listener_heard_Results>;
  piece(
    params?: $.Params<Listener_piece_Params.Init, Listener_piece_Params.Builder>,
    options?: $.CallOptions,
  ): $.StreamCall;
}

export declare namespace Listener {
  type Init = $.CapabilityInit<Listener, Server>;

  /** Is told. */
  interface Server {
    heard(
      params: Listener_heard_Params,
      ctx: $.Context<Listener_heard_Results.Init, Listener_heard_Results.Builder>,
    ): $.Returns<Listener_heard_Results.Init>;
    piece(params: Listener_piece_Params, ctx: $.StreamContext): $.StreamReturns;
  }
}

export const Listener: $.Interface<Listener, Listener.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xd0cba8a48354ab6dn,
  name: "form.capnp:Listener",
  doc: "Is told.",
  methods: () => [
    ["heard", Listener_heard_Params, Listener_heard_Results],
    ["piece", Listener_piece_Params, "stream"],
  ],
});

export interface Listener_heard_Params {
  readonly text: string;
  readonly color: Color | number;
}

export declare namespace Listener_heard_Params {
  interface Init {
    readonly text?: string | undefined;
    readonly color?: Color | number | undefined;
  }

  interface Builder {
    set text(value: string);
    set color(value: Color | number);
  }
}

export const Listener_heard_Params: $.Struct<
  Listener_heard_Params,
  Listener_heard_Params.Init,
  Listener_heard_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x90f297a60e41edb8n,
  name: "form.capnp:Listener.heard$Params",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["text", $.Text, 0],
    ["color", Color, 0],
  ],
});

export interface Listener_heard_Results {
  readonly more: boolean;
}

export declare namespace Listener_heard_Results {
  interface Init {
    readonly more?: boolean | undefined;
  }

  interface Builder {
    set more(value: boolean);
  }
}

export const Listener_heard_Results: $.Struct<
  Listener_heard_Results,
  Listener_heard_Results.Init,
  Listener_heard_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xa9714977e7ebac71n,
  name: "form.capnp:Listener.heard$Results",
  dataWords: 1,
  pointers: 0,
  fields: () => [["more", $.Bool, 0]],
});

export interface Listener_piece_Params {
  readonly bytes: $.Bytes;
}

export declare namespace Listener_piece_Params {
  interface Init {
    readonly bytes?: $.Bytes | undefined;
  }

  interface Builder {
    set bytes(value: $.Bytes);
    initBytes(length: number): $.Bytes;
  }
}

export const Listener_piece_Params: $.Struct<
  Listener_piece_Params,
  Listener_piece_Params.Init,
  Listener_piece_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xeae2dbb4672594b8n,
  name: "form.capnp:Listener.piece$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["bytes", $.Data, 0]],
});

/**
 * Takes what a form gives.
 *
 * Impact: a pause of 1 ms.
 */
export interface Form extends $.Client {
  /**
   * Gives back what it was given. The listener is told `count` times, and then a piece;
   * `more` is how often it wanted more.
   */
  fill(
    params?: $.Params<Form_fill_Params.Init, Form_fill_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Form_fill_Results, Form_fill_Results.Pipeline>;
  /** Bytes, as they come. */
  write(
    params?: $.Params<Form_write_Params.Init, Form_write_Params.Builder>,
    options?: $.CallOptions,
  ): $.StreamCall;
  /** Ends when it is canceled. */
  wait(
    params?: $.Params<Form_wait_Params.Init, Form_wait_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Form_wait_Results>;
  /** What has happened so far. */
  seen(
    params?: $.Params<Form_seen_Params.Init, Form_seen_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Form_seen_Results>;
  /** @deprecated nobody likes it */
  fail(
    params?: $.Params<Form_fail_Params.Init, Form_fail_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Form_fail_Results>;
  many(
    params?: $.Params<Form_many_Params.Init, Form_many_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Form_many_Results>;
  /** Asks a job for its state. */
  pass(
    params?: $.Params<Form_pass_Params.Init, Form_pass_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Form_pass_Results>;
  /** Tells all listeners that it holds. */
  tell(
    params?: $.Params<Form_tell_Params.Init, Form_tell_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Form_tell_Results>;
}

export declare namespace Form {
  type Init = $.CapabilityInit<Form, Server>;

  /**
   * Takes what a form gives.
   *
   * Impact: a pause of 1 ms.
   */
  interface Server {
    /**
     * Gives back what it was given. The listener is told `count` times, and then a piece;
     * `more` is how often it wanted more.
     */
    fill(
      params: Form_fill_Params,
      ctx: $.Context<Form_fill_Results.Init, Form_fill_Results.Builder>,
    ): $.Returns<Form_fill_Results.Init>;
    /** Bytes, as they come. */
    write(params: Form_write_Params, ctx: $.StreamContext): $.StreamReturns;
    /** Ends when it is canceled. */
    wait(
      params: Form_wait_Params,
      ctx: $.Context<Form_wait_Results.Init, Form_wait_Results.Builder>,
    ): $.Returns<Form_wait_Results.Init>;
    /** What has happened so far. */
    seen(
      params: Form_seen_Params,
      ctx: $.Context<Form_seen_Results.Init, Form_seen_Results.Builder>,
    ): $.Returns<Form_seen_Results.Init>;
    /** @deprecated nobody likes it */
    fail(
      params: Form_fail_Params,
      ctx: $.Context<Form_fail_Results.Init, Form_fail_Results.Builder>,
    ): $.Returns<Form_fail_Results.Init>;
    many(
      params: Form_many_Params,
      ctx: $.Context<Form_many_Results.Init, Form_many_Results.Builder>,
    ): $.Returns<Form_many_Results.Init>;
    /** Asks a job for its state. */
    pass(
      params: Form_pass_Params,
      ctx: $.Context<Form_pass_Results.Init, Form_pass_Results.Builder>,
    ): $.Returns<Form_pass_Results.Init>;
    /** Tells all listeners that it holds. */
    tell(
      params: Form_tell_Params,
      ctx: $.Context<Form_tell_Results.Init, Form_tell_Results.Builder>,
    ): $.Returns<Form_tell_Results.Init>;
  }
}

export const Form: $.Interface<Form, Form.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xbf296fc249ac3863n,
  name: "form.capnp:Form",
  doc: "Takes what a form gives.\n\nImpact: a pause of 1 ms.",
  methods: () => [
    [
      "fill",
      Form_fill_Params,
      Form_fill_Results,
      {
        doc: "Gives back what it was given. The listener is told `count` times, and then a piece;\n`more` is how often it wanted more.",
      },
    ],
    ["write", Form_write_Params, "stream", { doc: "Bytes, as they come." }],
    ["wait", Form_wait_Params, Form_wait_Results, { doc: "Ends when it is canceled." }],
    ["seen", Form_seen_Params, Form_seen_Results, { doc: "What has happened so far." }],
    [
      "fail",
      Form_fail_Params,
      Form_fail_Results,
      { annotations: [{ id: 0xd4aa5b7bcbd4a5d2n, name: "form.capnp:deprecated", value: "nobody likes it" }] },
    ],
    ["many", Form_many_Params, Form_many_Results],
    ["pass", Form_pass_Params, Form_pass_Results, { doc: "Asks a job for its state." }],
    ["tell", Form_tell_Params, Form_tell_Results, { doc: "Tells all listeners that it holds." }],
  ],
});

/** What goes on for a while. */
export interface Form_Job extends $.Client {
  state(
    params?: $.Params<Form_Job_state_Params.Init, Form_Job_state_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Form_Job_state_Results, Form_Job_state_Results.Pipeline>;
}

export declare namespace Form_Job {
  type Init = $.CapabilityInit<Form_Job, Server>;

  /** What goes on for a while. */
  interface Server {
    state(
      params: Form_Job_state_Params,
      ctx: $.Context<Form_Job_state_Results.Init, Form_Job_state_Results.Builder>,
    ): $.Returns<Form_Job_state_Results.Init>;
  }
}

export const Form_Job: $.Interface<Form_Job, Form_Job.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xcbcbcdbf8202e100n,
  name: "form.capnp:Form.Job",
  doc: "What goes on for a while.",
  methods: () => [["state", Form_Job_state_Params, Form_Job_state_Results]],
});

export type Form_Job_state_Params = $.Empty;

export declare namespace Form_Job_state_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Form_Job_state_Params: $.Struct<
  Form_Job_state_Params,
  Form_Job_state_Params.Init,
  Form_Job_state_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe88ea139358545f4n,
  name: "form.capnp:Form.Job.state$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Form_Job_state_Results {
  readonly color: Color | number;
  readonly job: Form_Job;
}

export declare namespace Form_Job_state_Results {
  interface Init {
    readonly color?: Color | number | undefined;
    readonly job?: Form_Job.Init | undefined;
  }

  interface Builder {
    set color(value: Color | number);
    set job(value: Form_Job.Init);
  }

  interface Pipeline {
    readonly job: Form_Job;
  }
}

export const Form_Job_state_Results: $.Struct<
  Form_Job_state_Results,
  Form_Job_state_Results.Init,
  Form_Job_state_Results.Builder,
  Form_Job_state_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x94bc9a80f5606ffen,
  name: "form.capnp:Form.Job.state$Results",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["color", Color, 0],
    ["job", Form_Job, 0],
  ],
});

export interface Form_fill_Params {
  readonly every: Every | undefined;
  readonly listener: Listener;
  readonly count: number;
}

export declare namespace Form_fill_Params {
  interface Init {
    readonly every?: Every.Init | undefined;
    readonly listener?: Listener.Init | undefined;
    readonly count?: number | undefined;
  }

  interface Builder {
    set every(value: Every.Init);
    initEvery(): Every.Builder;
    set listener(value: Listener.Init);
    set count(value: number);
  }

  interface Pipeline {
    readonly every: Every.Pipeline;
    readonly listener: Listener;
  }
}

export const Form_fill_Params: $.Struct<
  Form_fill_Params,
  Form_fill_Params.Init,
  Form_fill_Params.Builder,
  Form_fill_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xabcd2f88aa8b477bn,
  name: "form.capnp:Form.fill$Params",
  dataWords: 1,
  pointers: 2,
  fields: () => [
    ["every", Every, 0],
    ["listener", Listener, 1],
    ["count", $.UInt32, 0, { default: 3 }],
  ],
});

export interface Form_fill_Results {
  readonly every: Every | undefined;
  readonly job: Form_Job;
  readonly bytes: $.Bytes;
  readonly more: number;
}

export declare namespace Form_fill_Results {
  interface Init {
    readonly every?: Every.Init | undefined;
    readonly job?: Form_Job.Init | undefined;
    readonly bytes?: $.Bytes | undefined;
    readonly more?: number | undefined;
  }

  interface Builder {
    set every(value: Every.Init);
    initEvery(): Every.Builder;
    set job(value: Form_Job.Init);
    set bytes(value: $.Bytes);
    initBytes(length: number): $.Bytes;
    set more(value: number);
  }

  interface Pipeline {
    readonly every: Every.Pipeline;
    readonly job: Form_Job;
  }
}

export const Form_fill_Results: $.Struct<
  Form_fill_Results,
  Form_fill_Results.Init,
  Form_fill_Results.Builder,
  Form_fill_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x9baf44205b8bb381n,
  name: "form.capnp:Form.fill$Results",
  dataWords: 1,
  pointers: 3,
  fields: () => [
    ["every", Every, 0],
    ["job", Form_Job, 1],
    ["bytes", $.Data, 2],
    ["more", $.UInt32, 0],
  ],
});

export interface Form_write_Params {
  readonly bytes: $.Bytes;
}

export declare namespace Form_write_Params {
  interface Init {
    readonly bytes?: $.Bytes | undefined;
  }

  interface Builder {
    set bytes(value: $.Bytes);
    initBytes(length: number): $.Bytes;
  }
}

export const Form_write_Params: $.Struct<
  Form_write_Params,
  Form_write_Params.Init,
  Form_write_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x8acb49dcc36c558fn,
  name: "form.capnp:Form.write$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["bytes", $.Data, 0]],
});

export type Form_wait_Params = $.Empty;

export declare namespace Form_wait_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Form_wait_Params: $.Struct<
  Form_wait_Params,
  Form_wait_Params.Init,
  Form_wait_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xb8b4f43d1b148198n,
  name: "form.capnp:Form.wait$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type Form_wait_Results = $.Empty;

export declare namespace Form_wait_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Form_wait_Results: $.Struct<
  Form_wait_Results,
  Form_wait_Results.Init,
  Form_wait_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x98bf0eecaaeff5f7n,
  name: "form.capnp:Form.wait$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type Form_seen_Params = $.Empty;

export declare namespace Form_seen_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Form_seen_Params: $.Struct<
  Form_seen_Params,
  Form_seen_Params.Init,
  Form_seen_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xd6ccdbb4083ceb61n,
  name: "form.capnp:Form.seen$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Form_seen_Results {
  readonly canceled: number;
  readonly bytes: bigint;
  readonly listening: number;
}

export declare namespace Form_seen_Results {
  interface Init {
    readonly canceled?: number | undefined;
    readonly bytes?: bigint | undefined;
    readonly listening?: number | undefined;
  }

  interface Builder {
    set canceled(value: number);
    set bytes(value: bigint);
    set listening(value: number);
  }
}

export const Form_seen_Results: $.Struct<
  Form_seen_Results,
  Form_seen_Results.Init,
  Form_seen_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc67aa0398ce7a6c8n,
  name: "form.capnp:Form.seen$Results",
  dataWords: 2,
  pointers: 0,
  fields: () => [
    ["canceled", $.UInt32, 0],
    ["bytes", $.UInt64, 1],
    ["listening", $.UInt32, 1],
  ],
});

export interface Form_fail_Params {
  readonly reason: string;
}

export declare namespace Form_fail_Params {
  interface Init {
    readonly reason?: string | undefined;
  }

  interface Builder {
    set reason(value: string);
  }
}

export const Form_fail_Params: $.Struct<
  Form_fail_Params,
  Form_fail_Params.Init,
  Form_fail_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe7b3d16e4a49faa8n,
  name: "form.capnp:Form.fail$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["reason", $.Text, 0]],
});

export type Form_fail_Results = $.Empty;

export declare namespace Form_fail_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Form_fail_Results: $.Struct<
  Form_fail_Results,
  Form_fail_Results.Init,
  Form_fail_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x90e1adb32e8dc055n,
  name: "form.capnp:Form.fail$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Form_many_Params {
  readonly count: number;
}

export declare namespace Form_many_Params {
  interface Init {
    readonly count?: number | undefined;
  }

  interface Builder {
    set count(value: number);
  }
}

export const Form_many_Params: $.Struct<
  Form_many_Params,
  Form_many_Params.Init,
  Form_many_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x9673db8fd8b98cb7n,
  name: "form.capnp:Form.many$Params",
  dataWords: 1,
  pointers: 0,
  fields: () => [["count", $.UInt32, 0]],
});

export interface Form_many_Results {
  readonly points: readonly Point[];
}

export declare namespace Form_many_Results {
  interface Init {
    readonly points?: readonly Point.Init[] | undefined;
  }

  interface Builder {
    set points(value: readonly Point.Init[]);
    initPoints(length: number): $.StructListBuilder<Point.Builder>;
  }
}

export const Form_many_Results: $.Struct<
  Form_many_Results,
  Form_many_Results.Init,
  Form_many_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xbc1965020006af9en,
  name: "form.capnp:Form.many$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["points", $.List(Point), 0]],
});

export interface Form_pass_Params {
  readonly job: Form_Job;
}

export declare namespace Form_pass_Params {
  interface Init {
    readonly job?: Form_Job.Init | undefined;
  }

  interface Builder {
    set job(value: Form_Job.Init);
  }

  interface Pipeline {
    readonly job: Form_Job;
  }
}

export const Form_pass_Params: $.Struct<
  Form_pass_Params,
  Form_pass_Params.Init,
  Form_pass_Params.Builder,
  Form_pass_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xbcfe7d492a042749n,
  name: "form.capnp:Form.pass$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["job", Form_Job, 0]],
});

export interface Form_pass_Results {
  readonly color: Color | number;
}

export declare namespace Form_pass_Results {
  interface Init {
    readonly color?: Color | number | undefined;
  }

  interface Builder {
    set color(value: Color | number);
  }
}

export const Form_pass_Results: $.Struct<
  Form_pass_Results,
  Form_pass_Results.Init,
  Form_pass_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xed8c4c0488505110n,
  name: "form.capnp:Form.pass$Results",
  dataWords: 1,
  pointers: 0,
  fields: () => [["color", Color, 0]],
});

export interface Form_tell_Params {
  readonly text: string;
}

export declare namespace Form_tell_Params {
  interface Init {
    readonly text?: string | undefined;
  }

  interface Builder {
    set text(value: string);
  }
}

export const Form_tell_Params: $.Struct<
  Form_tell_Params,
  Form_tell_Params.Init,
  Form_tell_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xaa97da2081375cdfn,
  name: "form.capnp:Form.tell$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["text", $.Text, 0]],
});

export interface Form_tell_Results {
  readonly told: number;
  readonly refusals: readonly string[];
}

export declare namespace Form_tell_Results {
  interface Init {
    readonly told?: number | undefined;
    readonly refusals?: readonly string[] | undefined;
  }

  interface Builder {
    set told(value: number);
    set refusals(value: readonly string[]);
    initRefusals(length: number): $.ListBuilder<string>;
  }
}

export const Form_tell_Results: $.Struct<
  Form_tell_Results,
  Form_tell_Results.Init,
  Form_tell_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xb645dced249857e6n,
  name: "form.capnp:Form.tell$Results",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["told", $.UInt32, 0],
    ["refusals", $.List($.Text), 0],
  ],
});
