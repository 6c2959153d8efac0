// Generated from values.capnp by @teleop/capnpc. Do not edit.
//
// Constants and defaults whose pointers lead to more pointers, or to nothing.
import * as $ from "@teleop/rpc-capnp/schema";

export interface Word {
  readonly text: string;
  readonly more: readonly Word[];
}

export declare namespace Word {
  interface Init {
    readonly text?: string | undefined;
    readonly more?: readonly Word.Init[] | undefined;
  }

  interface Builder {
    set text(value: string);
    set more(value: readonly Word.Init[]);
    initMore(length: number): $.StructListBuilder<Word.Builder>;
  }
}

export const Word: $.Struct<Word, Word.Init, Word.Builder> = /*#__PURE__*/ $.structType({
  id: 0x87d4e766bdc897c5n,
  name: "values.capnp:Word",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["text", $.Text, 0],
    ["more", $.List(Word), 1],
  ],
});

export type Empty = $.Empty;

export declare namespace Empty {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Empty: $.Struct<Empty, Empty.Init, Empty.Builder> = /*#__PURE__*/ $.structType({
  id: 0x9452e618018d18f9n,
  name: "values.capnp:Empty",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Sheet {
  readonly flag: boolean;
  readonly word: Word | undefined;
}

export declare namespace Sheet {
  interface Init {
    readonly flag?: boolean | undefined;
    readonly word?: Word.Init | undefined;
  }

  interface Builder {
    set flag(value: boolean);
    set word(value: Word.Init);
    initWord(): Word.Builder;
  }
}

export const Sheet: $.Struct<Sheet, Sheet.Init, Sheet.Builder> = /*#__PURE__*/ $.structType({
  id: 0xd4b3ff6826505985n,
  name: "values.capnp:Sheet",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["flag", $.Bool, 0],
    ["word", Word, 0],
  ],
});

export type Choice =
  | { readonly which: "words"; readonly words: readonly string[] }
  | { readonly which: "word"; readonly word: Word | undefined }
  | { readonly which: "text"; readonly text: string }
  | { readonly which: number };

export declare namespace Choice {
  type Init =
    | { readonly which: "words"; readonly words?: readonly string[] | undefined }
    | { readonly which: "word"; readonly word?: Word.Init | undefined }
    | { readonly which: "text"; readonly text?: string | undefined }
    | { readonly which?: number | undefined };

  interface Builder {
    set words(value: readonly string[]);
    initWords(length: number): $.ListBuilder<string>;
    set word(value: Word.Init);
    initWord(): Word.Builder;
    set text(value: string);
  }
}

export const Choice: $.Struct<Choice, Choice.Init, Choice.Builder> = /*#__PURE__*/ $.structType({
  id: 0xc36b9f8fc067e002n,
  name: "values.capnp:Choice",
  dataWords: 1,
  pointers: 1,
  union: 0,
  fields: () => [
    ["words", $.List($.Text), 0, { tag: 0, default: ["preset"] }],
    ["word", Word, 0, { tag: 1 }],
    ["text", $.Text, 0, { tag: 2, default: "preset" }],
  ],
});

export const sheets: readonly Sheet[] = [
  { flag: true, word: { text: "x", more: [{ text: "y", more: [] }, { text: "", more: [] }] } },
  { flag: false, word: undefined },
];

export const rows: readonly (readonly Sheet[])[] = [[{ flag: false, word: { text: "z", more: [] } }], []];

export const empty: Empty = {};

export const empties: readonly Empty[] = [{}, {}];

export const anyEmpty: $.AnyPointerValue = /*#__PURE__*/ $.message("AAAAAAEAAAD8////AAAAAA==");

export const anySheets: $.AnyPointerValue = /*#__PURE__*/ $.message("AAAAAA8AAAABAAAAJwAAAAgAAAABAAEAAQAAAAAAAAAIAAAAAAACAAAAAAAAAAAAAAAAAAAAAAAFAAAAEgAAAAUAAAAnAAAAeAAAAAAAAAAIAAAAAAACAA0AAAASAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAeQAAAAAAAAA=");

export const unset: Choice = { which: "words", words: ["preset"] };

export const choices: readonly Choice[] = [
  { which: "words", words: ["preset"] },
  { which: "words", words: [] },
  { which: "word", word: { text: "", more: [] } },
  { which: "text", text: "" },
];

export interface Defaults {
  readonly sheets: readonly Sheet[];
  readonly rows: readonly (readonly Sheet[])[];
  readonly empty: Empty;
  readonly empties: readonly Empty[];
  readonly choice: Choice;
  readonly choices: readonly Choice[];
}

export declare namespace Defaults {
  interface Init {
    readonly sheets?: readonly Sheet.Init[] | undefined;
    readonly rows?: readonly (readonly Sheet.Init[])[] | undefined;
    readonly empty?: Empty.Init | undefined;
    readonly empties?: readonly Empty.Init[] | undefined;
    readonly choice?: Choice.Init | undefined;
    readonly choices?: readonly Choice.Init[] | undefined;
  }

  interface Builder {
    set sheets(value: readonly Sheet.Init[]);
    initSheets(length: number): $.StructListBuilder<Sheet.Builder>;
    set rows(value: readonly (readonly Sheet.Init[])[]);
    initRows(length: number): $.ListBuilder<readonly Sheet.Init[]>;
    set empty(value: Empty.Init);
    initEmpty(): Empty.Builder;
    set empties(value: readonly Empty.Init[]);
    initEmpties(length: number): $.StructListBuilder<Empty.Builder>;
    set choice(value: Choice.Init);
    initChoice(): Choice.Builder;
    set choices(value: readonly Choice.Init[]);
    initChoices(length: number): $.StructListBuilder<Choice.Builder>;
  }
}

export const Defaults: $.Struct<Defaults, Defaults.Init, Defaults.Builder> = /*#__PURE__*/ $.structType({
  id: 0xc7dc53a5a045246fn,
  name: "values.capnp:Defaults",
  dataWords: 0,
  pointers: 6,
  fields: () => [
    [
      "sheets",
      $.List(Sheet),
      0,
      { default: [{ flag: true, word: { text: "x", more: [{ text: "y" }, {}] } }, {}] },
    ],
    ["rows", $.List($.List(Sheet)), 1, { default: [[{ word: { text: "z" } }], []] }],
    ["empty", Empty, 2, { default: {} }],
    ["empties", $.List(Empty), 3, { default: [{}, {}] }],
    ["choice", Choice, 4, { default: { which: "words" } }],
    [
      "choices",
      $.List(Choice),
      5,
      {
        default: [
          { which: "words" },
          { which: "words", words: [] },
          { which: "word", word: {} },
          { which: "text", text: "" },
        ],
      },
    ],
  ],
});
