// Generated from sample.capnp by @teleop/capnpc. Do not edit.
//
// One of everything that the stubs' run time must handle; sample.capnp.ts is written from it.
import * as $ from "../schema.ts";

/** How to digest. */
export type Algorithm = "sha1" | "sha256" | "blake3";

export const Algorithm: $.Enum<Algorithm> = /*#__PURE__*/ $.enumType({
  id: 0xb9177f03a5ba407en,
  name: "sample.capnp:Algorithm",
  doc: "How to digest.",
  values: ["sha1", "sha256", "blake3"],
  about: {
    sha1: {
      annotations: [{ id: 0x9930949c4d1ed425n, name: "sample.capnp:deprecated", value: "use sha256" }],
    },
  },
});

/** Somebody. */
export interface Person {
  readonly id: number;
  /** The full name. */
  readonly name: string;
  readonly phones: readonly Person_PhoneNumber[];
  readonly employment: Person_employment;
  readonly spouse: Person | undefined;
  readonly home: Person_home;
  readonly birthday: Date;
}

export declare namespace Person {
  /** Somebody. */
  interface Init {
    readonly id?: number | undefined;
    /** The full name. */
    readonly name?: string | undefined;
    readonly phones?: readonly Person_PhoneNumber.Init[] | undefined;
    readonly employment?: Person_employment.Init | undefined;
    readonly spouse?: Person.Init | undefined;
    readonly home?: Person_home.Init | undefined;
    readonly birthday?: Date.Init | undefined;
  }

  /** Somebody. */
  interface Builder {
    set id(value: number);
    /** The full name. */
    set name(value: string);
    set phones(value: readonly Person_PhoneNumber.Init[]);
    initPhones(length: number): $.StructListBuilder<Person_PhoneNumber.Builder>;
    set employment(value: Person_employment.Init);
    initEmployment(): Person_employment.Builder;
    set spouse(value: Person.Init);
    initSpouse(): Person.Builder;
    set home(value: Person_home.Init);
    initHome(): Person_home.Builder;
    set birthday(value: Date.Init);
    initBirthday(): Date.Builder;
  }
}

export const Person: $.Struct<Person, Person.Init, Person.Builder> = /*#__PURE__*/ $.structType({
  id: 0xa6bdb0b46e90330en,
  name: "sample.capnp:Person",
  doc: "Somebody.",
  dataWords: 3,
  pointers: 5,
  fields: () => [
    ["id", $.UInt32, 0],
    ["name", $.Text, 0, { default: "nobody", doc: "The full name." }],
    ["phones", $.List(Person_PhoneNumber), 1],
    ["employment", Person_employment, 0],
    ["spouse", Person, 3],
    ["home", Person_home, 0],
    ["birthday", Date, 4, { default: { year: 1970, month: 1, day: 1 } }],
  ],
});

export interface Person_PhoneNumber {
  readonly number: string;
  readonly kind: Person_PhoneNumber_Kind | number;
}

export declare namespace Person_PhoneNumber {
  interface Init {
    readonly number?: string | undefined;
    readonly kind?: Person_PhoneNumber_Kind | number | undefined;
  }

  interface Builder {
    set number(value: string);
    set kind(value: Person_PhoneNumber_Kind | number);
  }
}

export const Person_PhoneNumber: $.Struct<
  Person_PhoneNumber,
  Person_PhoneNumber.Init,
  Person_PhoneNumber.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xd6b8e728af6d7c88n,
  name: "sample.capnp:Person.PhoneNumber",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["number", $.Text, 0],
    ["kind", Person_PhoneNumber_Kind, 0, { default: "home" }],
  ],
});

export type Person_PhoneNumber_Kind = "mobile" | "home" | "work";

export const Person_PhoneNumber_Kind: $.Enum<Person_PhoneNumber_Kind> = /*#__PURE__*/ $.enumType({
  id: 0xbb2a01245e97acf2n,
  name: "sample.capnp:Person.PhoneNumber.Kind",
  values: ["mobile", "home", "work"],
});

export type Person_employment =
  | { readonly which: "unemployed" }
  | { readonly which: "employer"; readonly employer: string }
  | { readonly which: "selfEmployed"; readonly selfEmployed: Person_employment_selfEmployed }
  | { readonly which: number };

export declare namespace Person_employment {
  type Init =
    | { readonly which: "unemployed" }
    | { readonly which: "employer"; readonly employer?: string | undefined }
    | {
        readonly which: "selfEmployed";
        readonly selfEmployed?: Person_employment_selfEmployed.Init | undefined;
      }
    | { readonly which?: number | undefined };

  interface Builder {
    set unemployed(value: undefined);
    set employer(value: string);
    set selfEmployed(value: Person_employment_selfEmployed.Init);
    initSelfEmployed(): Person_employment_selfEmployed.Builder;
  }
}

export const Person_employment: $.Struct<
  Person_employment,
  Person_employment.Init,
  Person_employment.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0x983fc07c105dfaben,
  name: "sample.capnp:Person.employment",
  dataWords: 3,
  pointers: 5,
  union: 2,
  fields: () => [
    ["unemployed", $.Void, 0, { tag: 0 }],
    ["employer", $.Text, 2, { tag: 1 }],
    ["selfEmployed", Person_employment_selfEmployed, 0, { tag: 2 }],
  ],
});

export interface Person_employment_selfEmployed {
  readonly trade: string;
  readonly since: number;
}

