// capnp-es-library.ts: a book of capnp-es and the same as a value of ours, and a library that gives back what it is given.
import { expect } from "bun:test";
import { Message } from "capnp-es";
import { type Book, Library } from "../../testdata/library.capnp.ts";
import * as es from "../../testdata/library.js";

/** A book of capnp-es that has something in each of its fields. */
export function fullBook(root: es.Book): es.Book {
  root.title = "Frankenstein";
  root.pages = 280;
  root.isbn = 0xffff_ffff_ffff_ffffn;
  root.sold = -(2n ** 63n);
  root.price = 0.1;
  root.rare = true;
  root.kind = es.Book_Kind.POEM;
  const authors = root._initAuthors(2);
  authors.set(0, "Mary");
  authors.set(1, "Shelley ☃");
  const chapters = root._initChapters(2);
  chapters.get(0).title = "one";
  chapters.get(1).title = "two";
  chapters.get(1).page = 17;
  root._initCover(3).copyBuffer(new Uint8Array([1, 2, 3]));
  const publisher = root._initPublisher();
  publisher.name = "Lackington";
  publisher.city = "London";
  root.lentTo = "Percy";
  root.size.width = 1.5;
  root.size.height = 2.5;
  const counts = root._initCounts(2);
  counts.set(0, -1n);
  counts.set(1, 2n ** 62n);
  return root;
}

/** The same, as our codecs read it. */
export const fullValue: Omit<Book.Fields, "notes"> & { readonly which: "lentTo"; readonly lentTo: string } = {
  title: "Frankenstein",
  pages: 280,
  isbn: 0xffff_ffff_ffff_ffffn,
  sold: -(2n ** 63n),
  price: 0.1,
  rare: true,
  kind: "poem",
  authors: ["Mary", "Shelley ☃"],
  chapters: [
    { title: "one", page: 0 },
    { title: "two", page: 17 },
  ],
  cover: new Uint8Array([1, 2, 3]),
  publisher: { name: "Lackington", city: "London" },
  which: "lentTo",
  lentTo: "Percy",
  size: { width: 1.5, height: 2.5 },
  counts: [-1n, 2n ** 62n],
};

export function newBook(): es.Book {
  return fullBook(new Message().initRoot(es.Book));
}

/** What was seen of the last call. */
export const seen: { put?: Book | undefined } = {};

/** Gives back what it was given. */
export const echoing: Library.Server = {
  put({ book }) {
    seen.put = book;
    return { book, copies: 3 };
  },
  any: ({ content }) => ({ content }),
  lend: (loan) => ({ book: loan.book, reader: loan.reader, second: loan.second, anything: loan.anything }),
  list: ({ books }) => ({ books }),
};

export const serve = (): Library => Library.server(echoing);

/** The same, as capnp-es reads it. */
export function expectFull(book: es.Book | undefined): void {
  if (book === undefined) throw new Error("the book is not there");
  expect({
    title: book.title,
    pages: book.pages,
    isbn: book.isbn,
    sold: book.sold,
    price: book.price,
    rare: book.rare,
    kind: book.kind,
    authors: book.authors.toArray(),
    chapters: book.chapters.map(({ title, page }) => ({ title, page })),
    cover: new Uint8Array(book.cover.toUint8Array()),
    publisher: { name: book.publisher.name, city: book.publisher.city },
    which: book.which(),
    lentTo: book.lentTo,
    size: { width: book.size.width, height: book.size.height },
    counts: book.counts.toArray(),
  }).toEqual({
    ...fullValue,
    kind: es.Book_Kind.POEM,
    which: es.Book.LENT_TO,
    authors: [...fullValue.authors],
  } as never);
}
