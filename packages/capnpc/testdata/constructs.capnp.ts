// Generated from constructs.capnp by @teleop/capnpc. Do not edit.
//
// One schema that uses every construct of the language, for the tests of the generator.
import * as $ from "@teleop/rpc-capnp/schema";
import { Point } from "./shapes/notes.capnp.ts";
import { Drawable, Shape } from "./shapes/shapes.capnp.ts";

export const nothing: undefined = undefined;

export const yes: boolean = true;

export const tiny: number = -128;

export const small: number = -32768;

export const medium: number = -2147483648;

export const large: bigint = -9223372036854775808n;

export const byte: number = 255;

export const port: number = 65535;

export const count: number = 4294967295;

export const huge: bigint = 18446744073709551615n;

export const half: number = 0.5;

export const tenth: number = 0.10000000149011612;

export const precise: number = -1.25e+300;

export const endless: number = Infinity;

export const minusEndless: number = -Infinity;

export const notANumber: number = NaN;

export const minusZero: number = -0;

export const greeting: string = "Ahoj, \"světe\" ✓\n\\ */ ${x} `";

export const bytes: $.Bytes = /*#__PURE__*/ $.bytes("AP+Afw==");

export const color: Color = "green";

/** A constant of a struct that another file declares. */
export const origin: Point = { x: 1.5, y: -2.5, label: "origin" };

export const primes: readonly number[] = [2, 3, 5, 7];

export const flags: readonly boolean[] = [true, false, true];

export const voids: readonly undefined[] = [undefined, undefined];

export const words: readonly string[] = ["one", "", "two"];

export const blobs: readonly $.Bytes[] = [/*#__PURE__*/ $.bytes("YWJj"), /*#__PURE__*/ $.bytes("AAE=")];

export const palette: readonly (Color | number)[] = ["blue", "red"];

export const rows: readonly (readonly number[])[] = [[1, 2], [], [-3]];

export const path: readonly Point[] = [
  { x: 1, y: 0, label: "" },
  { x: 0, y: 2, label: "" },
  { x: 0, y: 0, label: "third" },
];

export const chained: string = "Ahoj, \"světe\" ✓\n\\ */ ${x} `";

export const sample: Everything = /*#__PURE__*/ (() => ({
  boolField: true,
  int8Field: 0,
  int16Field: 0,
  int32Field: 0,
  int64Field: -9007199254740993n,
  uint8Field: 0,
  uint16Field: 0,
  uint32Field: 0,
  uint64Field: 0n,
  float32Field: 0,
  float64Field: 0,
  textField: "inside",
  dataField: /*#__PURE__*/ $.bytes(""),
  enumField: "red",
  structField: { x: 3, y: 0, label: "" },
  get interfaceField(): Counter {
    return $.nullOf(Counter);
  },
  get anyField(): $.AnyPointerValue {
    return $.nullOf($.AnyPointer);
  },
  get anyStructField(): $.AnyPointerValue {
    return $.nullOf($.AnyStruct);
  },
  get anyListField(): $.AnyPointerValue {
    return $.nullOf($.AnyList);
  },
  get anyCapabilityField(): $.Client {
    return $.nullOf($.Capability);
  },
  listOfVoids: [],
  listOfBools: [],
  listOfInt8s: [],
  listOfInt64s: [],
  listOfUint8s: [],
  listOfFloat32s: [],
  listOfFloat64s: [],
  listOfTexts: [],
  listOfData: [],
  listOfEnums: [],
  listOfStructs: [{ x: 0, y: 0, label: "first" }, { x: 0, y: 0, label: "" }],
  listOfInterfaces: [],
  nested: [["a", "b"], []],
  deeper: [],
  self: undefined,
  selves: [],
  shape: { which: "circle", circle: 2.5 },
  which: "word",
  word: "chosen",
  place: {
    street: "Main",
    inner: {
      zip: 12345,
      get owner(): Counter {
        return $.nullOf(Counter);
      },
    },
  },
  choice: { which: "first" },
  old: "",
}))();

export const anything: $.AnyPointerValue = /*#__PURE__*/ $.message("AAAAAD8AAAAAAAAACQAeAAEAAAAAAAAA////////3/8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgAAAAAAAAAAAAAAAAAAAAAAOTAAAAAAAAAAAAAAAAAAAHUAAAA6AAAAAAAAAAAAAABwAAAAAgABAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAD0AAAA3AAAAAAAAAAAAAABVAAAAFgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAFwAAAACAAEAZQAAADoAAABlAAAAKgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAGluc2lkZQAAAAAAAAAACEAAAAAAAAAAAAAAAAAAAAAACAAAAAIAAQAAAAAAAAAAAAAAAAAAAAAADQAAADIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAABmaXJzdAAAAAUAAAAWAAAAEQAAAAYAAAAFAAAAEgAAAAUAAAASAAAAYQAAAAAAAABiAAAAAAAAAAAAAAAAAARAAAAAAAAAAAAAAAAAAAAAAGNob3NlbgAATWFpbgAAAAA=");

/** A colour, in the order of the rainbow's shorter half. */
export type Color = "red" | "blue" | "green";

export const Color: $.Enum<Color> = /*#__PURE__*/ $.enumType({
  id: 0xbe53c4d6cc943f41n,
  name: "constructs.capnp:Color",
  doc: "A colour, in the order of the rainbow's shorter half.",
  values: ["red", "blue", "green"],
  about: {
    blue: {
      annotations: [{ id: 0xc1a8f3e2b97d5046n, name: "shapes/notes.capnp:deprecated", value: "use green" }],
    },
    green: { doc: "Like grass." },
  },
});

export type Solitary = "alone";

export const Solitary: $.Enum<Solitary> = /*#__PURE__*/ $.enumType({
  id: 0xc9f15237cbf450fbn,
  name: "constructs.capnp:Solitary",
  values: ["alone"],
});

export type Empty = never;

export const Empty: $.Enum<Empty> = /*#__PURE__*/ $.enumType({
  id: 0xeccce67e39932752n,
  name: "constructs.capnp:Empty",
  values: [],
});

/**
 * Every type of field.
 * With a second line, a *\/ that must not end the comment, and an \@tag.
 */
export type Everything = Everything.Fields &
  (
    | { readonly which: "none" }
    | { readonly which: "number"; readonly number: number }
    | {
        readonly which: "word";
        /** One of the choices. */
        readonly word: string;
      }
    | {
        readonly which: "pair";
        /** A group as a member of a union. */
        readonly pair: Everything_pair;
      }
    | { readonly which: "inner"; readonly inner: Everything_Nested | undefined }
    | { readonly which: "capability"; readonly capability: Counter }
    | { readonly which: number }
  );

export declare namespace Everything {
  /** The fields that are not in the union. */
  interface Fields {
    /** The simplest of all. */
    readonly boolField: boolean;
    readonly int8Field: number;
    readonly int16Field: number;
    readonly int32Field: number;
    readonly int64Field: bigint;
    readonly uint8Field: number;
    readonly uint16Field: number;
    readonly uint32Field: number;
    readonly uint64Field: bigint;
    readonly float32Field: number;
    readonly float64Field: number;
    readonly textField: string;
    readonly dataField: $.Bytes;
    readonly enumField: Color | number;
    readonly structField: Point | undefined;
    readonly interfaceField: Counter;
    readonly anyField: $.AnyPointerValue;
    readonly anyStructField: $.AnyPointerValue;
    readonly anyListField: $.AnyPointerValue;
    readonly anyCapabilityField: $.Client;
    readonly listOfVoids: readonly undefined[];
    readonly listOfBools: readonly boolean[];
    readonly listOfInt8s: readonly number[];
    readonly listOfInt64s: readonly bigint[];
    readonly listOfUint8s: readonly number[];
    readonly listOfFloat32s: readonly number[];
    readonly listOfFloat64s: readonly number[];
    readonly listOfTexts: readonly string[];
    readonly listOfData: readonly $.Bytes[];
    readonly listOfEnums: readonly (Color | number)[];
    readonly listOfStructs: readonly Point[];
    readonly listOfInterfaces: readonly Counter[];
    readonly nested: readonly (readonly string[])[];
    readonly deeper: readonly (readonly (readonly Point[])[])[];
    readonly self: Everything | undefined;
    readonly selves: readonly Everything[];
    readonly shape: Shape | undefined;
    /** Where it is. */
    readonly place: Everything_place;
    /** A named union. */
    readonly choice: Everything_choice;
    /**
     * Kept for old readers.
     *
     * @deprecated use textField
     */
    readonly old: string;
  }

  /**
   * Every type of field.
   * With a second line, a *\/ that must not end the comment, and an \@tag.
   */
  type Init = {
    readonly voidField?: undefined;
    /** The simplest of all. */
    readonly boolField?: boolean | undefined;
    readonly int8Field?: number | undefined;
    readonly int16Field?: number | undefined;
    readonly int32Field?: number | undefined;
    readonly int64Field?: bigint | undefined;
    readonly uint8Field?: number | undefined;
    readonly uint16Field?: number | undefined;
    readonly uint32Field?: number | undefined;
    readonly uint64Field?: bigint | undefined;
    readonly float32Field?: number | undefined;
    readonly float64Field?: number | undefined;
    readonly textField?: string | undefined;
    readonly dataField?: $.Bytes | undefined;
    readonly enumField?: Color | number | undefined;
    readonly structField?: Point.Init | undefined;
    readonly interfaceField?: Counter.Init | undefined;
    readonly anyField?: $.AnyPointerInit | undefined;
    readonly anyStructField?: $.AnyPointerInit | undefined;
    readonly anyListField?: $.AnyPointerInit | undefined;
    readonly anyCapabilityField?: $.AnyCapabilityInit | undefined;
    readonly listOfVoids?: readonly undefined[] | undefined;
    readonly listOfBools?: readonly boolean[] | undefined;
    readonly listOfInt8s?: readonly number[] | undefined;
    readonly listOfInt64s?: readonly bigint[] | undefined;
    readonly listOfUint8s?: readonly number[] | undefined;
    readonly listOfFloat32s?: readonly number[] | undefined;
    readonly listOfFloat64s?: readonly number[] | undefined;
    readonly listOfTexts?: readonly string[] | undefined;
    readonly listOfData?: readonly $.Bytes[] | undefined;
    readonly listOfEnums?: readonly (Color | number)[] | undefined;
    readonly listOfStructs?: readonly Point.Init[] | undefined;
    readonly listOfInterfaces?: readonly Counter.Init[] | undefined;
    readonly nested?: readonly (readonly string[])[] | undefined;
    readonly deeper?: readonly (readonly (readonly Point.Init[])[])[] | undefined;
    readonly self?: Everything.Init | undefined;
    readonly selves?: readonly Everything.Init[] | undefined;
    readonly shape?: Shape.Init | undefined;
    /** Where it is. */
    readonly place?: Everything_place.Init | undefined;
    /** A named union. */
    readonly choice?: Everything_choice.Init | undefined;
    /**
     * Kept for old readers.
     *
     * @deprecated use textField
     */
    readonly old?: string | undefined;
  } & (
    | { readonly which: "none" }
    | { readonly which: "number"; readonly number?: number | undefined }
    | {
        readonly which: "word";
        /** One of the choices. */
        readonly word?: string | undefined;
      }
    | {
        readonly which: "pair";
        /** A group as a member of a union. */
        readonly pair?: Everything_pair.Init | undefined;
      }
    | { readonly which: "inner"; readonly inner?: Everything_Nested.Init | undefined }
    | { readonly which: "capability"; readonly capability?: Counter.Init | undefined }
    | { readonly which?: number | undefined }
  );

  /**
   * Every type of field.
   * With a second line, a *\/ that must not end the comment, and an \@tag.
   */
  interface Builder {
    set voidField(value: undefined);
    /** The simplest of all. */
    set boolField(value: boolean);
    set int8Field(value: number);
    set int16Field(value: number);
    set int32Field(value: number);
    set int64Field(value: bigint);
    set uint8Field(value: number);
    set uint16Field(value: number);
    set uint32Field(value: number);
    set uint64Field(value: bigint);
    set float32Field(value: number);
    set float64Field(value: number);
    set textField(value: string);
    set dataField(value: $.Bytes);
    initDataField(length: number): $.Bytes;
    set enumField(value: Color | number);
    set structField(value: Point.Init);
    initStructField(): Point.Builder;
    set interfaceField(value: Counter.Init);
    set anyField(value: $.AnyPointerInit);
    set anyStructField(value: $.AnyPointerInit);
    set anyListField(value: $.AnyPointerInit);
    set anyCapabilityField(value: $.AnyCapabilityInit);
    set listOfVoids(value: readonly undefined[]);
    initListOfVoids(length: number): $.ListBuilder<undefined>;
    set listOfBools(value: readonly boolean[]);
    initListOfBools(length: number): $.ListBuilder<boolean>;
    set listOfInt8s(value: readonly number[]);
    initListOfInt8s(length: number): $.ListBuilder<number>;
    set listOfInt64s(value: readonly bigint[]);
    initListOfInt64s(length: number): $.ListBuilder<bigint>;
    set listOfUint8s(value: readonly number[]);
    initListOfUint8s(length: number): $.ListBuilder<number>;
    set listOfFloat32s(value: readonly number[]);
    initListOfFloat32s(length: number): $.ListBuilder<number>;
    set listOfFloat64s(value: readonly number[]);
    initListOfFloat64s(length: number): $.ListBuilder<number>;
    set listOfTexts(value: readonly string[]);
    initListOfTexts(length: number): $.ListBuilder<string>;
    set listOfData(value: readonly $.Bytes[]);
    initListOfData(length: number): $.ListBuilder<$.Bytes>;
    set listOfEnums(value: readonly (Color | number)[]);
    initListOfEnums(length: number): $.ListBuilder<Color | number>;
    set listOfStructs(value: readonly Point.Init[]);
    initListOfStructs(length: number): $.StructListBuilder<Point.Builder>;
    set listOfInterfaces(value: readonly Counter.Init[]);
    initListOfInterfaces(length: number): $.ListBuilder<Counter.Init>;
    set nested(value: readonly (readonly string[])[]);
    initNested(length: number): $.ListBuilder<readonly string[]>;
    set deeper(value: readonly (readonly (readonly Point.Init[])[])[]);
    initDeeper(length: number): $.ListBuilder<readonly (readonly Point.Init[])[]>;
    set self(value: Everything.Init);
    initSelf(): Everything.Builder;
    set selves(value: readonly Everything.Init[]);
    initSelves(length: number): $.StructListBuilder<Everything.Builder>;
    set shape(value: Shape.Init);
    initShape(): Shape.Builder;
    set none(value: undefined);
    set number(value: number);
    /** One of the choices. */
    set word(value: string);
    /** A group as a member of a union. */
    set pair(value: Everything_pair.Init);
    initPair(): Everything_pair.Builder;
    set inner(value: Everything_Nested.Init);
    initInner(): Everything_Nested.Builder;
    set capability(value: Counter.Init);
    /** Where it is. */
    set place(value: Everything_place.Init);
    initPlace(): Everything_place.Builder;
    /** A named union. */
    set choice(value: Everything_choice.Init);
    initChoice(): Everything_choice.Builder;
    /**
     * Kept for old readers.
     *
     * @deprecated use textField
     */
    set old(value: string);
  }