export declare namespace Person_employment_selfEmployed {
  interface Init {
    readonly trade?: string | undefined;
    readonly since?: number | undefined;
  }

  interface Builder {
    set trade(value: string);
    set since(value: number);
  }
}

export const Person_employment_selfEmployed: $.Struct<
  Person_employment_selfEmployed,
  Person_employment_selfEmployed.Init,
  Person_employment_selfEmployed.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xa344a1909c8d5cddn,
  name: "sample.capnp:Person.employment.selfEmployed",
  dataWords: 3,
  pointers: 5,
  fields: () => [
    ["trade", $.Text, 2],
    ["since", $.UInt16, 3, { default: 1999 }],
  ],
});

export interface Person_home {
  readonly latitude: number;
  readonly longitude: number;
}

export declare namespace Person_home {
  interface Init {
    readonly latitude?: number | undefined;
    readonly longitude?: number | undefined;
  }

  interface Builder {
    set latitude(value: number);
    set longitude(value: number);
  }
}

export const Person_home: $.Struct<
  Person_home,
  Person_home.Init,
  Person_home.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0x8af089e6b1c5f939n,
  name: "sample.capnp:Person.home",
  dataWords: 3,
  pointers: 5,
  fields: () => [
    ["latitude", $.Float64, 1],
    ["longitude", $.Float64, 2],
  ],
});

export interface Date {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export declare namespace Date {
  interface Init {
    readonly year?: number | undefined;
    readonly month?: number | undefined;
    readonly day?: number | undefined;
  }

  interface Builder {
    set year(value: number);
    set month(value: number);
    set day(value: number);
  }
}

export const Date: $.Struct<Date, Date.Init, Date.Builder> = /*#__PURE__*/ $.structType({
  id: 0x9fc330f116973b73n,
  name: "sample.capnp:Date",
  dataWords: 1,
  pointers: 0,
  fields: () => [
    ["year", $.Int16, 0],
    ["month", $.UInt8, 2],
    ["day", $.UInt8, 3],
  ],
});

export type Shape = Shape.Fields &
  (
    | { readonly which: "circle"; readonly circle: number }
    | { readonly which: "square"; readonly square: number }
    | { readonly which: "empty" }
    | { readonly which: "polygon"; readonly polygon: readonly Shape_Point[] }
    | { readonly which: number }
  );

export declare namespace Shape {
  /** The fields that are not in the union. */
  interface Fields {
    readonly area: number;
  }

  type Init = { readonly area?: number | undefined } & (
    | { readonly which: "circle"; readonly circle?: number | undefined }
    | { readonly which: "square"; readonly square?: number | undefined }
    | { readonly which: "empty" }
    | { readonly which: "polygon"; readonly polygon?: readonly Shape_Point.Init[] | undefined }
    | { readonly which?: number | undefined }
  );

  interface Builder {
    set area(value: number);
    set circle(value: number);
    set square(value: number);
    set empty(value: undefined);
    set polygon(value: readonly Shape_Point.Init[]);
    initPolygon(length: number): $.StructListBuilder<Shape_Point.Builder>;
  }
}

export const Shape: $.Struct<Shape, Shape.Init, Shape.Builder> = /*#__PURE__*/ $.structType({
  id: 0xe6b3b7c033b4647an,
  name: "sample.capnp:Shape",
  dataWords: 3,
  pointers: 1,
  union: 8,
  fields: () => [
    ["area", $.Float64, 0],
    ["circle", $.Float64, 1, { tag: 0 }],
    ["square", $.Float64, 1, { tag: 1 }],
    ["empty", $.Void, 0, { tag: 2 }],
    ["polygon", $.List(Shape_Point), 0, { tag: 3 }],
  ],
});

export interface Shape_Point {
  readonly x: number;
  readonly y: number;
}

export declare namespace Shape_Point {
  interface Init {
    readonly x?: number | undefined;
    readonly y?: number | undefined;
  }

  interface Builder {
    set x(value: number);
    set y(value: number);
  }
}

export const Shape_Point: $.Struct<
  Shape_Point,
  Shape_Point.Init,
  Shape_Point.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe67a1bf3e84281den,
  name: "sample.capnp:Shape.Point",
  dataWords: 1,
  pointers: 0,
  fields: () => [
    ["x", $.Int32, 0],
    ["y", $.Int32, 1],
  ],
});

export interface Everything {
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
  readonly enum: Algorithm | number;
  readonly struct: Date | undefined;
  readonly voids: readonly undefined[];
  readonly bools: readonly boolean[];
  readonly int32s: readonly number[];
  readonly uint64s: readonly bigint[];
  readonly float64s: readonly number[];
  readonly texts: readonly string[];
  readonly datas: readonly $.Bytes[];
  readonly enums: readonly (Algorithm | number)[];
  readonly structs: readonly Date[];
  readonly lists: readonly (readonly number[])[];
  readonly any: $.AnyPointerValue;
  readonly anyStruct: $.AnyPointerValue;
  readonly anyList: $.AnyPointerValue;
  readonly capability: $.Client;
  readonly sink: ByteSink;
  readonly sinks: readonly ByteSink[];
  readonly box: Box<typeof Person> | undefined;
  readonly which: string;
}

