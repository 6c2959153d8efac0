// Generated from inheritance.capnp by @teleop/capnpc. Do not edit.
//
// Interfaces whose methods have the names of their ancestors' methods, and ancestors with several bindings.
import * as $ from "../schema.ts";
import { Base as Base_ } from "./bases.capnp.ts";

export interface Base extends $.Client {
  /** Of the base. */
  foo(
    params?: $.Params<Base_foo_Params.Init, Base_foo_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Base_foo_Results>;
  close(
    params?: $.Params<Base_close_Params.Init, Base_close_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Base_close_Results>;
  only(
    params?: $.Params<Base_only_Params.Init, Base_only_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Base_only_Results>;
}

export declare namespace Base {
  type Init = $.CapabilityInit<Base, Server>;

  interface Server {
    /** Of the base. */
    foo(
      params: Base_foo_Params,
      ctx: $.Context<Base_foo_Results.Init, Base_foo_Results.Builder>,
    ): $.Returns<Base_foo_Results.Init>;
    close(
      params: Base_close_Params,
      ctx: $.Context<Base_close_Results.Init, Base_close_Results.Builder>,
    ): $.Returns<Base_close_Results.Init>;
    only(
      params: Base_only_Params,
      ctx: $.Context<Base_only_Results.Init, Base_only_Results.Builder>,
    ): $.Returns<Base_only_Results.Init>;
  }
}

export const Base: $.Interface<Base, Base.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0x91d6a7758ef6a6c3n,
  name: "inheritance.capnp:Base",
  methods: () => [
    ["foo", Base_foo_Params, Base_foo_Results, { doc: "Of the base." }],
    ["close", Base_close_Params, Base_close_Results],
    ["only", Base_only_Params, Base_only_Results],
  ],
});

export type Base_foo_Params = $.Empty;

export declare namespace Base_foo_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Base_foo_Params: $.Struct<
  Base_foo_Params,
  Base_foo_Params.Init,
  Base_foo_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xfc2117977d35282cn,
  name: "inheritance.capnp:Base.foo$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Base_foo_Results {
  readonly number: number;
}

export declare namespace Base_foo_Results {
  interface Init {
    readonly number?: number | undefined;
  }

  interface Builder {
    set number(value: number);
  }
}

export const Base_foo_Results: $.Struct<
  Base_foo_Results,
  Base_foo_Results.Init,
  Base_foo_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xbbd98a4758e61fc1n,
  name: "inheritance.capnp:Base.foo$Results",
  dataWords: 1,
  pointers: 0,
  fields: () => [["number", $.Int8, 0]],
});

export type Base_close_Params = $.Empty;

export declare namespace Base_close_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Base_close_Params: $.Struct<
  Base_close_Params,
  Base_close_Params.Init,
  Base_close_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xdf7716083e5831d6n,
  name: "inheritance.capnp:Base.close$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Base_close_Results {
  readonly by: string;
}

export declare namespace Base_close_Results {
  interface Init {
    readonly by?: string | undefined;
  }

  interface Builder {
    set by(value: string);
  }
}

export const Base_close_Results: $.Struct<
  Base_close_Results,
  Base_close_Results.Init,
  Base_close_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xaffcccfb869ec6cen,
  name: "inheritance.capnp:Base.close$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["by", $.Text, 0]],
});

export type Base_only_Params = $.Empty;

export declare namespace Base_only_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Base_only_Params: $.Struct<
  Base_only_Params,
  Base_only_Params.Init,
  Base_only_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xb6819e6d26c77d88n,
  name: "inheritance.capnp:Base.only$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Base_only_Results {
  readonly by: string;
}

export declare namespace Base_only_Results {
  interface Init {
    readonly by?: string | undefined;
  }

  interface Builder {
    set by(value: string);
  }
}

export const Base_only_Results: $.Struct<
  Base_only_Results,
  Base_only_Results.Init,
  Base_only_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xfa9184ccf1a38a08n,
  name: "inheritance.capnp:Base.only$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["by", $.Text, 0]],
});

export interface Derived extends $.Client, $.Without<Base, "foo"> {
  foo(
    params?: $.Params<Derived_foo_Params.Init, Derived_foo_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Derived_foo_Results>;
  /** Of the base. */
  Base_foo: Base["foo"];
}

export declare namespace Derived {
  type Init = $.CapabilityInit<Derived, Server>;

  interface Server extends $.Without<Base.Server, "foo"> {
    foo(
      params: Derived_foo_Params,
      ctx: $.Context<Derived_foo_Results.Init, Derived_foo_Results.Builder>,
    ): $.Returns<Derived_foo_Results.Init>;
    /** Of the base. */
    Base_foo: Base.Server["foo"];
  }
}

export const Derived: $.Interface<Derived, Derived.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0x943632b5be467e09n,
  name: "inheritance.capnp:Derived",
  superclasses: () => [Base],
  methods: () => [["foo", Derived_foo_Params, Derived_foo_Results]],
});

export type Derived_foo_Params = $.Empty;

export declare namespace Derived_foo_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Derived_foo_Params: $.Struct<
  Derived_foo_Params,
  Derived_foo_Params.Init,
  Derived_foo_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc66a8345ed168035n,
  name: "inheritance.capnp:Derived.foo$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Derived_foo_Results {
  readonly text: string;
}

export declare namespace Derived_foo_Results {
  interface Init {
    readonly text?: string | undefined;
  }

  interface Builder {
    set text(value: string);
  }
}

export const Derived_foo_Results: $.Struct<
  Derived_foo_Results,
  Derived_foo_Results.Init,
  Derived_foo_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x99f2e145c167fa55n,
  name: "inheritance.capnp:Derived.foo$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["text", $.Text, 0]],
});

