// Generated from corners.capnp by @teleop/capnpc. Do not edit.
//
// Schemas at the edges of the language: defaults that lead to themselves, generics that grow, names that JavaScript
// has a use for.
import * as $ from "../index.ts";

/** Its default is of its own type, which has a default, which is of its own type… */
export interface Mirror {
  readonly number: number;
  readonly mirror: Mirror;
  readonly mirrors: readonly Mirror[];
  readonly group: Mirror_group;
}

export declare namespace Mirror {
  /** Its default is of its own type, which has a default, which is of its own type… */
  interface Init {
    readonly number?: number | undefined;
    readonly mirror?: Mirror.Init | undefined;
    readonly mirrors?: readonly Mirror.Init[] | undefined;
    readonly group?: Mirror_group.Init | undefined;
  }

  /** Its default is of its own type, which has a default, which is of its own type… */
  interface Builder {
    set number(value: number);
    set mirror(value: Mirror.Init);
    initMirror(): Mirror.Builder;
    set mirrors(value: readonly Mirror.Init[]);
    initMirrors(length: number): $.StructListBuilder<Mirror.Builder>;
    set group(value: Mirror_group.Init);
    initGroup(): Mirror_group.Builder;
  }
}

export const Mirror: $.Struct<Mirror, Mirror.Init, Mirror.Builder> = /*#__PURE__*/ $.structType({
  id: 0xe76050fc44f3a15bn,
  name: "corners.capnp:Mirror",
  doc: "Its default is of its own type, which has a default, which is of its own type…",
  dataWords: 1,
  pointers: 4,
  fields: () => [
    ["number", $.Int32, 0],
    ["mirror", Mirror, 0, { default: { number: 1, group: { which: "nothing" } } }],
    ["mirrors", $.List(Mirror), 1, { default: [{ number: 2, group: { which: "nothing" } }] }],
    ["group", Mirror_group, 0],
  ],
});

export type Mirror_group = Mirror_group.Fields &
  (
    | { readonly which: "nothing" }
    | { readonly which: "member"; readonly member: Mirror }
    | { readonly which: number }
  );

export declare namespace Mirror_group {
  /** The fields that are not in the union. */
  interface Fields {
    readonly inner: Mirror;
  }

  type Init = { readonly inner?: Mirror.Init | undefined } & (
    | { readonly which: "nothing" }
    | { readonly which: "member"; readonly member?: Mirror.Init | undefined }
    | { readonly which?: number | undefined }
  );

  interface Builder {
    set inner(value: Mirror.Init);
    initInner(): Mirror.Builder;
    set nothing(value: undefined);
    set member(value: Mirror.Init);
    initMember(): Mirror.Builder;
  }
}

export const Mirror_group: $.Struct<
  Mirror_group,
  Mirror_group.Init,
  Mirror_group.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xd0a994679f15a30fn,
  name: "corners.capnp:Mirror.group",
  dataWords: 1,
  pointers: 4,
  union: 2,
  fields: () => [
    ["inner", Mirror, 2, { default: { number: 3, group: { which: "nothing" } } }],
    ["nothing", $.Void, 0, { tag: 0 }],
    ["member", Mirror, 3, { tag: 1, default: { number: 4, group: { which: "nothing" } } }],
  ],
});

export interface Ping {
  readonly pong: Pong;
}

export declare namespace Ping {
  interface Init {
    readonly pong?: Pong.Init | undefined;
  }

  interface Builder {
    set pong(value: Pong.Init);
    initPong(): Pong.Builder;
  }
}

export const Ping: $.Struct<Ping, Ping.Init, Ping.Builder> = /*#__PURE__*/ $.structType({
  id: 0xc2046046c867f147n,
  name: "corners.capnp:Ping",
  dataWords: 0,
  pointers: 1,
  fields: () => [["pong", Pong, 0, { default: { number: 1 } }]],
});

export interface Pong {
  readonly ping: Ping;
  readonly number: number;
}

export declare namespace Pong {
  interface Init {
    readonly ping?: Ping.Init | undefined;
    readonly number?: number | undefined;
  }

  interface Builder {
    set ping(value: Ping.Init);
    initPing(): Ping.Builder;
    set number(value: number);
  }
}

export const Pong: $.Struct<Pong, Pong.Init, Pong.Builder> = /*#__PURE__*/ $.structType({
  id: 0xf83aab66c3f595d6n,
  name: "corners.capnp:Pong",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["ping", Ping, 0, { default: {} }],
    ["number", $.Int32, 0],
  ],
});

/** Defaults in defaults, which come to an end. */
export interface Layers {
  readonly layer: Layer;
}

export declare namespace Layers {
  /** Defaults in defaults, which come to an end. */
  interface Init {
    readonly layer?: Layer.Init | undefined;
  }

  /** Defaults in defaults, which come to an end. */
  interface Builder {
    set layer(value: Layer.Init);
    initLayer(): Layer.Builder;
  }
}

export const Layers: $.Struct<Layers, Layers.Init, Layers.Builder> = /*#__PURE__*/ $.structType({
  id: 0xf6b0f46df53feab9n,
  name: "corners.capnp:Layers",
  doc: "Defaults in defaults, which come to an end.",
  dataWords: 0,
  pointers: 1,
  fields: () => [["layer", Layer, 0, { default: {} }]],
});

export interface Layer {
  readonly name: string;
  readonly number: number;
  readonly core: Core;
}

export declare namespace Layer {
  interface Init {
    readonly name?: string | undefined;
    readonly number?: number | undefined;
    readonly core?: Core.Init | undefined;
  }

  interface Builder {
    set name(value: string);
    set number(value: number);
    set core(value: Core.Init);
    initCore(): Core.Builder;
  }
}

export const Layer: $.Struct<Layer, Layer.Init, Layer.Builder> = /*#__PURE__*/ $.structType({
  id: 0xa34c29f0cd541d62n,
  name: "corners.capnp:Layer",
  dataWords: 1,
  pointers: 2,
  fields: () => [
    ["name", $.Text, 0, { default: "layer" }],
    ["number", $.Int32, 0, { default: 7 }],
    ["core", Core, 1, { default: { number: 1 } }],
  ],
});

export interface Core {
  readonly number: number;
}

export declare namespace Core {
  interface Init {
    readonly number?: number | undefined;
  }

  interface Builder {
    set number(value: number);
  }
}

export const Core: $.Struct<Core, Core.Init, Core.Builder> = /*#__PURE__*/ $.structType({
  id: 0x9333398eb7ce56ebn,
  name: "corners.capnp:Core",
  dataWords: 1,
  pointers: 0,
  fields: () => [["number", $.Int32, 0]],
});

export interface Doubling0 {
  readonly a: Doubling1;
  readonly b: Doubling1;
}

export declare namespace Doubling0 {
  interface Init {
    readonly a?: Doubling1.Init | undefined;
    readonly b?: Doubling1.Init | undefined;
  }

  interface Builder {
    set a(value: Doubling1.Init);
    initA(): Doubling1.Builder;
    set b(value: Doubling1.Init);
    initB(): Doubling1.Builder;
  }
}

export const Doubling0: $.Struct<Doubling0, Doubling0.Init, Doubling0.Builder> = /*#__PURE__*/ $.structType({
  id: 0xee55f1103d65ba0en,
  name: "corners.capnp:Doubling0",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["a", Doubling1, 0, { default: {} }],
    ["b", Doubling1, 1, { default: {} }],
  ],
});

export interface Doubling1 {
  readonly a: Doubling2;
  readonly b: Doubling2;
}

