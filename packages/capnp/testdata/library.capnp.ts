// Generated from library.capnp by @teleop/capnpc. Do not edit.
import * as $ from "../src/index.ts";

export type Book = Book.Fields &
  (
    | { readonly which: "shelf"; readonly shelf: number }
    | { readonly which: "lentTo"; readonly lentTo: string }
    | { readonly which: "lost" }
    | { readonly which: number }
  );

export declare namespace Book {
  /** The fields that are not in the union. */
  interface Fields {
    readonly title: string;
    readonly pages: number;
    readonly isbn: bigint;
    readonly sold: bigint;
    readonly price: number;
    readonly rare: boolean;
    readonly kind: Book_Kind | number;
    readonly authors: readonly string[];
    readonly chapters: readonly Chapter[];
    readonly cover: $.Bytes;
    readonly publisher: Publisher;
    readonly size: Book_size;
    readonly notes: $.AnyPointerValue;
    readonly counts: readonly bigint[];
  }

  type Init = {
    readonly title?: string | undefined;
    readonly pages?: number | undefined;
    readonly isbn?: bigint | undefined;
    readonly sold?: bigint | undefined;
    readonly price?: number | undefined;
    readonly rare?: boolean | undefined;
    readonly kind?: Book_Kind | number | undefined;
    readonly authors?: readonly string[] | undefined;
    readonly chapters?: readonly Chapter.Init[] | undefined;
    readonly cover?: $.Bytes | undefined;
    readonly publisher?: Publisher.Init | undefined;
    readonly size?: Book_size.Init | undefined;
    readonly notes?: $.AnyPointerInit | undefined;
    readonly counts?: readonly bigint[] | undefined;
  } & (
    | { readonly which: "shelf"; readonly shelf?: number | undefined }
    | { readonly which: "lentTo"; readonly lentTo?: string | undefined }
    | { readonly which: "lost" }
    | { readonly which?: number | undefined }
  );

  interface Builder {
    set title(value: string);
    set pages(value: number);
    set isbn(value: bigint);
    set sold(value: bigint);
    set price(value: number);
    set rare(value: boolean);
    set kind(value: Book_Kind | number);
    set authors(value: readonly string[]);
    initAuthors(length: number): $.ListBuilder<string>;
    set chapters(value: readonly Chapter.Init[]);
    initChapters(length: number): $.StructListBuilder<Chapter.Builder>;
    set cover(value: $.Bytes);
    initCover(length: number): $.Bytes;
    set publisher(value: Publisher.Init);
    initPublisher(): Publisher.Builder;
    set shelf(value: number);
    set lentTo(value: string);
    set lost(value: undefined);
    set size(value: Book_size.Init);
    initSize(): Book_size.Builder;
    set notes(value: $.AnyPointerInit);
    set counts(value: readonly bigint[]);
    initCounts(length: number): $.ListBuilder<bigint>;
  }
}

export const Book: $.Struct<Book, Book.Init, Book.Builder> = /*#__PURE__*/ $.structType({
  id: 0xd6a15eff67da9b1cn,
  name: "library.capnp:Book",
  dataWords: 6,
  pointers: 8,
  union: 3,
  fields: () => [
    ["title", $.Text, 0],
    ["pages", $.UInt16, 0, { default: 100 }],
    ["isbn", $.UInt64, 1],
    ["sold", $.Int64, 2, { default: -1n }],
    ["price", $.Float64, 3],
    ["rare", $.Bool, 16],
    ["kind", Book_Kind, 2],
    ["authors", $.List($.Text), 1],
    ["chapters", $.List(Chapter), 2],
    ["cover", $.Data, 3],
    ["publisher", Publisher, 4, { default: { name: "nobody", city: "nowhere" } }],
    ["shelf", $.UInt32, 8, { tag: 0 }],
    ["lentTo", $.Text, 5, { tag: 1 }],
    ["lost", $.Void, 0, { tag: 2 }],
    ["size", Book_size, 0],
    ["notes", $.AnyPointer, 6],
    ["counts", $.List($.Int64), 7],
  ],
});

export type Book_Kind = "novel" | "poem";

export const Book_Kind: $.Enum<Book_Kind> = /*#__PURE__*/ $.enumType({
  id: 0xb85a1fcf4255da68n,
  name: "library.capnp:Book.Kind",
  values: ["novel", "poem"],
});