export interface Further extends $.Client, $.Without<Derived, "foo" | "close"> {
  foo(
    params?: $.Params<Further_foo_Params.Init, Further_foo_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Further_foo_Results>;
  close(
    params?: $.Params<Further_close_Params.Init, Further_close_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Further_close_Results>;
  Derived_foo: Derived["foo"];
  Base_close: Base["close"];
}

export declare namespace Further {
  type Init = $.CapabilityInit<Further, Server>;

  interface Server extends $.Without<Derived.Server, "foo" | "close"> {
    foo(
      params: Further_foo_Params,
      ctx: $.Context<Further_foo_Results.Init, Further_foo_Results.Builder>,
    ): $.Returns<Further_foo_Results.Init>;
    close(
      params: Further_close_Params,
      ctx: $.Context<Further_close_Results.Init, Further_close_Results.Builder>,
    ): $.Returns<Further_close_Results.Init>;
    Derived_foo: Derived.Server["foo"];
    Base_close: Base.Server["close"];
  }
}

export const Further: $.Interface<Further, Further.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xeae7b3b41aee8064n,
  name: "inheritance.capnp:Further",
  superclasses: () => [Derived],
  methods: () => [
    ["foo", Further_foo_Params, Further_foo_Results],
    ["close", Further_close_Params, Further_close_Results],
  ],
});

export interface Further_foo_Params {
  readonly times: number;
}

export declare namespace Further_foo_Params {
  interface Init {
    readonly times?: number | undefined;
  }

  interface Builder {
    set times(value: number);
  }
}

export const Further_foo_Params: $.Struct<
  Further_foo_Params,
  Further_foo_Params.Init,
  Further_foo_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xde59d2592d641a11n,
  name: "inheritance.capnp:Further.foo$Params",
  dataWords: 1,
  pointers: 0,
  fields: () => [["times", $.UInt8, 0]],
});

export interface Further_foo_Results {
  readonly texts: readonly string[];
}

export declare namespace Further_foo_Results {
  interface Init {
    readonly texts?: readonly string[] | undefined;
  }

  interface Builder {
    set texts(value: readonly string[]);
    initTexts(length: number): $.ListBuilder<string>;
  }
}

export const Further_foo_Results: $.Struct<
  Further_foo_Results,
  Further_foo_Results.Init,
  Further_foo_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xa90497f1a23e0bddn,
  name: "inheritance.capnp:Further.foo$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["texts", $.List($.Text), 0]],
});

export type Further_close_Params = $.Empty;

export declare namespace Further_close_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Further_close_Params: $.Struct<
  Further_close_Params,
  Further_close_Params.Init,
  Further_close_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe15d289ed0b7cd95n,
  name: "inheritance.capnp:Further.close$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Further_close_Results {
  readonly by: string;
}

export declare namespace Further_close_Results {
  interface Init {
    readonly by?: string | undefined;
  }

  interface Builder {
    set by(value: string);
  }
}

export const Further_close_Results: $.Struct<
  Further_close_Results,
  Further_close_Results.Init,
  Further_close_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x8670cd81315e4d3en,
  name: "inheritance.capnp:Further.close$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["by", $.Text, 0]],
});

export interface Unrelated extends $.Client {
  close(
    params?: $.Params<Unrelated_close_Params.Init, Unrelated_close_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Unrelated_close_Results>;
  dup_(
    params?: $.Params<Unrelated_dup_Params.Init, Unrelated_dup_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Unrelated_dup_Results>;
  "new"(
    params?: $.Params<Unrelated_new_Params.Init, Unrelated_new_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Unrelated_new_Results>;
}

export declare namespace Unrelated {
  type Init = $.CapabilityInit<Unrelated, Server>;

  interface Server {
    close(
      params: Unrelated_close_Params,
      ctx: $.Context<Unrelated_close_Results.Init, Unrelated_close_Results.Builder>,
    ): $.Returns<Unrelated_close_Results.Init>;
    dup_(
      params: Unrelated_dup_Params,
      ctx: $.Context<Unrelated_dup_Results.Init, Unrelated_dup_Results.Builder>,
    ): $.Returns<Unrelated_dup_Results.Init>;
    "new"(
      params: Unrelated_new_Params,
      ctx: $.Context<Unrelated_new_Results.Init, Unrelated_new_Results.Builder>,
    ): $.Returns<Unrelated_new_Results.Init>;
  }
}

export const Unrelated: $.Interface<Unrelated, Unrelated.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0x9f5e076508dc0a07n,
  name: "inheritance.capnp:Unrelated",
  methods: () => [
    ["close", Unrelated_close_Params, Unrelated_close_Results],
    ["dup", Unrelated_dup_Params, Unrelated_dup_Results],
    ["new", Unrelated_new_Params, Unrelated_new_Results],
  ],
});

export type Unrelated_close_Params = $.Empty;

export declare namespace Unrelated_close_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Unrelated_close_Params: $.Struct<
  Unrelated_close_Params,
  Unrelated_close_Params.Init,
  Unrelated_close_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xa9fda146c2694264n,
  name: "inheritance.capnp:Unrelated.close$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Unrelated_close_Results {
  readonly by: string;
}

export declare namespace Unrelated_close_Results {
  interface Init {
    readonly by?: string | undefined;
  }

  interface Builder {
    set by(value: string);
  }
}

export const Unrelated_close_Results: $.Struct<
  Unrelated_close_Results,
  Unrelated_close_Results.Init,
  Unrelated_close_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x995802f23ca1bfa6n,
  name: "inheritance.capnp:Unrelated.close$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["by", $.Text, 0]],
});