export declare namespace Doubling1 {
  interface Init {
    readonly a?: Doubling2.Init | undefined;
    readonly b?: Doubling2.Init | undefined;
  }

  interface Builder {
    set a(value: Doubling2.Init);
    initA(): Doubling2.Builder;
    set b(value: Doubling2.Init);
    initB(): Doubling2.Builder;
  }
}

export const Doubling1: $.Struct<Doubling1, Doubling1.Init, Doubling1.Builder> = /*#__PURE__*/ $.structType({
  id: 0xd790cf857c019855n,
  name: "corners.capnp:Doubling1",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["a", Doubling2, 0, { default: {} }],
    ["b", Doubling2, 1, { default: {} }],
  ],
});

export interface Doubling2 {
  readonly a: Doubling3;
  readonly b: Doubling3;
}

export declare namespace Doubling2 {
  interface Init {
    readonly a?: Doubling3.Init | undefined;
    readonly b?: Doubling3.Init | undefined;
  }

  interface Builder {
    set a(value: Doubling3.Init);
    initA(): Doubling3.Builder;
    set b(value: Doubling3.Init);
    initB(): Doubling3.Builder;
  }
}

export const Doubling2: $.Struct<Doubling2, Doubling2.Init, Doubling2.Builder> = /*#__PURE__*/ $.structType({
  id: 0xec2475766d21a632n,
  name: "corners.capnp:Doubling2",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["a", Doubling3, 0, { default: {} }],
    ["b", Doubling3, 1, { default: {} }],
  ],
});

export interface Doubling3 {
  readonly a: Doubling4;
  readonly b: Doubling4;
}

export declare namespace Doubling3 {
  interface Init {
    readonly a?: Doubling4.Init | undefined;
    readonly b?: Doubling4.Init | undefined;
  }

  interface Builder {
    set a(value: Doubling4.Init);
    initA(): Doubling4.Builder;
    set b(value: Doubling4.Init);
    initB(): Doubling4.Builder;
  }
}

export const Doubling3: $.Struct<Doubling3, Doubling3.Init, Doubling3.Builder> = /*#__PURE__*/ $.structType({
  id: 0x89c43f3d2ecbdb69n,
  name: "corners.capnp:Doubling3",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["a", Doubling4, 0, { default: {} }],
    ["b", Doubling4, 1, { default: {} }],
  ],
});

export interface Doubling4 {
  readonly a: Doubling5;
  readonly b: Doubling5;
}

export declare namespace Doubling4 {
  interface Init {
    readonly a?: Doubling5.Init | undefined;
    readonly b?: Doubling5.Init | undefined;
  }

  interface Builder {
    set a(value: Doubling5.Init);
    initA(): Doubling5.Builder;
    set b(value: Doubling5.Init);
    initB(): Doubling5.Builder;
  }
}

export const Doubling4: $.Struct<Doubling4, Doubling4.Init, Doubling4.Builder> = /*#__PURE__*/ $.structType({
  id: 0x9c559e3add48d496n,
  name: "corners.capnp:Doubling4",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["a", Doubling5, 0, { default: {} }],
    ["b", Doubling5, 1, { default: {} }],
  ],
});

export interface Doubling5 {
  readonly a: Doubling6;
  readonly b: Doubling6;
}

export declare namespace Doubling5 {
  interface Init {
    readonly a?: Doubling6.Init | undefined;
    readonly b?: Doubling6.Init | undefined;
  }

  interface Builder {
    set a(value: Doubling6.Init);
    initA(): Doubling6.Builder;
    set b(value: Doubling6.Init);
    initB(): Doubling6.Builder;
  }
}

export const Doubling5: $.Struct<Doubling5, Doubling5.Init, Doubling5.Builder> = /*#__PURE__*/ $.structType({
  id: 0xe508dc8bd6ffd9a4n,
  name: "corners.capnp:Doubling5",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["a", Doubling6, 0, { default: {} }],
    ["b", Doubling6, 1, { default: {} }],
  ],
});

export interface Doubling6 {
  readonly a: Doubling7;
  readonly b: Doubling7;
}

export declare namespace Doubling6 {
  interface Init {
    readonly a?: Doubling7.Init | undefined;
    readonly b?: Doubling7.Init | undefined;
  }

  interface Builder {
    set a(value: Doubling7.Init);
    initA(): Doubling7.Builder;
    set b(value: Doubling7.Init);
    initB(): Doubling7.Builder;
  }
}

export const Doubling6: $.Struct<Doubling6, Doubling6.Init, Doubling6.Builder> = /*#__PURE__*/ $.structType({
  id: 0xb5e6e1cca439648dn,
  name: "corners.capnp:Doubling6",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["a", Doubling7, 0, { default: {} }],
    ["b", Doubling7, 1, { default: {} }],
  ],
});

export interface Doubling7 {
  readonly a: Doubling8;
  readonly b: Doubling8;
}

export declare namespace Doubling7 {
  interface Init {
    readonly a?: Doubling8.Init | undefined;
    readonly b?: Doubling8.Init | undefined;
  }

  interface Builder {
    set a(value: Doubling8.Init);
    initA(): Doubling8.Builder;
    set b(value: Doubling8.Init);
    initB(): Doubling8.Builder;
  }
}

export const Doubling7: $.Struct<Doubling7, Doubling7.Init, Doubling7.Builder> = /*#__PURE__*/ $.structType({
  id: 0xb95f71cd0e843213n,
  name: "corners.capnp:Doubling7",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["a", Doubling8, 0, { default: {} }],
    ["b", Doubling8, 1, { default: {} }],
  ],
});

export interface Doubling8 {
  readonly a: Doubling9;
  readonly b: Doubling9;
}

export declare namespace Doubling8 {
  interface Init {
    readonly a?: Doubling9.Init | undefined;
    readonly b?: Doubling9.Init | undefined;
  }

  interface Builder {
    set a(value: Doubling9.Init);
    initA(): Doubling9.Builder;
    set b(value: Doubling9.Init);
    initB(): Doubling9.Builder;
  }
}

export const Doubling8: $.Struct<Doubling8, Doubling8.Init, Doubling8.Builder> = /*#__PURE__*/ $.structType({
  id: 0xbb9e2e2279a957acn,
  name: "corners.capnp:Doubling8",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["a", Doubling9, 0, { default: {} }],
    ["b", Doubling9, 1, { default: {} }],
  ],
});

export interface Doubling9 {
  readonly a: DoublingA;
  readonly b: DoublingA;
}

export declare namespace Doubling9 {
  interface Init {
    readonly a?: DoublingA.Init | undefined;
    readonly b?: DoublingA.Init | undefined;
  }

  interface Builder {
    set a(value: DoublingA.Init);
    initA(): DoublingA.Builder;
    set b(value: DoublingA.Init);
    initB(): DoublingA.Builder;
  }
}

export const Doubling9: $.Struct<Doubling9, Doubling9.Init, Doubling9.Builder> = /*#__PURE__*/ $.structType({
  id: 0xc4d85ac7f8aa7bd7n,
  name: "corners.capnp:Doubling9",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["a", DoublingA, 0, { default: {} }],
    ["b", DoublingA, 1, { default: {} }],
  ],
});

export interface DoublingA {
  readonly a: DoublingB;
  readonly b: DoublingB;
}

export declare namespace DoublingA {
  interface Init {
    readonly a?: DoublingB.Init | undefined;
    readonly b?: DoublingB.Init | undefined;
  }

  interface Builder {
    set a(value: DoublingB.Init);
    initA(): DoublingB.Builder;
    set b(value: DoublingB.Init);
    initB(): DoublingB.Builder;
  }
}