  interface Pipeline {
    readonly interfaceField: Counter;
    readonly anyField: $.AnyPointerPipeline;
    readonly anyStructField: $.AnyPointerPipeline;
    readonly anyCapabilityField: $.Client;
    readonly self: Everything.Pipeline;
    /** Where it is. */
    readonly place: Everything_place.Pipeline;
  }
}

export const Everything: $.Struct<
  Everything,
  Everything.Init,
  Everything.Builder,
  Everything.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xcecb81ba9d4b8ec9n,
  name: "constructs.capnp:Everything",
  doc: "Every type of field.\nWith a second line, a */ that must not end the comment, and an @tag.",
  annotations: [
    { id: 0xf05b1f77c5c0a4d3n, name: "shapes/notes.capnp:remark", value: "a remark on a struct" },
  ],
  dataWords: 9,
  pointers: 30,
  union: 19,
  fields: () => [
    ["voidField", $.Void, 0],
    ["boolField", $.Bool, 0, { doc: "The simplest of all." }],
    ["int8Field", $.Int8, 1],
    ["int16Field", $.Int16, 1],
    ["int32Field", $.Int32, 1],
    ["int64Field", $.Int64, 1],
    ["uint8Field", $.UInt8, 16],
    ["uint16Field", $.UInt16, 9],
    ["uint32Field", $.UInt32, 5],
    ["uint64Field", $.UInt64, 3],
    ["float32Field", $.Float32, 8],
    ["float64Field", $.Float64, 5],
    ["textField", $.Text, 0],
    ["dataField", $.Data, 1],
    ["enumField", Color, 18],
    ["structField", Point, 2],
    ["interfaceField", Counter, 3],
    ["anyField", $.AnyPointer, 4],
    ["anyStructField", $.AnyStruct, 5],
    ["anyListField", $.AnyList, 6],
    ["anyCapabilityField", $.Capability, 7],
    ["listOfVoids", $.List($.Void), 8],
    ["listOfBools", $.List($.Bool), 9],
    ["listOfInt8s", $.List($.Int8), 10],
    ["listOfInt64s", $.List($.Int64), 11],
    ["listOfUint8s", $.List($.UInt8), 12],
    ["listOfFloat32s", $.List($.Float32), 13],
    ["listOfFloat64s", $.List($.Float64), 14],
    ["listOfTexts", $.List($.Text), 15],
    ["listOfData", $.List($.Data), 16],
    ["listOfEnums", $.List(Color), 17],
    ["listOfStructs", $.List(Point), 18],
    ["listOfInterfaces", $.List(Counter), 19],
    ["nested", $.List($.List($.Text)), 20],
    ["deeper", $.List($.List($.List(Point))), 21],
    ["self", Everything, 22],
    ["selves", $.List(Everything), 23],
    ["shape", Shape, 24],
    ["none", $.Void, 0, { tag: 0 }],
    ["number", $.UInt32, 12, { tag: 1, default: 7 }],
    ["word", $.Text, 25, { tag: 2, default: "none chosen", doc: "One of the choices." }],
    ["pair", Everything_pair, 0, { tag: 3, doc: "A group as a member of a union." }],
    ["inner", Everything_Nested, 25, { tag: 4 }],
    ["capability", Counter, 25, { tag: 5 }],
    ["place", Everything_place, 0, { doc: "Where it is." }],
    ["choice", Everything_choice, 0, { doc: "A named union." }],
    [
      "old",
      $.Text,
      29,
      {
        doc: "Kept for old readers.",
        annotations: [
          { id: 0xc1a8f3e2b97d5046n, name: "shapes/notes.capnp:deprecated", value: "use textField" },
        ],
      },
    ],
  ],
});

export interface Everything_Nested {
  readonly value: number;
  readonly deepest: Everything_Nested_Deepest | undefined;
}

export declare namespace Everything_Nested {
  interface Init {
    readonly value?: number | undefined;
    readonly deepest?: Everything_Nested_Deepest.Init | undefined;
  }

  interface Builder {
    set value(value: number);
    set deepest(value: Everything_Nested_Deepest.Init);
    initDeepest(): Everything_Nested_Deepest.Builder;
  }
}

export const Everything_Nested: $.Struct<
  Everything_Nested,
  Everything_Nested.Init,
  Everything_Nested.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xba3911ba7ec8ed1bn,
  name: "constructs.capnp:Everything.Nested",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["value", $.Int16, 0],
    ["deepest", Everything_Nested_Deepest, 0],
  ],
});

export interface Everything_Nested_Deepest {
  readonly flag: boolean;
  readonly up: Everything_Nested | undefined;
  readonly mood: Everything_Nested_Deepest_Mood | number;
}

export declare namespace Everything_Nested_Deepest {
  interface Init {
    readonly flag?: boolean | undefined;
    readonly up?: Everything_Nested.Init | undefined;
    readonly mood?: Everything_Nested_Deepest_Mood | number | undefined;
  }

  interface Builder {
    set flag(value: boolean);
    set up(value: Everything_Nested.Init);
    initUp(): Everything_Nested.Builder;
    set mood(value: Everything_Nested_Deepest_Mood | number);
  }
}

export const Everything_Nested_Deepest: $.Struct<
  Everything_Nested_Deepest,
  Everything_Nested_Deepest.Init,
  Everything_Nested_Deepest.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x8587c427db1fc2c6n,
  name: "constructs.capnp:Everything.Nested.Deepest",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["flag", $.Bool, 0],
    ["up", Everything_Nested, 0],
    ["mood", Everything_Nested_Deepest_Mood, 1],
  ],
});

export type Everything_Nested_Deepest_Mood = "glad" | "sad";

export const Everything_Nested_Deepest_Mood: $.Enum<Everything_Nested_Deepest_Mood> = /*#__PURE__*/ $.enumType({
  id: 0xbc75be26712b45b1n,
  name: "constructs.capnp:Everything.Nested.Deepest.Mood",
  values: ["glad", "sad"],
});

export const Everything_Nested_limit: number = 99;

export type Everything_Level = "low" | "high";

export const Everything_Level: $.Enum<Everything_Level> = /*#__PURE__*/ $.enumType({
  id: 0xf866bc7efb6169dan,
  name: "constructs.capnp:Everything.Level",
  values: ["low", "high"],
});

export interface Everything_Watcher extends $.Client {
  changed(
    params?: $.Params<Everything_Watcher_changed_Params.Init, Everything_Watcher_changed_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Everything_Watcher_changed_Results>;
}

export declare namespace Everything_Watcher {
  type Init = $.CapabilityInit<Everything_Watcher, Server>;

  interface Server {
    changed(
      params: Everything_Watcher_changed_Params,
      ctx: $.Context<Everything_Watcher_changed_Results.Init, Everything_Watcher_changed_Results.Builder>,
    ): $.Returns<Everything_Watcher_changed_Results.Init>;
  }
}

export const Everything_Watcher: $.Interface<
  Everything_Watcher,
  Everything_Watcher.Server
> = /*#__PURE__*/ $.interfaceType({
  id: 0xd77917d9cae1dce8n,
  name: "constructs.capnp:Everything.Watcher",
  methods: () => [["changed", Everything_Watcher_changed_Params, Everything_Watcher_changed_Results]],
});

export interface Everything_Watcher_changed_Params {
  readonly level: Everything_Level | number;
}

export declare namespace Everything_Watcher_changed_Params {
  interface Init {
    readonly level?: Everything_Level | number | undefined;
  }

  interface Builder {
    set level(value: Everything_Level | number);
  }
}

export const Everything_Watcher_changed_Params: $.Struct<
  Everything_Watcher_changed_Params,
  Everything_Watcher_changed_Params.Init,
  Everything_Watcher_changed_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc2199529d5addae9n,
  name: "constructs.capnp:Everything.Watcher.changed$Params",
  dataWords: 1,
  pointers: 0,
  fields: () => [["level", Everything_Level, 0]],
});

export type Everything_Watcher_changed_Results = $.Empty;

export declare namespace Everything_Watcher_changed_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Everything_Watcher_changed_Results: $.Struct<
  Everything_Watcher_changed_Results,
  Everything_Watcher_changed_Results.Init,
  Everything_Watcher_changed_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xdf2ada7e609c530dn,
  name: "constructs.capnp:Everything.Watcher.changed$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

/** A group as a member of a union. */
export interface Everything_pair {
  readonly left: number;
  readonly right: number;
}

export declare namespace Everything_pair {
  /** A group as a member of a union. */
  interface Init {
    readonly left?: number | undefined;
    readonly right?: number | undefined;
  }

  /** A group as a member of a union. */
  interface Builder {
    set left(value: number);
    set right(value: number);
  }
}

export const Everything_pair: $.Struct<
  Everything_pair,
  Everything_pair.Init,
  Everything_pair.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xb3126d821e46d430n,
  name: "constructs.capnp:Everything.pair",
  doc: "A group as a member of a union.",
  dataWords: 9,
  pointers: 30,
  fields: () => [
    ["left", $.Int32, 12],
    ["right", $.Int32, 13, { default: -1 }],
  ],
});

/** Where it is. */
export interface Everything_place {
  readonly street: string;
  readonly inner: Everything_place_inner;
}

export declare namespace Everything_place {
  /** Where it is. */
  interface Init {
    readonly street?: string | undefined;
    readonly inner?: Everything_place_inner.Init | undefined;
  }

  /** Where it is. */
  interface Builder {
    set street(value: string);
    set inner(value: Everything_place_inner.Init);
    initInner(): Everything_place_inner.Builder;
  }

  interface Pipeline {
    readonly inner: Everything_place_inner.Pipeline;
  }
}

export const Everything_place: $.Struct<
  Everything_place,
  Everything_place.Init,
  Everything_place.Builder,
  Everything_place.Pipeline
> = /*#__PURE__*/ $.groupType({
  id: 0xf101fb537fcf653an,
  name: "constructs.capnp:Everything.place",
  doc: "Where it is.",
  dataWords: 9,
  pointers: 30,
  fields: () => [
    ["street", $.Text, 26],
    ["inner", Everything_place_inner, 0],
  ],
});

export interface Everything_place_inner {
  readonly zip: number;
  readonly owner: Counter;
}

export declare namespace Everything_place_inner {
  interface Init {
    readonly zip?: number | undefined;
    readonly owner?: Counter.Init | undefined;
  }

  interface Builder {
    set zip(value: number);
    set owner(value: Counter.Init);
  }

  interface Pipeline {
    readonly owner: Counter;
  }
}

export const Everything_place_inner: $.Struct<
  Everything_place_inner,
  Everything_place_inner.Init,
  Everything_place_inner.Builder,
  Everything_place_inner.Pipeline
> = /*#__PURE__*/ $.groupType({
  id: 0xa7d06690af5a39c8n,
  name: "constructs.capnp:Everything.place.inner",
  dataWords: 9,
  pointers: 30,
  fields: () => [
    ["zip", $.UInt32, 14],
    ["owner", Counter, 27],
  ],
});

/** A named union. */
export type Everything_choice =
  | { readonly which: "first" }
  | { readonly which: "second"; readonly second: readonly number[] }
  | { readonly which: "third"; readonly third: Everything_choice_third }
  | { readonly which: number };

export declare namespace Everything_choice {
  /** A named union. */
  type Init =
    | { readonly which: "first" }
    | { readonly which: "second"; readonly second?: readonly number[] | undefined }
    | { readonly which: "third"; readonly third?: Everything_choice_third.Init | undefined }
    | { readonly which?: number | undefined };

  /** A named union. */
  interface Builder {
    set first(value: undefined);
    set second(value: readonly number[]);
    initSecond(length: number): $.ListBuilder<number>;
    set third(value: Everything_choice_third.Init);
    initThird(): Everything_choice_third.Builder;
  }
}

export const Everything_choice: $.Struct<
  Everything_choice,
  Everything_choice.Init,
  Everything_choice.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0x8d56e81831db0dadn,
  name: "constructs.capnp:Everything.choice",
  doc: "A named union.",
  dataWords: 9,
  pointers: 30,
  union: 30,
  fields: () => [
    ["first", $.Void, 0, { tag: 0 }],
    ["second", $.List($.UInt16), 28, { tag: 1 }],
    ["third", Everything_choice_third, 0, { tag: 2 }],
  ],
});

export interface Everything_choice_third {
  readonly x: number;
  readonly y: number;
}

export declare namespace Everything_choice_third {
  interface Init {
    readonly x?: number | undefined;
    readonly y?: number | undefined;
  }

  interface Builder {
    set x(value: number);
    set y(value: number);
  }
}

export const Everything_choice_third: $.Struct<
  Everything_choice_third,
  Everything_choice_third.Init,
  Everything_choice_third.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xebd2cee8ca389766n,
  name: "constructs.capnp:Everything.choice.third",
  dataWords: 9,
  pointers: 30,
  fields: () => [
    ["x", $.Float32, 16, { default: 1.5 }],
    ["y", $.Float32, 17],
  ],
});

export interface Defaults {
  readonly flag: boolean;
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
  readonly infinite: number;
  readonly none: number;
  readonly text: string;
  readonly data: $.Bytes;
  readonly color: Color | number;
  readonly point: Point;
  readonly numbers: readonly number[];
  readonly flags: readonly boolean[];
  readonly texts: readonly string[];
  readonly points: readonly Point[];
  readonly nested: readonly (readonly number[])[];
  readonly fromConstant: Everything;
  readonly emptyText: string;
  readonly emptyList: readonly number[];
  readonly emptyStruct: Point;
}