export declare namespace Everything {
  interface Init {
    readonly void?: undefined;
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
    readonly enum?: Algorithm | number | undefined;
    readonly struct?: Date.Init | undefined;
    readonly voids?: readonly undefined[] | undefined;
    readonly bools?: readonly boolean[] | undefined;
    readonly int32s?: readonly number[] | undefined;
    readonly uint64s?: readonly bigint[] | undefined;
    readonly float64s?: readonly number[] | undefined;
    readonly texts?: readonly string[] | undefined;
    readonly datas?: readonly $.Bytes[] | undefined;
    readonly enums?: readonly (Algorithm | number)[] | undefined;
    readonly structs?: readonly Date.Init[] | undefined;
    readonly lists?: readonly (readonly number[])[] | undefined;
    readonly any?: $.AnyPointerInit | undefined;
    readonly anyStruct?: $.AnyPointerInit | undefined;
    readonly anyList?: $.AnyPointerInit | undefined;
    readonly capability?: $.AnyCapabilityInit | undefined;
    readonly sink?: ByteSink.Init | undefined;
    readonly sinks?: readonly ByteSink.Init[] | undefined;
    readonly box?: Box.Init<typeof Person> | undefined;
    readonly which?: string | undefined;
  }

  interface Builder {
    set void(value: undefined);
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
    set enum(value: Algorithm | number);
    set struct(value: Date.Init);
    initStruct(): Date.Builder;
    set voids(value: readonly undefined[]);
    initVoids(length: number): $.ListBuilder<undefined>;
    set bools(value: readonly boolean[]);
    initBools(length: number): $.ListBuilder<boolean>;
    set int32s(value: readonly number[]);
    initInt32s(length: number): $.ListBuilder<number>;
    set uint64s(value: readonly bigint[]);
    initUint64s(length: number): $.ListBuilder<bigint>;
    set float64s(value: readonly number[]);
    initFloat64s(length: number): $.ListBuilder<number>;
    set texts(value: readonly string[]);
    initTexts(length: number): $.ListBuilder<string>;
    set datas(value: readonly $.Bytes[]);
    initDatas(length: number): $.ListBuilder<$.Bytes>;
    set enums(value: readonly (Algorithm | number)[]);
    initEnums(length: number): $.ListBuilder<Algorithm | number>;
    set structs(value: readonly Date.Init[]);
    initStructs(length: number): $.StructListBuilder<Date.Builder>;
    set lists(value: readonly (readonly number[])[]);
    initLists(length: number): $.ListBuilder<readonly number[]>;
    set any(value: $.AnyPointerInit);
    set anyStruct(value: $.AnyPointerInit);
    set anyList(value: $.AnyPointerInit);
    set capability(value: $.AnyCapabilityInit);
    set sink(value: ByteSink.Init);
    set sinks(value: readonly ByteSink.Init[]);
    initSinks(length: number): $.ListBuilder<ByteSink.Init>;
    set box(value: Box.Init<typeof Person>);
    initBox(): Box.Builder<typeof Person>;
    set which(value: string);
  }

  interface Pipeline {
    readonly any: $.AnyPointerPipeline;
    readonly anyStruct: $.AnyPointerPipeline;
    readonly capability: $.Client;
    readonly sink: ByteSink;
    readonly box: Box.Pipeline<typeof Person>;
  }
}

export const Everything: $.Struct<
  Everything,
  Everything.Init,
  Everything.Builder,
  Everything.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xf3698920f5c37191n,
  name: "sample.capnp:Everything",
  dataWords: 6,
  pointers: 21,
  fields: () => [
    ["void", $.Void, 0],
    ["bool", $.Bool, 0, { default: true }],
    ["int8", $.Int8, 1, { default: -8 }],
    ["int16", $.Int16, 1, { default: -16 }],
    ["int32", $.Int32, 1, { default: -32 }],
    ["int64", $.Int64, 1, { default: -64n }],
    ["uint8", $.UInt8, 16, { default: 8 }],
    ["uint16", $.UInt16, 9, { default: 16 }],
    ["uint32", $.UInt32, 5, { default: 32 }],
    ["uint64", $.UInt64, 3, { default: 64n }],
    ["float32", $.Float32, 8, { default: 0.5 }],
    ["float64", $.Float64, 5, { default: 0.25 }],
    ["text", $.Text, 0],
    ["data", $.Data, 1, { default: $.bytes("YWJj") }],
    ["enum", Algorithm, 18, { default: "sha256" }],
    ["struct", Date, 2],
    ["voids", $.List($.Void), 3],
    ["bools", $.List($.Bool), 4],
    ["int32s", $.List($.Int32), 5, { default: [1, 2] }],
    ["uint64s", $.List($.UInt64), 6],
    ["float64s", $.List($.Float64), 7],
    ["texts", $.List($.Text), 8],
    ["datas", $.List($.Data), 9],
    ["enums", $.List(Algorithm), 10],
    ["structs", $.List(Date), 11],
    ["lists", $.List($.List($.Int16)), 12],
    ["any", $.AnyPointer, 13],
    ["anyStruct", $.AnyStruct, 14],
    ["anyList", $.AnyList, 15],
    ["capability", $.Capability, 16],
    ["sink", ByteSink, 17],
    ["sinks", $.List(ByteSink), 18],
    ["box", $.bind(Box, Person), 19],
    ["which", $.Text, 20],
  ],
});

export interface Box<T extends $.Type = $.AnyPointer> {
  readonly value: $.ValueOf<T>;
  readonly rest: readonly Box<T>[];
}

export declare namespace Box {
  interface Init<T extends $.Type = $.AnyPointer> {
    readonly value?: $.InitOf<T> | undefined;
    readonly rest?: readonly Box.Init<T>[] | undefined;
  }