export interface Book_size {
  readonly width: number;
  readonly height: number;
}

export declare namespace Book_size {
  interface Init {
    readonly width?: number | undefined;
    readonly height?: number | undefined;
  }

  interface Builder {
    set width(value: number);
    set height(value: number);
  }
}

export const Book_size: $.Struct<Book_size, Book_size.Init, Book_size.Builder> = /*#__PURE__*/ $.groupType({
  id: 0x8f5186671d19634fn,
  name: "library.capnp:Book.size",
  dataWords: 6,
  pointers: 8,
  fields: () => [
    ["width", $.Float32, 9],
    ["height", $.Float32, 10],
  ],
});

export interface Chapter {
  readonly title: string;
  readonly page: number;
}

export declare namespace Chapter {
  interface Init {
    readonly title?: string | undefined;
    readonly page?: number | undefined;
  }

  interface Builder {
    set title(value: string);
    set page(value: number);
  }
}

export const Chapter: $.Struct<Chapter, Chapter.Init, Chapter.Builder> = /*#__PURE__*/ $.structType({
  id: 0xef537986065dc66fn,
  name: "library.capnp:Chapter",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["title", $.Text, 0],
    ["page", $.UInt32, 0],
  ],
});

export interface Publisher {
  readonly name: string;
  readonly city: string;
}

export declare namespace Publisher {
  interface Init {
    readonly name?: string | undefined;
    readonly city?: string | undefined;
  }

  interface Builder {
    set name(value: string);
    set city(value: string);
  }
}

export const Publisher: $.Struct<Publisher, Publisher.Init, Publisher.Builder> = /*#__PURE__*/ $.structType({
  id: 0xa81c04a11dd14928n,
  name: "library.capnp:Publisher",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["name", $.Text, 0],
    ["city", $.Text, 1],
  ],
});

export interface OldBook {
  readonly title: string;
  readonly pages: number;
}

export declare namespace OldBook {
  interface Init {
    readonly title?: string | undefined;
    readonly pages?: number | undefined;
  }

  interface Builder {
    set title(value: string);
    set pages(value: number);
  }
}

export const OldBook: $.Struct<OldBook, OldBook.Init, OldBook.Builder> = /*#__PURE__*/ $.structType({
  id: 0xf61032f7c46e4f3dn,
  name: "library.capnp:OldBook",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["title", $.Text, 0],
    ["pages", $.UInt16, 0, { default: 100 }],
  ],
});

export type Reader = $.Opaque;

export declare namespace Reader {
  type Init = $.OpaqueInit;
}

export const Reader: $.Interface<Reader, Reader.Init> = /*#__PURE__*/ $.interfaceType({
  id: 0x9ce520f7b98edc49n,
  name: "library.capnp:Reader",
  methods: () => [["opened", Reader_opened_Params, Reader_opened_Results]],
});

export interface Reader_opened_Params {
  readonly title: string;
}

export declare namespace Reader_opened_Params {
  interface Init {
    readonly title?: string | undefined;
  }

  interface Builder {
    set title(value: string);
  }
}

export const Reader_opened_Params: $.Struct<
  Reader_opened_Params,
  Reader_opened_Params.Init,
  Reader_opened_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe1abcf60293ed39cn,
  name: "library.capnp:Reader.opened$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["title", $.Text, 0]],
});

export interface Reader_opened_Results {
  readonly thanks: string;
}

export declare namespace Reader_opened_Results {
  interface Init {
    readonly thanks?: string | undefined;
  }

  interface Builder {
    set thanks(value: string);
  }
}

export const Reader_opened_Results: $.Struct<
  Reader_opened_Results,
  Reader_opened_Results.Init,
  Reader_opened_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xd9e34495f28cf36fn,
  name: "library.capnp:Reader.opened$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["thanks", $.Text, 0]],
});

export interface Loan {
  readonly book: Book | undefined;
  readonly reader: Reader;
  readonly second: Reader;
  readonly anything: $.AnyPointerValue;
}

export declare namespace Loan {
  interface Init {
    readonly book?: Book.Init | undefined;
    readonly reader?: Reader.Init | undefined;
    readonly second?: Reader.Init | undefined;
    readonly anything?: $.AnyPointerInit | undefined;
  }

  interface Builder {
    set book(value: Book.Init);
    initBook(): Book.Builder;
    set reader(value: Reader.Init);
    set second(value: Reader.Init);
    set anything(value: $.AnyPointerInit);
  }
}

