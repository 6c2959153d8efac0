// Generated from board.capnp by @teleop/capnpc. Do not edit.
//
// A service with everything that a client without generated code has to cope with.
import * as $ from "@teleop/rpc-capnp/schema";

export type Color = "red" | "green" | "blue";

export const Color: $.Enum<Color> = /*#__PURE__*/ $.enumType({
  id: 0xe1ea46e00f6f37ebn,
  name: "board.capnp:Color",
  values: ["red", "green", "blue"],
  about: {
    red: { doc: "As blood." },
    blue: { annotations: [{ id: 0x929168c234491b77n, name: "board.capnp:deprecated", value: "use green" }] },
  },
});

export interface Note {
  readonly id: bigint;
  readonly text: string;
  readonly color: Color | number;
  readonly shape: Note_shape;
  readonly picture: $.Bytes;
  readonly tags: readonly string[];
  readonly weight: number;
  readonly parent: Note | undefined;
  readonly where: Point;
}

export declare namespace Note {
  interface Init {
    readonly id?: bigint | undefined;
    readonly text?: string | undefined;
    readonly color?: Color | number | undefined;
    readonly shape?: Note_shape.Init | undefined;
    readonly picture?: $.Bytes | undefined;
    readonly tags?: readonly string[] | undefined;
    readonly weight?: number | undefined;
    readonly parent?: Note.Init | undefined;
    readonly where?: Point.Init | undefined;
  }

  interface Builder {
    set id(value: bigint);
    set text(value: string);
    set color(value: Color | number);
    set shape(value: Note_shape.Init);
    initShape(): Note_shape.Builder;
    set picture(value: $.Bytes);
    initPicture(length: number): $.Bytes;
    set tags(value: readonly string[]);
    initTags(length: number): $.ListBuilder<string>;
    set weight(value: number);
    set parent(value: Note.Init);
    initParent(): Note.Builder;
    set where(value: Point.Init);
    initWhere(): Point.Builder;
  }
}

export const Note: $.Struct<Note, Note.Init, Note.Builder> = /*#__PURE__*/ $.structType({
  id: 0xbcc4223f69d50aebn,
  name: "board.capnp:Note",
  dataWords: 3,
  pointers: 6,
  fields: () => [
    ["id", $.UInt64, 0],
    ["text", $.Text, 0, { default: "…" }],
    ["color", Color, 4, { default: "green" }],
    ["shape", Note_shape, 0],
    [
      "picture",
      $.Data,
      2,
      { annotations: [{ id: 0xd7d879450a253e4bn, name: "capnp/compat/json.capnp:base64" }] },
    ],
    ["tags", $.List($.Text), 3],
    [
      "weight",
      $.Float32,
      3,
      {
        default: -0.5,
        annotations: [
          { id: 0xa0c158b50328491dn, name: "board.capnp:weight", value: 2.5, kind: "float32" as const },
        ],
      },
    ],
    ["parent", Note, 4],
    [
      "where",
      Point,
      5,
      {
        default: { x: 7 },
        annotations: [
          {
            id: 0x82d3e852af0336bfn,
            name: "capnp/compat/json.capnp:flatten",
            value: { prefix: "at." },
            kind: "struct" as const,
          },
        ],
      },
    ],
  ],
});

export type Note_shape =
  | { readonly which: "none" }
  | { readonly which: "circle"; readonly circle: Note_shape_circle }
  | { readonly which: "polygon"; readonly polygon: readonly Point[] }
  | { readonly which: number };

export declare namespace Note_shape {
  type Init =
    | { readonly which: "none" }
    | { readonly which: "circle"; readonly circle?: Note_shape_circle.Init | undefined }
    | { readonly which: "polygon"; readonly polygon?: readonly Point.Init[] | undefined }
    | { readonly which?: number | undefined };

  interface Builder {
    set none(value: undefined);
    set circle(value: Note_shape_circle.Init);
    initCircle(): Note_shape_circle.Builder;
    set polygon(value: readonly Point.Init[]);
    initPolygon(length: number): $.StructListBuilder<Point.Builder>;
  }
}

export const Note_shape: $.Struct<
  Note_shape,
  Note_shape.Init,
  Note_shape.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0x9361ce1f02cb2871n,
  name: "board.capnp:Note.shape",
  dataWords: 3,
  pointers: 6,
  union: 5,
  fields: () => [
    ["none", $.Void, 0, { tag: 0 }],
    ["circle", Note_shape_circle, 0, { tag: 1 }],
    ["polygon", $.List(Point), 1, { tag: 2, default: [{ x: 1, y: 2 }, { x: -3 }] }],
  ],
});

export interface Note_shape_circle {
  readonly radius: number;
}

export declare namespace Note_shape_circle {
  interface Init {
    readonly radius?: number | undefined;
  }

  interface Builder {
    set radius(value: number);
  }
}

export const Note_shape_circle: $.Struct<
  Note_shape_circle,
  Note_shape_circle.Init,
  Note_shape_circle.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xcf9cc7e269d37465n,
  name: "board.capnp:Note.shape.circle",
  dataWords: 3,
  pointers: 6,
  fields: () => [["radius", $.Float64, 2, { default: 1.5 }]],
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
  id: 0xa8ce817ed26afc0fn,
  name: "board.capnp:Point",
  dataWords: 1,
  pointers: 0,
  fields: () => [
    ["x", $.Int32, 0],
    ["y", $.Int32, 1, { default: -1 }],
  ],
});