export const DoublingA: $.Struct<DoublingA, DoublingA.Init, DoublingA.Builder> = /*#__PURE__*/ $.structType({
  id: 0xedd5ac81f810c3e3n,
  name: "corners.capnp:DoublingA",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["a", DoublingB, 0, { default: {} }],
    ["b", DoublingB, 1, { default: {} }],
  ],
});

export interface DoublingB {
  readonly a: DoublingC;
  readonly b: DoublingC;
}

export declare namespace DoublingB {
  interface Init {
    readonly a?: DoublingC.Init | undefined;
    readonly b?: DoublingC.Init | undefined;
  }

  interface Builder {
    set a(value: DoublingC.Init);
    initA(): DoublingC.Builder;
    set b(value: DoublingC.Init);
    initB(): DoublingC.Builder;
  }
}

export const DoublingB: $.Struct<DoublingB, DoublingB.Init, DoublingB.Builder> = /*#__PURE__*/ $.structType({
  id: 0xe69b3073385ad3f9n,
  name: "corners.capnp:DoublingB",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["a", DoublingC, 0, { default: {} }],
    ["b", DoublingC, 1, { default: {} }],
  ],
});

export interface DoublingC {
  readonly number: number;
}

export declare namespace DoublingC {
  interface Init {
    readonly number?: number | undefined;
  }

  interface Builder {
    set number(value: number);
  }
}

export const DoublingC: $.Struct<DoublingC, DoublingC.Init, DoublingC.Builder> = /*#__PURE__*/ $.structType({
  id: 0x8aebe8717f19a2een,
  name: "corners.capnp:DoublingC",
  dataWords: 1,
  pointers: 0,
  fields: () => [["number", $.Int8, 0]],
});

/** Contains ever larger types. */
export interface Poly<T extends $.Type = $.AnyPointer> {
  readonly value: $.ValueOf<T>;
  readonly next: Poly<$.Struct<Poly<T>, Poly.Init<T>, Poly.Builder<T>>> | undefined;
}

export declare namespace Poly {
  /** Contains ever larger types. */
  interface Init<T extends $.Type = $.AnyPointer> {
    readonly value?: $.InitOf<T> | undefined;
    readonly next?: Poly.Init<$.Struct<Poly<T>, Poly.Init<T>, Poly.Builder<T>>> | undefined;
  }

  /** Contains ever larger types. */
  interface Builder<T extends $.Type = $.AnyPointer> {
    set value(value: $.InitOf<T>);
    set next(value: Poly.Init<$.Struct<Poly<T>, Poly.Init<T>, Poly.Builder<T>>>);
    initNext(): Poly.Builder<$.Struct<Poly<T>, Poly.Init<T>, Poly.Builder<T>>>;
  }

  interface Schema extends $.Struct<Poly, Poly.Init, Poly.Builder> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(T: T): $.Struct<Poly<T>, Poly.Init<T>, Poly.Builder<T>>;
  }
}

export const Poly: Poly.Schema = /*#__PURE__*/ $.structType({
  id: 0xb8552365dc4e0ed6n,
  name: "corners.capnp:Poly",
  parameters: ["T"],
  doc: "Contains ever larger types.",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["value", $.parameter(0), 0],
    ["next", $.bind(Poly, $.bind(Poly, $.parameter(0))), 1],
  ],
});

export interface Odd<T extends $.Type = $.AnyPointer> {
  readonly value: $.ValueOf<T>;
  readonly even: Even<$.ListType<$.Struct<Odd<T>, Odd.Init<T>, Odd.Builder<T>>>> | undefined;
}

export declare namespace Odd {
  interface Init<T extends $.Type = $.AnyPointer> {
    readonly value?: $.InitOf<T> | undefined;
    readonly even?: Even.Init<$.ListType<$.Struct<Odd<T>, Odd.Init<T>, Odd.Builder<T>>>> | undefined;
  }

  interface Builder<T extends $.Type = $.AnyPointer> {
    set value(value: $.InitOf<T>);
    set even(value: Even.Init<$.ListType<$.Struct<Odd<T>, Odd.Init<T>, Odd.Builder<T>>>>);
    initEven(): Even.Builder<$.ListType<$.Struct<Odd<T>, Odd.Init<T>, Odd.Builder<T>>>>;
  }

  interface Schema extends $.Struct<Odd, Odd.Init, Odd.Builder> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(T: T): $.Struct<Odd<T>, Odd.Init<T>, Odd.Builder<T>>;
  }
}

export const Odd: Odd.Schema = /*#__PURE__*/ $.structType({
  id: 0xb35098d9c72b9303n,
  name: "corners.capnp:Odd",
  parameters: ["T"],
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["value", $.parameter(0), 0],
    ["even", $.bind(Even, $.List($.bind(Odd, $.parameter(0)))), 1],
  ],
});

export interface Even<T extends $.Type = $.AnyPointer> {
  readonly value: $.ValueOf<T>;
  readonly odd: Odd<$.Struct<Even<T>, Even.Init<T>, Even.Builder<T>>> | undefined;
}

export declare namespace Even {
  interface Init<T extends $.Type = $.AnyPointer> {
    readonly value?: $.InitOf<T> | undefined;
    readonly odd?: Odd.Init<$.Struct<Even<T>, Even.Init<T>, Even.Builder<T>>> | undefined;
  }

  interface Builder<T extends $.Type = $.AnyPointer> {
    set value(value: $.InitOf<T>);
    set odd(value: Odd.Init<$.Struct<Even<T>, Even.Init<T>, Even.Builder<T>>>);
    initOdd(): Odd.Builder<$.Struct<Even<T>, Even.Init<T>, Even.Builder<T>>>;
  }

  interface Schema extends $.Struct<Even, Even.Init, Even.Builder> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(T: T): $.Struct<Even<T>, Even.Init<T>, Even.Builder<T>>;
  }
}

export const Even: Even.Schema = /*#__PURE__*/ $.structType({
  id: 0xf032e4d7264119bfn,
  name: "corners.capnp:Even",
  parameters: ["T"],
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["value", $.parameter(0), 0],
    ["odd", $.bind(Odd, $.bind(Even, $.parameter(0))), 1],
  ],
});

export interface Branching<A extends $.Type = $.AnyPointer, B extends $.Type = $.AnyPointer> {
  readonly a: $.ValueOf<A>;
  readonly left: Branching<
    $.Struct<Branching<A, B>, Branching.Init<A, B>, Branching.Builder<A, B>>,
    A
  > | undefined;
  readonly right: Branching<
    B,
    $.Struct<Branching<A, A>, Branching.Init<A, A>, Branching.Builder<A, A>>
  > | undefined;
}

export declare namespace Branching {
  interface Init<A extends $.Type = $.AnyPointer, B extends $.Type = $.AnyPointer> {
    readonly a?: $.InitOf<A> | undefined;
    readonly left?: Branching.Init<
      $.Struct<Branching<A, B>, Branching.Init<A, B>, Branching.Builder<A, B>>,
      A
    > | undefined;
    readonly right?: Branching.Init<
      B,
      $.Struct<Branching<A, A>, Branching.Init<A, A>, Branching.Builder<A, A>>
    > | undefined;
  }

  interface Builder<A extends $.Type = $.AnyPointer, B extends $.Type = $.AnyPointer> {
    set a(value: $.InitOf<A>);
    set left(value: Branching.Init<
      $.Struct<Branching<A, B>, Branching.Init<A, B>, Branching.Builder<A, B>>,
      A
    >);
    initLeft(): Branching.Builder<
      $.Struct<Branching<A, B>, Branching.Init<A, B>, Branching.Builder<A, B>>,
      A
    >;
    set right(value: Branching.Init<
      B,
      $.Struct<Branching<A, A>, Branching.Init<A, A>, Branching.Builder<A, A>>
    >);
    initRight(): Branching.Builder<
      B,
      $.Struct<Branching<A, A>, Branching.Init<A, A>, Branching.Builder<A, A>>
    >;
  }