export declare namespace Defaults {
  interface Init {
    readonly flag?: boolean | undefined;
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
    readonly infinite?: number | undefined;
    readonly none?: number | undefined;
    readonly text?: string | undefined;
    readonly data?: $.Bytes | undefined;
    readonly color?: Color | number | undefined;
    readonly point?: Point.Init | undefined;
    readonly numbers?: readonly number[] | undefined;
    readonly flags?: readonly boolean[] | undefined;
    readonly texts?: readonly string[] | undefined;
    readonly points?: readonly Point.Init[] | undefined;
    readonly nested?: readonly (readonly number[])[] | undefined;
    readonly fromConstant?: Everything.Init | undefined;
    readonly emptyText?: string | undefined;
    readonly emptyList?: readonly number[] | undefined;
    readonly emptyStruct?: Point.Init | undefined;
  }

  interface Builder {
    set flag(value: boolean);
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
    set infinite(value: number);
    set none(value: number);
    set text(value: string);
    set data(value: $.Bytes);
    initData(length: number): $.Bytes;
    set color(value: Color | number);
    set point(value: Point.Init);
    initPoint(): Point.Builder;
    set numbers(value: readonly number[]);
    initNumbers(length: number): $.ListBuilder<number>;
    set flags(value: readonly boolean[]);
    initFlags(length: number): $.ListBuilder<boolean>;
    set texts(value: readonly string[]);
    initTexts(length: number): $.ListBuilder<string>;
    set points(value: readonly Point.Init[]);
    initPoints(length: number): $.StructListBuilder<Point.Builder>;
    set nested(value: readonly (readonly number[])[]);
    initNested(length: number): $.ListBuilder<readonly number[]>;
    set fromConstant(value: Everything.Init);
    initFromConstant(): Everything.Builder;
    set emptyText(value: string);
    set emptyList(value: readonly number[]);
    initEmptyList(length: number): $.ListBuilder<number>;
    set emptyStruct(value: Point.Init);
    initEmptyStruct(): Point.Builder;
  }

  interface Pipeline {
    readonly fromConstant: Everything.Pipeline;
  }
}

export const Defaults: $.Struct<
  Defaults,
  Defaults.Init,
  Defaults.Builder,
  Defaults.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xc810ed2032dc3844n,
  name: "constructs.capnp:Defaults",
  dataWords: 8,
  pointers: 12,
  fields: () => [
    ["flag", $.Bool, 0, { default: true }],
    ["int8", $.Int8, 1, { default: -1 }],
    ["int16", $.Int16, 1, { default: -2 }],
    ["int32", $.Int32, 1, { default: -3 }],
    ["int64", $.Int64, 1, { default: -4n }],
    ["uint8", $.UInt8, 16, { default: 250 }],
    ["uint16", $.UInt16, 9, { default: 60000 }],
    ["uint32", $.UInt32, 5, { default: 4000000000 }],
    ["uint64", $.UInt64, 3, { default: 18000000000000000000n }],
    ["float32", $.Float32, 8, { default: 0.10000000149011612 }],
    ["float64", $.Float64, 5, { default: -1e-300 }],
    ["infinite", $.Float64, 6, { default: Infinity }],
    ["none", $.Float64, 7, { default: NaN }],
    ["text", $.Text, 0, { default: "default" }],
    ["data", $.Data, 1, { default: $.bytes("3q0=") }],
    ["color", Color, 18, { default: "blue" }],
    ["point", Point, 2, { default: { x: 1, label: "here" } }],
    ["numbers", $.List($.Int32), 3, { default: [1, 2, 3] }],
    ["flags", $.List($.Bool), 4, { default: [true, false] }],
    ["texts", $.List($.Text), 5, { default: ["a", "b"] }],
    ["points", $.List(Point), 6, { default: [{ x: 1 }, { y: 2 }] }],
    ["nested", $.List($.List($.UInt8)), 7, { default: [[1], []] }],
    [
      "fromConstant",
      Everything,
      8,
      {
        default: {
          boolField: true,
          int64Field: -9007199254740993n,
          textField: "inside",
          structField: { x: 3 },
          listOfStructs: [{ label: "first" }, {}],
          nested: [["a", "b"], []],
          shape: { which: "circle", circle: 2.5 },
          which: "word",
          word: "chosen",
          place: { street: "Main", inner: { zip: 12345 } },
          choice: { which: "first" },
        },
      },
    ],
    ["emptyText", $.Text, 9],
    ["emptyList", $.List($.UInt8), 10],
    ["emptyStruct", Point, 11, { default: {} }],
  ],
});

/** A struct without fields. */
export type Nothing = $.Empty;

export declare namespace Nothing {
  /** A struct without fields. */
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Nothing: $.Struct<Nothing, Nothing.Init, Nothing.Builder> = /*#__PURE__*/ $.structType({
  id: 0x966343f64820570an,
  name: "constructs.capnp:Nothing",
  doc: "A struct without fields.",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type OnlyUnion =
  | { readonly which: "a"; readonly a: string }
  | { readonly which: "b" }
  | { readonly which: number };

export declare namespace OnlyUnion {
  type Init =
    | { readonly which: "a"; readonly a?: string | undefined }
    | { readonly which: "b" }
    | { readonly which?: number | undefined };

  interface Builder {
    set a(value: string);
    set b(value: undefined);
  }
}

export const OnlyUnion: $.Struct<OnlyUnion, OnlyUnion.Init, OnlyUnion.Builder> = /*#__PURE__*/ $.structType({
  id: 0xfe62df4aee6da04an,
  name: "constructs.capnp:OnlyUnion",
  dataWords: 1,
  pointers: 1,
  union: 0,
  fields: () => [
    ["a", $.Text, 0, { tag: 0 }],
    ["b", $.Void, 0, { tag: 1 }],
  ],
});

export interface Ping {
  readonly pong: Pong | undefined;
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
  id: 0xb8896f5a398b1d7bn,
  name: "constructs.capnp:Ping",
  dataWords: 0,
  pointers: 1,
  fields: () => [["pong", Pong, 0]],
});

/** Two structs that contain each other. */
export interface Pong {
  readonly ping: Ping | undefined;
  readonly pings: readonly Ping[];
}

export declare namespace Pong {
  /** Two structs that contain each other. */
  interface Init {
    readonly ping?: Ping.Init | undefined;
    readonly pings?: readonly Ping.Init[] | undefined;
  }

  /** Two structs that contain each other. */
  interface Builder {
    set ping(value: Ping.Init);
    initPing(): Ping.Builder;
    set pings(value: readonly Ping.Init[]);
    initPings(length: number): $.StructListBuilder<Ping.Builder>;
  }
}

export const Pong: $.Struct<Pong, Pong.Init, Pong.Builder> = /*#__PURE__*/ $.structType({
  id: 0xa0d0b28c130a4d3en,
  name: "constructs.capnp:Pong",
  doc: "Two structs that contain each other.",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["ping", Ping, 0],
    ["pings", $.List(Ping), 1],
  ],
});

/** Fields whose order in the text is not that of their numbers. */
export interface Reordered {
  readonly last: number;
  readonly first: number;
  readonly middle: number;
}

export declare namespace Reordered {
  /** Fields whose order in the text is not that of their numbers. */
  interface Init {
    readonly last?: number | undefined;
    readonly first?: number | undefined;
    readonly middle?: number | undefined;
  }

  /** Fields whose order in the text is not that of their numbers. */
  interface Builder {
    set last(value: number);
    set first(value: number);
    set middle(value: number);
  }
}

export const Reordered: $.Struct<Reordered, Reordered.Init, Reordered.Builder> = /*#__PURE__*/ $.structType({
  id: 0xdd105aebd687a2a7n,
  name: "constructs.capnp:Reordered",
  doc: "Fields whose order in the text is not that of their numbers.",
  dataWords: 1,
  pointers: 0,
  fields: () => [
    ["first", $.UInt8, 0],
    ["middle", $.UInt8, 1],
    ["last", $.UInt8, 2],
  ],
});

export interface Object {
  readonly string: string;
  readonly number: Array | undefined;
}

export declare namespace Object {
  interface Init {
    readonly string?: string | undefined;
    readonly number?: Array.Init | undefined;
  }

  interface Builder {
    set string(value: string);
    set number(value: Array.Init);
    initNumber(): Array.Builder;
  }
}

export const Object: $.Struct<Object, Object.Init, Object.Builder> = /*#__PURE__*/ $.structType({
  id: 0xd36e51e33885d5f0n,
  name: "constructs.capnp:Object",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["string", $.Text, 0],
    ["number", Array, 1],
  ],
});

export interface Array {
  readonly await: boolean;
  readonly class: boolean;
  readonly function: Promise | undefined;
}

export declare namespace Array {
  interface Init {
    readonly await?: boolean | undefined;
    readonly class?: boolean | undefined;
    readonly function?: Promise.Init | undefined;
  }

  interface Builder {
    set await(value: boolean);
    set class(value: boolean);
    set function(value: Promise.Init);
    initFunction(): Promise.Builder;
  }
}

export const Array: $.Struct<Array, Array.Init, Array.Builder> = /*#__PURE__*/ $.structType({
  id: 0xb313a0455e5c21c5n,
  name: "constructs.capnp:Array",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["await", $.Bool, 0],
    ["class", $.Bool, 1],
    ["function", Promise, 0],
  ],
});

export interface Promise {
  readonly new: number;
  readonly constructor: number;
  readonly toString: number;
  readonly hasOwnProperty: number;
}

export declare namespace Promise {
  interface Init {
    readonly new?: number | undefined;
    readonly constructor?: number | undefined;
    readonly toString?: number | undefined;
    readonly hasOwnProperty?: number | undefined;
  }

  interface Builder {
    set new(value: number);
    set constructor(value: number);
    set toString(value: number);
    set hasOwnProperty(value: number);
  }
}

export const Promise: $.Struct<Promise, Promise.Init, Promise.Builder> = /*#__PURE__*/ $.structType({
  id: 0x8866bc7230b3d039n,
  name: "constructs.capnp:Promise",
  dataWords: 1,
  pointers: 0,
  fields: () => [
    ["new", $.UInt8, 0],
    ["constructor", $.UInt8, 1],
    ["toString", $.UInt8, 2],
    ["hasOwnProperty", $.UInt8, 3],
  ],
});

export interface Uint8Array {
  readonly arguments: $.Bytes;
  readonly eval: string;
  readonly default: string;
}

export declare namespace Uint8Array {
  interface Init {
    readonly arguments?: $.Bytes | undefined;
    readonly eval?: string | undefined;
    readonly default?: string | undefined;
  }

  interface Builder {
    set arguments(value: $.Bytes);
    initArguments(length: number): $.Bytes;
    set eval(value: string);
    set default(value: string);
  }
}

export const Uint8Array: $.Struct<
  Uint8Array,
  Uint8Array.Init,
  Uint8Array.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf5b0eeebd472553dn,
  name: "constructs.capnp:Uint8Array",
  dataWords: 0,
  pointers: 3,
  fields: () => [
    ["arguments", $.Data, 0],
    ["eval", $.Text, 1],
    ["default", $.Text, 2],
  ],
});

export interface StructType {
  readonly which: string;
  readonly type: string;
  readonly schema: string;
}

export declare namespace StructType {
  interface Init {
    readonly which?: string | undefined;
    readonly type?: string | undefined;
    readonly schema?: string | undefined;
  }

  interface Builder {
    set which(value: string);
    set type(value: string);
    set schema(value: string);
  }
}

export const StructType: $.Struct<
  StructType,
  StructType.Init,
  StructType.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xcdce18b3ec85c81an,
  name: "constructs.capnp:StructType",
  dataWords: 0,
  pointers: 3,
  fields: () => [
    ["which", $.Text, 0],
    ["type", $.Text, 1],
    ["schema", $.Text, 2],
  ],
});

export interface InterfaceType {
  readonly client: string;
  readonly server: string;
}

export declare namespace InterfaceType {
  interface Init {
    readonly client?: string | undefined;
    readonly server?: string | undefined;
  }

  interface Builder {
    set client(value: string);
    set server(value: string);
  }
}

export const InterfaceType: $.Struct<
  InterfaceType,
  InterfaceType.Init,
  InterfaceType.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xbd4cac29aadbc997n,
  name: "constructs.capnp:InterfaceType",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["client", $.Text, 0],
    ["server", $.Text, 1],
  ],
});

export interface Date {
  readonly then: string;
  readonly catch: string;
  readonly finally: string;
}

export declare namespace Date {
  interface Init {
    readonly then?: string | undefined;
    readonly catch?: string | undefined;
    readonly finally?: string | undefined;
  }

  interface Builder {
    set then(value: string);
    set catch(value: string);
    set finally(value: string);
  }
}

export const Date: $.Struct<Date, Date.Init, Date.Builder> = /*#__PURE__*/ $.structType({
  id: 0xdd08a6fc17a767edn,
  name: "constructs.capnp:Date",
  dataWords: 0,
  pointers: 3,
  fields: () => [
    ["then", $.Text, 0],
    ["catch", $.Text, 1],
    ["finally", $.Text, 2],
  ],
});

export type Client = $.Empty;

export declare namespace Client {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Client: $.Struct<Client, Client.Init, Client.Builder> = /*#__PURE__*/ $.structType({
  id: 0xac7013b32458d806n,
  name: "constructs.capnp:Client",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Server_ extends $.Client {
  client(
    params?: $.Params<Server_client_Params.Init, Server_client_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Server_client_Results, Server_client_Results.Pipeline>;
}

export declare namespace Server_ {
  type Init = $.CapabilityInit<Server_, Server>;

  interface Server {
    client(
      params: Server_client_Params,
      ctx: $.Context<Server_client_Results.Init, Server_client_Results.Builder>,
    ): $.Returns<Server_client_Results.Init>;
  }
}

export const Server_: $.Interface<Server_, Server_.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xa6ab3554069d7cdan,
  name: "constructs.capnp:Server",
  methods: () => [["client", Server_client_Params, Server_client_Results]],
});

export type Server_client_Params = $.Empty;

export declare namespace Server_client_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Server_client_Params: $.Struct<
  Server_client_Params,
  Server_client_Params.Init,
  Server_client_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x9b5990c44bf20e40n,
  name: "constructs.capnp:Server.client$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Server_client_Results {
  readonly server: Server_;
}

export declare namespace Server_client_Results {
  interface Init {
    readonly server?: Server_.Init | undefined;
  }

  interface Builder {
    set server(value: Server_.Init);
  }

  interface Pipeline {
    readonly server: Server_;
  }
}

export const Server_client_Results: $.Struct<
  Server_client_Results,
  Server_client_Results.Init,
  Server_client_Results.Builder,
  Server_client_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x9c7dd07e6dd3d027n,
  name: "constructs.capnp:Server.client$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["server", Server_, 0]],
});