export interface Pair<A extends $.Type = $.AnyPointer, B extends $.Type = $.AnyPointer> {
  readonly first: $.ValueOf<A>;
  readonly second: $.ValueOf<B>;
}

export declare namespace Pair {
  interface Init<A extends $.Type = $.AnyPointer, B extends $.Type = $.AnyPointer> {
    readonly first?: $.InitOf<A> | undefined;
    readonly second?: $.InitOf<B> | undefined;
  }

  interface Builder<A extends $.Type = $.AnyPointer, B extends $.Type = $.AnyPointer> {
    set first(value: $.InitOf<A>);
    set second(value: $.InitOf<B>);
  }

  interface Pipeline<A extends $.Type = $.AnyPointer, B extends $.Type = $.AnyPointer> {
    readonly first: $.PipelineOf<A>;
    readonly second: $.PipelineOf<B>;
  }

  interface Schema extends $.Struct<Pair, Pair.Init, Pair.Builder, Pair.Pipeline> {
    /** The same with types for its parameters. */
    of<A extends $.Type, B extends $.Type>(
      A: A,
      B: B,
    ): $.Struct<Pair<A, B>, Pair.Init<A, B>, Pair.Builder<A, B>, Pair.Pipeline<A, B>>;
  }
}

export const Pair: Pair.Schema = /*#__PURE__*/ $.structType({
  id: 0x9b054bd85df42553n,
  name: "board.capnp:Pair",
  parameters: ["A", "B"],
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["first", $.parameter(0), 0],
    ["second", $.parameter(1), 1],
  ],
});

export interface Pair_Reversed<A extends $.Type = $.AnyPointer, B extends $.Type = $.AnyPointer> {
  readonly first: $.ValueOf<B>;
  readonly second: $.ValueOf<A>;
  readonly both: Pair_Reversed_both<A, B>;
}

export declare namespace Pair_Reversed {
  interface Init<A extends $.Type = $.AnyPointer, B extends $.Type = $.AnyPointer> {
    readonly first?: $.InitOf<B> | undefined;
    readonly second?: $.InitOf<A> | undefined;
    readonly both?: Pair_Reversed_both.Init<A, B> | undefined;
  }

  interface Builder<A extends $.Type = $.AnyPointer, B extends $.Type = $.AnyPointer> {
    set first(value: $.InitOf<B>);
    set second(value: $.InitOf<A>);
    set both(value: Pair_Reversed_both.Init<A, B>);
    initBoth(): Pair_Reversed_both.Builder<A, B>;
  }

  interface Pipeline<A extends $.Type = $.AnyPointer, B extends $.Type = $.AnyPointer> {
    readonly first: $.PipelineOf<B>;
    readonly second: $.PipelineOf<A>;
    readonly both: Pair_Reversed_both.Pipeline<A, B>;
  }

  interface Schema
    extends $.Struct<Pair_Reversed, Pair_Reversed.Init, Pair_Reversed.Builder, Pair_Reversed.Pipeline> {
    /** The same with types for its parameters. */
    of<A extends $.Type, B extends $.Type>(
      A: A,
      B: B,
    ): $.Struct<
      Pair_Reversed<A, B>,
      Pair_Reversed.Init<A, B>,
      Pair_Reversed.Builder<A, B>,
      Pair_Reversed.Pipeline<A, B>
    >;
  }
}

export const Pair_Reversed: Pair_Reversed.Schema = /*#__PURE__*/ $.structType({
  id: 0xd75c15968716a9adn,
  name: "board.capnp:Pair.Reversed",
  parameters: ["A", "B"],
  scope: () => Pair,
  dataWords: 0,
  pointers: 3,
  fields: () => [
    ["first", $.parameter(1), 0],
    ["second", $.parameter(0), 1],
    ["both", $.bind(Pair_Reversed_both, $.parameter(0), $.parameter(1)), 0],
  ],
});

export interface Pair_Reversed_both<A extends $.Type = $.AnyPointer, B extends $.Type = $.AnyPointer> {
  readonly pair: Pair<A, B> | undefined;
}

export declare namespace Pair_Reversed_both {
  interface Init<A extends $.Type = $.AnyPointer, B extends $.Type = $.AnyPointer> {
    readonly pair?: Pair.Init<A, B> | undefined;
  }

  interface Builder<A extends $.Type = $.AnyPointer, B extends $.Type = $.AnyPointer> {
    set pair(value: Pair.Init<A, B>);
    initPair(): Pair.Builder<A, B>;
  }

  interface Pipeline<A extends $.Type = $.AnyPointer, B extends $.Type = $.AnyPointer> {
    readonly pair: Pair.Pipeline<A, B>;
  }

  interface Schema
    extends $.Struct<
      Pair_Reversed_both,
      Pair_Reversed_both.Init,
      Pair_Reversed_both.Builder,
      Pair_Reversed_both.Pipeline
    > {
    /** The same with types for its parameters. */
    of<A extends $.Type, B extends $.Type>(
      A: A,
      B: B,
    ): $.Struct<
      Pair_Reversed_both<A, B>,
      Pair_Reversed_both.Init<A, B>,
      Pair_Reversed_both.Builder<A, B>,
      Pair_Reversed_both.Pipeline<A, B>
    >;
  }
}

