// Generated from library.capnp by @teleop/capnpc. Do not edit.
import * as $ from "@teleop/rpc-capnp/schema";

export interface Book {
  readonly title: string;
  readonly authors: readonly string[];
  readonly pages: number;
}

export declare namespace Book {
  interface Init {
    readonly title?: string | undefined;
    readonly authors?: readonly string[] | undefined;
    readonly pages?: number | undefined;
  }

  interface Builder {
    set title(value: string);
    set authors(value: readonly string[]);
    initAuthors(length: number): $.ListBuilder<string>;
    set pages(value: number);
  }
}

export const Book: $.Struct<Book, Book.Init, Book.Builder> = /*#__PURE__*/ $.structType({
  id: 0xf19114fa01553470n,
  name: "library.capnp:Book",
  dataWords: 1,
  pointers: 2,
  fields: () => [
    ["title", $.Text, 0],
    ["authors", $.List($.Text), 1],
    ["pages", $.UInt16, 0],
  ],
});

/** Whoever lends a book is told about it. */
export interface Reader extends $.Client {
  lent(
    params?: $.Params<Reader_lent_Params.Init, Reader_lent_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Reader_lent_Results>;
}

export declare namespace Reader {
  type Init = $.CapabilityInit<Reader, Server>;

  /** Whoever lends a book is told about it. */
  interface Server {
    lent(
      params: Reader_lent_Params,
      ctx: $.Context<Reader_lent_Results.Init, Reader_lent_Results.Builder>,
    ): $.Returns<Reader_lent_Results.Init>;
  }
}

export const Reader: $.Interface<Reader, Reader.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xac7781b6546ef61bn,
  name: "library.capnp:Reader",
  doc: "Whoever lends a book is told about it.",
  methods: () => [["lent", Reader_lent_Params, Reader_lent_Results]],
});

export interface Reader_lent_Params {
  readonly title: string;
}

export declare namespace Reader_lent_Params {
  interface Init {
    readonly title?: string | undefined;
  }

  interface Builder {
    set title(value: string);
  }
}

export const Reader_lent_Params: $.Struct<
  Reader_lent_Params,
  Reader_lent_Params.Init,
  Reader_lent_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xecbb0893900605een,
  name: "library.capnp:Reader.lent$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["title", $.Text, 0]],
});

export type Reader_lent_Results = $.Empty;

export declare namespace Reader_lent_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Reader_lent_Results: $.Struct<
  Reader_lent_Results,
  Reader_lent_Results.Init,
  Reader_lent_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe8d7225bdc23d260n,
  name: "library.capnp:Reader.lent$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Library extends $.Client {
  put(
    params?: $.Params<Library_put_Params.Init, Library_put_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Library_put_Results>;
  find(
    params?: $.Params<Library_find_Params.Init, Library_find_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Library_find_Results>;
  lend(
    params?: $.Params<Library_lend_Params.Init, Library_lend_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Library_lend_Results>;
}

export declare namespace Library {
  type Init = $.CapabilityInit<Library, Server>;

  interface Server {
    put(
      params: Library_put_Params,
      ctx: $.Context<Library_put_Results.Init, Library_put_Results.Builder>,
    ): $.Returns<Library_put_Results.Init>;
    find(
      params: Library_find_Params,
      ctx: $.Context<Library_find_Results.Init, Library_find_Results.Builder>,
    ): $.Returns<Library_find_Results.Init>;
    lend(
      params: Library_lend_Params,
      ctx: $.Context<Library_lend_Results.Init, Library_lend_Results.Builder>,
    ): $.Returns<Library_lend_Results.Init>;
  }
}

export const Library: $.Interface<Library, Library.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xab407e4b1a0f0acdn,
  name: "library.capnp:Library",
  methods: () => [
    ["put", Library_put_Params, Library_put_Results],
    ["find", Library_find_Params, Library_find_Results],
    ["lend", Library_lend_Params, Library_lend_Results],
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
  id: 0xcfabe6cf394c317bn,
  name: "library.capnp:Library.put$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["book", Book, 0]],
});

export type Library_put_Results = $.Empty;

export declare namespace Library_put_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Library_put_Results: $.Struct<
  Library_put_Results,
  Library_put_Results.Init,
  Library_put_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xfc286113666c179fn,
  name: "library.capnp:Library.put$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Library_find_Params {
  readonly title: string;
}

export declare namespace Library_find_Params {
  interface Init {
    readonly title?: string | undefined;
  }

  interface Builder {
    set title(value: string);
  }
}

export const Library_find_Params: $.Struct<
  Library_find_Params,
  Library_find_Params.Init,
  Library_find_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x8341ed683bc32fe0n,
  name: "library.capnp:Library.find$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["title", $.Text, 0]],
});

export interface Library_find_Results {
  readonly book: Book | undefined;
}

export declare namespace Library_find_Results {
  interface Init {
    readonly book?: Book.Init | undefined;
  }

  interface Builder {
    set book(value: Book.Init);
    initBook(): Book.Builder;
  }
}

export const Library_find_Results: $.Struct<
  Library_find_Results,
  Library_find_Results.Init,
  Library_find_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe03abc49ca6b3054n,
  name: "library.capnp:Library.find$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["book", Book, 0]],
});

export interface Library_lend_Params {
  readonly title: string;
  readonly to: Reader;
}

export declare namespace Library_lend_Params {
  interface Init {
    readonly title?: string | undefined;
    readonly to?: Reader.Init | undefined;
  }

  interface Builder {
    set title(value: string);
    set to(value: Reader.Init);
  }

  interface Pipeline {
    readonly to: Reader;
  }
}

export const Library_lend_Params: $.Struct<
  Library_lend_Params,
  Library_lend_Params.Init,
  Library_lend_Params.Builder,
  Library_lend_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x961c6588f8ccffe1n,
  name: "library.capnp:Library.lend$Params",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["title", $.Text, 0],
    ["to", Reader, 1],
  ],
});

export interface Library_lend_Results {
  readonly book: Book | undefined;
}

export declare namespace Library_lend_Results {
  interface Init {
    readonly book?: Book.Init | undefined;
  }

  interface Builder {
    set book(value: Book.Init);
    initBook(): Book.Builder;
  }
}

export const Library_lend_Results: $.Struct<
  Library_lend_Results,
  Library_lend_Results.Init,
  Library_lend_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xecac75e77df2d7dcn,
  name: "library.capnp:Library.lend$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["book", Book, 0]],
});