export interface String extends $.Client {
  delete(
    params?: $.Params<String_delete_Params.Init, String_delete_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<String_delete_Results>;
  "new"(
    params?: $.Params<String_new_Params.Init, String_new_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<String_new_Results>;
  class(
    params?: $.Params<String_class_Params.Init, String_class_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<String_class_Results, String_class_Results.Pipeline>;
  then_(
    params?: $.Params<String_then_Params.Init, String_then_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<String_then_Results>;
  dup_(
    params?: $.Params<String_dup_Params.Init, String_dup_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<String_dup_Results>;
  close(
    params?: $.Params<String_close_Params.Init, String_close_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<String_close_Results>;
  constructor_(
    params?: $.Params<String_constructor_Params.Init, String_constructor_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<String_constructor_Results>;
  toString(
    params?: $.Params<String_toString_Params.Init, String_toString_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<String_toString_Results>;
}

export declare namespace String {
  type Init = $.CapabilityInit<String, Server>;

  interface Server {
    delete(
      params: String_delete_Params,
      ctx: $.Context<String_delete_Results.Init, String_delete_Results.Builder>,
    ): $.Returns<String_delete_Results.Init>;
    "new"(
      params: String_new_Params,
      ctx: $.Context<String_new_Results.Init, String_new_Results.Builder>,
    ): $.Returns<String_new_Results.Init>;
    class(
      params: String_class_Params,
      ctx: $.Context<String_class_Results.Init, String_class_Results.Builder>,
    ): $.Returns<String_class_Results.Init>;
    then_(
      params: String_then_Params,
      ctx: $.Context<String_then_Results.Init, String_then_Results.Builder>,
    ): $.Returns<String_then_Results.Init>;
    dup_(
      params: String_dup_Params,
      ctx: $.Context<String_dup_Results.Init, String_dup_Results.Builder>,
    ): $.Returns<String_dup_Results.Init>;
    close(
      params: String_close_Params,
      ctx: $.Context<String_close_Results.Init, String_close_Results.Builder>,
    ): $.Returns<String_close_Results.Init>;
    constructor_(
      params: String_constructor_Params,
      ctx: $.Context<String_constructor_Results.Init, String_constructor_Results.Builder>,
    ): $.Returns<String_constructor_Results.Init>;
    toString(
      params: String_toString_Params,
      ctx: $.Context<String_toString_Results.Init, String_toString_Results.Builder>,
    ): $.Returns<String_toString_Results.Init>;
  }
}

export const String: $.Interface<String, String.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xe7a760c2dcfa493an,
  name: "constructs.capnp:String",
  methods: () => [
    ["delete", String_delete_Params, String_delete_Results],
    ["new", String_new_Params, String_new_Results],
    ["class", String_class_Params, String_class_Results],
    ["then", String_then_Params, String_then_Results],
    ["dup", String_dup_Params, String_dup_Results],
    ["close", String_close_Params, String_close_Results],
    ["constructor", String_constructor_Params, String_constructor_Results],
    ["toString", String_toString_Params, String_toString_Results],
  ],
});

export interface String_delete_Params {
  readonly in: string;
  readonly if: boolean;
}

export declare namespace String_delete_Params {
  interface Init {
    readonly in?: string | undefined;
    readonly if?: boolean | undefined;
  }

  interface Builder {
    set in(value: string);
    set if(value: boolean);
  }
}

export const String_delete_Params: $.Struct<
  String_delete_Params,
  String_delete_Params.Init,
  String_delete_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x8b5f4232bacc0cf8n,
  name: "constructs.capnp:String.delete$Params",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["in", $.Text, 0],
    ["if", $.Bool, 0],
  ],
});

export interface String_delete_Results {
  readonly return: string;
}

export declare namespace String_delete_Results {
  interface Init {
    readonly return?: string | undefined;
  }

  interface Builder {
    set return(value: string);
  }
}

export const String_delete_Results: $.Struct<
  String_delete_Results,
  String_delete_Results.Init,
  String_delete_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xdd735eb9beeb1ee5n,
  name: "constructs.capnp:String.delete$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["return", $.Text, 0]],
});

export type String_new_Params = $.Empty;

export declare namespace String_new_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const String_new_Params: $.Struct<
  String_new_Params,
  String_new_Params.Init,
  String_new_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x8258b4c683bc1c63n,
  name: "constructs.capnp:String.new$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type String_new_Results = $.Empty;

export declare namespace String_new_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const String_new_Results: $.Struct<
  String_new_Results,
  String_new_Results.Init,
  String_new_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x8a5e2b274d239e1dn,
  name: "constructs.capnp:String.new$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface String_class_Params {
  readonly this: String;
}

export declare namespace String_class_Params {
  interface Init {
    readonly this?: String.Init | undefined;
  }

  interface Builder {
    set this(value: String.Init);
  }

  interface Pipeline {
    readonly this: String;
  }
}

export const String_class_Params: $.Struct<
  String_class_Params,
  String_class_Params.Init,
  String_class_Params.Builder,
  String_class_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xc9bc406cbbcd0be8n,
  name: "constructs.capnp:String.class$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["this", String, 0]],
});

export interface String_class_Results {
  readonly super: String;
}

export declare namespace String_class_Results {
  interface Init {
    readonly super?: String.Init | undefined;
  }

  interface Builder {
    set super(value: String.Init);
  }

  interface Pipeline {
    readonly super: String;
  }
}

export const String_class_Results: $.Struct<
  String_class_Results,
  String_class_Results.Init,
  String_class_Results.Builder,
  String_class_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x947d6c75d2da6e4bn,
  name: "constructs.capnp:String.class$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["super", String, 0]],
});

export type String_then_Params = $.Empty;

export declare namespace String_then_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const String_then_Params: $.Struct<
  String_then_Params,
  String_then_Params.Init,
  String_then_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xa505e5089f92be10n,
  name: "constructs.capnp:String.then$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface String_then_Results {
  readonly then: string;
}

export declare namespace String_then_Results {
  interface Init {
    readonly then?: string | undefined;
  }

  interface Builder {
    set then(value: string);
  }
}

export const String_then_Results: $.Struct<
  String_then_Results,
  String_then_Results.Init,
  String_then_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x926162d278281384n,
  name: "constructs.capnp:String.then$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["then", $.Text, 0]],
});

export type String_dup_Params = $.Empty;

export declare namespace String_dup_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const String_dup_Params: $.Struct<
  String_dup_Params,
  String_dup_Params.Init,
  String_dup_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc83ce1a8452d5857n,
  name: "constructs.capnp:String.dup$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type String_dup_Results = $.Empty;

export declare namespace String_dup_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const String_dup_Results: $.Struct<
  String_dup_Results,
  String_dup_Results.Init,
  String_dup_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe7a9d73e9a9d091en,
  name: "constructs.capnp:String.dup$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type String_close_Params = $.Empty;

export declare namespace String_close_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const String_close_Params: $.Struct<
  String_close_Params,
  String_close_Params.Init,
  String_close_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x90b6f9debd758414n,
  name: "constructs.capnp:String.close$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type String_close_Results = $.Empty;

export declare namespace String_close_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const String_close_Results: $.Struct<
  String_close_Results,
  String_close_Results.Init,
  String_close_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xdd454625e7d25c9dn,
  name: "constructs.capnp:String.close$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type String_constructor_Params = $.Empty;

export declare namespace String_constructor_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const String_constructor_Params: $.Struct<
  String_constructor_Params,
  String_constructor_Params.Init,
  String_constructor_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xadc0519504956900n,
  name: "constructs.capnp:String.constructor$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type String_constructor_Results = $.Empty;

export declare namespace String_constructor_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const String_constructor_Results: $.Struct<
  String_constructor_Results,
  String_constructor_Results.Init,
  String_constructor_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xdbad524814b08609n,
  name: "constructs.capnp:String.constructor$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type String_toString_Params = $.Empty;

export declare namespace String_toString_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const String_toString_Params: $.Struct<
  String_toString_Params,
  String_toString_Params.Init,
  String_toString_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe7be9db47073ab9cn,
  name: "constructs.capnp:String.toString$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface String_toString_Results {
  readonly text: string;
}

export declare namespace String_toString_Results {
  interface Init {
    readonly text?: string | undefined;
  }

  interface Builder {
    set text(value: string);
  }
}

export const String_toString_Results: $.Struct<
  String_toString_Results,
  String_toString_Results.Init,
  String_toString_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xdf656fc6224afea4n,
  name: "constructs.capnp:String.toString$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["text", $.Text, 0]],
});

export const await_: number = 1;

export const enum_: number = 2;

export const undefined_: number = 3;

export type Symbol = "constructor" | "prototype" | "name" | "length" | "default";

export const Symbol: $.Enum<Symbol> = /*#__PURE__*/ $.enumType({
  id: 0xe1540cb7ab5469ebn,
  name: "constructs.capnp:Symbol",
  values: ["constructor", "prototype", "name", "length", "default"],
});

/** Counts. */
export interface Counter extends $.Client {
  /**
   * Adds to the count.
   *
   * Returns the new count.
   */
  increment(
    params?: $.Params<Counter_increment_Params.Init, Counter_increment_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Counter_increment_Results>;
  reset(
    params?: $.Params<Counter_reset_Params.Init, Counter_reset_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Counter_reset_Results>;
  /** @deprecated use increment with 0 */
  value(
    params?: $.Params<Counter_value_Params.Init, Counter_value_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Counter_value_Results>;
  watch(
    params?: $.Params<Counter_watch_Params.Init, Counter_watch_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Counter_watch_Results, Counter_watch_Results.Pipeline>;
}

export declare namespace Counter {
  type Init = $.CapabilityInit<Counter, Server>;

  /** Counts. */
  interface Server {
    /**
     * Adds to the count.
     *
     * Returns the new count.
     */
    increment(
      params: Counter_increment_Params,
      ctx: $.Context<Counter_increment_Results.Init, Counter_increment_Results.Builder>,
    ): $.Returns<Counter_increment_Results.Init>;
    reset(
      params: Counter_reset_Params,
      ctx: $.Context<Counter_reset_Results.Init, Counter_reset_Results.Builder>,
    ): $.Returns<Counter_reset_Results.Init>;
    /** @deprecated use increment with 0 */
    value(
      params: Counter_value_Params,
      ctx: $.Context<Counter_value_Results.Init, Counter_value_Results.Builder>,
    ): $.Returns<Counter_value_Results.Init>;
    watch(
      params: Counter_watch_Params,
      ctx: $.Context<Counter_watch_Results.Init, Counter_watch_Results.Builder>,
    ): $.Returns<Counter_watch_Results.Init>;
  }
}

export const Counter: $.Interface<Counter, Counter.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xe5bce0de32b5b521n,
  name: "constructs.capnp:Counter",
  doc: "Counts.",
  methods: () => [
    [
      "increment",
      Counter_increment_Params,
      Counter_increment_Results,
      { doc: "Adds to the count.\n\nReturns the new count." },
    ],
    ["reset", Counter_reset_Params, Counter_reset_Results],
    [
      "value",
      Counter_value_Params,
      Counter_value_Results,
      {
        annotations: [
          { id: 0xc1a8f3e2b97d5046n, name: "shapes/notes.capnp:deprecated", value: "use increment with 0" },
        ],
      },
    ],
    ["watch", Counter_watch_Params, Counter_watch_Results],
  ],
});

export interface Counter_increment_Params {
  readonly by: number;
}

export declare namespace Counter_increment_Params {
  interface Init {
    readonly by?: number | undefined;
  }

  interface Builder {
    set by(value: number);
  }
}

export const Counter_increment_Params: $.Struct<
  Counter_increment_Params,
  Counter_increment_Params.Init,
  Counter_increment_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xd97b52666eec9fa9n,
  name: "constructs.capnp:Counter.increment$Params",
  dataWords: 1,
  pointers: 0,
  fields: () => [["by", $.UInt32, 0, { default: 1 }]],
});

export interface Counter_increment_Results {
  readonly value: number;
}

export declare namespace Counter_increment_Results {
  interface Init {
    readonly value?: number | undefined;
  }

  interface Builder {
    set value(value: number);
  }
}

export const Counter_increment_Results: $.Struct<
  Counter_increment_Results,
  Counter_increment_Results.Init,
  Counter_increment_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xfa785885fe1fd5a7n,
  name: "constructs.capnp:Counter.increment$Results",
  dataWords: 1,
  pointers: 0,
  fields: () => [["value", $.UInt32, 0]],
});

export type Counter_reset_Params = $.Empty;

export declare namespace Counter_reset_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Counter_reset_Params: $.Struct<
  Counter_reset_Params,
  Counter_reset_Params.Init,
  Counter_reset_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xa5556d463c372f81n,
  name: "constructs.capnp:Counter.reset$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type Counter_reset_Results = $.Empty;

export declare namespace Counter_reset_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Counter_reset_Results: $.Struct<
  Counter_reset_Results,
  Counter_reset_Results.Init,
  Counter_reset_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xbc9f5dc0d0323aa5n,
  name: "constructs.capnp:Counter.reset$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type Counter_value_Params = $.Empty;

export declare namespace Counter_value_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Counter_value_Params: $.Struct<
  Counter_value_Params,
  Counter_value_Params.Init,
  Counter_value_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xacaa80f062539ff4n,
  name: "constructs.capnp:Counter.value$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Counter_value_Results {
  readonly value: number;
}

export declare namespace Counter_value_Results {
  interface Init {
    readonly value?: number | undefined;
  }

  interface Builder {
    set value(value: number);
  }
}

export const Counter_value_Results: $.Struct<
  Counter_value_Results,
  Counter_value_Results.Init,
  Counter_value_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc9fcccc9bf7788e0n,
  name: "constructs.capnp:Counter.value$Results",
  dataWords: 1,
  pointers: 0,
  fields: () => [["value", $.UInt32, 0]],
});

export interface Counter_watch_Params {
  readonly watcher: Everything_Watcher;
}

export declare namespace Counter_watch_Params {
  interface Init {
    readonly watcher?: Everything_Watcher.Init | undefined;
  }

  interface Builder {
    set watcher(value: Everything_Watcher.Init);
  }

  interface Pipeline {
    readonly watcher: Everything_Watcher;
  }
}

export const Counter_watch_Params: $.Struct<
  Counter_watch_Params,
  Counter_watch_Params.Init,
  Counter_watch_Params.Builder,
  Counter_watch_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x8f94ac0994b49691n,
  name: "constructs.capnp:Counter.watch$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["watcher", Everything_Watcher, 0]],
});

export interface Counter_watch_Results {
  readonly subscription: $.Client;
}