export const Pair_Reversed_both: Pair_Reversed_both.Schema = /*#__PURE__*/ $.groupType({
  id: 0xbe68e59d6da21f91n,
  name: "board.capnp:Pair.Reversed.both",
  parameters: ["A", "B"],
  scope: () => Pair_Reversed,
  dataWords: 0,
  pointers: 3,
  fields: () => [["pair", $.bind(Pair, $.parameter(0), $.parameter(1)), 2]],
});

export interface Named extends $.Client {
  name(
    params?: $.Params<Named_name_Params.Init, Named_name_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Named_name_Results>;
}

export declare namespace Named {
  type Init = $.CapabilityInit<Named, Server>;

  interface Server {
    name(
      params: Named_name_Params,
      ctx: $.Context<Named_name_Results.Init, Named_name_Results.Builder>,
    ): $.Returns<Named_name_Results.Init>;
  }
}

export const Named: $.Interface<Named, Named.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xc9cc2ddb42f12e06n,
  name: "board.capnp:Named",
  methods: () => [["name", Named_name_Params, Named_name_Results]],
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
  id: 0xade58ad72f0abdd6n,
  name: "board.capnp:Named.name$Params",
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
  id: 0xadb13664ac7d31c9n,
  name: "board.capnp:Named.name$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["name", $.Text, 0]],
});

/** Keeps what it is given. */
export interface Store<T extends $.Type = $.AnyPointer> extends Named {
  /** Puts it behind the others. */
  put(
    params?: $.Params<Store_put_Params.Init<T>, Store_put_Params.Builder<T>>,
    options?: $.CallOptions,
  ): $.Call<Store_put_Results<T>>;
  all(
    params?: $.Params<Store_all_Params.Init<T>, Store_all_Params.Builder<T>>,
    options?: $.CallOptions,
  ): $.Call<Store_all_Results<T>, Store_all_Results.Pipeline<T>>;
  swap<U extends $.Type = $.AnyPointer>(
    params?: $.Params<Store_swap_Params.Init<T, U>, Store_swap_Params.Builder<T, U>>,
    options?: $.CallOptions & $.BindOptions<{ U: U }>,
  ): $.Call<Pair<U, T>, Pair.Pipeline<U, T>>;
  map<U extends $.Type = $.AnyPointer>(
    params?: $.Params<Store_map_Params.Init<T, U>, Store_map_Params.Builder<T, U>>,
    options?: $.CallOptions & $.BindOptions<{ U: U }>,
  ): $.Call<Store_map_Results<T, U>, Store_map_Results.Pipeline<T, U>>;
}

export declare namespace Store {
  type Init<T extends $.Type = $.AnyPointer> = $.CapabilityInit<Store<T>, Server<T>>;

  /** Keeps what it is given. */
  interface Server<T extends $.Type = $.AnyPointer> extends Named.Server {
    /** Puts it behind the others. */
    put(
      params: Store_put_Params<T>,
      ctx: $.Context<Store_put_Results.Init<T>, Store_put_Results.Builder<T>>,
    ): $.Returns<Store_put_Results.Init<T>>;
    all(
      params: Store_all_Params<T>,
      ctx: $.Context<Store_all_Results.Init<T>, Store_all_Results.Builder<T>>,
    ): $.Returns<Store_all_Results.Init<T>>;
    swap(
      params: Store_swap_Params<T>,
      ctx: $.Context<Pair.Init<$.AnyPointer, T>, Pair.Builder<$.AnyPointer, T>>,
    ): $.Returns<Pair.Init<$.AnyPointer, T>>;
    map(
      params: Store_map_Params<T>,
      ctx: $.Context<Store_map_Results.Init<T>, Store_map_Results.Builder<T>>,
    ): $.Returns<Store_map_Results.Init<T>>;
  }

  interface Schema extends $.Interface<Store, Store.Server> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(T: T): $.Interface<Store<T>, Store.Server<T>>;
  }
}

export const Store: Store.Schema = /*#__PURE__*/ $.interfaceType({
  id: 0xa60d88c7a908fa3en,
  name: "board.capnp:Store",
  parameters: ["T"],
  doc: "Keeps what it is given.",
  superclasses: () => [Named],
  methods: () => [
    [
      "put",
      $.bind(Store_put_Params, $.parameter(0)),
      $.bind(Store_put_Results, $.parameter(0)),
      { doc: "Puts it behind the others." },
    ],
    ["all", $.bind(Store_all_Params, $.parameter(0)), $.bind(Store_all_Results, $.parameter(0))],
    [
      "swap",
      $.bind(Store_swap_Params, $.parameter(0), $.parameter(1)),
      $.bind(Pair, $.parameter(1), $.parameter(0)),
      { parameters: ["U"] },
    ],
    [
      "map",
      $.bind(Store_map_Params, $.parameter(0), $.parameter(1)),
      $.bind(Store_map_Results, $.parameter(0), $.parameter(1)),
      { parameters: ["U"] },
    ],
  ],
});

export interface Store_put_Params<T extends $.Type = $.AnyPointer> {
  readonly value: $.ValueOf<T>;
}