  interface Schema extends $.Struct<Branching, Branching.Init, Branching.Builder> {
    /** The same with types for its parameters. */
    of<A extends $.Type, B extends $.Type>(
      A: A,
      B: B,
    ): $.Struct<Branching<A, B>, Branching.Init<A, B>, Branching.Builder<A, B>>;
  }
}

export const Branching: Branching.Schema = /*#__PURE__*/ $.structType({
  id: 0x89e5de3ca42d0e38n,
  name: "corners.capnp:Branching",
  parameters: ["A", "B"],
  dataWords: 0,
  pointers: 3,
  fields: () => [
    ["a", $.parameter(0), 0],
    ["left", $.bind(Branching, $.bind(Branching, $.parameter(0), $.parameter(1)), $.parameter(0)), 1],
    ["right", $.bind(Branching, $.parameter(1), $.bind(Branching, $.parameter(0), $.parameter(0))), 2],
  ],
});

/** Leads to a capability, but not at the first turn. */
export interface Turning<
  A extends $.Type = $.AnyPointer,
  B extends $.Type = $.AnyPointer,
  C extends $.Type = $.AnyPointer
> {
  readonly a: $.ValueOf<A>;
  readonly next: Turning<B, C, $.Interface<Growing<$.Text>, Growing.Init<$.Text>>> | undefined;
}

export declare namespace Turning {
  /** Leads to a capability, but not at the first turn. */
  interface Init<
    A extends $.Type = $.AnyPointer,
    B extends $.Type = $.AnyPointer,
    C extends $.Type = $.AnyPointer
  > {
    readonly a?: $.InitOf<A> | undefined;
    readonly next?: Turning.Init<B, C, $.Interface<Growing<$.Text>, Growing.Init<$.Text>>> | undefined;
  }

  /** Leads to a capability, but not at the first turn. */
  interface Builder<
    A extends $.Type = $.AnyPointer,
    B extends $.Type = $.AnyPointer,
    C extends $.Type = $.AnyPointer
  > {
    set a(value: $.InitOf<A>);
    set next(value: Turning.Init<B, C, $.Interface<Growing<$.Text>, Growing.Init<$.Text>>>);
    initNext(): Turning.Builder<B, C, $.Interface<Growing<$.Text>, Growing.Init<$.Text>>>;
  }

  interface Schema extends $.Struct<Turning, Turning.Init, Turning.Builder> {
    /** The same with types for its parameters. */
    of<A extends $.Type, B extends $.Type, C extends $.Type>(
      A: A,
      B: B,
      C: C,
    ): $.Struct<Turning<A, B, C>, Turning.Init<A, B, C>, Turning.Builder<A, B, C>>;
  }
}

export const Turning: Turning.Schema = /*#__PURE__*/ $.structType({
  id: 0xe8f9e3f72514f201n,
  name: "corners.capnp:Turning",
  parameters: ["A", "B", "C"],
  doc: "Leads to a capability, but not at the first turn.",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["a", $.parameter(0), 0],
    ["next", $.bind(Turning, $.parameter(1), $.parameter(2), $.bind(Growing, $.Text)), 1],
  ],
});

export type Growing<T extends $.Type = $.AnyPointer> = $.Opaque;

export declare namespace Growing {
  type Init<T extends $.Type = $.AnyPointer> = $.OpaqueInit;

  interface Schema extends $.Interface<Growing, Growing.Init> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(T: T): $.Interface<Growing<T>, Growing.Init<T>>;
  }
}

export const Growing: Growing.Schema = /*#__PURE__*/ $.interfaceType({
  id: 0xdfdf03a311f9bcb4n,
  name: "corners.capnp:Growing",
  parameters: ["T"],
  superclasses: () => [$.bind(Grown, $.bind(Growing, $.parameter(0)))],
  methods: () => [
    ["grow", $.bind(Growing_grow_Params, $.parameter(0)), $.bind(Growing_grow_Results, $.parameter(0))],
    [
      "polyOf",
      $.bind(Growing_polyOf_Params, $.parameter(0), $.parameter(1)),
      $.bind(Poly, $.parameter(1)),
      { parameters: ["U"] },
    ],
    ["poly", $.bind(Growing_poly_Params, $.parameter(0)), $.bind(Poly, $.Text)],
  ],
});

export interface Growing_grow_Params<T extends $.Type = $.AnyPointer> {
  readonly value: $.ValueOf<T>;
}

export declare namespace Growing_grow_Params {
  interface Init<T extends $.Type = $.AnyPointer> {
    readonly value?: $.InitOf<T> | undefined;
  }

  interface Builder<T extends $.Type = $.AnyPointer> {
    set value(value: $.InitOf<T>);
  }

  interface Schema
    extends $.Struct<Growing_grow_Params, Growing_grow_Params.Init, Growing_grow_Params.Builder> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(
      T: T,
    ): $.Struct<Growing_grow_Params<T>, Growing_grow_Params.Init<T>, Growing_grow_Params.Builder<T>>;
  }
}

export const Growing_grow_Params: Growing_grow_Params.Schema = /*#__PURE__*/ $.structType({
  id: 0xcdc1b6519ea91e10n,
  name: "corners.capnp:Growing.grow$Params",
  parameters: ["T"],
  scope: () => Growing,
  dataWords: 0,
  pointers: 1,
  fields: () => [["value", $.parameter(0), 0]],
});

export interface Growing_grow_Results<T extends $.Type = $.AnyPointer> {
  readonly grown: Growing<$.Interface<Growing<T>, Growing.Init<T>>>;
  readonly poly: Poly<T> | undefined;
}

export declare namespace Growing_grow_Results {
  interface Init<T extends $.Type = $.AnyPointer> {
    readonly grown?: Growing.Init<$.Interface<Growing<T>, Growing.Init<T>>> | undefined;
    readonly poly?: Poly.Init<T> | undefined;
  }

  interface Builder<T extends $.Type = $.AnyPointer> {
    set grown(value: Growing.Init<$.Interface<Growing<T>, Growing.Init<T>>>);
    set poly(value: Poly.Init<T>);
    initPoly(): Poly.Builder<T>;
  }

  interface Schema
    extends $.Struct<Growing_grow_Results, Growing_grow_Results.Init, Growing_grow_Results.Builder> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(
      T: T,
    ): $.Struct<Growing_grow_Results<T>, Growing_grow_Results.Init<T>, Growing_grow_Results.Builder<T>>;
  }
}

export const Growing_grow_Results: Growing_grow_Results.Schema = /*#__PURE__*/ $.structType({
  id: 0xde9abc98e1644dc3n,
  name: "corners.capnp:Growing.grow$Results",
  parameters: ["T"],
  scope: () => Growing,
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["grown", $.bind(Growing, $.bind(Growing, $.parameter(0))), 0],
    ["poly", $.bind(Poly, $.parameter(0)), 1],
  ],
});

export interface Growing_polyOf_Params<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
  readonly value: $.ValueOf<U>;
}