  interface Builder<T extends $.Type = $.AnyPointer> {
    set value(value: $.InitOf<T>);
    set rest(value: readonly Box.Init<T>[]);
    initRest(length: number): $.StructListBuilder<Box.Builder<T>>;
  }

  interface Pipeline<T extends $.Type = $.AnyPointer> {
    readonly value: $.PipelineOf<T>;
  }

  interface Schema extends $.Struct<Box, Box.Init, Box.Builder, Box.Pipeline> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(T: T): $.Struct<Box<T>, Box.Init<T>, Box.Builder<T>, Box.Pipeline<T>>;
  }
}

export const Box: Box.Schema = /*#__PURE__*/ $.structType({
  id: 0x878b086b79a663fbn,
  name: "sample.capnp:Box",
  parameters: ["T"],
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["value", $.parameter(0), 0],
    ["rest", $.List($.bind(Box, $.parameter(0))), 1],
  ],
});

export interface Closable extends $.Client {
  close(
    params?: $.Params<Closable_close_Params.Init, Closable_close_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Closable_close_Results>;
}

export declare namespace Closable {
  type Init = $.CapabilityInit<Closable, Server>;

  interface Server {
    close(
      params: Closable_close_Params,
      ctx: $.Context<Closable_close_Results.Init, Closable_close_Results.Builder>,
    ): $.Returns<Closable_close_Results.Init>;
  }
}

export const Closable: $.Interface<Closable, Closable.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xc13d7de9bfb7aaffn,
  name: "sample.capnp:Closable",
  methods: () => [["close", Closable_close_Params, Closable_close_Results]],
});

export type Closable_close_Params = $.Empty;

export declare namespace Closable_close_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Closable_close_Params: $.Struct<
  Closable_close_Params,
  Closable_close_Params.Init,
  Closable_close_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xfba463ffc40e2160n,
  name: "sample.capnp:Closable.close$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type Closable_close_Results = $.Empty;

export declare namespace Closable_close_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Closable_close_Results: $.Struct<
  Closable_close_Results,
  Closable_close_Results.Init,
  Closable_close_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x8849bb8e20639072n,
  name: "sample.capnp:Closable.close$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

/** Takes bytes. */
export interface ByteSink extends Closable {
  write(
    params?: $.Params<ByteSink_write_Params.Init, ByteSink_write_Params.Builder>,
    options?: $.CallOptions,
  ): $.StreamCall;
}

export declare namespace ByteSink {
  type Init = $.CapabilityInit<ByteSink, Server>;

  /** Takes bytes. */
  interface Server extends Closable.Server {
    write(params: ByteSink_write_Params, ctx: $.StreamContext): $.StreamReturns;
  }
}

export const ByteSink: $.Interface<ByteSink, ByteSink.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xc59eb6fadafeb89bn,
  name: "sample.capnp:ByteSink",
  doc: "Takes bytes.",
  superclasses: () => [Closable],
  methods: () => [["write", ByteSink_write_Params, "stream"]],
});

export interface ByteSink_write_Params {
  readonly data: $.Bytes;
}

export declare namespace ByteSink_write_Params {
  interface Init {
    readonly data?: $.Bytes | undefined;
  }

  interface Builder {
    set data(value: $.Bytes);
    initData(length: number): $.Bytes;
  }
}

export const ByteSink_write_Params: $.Struct<
  ByteSink_write_Params,
  ByteSink_write_Params.Init,
  ByteSink_write_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x9660380e06c5f91dn,
  name: "sample.capnp:ByteSink.write$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["data", $.Data, 0]],
});

export interface Hash extends ByteSink {
  sum(
    params?: $.Params<Hash_sum_Params.Init, Hash_sum_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Hash_sum_Results>;
}

export declare namespace Hash {
  type Init = $.CapabilityInit<Hash, Server>;

  interface Server extends ByteSink.Server {
    sum(
      params: Hash_sum_Params,
      ctx: $.Context<Hash_sum_Results.Init, Hash_sum_Results.Builder>,
    ): $.Returns<Hash_sum_Results.Init>;
  }
}

export const Hash: $.Interface<Hash, Hash.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xe39d6872ac064bedn,
  name: "sample.capnp:Hash",
  superclasses: () => [ByteSink],
  methods: () => [["sum", Hash_sum_Params, Hash_sum_Results]],
});

export type Hash_sum_Params = $.Empty;

export declare namespace Hash_sum_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Hash_sum_Params: $.Struct<
  Hash_sum_Params,
  Hash_sum_Params.Init,
  Hash_sum_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xece2e1234de9a638n,
  name: "sample.capnp:Hash.sum$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Hash_sum_Results {
  readonly digest: $.Bytes;
}

export declare namespace Hash_sum_Results {
  interface Init {
    readonly digest?: $.Bytes | undefined;
  }

  interface Builder {
    set digest(value: $.Bytes);
    initDigest(length: number): $.Bytes;
  }
}

export const Hash_sum_Results: $.Struct<
  Hash_sum_Results,
  Hash_sum_Results.Init,
  Hash_sum_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe2620b426ba5accbn,
  name: "sample.capnp:Hash.sum$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["digest", $.Data, 0]],
});