export declare namespace Store_put_Params {
  interface Init<T extends $.Type = $.AnyPointer> {
    readonly value?: $.InitOf<T> | undefined;
  }

  interface Builder<T extends $.Type = $.AnyPointer> {
    set value(value: $.InitOf<T>);
  }

  interface Pipeline<T extends $.Type = $.AnyPointer> {
    readonly value: $.PipelineOf<T>;
  }

  interface Schema
    extends $.Struct<
      Store_put_Params,
      Store_put_Params.Init,
      Store_put_Params.Builder,
      Store_put_Params.Pipeline
    > {
    /** The same with types for its parameters. */
    of<T extends $.Type>(
      T: T,
    ): $.Struct<
      Store_put_Params<T>,
      Store_put_Params.Init<T>,
      Store_put_Params.Builder<T>,
      Store_put_Params.Pipeline<T>
    >;
  }
}

export const Store_put_Params: Store_put_Params.Schema = /*#__PURE__*/ $.structType({
  id: 0x85250be1672747a6n,
  name: "board.capnp:Store.put$Params",
  parameters: ["T"],
  scope: () => Store,
  dataWords: 0,
  pointers: 1,
  fields: () => [["value", $.parameter(0), 0]],
});

export interface Store_put_Results<T extends $.Type = $.AnyPointer> {
  readonly index: number;
}

export declare namespace Store_put_Results {
  interface Init<T extends $.Type = $.AnyPointer> {
    readonly index?: number | undefined;
  }

  interface Builder<T extends $.Type = $.AnyPointer> {
    set index(value: number);
  }

  interface Schema extends $.Struct<Store_put_Results, Store_put_Results.Init, Store_put_Results.Builder> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(
      T: T,
    ): $.Struct<Store_put_Results<T>, Store_put_Results.Init<T>, Store_put_Results.Builder<T>>;
  }
}

export const Store_put_Results: Store_put_Results.Schema = /*#__PURE__*/ $.structType({
  id: 0xa93bc019683150f1n,
  name: "board.capnp:Store.put$Results",
  parameters: ["T"],
  scope: () => Store,
  dataWords: 1,
  pointers: 0,
  fields: () => [["index", $.Int32, 0]],
});

export type Store_all_Params<T extends $.Type = $.AnyPointer> = $.Empty;

export declare namespace Store_all_Params {
  type Init<T extends $.Type = $.AnyPointer> = $.EmptyInit;

  type Builder<T extends $.Type = $.AnyPointer> = $.Empty;

  interface Schema extends $.Struct<Store_all_Params, Store_all_Params.Init, Store_all_Params.Builder> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(
      T: T,
    ): $.Struct<Store_all_Params<T>, Store_all_Params.Init<T>, Store_all_Params.Builder<T>>;
  }
}

export const Store_all_Params: Store_all_Params.Schema = /*#__PURE__*/ $.structType({
  id: 0x8626c581474c0c70n,
  name: "board.capnp:Store.all$Params",
  parameters: ["T"],
  scope: () => Store,
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Store_all_Results<T extends $.Type = $.AnyPointer> {
  readonly pairs: readonly Pair<$.Text, T>[];
  readonly reversed: Pair_Reversed<$.Data, T> | undefined;
}

export declare namespace Store_all_Results {
  interface Init<T extends $.Type = $.AnyPointer> {
    readonly pairs?: readonly Pair.Init<$.Text, T>[] | undefined;
    readonly reversed?: Pair_Reversed.Init<$.Data, T> | undefined;
  }

  interface Builder<T extends $.Type = $.AnyPointer> {
    set pairs(value: readonly Pair.Init<$.Text, T>[]);
    initPairs(length: number): $.StructListBuilder<Pair.Builder<$.Text, T>>;
    set reversed(value: Pair_Reversed.Init<$.Data, T>);
    initReversed(): Pair_Reversed.Builder<$.Data, T>;
  }

  interface Pipeline<T extends $.Type = $.AnyPointer> {
    readonly reversed: Pair_Reversed.Pipeline<$.Data, T>;
  }

  interface Schema
    extends $.Struct<
      Store_all_Results,
      Store_all_Results.Init,
      Store_all_Results.Builder,
      Store_all_Results.Pipeline
    > {
    /** The same with types for its parameters. */
    of<T extends $.Type>(
      T: T,
    ): $.Struct<
      Store_all_Results<T>,
      Store_all_Results.Init<T>,
      Store_all_Results.Builder<T>,
      Store_all_Results.Pipeline<T>
    >;
  }
}

export const Store_all_Results: Store_all_Results.Schema = /*#__PURE__*/ $.structType({
  id: 0xba955e720b902c3dn,
  name: "board.capnp:Store.all$Results",
  parameters: ["T"],
  scope: () => Store,
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["pairs", $.List($.bind(Pair, $.Text, $.parameter(0))), 0],
    ["reversed", $.bind(Pair_Reversed, $.Data, $.parameter(0)), 1],
  ],
});

export interface Store_swap_Params<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
  readonly pair: Pair<T, U> | undefined;
}