export type Unrelated_dup_Params = $.Empty;

export declare namespace Unrelated_dup_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Unrelated_dup_Params: $.Struct<
  Unrelated_dup_Params,
  Unrelated_dup_Params.Init,
  Unrelated_dup_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xdf42377e654b51dcn,
  name: "inheritance.capnp:Unrelated.dup$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Unrelated_dup_Results {
  readonly by: string;
}

export declare namespace Unrelated_dup_Results {
  interface Init {
    readonly by?: string | undefined;
  }

  interface Builder {
    set by(value: string);
  }
}

export const Unrelated_dup_Results: $.Struct<
  Unrelated_dup_Results,
  Unrelated_dup_Results.Init,
  Unrelated_dup_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xd657a9368c1abaf2n,
  name: "inheritance.capnp:Unrelated.dup$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["by", $.Text, 0]],
});

export type Unrelated_new_Params = $.Empty;

export declare namespace Unrelated_new_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Unrelated_new_Params: $.Struct<
  Unrelated_new_Params,
  Unrelated_new_Params.Init,
  Unrelated_new_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xa6d227596c4aacbbn,
  name: "inheritance.capnp:Unrelated.new$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Unrelated_new_Results {
  readonly by: string;
}

export declare namespace Unrelated_new_Results {
  interface Init {
    readonly by?: string | undefined;
  }

  interface Builder {
    set by(value: string);
  }
}

export const Unrelated_new_Results: $.Struct<
  Unrelated_new_Results,
  Unrelated_new_Results.Init,
  Unrelated_new_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x8060737c1276e21an,
  name: "inheritance.capnp:Unrelated.new$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["by", $.Text, 0]],
});

export interface Multi extends $.Client, $.Without<Base, "close">, $.Without<Unrelated, "close"> {
  Base_close: Base["close"];
  Unrelated_close: Unrelated["close"];
}

export declare namespace Multi {
  type Init = $.CapabilityInit<Multi, Server>;

  interface Server extends $.Without<Base.Server, "close">, $.Without<Unrelated.Server, "close"> {
    Base_close: Base.Server["close"];
    Unrelated_close: Unrelated.Server["close"];
  }
}

export const Multi: $.Interface<Multi, Multi.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xca90a108ba98f788n,
  name: "inheritance.capnp:Multi",
  superclasses: () => [Base, Unrelated],
  methods: () => [],
});

export type Outer = $.Empty;

export declare namespace Outer {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Outer: $.Struct<Outer, Outer.Init, Outer.Builder> = /*#__PURE__*/ $.structType({
  id: 0x8f04807f8b75c329n,
  name: "inheritance.capnp:Outer",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Outer_Unrelated extends $.Client {
  close(
    params?: $.Params<Outer_Unrelated_close_Params.Init, Outer_Unrelated_close_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Outer_Unrelated_close_Results>;
  dup_(
    params?: $.Params<Outer_Unrelated_dup_Params.Init, Outer_Unrelated_dup_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Outer_Unrelated_dup_Results>;
  "new"(
    params?: $.Params<Outer_Unrelated_new_Params.Init, Outer_Unrelated_new_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Outer_Unrelated_new_Results>;
}

export declare namespace Outer_Unrelated {
  type Init = $.CapabilityInit<Outer_Unrelated, Server>;

  interface Server {
    close(
      params: Outer_Unrelated_close_Params,
      ctx: $.Context<Outer_Unrelated_close_Results.Init, Outer_Unrelated_close_Results.Builder>,
    ): $.Returns<Outer_Unrelated_close_Results.Init>;
    dup_(
      params: Outer_Unrelated_dup_Params,
      ctx: $.Context<Outer_Unrelated_dup_Results.Init, Outer_Unrelated_dup_Results.Builder>,
    ): $.Returns<Outer_Unrelated_dup_Results.Init>;
    "new"(
      params: Outer_Unrelated_new_Params,
      ctx: $.Context<Outer_Unrelated_new_Results.Init, Outer_Unrelated_new_Results.Builder>,
    ): $.Returns<Outer_Unrelated_new_Results.Init>;
  }
}

export const Outer_Unrelated: $.Interface<
  Outer_Unrelated,
  Outer_Unrelated.Server
> = /*#__PURE__*/ $.interfaceType({
  id: 0xbb0df68811821acen,
  name: "inheritance.capnp:Outer.Unrelated",
  methods: () => [
    ["close", Outer_Unrelated_close_Params, Outer_Unrelated_close_Results],
    ["dup", Outer_Unrelated_dup_Params, Outer_Unrelated_dup_Results],
    ["new", Outer_Unrelated_new_Params, Outer_Unrelated_new_Results],
  ],
});

export type Outer_Unrelated_close_Params = $.Empty;

export declare namespace Outer_Unrelated_close_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Outer_Unrelated_close_Params: $.Struct<
  Outer_Unrelated_close_Params,
  Outer_Unrelated_close_Params.Init,
  Outer_Unrelated_close_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf32f4e874ab65d0cn,
  name: "inheritance.capnp:Outer.Unrelated.close$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Outer_Unrelated_close_Results {
  readonly by: string;
}

export declare namespace Outer_Unrelated_close_Results {
  interface Init {
    readonly by?: string | undefined;
  }

  interface Builder {
    set by(value: string);
  }
}

export const Outer_Unrelated_close_Results: $.Struct<
  Outer_Unrelated_close_Results,
  Outer_Unrelated_close_Results.Init,
  Outer_Unrelated_close_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x904b4a3d51ae6009n,
  name: "inheritance.capnp:Outer.Unrelated.close$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["by", $.Text, 0]],
});

export type Outer_Unrelated_dup_Params = $.Empty;

export declare namespace Outer_Unrelated_dup_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Outer_Unrelated_dup_Params: $.Struct<
  Outer_Unrelated_dup_Params,
  Outer_Unrelated_dup_Params.Init,
  Outer_Unrelated_dup_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xfbc1b43acb3419e0n,
  name: "inheritance.capnp:Outer.Unrelated.dup$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Outer_Unrelated_dup_Results {
  readonly by: string;
}

export declare namespace Outer_Unrelated_dup_Results {
  interface Init {
    readonly by?: string | undefined;
  }

  interface Builder {
    set by(value: string);
  }
}

export const Outer_Unrelated_dup_Results: $.Struct<
  Outer_Unrelated_dup_Results,
  Outer_Unrelated_dup_Results.Init,
  Outer_Unrelated_dup_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x85965c52e517f6c2n,
  name: "inheritance.capnp:Outer.Unrelated.dup$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["by", $.Text, 0]],
});