export declare namespace Counter_watch_Results {
  interface Init {
    readonly subscription?: $.AnyCapabilityInit | undefined;
  }

  interface Builder {
    set subscription(value: $.AnyCapabilityInit);
  }

  interface Pipeline {
    readonly subscription: $.Client;
  }
}

export const Counter_watch_Results: $.Struct<
  Counter_watch_Results,
  Counter_watch_Results.Init,
  Counter_watch_Results.Builder,
  Counter_watch_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xf6d1162168baad44n,
  name: "constructs.capnp:Counter.watch$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["subscription", $.Capability, 0]],
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
  id: 0xd55d6f7388f558d8n,
  name: "constructs.capnp:Named",
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
  id: 0x8a324eec59e2fbe1n,
  name: "constructs.capnp:Named.name$Params",
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
  id: 0xb458ae11389b121an,
  name: "constructs.capnp:Named.name$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["name", $.Text, 0]],
});

export interface Left extends Named {
  left(
    params?: $.Params<Left_left_Params.Init, Left_left_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Left_left_Results>;
}

export declare namespace Left {
  type Init = $.CapabilityInit<Left, Server>;

  interface Server extends Named.Server {
    left(
      params: Left_left_Params,
      ctx: $.Context<Left_left_Results.Init, Left_left_Results.Builder>,
    ): $.Returns<Left_left_Results.Init>;
  }
}

export const Left: $.Interface<Left, Left.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0x80ae2f921fcf1565n,
  name: "constructs.capnp:Left",
  superclasses: () => [Named],
  methods: () => [["left", Left_left_Params, Left_left_Results]],
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
  id: 0x8a05f817894ae14an,
  name: "constructs.capnp:Left.left$Params",
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
  id: 0xe721598dcdf241f9n,
  name: "constructs.capnp:Left.left$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["text", $.Text, 0]],
});

export interface Right extends Named {
  right(
    params?: $.Params<Right_right_Params.Init, Right_right_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Right_right_Results>;
}

export declare namespace Right {
  type Init = $.CapabilityInit<Right, Server>;

  interface Server extends Named.Server {
    right(
      params: Right_right_Params,
      ctx: $.Context<Right_right_Results.Init, Right_right_Results.Builder>,
    ): $.Returns<Right_right_Results.Init>;
  }
}

export const Right: $.Interface<Right, Right.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xbcbaad9d60540009n,
  name: "constructs.capnp:Right",
  superclasses: () => [Named],
  methods: () => [["right", Right_right_Params, Right_right_Results]],
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
  id: 0xfad7df49ebdd2762n,
  name: "constructs.capnp:Right.right$Params",
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
  id: 0xf433606e18fe53a7n,
  name: "constructs.capnp:Right.right$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["text", $.Text, 0]],
});

/** Inherits from several, one of them twice and one from another file. */
export interface Diamond extends Left, Right, Drawable {
  /** Explicit structs as parameters and results. */
  both(
    params?: $.Params<Point.Init, Point.Builder>,
    options?: $.CallOptions,
  ): $.Call<Everything, Everything.Pipeline>;
  move(
    params?: $.Params<Diamond_move_Params.Init, Diamond_move_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Diamond_move_Results, Diamond_move_Results.Pipeline>;
  /** A streaming method. */
  write(
    params?: $.Params<Diamond_write_Params.Init, Diamond_write_Params.Builder>,
    options?: $.CallOptions,
  ): $.StreamCall;
  writePoint(params?: $.Params<Point.Init, Point.Builder>, options?: $.CallOptions): $.StreamCall;
  done(
    params?: $.Params<Diamond_done_Params.Init, Diamond_done_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Diamond_done_Results>;
  configure(
    params?: $.Params<Diamond_Options.Init, Diamond_Options.Builder>,
    options?: $.CallOptions,
  ): $.Call<Diamond_configure_Results>;
}

export declare namespace Diamond {
  type Init = $.CapabilityInit<Diamond, Server>;

  /** Inherits from several, one of them twice and one from another file. */
  interface Server extends Left.Server, Right.Server, Drawable.Server {
    /** Explicit structs as parameters and results. */
    both(params: Point, ctx: $.Context<Everything.Init, Everything.Builder>): $.Returns<Everything.Init>;
    move(
      params: Diamond_move_Params,
      ctx: $.Context<Diamond_move_Results.Init, Diamond_move_Results.Builder>,
    ): $.Returns<Diamond_move_Results.Init>;
    /** A streaming method. */
    write(params: Diamond_write_Params, ctx: $.StreamContext): $.StreamReturns;
    writePoint(params: Point, ctx: $.StreamContext): $.StreamReturns;
    done(
      params: Diamond_done_Params,
      ctx: $.Context<Diamond_done_Results.Init, Diamond_done_Results.Builder>,
    ): $.Returns<Diamond_done_Results.Init>;
    configure(
      params: Diamond_Options,
      ctx: $.Context<Diamond_configure_Results.Init, Diamond_configure_Results.Builder>,
    ): $.Returns<Diamond_configure_Results.Init>;
  }
}

export const Diamond: $.Interface<Diamond, Diamond.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xfa5ef55160c11461n,
  name: "constructs.capnp:Diamond",
  doc: "Inherits from several, one of them twice and one from another file.",
  superclasses: () => [Left, Right, Drawable],
  methods: () => [
    ["both", Point, Everything, { doc: "Explicit structs as parameters and results." }],
    ["move", Diamond_move_Params, Diamond_move_Results],
    ["write", Diamond_write_Params, "stream", { doc: "A streaming method." }],
    ["writePoint", Point, "stream"],
    ["done", Diamond_done_Params, Diamond_done_Results],
    ["configure", Diamond_Options, Diamond_configure_Results],
  ],
});

export interface Diamond_Options {
  readonly verbose: boolean;
}

export declare namespace Diamond_Options {
  interface Init {
    readonly verbose?: boolean | undefined;
  }

  interface Builder {
    set verbose(value: boolean);
  }
}

export const Diamond_Options: $.Struct<
  Diamond_Options,
  Diamond_Options.Init,
  Diamond_Options.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x9b65848d5634c281n,
  name: "constructs.capnp:Diamond.Options",
  dataWords: 1,
  pointers: 0,
  fields: () => [["verbose", $.Bool, 0]],
});

export interface Diamond_move_Params {
  readonly points: readonly Point[];
  readonly any: $.AnyPointerValue;
}

export declare namespace Diamond_move_Params {
  interface Init {
    readonly points?: readonly Point.Init[] | undefined;
    readonly any?: $.AnyPointerInit | undefined;
  }

  interface Builder {
    set points(value: readonly Point.Init[]);
    initPoints(length: number): $.StructListBuilder<Point.Builder>;
    set any(value: $.AnyPointerInit);
  }

  interface Pipeline {
    readonly any: $.AnyPointerPipeline;
  }
}

export const Diamond_move_Params: $.Struct<
  Diamond_move_Params,
  Diamond_move_Params.Init,
  Diamond_move_Params.Builder,
  Diamond_move_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xcbf388a43fd69f0bn,
  name: "constructs.capnp:Diamond.move$Params",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["points", $.List(Point), 0],
    ["any", $.AnyPointer, 1],
  ],
});

export interface Diamond_move_Results {
  readonly where: Point | undefined;
  readonly any: $.AnyPointerValue;
  readonly list: $.AnyPointerValue;
  readonly struct: $.AnyPointerValue;
}

export declare namespace Diamond_move_Results {
  interface Init {
    readonly where?: Point.Init | undefined;
    readonly any?: $.AnyPointerInit | undefined;
    readonly list?: $.AnyPointerInit | undefined;
    readonly struct?: $.AnyPointerInit | undefined;
  }

  interface Builder {
    set where(value: Point.Init);
    initWhere(): Point.Builder;
    set any(value: $.AnyPointerInit);
    set list(value: $.AnyPointerInit);
    set struct(value: $.AnyPointerInit);
  }

  interface Pipeline {
    readonly any: $.AnyPointerPipeline;
    readonly struct: $.AnyPointerPipeline;
  }
}

export const Diamond_move_Results: $.Struct<
  Diamond_move_Results,
  Diamond_move_Results.Init,
  Diamond_move_Results.Builder,
  Diamond_move_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xc69f3965aedcb7b6n,
  name: "constructs.capnp:Diamond.move$Results",
  dataWords: 0,
  pointers: 4,
  fields: () => [
    ["where", Point, 0],
    ["any", $.AnyPointer, 1],
    ["list", $.AnyList, 2],
    ["struct", $.AnyStruct, 3],
  ],
});

export interface Diamond_write_Params {
  readonly chunk: $.Bytes;
}

export declare namespace Diamond_write_Params {
  interface Init {
    readonly chunk?: $.Bytes | undefined;
  }

  interface Builder {
    set chunk(value: $.Bytes);
    initChunk(length: number): $.Bytes;
  }
}

export const Diamond_write_Params: $.Struct<
  Diamond_write_Params,
  Diamond_write_Params.Init,
  Diamond_write_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xda884247bf304a34n,
  name: "constructs.capnp:Diamond.write$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["chunk", $.Data, 0]],
});

export type Diamond_done_Params = $.Empty;

export declare namespace Diamond_done_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Diamond_done_Params: $.Struct<
  Diamond_done_Params,
  Diamond_done_Params.Init,
  Diamond_done_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc81bd32b785c2fe1n,
  name: "constructs.capnp:Diamond.done$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type Diamond_done_Results = $.Empty;

export declare namespace Diamond_done_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Diamond_done_Results: $.Struct<
  Diamond_done_Results,
  Diamond_done_Results.Init,
  Diamond_done_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xaac2a7671b37d476n,
  name: "constructs.capnp:Diamond.done$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type Diamond_configure_Results = $.Empty;

export declare namespace Diamond_configure_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Diamond_configure_Results: $.Struct<
  Diamond_configure_Results,
  Diamond_configure_Results.Init,
  Diamond_configure_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xeaff41ac3b9cbad4n,
  name: "constructs.capnp:Diamond.configure$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

/** A generic struct. */
export type Map<
  Key extends $.Type = $.AnyPointer,
  Value extends $.Type = $.AnyPointer
> = Map.Fields<Key, Value> &
  (
    | { readonly which: "empty" }
    | { readonly which: "single"; readonly single: $.ValueOf<Value> }
    | { readonly which: number }
  );

export declare namespace Map {
  /** The fields that are not in the union. */
  interface Fields<Key extends $.Type = $.AnyPointer, Value extends $.Type = $.AnyPointer> {
    readonly entries: readonly Map_Entry<Key, Value>[];
    readonly choice: Map_choice<Key, Value>;
  }

  /** A generic struct. */
  type Init<Key extends $.Type = $.AnyPointer, Value extends $.Type = $.AnyPointer> = {
    readonly entries?: readonly Map_Entry.Init<Key, Value>[] | undefined;
    readonly choice?: Map_choice.Init<Key, Value> | undefined;
  } & (
    | { readonly which: "empty" }
    | { readonly which: "single"; readonly single?: $.InitOf<Value> | undefined }
    | { readonly which?: number | undefined }
  );

  /** A generic struct. */
  interface Builder<Key extends $.Type = $.AnyPointer, Value extends $.Type = $.AnyPointer> {
    set entries(value: readonly Map_Entry.Init<Key, Value>[]);
    initEntries(length: number): $.StructListBuilder<Map_Entry.Builder<Key, Value>>;
    set choice(value: Map_choice.Init<Key, Value>);
    initChoice(): Map_choice.Builder<Key, Value>;
    set empty(value: undefined);
    set single(value: $.InitOf<Value>);
  }

  interface Pipeline<Key extends $.Type = $.AnyPointer, Value extends $.Type = $.AnyPointer> {
    readonly choice: Map_choice.Pipeline<Key, Value>;
  }

  interface Schema extends $.Struct<Map, Map.Init, Map.Builder, Map.Pipeline> {
    /** The same with types for its parameters. */
    of<Key extends $.Type, Value extends $.Type>(
      Key: Key,
      Value: Value,
    ): $.Struct<Map<Key, Value>, Map.Init<Key, Value>, Map.Builder<Key, Value>, Map.Pipeline<Key, Value>>;
  }
}

export const Map: Map.Schema = /*#__PURE__*/ $.structType({
  id: 0xa364311765fd6f42n,
  name: "constructs.capnp:Map",
  parameters: ["Key", "Value"],
  doc: "A generic struct.",
  dataWords: 1,
  pointers: 4,
  union: 0,
  fields: () => [
    ["entries", $.List($.bind(Map_Entry, $.parameter(0), $.parameter(1))), 0],
    ["choice", $.bind(Map_choice, $.parameter(0), $.parameter(1)), 0],
    ["empty", $.Void, 0, { tag: 0 }],
    ["single", $.parameter(1), 3, { tag: 1 }],
  ],
});

export interface Map_Entry<Key extends $.Type = $.AnyPointer, Value extends $.Type = $.AnyPointer> {
  readonly key: $.ValueOf<Key>;
  readonly value: $.ValueOf<Value>;
}

export declare namespace Map_Entry {
  interface Init<Key extends $.Type = $.AnyPointer, Value extends $.Type = $.AnyPointer> {
    readonly key?: $.InitOf<Key> | undefined;
    readonly value?: $.InitOf<Value> | undefined;
  }

  interface Builder<Key extends $.Type = $.AnyPointer, Value extends $.Type = $.AnyPointer> {
    set key(value: $.InitOf<Key>);
    set value(value: $.InitOf<Value>);
  }

  interface Pipeline<Key extends $.Type = $.AnyPointer, Value extends $.Type = $.AnyPointer> {
    readonly key: $.PipelineOf<Key>;
    readonly value: $.PipelineOf<Value>;
  }

  interface Schema extends $.Struct<Map_Entry, Map_Entry.Init, Map_Entry.Builder, Map_Entry.Pipeline> {
    /** The same with types for its parameters. */
    of<Key extends $.Type, Value extends $.Type>(
      Key: Key,
      Value: Value,
    ): $.Struct<
      Map_Entry<Key, Value>,
      Map_Entry.Init<Key, Value>,
      Map_Entry.Builder<Key, Value>,
      Map_Entry.Pipeline<Key, Value>
    >;
  }
}

export const Map_Entry: Map_Entry.Schema = /*#__PURE__*/ $.structType({
  id: 0xcaa9c405ef266c6an,
  name: "constructs.capnp:Map.Entry",
  parameters: ["Key", "Value"],
  scope: () => Map,
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["key", $.parameter(0), 0],
    ["value", $.parameter(1), 1],
  ],
});