export declare namespace Store_swap_Params {
  interface Init<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
    readonly pair?: Pair.Init<T, U> | undefined;
  }

  interface Builder<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
    set pair(value: Pair.Init<T, U>);
    initPair(): Pair.Builder<T, U>;
  }

  interface Pipeline<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
    readonly pair: Pair.Pipeline<T, U>;
  }

  interface Schema
    extends $.Struct<
      Store_swap_Params,
      Store_swap_Params.Init,
      Store_swap_Params.Builder,
      Store_swap_Params.Pipeline
    > {
    /** The same with types for its parameters. */
    of<T extends $.Type, U extends $.Type>(
      T: T,
      U: U,
    ): $.Struct<
      Store_swap_Params<T, U>,
      Store_swap_Params.Init<T, U>,
      Store_swap_Params.Builder<T, U>,
      Store_swap_Params.Pipeline<T, U>
    >;
  }
}

export const Store_swap_Params: Store_swap_Params.Schema = /*#__PURE__*/ $.structType({
  id: 0xe42b7e3a3e48cc3an,
  name: "board.capnp:Store.swap$Params",
  parameters: ["T", "U"],
  scope: () => Store,
  dataWords: 0,
  pointers: 1,
  fields: () => [["pair", $.bind(Pair, $.parameter(0), $.parameter(1)), 0]],
});

export interface Store_map_Params<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
  readonly value: $.ValueOf<U>;
  readonly store: Store<U>;
}

export declare namespace Store_map_Params {
  interface Init<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
    readonly value?: $.InitOf<U> | undefined;
    readonly store?: Store.Init<U> | undefined;
  }

  interface Builder<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
    set value(value: $.InitOf<U>);
    set store(value: Store.Init<U>);
  }

  interface Pipeline<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
    readonly value: $.PipelineOf<U>;
    readonly store: Store<U>;
  }

  interface Schema
    extends $.Struct<
      Store_map_Params,
      Store_map_Params.Init,
      Store_map_Params.Builder,
      Store_map_Params.Pipeline
    > {
    /** The same with types for its parameters. */
    of<T extends $.Type, U extends $.Type>(
      T: T,
      U: U,
    ): $.Struct<
      Store_map_Params<T, U>,
      Store_map_Params.Init<T, U>,
      Store_map_Params.Builder<T, U>,
      Store_map_Params.Pipeline<T, U>
    >;
  }
}

export const Store_map_Params: Store_map_Params.Schema = /*#__PURE__*/ $.structType({
  id: 0xe9268bba6bcc1245n,
  name: "board.capnp:Store.map$Params",
  parameters: ["T", "U"],
  scope: () => Store,
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["value", $.parameter(1), 0],
    ["store", $.bind(Store, $.parameter(1)), 1],
  ],
});

export interface Store_map_Results<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
  readonly store: Store<$.Struct<Pair<T, U>, Pair.Init<T, U>, Pair.Builder<T, U>, Pair.Pipeline<T, U>>>;
}

export declare namespace Store_map_Results {
  interface Init<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
    readonly store?: Store.Init<
      $.Struct<Pair<T, U>, Pair.Init<T, U>, Pair.Builder<T, U>, Pair.Pipeline<T, U>>
    > | undefined;
  }

  interface Builder<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
    set store(value: Store.Init<
      $.Struct<Pair<T, U>, Pair.Init<T, U>, Pair.Builder<T, U>, Pair.Pipeline<T, U>>
    >);
  }

  interface Pipeline<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
    readonly store: Store<$.Struct<Pair<T, U>, Pair.Init<T, U>, Pair.Builder<T, U>, Pair.Pipeline<T, U>>>;
  }

  interface Schema
    extends $.Struct<
      Store_map_Results,
      Store_map_Results.Init,
      Store_map_Results.Builder,
      Store_map_Results.Pipeline
    > {
    /** The same with types for its parameters. */
    of<T extends $.Type, U extends $.Type>(
      T: T,
      U: U,
    ): $.Struct<
      Store_map_Results<T, U>,
      Store_map_Results.Init<T, U>,
      Store_map_Results.Builder<T, U>,
      Store_map_Results.Pipeline<T, U>
    >;
  }
}

export const Store_map_Results: Store_map_Results.Schema = /*#__PURE__*/ $.structType({
  id: 0xe297d1858046dac9n,
  name: "board.capnp:Store.map$Results",
  parameters: ["T", "U"],
  scope: () => Store,
  dataWords: 0,
  pointers: 1,
  fields: () => [["store", $.bind(Store, $.bind(Pair, $.parameter(0), $.parameter(1))), 0]],
});

/** Told of notes. */
export interface Watcher extends $.Client {
  noted(
    params?: $.Params<Watcher_noted_Params.Init, Watcher_noted_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Watcher_noted_Results>;
  chunk(
    params?: $.Params<Watcher_chunk_Params.Init, Watcher_chunk_Params.Builder>,
    options?: $.CallOptions,
  ): $.StreamCall;
  done(
    params?: $.Params<Watcher_done_Params.Init, Watcher_done_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Watcher_done_Results>;
}

export declare namespace Watcher {
  type Init = $.CapabilityInit<Watcher, Server>;

  /** Told of notes. */
  interface Server {
    noted(
      params: Watcher_noted_Params,
      ctx: $.Context<Watcher_noted_Results.Init, Watcher_noted_Results.Builder>,
    ): $.Returns<Watcher_noted_Results.Init>;
    chunk(params: Watcher_chunk_Params, ctx: $.StreamContext): $.StreamReturns;
    done(
      params: Watcher_done_Params,
      ctx: $.Context<Watcher_done_Results.Init, Watcher_done_Results.Builder>,
    ): $.Returns<Watcher_done_Results.Init>;
  }
}

export const Watcher: $.Interface<Watcher, Watcher.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xd7b9dbb50351c23bn,
  name: "board.capnp:Watcher",
  doc: "Told of notes.",
  methods: () => [
    ["noted", Watcher_noted_Params, Watcher_noted_Results],
    ["chunk", Watcher_chunk_Params, "stream"],
    ["done", Watcher_done_Params, Watcher_done_Results],
  ],
});