export type Outer_Unrelated_new_Params = $.Empty;

export declare namespace Outer_Unrelated_new_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Outer_Unrelated_new_Params: $.Struct<
  Outer_Unrelated_new_Params,
  Outer_Unrelated_new_Params.Init,
  Outer_Unrelated_new_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xbcdf0c05dcb23452n,
  name: "inheritance.capnp:Outer.Unrelated.new$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Outer_Unrelated_new_Results {
  readonly by: string;
}

export declare namespace Outer_Unrelated_new_Results {
  interface Init {
    readonly by?: string | undefined;
  }

  interface Builder {
    set by(value: string);
  }
}

export const Outer_Unrelated_new_Results: $.Struct<
  Outer_Unrelated_new_Results,
  Outer_Unrelated_new_Results.Init,
  Outer_Unrelated_new_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xb84e74a11603810dn,
  name: "inheritance.capnp:Outer.Unrelated.new$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["by", $.Text, 0]],
});

export interface Outer_Both
  extends $.Client,
  $.Without<Outer_Unrelated, "close" | "dup_" | "new">,
  $.Without<Unrelated, "close" | "dup_" | "new"> {
  Outer_Unrelated_close: Outer_Unrelated["close"];
  Outer_Unrelated_dup: Outer_Unrelated["dup_"];
  Outer_Unrelated_new: Outer_Unrelated["new"];
  Unrelated_close: Unrelated["close"];
  Unrelated_dup: Unrelated["dup_"];
  Unrelated_new: Unrelated["new"];
}

export declare namespace Outer_Both {
  type Init = $.CapabilityInit<Outer_Both, Server>;

  interface Server
    extends $.Without<Outer_Unrelated.Server, "close" | "dup_" | "new">,
    $.Without<Unrelated.Server, "close" | "dup_" | "new"> {
    Outer_Unrelated_close: Outer_Unrelated.Server["close"];
    Outer_Unrelated_dup: Outer_Unrelated.Server["dup_"];
    Outer_Unrelated_new: Outer_Unrelated.Server["new"];
    Unrelated_close: Unrelated.Server["close"];
    Unrelated_dup: Unrelated.Server["dup_"];
    Unrelated_new: Unrelated.Server["new"];
  }
}

export const Outer_Both: $.Interface<Outer_Both, Outer_Both.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0x8a3b74c3b2bf2f29n,
  name: "inheritance.capnp:Outer.Both",
  superclasses: () => [Outer_Unrelated, Unrelated],
  methods: () => [],
});

export interface Below extends Multi {
  close(
    params?: $.Params<Below_close_Params.Init, Below_close_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Below_close_Results>;
}

export declare namespace Below {
  type Init = $.CapabilityInit<Below, Server>;

  interface Server extends Multi.Server {
    close(
      params: Below_close_Params,
      ctx: $.Context<Below_close_Results.Init, Below_close_Results.Builder>,
    ): $.Returns<Below_close_Results.Init>;
  }
}

export const Below: $.Interface<Below, Below.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xcada716b15a6e78en,
  name: "inheritance.capnp:Below",
  superclasses: () => [Multi],
  methods: () => [["close", Below_close_Params, Below_close_Results]],
});

export type Below_close_Params = $.Empty;

export declare namespace Below_close_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Below_close_Params: $.Struct<
  Below_close_Params,
  Below_close_Params.Init,
  Below_close_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc92af2c7c60fcb0dn,
  name: "inheritance.capnp:Below.close$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Below_close_Results {
  readonly by: string;
}

export declare namespace Below_close_Results {
  interface Init {
    readonly by?: string | undefined;
  }

  interface Builder {
    set by(value: string);
  }
}

export const Below_close_Results: $.Struct<
  Below_close_Results,
  Below_close_Results.Init,
  Below_close_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x8cf85036930b37ben,
  name: "inheritance.capnp:Below.close$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["by", $.Text, 0]],
});

export interface TwoFiles extends $.Client, $.Without<Base, "close">, $.Without<Base_, "close"> {
  Base_91d6a7758ef6a6c3_close: Base["close"];
  Base_847a56e4d043ba1c_close: Base_["close"];
}

export declare namespace TwoFiles {
  type Init = $.CapabilityInit<TwoFiles, Server>;

  interface Server extends $.Without<Base.Server, "close">, $.Without<Base_.Server, "close"> {
    Base_91d6a7758ef6a6c3_close: Base.Server["close"];
    Base_847a56e4d043ba1c_close: Base_.Server["close"];
  }
}

export const TwoFiles: $.Interface<TwoFiles, TwoFiles.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xf98ea2e192d1877an,
  name: "inheritance.capnp:TwoFiles",
  superclasses: () => [Base, Base_],
  methods: () => [],
});