export interface Map_choice<Key extends $.Type = $.AnyPointer, Value extends $.Type = $.AnyPointer> {
  readonly best: $.ValueOf<Value>;
  readonly others: Map<Key, Value> | undefined;
}

export declare namespace Map_choice {
  interface Init<Key extends $.Type = $.AnyPointer, Value extends $.Type = $.AnyPointer> {
    readonly best?: $.InitOf<Value> | undefined;
    readonly others?: Map.Init<Key, Value> | undefined;
  }

  interface Builder<Key extends $.Type = $.AnyPointer, Value extends $.Type = $.AnyPointer> {
    set best(value: $.InitOf<Value>);
    set others(value: Map.Init<Key, Value>);
    initOthers(): Map.Builder<Key, Value>;
  }

  interface Pipeline<Key extends $.Type = $.AnyPointer, Value extends $.Type = $.AnyPointer> {
    readonly best: $.PipelineOf<Value>;
    readonly others: Map.Pipeline<Key, Value>;
  }

  interface Schema extends $.Struct<Map_choice, Map_choice.Init, Map_choice.Builder, Map_choice.Pipeline> {
    /** The same with types for its parameters. */
    of<Key extends $.Type, Value extends $.Type>(
      Key: Key,
      Value: Value,
    ): $.Struct<
      Map_choice<Key, Value>,
      Map_choice.Init<Key, Value>,
      Map_choice.Builder<Key, Value>,
      Map_choice.Pipeline<Key, Value>
    >;
  }
}

export const Map_choice: Map_choice.Schema = /*#__PURE__*/ $.groupType({
  id: 0xacb5bccfa7fe7b8fn,
  name: "constructs.capnp:Map.choice",
  parameters: ["Key", "Value"],
  scope: () => Map,
  dataWords: 1,
  pointers: 4,
  fields: () => [
    ["best", $.parameter(1), 1],
    ["others", $.bind(Map, $.parameter(0), $.parameter(1)), 2],
  ],
});

export interface Outer<T extends $.Type = $.AnyPointer> {
  readonly value: $.ValueOf<T>;
  readonly inner: Outer_Inner<T, $.Text> | undefined;
  readonly same: Outer_Inner<T, T> | undefined;
  readonly getter: Outer_Getter<T>;
}

export declare namespace Outer {
  interface Init<T extends $.Type = $.AnyPointer> {
    readonly value?: $.InitOf<T> | undefined;
    readonly inner?: Outer_Inner.Init<T, $.Text> | undefined;
    readonly same?: Outer_Inner.Init<T, T> | undefined;
    readonly getter?: Outer_Getter.Init<T> | undefined;
  }

  interface Builder<T extends $.Type = $.AnyPointer> {
    set value(value: $.InitOf<T>);
    set inner(value: Outer_Inner.Init<T, $.Text>);
    initInner(): Outer_Inner.Builder<T, $.Text>;
    set same(value: Outer_Inner.Init<T, T>);
    initSame(): Outer_Inner.Builder<T, T>;
    set getter(value: Outer_Getter.Init<T>);
  }

  interface Pipeline<T extends $.Type = $.AnyPointer> {
    readonly value: $.PipelineOf<T>;
    readonly inner: Outer_Inner.Pipeline<T, $.Text>;
    readonly same: Outer_Inner.Pipeline<T, T>;
    readonly getter: Outer_Getter<T>;
  }

  interface Schema extends $.Struct<Outer, Outer.Init, Outer.Builder, Outer.Pipeline> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(T: T): $.Struct<Outer<T>, Outer.Init<T>, Outer.Builder<T>, Outer.Pipeline<T>>;
  }
}

export const Outer: Outer.Schema = /*#__PURE__*/ $.structType({
  id: 0xfb76b2da0003038fn,
  name: "constructs.capnp:Outer",
  parameters: ["T"],
  dataWords: 0,
  pointers: 4,
  fields: () => [
    ["value", $.parameter(0), 0],
    ["inner", $.bind(Outer_Inner, $.parameter(0), $.Text), 1],
    ["same", $.bind(Outer_Inner, $.parameter(0), $.parameter(0)), 2],
    ["getter", $.bind(Outer_Getter, $.parameter(0)), 3],
  ],
});

export interface Outer_Inner<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
  readonly t: $.ValueOf<T>;
  readonly u: $.ValueOf<U>;
  readonly innermost: Outer_Inner_Innermost<T, U> | undefined;
}

export declare namespace Outer_Inner {
  interface Init<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
    readonly t?: $.InitOf<T> | undefined;
    readonly u?: $.InitOf<U> | undefined;
    readonly innermost?: Outer_Inner_Innermost.Init<T, U> | undefined;
  }

  interface Builder<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
    set t(value: $.InitOf<T>);
    set u(value: $.InitOf<U>);
    set innermost(value: Outer_Inner_Innermost.Init<T, U>);
    initInnermost(): Outer_Inner_Innermost.Builder<T, U>;
  }

  interface Pipeline<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
    readonly t: $.PipelineOf<T>;
    readonly u: $.PipelineOf<U>;
    readonly innermost: Outer_Inner_Innermost.Pipeline<T, U>;
  }

  interface Schema
    extends $.Struct<Outer_Inner, Outer_Inner.Init, Outer_Inner.Builder, Outer_Inner.Pipeline> {
    /** The same with types for its parameters. */
    of<T extends $.Type, U extends $.Type>(
      T: T,
      U: U,
    ): $.Struct<
      Outer_Inner<T, U>,
      Outer_Inner.Init<T, U>,
      Outer_Inner.Builder<T, U>,
      Outer_Inner.Pipeline<T, U>
    >;
  }
}

export const Outer_Inner: Outer_Inner.Schema = /*#__PURE__*/ $.structType({
  id: 0xf8cb3ab112eee6dbn,
  name: "constructs.capnp:Outer.Inner",
  parameters: ["T", "U"],
  scope: () => Outer,
  dataWords: 0,
  pointers: 3,
  fields: () => [
    ["t", $.parameter(0), 0],
    ["u", $.parameter(1), 1],
    ["innermost", $.bind(Outer_Inner_Innermost, $.parameter(0), $.parameter(1)), 2],
  ],
});

export interface Outer_Inner_Innermost<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
  readonly t: $.ValueOf<T>;
  readonly u: $.ValueOf<U>;
}

export declare namespace Outer_Inner_Innermost {
  interface Init<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
    readonly t?: $.InitOf<T> | undefined;
    readonly u?: $.InitOf<U> | undefined;
  }

  interface Builder<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
    set t(value: $.InitOf<T>);
    set u(value: $.InitOf<U>);
  }

  interface Pipeline<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
    readonly t: $.PipelineOf<T>;
    readonly u: $.PipelineOf<U>;
  }

  interface Schema
    extends $.Struct<
      Outer_Inner_Innermost,
      Outer_Inner_Innermost.Init,
      Outer_Inner_Innermost.Builder,
      Outer_Inner_Innermost.Pipeline
    > {
    /** The same with types for its parameters. */
    of<T extends $.Type, U extends $.Type>(
      T: T,
      U: U,
    ): $.Struct<
      Outer_Inner_Innermost<T, U>,
      Outer_Inner_Innermost.Init<T, U>,
      Outer_Inner_Innermost.Builder<T, U>,
      Outer_Inner_Innermost.Pipeline<T, U>
    >;
  }
}

export const Outer_Inner_Innermost: Outer_Inner_Innermost.Schema = /*#__PURE__*/ $.structType({
  id: 0xe6e1908670895d60n,
  name: "constructs.capnp:Outer.Inner.Innermost",
  parameters: ["T", "U"],
  scope: () => Outer_Inner,
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["t", $.parameter(0), 0],
    ["u", $.parameter(1), 1],
  ],
});

export interface Outer_Getter<T extends $.Type = $.AnyPointer> extends $.Client {
  get(
    params?: $.Params<Outer_Getter_get_Params.Init<T>, Outer_Getter_get_Params.Builder<T>>,
    options?: $.CallOptions,
  ): $.Call<Outer_Getter_get_Results<T>, Outer_Getter_get_Results.Pipeline<T>>;
}

export declare namespace Outer_Getter {
  type Init<T extends $.Type = $.AnyPointer> = $.CapabilityInit<Outer_Getter<T>, Server<T>>;

  interface Server<T extends $.Type = $.AnyPointer> {
    get(
      params: Outer_Getter_get_Params<T>,
      ctx: $.Context<Outer_Getter_get_Results.Init<T>, Outer_Getter_get_Results.Builder<T>>,
    ): $.Returns<Outer_Getter_get_Results.Init<T>>;
  }

  interface Schema extends $.Interface<Outer_Getter, Outer_Getter.Server> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(T: T): $.Interface<Outer_Getter<T>, Outer_Getter.Server<T>>;
  }
}

export const Outer_Getter: Outer_Getter.Schema = /*#__PURE__*/ $.interfaceType({
  id: 0xe149873c3d0d5e68n,
  name: "constructs.capnp:Outer.Getter",
  parameters: ["T"],
  scope: () => Outer,
  methods: () => [
    [
      "get",
      $.bind(Outer_Getter_get_Params, $.parameter(0)),
      $.bind(Outer_Getter_get_Results, $.parameter(0)),
    ],
  ],
});

export type Outer_Getter_get_Params<T extends $.Type = $.AnyPointer> = $.Empty;

export declare namespace Outer_Getter_get_Params {
  type Init<T extends $.Type = $.AnyPointer> = $.EmptyInit;

  type Builder<T extends $.Type = $.AnyPointer> = $.Empty;

  interface Schema
    extends $.Struct<Outer_Getter_get_Params, Outer_Getter_get_Params.Init, Outer_Getter_get_Params.Builder> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(
      T: T,
    ): $.Struct<
      Outer_Getter_get_Params<T>,
      Outer_Getter_get_Params.Init<T>,
      Outer_Getter_get_Params.Builder<T>
    >;
  }
}