export interface Watcher_noted_Params {
  readonly note: Note | undefined;
  readonly author: Named;
}

export declare namespace Watcher_noted_Params {
  interface Init {
    readonly note?: Note.Init | undefined;
    readonly author?: Named.Init | undefined;
  }

  interface Builder {
    set note(value: Note.Init);
    initNote(): Note.Builder;
    set author(value: Named.Init);
  }

  interface Pipeline {
    readonly author: Named;
  }
}

export const Watcher_noted_Params: $.Struct<
  Watcher_noted_Params,
  Watcher_noted_Params.Init,
  Watcher_noted_Params.Builder,
  Watcher_noted_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x81dc6407c7254190n,
  name: "board.capnp:Watcher.noted$Params",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["note", Note, 0],
    ["author", Named, 1],
  ],
});

export interface Watcher_noted_Results {
  readonly more: boolean;
}

export declare namespace Watcher_noted_Results {
  interface Init {
    readonly more?: boolean | undefined;
  }

  interface Builder {
    set more(value: boolean);
  }
}

export const Watcher_noted_Results: $.Struct<
  Watcher_noted_Results,
  Watcher_noted_Results.Init,
  Watcher_noted_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x896a47baf5b0ceb9n,
  name: "board.capnp:Watcher.noted$Results",
  dataWords: 1,
  pointers: 0,
  fields: () => [["more", $.Bool, 0, { default: true }]],
});

export interface Watcher_chunk_Params {
  readonly bytes: $.Bytes;
}

export declare namespace Watcher_chunk_Params {
  interface Init {
    readonly bytes?: $.Bytes | undefined;
  }

  interface Builder {
    set bytes(value: $.Bytes);
    initBytes(length: number): $.Bytes;
  }
}

export const Watcher_chunk_Params: $.Struct<
  Watcher_chunk_Params,
  Watcher_chunk_Params.Init,
  Watcher_chunk_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x8374e942371d81d7n,
  name: "board.capnp:Watcher.chunk$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["bytes", $.Data, 0]],
});

export type Watcher_done_Params = $.Empty;

export declare namespace Watcher_done_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Watcher_done_Params: $.Struct<
  Watcher_done_Params,
  Watcher_done_Params.Init,
  Watcher_done_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x8fb4e91d4abcfd46n,
  name: "board.capnp:Watcher.done$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type Watcher_done_Results = $.Empty;

export declare namespace Watcher_done_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Watcher_done_Results: $.Struct<
  Watcher_done_Results,
  Watcher_done_Results.Init,
  Watcher_done_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe1cfdd75f66fea08n,
  name: "board.capnp:Watcher.done$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

/**
 * Where notes are put.
 *
 * Impact: nothing.
 *
 * @deprecated use another
 */