export declare namespace Growing_polyOf_Params {
  interface Init<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
    readonly value?: $.InitOf<U> | undefined;
  }

  interface Builder<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
    set value(value: $.InitOf<U>);
  }

  interface Schema
    extends $.Struct<Growing_polyOf_Params, Growing_polyOf_Params.Init, Growing_polyOf_Params.Builder> {
    /** The same with types for its parameters. */
    of<T extends $.Type, U extends $.Type>(
      T: T,
      U: U,
    ): $.Struct<
      Growing_polyOf_Params<T, U>,
      Growing_polyOf_Params.Init<T, U>,
      Growing_polyOf_Params.Builder<T, U>
    >;
  }
}

export const Growing_polyOf_Params: Growing_polyOf_Params.Schema = /*#__PURE__*/ $.structType({
  id: 0xc9248c85096d423bn,
  name: "corners.capnp:Growing.polyOf$Params",
  parameters: ["T", "U"],
  scope: () => Growing,
  dataWords: 0,
  pointers: 1,
  fields: () => [["value", $.parameter(1), 0]],
});

export type Growing_poly_Params<T extends $.Type = $.AnyPointer> = $.Empty;

export declare namespace Growing_poly_Params {
  type Init<T extends $.Type = $.AnyPointer> = $.EmptyInit;

  type Builder<T extends $.Type = $.AnyPointer> = $.Empty;

  interface Schema
    extends $.Struct<Growing_poly_Params, Growing_poly_Params.Init, Growing_poly_Params.Builder> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(
      T: T,
    ): $.Struct<Growing_poly_Params<T>, Growing_poly_Params.Init<T>, Growing_poly_Params.Builder<T>>;
  }
}

export const Growing_poly_Params: Growing_poly_Params.Schema = /*#__PURE__*/ $.structType({
  id: 0xb1ee5fee500d7848n,
  name: "corners.capnp:Growing.poly$Params",
  parameters: ["T"],
  scope: () => Growing,
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type Grown<T extends $.Type = $.AnyPointer> = $.Opaque;

export declare namespace Grown {
  type Init<T extends $.Type = $.AnyPointer> = $.OpaqueInit;

  interface Schema extends $.Interface<Grown, Grown.Init> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(T: T): $.Interface<Grown<T>, Grown.Init<T>>;
  }
}

export const Grown: Grown.Schema = /*#__PURE__*/ $.interfaceType({
  id: 0xd2ece96b578f753bn,
  name: "corners.capnp:Grown",
  parameters: ["T"],
  methods: () => [
    ["value", $.bind(Grown_value_Params, $.parameter(0)), $.bind(Grown_value_Results, $.parameter(0))],
  ],
});

export type Grown_value_Params<T extends $.Type = $.AnyPointer> = $.Empty;

export declare namespace Grown_value_Params {
  type Init<T extends $.Type = $.AnyPointer> = $.EmptyInit;

  type Builder<T extends $.Type = $.AnyPointer> = $.Empty;

  interface Schema extends $.Struct<Grown_value_Params, Grown_value_Params.Init, Grown_value_Params.Builder> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(
      T: T,
    ): $.Struct<Grown_value_Params<T>, Grown_value_Params.Init<T>, Grown_value_Params.Builder<T>>;
  }
}

export const Grown_value_Params: Grown_value_Params.Schema = /*#__PURE__*/ $.structType({
  id: 0xbd76d79adfcfd3f4n,
  name: "corners.capnp:Grown.value$Params",
  parameters: ["T"],
  scope: () => Grown,
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Grown_value_Results<T extends $.Type = $.AnyPointer> {
  readonly value: $.ValueOf<T>;
}

export declare namespace Grown_value_Results {
  interface Init<T extends $.Type = $.AnyPointer> {
    readonly value?: $.InitOf<T> | undefined;
  }

  interface Builder<T extends $.Type = $.AnyPointer> {
    set value(value: $.InitOf<T>);
  }

  interface Schema
    extends $.Struct<Grown_value_Results, Grown_value_Results.Init, Grown_value_Results.Builder> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(
      T: T,
    ): $.Struct<Grown_value_Results<T>, Grown_value_Results.Init<T>, Grown_value_Results.Builder<T>>;
  }
}

export const Grown_value_Results: Grown_value_Results.Schema = /*#__PURE__*/ $.structType({
  id: 0x93c909f82ba8a0d8n,
  name: "corners.capnp:Grown.value$Results",
  parameters: ["T"],
  scope: () => Grown,
  dataWords: 0,
  pointers: 1,
  fields: () => [["value", $.parameter(0), 0]],
});

export interface Person {
  readonly age: number;
  readonly friend: Person | undefined;
}

export declare namespace Person {
  interface Init {
    readonly age?: number | undefined;
    readonly friend?: Person.Init | undefined;
  }

  interface Builder {
    set age(value: number);
    set friend(value: Person.Init);
    initFriend(): Person.Builder;
  }
}

export const Person: $.Struct<Person, Person.Init, Person.Builder> = /*#__PURE__*/ $.structType({
  id: 0xb7dc8cf7f3501296n,
  name: "corners.capnp:Person",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["age", $.Int8, 0],
    ["friend", Person, 0],
  ],
});

export interface Nulls {
  readonly number: number;
  readonly growing: Growing<$.Text>;
  readonly capability: $.Opaque;
  readonly anyStruct: $.AnyPointerValue;
  readonly anyList: $.AnyPointerValue;
  readonly any: $.AnyPointerValue;
  readonly growings: readonly Growing<$.Text>[];
  readonly person: Person | undefined;
}

export declare namespace Nulls {
  interface Init {
    readonly number?: number | undefined;
    readonly growing?: Growing.Init<$.Text> | undefined;
    readonly capability?: $.OpaqueInit | undefined;
    readonly anyStruct?: $.AnyPointerInit | undefined;
    readonly anyList?: $.AnyPointerInit | undefined;
    readonly any?: $.AnyPointerInit | undefined;
    readonly growings?: readonly Growing.Init<$.Text>[] | undefined;
    readonly person?: Person.Init | undefined;
  }

  interface Builder {
    set number(value: number);
    set growing(value: Growing.Init<$.Text>);
    set capability(value: $.OpaqueInit);
    set anyStruct(value: $.AnyPointerInit);
    set anyList(value: $.AnyPointerInit);
    set any(value: $.AnyPointerInit);
    set growings(value: readonly Growing.Init<$.Text>[]);
    initGrowings(length: number): $.ListBuilder<Growing.Init<$.Text>>;
    set person(value: Person.Init);
    initPerson(): Person.Builder;
  }
}

export const Nulls: $.Struct<Nulls, Nulls.Init, Nulls.Builder> = /*#__PURE__*/ $.structType({
  id: 0xb41d3a1265cecccen,
  name: "corners.capnp:Nulls",
  dataWords: 1,
  pointers: 7,
  fields: () => [
    ["number", $.Int8, 0],
    ["growing", $.bind(Growing, $.Text), 0],
    ["capability", $.Capability, 1],
    ["anyStruct", $.AnyStruct, 2],
    ["anyList", $.AnyList, 3],
    ["any", $.AnyPointer, 4],
    ["growings", $.List($.bind(Growing, $.Text)), 5],
    ["person", Person, 6],
  ],
});

export type Member = Member.Fields &
  (
    | { readonly which: "none" }
    | { readonly which: "person"; readonly person: Person | undefined }
    | { readonly which: "text"; readonly text: string }
    | { readonly which: "data"; readonly data: $.Bytes }
    | { readonly which: "list"; readonly list: readonly number[] }
    | { readonly which: "any"; readonly any: $.AnyPointerValue }
    | { readonly which: "growing"; readonly growing: Growing<$.Text> }
    | { readonly which: number }
  );

export declare namespace Member {
  /** The fields that are not in the union. */
  interface Fields {
    readonly union: Member_union;
  }