export interface HashFactory extends $.Client {
  /** Makes a hash. */
  newHash(
    params?: $.Params<HashFactory_newHash_Params.Init, HashFactory_newHash_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<HashFactory_NewHashResults, HashFactory_NewHashResults.Pipeline>;
  people(
    params?: $.Params<HashFactory_people_Params.Init, HashFactory_people_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<HashFactory_people_Results>;
}

export declare namespace HashFactory {
  type Init = $.CapabilityInit<HashFactory, Server>;

  interface Server {
    /** Makes a hash. */
    newHash(
      params: HashFactory_newHash_Params,
      ctx: $.Context<HashFactory_NewHashResults.Init, HashFactory_NewHashResults.Builder>,
    ): $.Returns<HashFactory_NewHashResults.Init>;
    people(
      params: HashFactory_people_Params,
      ctx: $.Context<HashFactory_people_Results.Init, HashFactory_people_Results.Builder>,
    ): $.Returns<HashFactory_people_Results.Init>;
  }
}

export const HashFactory: $.Interface<HashFactory, HashFactory.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xab858d2e73ddd798n,
  name: "sample.capnp:HashFactory",
  methods: () => [
    ["newHash", HashFactory_newHash_Params, HashFactory_NewHashResults, { doc: "Makes a hash." }],
    ["people", HashFactory_people_Params, HashFactory_people_Results],
  ],
});

export interface HashFactory_NewHashResults {
  readonly hash: Hash;
  readonly info: HashFactory_NewHashResults_info;
}

export declare namespace HashFactory_NewHashResults {
  interface Init {
    readonly hash?: Hash.Init | undefined;
    readonly info?: HashFactory_NewHashResults_info.Init | undefined;
  }

  interface Builder {
    set hash(value: Hash.Init);
    set info(value: HashFactory_NewHashResults_info.Init);
    initInfo(): HashFactory_NewHashResults_info.Builder;
  }

  interface Pipeline {
    readonly hash: Hash;
    readonly info: HashFactory_NewHashResults_info.Pipeline;
  }
}

export const HashFactory_NewHashResults: $.Struct<
  HashFactory_NewHashResults,
  HashFactory_NewHashResults.Init,
  HashFactory_NewHashResults.Builder,
  HashFactory_NewHashResults.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xed17e92c21cadb08n,
  name: "sample.capnp:HashFactory.NewHashResults",
  dataWords: 0,
  pointers: 3,
  fields: () => [
    ["hash", Hash, 0],
    ["info", HashFactory_NewHashResults_info, 0],
  ],
});

export interface HashFactory_NewHashResults_info {
  readonly name: string;
  readonly sink: ByteSink;
}

export declare namespace HashFactory_NewHashResults_info {
  interface Init {
    readonly name?: string | undefined;
    readonly sink?: ByteSink.Init | undefined;
  }

  interface Builder {
    set name(value: string);
    set sink(value: ByteSink.Init);
  }

  interface Pipeline {
    readonly sink: ByteSink;
  }
}

export const HashFactory_NewHashResults_info: $.Struct<
  HashFactory_NewHashResults_info,
  HashFactory_NewHashResults_info.Init,
  HashFactory_NewHashResults_info.Builder,
  HashFactory_NewHashResults_info.Pipeline
> = /*#__PURE__*/ $.groupType({
  id: 0xbe9ac8f408efb813n,
  name: "sample.capnp:HashFactory.NewHashResults.info",
  dataWords: 0,
  pointers: 3,
  fields: () => [
    ["name", $.Text, 1],
    ["sink", ByteSink, 2],
  ],
});

export interface HashFactory_newHash_Params {
  readonly algorithm: Algorithm | number;
}

export declare namespace HashFactory_newHash_Params {
  interface Init {
    readonly algorithm?: Algorithm | number | undefined;
  }

  interface Builder {
    set algorithm(value: Algorithm | number);
  }
}

export const HashFactory_newHash_Params: $.Struct<
  HashFactory_newHash_Params,
  HashFactory_newHash_Params.Init,
  HashFactory_newHash_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xd973cd6eb2dc4b3bn,
  name: "sample.capnp:HashFactory.newHash$Params",
  dataWords: 1,
  pointers: 0,
  fields: () => [["algorithm", Algorithm, 0, { default: "sha256" }]],
});

export interface HashFactory_people_Params {
  readonly people: readonly Person[];
}

export declare namespace HashFactory_people_Params {
  interface Init {
    readonly people?: readonly Person.Init[] | undefined;
  }

  interface Builder {
    set people(value: readonly Person.Init[]);
    initPeople(length: number): $.StructListBuilder<Person.Builder>;
  }
}

export const HashFactory_people_Params: $.Struct<
  HashFactory_people_Params,
  HashFactory_people_Params.Init,
  HashFactory_people_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xa600a44e82b7c02en,
  name: "sample.capnp:HashFactory.people$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["people", $.List(Person), 0]],
});

export interface HashFactory_people_Results {
  readonly oldest: Person | undefined;
}

export declare namespace HashFactory_people_Results {
  interface Init {
    readonly oldest?: Person.Init | undefined;
  }

  interface Builder {
    set oldest(value: Person.Init);
    initOldest(): Person.Builder;
  }
}

export const HashFactory_people_Results: $.Struct<
  HashFactory_people_Results,
  HashFactory_people_Results.Init,
  HashFactory_people_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x808102dbaca50e70n,
  name: "sample.capnp:HashFactory.people$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["oldest", Person, 0]],
});