export interface Board extends Named {
  /** Adds a note. */
  add(
    params?: $.Params<Board_add_Params.Init, Board_add_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Board_add_Results>;
  /** Tells of each note, until the watch is let go of. */
  watch(
    params?: $.Params<Board_watch_Params.Init, Board_watch_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Board_watch_Results, Board_watch_Results.Pipeline>;
  notes(
    params?: $.Params<Board_notes_Params.Init, Board_notes_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Board_notes_Results>;
  write(
    params?: $.Params<Board_write_Params.Init, Board_write_Params.Builder>,
    options?: $.CallOptions,
  ): $.StreamCall;
  written(
    params?: $.Params<Board_written_Params.Init, Board_written_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Board_written_Results>;
  /** @deprecated */
  store(
    params?: $.Params<Board_store_Params.Init, Board_store_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Board_store_Results, Board_store_Results.Pipeline>;
  fail(
    params?: $.Params<Board_fail_Params.Init, Board_fail_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Board_fail_Results>;
}

export declare namespace Board {
  type Init = $.CapabilityInit<Board, Server>;

  /**
   * Where notes are put.
   *
   * Impact: nothing.
   *
   * @deprecated use another
   */
  interface Server extends Named.Server {
    /** Adds a note. */
    add(
      params: Board_add_Params,
      ctx: $.Context<Board_add_Results.Init, Board_add_Results.Builder>,
    ): $.Returns<Board_add_Results.Init>;
    /** Tells of each note, until the watch is let go of. */
    watch(
      params: Board_watch_Params,
      ctx: $.Context<Board_watch_Results.Init, Board_watch_Results.Builder>,
    ): $.Returns<Board_watch_Results.Init>;
    notes(
      params: Board_notes_Params,
      ctx: $.Context<Board_notes_Results.Init, Board_notes_Results.Builder>,
    ): $.Returns<Board_notes_Results.Init>;
    write(params: Board_write_Params, ctx: $.StreamContext): $.StreamReturns;
    written(
      params: Board_written_Params,
      ctx: $.Context<Board_written_Results.Init, Board_written_Results.Builder>,
    ): $.Returns<Board_written_Results.Init>;
    /** @deprecated */
    store(
      params: Board_store_Params,
      ctx: $.Context<Board_store_Results.Init, Board_store_Results.Builder>,
    ): $.Returns<Board_store_Results.Init>;
    fail(
      params: Board_fail_Params,
      ctx: $.Context<Board_fail_Results.Init, Board_fail_Results.Builder>,
    ): $.Returns<Board_fail_Results.Init>;
  }
}

export const Board: $.Interface<Board, Board.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xc485d5f69a868e1en,
  name: "board.capnp:Board",
  doc: "Where notes are put.\n\nImpact: nothing.",
  annotations: [{ id: 0x929168c234491b77n, name: "board.capnp:deprecated", value: "use another" }],
  superclasses: () => [Named],
  methods: () => [
    ["add", Board_add_Params, Board_add_Results, { doc: "Adds a note." }],
    [
      "watch",
      Board_watch_Params,
      Board_watch_Results,
      { doc: "Tells of each note, until the watch is let go of." },
    ],
    ["notes", Board_notes_Params, Board_notes_Results],
    ["write", Board_write_Params, "stream"],
    ["written", Board_written_Params, Board_written_Results],
    [
      "store",
      Board_store_Params,
      Board_store_Results,
      { annotations: [{ id: 0x929168c234491b77n, name: "board.capnp:deprecated", value: "" }] },
    ],
    ["fail", Board_fail_Params, Board_fail_Results],
  ],
});

export interface Board_Watch extends Named {
  seen(
    params?: $.Params<Board_Watch_seen_Params.Init, Board_Watch_seen_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Board_Watch_seen_Results>;
}

export declare namespace Board_Watch {
  type Init = $.CapabilityInit<Board_Watch, Server>;

  interface Server extends Named.Server {
    seen(
      params: Board_Watch_seen_Params,
      ctx: $.Context<Board_Watch_seen_Results.Init, Board_Watch_seen_Results.Builder>,
    ): $.Returns<Board_Watch_seen_Results.Init>;
  }
}

export const Board_Watch: $.Interface<Board_Watch, Board_Watch.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xb5bb578fae0ee76fn,
  name: "board.capnp:Board.Watch",
  superclasses: () => [Named],
  methods: () => [["seen", Board_Watch_seen_Params, Board_Watch_seen_Results]],
});

export type Board_Watch_seen_Params = $.Empty;

export declare namespace Board_Watch_seen_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Board_Watch_seen_Params: $.Struct<
  Board_Watch_seen_Params,
  Board_Watch_seen_Params.Init,
  Board_Watch_seen_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc489aeb8997f9418n,
  name: "board.capnp:Board.Watch.seen$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Board_Watch_seen_Results {
  readonly count: number;
}

export declare namespace Board_Watch_seen_Results {
  interface Init {
    readonly count?: number | undefined;
  }

  interface Builder {
    set count(value: number);
  }
}

export const Board_Watch_seen_Results: $.Struct<
  Board_Watch_seen_Results,
  Board_Watch_seen_Results.Init,
  Board_Watch_seen_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc214fd0e55238f32n,
  name: "board.capnp:Board.Watch.seen$Results",
  dataWords: 1,
  pointers: 0,
  fields: () => [["count", $.UInt32, 0]],
});

export interface Board_add_Params {
  readonly note: Note | undefined;
}

export declare namespace Board_add_Params {
  interface Init {
    readonly note?: Note.Init | undefined;
  }

  interface Builder {
    set note(value: Note.Init);
    initNote(): Note.Builder;
  }
}

export const Board_add_Params: $.Struct<
  Board_add_Params,
  Board_add_Params.Init,
  Board_add_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xebd25c91e1252ce0n,
  name: "board.capnp:Board.add$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["note", Note, 0]],
});

export interface Board_add_Results {
  readonly id: bigint;
}

export declare namespace Board_add_Results {
  interface Init {
    readonly id?: bigint | undefined;
  }

  interface Builder {
    set id(value: bigint);
  }
}

export const Board_add_Results: $.Struct<
  Board_add_Results,
  Board_add_Results.Init,
  Board_add_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xbe55ba0dabace5c4n,
  name: "board.capnp:Board.add$Results",
  dataWords: 1,
  pointers: 0,
  fields: () => [["id", $.UInt64, 0]],
});

export interface Board_watch_Params {
  readonly watcher: Watcher;
  readonly since: bigint;
}

export declare namespace Board_watch_Params {
  interface Init {
    readonly watcher?: Watcher.Init | undefined;
    readonly since?: bigint | undefined;
  }

  interface Builder {
    set watcher(value: Watcher.Init);
    set since(value: bigint);
  }

  interface Pipeline {
    readonly watcher: Watcher;
  }
}

export const Board_watch_Params: $.Struct<
  Board_watch_Params,
  Board_watch_Params.Init,
  Board_watch_Params.Builder,
  Board_watch_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xe27d3b23eb744e16n,
  name: "board.capnp:Board.watch$Params",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["watcher", Watcher, 0],
    ["since", $.UInt64, 0, { default: 18446744073709551615n }],
  ],
});

export interface Board_watch_Results {
  readonly watch: Board_Watch;
}