  type Init = { readonly union?: Member_union.Init | undefined } & (
    | { readonly which: "none" }
    | { readonly which: "person"; readonly person?: Person.Init | undefined }
    | { readonly which: "text"; readonly text?: string | undefined }
    | { readonly which: "data"; readonly data?: $.Bytes | undefined }
    | { readonly which: "list"; readonly list?: readonly number[] | undefined }
    | { readonly which: "any"; readonly any?: $.AnyPointerInit | undefined }
    | { readonly which: "growing"; readonly growing?: Growing.Init<$.Text> | undefined }
    | { readonly which?: number | undefined }
  );

  interface Builder {
    set none(value: undefined);
    set person(value: Person.Init);
    initPerson(): Person.Builder;
    set text(value: string);
    set data(value: $.Bytes);
    initData(length: number): $.Bytes;
    set list(value: readonly number[]);
    initList(length: number): $.ListBuilder<number>;
    set any(value: $.AnyPointerInit);
    set growing(value: Growing.Init<$.Text>);
    set union(value: Member_union.Init);
    initUnion(): Member_union.Builder;
  }
}

export const Member: $.Struct<Member, Member.Init, Member.Builder> = /*#__PURE__*/ $.structType({
  id: 0xe2e81c319b61f652n,
  name: "corners.capnp:Member",
  dataWords: 1,
  pointers: 2,
  union: 0,
  fields: () => [
    ["none", $.Void, 0, { tag: 0 }],
    ["person", Person, 0, { tag: 1 }],
    ["text", $.Text, 0, { tag: 2 }],
    ["data", $.Data, 0, { tag: 3 }],
    ["list", $.List($.Int8), 0, { tag: 4 }],
    ["any", $.AnyPointer, 0, { tag: 5 }],
    ["growing", $.bind(Growing, $.Text), 0, { tag: 6 }],
    ["union", Member_union, 0],
  ],
});

export type Member_union =
  | { readonly which: "first"; readonly first: Person | undefined }
  | { readonly which: "second" }
  | { readonly which: number };

export declare namespace Member_union {
  type Init =
    | { readonly which: "first"; readonly first?: Person.Init | undefined }
    | { readonly which: "second" }
    | { readonly which?: number | undefined };

  interface Builder {
    set first(value: Person.Init);
    initFirst(): Person.Builder;
    set second(value: undefined);
  }
}

export const Member_union: $.Struct<
  Member_union,
  Member_union.Init,
  Member_union.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xe3970f13c4c3752fn,
  name: "corners.capnp:Member.union",
  dataWords: 1,
  pointers: 2,
  union: 1,
  fields: () => [
    ["first", Person, 1, { tag: 0 }],
    ["second", $.Void, 0, { tag: 1 }],
  ],
});

export type Passing = $.Opaque;

export declare namespace Passing {
  type Init = $.OpaqueInit;
}

export const Passing: $.Interface<Passing, Passing.Init> = /*#__PURE__*/ $.interfaceType({
  id: 0xf68fe8155e2f9551n,
  name: "corners.capnp:Passing",
  methods: () => [
    ["pass", Passing_pass_Params, Passing_pass_Results],
    ["passOlder", Passing_passOlder_Params, Passing_passOlder_Results],
  ],
});

export interface Passing_pass_Params {
  readonly nulls: Nulls | undefined;
  readonly member: Member | undefined;
  readonly wide: Newer | undefined;
}

export declare namespace Passing_pass_Params {
  interface Init {
    readonly nulls?: Nulls.Init | undefined;
    readonly member?: Member.Init | undefined;
    readonly wide?: Newer.Init | undefined;
  }

  interface Builder {
    set nulls(value: Nulls.Init);
    initNulls(): Nulls.Builder;
    set member(value: Member.Init);
    initMember(): Member.Builder;
    set wide(value: Newer.Init);
    initWide(): Newer.Builder;
  }
}

export const Passing_pass_Params: $.Struct<
  Passing_pass_Params,
  Passing_pass_Params.Init,
  Passing_pass_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf67f0ab7acde9a1an,
  name: "corners.capnp:Passing.pass$Params",
  dataWords: 0,
  pointers: 3,
  fields: () => [
    ["nulls", Nulls, 0],
    ["member", Member, 1],
    ["wide", Newer, 2],
  ],
});

export interface Passing_pass_Results {
  readonly nulls: Nulls | undefined;
  readonly member: Member | undefined;
  readonly wide: Newer | undefined;
}

export declare namespace Passing_pass_Results {
  interface Init {
    readonly nulls?: Nulls.Init | undefined;
    readonly member?: Member.Init | undefined;
    readonly wide?: Newer.Init | undefined;
  }

  interface Builder {
    set nulls(value: Nulls.Init);
    initNulls(): Nulls.Builder;
    set member(value: Member.Init);
    initMember(): Member.Builder;
    set wide(value: Newer.Init);
    initWide(): Newer.Builder;
  }
}

export const Passing_pass_Results: $.Struct<
  Passing_pass_Results,
  Passing_pass_Results.Init,
  Passing_pass_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf829add9a36d6f31n,
  name: "corners.capnp:Passing.pass$Results",
  dataWords: 0,
  pointers: 3,
  fields: () => [
    ["nulls", Nulls, 0],
    ["member", Member, 1],
    ["wide", Newer, 2],
  ],
});

export interface Passing_passOlder_Params {
  readonly older: Older | undefined;
  readonly list: readonly Older[];
}

export declare namespace Passing_passOlder_Params {
  interface Init {
    readonly older?: Older.Init | undefined;
    readonly list?: readonly Older.Init[] | undefined;
  }

  interface Builder {
    set older(value: Older.Init);
    initOlder(): Older.Builder;
    set list(value: readonly Older.Init[]);
    initList(length: number): $.StructListBuilder<Older.Builder>;
  }
}

export const Passing_passOlder_Params: $.Struct<
  Passing_passOlder_Params,
  Passing_passOlder_Params.Init,
  Passing_passOlder_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe4a3aa01202982a4n,
  name: "corners.capnp:Passing.passOlder$Params",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["older", Older, 0],
    ["list", $.List(Older), 1],
  ],
});

export interface Passing_passOlder_Results {
  readonly older: Older | undefined;
  readonly list: readonly Older[];
}

export declare namespace Passing_passOlder_Results {
  interface Init {
    readonly older?: Older.Init | undefined;
    readonly list?: readonly Older.Init[] | undefined;
  }

  interface Builder {
    set older(value: Older.Init);
    initOlder(): Older.Builder;
    set list(value: readonly Older.Init[]);
    initList(length: number): $.StructListBuilder<Older.Builder>;
  }
}

export const Passing_passOlder_Results: $.Struct<
  Passing_passOlder_Results,
  Passing_passOlder_Results.Init,
  Passing_passOlder_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf36cd970e7e1b2a0n,
  name: "corners.capnp:Passing.passOlder$Results",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["older", Older, 0],
    ["list", $.List(Older), 1],
  ],
});

export type Named = Named.Fields &
  (
    | { readonly which: "text"; readonly text: string }
    | { readonly which: "valueOf" }
    | { readonly which: "toString" }
    | { readonly which: "constructor" }
    | { readonly which: "hasOwnProperty"; readonly hasOwnProperty: Person | undefined }
    | { readonly which: number }
  );

export declare namespace Named {
  /** The fields that are not in the union. */
  interface Fields {
    readonly isPrototypeOf: string;
    readonly propertyIsEnumerable: Enumerants | number;
  }