export interface Store<K extends $.Type = $.AnyPointer, V extends $.Type = $.AnyPointer> extends $.Client {
  get(
    params?: $.Params<Store_get_Params.Init<K, V>, Store_get_Params.Builder<K, V>>,
    options?: $.CallOptions,
  ): $.Call<Store_get_Results<K, V>, Store_get_Results.Pipeline<K, V>>;
  put(
    params?: $.Params<Store_put_Params.Init<K, V>, Store_put_Params.Builder<K, V>>,
    options?: $.CallOptions,
  ): $.Call<Store_put_Results<K, V>>;
  identity<T extends $.Type = $.AnyPointer>(
    params?: $.Params<Store_identity_Params.Init<K, V, T>, Store_identity_Params.Builder<K, V, T>>,
    options?: $.CallOptions & $.BindOptions<{ T: T }>,
  ): $.Call<Store_identity_Results<K, V, T>, Store_identity_Results.Pipeline<K, V, T>>;
  nested(
    params?: $.Params<Store_nested_Params.Init<K, V>, Store_nested_Params.Builder<K, V>>,
    options?: $.CallOptions,
  ): $.Call<Store_nested_Results<K, V>, Store_nested_Results.Pipeline<K, V>>;
}

export declare namespace Store {
  type Init<K extends $.Type = $.AnyPointer, V extends $.Type = $.AnyPointer> = $.CapabilityInit<
    Store<K, V>,
    Server<K, V>
  >;

  interface Server<K extends $.Type = $.AnyPointer, V extends $.Type = $.AnyPointer> {
    get(
      params: Store_get_Params<K, V>,
      ctx: $.Context<Store_get_Results.Init<K, V>, Store_get_Results.Builder<K, V>>,
    ): $.Returns<Store_get_Results.Init<K, V>>;
    put(
      params: Store_put_Params<K, V>,
      ctx: $.Context<Store_put_Results.Init<K, V>, Store_put_Results.Builder<K, V>>,
    ): $.Returns<Store_put_Results.Init<K, V>>;
    identity(
      params: Store_identity_Params<K, V>,
      ctx: $.Context<Store_identity_Results.Init<K, V>, Store_identity_Results.Builder<K, V>>,
    ): $.Returns<Store_identity_Results.Init<K, V>>;
    nested(
      params: Store_nested_Params<K, V>,
      ctx: $.Context<Store_nested_Results.Init<K, V>, Store_nested_Results.Builder<K, V>>,
    ): $.Returns<Store_nested_Results.Init<K, V>>;
  }

  interface Schema extends $.Interface<Store, Store.Server> {
    /** The same with types for its parameters. */
    of<K extends $.Type, V extends $.Type>(K: K, V: V): $.Interface<Store<K, V>, Store.Server<K, V>>;
  }
}

export const Store: Store.Schema = /*#__PURE__*/ $.interfaceType({
  id: 0xf88274891f32fa7bn,
  name: "sample.capnp:Store",
  parameters: ["K", "V"],
  methods: () => [
    [
      "get",
      $.bind(Store_get_Params, $.parameter(0), $.parameter(1)),
      $.bind(Store_get_Results, $.parameter(0), $.parameter(1)),
    ],
    [
      "put",
      $.bind(Store_put_Params, $.parameter(0), $.parameter(1)),
      $.bind(Store_put_Results, $.parameter(0), $.parameter(1)),
    ],
    [
      "identity",
      $.bind(Store_identity_Params, $.parameter(0), $.parameter(1), $.parameter(2)),
      $.bind(Store_identity_Results, $.parameter(0), $.parameter(1), $.parameter(2)),
      { parameters: ["T"] },
    ],
    [
      "nested",
      $.bind(Store_nested_Params, $.parameter(0), $.parameter(1)),
      $.bind(Store_nested_Results, $.parameter(0), $.parameter(1)),
    ],
  ],
});

export interface Store_get_Params<K extends $.Type = $.AnyPointer, V extends $.Type = $.AnyPointer> {
  readonly key: $.ValueOf<K>;
}

export declare namespace Store_get_Params {
  interface Init<K extends $.Type = $.AnyPointer, V extends $.Type = $.AnyPointer> {
    readonly key?: $.InitOf<K> | undefined;
  }

  interface Builder<K extends $.Type = $.AnyPointer, V extends $.Type = $.AnyPointer> {
    set key(value: $.InitOf<K>);
  }

  interface Pipeline<K extends $.Type = $.AnyPointer, V extends $.Type = $.AnyPointer> {
    readonly key: $.PipelineOf<K>;
  }

  interface Schema
    extends $.Struct<
      Store_get_Params,
      Store_get_Params.Init,
      Store_get_Params.Builder,
      Store_get_Params.Pipeline
    > {
    /** The same with types for its parameters. */
    of<K extends $.Type, V extends $.Type>(
      K: K,
      V: V,
    ): $.Struct<
      Store_get_Params<K, V>,
      Store_get_Params.Init<K, V>,
      Store_get_Params.Builder<K, V>,
      Store_get_Params.Pipeline<K, V>
    >;
  }
}

export const Store_get_Params: Store_get_Params.Schema = /*#__PURE__*/ $.structType({
  id: 0x87f35a31ad2b27e2n,
  name: "sample.capnp:Store.get$Params",
  parameters: ["K", "V"],
  scope: () => Store,
  dataWords: 0,
  pointers: 1,
  fields: () => [["key", $.parameter(0), 0]],
});

export interface Store_get_Results<K extends $.Type = $.AnyPointer, V extends $.Type = $.AnyPointer> {
  readonly value: $.ValueOf<V>;
}