export declare namespace Board_watch_Results {
  interface Init {
    readonly watch?: Board_Watch.Init | undefined;
  }

  interface Builder {
    set watch(value: Board_Watch.Init);
  }

  interface Pipeline {
    readonly watch: Board_Watch;
  }
}

export const Board_watch_Results: $.Struct<
  Board_watch_Results,
  Board_watch_Results.Init,
  Board_watch_Results.Builder,
  Board_watch_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x8fb1d94a400bfa69n,
  name: "board.capnp:Board.watch$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["watch", Board_Watch, 0]],
});

export type Board_notes_Params = $.Empty;

export declare namespace Board_notes_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Board_notes_Params: $.Struct<
  Board_notes_Params,
  Board_notes_Params.Init,
  Board_notes_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe0d9fb55eb16829bn,
  name: "board.capnp:Board.notes$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Board_notes_Results {
  readonly notes: readonly Note[];
}

export declare namespace Board_notes_Results {
  interface Init {
    readonly notes?: readonly Note.Init[] | undefined;
  }

  interface Builder {
    set notes(value: readonly Note.Init[]);
    initNotes(length: number): $.StructListBuilder<Note.Builder>;
  }
}

export const Board_notes_Results: $.Struct<
  Board_notes_Results,
  Board_notes_Results.Init,
  Board_notes_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xbdedbfce4ba778b2n,
  name: "board.capnp:Board.notes$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["notes", $.List(Note), 0]],
});

export interface Board_write_Params {
  readonly bytes: $.Bytes;
}

export declare namespace Board_write_Params {
  interface Init {
    readonly bytes?: $.Bytes | undefined;
  }

  interface Builder {
    set bytes(value: $.Bytes);
    initBytes(length: number): $.Bytes;
  }
}

export const Board_write_Params: $.Struct<
  Board_write_Params,
  Board_write_Params.Init,
  Board_write_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x9a9a4f88030534e3n,
  name: "board.capnp:Board.write$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["bytes", $.Data, 0]],
});

export type Board_written_Params = $.Empty;

export declare namespace Board_written_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Board_written_Params: $.Struct<
  Board_written_Params,
  Board_written_Params.Init,
  Board_written_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xd2dc3dd600f48a9dn,
  name: "board.capnp:Board.written$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Board_written_Results {
  readonly bytes: $.Bytes;
}

export declare namespace Board_written_Results {
  interface Init {
    readonly bytes?: $.Bytes | undefined;
  }

  interface Builder {
    set bytes(value: $.Bytes);
    initBytes(length: number): $.Bytes;
  }
}

export const Board_written_Results: $.Struct<
  Board_written_Results,
  Board_written_Results.Init,
  Board_written_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x98eafd84e0ed2018n,
  name: "board.capnp:Board.written$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["bytes", $.Data, 0]],
});

export type Board_store_Params = $.Empty;

export declare namespace Board_store_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Board_store_Params: $.Struct<
  Board_store_Params,
  Board_store_Params.Init,
  Board_store_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc4da18091b1f3c8fn,
  name: "board.capnp:Board.store$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Board_store_Results {
  readonly store: Store<typeof Note>;
  readonly names: readonly Named[];
  readonly any: $.AnyPointerValue;
  readonly bare: $.Client;
}

export declare namespace Board_store_Results {
  interface Init {
    readonly store?: Store.Init<typeof Note> | undefined;
    readonly names?: readonly Named.Init[] | undefined;
    readonly any?: $.AnyPointerInit | undefined;
    readonly bare?: $.AnyCapabilityInit | undefined;
  }

  interface Builder {
    set store(value: Store.Init<typeof Note>);
    set names(value: readonly Named.Init[]);
    initNames(length: number): $.ListBuilder<Named.Init>;
    set any(value: $.AnyPointerInit);
    set bare(value: $.AnyCapabilityInit);
  }

  interface Pipeline {
    readonly store: Store<typeof Note>;
    readonly any: $.AnyPointerPipeline;
    readonly bare: $.Client;
  }
}

export const Board_store_Results: $.Struct<
  Board_store_Results,
  Board_store_Results.Init,
  Board_store_Results.Builder,
  Board_store_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xb265ba69d3781cdfn,
  name: "board.capnp:Board.store$Results",
  dataWords: 0,
  pointers: 4,
  fields: () => [
    ["store", $.bind(Store, Note), 0],
    ["names", $.List(Named), 1],
    ["any", $.AnyPointer, 2],
    ["bare", $.Capability, 3],
  ],
});

export interface Board_fail_Params {
  readonly reason: string;
}

export declare namespace Board_fail_Params {
  interface Init {
    readonly reason?: string | undefined;
  }

  interface Builder {
    set reason(value: string);
  }
}

export const Board_fail_Params: $.Struct<
  Board_fail_Params,
  Board_fail_Params.Init,
  Board_fail_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xd2c052a7eaa74a5an,
  name: "board.capnp:Board.fail$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["reason", $.Text, 0]],
});

export type Board_fail_Results = $.Empty;

export declare namespace Board_fail_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Board_fail_Results: $.Struct<
  Board_fail_Results,
  Board_fail_Results.Init,
  Board_fail_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xac5a54103b89d69bn,
  name: "board.capnp:Board.fail$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});