  type Init = {
    readonly isPrototypeOf?: string | undefined;
    readonly propertyIsEnumerable?: Enumerants | number | undefined;
  } & (
    | { readonly which: "text"; readonly text?: string | undefined }
    | { readonly which: "valueOf" }
    | { readonly which: "toString" }
    | { readonly which: "constructor" }
    | { readonly which: "hasOwnProperty"; readonly hasOwnProperty?: Person.Init | undefined }
    | { readonly which?: number | undefined }
  );

  interface Builder {
    set text(value: string);
    set valueOf(value: undefined);
    set toString(value: undefined);
    set constructor(value: undefined);
    set hasOwnProperty(value: Person.Init);
    initHasOwnProperty(): Person.Builder;
    set isPrototypeOf(value: string);
    set propertyIsEnumerable(value: Enumerants | number);
  }
}

export const Named: $.Struct<Named, Named.Init, Named.Builder> = /*#__PURE__*/ $.structType({
  id: 0xc90da4e5c560f9ecn,
  name: "corners.capnp:Named",
  dataWords: 1,
  pointers: 2,
  union: 0,
  fields: () => [
    ["text", $.Text, 0, { tag: 0 }],
    ["valueOf", $.Void, 0, { tag: 1 }],
    ["toString", $.Void, 0, { tag: 2 }],
    ["constructor", $.Void, 0, { tag: 3 }],
    ["hasOwnProperty", Person, 0, { tag: 4 }],
    ["isPrototypeOf", $.Text, 1],
    ["propertyIsEnumerable", Enumerants, 1],
  ],
});

export type Enumerants = "constructor" | "toString";

export const Enumerants: $.Enum<Enumerants> = /*#__PURE__*/ $.enumType({
  id: 0xd863f5d9db2d0de6n,
  name: "corners.capnp:Enumerants",
  values: ["constructor", "toString"],
});

export interface Renamed {
  readonly proto: string;
  readonly number: number;
  readonly union: Renamed_union;
  readonly tagged: Renamed_tagged;
}

export declare namespace Renamed {
  interface Init {
    readonly proto?: string | undefined;
    readonly number?: number | undefined;
    readonly union?: Renamed_union.Init | undefined;
    readonly tagged?: Renamed_tagged.Init | undefined;
  }

  interface Builder {
    set proto(value: string);
    set number(value: number);
    set union(value: Renamed_union.Init);
    initUnion(): Renamed_union.Builder;
    set tagged(value: Renamed_tagged.Init);
    initTagged(): Renamed_tagged.Builder;
  }
}

export const Renamed: $.Struct<Renamed, Renamed.Init, Renamed.Builder> = /*#__PURE__*/ $.structType({
  id: 0xb522a34b9f3709edn,
  name: "corners.capnp:Renamed",
  dataWords: 1,
  pointers: 3,
  fields: () => [
    [
      "proto",
      $.Text,
      0,
      {
        annotations: [{ id: 0xfa5b1fd61c2e7c3dn, name: "capnp/compat/json.capnp:name", value: "__proto__" }],
      },
    ],
    ["number", $.Int8, 0],
    ["union", Renamed_union, 0],
    [
      "tagged",
      Renamed_tagged,
      0,
      {
        annotations: [
          {
            id: 0xcfa794e8d19a0162n,
            name: "capnp/compat/json.capnp:discriminator",
            value: { name: "__proto__", valueName: "constructor" },
            kind: "struct" as const,
          },
        ],
      },
    ],
  ],
});

export type Renamed_union =
  | { readonly which: "text"; readonly text: string }
  | { readonly which: "number"; readonly number: number }
  | { readonly which: number };

export declare namespace Renamed_union {
  type Init =
    | { readonly which: "text"; readonly text?: string | undefined }
    | { readonly which: "number"; readonly number?: number | undefined }
    | { readonly which?: number | undefined };

  interface Builder {
    set text(value: string);
    set number(value: number);
  }
}

export const Renamed_union: $.Struct<
  Renamed_union,
  Renamed_union.Init,
  Renamed_union.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0x9d98321fe7b5ca8en,
  name: "corners.capnp:Renamed.union",
  dataWords: 1,
  pointers: 3,
  union: 1,
  fields: () => [
    [
      "text",
      $.Text,
      1,
      {
        tag: 0,
        annotations: [{ id: 0xfa5b1fd61c2e7c3dn, name: "capnp/compat/json.capnp:name", value: "__proto__" }],
      },
    ],
    ["number", $.Int8, 1, { tag: 1 }],
  ],
});

export type Renamed_tagged =
  | { readonly which: "text"; readonly text: string }
  | { readonly which: "number"; readonly number: number }
  | { readonly which: number };

export declare namespace Renamed_tagged {
  type Init =
    | { readonly which: "text"; readonly text?: string | undefined }
    | { readonly which: "number"; readonly number?: number | undefined }
    | { readonly which?: number | undefined };

  interface Builder {
    set text(value: string);
    set number(value: number);
  }
}

export const Renamed_tagged: $.Struct<
  Renamed_tagged,
  Renamed_tagged.Init,
  Renamed_tagged.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xdb6101e5cb0c4e21n,
  name: "corners.capnp:Renamed.tagged",
  dataWords: 1,
  pointers: 3,
  union: 2,
  fields: () => [
    ["text", $.Text, 2, { tag: 0 }],
    ["number", $.Int8, 6, { tag: 1 }],
  ],
});

export type Namesake = $.Opaque;

export declare namespace Namesake {
  type Init = $.OpaqueInit;
}

export const Namesake: $.Interface<Namesake, Namesake.Init> = /*#__PURE__*/ $.interfaceType({
  id: 0x949e9558c028afccn,
  name: "corners.capnp:Namesake",
  methods: () => [
    ["toString", Namesake_toString_Params, Namesake_toString_Results],
    [
      "valueOf",
      $.bind(Namesake_valueOf_Params, $.parameter(0)),
      $.bind(Namesake_valueOf_Results, $.parameter(0)),
      { parameters: ["toString"] },
    ],
  ],
});

export type Namesake_toString_Params = $.Empty;

export declare namespace Namesake_toString_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Namesake_toString_Params: $.Struct<
  Namesake_toString_Params,
  Namesake_toString_Params.Init,
  Namesake_toString_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xbe8f8ce191464563n,
  name: "corners.capnp:Namesake.toString$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Namesake_toString_Results {
  readonly text: string;
}

export declare namespace Namesake_toString_Results {
  interface Init {
    readonly text?: string | undefined;
  }

  interface Builder {
    set text(value: string);
  }
}

export const Namesake_toString_Results: $.Struct<
  Namesake_toString_Results,
  Namesake_toString_Results.Init,
  Namesake_toString_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xb106f8c753702256n,
  name: "corners.capnp:Namesake.toString$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["text", $.Text, 0]],
});

export interface Namesake_valueOf_Params<toString extends $.Type = $.AnyPointer> {
  readonly value: $.ValueOf<toString>;
}

export declare namespace Namesake_valueOf_Params {
  interface Init<toString extends $.Type = $.AnyPointer> {
    readonly value?: $.InitOf<toString> | undefined;
  }

  interface Builder<toString extends $.Type = $.AnyPointer> {
    set value(value: $.InitOf<toString>);
  }

  interface Schema
    extends $.Struct<Namesake_valueOf_Params, Namesake_valueOf_Params.Init, Namesake_valueOf_Params.Builder> {
    /** The same with types for its parameters. */
    of<toString extends $.Type>(
      toString: toString,
    ): $.Struct<
      Namesake_valueOf_Params<toString>,
      Namesake_valueOf_Params.Init<toString>,
      Namesake_valueOf_Params.Builder<toString>
    >;
  }
}