export declare namespace Store_get_Results {
  interface Init<K extends $.Type = $.AnyPointer, V extends $.Type = $.AnyPointer> {
    readonly value?: $.InitOf<V> | undefined;
  }

  interface Builder<K extends $.Type = $.AnyPointer, V extends $.Type = $.AnyPointer> {
    set value(value: $.InitOf<V>);
  }

  interface Pipeline<K extends $.Type = $.AnyPointer, V extends $.Type = $.AnyPointer> {
    readonly value: $.PipelineOf<V>;
  }

  interface Schema
    extends $.Struct<
      Store_get_Results,
      Store_get_Results.Init,
      Store_get_Results.Builder,
      Store_get_Results.Pipeline
    > {
    /** The same with types for its parameters. */
    of<K extends $.Type, V extends $.Type>(
      K: K,
      V: V,
    ): $.Struct<
      Store_get_Results<K, V>,
      Store_get_Results.Init<K, V>,
      Store_get_Results.Builder<K, V>,
      Store_get_Results.Pipeline<K, V>
    >;
  }
}

export const Store_get_Results: Store_get_Results.Schema = /*#__PURE__*/ $.structType({
  id: 0x8457ebf4edb59d71n,
  name: "sample.capnp:Store.get$Results",
  parameters: ["K", "V"],
  scope: () => Store,
  dataWords: 0,
  pointers: 1,
  fields: () => [["value", $.parameter(1), 0]],
});

export interface Store_put_Params<K extends $.Type = $.AnyPointer, V extends $.Type = $.AnyPointer> {
  readonly key: $.ValueOf<K>;
  readonly value: $.ValueOf<V>;
}

export declare namespace Store_put_Params {
  interface Init<K extends $.Type = $.AnyPointer, V extends $.Type = $.AnyPointer> {
    readonly key?: $.InitOf<K> | undefined;
    readonly value?: $.InitOf<V> | undefined;
  }

  interface Builder<K extends $.Type = $.AnyPointer, V extends $.Type = $.AnyPointer> {
    set key(value: $.InitOf<K>);
    set value(value: $.InitOf<V>);
  }

  interface Pipeline<K extends $.Type = $.AnyPointer, V extends $.Type = $.AnyPointer> {
    readonly key: $.PipelineOf<K>;
    readonly value: $.PipelineOf<V>;
  }

  interface Schema
    extends $.Struct<
      Store_put_Params,
      Store_put_Params.Init,
      Store_put_Params.Builder,
      Store_put_Params.Pipeline
    > {
    /** The same with types for its parameters. */
    of<K extends $.Type, V extends $.Type>(
      K: K,
      V: V,
    ): $.Struct<
      Store_put_Params<K, V>,
      Store_put_Params.Init<K, V>,
      Store_put_Params.Builder<K, V>,
      Store_put_Params.Pipeline<K, V>
    >;
  }
}

export const Store_put_Params: Store_put_Params.Schema = /*#__PURE__*/ $.structType({
  id: 0xa44fe49d9de54f36n,
  name: "sample.capnp:Store.put$Params",
  parameters: ["K", "V"],
  scope: () => Store,
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["key", $.parameter(0), 0],
    ["value", $.parameter(1), 1],
  ],
});

export type Store_put_Results<K extends $.Type = $.AnyPointer, V extends $.Type = $.AnyPointer> = $.Empty;

export declare namespace Store_put_Results {
  type Init<K extends $.Type = $.AnyPointer, V extends $.Type = $.AnyPointer> = $.EmptyInit;

  type Builder<K extends $.Type = $.AnyPointer, V extends $.Type = $.AnyPointer> = $.Empty;

  interface Schema extends $.Struct<Store_put_Results, Store_put_Results.Init, Store_put_Results.Builder> {
    /** The same with types for its parameters. */
    of<K extends $.Type, V extends $.Type>(
      K: K,
      V: V,
    ): $.Struct<Store_put_Results<K, V>, Store_put_Results.Init<K, V>, Store_put_Results.Builder<K, V>>;
  }
}