export const Outer_Getter_get_Params: Outer_Getter_get_Params.Schema = /*#__PURE__*/ $.structType({
  id: 0xf632019783d5eac5n,
  name: "constructs.capnp:Outer.Getter.get$Params",
  parameters: ["T"],
  scope: () => Outer_Getter,
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Outer_Getter_get_Results<T extends $.Type = $.AnyPointer> {
  readonly value: $.ValueOf<T>;
}

export declare namespace Outer_Getter_get_Results {
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
      Outer_Getter_get_Results,
      Outer_Getter_get_Results.Init,
      Outer_Getter_get_Results.Builder,
      Outer_Getter_get_Results.Pipeline
    > {
    /** The same with types for its parameters. */
    of<T extends $.Type>(
      T: T,
    ): $.Struct<
      Outer_Getter_get_Results<T>,
      Outer_Getter_get_Results.Init<T>,
      Outer_Getter_get_Results.Builder<T>,
      Outer_Getter_get_Results.Pipeline<T>
    >;
  }
}

export const Outer_Getter_get_Results: Outer_Getter_get_Results.Schema = /*#__PURE__*/ $.structType({
  id: 0x8a76a491eebf1ad6n,
  name: "constructs.capnp:Outer.Getter.get$Results",
  parameters: ["T"],
  scope: () => Outer_Getter,
  dataWords: 0,
  pointers: 1,
  fields: () => [["value", $.parameter(0), 0]],
});

export interface Bound {
  readonly texts: Map<$.Text, typeof Point> | undefined;
  readonly nestedMap: Map<
    $.Text,
    $.Struct<
      Map<$.Text, $.Data>,
      Map.Init<$.Text, $.Data>,
      Map.Builder<$.Text, $.Data>,
      Map.Pipeline<$.Text, $.Data>
    >
  > | undefined;
  readonly inner: Outer_Inner<typeof Point, $.Data> | undefined;
  readonly unbound: Map | undefined;
  readonly lists: Map<$.ListType<$.UInt8>, $.ListType<$.Text>> | undefined;
  readonly counters: Map<$.Text, typeof Counter> | undefined;
  readonly cells: Cell<typeof Point>;
  readonly entry: Map_Entry<$.Text, typeof Point> | undefined;
  readonly many: readonly Map<$.Text, $.Text>[];
}

export declare namespace Bound {
  interface Init {
    readonly texts?: Map.Init<$.Text, typeof Point> | undefined;
    readonly nestedMap?: Map.Init<
      $.Text,
      $.Struct<
        Map<$.Text, $.Data>,
        Map.Init<$.Text, $.Data>,
        Map.Builder<$.Text, $.Data>,
        Map.Pipeline<$.Text, $.Data>
      >
    > | undefined;
    readonly inner?: Outer_Inner.Init<typeof Point, $.Data> | undefined;
    readonly unbound?: Map.Init | undefined;
    readonly lists?: Map.Init<$.ListType<$.UInt8>, $.ListType<$.Text>> | undefined;
    readonly counters?: Map.Init<$.Text, typeof Counter> | undefined;
    readonly cells?: Cell.Init<typeof Point> | undefined;
    readonly entry?: Map_Entry.Init<$.Text, typeof Point> | undefined;
    readonly many?: readonly Map.Init<$.Text, $.Text>[] | undefined;
  }

  interface Builder {
    set texts(value: Map.Init<$.Text, typeof Point>);
    initTexts(): Map.Builder<$.Text, typeof Point>;
    set nestedMap(value: Map.Init<
      $.Text,
      $.Struct<
        Map<$.Text, $.Data>,
        Map.Init<$.Text, $.Data>,
        Map.Builder<$.Text, $.Data>,
        Map.Pipeline<$.Text, $.Data>
      >
    >);
    initNestedMap(): Map.Builder<
      $.Text,
      $.Struct<
        Map<$.Text, $.Data>,
        Map.Init<$.Text, $.Data>,
        Map.Builder<$.Text, $.Data>,
        Map.Pipeline<$.Text, $.Data>
      >
    >;
    set inner(value: Outer_Inner.Init<typeof Point, $.Data>);
    initInner(): Outer_Inner.Builder<typeof Point, $.Data>;
    set unbound(value: Map.Init);
    initUnbound(): Map.Builder;
    set lists(value: Map.Init<$.ListType<$.UInt8>, $.ListType<$.Text>>);
    initLists(): Map.Builder<$.ListType<$.UInt8>, $.ListType<$.Text>>;
    set counters(value: Map.Init<$.Text, typeof Counter>);
    initCounters(): Map.Builder<$.Text, typeof Counter>;
    set cells(value: Cell.Init<typeof Point>);
    set entry(value: Map_Entry.Init<$.Text, typeof Point>);
    initEntry(): Map_Entry.Builder<$.Text, typeof Point>;
    set many(value: readonly Map.Init<$.Text, $.Text>[]);
    initMany(length: number): $.StructListBuilder<Map.Builder<$.Text, $.Text>>;
  }

  interface Pipeline {
    readonly texts: Map.Pipeline<$.Text, typeof Point>;
    readonly nestedMap: Map.Pipeline<
      $.Text,
      $.Struct<
        Map<$.Text, $.Data>,
        Map.Init<$.Text, $.Data>,
        Map.Builder<$.Text, $.Data>,
        Map.Pipeline<$.Text, $.Data>
      >
    >;
    readonly inner: Outer_Inner.Pipeline<typeof Point, $.Data>;
    readonly unbound: Map.Pipeline;
    readonly lists: Map.Pipeline<$.ListType<$.UInt8>, $.ListType<$.Text>>;
    readonly counters: Map.Pipeline<$.Text, typeof Counter>;
    readonly cells: Cell<typeof Point>;
    readonly entry: Map_Entry.Pipeline<$.Text, typeof Point>;
  }
}

export const Bound: $.Struct<Bound, Bound.Init, Bound.Builder, Bound.Pipeline> = /*#__PURE__*/ $.structType({
  id: 0xed0d4d02a60d3609n,
  name: "constructs.capnp:Bound",
  dataWords: 0,
  pointers: 9,
  fields: () => [
    ["texts", $.bind(Map, $.Text, Point), 0],
    ["nestedMap", $.bind(Map, $.Text, $.bind(Map, $.Text, $.Data)), 1],
    ["inner", $.bind(Outer_Inner, Point, $.Data), 2],
    ["unbound", Map, 3],
    ["lists", $.bind(Map, $.List($.UInt8), $.List($.Text)), 4],
    ["counters", $.bind(Map, $.Text, Counter), 5],
    ["cells", $.bind(Cell, Point), 6],
    ["entry", $.bind(Map_Entry, $.Text, Point), 7],
    ["many", $.List($.bind(Map, $.Text, $.Text)), 8],
  ],
});

/** A generic interface. */
export interface Cell<T extends $.Type = $.AnyPointer> extends $.Client {
  get(
    params?: $.Params<Cell_get_Params.Init<T>, Cell_get_Params.Builder<T>>,
    options?: $.CallOptions,
  ): $.Call<Cell_get_Results<T>, Cell_get_Results.Pipeline<T>>;
  set(
    params?: $.Params<Cell_set_Params.Init<T>, Cell_set_Params.Builder<T>>,
    options?: $.CallOptions,
  ): $.Call<Cell_set_Results<T>>;
  /** A generic method. */
  map<U extends $.Type = $.AnyPointer>(
    params?: $.Params<Cell_map_Params.Init<T, U>, Cell_map_Params.Builder<T, U>>,
    options?: $.CallOptions & $.BindOptions<{ U: U }>,
  ): $.Call<Cell_map_Results<T, U>, Cell_map_Results.Pipeline<T, U>>;
  identity<A extends $.Type = $.AnyPointer, B extends $.Type = $.AnyPointer>(
    params?: $.Params<Cell_identity_Params.Init<T, A, B>, Cell_identity_Params.Builder<T, A, B>>,
    options?: $.CallOptions & $.BindOptions<{ A: A; B: B }>,
  ): $.Call<Cell_identity_Results<T, A, B>, Cell_identity_Results.Pipeline<T, A, B>>;
  entries(
    params?: $.Params<Cell_entries_Params.Init<T>, Cell_entries_Params.Builder<T>>,
    options?: $.CallOptions,
  ): $.Call<Map<$.Text, T>, Map.Pipeline<$.Text, T>>;
  stream(
    params?: $.Params<Cell_stream_Params.Init<T>, Cell_stream_Params.Builder<T>>,
    options?: $.CallOptions,
  ): $.StreamCall;
}

export declare namespace Cell {
  type Init<T extends $.Type = $.AnyPointer> = $.CapabilityInit<Cell<T>, Server<T>>;

  /** A generic interface. */
  interface Server<T extends $.Type = $.AnyPointer> {
    get(
      params: Cell_get_Params<T>,
      ctx: $.Context<Cell_get_Results.Init<T>, Cell_get_Results.Builder<T>>,
    ): $.Returns<Cell_get_Results.Init<T>>;
    set(
      params: Cell_set_Params<T>,
      ctx: $.Context<Cell_set_Results.Init<T>, Cell_set_Results.Builder<T>>,
    ): $.Returns<Cell_set_Results.Init<T>>;
    /** A generic method. */
    map(
      params: Cell_map_Params<T>,
      ctx: $.Context<Cell_map_Results.Init<T>, Cell_map_Results.Builder<T>>,
    ): $.Returns<Cell_map_Results.Init<T>>;
    identity(
      params: Cell_identity_Params<T>,
      ctx: $.Context<Cell_identity_Results.Init<T>, Cell_identity_Results.Builder<T>>,
    ): $.Returns<Cell_identity_Results.Init<T>>;
    entries(
      params: Cell_entries_Params<T>,
      ctx: $.Context<Map.Init<$.Text, T>, Map.Builder<$.Text, T>>,
    ): $.Returns<Map.Init<$.Text, T>>;
    stream(params: Cell_stream_Params<T>, ctx: $.StreamContext): $.StreamReturns;
  }

  interface Schema extends $.Interface<Cell, Cell.Server> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(T: T): $.Interface<Cell<T>, Cell.Server<T>>;
  }
}

export const Cell: Cell.Schema = /*#__PURE__*/ $.interfaceType({
  id: 0xa44d142a97289b3an,
  name: "constructs.capnp:Cell",
  parameters: ["T"],
  doc: "A generic interface.",
  methods: () => [
    ["get", $.bind(Cell_get_Params, $.parameter(0)), $.bind(Cell_get_Results, $.parameter(0))],
    ["set", $.bind(Cell_set_Params, $.parameter(0)), $.bind(Cell_set_Results, $.parameter(0))],
    [
      "map",
      $.bind(Cell_map_Params, $.parameter(0), $.parameter(1)),
      $.bind(Cell_map_Results, $.parameter(0), $.parameter(1)),
      { doc: "A generic method.", parameters: ["U"] },
    ],
    [
      "identity",
      $.bind(Cell_identity_Params, $.parameter(0), $.parameter(1), $.parameter(2)),
      $.bind(Cell_identity_Results, $.parameter(0), $.parameter(1), $.parameter(2)),
      { parameters: ["A", "B"] },
    ],
    ["entries", $.bind(Cell_entries_Params, $.parameter(0)), $.bind(Map, $.Text, $.parameter(0))],
    ["stream", $.bind(Cell_stream_Params, $.parameter(0)), "stream"],
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
  id: 0xe9e4b08a34c049f4n,
  name: "constructs.capnp:Cell.get$Params",
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
  id: 0xc097ecaf3f3b2437n,
  name: "constructs.capnp:Cell.get$Results",
  parameters: ["T"],
  scope: () => Cell,
  dataWords: 0,
  pointers: 1,
  fields: () => [["value", $.parameter(0), 0]],
});

export interface Cell_set_Params<T extends $.Type = $.AnyPointer> {
  readonly value: $.ValueOf<T>;
}

export declare namespace Cell_set_Params {
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
      Cell_set_Params,
      Cell_set_Params.Init,
      Cell_set_Params.Builder,
      Cell_set_Params.Pipeline
    > {
    /** The same with types for its parameters. */
    of<T extends $.Type>(
      T: T,
    ): $.Struct<
      Cell_set_Params<T>,
      Cell_set_Params.Init<T>,
      Cell_set_Params.Builder<T>,
      Cell_set_Params.Pipeline<T>
    >;
  }
}

export const Cell_set_Params: Cell_set_Params.Schema = /*#__PURE__*/ $.structType({
  id: 0xc2a11fb43dcc9aabn,
  name: "constructs.capnp:Cell.set$Params",
  parameters: ["T"],
  scope: () => Cell,
  dataWords: 0,
  pointers: 1,
  fields: () => [["value", $.parameter(0), 0]],
});

export type Cell_set_Results<T extends $.Type = $.AnyPointer> = $.Empty;

export declare namespace Cell_set_Results {
  type Init<T extends $.Type = $.AnyPointer> = $.EmptyInit;

  type Builder<T extends $.Type = $.AnyPointer> = $.Empty;

  interface Schema extends $.Struct<Cell_set_Results, Cell_set_Results.Init, Cell_set_Results.Builder> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(
      T: T,
    ): $.Struct<Cell_set_Results<T>, Cell_set_Results.Init<T>, Cell_set_Results.Builder<T>>;
  }
}

export const Cell_set_Results: Cell_set_Results.Schema = /*#__PURE__*/ $.structType({
  id: 0xfc7ef4936c768d4cn,
  name: "constructs.capnp:Cell.set$Results",
  parameters: ["T"],
  scope: () => Cell,
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Cell_map_Params<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
  readonly mapper: Mapper<T, U>;
}

export declare namespace Cell_map_Params {
  interface Init<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
    readonly mapper?: Mapper.Init<T, U> | undefined;
  }

  interface Builder<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
    set mapper(value: Mapper.Init<T, U>);
  }

  interface Pipeline<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
    readonly mapper: Mapper<T, U>;
  }

  interface Schema
    extends $.Struct<
      Cell_map_Params,
      Cell_map_Params.Init,
      Cell_map_Params.Builder,
      Cell_map_Params.Pipeline
    > {
    /** The same with types for its parameters. */
    of<T extends $.Type, U extends $.Type>(
      T: T,
      U: U,
    ): $.Struct<
      Cell_map_Params<T, U>,
      Cell_map_Params.Init<T, U>,
      Cell_map_Params.Builder<T, U>,
      Cell_map_Params.Pipeline<T, U>
    >;
  }
}

export const Cell_map_Params: Cell_map_Params.Schema = /*#__PURE__*/ $.structType({
  id: 0x94fe1290ccf0e16bn,
  name: "constructs.capnp:Cell.map$Params",
  parameters: ["T", "U"],
  scope: () => Cell,
  dataWords: 0,
  pointers: 1,
  fields: () => [["mapper", $.bind(Mapper, $.parameter(0), $.parameter(1)), 0]],
});

export interface Cell_map_Results<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
  readonly cell: Cell<U>;
}

export declare namespace Cell_map_Results {
  interface Init<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
    readonly cell?: Cell.Init<U> | undefined;
  }

  interface Builder<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
    set cell(value: Cell.Init<U>);
  }

  interface Pipeline<T extends $.Type = $.AnyPointer, U extends $.Type = $.AnyPointer> {
    readonly cell: Cell<U>;
  }

  interface Schema
    extends $.Struct<
      Cell_map_Results,
      Cell_map_Results.Init,
      Cell_map_Results.Builder,
      Cell_map_Results.Pipeline
    > {
    /** The same with types for its parameters. */
    of<T extends $.Type, U extends $.Type>(
      T: T,
      U: U,
    ): $.Struct<
      Cell_map_Results<T, U>,
      Cell_map_Results.Init<T, U>,
      Cell_map_Results.Builder<T, U>,
      Cell_map_Results.Pipeline<T, U>
    >;
  }
}

export const Cell_map_Results: Cell_map_Results.Schema = /*#__PURE__*/ $.structType({
  id: 0x8a41e6cd88b22928n,
  name: "constructs.capnp:Cell.map$Results",
  parameters: ["T", "U"],
  scope: () => Cell,
  dataWords: 0,
  pointers: 1,
  fields: () => [["cell", $.bind(Cell, $.parameter(1)), 0]],
});

export interface Cell_identity_Params<
  T extends $.Type = $.AnyPointer,
  A extends $.Type = $.AnyPointer,
  B extends $.Type = $.AnyPointer
> {
  readonly a: $.ValueOf<A>;
  readonly b: $.ValueOf<B>;
}

export declare namespace Cell_identity_Params {
  interface Init<
    T extends $.Type = $.AnyPointer,
    A extends $.Type = $.AnyPointer,
    B extends $.Type = $.AnyPointer
  > {
    readonly a?: $.InitOf<A> | undefined;
    readonly b?: $.InitOf<B> | undefined;
  }

  interface Builder<
    T extends $.Type = $.AnyPointer,
    A extends $.Type = $.AnyPointer,
    B extends $.Type = $.AnyPointer
  > {
    set a(value: $.InitOf<A>);
    set b(value: $.InitOf<B>);
  }

  interface Pipeline<
    T extends $.Type = $.AnyPointer,
    A extends $.Type = $.AnyPointer,
    B extends $.Type = $.AnyPointer
  > {
    readonly a: $.PipelineOf<A>;
    readonly b: $.PipelineOf<B>;
  }

  interface Schema
    extends $.Struct<
      Cell_identity_Params,
      Cell_identity_Params.Init,
      Cell_identity_Params.Builder,
      Cell_identity_Params.Pipeline
    > {
    /** The same with types for its parameters. */
    of<T extends $.Type, A extends $.Type, B extends $.Type>(
      T: T,
      A: A,
      B: B,
    ): $.Struct<
      Cell_identity_Params<T, A, B>,
      Cell_identity_Params.Init<T, A, B>,
      Cell_identity_Params.Builder<T, A, B>,
      Cell_identity_Params.Pipeline<T, A, B>
    >;
  }
}

export const Cell_identity_Params: Cell_identity_Params.Schema = /*#__PURE__*/ $.structType({
  id: 0x98b60952c6da2d69n,
  name: "constructs.capnp:Cell.identity$Params",
  parameters: ["T", "A", "B"],
  scope: () => Cell,
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["a", $.parameter(1), 0],
    ["b", $.parameter(2), 1],
  ],
});

export interface Cell_identity_Results<
  T extends $.Type = $.AnyPointer,
  A extends $.Type = $.AnyPointer,
  B extends $.Type = $.AnyPointer
> {
  readonly a: $.ValueOf<A>;
  readonly b: $.ValueOf<B>;
}

export declare namespace Cell_identity_Results {
  interface Init<
    T extends $.Type = $.AnyPointer,
    A extends $.Type = $.AnyPointer,
    B extends $.Type = $.AnyPointer
  > {
    readonly a?: $.InitOf<A> | undefined;
    readonly b?: $.InitOf<B> | undefined;
  }

  interface Builder<
    T extends $.Type = $.AnyPointer,
    A extends $.Type = $.AnyPointer,
    B extends $.Type = $.AnyPointer
  > {
    set a(value: $.InitOf<A>);
    set b(value: $.InitOf<B>);
  }