export interface Cell<T extends $.Type = $.AnyPointer> extends $.Client {
  get(
    params?: $.Params<Cell_get_Params.Init<T>, Cell_get_Params.Builder<T>>,
    options?: $.CallOptions,
  ): $.Call<Cell_get_Results<T>, Cell_get_Results.Pipeline<T>>;
  put(
    params?: $.Params<Cell_put_Params.Init<T>, Cell_put_Params.Builder<T>>,
    options?: $.CallOptions,
  ): $.Call<Cell_put_Results<T>>;
}

export declare namespace Cell {
  type Init<T extends $.Type = $.AnyPointer> = $.CapabilityInit<Cell<T>, Server<T>>;

  interface Server<T extends $.Type = $.AnyPointer> {
    get(
      params: Cell_get_Params<T>,
      ctx: $.Context<Cell_get_Results.Init<T>, Cell_get_Results.Builder<T>>,
    ): $.Returns<Cell_get_Results.Init<T>>;
    put(
      params: Cell_put_Params<T>,
      ctx: $.Context<Cell_put_Results.Init<T>, Cell_put_Results.Builder<T>>,
    ): $.Returns<Cell_put_Results.Init<T>>;
  }

  interface Schema extends $.Interface<Cell, Cell.Server> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(T: T): $.Interface<Cell<T>, Cell.Server<T>>;
  }
}

export const Cell: Cell.Schema = /*#__PURE__*/ $.interfaceType({
  id: 0xcb510dd99978c619n,
  name: "inheritance.capnp:Cell",
  parameters: ["T"],
  methods: () => [
    ["get", $.bind(Cell_get_Params, $.parameter(0)), $.bind(Cell_get_Results, $.parameter(0))],
    ["put", $.bind(Cell_put_Params, $.parameter(0)), $.bind(Cell_put_Results, $.parameter(0))],
  ],
});

export type Cell_get_Params<T extends $.Type = $.AnyPointer> = $.Empty;

export declare namespace Cell_get_Params {
  type Init<T extends $.Type = $.AnyPointer> = $.EmptyInit;

  type Builder<T extends $.Type = $.AnyPointer> = $.Empty;

  interface Schema extends $.Struct<Cell_get_Params, Cell_get_Params.Init, Cell_get_Params.Builder> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(
      T: T,
    ): $.Struct<Cell_get_Params<T>, Cell_get_Params.Init<T>, Cell_get_Params.Builder<T>>;
  }
}

export const Cell_get_Params: Cell_get_Params.Schema = /*#__PURE__*/ $.structType({
  id: 0xc85f57373cdcfb35n,
  name: "inheritance.capnp:Cell.get$Params",
  parameters: ["T"],
  scope: () => Cell,
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Cell_get_Results<T extends $.Type = $.AnyPointer> {
  readonly value: $.ValueOf<T>;
}

export declare namespace Cell_get_Results {
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
      Cell_get_Results,
      Cell_get_Results.Init,
      Cell_get_Results.Builder,
      Cell_get_Results.Pipeline
    > {
    /** The same with types for its parameters. */
    of<T extends $.Type>(
      T: T,
    ): $.Struct<
      Cell_get_Results<T>,
      Cell_get_Results.Init<T>,
      Cell_get_Results.Builder<T>,
      Cell_get_Results.Pipeline<T>
    >;
  }
}

export const Cell_get_Results: Cell_get_Results.Schema = /*#__PURE__*/ $.structType({
  id: 0xc5737ae063fdd487n,
  name: "inheritance.capnp:Cell.get$Results",
  parameters: ["T"],
  scope: () => Cell,
  dataWords: 0,
  pointers: 1,
  fields: () => [["value", $.parameter(0), 0]],
});

export interface Cell_put_Params<T extends $.Type = $.AnyPointer> {
  readonly value: $.ValueOf<T>;
}

export declare namespace Cell_put_Params {
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
      Cell_put_Params,
      Cell_put_Params.Init,
      Cell_put_Params.Builder,
      Cell_put_Params.Pipeline
    > {
    /** The same with types for its parameters. */
    of<T extends $.Type>(
      T: T,
    ): $.Struct<
      Cell_put_Params<T>,
      Cell_put_Params.Init<T>,
      Cell_put_Params.Builder<T>,
      Cell_put_Params.Pipeline<T>
    >;
  }
}

export const Cell_put_Params: Cell_put_Params.Schema = /*#__PURE__*/ $.structType({
  id: 0xd47982ef9d71df4dn,
  name: "inheritance.capnp:Cell.put$Params",
  parameters: ["T"],
  scope: () => Cell,
  dataWords: 0,
  pointers: 1,
  fields: () => [["value", $.parameter(0), 0]],
});

export type Cell_put_Results<T extends $.Type = $.AnyPointer> = $.Empty;

export declare namespace Cell_put_Results {
  type Init<T extends $.Type = $.AnyPointer> = $.EmptyInit;

  type Builder<T extends $.Type = $.AnyPointer> = $.Empty;

  interface Schema extends $.Struct<Cell_put_Results, Cell_put_Results.Init, Cell_put_Results.Builder> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(
      T: T,
    ): $.Struct<Cell_put_Results<T>, Cell_put_Results.Init<T>, Cell_put_Results.Builder<T>>;
  }
}

export const Cell_put_Results: Cell_put_Results.Schema = /*#__PURE__*/ $.structType({
  id: 0xa6917e14b6b2deb9n,
  name: "inheritance.capnp:Cell.put$Results",
  parameters: ["T"],
  scope: () => Cell,
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface TwoCells
  extends $.Client,
  $.Without<Cell<$.Text>, "get" | "put">,
  $.Without<Cell<$.Data>, "get" | "put"> {
  get: Cell["get"];
  put: Cell["put"];
}

export declare namespace TwoCells {
  type Init = $.CapabilityInit<TwoCells, Server>;

  interface Server
    extends $.Without<Cell.Server<$.Text>, "get" | "put">,
    $.Without<Cell.Server<$.Data>, "get" | "put"> {
    get: Cell.Server["get"];
    put: Cell.Server["put"];
  }
}

export const TwoCells: $.Interface<TwoCells, TwoCells.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xde454a43bdb8ffd3n,
  name: "inheritance.capnp:TwoCells",
  superclasses: () => [$.bind(Cell, $.Text), $.bind(Cell, $.Data)],
  methods: () => [],
});

export interface Left<T extends $.Type = $.AnyPointer> extends Cell<T> {}

export declare namespace Left {
  type Init<T extends $.Type = $.AnyPointer> = $.CapabilityInit<Left<T>, Server<T>>;

  interface Server<T extends $.Type = $.AnyPointer> extends Cell.Server<T> {}

  interface Schema extends $.Interface<Left, Left.Server> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(T: T): $.Interface<Left<T>, Left.Server<T>>;
  }
}