export const Store_put_Results: Store_put_Results.Schema = /*#__PURE__*/ $.structType({
  id: 0xc441427f605aca31n,
  name: "sample.capnp:Store.put$Results",
  parameters: ["K", "V"],
  scope: () => Store,
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Store_identity_Params<
  K extends $.Type = $.AnyPointer,
  V extends $.Type = $.AnyPointer,
  T extends $.Type = $.AnyPointer
> {
  readonly value: $.ValueOf<T>;
}

export declare namespace Store_identity_Params {
  interface Init<
    K extends $.Type = $.AnyPointer,
    V extends $.Type = $.AnyPointer,
    T extends $.Type = $.AnyPointer
  > {
    readonly value?: $.InitOf<T> | undefined;
  }

  interface Builder<
    K extends $.Type = $.AnyPointer,
    V extends $.Type = $.AnyPointer,
    T extends $.Type = $.AnyPointer
  > {
    set value(value: $.InitOf<T>);
  }

  interface Pipeline<
    K extends $.Type = $.AnyPointer,
    V extends $.Type = $.AnyPointer,
    T extends $.Type = $.AnyPointer
  > {
    readonly value: $.PipelineOf<T>;
  }

  interface Schema
    extends $.Struct<
      Store_identity_Params,
      Store_identity_Params.Init,
      Store_identity_Params.Builder,
      Store_identity_Params.Pipeline
    > {
    /** The same with types for its parameters. */
    of<K extends $.Type, V extends $.Type, T extends $.Type>(
      K: K,
      V: V,
      T: T,
    ): $.Struct<
      Store_identity_Params<K, V, T>,
      Store_identity_Params.Init<K, V, T>,
      Store_identity_Params.Builder<K, V, T>,
      Store_identity_Params.Pipeline<K, V, T>
    >;
  }
}

export const Store_identity_Params: Store_identity_Params.Schema = /*#__PURE__*/ $.structType({
  id: 0xf1869ebeff7f2acdn,
  name: "sample.capnp:Store.identity$Params",
  parameters: ["K", "V", "T"],
  scope: () => Store,
  dataWords: 0,
  pointers: 1,
  fields: () => [["value", $.parameter(2), 0]],
});

export interface Store_identity_Results<
  K extends $.Type = $.AnyPointer,
  V extends $.Type = $.AnyPointer,
  T extends $.Type = $.AnyPointer
> {
  readonly value: $.ValueOf<T>;
}

export declare namespace Store_identity_Results {
  interface Init<
    K extends $.Type = $.AnyPointer,
    V extends $.Type = $.AnyPointer,
    T extends $.Type = $.AnyPointer
  > {
    readonly value?: $.InitOf<T> | undefined;
  }

  interface Builder<
    K extends $.Type = $.AnyPointer,
    V extends $.Type = $.AnyPointer,
    T extends $.Type = $.AnyPointer
  > {
    set value(value: $.InitOf<T>);
  }

  interface Pipeline<
    K extends $.Type = $.AnyPointer,
    V extends $.Type = $.AnyPointer,
    T extends $.Type = $.AnyPointer
  > {
    readonly value: $.PipelineOf<T>;
  }

  interface Schema
    extends $.Struct<
      Store_identity_Results,
      Store_identity_Results.Init,
      Store_identity_Results.Builder,
      Store_identity_Results.Pipeline
    > {
    /** The same with types for its parameters. */
    of<K extends $.Type, V extends $.Type, T extends $.Type>(
      K: K,
      V: V,
      T: T,
    ): $.Struct<
      Store_identity_Results<K, V, T>,
      Store_identity_Results.Init<K, V, T>,
      Store_identity_Results.Builder<K, V, T>,
      Store_identity_Results.Pipeline<K, V, T>
    >;
  }
}

export const Store_identity_Results: Store_identity_Results.Schema = /*#__PURE__*/ $.structType({
  id: 0x853c9274f2f8637an,
  name: "sample.capnp:Store.identity$Results",
  parameters: ["K", "V", "T"],
  scope: () => Store,
  dataWords: 0,
  pointers: 1,
  fields: () => [["value", $.parameter(2), 0]],
});

export type Store_nested_Params<K extends $.Type = $.AnyPointer, V extends $.Type = $.AnyPointer> = $.Empty;

export declare namespace Store_nested_Params {
  type Init<K extends $.Type = $.AnyPointer, V extends $.Type = $.AnyPointer> = $.EmptyInit;

  type Builder<K extends $.Type = $.AnyPointer, V extends $.Type = $.AnyPointer> = $.Empty;

  interface Schema
    extends $.Struct<Store_nested_Params, Store_nested_Params.Init, Store_nested_Params.Builder> {
    /** The same with types for its parameters. */
    of<K extends $.Type, V extends $.Type>(
      K: K,
      V: V,
    ): $.Struct<Store_nested_Params<K, V>, Store_nested_Params.Init<K, V>, Store_nested_Params.Builder<K, V>>;
  }
}

export const Store_nested_Params: Store_nested_Params.Schema = /*#__PURE__*/ $.structType({
  id: 0xd7a3018ec8cd8d2en,
  name: "sample.capnp:Store.nested$Params",
  parameters: ["K", "V"],
  scope: () => Store,
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Store_nested_Results<K extends $.Type = $.AnyPointer, V extends $.Type = $.AnyPointer> {
  readonly store: Store<V, K>;
}

export declare namespace Store_nested_Results {
  interface Init<K extends $.Type = $.AnyPointer, V extends $.Type = $.AnyPointer> {
    readonly store?: Store.Init<V, K> | undefined;
  }

  interface Builder<K extends $.Type = $.AnyPointer, V extends $.Type = $.AnyPointer> {
    set store(value: Store.Init<V, K>);
  }

  interface Pipeline<K extends $.Type = $.AnyPointer, V extends $.Type = $.AnyPointer> {
    readonly store: Store<V, K>;
  }

  interface Schema
    extends $.Struct<
      Store_nested_Results,
      Store_nested_Results.Init,
      Store_nested_Results.Builder,
      Store_nested_Results.Pipeline
    > {
    /** The same with types for its parameters. */
    of<K extends $.Type, V extends $.Type>(
      K: K,
      V: V,
    ): $.Struct<
      Store_nested_Results<K, V>,
      Store_nested_Results.Init<K, V>,
      Store_nested_Results.Builder<K, V>,
      Store_nested_Results.Pipeline<K, V>
    >;
  }
}

export const Store_nested_Results: Store_nested_Results.Schema = /*#__PURE__*/ $.structType({
  id: 0xfa0fb6e0eb800fadn,
  name: "sample.capnp:Store.nested$Results",
  parameters: ["K", "V"],
  scope: () => Store,
  dataWords: 0,
  pointers: 1,
  fields: () => [["store", $.bind(Store, $.parameter(1), $.parameter(0)), 0]],
});