export const Loan: $.Struct<Loan, Loan.Init, Loan.Builder> = /*#__PURE__*/ $.structType({
  id: 0xb013beb3a3154b48n,
  name: "library.capnp:Loan",
  dataWords: 0,
  pointers: 4,
  fields: () => [
    ["book", Book, 0],
    ["reader", Reader, 1],
    ["second", Reader, 2],
    ["anything", $.AnyPointer, 3],
  ],
});

export type Library = $.Opaque;

export declare namespace Library {
  type Init = $.OpaqueInit;
}

export const Library: $.Interface<Library, Library.Init> = /*#__PURE__*/ $.interfaceType({
  id: 0xbe9651d7c8cc488bn,
  name: "library.capnp:Library",
  methods: () => [
    ["put", Library_put_Params, Library_put_Results],
    ["any", Library_any_Params, Library_any_Results],
    ["lend", Loan, Loan],
    ["list", Library_list_Params, Library_list_Results],
  ],
});

export interface Library_put_Params {
  readonly book: Book | undefined;
}

export declare namespace Library_put_Params {
  interface Init {
    readonly book?: Book.Init | undefined;
  }

  interface Builder {
    set book(value: Book.Init);
    initBook(): Book.Builder;
  }
}

export const Library_put_Params: $.Struct<
  Library_put_Params,
  Library_put_Params.Init,
  Library_put_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x9b052c368de6efcbn,
  name: "library.capnp:Library.put$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["book", Book, 0]],
});

export interface Library_put_Results {
  readonly book: Book | undefined;
  readonly copies: number;
}

export declare namespace Library_put_Results {
  interface Init {
    readonly book?: Book.Init | undefined;
    readonly copies?: number | undefined;
  }

  interface Builder {
    set book(value: Book.Init);
    initBook(): Book.Builder;
    set copies(value: number);
  }
}

export const Library_put_Results: $.Struct<
  Library_put_Results,
  Library_put_Results.Init,
  Library_put_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xfe705e1ed4bc6f5cn,
  name: "library.capnp:Library.put$Results",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["book", Book, 0],
    ["copies", $.UInt32, 0],
  ],
});

export interface Library_any_Params {
  readonly content: $.AnyPointerValue;
}

export declare namespace Library_any_Params {
  interface Init {
    readonly content?: $.AnyPointerInit | undefined;
  }

  interface Builder {
    set content(value: $.AnyPointerInit);
  }
}

export const Library_any_Params: $.Struct<
  Library_any_Params,
  Library_any_Params.Init,
  Library_any_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xb1adc0836719bf94n,
  name: "library.capnp:Library.any$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["content", $.AnyPointer, 0]],
});

export interface Library_any_Results {
  readonly content: $.AnyPointerValue;
}

export declare namespace Library_any_Results {
  interface Init {
    readonly content?: $.AnyPointerInit | undefined;
  }

  interface Builder {
    set content(value: $.AnyPointerInit);
  }
}

export const Library_any_Results: $.Struct<
  Library_any_Results,
  Library_any_Results.Init,
  Library_any_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xb0127d2b710747edn,
  name: "library.capnp:Library.any$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["content", $.AnyPointer, 0]],
});

export interface Library_list_Params {
  readonly books: readonly Book[];
}

export declare namespace Library_list_Params {
  interface Init {
    readonly books?: readonly Book.Init[] | undefined;
  }

  interface Builder {
    set books(value: readonly Book.Init[]);
    initBooks(length: number): $.StructListBuilder<Book.Builder>;
  }
}

export const Library_list_Params: $.Struct<
  Library_list_Params,
  Library_list_Params.Init,
  Library_list_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x8b7ecaa22f4f78a1n,
  name: "library.capnp:Library.list$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["books", $.List(Book), 0]],
});

export interface Library_list_Results {
  readonly books: readonly Book[];
}

export declare namespace Library_list_Results {
  interface Init {
    readonly books?: readonly Book.Init[] | undefined;
  }

  interface Builder {
    set books(value: readonly Book.Init[]);
    initBooks(length: number): $.StructListBuilder<Book.Builder>;
  }
}

export const Library_list_Results: $.Struct<
  Library_list_Results,
  Library_list_Results.Init,
  Library_list_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xb520f8d2af99583en,
  name: "library.capnp:Library.list$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["books", $.List(Book), 0]],
});