export const Left: Left.Schema = /*#__PURE__*/ $.interfaceType({
  id: 0xbc4f239760999c91n,
  name: "inheritance.capnp:Left",
  parameters: ["T"],
  superclasses: () => [$.bind(Cell, $.parameter(0))],
  methods: () => [],
});

export interface Right<T extends $.Type = $.AnyPointer> extends Cell<T> {}

export declare namespace Right {
  type Init<T extends $.Type = $.AnyPointer> = $.CapabilityInit<Right<T>, Server<T>>;

  interface Server<T extends $.Type = $.AnyPointer> extends Cell.Server<T> {}

  interface Schema extends $.Interface<Right, Right.Server> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(T: T): $.Interface<Right<T>, Right.Server<T>>;
  }
}

export const Right: Right.Schema = /*#__PURE__*/ $.interfaceType({
  id: 0xdefa2b0c9a511937n,
  name: "inheritance.capnp:Right",
  parameters: ["T"],
  superclasses: () => [$.bind(Cell, $.parameter(0))],
  methods: () => [],
});

export interface Crossed<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer>
  extends $.Client,
  $.Without<Left<T>, "get" | "put">,
  $.Without<Right<U>, "get" | "put"> {
  put(
    params?: $.Params<Crossed_put_Params.Init<T, U>, Crossed_put_Params.Builder<T, U>>,
    options?: $.CallOptions,
  ): $.Call<Crossed_put_Results<T, U>>;
  get: Cell["get"];
  Cell_put: Cell["put"];
}

export declare namespace Crossed {
  type Init<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> = $.CapabilityInit<
    Crossed<T, U>,
    Server<T, U>
  >;

  interface Server<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer>
    extends $.Without<Left.Server<T>, "get" | "put">,
    $.Without<Right.Server<U>, "get" | "put"> {
    put(
      params: Crossed_put_Params<T, U>,
      ctx: $.Context<Crossed_put_Results.Init<T, U>, Crossed_put_Results.Builder<T, U>>,
    ): $.Returns<Crossed_put_Results.Init<T, U>>;
    get: Cell.Server["get"];
    Cell_put: Cell.Server["put"];
  }

  interface Schema extends $.Interface<Crossed, Crossed.Server> {
    /** The same with types for its parameters. */
    of<T extends $.Type, U extends $.Type>(T: T, U: U): $.Interface<Crossed<T, U>, Crossed.Server<T, U>>;
  }
}

export const Crossed: Crossed.Schema = /*#__PURE__*/ $.interfaceType({
  id: 0xd2571495c6f94cd4n,
  name: "inheritance.capnp:Crossed",
  parameters: ["T", "U"],
  superclasses: () => [$.bind(Left, $.parameter(0)), $.bind(Right, $.parameter(1))],
  methods: () => [
    [
      "put",
      $.bind(Crossed_put_Params, $.parameter(0), $.parameter(1)),
      $.bind(Crossed_put_Results, $.parameter(0), $.parameter(1)),
    ],
  ],
});

export interface Crossed_put_Params<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
  readonly value: $.ValueOf<U>;
}

export declare namespace Crossed_put_Params {
  interface Init<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
    readonly value?: $.InitOf<U> | undefined;
  }

  interface Builder<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
    set value(value: $.InitOf<U>);
  }

  interface Pipeline<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
    readonly value: $.PipelineOf<U>;
  }

  interface Schema
    extends $.Struct<
      Crossed_put_Params,
      Crossed_put_Params.Init,
      Crossed_put_Params.Builder,
      Crossed_put_Params.Pipeline
    > {
    /** The same with types for its parameters. */
    of<T extends $.Type, U extends $.Type>(
      T: T,
      U: U,
    ): $.Struct<
      Crossed_put_Params<T, U>,
      Crossed_put_Params.Init<T, U>,
      Crossed_put_Params.Builder<T, U>,
      Crossed_put_Params.Pipeline<T, U>
    >;
  }
}

export const Crossed_put_Params: Crossed_put_Params.Schema = /*#__PURE__*/ $.structType({
  id: 0x9cb90edf818eac9fn,
  name: "inheritance.capnp:Crossed.put$Params",
  parameters: ["T", "U"],
  scope: () => Crossed,
  dataWords: 0,
  pointers: 1,
  fields: () => [["value", $.parameter(1), 0]],
});