  interface Pipeline<
    T extends $.Type = $.AnyPointer,
    A extends $.Type = $.AnyPointer,
    B extends $.Type = $.AnyPointer
  > {
    readonly a: $.PipelineOf<A>;
    readonly b: $.PipelineOf<B>;
  }

  interface Schema
    extends $.Struct<
      Cell_identity_Results,
      Cell_identity_Results.Init,
      Cell_identity_Results.Builder,
      Cell_identity_Results.Pipeline
    > {
    /** The same with types for its parameters. */
    of<T extends $.Type, A extends $.Type, B extends $.Type>(
      T: T,
      A: A,
      B: B,
    ): $.Struct<
      Cell_identity_Results<T, A, B>,
      Cell_identity_Results.Init<T, A, B>,
      Cell_identity_Results.Builder<T, A, B>,
      Cell_identity_Results.Pipeline<T, A, B>
    >;
  }
}

export const Cell_identity_Results: Cell_identity_Results.Schema = /*#__PURE__*/ $.structType({
  id: 0xd6e5974ae00c2079n,
  name: "constructs.capnp:Cell.identity$Results",
  parameters: ["T", "A", "B"],
  scope: () => Cell,
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["a", $.parameter(1), 0],
    ["b", $.parameter(2), 1],
  ],
});

export type Cell_entries_Params<T extends $.Type = $.AnyPointer> = $.Empty;

export declare namespace Cell_entries_Params {
  type Init<T extends $.Type = $.AnyPointer> = $.EmptyInit;

  type Builder<T extends $.Type = $.AnyPointer> = $.Empty;

  interface Schema
    extends $.Struct<Cell_entries_Params, Cell_entries_Params.Init, Cell_entries_Params.Builder> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(
      T: T,
    ): $.Struct<Cell_entries_Params<T>, Cell_entries_Params.Init<T>, Cell_entries_Params.Builder<T>>;
  }
}

export const Cell_entries_Params: Cell_entries_Params.Schema = /*#__PURE__*/ $.structType({
  id: 0xb1f455deab893504n,
  name: "constructs.capnp:Cell.entries$Params",
  parameters: ["T"],
  scope: () => Cell,
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Cell_stream_Params<T extends $.Type = $.AnyPointer> {
  readonly value: $.ValueOf<T>;
}

export declare namespace Cell_stream_Params {
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
      Cell_stream_Params,
      Cell_stream_Params.Init,
      Cell_stream_Params.Builder,
      Cell_stream_Params.Pipeline
    > {
    /** The same with types for its parameters. */
    of<T extends $.Type>(
      T: T,
    ): $.Struct<
      Cell_stream_Params<T>,
      Cell_stream_Params.Init<T>,
      Cell_stream_Params.Builder<T>,
      Cell_stream_Params.Pipeline<T>
    >;
  }
}

export const Cell_stream_Params: Cell_stream_Params.Schema = /*#__PURE__*/ $.structType({
  id: 0xadea2a0c6ba59481n,
  name: "constructs.capnp:Cell.stream$Params",
  parameters: ["T"],
  scope: () => Cell,
  dataWords: 0,
  pointers: 1,
  fields: () => [["value", $.parameter(0), 0]],
});

export interface Mapper<From extends $.Type = $.AnyPointer, To extends $.Type = $.AnyPointer>
  extends $.Client {
  apply(
    params?: $.Params<Mapper_apply_Params.Init<From, To>, Mapper_apply_Params.Builder<From, To>>,
    options?: $.CallOptions,
  ): $.Call<Mapper_apply_Results<From, To>, Mapper_apply_Results.Pipeline<From, To>>;
}

export declare namespace Mapper {
  type Init<From extends $.Type = $.AnyPointer, To extends $.Type = $.AnyPointer> = $.CapabilityInit<
    Mapper<From, To>,
    Server<From, To>
  >;

  interface Server<From extends $.Type = $.AnyPointer, To extends $.Type = $.AnyPointer> {
    apply(
      params: Mapper_apply_Params<From, To>,
      ctx: $.Context<Mapper_apply_Results.Init<From, To>, Mapper_apply_Results.Builder<From, To>>,
    ): $.Returns<Mapper_apply_Results.Init<From, To>>;
  }

  interface Schema extends $.Interface<Mapper, Mapper.Server> {
    /** The same with types for its parameters. */
    of<From extends $.Type, To extends $.Type>(
      From: From,
      To: To,
    ): $.Interface<Mapper<From, To>, Mapper.Server<From, To>>;
  }
}

export const Mapper: Mapper.Schema = /*#__PURE__*/ $.interfaceType({
  id: 0xe892c10d43d4da77n,
  name: "constructs.capnp:Mapper",
  parameters: ["From", "To"],
  methods: () => [
    [
      "apply",
      $.bind(Mapper_apply_Params, $.parameter(0), $.parameter(1)),
      $.bind(Mapper_apply_Results, $.parameter(0), $.parameter(1)),
    ],
  ],
});

export interface Mapper_apply_Params<From extends $.Type = $.AnyPointer, To extends $.Type = $.AnyPointer> {
  readonly from: $.ValueOf<From>;
}

export declare namespace Mapper_apply_Params {
  interface Init<From extends $.Type = $.AnyPointer, To extends $.Type = $.AnyPointer> {
    readonly from?: $.InitOf<From> | undefined;
  }

  interface Builder<From extends $.Type = $.AnyPointer, To extends $.Type = $.AnyPointer> {
    set from(value: $.InitOf<From>);
  }

  interface Pipeline<From extends $.Type = $.AnyPointer, To extends $.Type = $.AnyPointer> {
    readonly from: $.PipelineOf<From>;
  }

  interface Schema
    extends $.Struct<
      Mapper_apply_Params,
      Mapper_apply_Params.Init,
      Mapper_apply_Params.Builder,
      Mapper_apply_Params.Pipeline
    > {
    /** The same with types for its parameters. */
    of<From extends $.Type, To extends $.Type>(
      From: From,
      To: To,
    ): $.Struct<
      Mapper_apply_Params<From, To>,
      Mapper_apply_Params.Init<From, To>,
      Mapper_apply_Params.Builder<From, To>,
      Mapper_apply_Params.Pipeline<From, To>
    >;
  }
}

export const Mapper_apply_Params: Mapper_apply_Params.Schema = /*#__PURE__*/ $.structType({
  id: 0xd0750882ec8c56b7n,
  name: "constructs.capnp:Mapper.apply$Params",
  parameters: ["From", "To"],
  scope: () => Mapper,
  dataWords: 0,
  pointers: 1,
  fields: () => [["from", $.parameter(0), 0]],
});

export interface Mapper_apply_Results<From extends $.Type = $.AnyPointer, To extends $.Type = $.AnyPointer> {
  readonly to: $.ValueOf<To>;
}

export declare namespace Mapper_apply_Results {
  interface Init<From extends $.Type = $.AnyPointer, To extends $.Type = $.AnyPointer> {
    readonly to?: $.InitOf<To> | undefined;
  }

  interface Builder<From extends $.Type = $.AnyPointer, To extends $.Type = $.AnyPointer> {
    set to(value: $.InitOf<To>);
  }

  interface Pipeline<From extends $.Type = $.AnyPointer, To extends $.Type = $.AnyPointer> {
    readonly to: $.PipelineOf<To>;
  }

  interface Schema
    extends $.Struct<
      Mapper_apply_Results,
      Mapper_apply_Results.Init,
      Mapper_apply_Results.Builder,
      Mapper_apply_Results.Pipeline
    > {
    /** The same with types for its parameters. */
    of<From extends $.Type, To extends $.Type>(
      From: From,
      To: To,
    ): $.Struct<
      Mapper_apply_Results<From, To>,
      Mapper_apply_Results.Init<From, To>,
      Mapper_apply_Results.Builder<From, To>,
      Mapper_apply_Results.Pipeline<From, To>
    >;
  }
}

export const Mapper_apply_Results: Mapper_apply_Results.Schema = /*#__PURE__*/ $.structType({
  id: 0xa41707415518bbd6n,
  name: "constructs.capnp:Mapper.apply$Results",
  parameters: ["From", "To"],
  scope: () => Mapper,
  dataWords: 0,
  pointers: 1,
  fields: () => [["to", $.parameter(1), 0]],
});

export interface TextCell extends Cell<$.Text> {
  append(
    params?: $.Params<TextCell_append_Params.Init, TextCell_append_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<TextCell_append_Results>;
}

export declare namespace TextCell {
  type Init = $.CapabilityInit<TextCell, Server>;

  interface Server extends Cell.Server<$.Text> {
    append(
      params: TextCell_append_Params,
      ctx: $.Context<TextCell_append_Results.Init, TextCell_append_Results.Builder>,
    ): $.Returns<TextCell_append_Results.Init>;
  }
}

export const TextCell: $.Interface<TextCell, TextCell.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0x88f92882c406c569n,
  name: "constructs.capnp:TextCell",
  superclasses: () => [$.bind(Cell, $.Text)],
  methods: () => [["append", TextCell_append_Params, TextCell_append_Results]],
});

export interface TextCell_append_Params {
  readonly text: string;
}

export declare namespace TextCell_append_Params {
  interface Init {
    readonly text?: string | undefined;
  }

  interface Builder {
    set text(value: string);
  }
}

export const TextCell_append_Params: $.Struct<
  TextCell_append_Params,
  TextCell_append_Params.Init,
  TextCell_append_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xdca668bf0735ff25n,
  name: "constructs.capnp:TextCell.append$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["text", $.Text, 0]],
});

export type TextCell_append_Results = $.Empty;

export declare namespace TextCell_append_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const TextCell_append_Results: $.Struct<
  TextCell_append_Results,
  TextCell_append_Results.Init,
  TextCell_append_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc8b22d59d0e76678n,
  name: "constructs.capnp:TextCell.append$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface BoxOf<T extends $.Type = $.AnyPointer>
  extends Cell<
    $.Struct<Map<$.Text, T>, Map.Init<$.Text, T>, Map.Builder<$.Text, T>, Map.Pipeline<$.Text, T>>
  >,
  Named {
  first(
    params?: $.Params<BoxOf_first_Params.Init<T>, BoxOf_first_Params.Builder<T>>,
    options?: $.CallOptions,
  ): $.Call<BoxOf_first_Results<T>, BoxOf_first_Results.Pipeline<T>>;
}

export declare namespace BoxOf {
  type Init<T extends $.Type = $.AnyPointer> = $.CapabilityInit<BoxOf<T>, Server<T>>;

  interface Server<T extends $.Type = $.AnyPointer>
    extends Cell.Server<
      $.Struct<Map<$.Text, T>, Map.Init<$.Text, T>, Map.Builder<$.Text, T>, Map.Pipeline<$.Text, T>>
    >,
    Named.Server {
    first(
      params: BoxOf_first_Params<T>,
      ctx: $.Context<BoxOf_first_Results.Init<T>, BoxOf_first_Results.Builder<T>>,
    ): $.Returns<BoxOf_first_Results.Init<T>>;
  }

  interface Schema extends $.Interface<BoxOf, BoxOf.Server> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(T: T): $.Interface<BoxOf<T>, BoxOf.Server<T>>;
  }
}

export const BoxOf: BoxOf.Schema = /*#__PURE__*/ $.interfaceType({
  id: 0xe9d0f4b4db07cd3an,
  name: "constructs.capnp:BoxOf",
  parameters: ["T"],
  superclasses: () => [$.bind(Cell, $.bind(Map, $.Text, $.parameter(0))), Named],
  methods: () => [
    ["first", $.bind(BoxOf_first_Params, $.parameter(0)), $.bind(BoxOf_first_Results, $.parameter(0))],
  ],
});

export type BoxOf_first_Params<T extends $.Type = $.AnyPointer> = $.Empty;

export declare namespace BoxOf_first_Params {
  type Init<T extends $.Type = $.AnyPointer> = $.EmptyInit;

  type Builder<T extends $.Type = $.AnyPointer> = $.Empty;

  interface Schema extends $.Struct<BoxOf_first_Params, BoxOf_first_Params.Init, BoxOf_first_Params.Builder> {
    /** The same with types for its parameters. */
    of<T extends $.Type>(
      T: T,
    ): $.Struct<BoxOf_first_Params<T>, BoxOf_first_Params.Init<T>, BoxOf_first_Params.Builder<T>>;
  }
}

export const BoxOf_first_Params: BoxOf_first_Params.Schema = /*#__PURE__*/ $.structType({
  id: 0xa718e9d74591bd46n,
  name: "constructs.capnp:BoxOf.first$Params",
  parameters: ["T"],
  scope: () => BoxOf,
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface BoxOf_first_Results<T extends $.Type = $.AnyPointer> {
  readonly value: $.ValueOf<T>;
}

export declare namespace BoxOf_first_Results {
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
      BoxOf_first_Results,
      BoxOf_first_Results.Init,
      BoxOf_first_Results.Builder,
      BoxOf_first_Results.Pipeline
    > {
    /** The same with types for its parameters. */
    of<T extends $.Type>(
      T: T,
    ): $.Struct<
      BoxOf_first_Results<T>,
      BoxOf_first_Results.Init<T>,
      BoxOf_first_Results.Builder<T>,
      BoxOf_first_Results.Pipeline<T>
    >;
  }
}

export const BoxOf_first_Results: BoxOf_first_Results.Schema = /*#__PURE__*/ $.structType({
  id: 0xc1521df0751d93afn,
  name: "constructs.capnp:BoxOf.first$Results",
  parameters: ["T"],
  scope: () => BoxOf,
  dataWords: 0,
  pointers: 1,
  fields: () => [["value", $.parameter(0), 0]],
});

export const table: Map<$.Text, typeof Point> = {
  entries: [{ key: "a", value: { x: 1, y: 0, label: "" } }],
  choice: { best: undefined, others: undefined },
  which: "empty",
};

export const bound: Bound = /*#__PURE__*/ (() => ({
  texts: {
    entries: [{ key: "b", value: { x: 0, y: 0, label: "bound" } }],
    choice: { best: undefined, others: undefined },
    which: "single",
    single: { x: 0, y: 1, label: "" },
  },
  nestedMap: undefined,
  inner: { t: undefined, u: /*#__PURE__*/ $.bytes("dQ=="), innermost: undefined },
  unbound: undefined,
  lists: undefined,
  counters: undefined,
  get cells(): Cell<typeof Point> {
    return $.nullOf($.bind(Cell, Point));
  },
  entry: undefined,
  many: [],
}))();