export const Namesake_valueOf_Params: Namesake_valueOf_Params.Schema = /*#__PURE__*/ $.structType({
  id: 0xecb9f4773b11a431n,
  name: "corners.capnp:Namesake.valueOf$Params",
  parameters: ["toString"],
  dataWords: 0,
  pointers: 1,
  fields: () => [["value", $.parameter(0), 0]],
});

export interface Namesake_valueOf_Results<toString extends $.Type = $.AnyPointer> {
  readonly value: $.ValueOf<toString>;
}

export declare namespace Namesake_valueOf_Results {
  interface Init<toString extends $.Type = $.AnyPointer> {
    readonly value?: $.InitOf<toString> | undefined;
  }

  interface Builder<toString extends $.Type = $.AnyPointer> {
    set value(value: $.InitOf<toString>);
  }

  interface Schema
    extends $.Struct<
      Namesake_valueOf_Results,
      Namesake_valueOf_Results.Init,
      Namesake_valueOf_Results.Builder
    > {
    /** The same with types for its parameters. */
    of<toString extends $.Type>(
      toString: toString,
    ): $.Struct<
      Namesake_valueOf_Results<toString>,
      Namesake_valueOf_Results.Init<toString>,
      Namesake_valueOf_Results.Builder<toString>
    >;
  }
}

export const Namesake_valueOf_Results: Namesake_valueOf_Results.Schema = /*#__PURE__*/ $.structType({
  id: 0xcdb1ff3d422ca8acn,
  name: "corners.capnp:Namesake.valueOf$Results",
  parameters: ["toString"],
  dataWords: 0,
  pointers: 1,
  fields: () => [["value", $.parameter(0), 0]],
});

export type Older = Older.Fields &
  (
    | { readonly which: "none" }
    | { readonly which: "number"; readonly number: number }
    | { readonly which: number }
  );

export declare namespace Older {
  /** The fields that are not in the union. */
  interface Fields {
    readonly name: string;
    readonly group: Older_group;
  }

  type Init = { readonly name?: string | undefined; readonly group?: Older_group.Init | undefined } & (
    | { readonly which: "none" }
    | { readonly which: "number"; readonly number?: number | undefined }
    | { readonly which?: number | undefined }
  );

  interface Builder {
    set name(value: string);
    set none(value: undefined);
    set number(value: number);
    set group(value: Older_group.Init);
    initGroup(): Older_group.Builder;
  }
}

export const Older: $.Struct<Older, Older.Init, Older.Builder> = /*#__PURE__*/ $.structType({
  id: 0x939a9791bcd06d74n,
  name: "corners.capnp:Older",
  dataWords: 1,
  pointers: 2,
  union: 0,
  fields: () => [
    ["name", $.Text, 0],
    ["none", $.Void, 0, { tag: 0 }],
    ["number", $.Int32, 1, { tag: 1 }],
    ["group", Older_group, 0],
  ],
});

export type Older_group =
  | { readonly which: "none" }
  | { readonly which: "text"; readonly text: string }
  | { readonly which: number };

export declare namespace Older_group {
  type Init =
    | { readonly which: "none" }
    | { readonly which: "text"; readonly text?: string | undefined }
    | { readonly which?: number | undefined };

  interface Builder {
    set none(value: undefined);
    set text(value: string);
  }
}

export const Older_group: $.Struct<
  Older_group,
  Older_group.Init,
  Older_group.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xf0b82de7fc9e9abfn,
  name: "corners.capnp:Older.group",
  dataWords: 1,
  pointers: 2,
  union: 1,
  fields: () => [
    ["none", $.Void, 0, { tag: 0 }],
    ["text", $.Text, 1, { tag: 1 }],
  ],
});

/** What has become of Older. */
export type Newer = Newer.Fields &
  (
    | { readonly which: "none" }
    | { readonly which: "number"; readonly number: number }
    | { readonly which: "large"; readonly large: bigint }
    | { readonly which: "person"; readonly person: Person | undefined }
    | { readonly which: "passing"; readonly passing: Passing }
    | { readonly which: "void" }
    | { readonly which: number }
  );

export declare namespace Newer {
  /** The fields that are not in the union. */
  interface Fields {
    readonly name: string;
    readonly group: Newer_group;
    readonly another: string;
    readonly more: bigint;
    readonly evenMore: bigint;
  }

  /** What has become of Older. */
  type Init = {
    readonly name?: string | undefined;
    readonly group?: Newer_group.Init | undefined;
    readonly another?: string | undefined;
    readonly more?: bigint | undefined;
    readonly evenMore?: bigint | undefined;
  } & (
    | { readonly which: "none" }
    | { readonly which: "number"; readonly number?: number | undefined }
    | { readonly which: "large"; readonly large?: bigint | undefined }
    | { readonly which: "person"; readonly person?: Person.Init | undefined }
    | { readonly which: "passing"; readonly passing?: Passing.Init | undefined }
    | { readonly which: "void" }
    | { readonly which?: number | undefined }
  );

  /** What has become of Older. */
  interface Builder {
    set name(value: string);
    set none(value: undefined);
    set number(value: number);
    set large(value: bigint);
    set person(value: Person.Init);
    initPerson(): Person.Builder;
    set passing(value: Passing.Init);
    set void(value: undefined);
    set group(value: Newer_group.Init);
    initGroup(): Newer_group.Builder;
    set another(value: string);
    set more(value: bigint);
    set evenMore(value: bigint);
  }
}

export const Newer: $.Struct<Newer, Newer.Init, Newer.Builder> = /*#__PURE__*/ $.structType({
  id: 0x9e072bc905b539c0n,
  name: "corners.capnp:Newer",
  doc: "What has become of Older.",
  dataWords: 5,
  pointers: 4,
  union: 0,
  fields: () => [
    ["name", $.Text, 0],
    ["none", $.Void, 0, { tag: 0 }],
    ["number", $.Int32, 1, { tag: 1 }],
    ["group", Newer_group, 0],
    ["large", $.UInt64, 1, { tag: 2 }],
    ["person", Person, 2, { tag: 3 }],
    ["passing", Passing, 2, { tag: 4 }],
    ["another", $.Text, 3],
    ["more", $.UInt64, 3],
    ["evenMore", $.UInt64, 4],
    ["void", $.Void, 0, { tag: 5 }],
  ],
});

export type Newer_group =
  | { readonly which: "none" }
  | { readonly which: "text"; readonly text: string }
  | { readonly which: "people"; readonly people: readonly Person[] }
  | { readonly which: "number"; readonly number: number }
  | { readonly which: number };

export declare namespace Newer_group {
  type Init =
    | { readonly which: "none" }
    | { readonly which: "text"; readonly text?: string | undefined }
    | { readonly which: "people"; readonly people?: readonly Person.Init[] | undefined }
    | { readonly which: "number"; readonly number?: number | undefined }
    | { readonly which?: number | undefined };

  interface Builder {
    set none(value: undefined);
    set text(value: string);
    set people(value: readonly Person.Init[]);
    initPeople(length: number): $.StructListBuilder<Person.Builder>;
    set number(value: number);
  }
}

export const Newer_group: $.Struct<
  Newer_group,
  Newer_group.Init,
  Newer_group.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0x89040320b3a1baaen,
  name: "corners.capnp:Newer.group",
  dataWords: 5,
  pointers: 4,
  union: 1,
  fields: () => [
    ["none", $.Void, 0, { tag: 0 }],
    ["text", $.Text, 1, { tag: 1 }],
    ["people", $.List(Person), 1, { tag: 2 }],
    ["number", $.Float64, 2, { tag: 3 }],
  ],
});