export type Crossed_put_Results<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> = $.Empty;

export declare namespace Crossed_put_Results {
  type Init<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> = $.EmptyInit;

  type Builder<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> = $.Empty;

  interface Schema
    extends $.Struct<Crossed_put_Results, Crossed_put_Results.Init, Crossed_put_Results.Builder> {
    /** The same with types for its parameters. */
    of<T extends $.Type, U extends $.Type>(
      T: T,
      U: U,
    ): $.Struct<Crossed_put_Results<T, U>, Crossed_put_Results.Init<T, U>, Crossed_put_Results.Builder<T, U>>;
  }
}

export const Crossed_put_Results: Crossed_put_Results.Schema = /*#__PURE__*/ $.structType({
  id: 0xbabab960312fb986n,
  name: "inheritance.capnp:Crossed.put$Results",
  parameters: ["T", "U"],
  scope: () => Crossed,
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Same<T extends $.Type = $.AnyPointer> extends Left<T>, Right<T> {}

export declare namespace Same {
  type Init<T extends $.Type = $.AnyPointer> = $.CapabilityInit<Same<T>, Server<T>>;

  interface Server<T extends $.Type = $.AnyPointer> extends Left.Server<T>, Right.Server<T> {}

  interface Schema extends $.Interface<Same, Same.Server> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(T: T): $.Interface<Same<T>, Same.Server<T>>;
  }
}

export const Same: Same.Schema = /*#__PURE__*/ $.interfaceType({
  id: 0x8c1e877c9acb885an,
  name: "inheritance.capnp:Same",
  parameters: ["T"],
  superclasses: () => [$.bind(Left, $.parameter(0)), $.bind(Right, $.parameter(0))],
  methods: () => [],
});

export interface Deep<T extends $.Type = $.AnyPointer>
  extends Left<$.ListType<$.ListType<$.Text>>>,
  Right<$.ListType<$.ListType<$.Text>>>,
  Cell<$.ListType<$.ListType<$.Text>>> {
  mine(
    params?: $.Params<Deep_mine_Params.Init<T>, Deep_mine_Params.Builder<T>>,
    options?: $.CallOptions,
  ): $.Call<Deep_mine_Results<T>, Deep_mine_Results.Pipeline<T>>;
}

export declare namespace Deep {
  type Init<T extends $.Type = $.AnyPointer> = $.CapabilityInit<Deep<T>, Server<T>>;

  interface Server<T extends $.Type = $.AnyPointer>
    extends Left.Server<$.ListType<$.ListType<$.Text>>>,
    Right.Server<$.ListType<$.ListType<$.Text>>>,
    Cell.Server<$.ListType<$.ListType<$.Text>>> {
    mine(
      params: Deep_mine_Params<T>,
      ctx: $.Context<Deep_mine_Results.Init<T>, Deep_mine_Results.Builder<T>>,
    ): $.Returns<Deep_mine_Results.Init<T>>;
  }

  interface Schema extends $.Interface<Deep, Deep.Server> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(T: T): $.Interface<Deep<T>, Deep.Server<T>>;
  }
}

export const Deep: Deep.Schema = /*#__PURE__*/ $.interfaceType({
  id: 0xbd78050262bc98bcn,
  name: "inheritance.capnp:Deep",
  parameters: ["T"],
  superclasses: () => [
    $.bind(Left, $.List($.List($.Text))),
    $.bind(Right, $.List($.List($.Text))),
    $.bind(Cell, $.List($.List($.Text))),
  ],
  methods: () => [
    ["mine", $.bind(Deep_mine_Params, $.parameter(0)), $.bind(Deep_mine_Results, $.parameter(0))],
  ],
});

export type Deep_mine_Params<T extends $.Type = $.AnyPointer> = $.Empty;

export declare namespace Deep_mine_Params {
  type Init<T extends $.Type = $.AnyPointer> = $.EmptyInit;

  type Builder<T extends $.Type = $.AnyPointer> = $.Empty;

  interface Schema extends $.Struct<Deep_mine_Params, Deep_mine_Params.Init, Deep_mine_Params.Builder> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(
      T: T,
    ): $.Struct<Deep_mine_Params<T>, Deep_mine_Params.Init<T>, Deep_mine_Params.Builder<T>>;
  }
}

export const Deep_mine_Params: Deep_mine_Params.Schema = /*#__PURE__*/ $.structType({
  id: 0x854dca71a12a7ac3n,
  name: "inheritance.capnp:Deep.mine$Params",
  parameters: ["T"],
  scope: () => Deep,
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Deep_mine_Results<T extends $.Type = $.AnyPointer> {
  readonly value: $.ValueOf<T>;
}

export declare namespace Deep_mine_Results {
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
      Deep_mine_Results,
      Deep_mine_Results.Init,
      Deep_mine_Results.Builder,
      Deep_mine_Results.Pipeline
    > {
    /** The same with types for its parameters. */
    of<T extends $.Type>(
      T: T,
    ): $.Struct<
      Deep_mine_Results<T>,
      Deep_mine_Results.Init<T>,
      Deep_mine_Results.Builder<T>,
      Deep_mine_Results.Pipeline<T>
    >;
  }
}

export const Deep_mine_Results: Deep_mine_Results.Schema = /*#__PURE__*/ $.structType({
  id: 0xc10f87c73b423b2cn,
  name: "inheritance.capnp:Deep.mine$Results",
  parameters: ["T"],
  scope: () => Deep,
  dataWords: 0,
  pointers: 1,
  fields: () => [["value", $.parameter(0), 0]],
});

export interface Pairs<A extends $.Type = $.AnyPointer, B extends $.Type = $.AnyPointer> extends $.Client {
  pair(
    params?: $.Params<Pairs_pair_Params.Init<A, B>, Pairs_pair_Params.Builder<A, B>>,
    options?: $.CallOptions,
  ): $.Call<Pairs_pair_Results<A, B>, Pairs_pair_Results.Pipeline<A, B>>;
}

export declare namespace Pairs {
  type Init<A extends $.Type = $.AnyPointer, B extends $.Type = $.AnyPointer> = $.CapabilityInit<
    Pairs<A, B>,
    Server<A, B>
  >;

  interface Server<A extends $.Type = $.AnyPointer, B extends $.Type = $.AnyPointer> {
    pair(
      params: Pairs_pair_Params<A, B>,
      ctx: $.Context<Pairs_pair_Results.Init<A, B>, Pairs_pair_Results.Builder<A, B>>,
    ): $.Returns<Pairs_pair_Results.Init<A, B>>;
  }

  interface Schema extends $.Interface<Pairs, Pairs.Server> {
    /** The same with types for its parameters. */
    of<A extends $.Type, B extends $.Type>(A: A, B: B): $.Interface<Pairs<A, B>, Pairs.Server<A, B>>;
  }
}

export const Pairs: Pairs.Schema = /*#__PURE__*/ $.interfaceType({
  id: 0xae7d4dc793a6ca8dn,
  name: "inheritance.capnp:Pairs",
  parameters: ["A", "B"],
  methods: () => [
    [
      "pair",
      $.bind(Pairs_pair_Params, $.parameter(0), $.parameter(1)),
      $.bind(Pairs_pair_Results, $.parameter(0), $.parameter(1)),
    ],
  ],
});

export type Pairs_pair_Params<A extends $.Type = $.AnyPointer, B extends $.Type = $.AnyPointer> = $.Empty;

export declare namespace Pairs_pair_Params {
  type Init<A extends $.Type = $.AnyPointer, B extends $.Type = $.AnyPointer> = $.EmptyInit;

  type Builder<A extends $.Type = $.AnyPointer, B extends $.Type = $.AnyPointer> = $.Empty;

  interface Schema extends $.Struct<Pairs_pair_Params, Pairs_pair_Params.Init, Pairs_pair_Params.Builder> {
    /** The same with types for its parameters. */
    of<A extends $.Type, B extends $.Type>(
      A: A,
      B: B,
    ): $.Struct<Pairs_pair_Params<A, B>, Pairs_pair_Params.Init<A, B>, Pairs_pair_Params.Builder<A, B>>;
  }
}

export const Pairs_pair_Params: Pairs_pair_Params.Schema = /*#__PURE__*/ $.structType({
  id: 0x974fcebfd403753cn,
  name: "inheritance.capnp:Pairs.pair$Params",
  parameters: ["A", "B"],
  scope: () => Pairs,
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Pairs_pair_Results<A extends $.Type = $.AnyPointer, B extends $.Type = $.AnyPointer> {
  readonly a: $.ValueOf<A>;
  readonly b: $.ValueOf<B>;
}

export declare namespace Pairs_pair_Results {
  interface Init<A extends $.Type = $.AnyPointer, B extends $.Type = $.AnyPointer> {
    readonly a?: $.InitOf<A> | undefined;
    readonly b?: $.InitOf<B> | undefined;
  }

  interface Builder<A extends $.Type = $.AnyPointer, B extends $.Type = $.AnyPointer> {
    set a(value: $.InitOf<A>);
    set b(value: $.InitOf<B>);
  }

  interface Pipeline<A extends $.Type = $.AnyPointer, B extends $.Type = $.AnyPointer> {
    readonly a: $.PipelineOf<A>;
    readonly b: $.PipelineOf<B>;
  }

  interface Schema
    extends $.Struct<
      Pairs_pair_Results,
      Pairs_pair_Results.Init,
      Pairs_pair_Results.Builder,
      Pairs_pair_Results.Pipeline
    > {
    /** The same with types for its parameters. */
    of<A extends $.Type, B extends $.Type>(
      A: A,
      B: B,
    ): $.Struct<
      Pairs_pair_Results<A, B>,
      Pairs_pair_Results.Init<A, B>,
      Pairs_pair_Results.Builder<A, B>,
      Pairs_pair_Results.Pipeline<A, B>
    >;
  }
}

export const Pairs_pair_Results: Pairs_pair_Results.Schema = /*#__PURE__*/ $.structType({
  id: 0x953a6a1e9f048e94n,
  name: "inheritance.capnp:Pairs.pair$Results",
  parameters: ["A", "B"],
  scope: () => Pairs,
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["a", $.parameter(0), 0],
    ["b", $.parameter(1), 1],
  ],
});

export interface HalfKnown
  extends $.Client,
  $.Without<Pairs<$.Text, $.Text>, "pair">,
  $.Without<Pairs<$.Text, $.Data>, "pair"> {
  pair: Pairs<$.Text>["pair"];
}

export declare namespace HalfKnown {
  type Init = $.CapabilityInit<HalfKnown, Server>;

  interface Server
    extends $.Without<Pairs.Server<$.Text, $.Text>, "pair">,
    $.Without<Pairs.Server<$.Text, $.Data>, "pair"> {
    pair: Pairs.Server<$.Text>["pair"];
  }
}

export const HalfKnown: $.Interface<HalfKnown, HalfKnown.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xecc4e78fc9bec3a6n,
  name: "inheritance.capnp:HalfKnown",
  superclasses: () => [$.bind(Pairs, $.Text, $.Text), $.bind(Pairs, $.Text, $.Data)],
  methods: () => [],
});
