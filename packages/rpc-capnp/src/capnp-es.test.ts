// capnp-es.test.ts: structs and messages of capnp-es in calls, both ways, with what its compiler generates.
import { describe, expect, test } from "bun:test";
import { pointer, ValueError } from "@teleop/capnp";
import { Message, ObjectSize, utils } from "capnp-es";
import { Book, Library, Loan, Reader } from "../testdata/library.capnp.ts";
import * as es from "../testdata/library.js";
import { capnpEs, clientOf, fromCapnpEs, stubOf } from "./capnp-es.ts";
import { isNull, paramsAs } from "./index.ts";
import { connectVats, testBoth } from "./testing/vats.ts";

/** A book of capnp-es that has something in each of its fields. */
function fullBook(root: es.Book): es.Book {
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
const fullValue = {
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
} as const;

function newBook(): es.Book {
  return fullBook(new Message().initRoot(es.Book));
}

/** What was seen of the last call. */
const seen: { put?: Book | undefined } = {};

/** Gives back what it was given. */
const echoing: Library.Server = {
  put({ book }) {
    seen.put = book;
    return { book, copies: 3 };
  },
  any: ({ content }) => ({ content }),
  lend: (loan) => ({ book: loan.book, reader: loan.reader, second: loan.second, anything: loan.anything }),
  list: ({ books }) => ({ books }),
};

const serve = () => Library.server(echoing);

describe("a struct of capnp-es is sent", () => {
  testBoth("as params, with each kind of field", Library, serve, async (library) => {
    const params = new Message().initRoot(es.Library_Put$Params);
    fullBook(params._initBook());
    using results = await library.put(params);
    expect(seen.put).toMatchObject(fullValue);
    expect(results.book).toMatchObject(fullValue);
    expect(results.copies).toBe(3);
  });

  testBoth("as a field of a plain object", Library, serve, async (library) => {
    using results = await library.put({ book: fromCapnpEs(Book, newBook()) });
    expect(results.book).toMatchObject(fullValue);
  });

  testBoth("as an element of a list, beside plain ones", Library, serve, async (library) => {
    using results = await library.list({ books: [fromCapnpEs(Book, newBook()), { title: "plain" }] });
    expect(results.books[0]).toMatchObject(fullValue);
    expect(results.books[1]).toMatchObject({ title: "plain", pages: 100 });
  });

  testBoth("as the content of an AnyPointer, as it is and with a type", Library, serve, async (library) => {
    using plain = await library.any({ content: newBook() });
    expect(plain.content.content).toBe("struct");
    expect(plain.content.as(Book)).toMatchObject(fullValue);
    using typed = await library.any({ content: pointer(capnpEs(es.Book), newBook()) });
    expect(typed.content.as(Book)).toMatchObject(fullValue);
    using ours = await library.any({ content: pointer(Book, fromCapnpEs(Book, newBook())) });
    expect(ours.content.as(Book)).toMatchObject(fullValue);
  });

  testBoth("that is an element of a list, which keeps its place", Library, serve, async (library) => {
    const chapter = newBook().chapters.get(1);
    using results = await library.any({ content: chapter });
    expect(results.content.as(es.Chapter)?.title).toBe("two");
  });

  testBoth(
    "as what a server returns, at once, later and by its context",
    Library,
    () => {
      const results = new Message().initRoot(es.Library_Put$Results);
      fullBook(results._initBook());
      results.copies = 9;
      let calls = 0;
      return Library.server({
        ...echoing,
        put(_params, context) {
          calls++;
          if (calls === 1) return results;
          if (calls === 2) return Promise.resolve(results);
          return context.results(results);
        },
      });
    },
    async (library) => {
      for (let call = 0; call < 3; call++) {
        using results = await library.put();
        expect(results.book).toMatchObject(fullValue);
        expect(results.copies).toBe(9);
      }
    },
  );

  testBoth(
    "from a message of several segments, and one that was received elsewhere",
    Library,
    serve,
    async (library) => {
      const built = new Message(twoSegments() as never);
      const book = fullBook(built.initRoot(es.Book));
      expect(built._capnp.segments.length).toBeGreaterThan(1);
      using results = await library.put({ book: fromCapnpEs(Book, book) });
      expect(results.book).toMatchObject(fullValue);

      const read = new Message(built.toArrayBuffer(), false).getRoot(es.Book);
      using again = await library.put({ book: fromCapnpEs(Book, read) });
      expect(again.book).toMatchObject(fullValue);
    },
  );

  testBoth("by its message, whose root it is", Library, serve, async (library) => {
    const message = new Message();
    fullBook(message.initRoot(es.Library_Put$Params)._initBook());
    using results = await library.put(message);
    expect(results.book).toMatchObject(fullValue);
    using any = await library.any({ content: message });
    expect(any.content.as(es.Library_Put$Params)?.book.title).toBe("Frankenstein");
  });

  testBoth(
    "whose part was adopted, and of which only what pointers lead to travels",
    Library,
    serve,
    async (library) => {
      const message = new Message();
      const params = message.initRoot(es.Library_Put$Params);
      fullBook(params._initBook());
      const orphan = params._disownBook();
      params._initBook().title = "left behind";
      params._adoptBook(orphan);
      using results = await library.put(params);
      expect(results.book).toMatchObject(fullValue);
    },
  );

  testBoth(
    "that was never set: everything has its default, and an AnyPointer is null",
    Library,
    serve,
    async (library) => {
      using results = await library.put(new Message());
      expect(results.book).toBeUndefined();
      using any = await library.any({ content: new Message() });
      expect(any.content.content).toBe("null");
    },
  );

  testBoth(
    "of a newer schema, with what ours does not know",
    Library,
    () =>
      Library.server({
        ...echoing,
        put: paramsAs(WideParams, ({ book, extra }) => {
          expect(extra).toBe("newer");
          return { book: fromCapnpEs(Book, book) };
        }),
      }),
    async (library) => {
      const wide = new Message().initRoot(WideParams);
      fullBook(wide._initBook());
      wide.extra = "newer";
      using results = await library.put(wide);
      expect(results.book).toMatchObject(fullValue);
    },
  );

  testBoth("in a list of ours, which has no room for what is newer", Library, serve, async (library) => {
    const wide = new Message().initRoot(WideBook);
    await expect(library.list({ books: [fromCapnpEs(Book, wide)] })).rejects.toThrow(
      "params.books[0]: a struct of capnp-es is larger than Book is in this schema",
    );
  });

  testBoth(
    "while lists and Text of capnp-es are sent where anything may be",
    Library,
    serve,
    async (library) => {
      using results = await library.any({ content: newBook().chapters });
      expect(results.content.content).toBe("list");
    },
  );
});

describe("a struct of capnp-es is received", () => {
  testBoth("from an AnyPointer: as(Class)", Library, serve, async (library) => {
    using results = await library.any({ content: newBook() });
    const book = results.content.as(es.Book);
    expectFull(book);
    // It is a message of its own, to be changed and written as any.
    if (book === undefined) throw new Error("it was null");
    book.title = "changed";
    expect(new Message(book.segment.message.toArrayBuffer(), false).getRoot(es.Book).title).toBe("changed");
    expect(results.content.as(Book)?.title).toBe("Frankenstein");
  });

  testBoth("by a type that was made once: as(capnpEs(Class))", Library, serve, async (library) => {
    const type = capnpEs(es.Book);
    using results = await library.any({ content: pointer(Book, { title: "ours" }) });
    const book = results.content.as(type);
    expect(book).toBeInstanceOf(es.Book);
    expect(book?.title).toBe("ours");
    // Defaults.
    expect(book?.pages).toBe(100);
    expect(book?.sold).toBe(-1n);
    expect(book?.publisher.city).toBe("nowhere");
    expect(book?.which()).toBe(es.Book.SHELF);
  });

  testBoth("as results: put(…).as(Class)", Library, serve, async (library) => {
    using results = await library.put({ book: fromCapnpEs(Book, newBook()) }).as(es.Library_Put$Results);
    expect(results).toBeInstanceOf(es.Library_Put$Results);
    expect(results.copies).toBe(3);
    expectFull(results.book);
  });

  testBoth(
    "as params, by a server that asks for them",
    Library,
    () =>
      Library.server({
        ...echoing,
        put: paramsAs(es.Library_Put$Params, ({ book }) => {
          expectFull(book);
          return { book: fromCapnpEs(Book, book), copies: 4 };
        }),
      }),
    async (library) => {
      using results = await library.put({ book: fromCapnpEs(Book, newBook()) });
      expect(results.book).toMatchObject(fullValue);
      expect(results.copies).toBe(4);
    },
  );

  testBoth("as a Message, from an AnyPointer and as results", Library, serve, async (library) => {
    using any = await library.any({ content: newBook() });
    expectFull(any.content.as(Message)?.getRoot(es.Book));
    using results = await library.put({ book: fromCapnpEs(Book, newBook()) }).as(capnpEs(Message));
    expectFull(results.getRoot(es.Library_Put$Results).book);
  });

  testBoth(
    "of an older schema: what its sender did not have reads as its default",
    Library,
    serve,
    async (library) => {
      const old = new Message().initRoot(es.OldBook);
      old.title = "old";
      using results = await library.any({ content: old });
      const book = results.content.as(es.Book);
      expect(book?.title).toBe("old");
      expect(book?.authors.length).toBe(0);
      expect(book?.sold).toBe(-1n);
    },
  );

  testBoth(
    "of a newer schema, and sent on with what its class does not know",
    Library,
    serve,
    async (library) => {
      using results = await library.any({ content: newBook() });
      const old = results.content.as(es.OldBook);
      if (old === undefined) throw new Error("it was null");
      expect(old.title).toBe("Frankenstein");
      using again = await library.any({ content: old });
      expect(again.content.as(Book)).toMatchObject(fullValue);
    },
  );

  testBoth("that is larger than a segment", Library, serve, async (library) => {
    const authors = Array.from({ length: 3000 }, (_, i) => `author ${i}`);
    using results = await library.put({ book: { authors } }).as(es.Library_Put$Results);
    expect(results.book.authors.toArray()).toEqual(authors);
    using again = await library.put({ book: fromCapnpEs(Book, results.book) });
    expect(again.book?.authors).toEqual(authors);
  });

  testBoth(
    "as undefined from a null pointer, as empty from null results",
    Library,
    () => Library.server({ ...echoing, put: () => {} }),
    async (library) => {
      using any = await library.any();
      expect(any.content.as(es.Book)).toBeUndefined();
      using results = await library.put().as(es.Library_Put$Results);
      expect(results.copies).toBe(0);
    },
  );
});

describe("capabilities", () => {
  testBoth(
    "are kept both ways, also in an AnyPointer, and are called by stubs",
    Library,
    serve,
    async (library) => {
      using reader = Reader.server({ opened: ({ title }) => ({ thanks: `thanks for ${title}` }) });
      const loan = new Message().initRoot(es.Loan);
      fullBook(loan._initBook());
      loan.reader = new es.Reader$Client(clientOf(reader) as never);
      const inner = new Message().initRoot(es.Loan);
      inner.second = new es.Reader$Client(clientOf(reader) as never);
      loan.anything = inner;

      using results = await library.lend(loan).as(es.Loan);
      expectFull(results.book);
      for (const client of [results.reader, es_(results.anything).second]) {
        using stub = stubOf(Reader, client);
        expect((await stub.opened({ title: "this" })).thanks).toBe("thanks for this");
      }
      // And once more, from the message that was received.
      using again = await library.lend(results);
      expect((await again.reader.opened({ title: "that" })).thanks).toBe("thanks for that");
      expect((await again.anything.as(Loan)?.second.opened({ title: "it" }))?.thanks).toBe("thanks for it");
    },
  );

  testBoth("that are null stay null", Library, serve, async (library) => {
    using reader = Reader.server({ opened: ({ title }) => ({ thanks: title }) });
    using results = await library.lend({ reader }).as(es.Loan);
    using second = stubOf(Reader, results.second);
    expect(isNull(second)).toBe(true);
    using first = stubOf(Reader, results.reader);
    expect(isNull(first)).toBe(false);
    using again = await library.lend(results);
    expect(isNull(again.second)).toBe(true);
    expect(isNull(again.reader)).toBe(false);
  });

  test("are released with the results that they came in", async () => {
    let released = 0;
    await using vats = connectVats(Library, serve());
    {
      using reader = Reader.server({
        opened: () => ({}),
        [Symbol.dispose]() {
          released++;
        },
      } as Reader.Server);
      const results = await vats.stub.lend({ reader }).as(es.Loan);
      const client = results.reader;
      results[Symbol.dispose]();
      expect(() => stubOf(Reader, client)).toThrow(expect.objectContaining({ code: "DISPOSED" }));
    }
    // The peer's Release comes in order before the answer to this.
    await vats.stub.put();
    await vats.stub.put();
    expect(released).toBe(1);
  });

  testBoth(
    "of capnp-es's own RPC are refused, and so is calling ours by it",
    Library,
    serve,
    async (library) => {
      const loan = new Message().initRoot(es.Loan);
      loan.reader = new es.Reader$Server({ opened: async () => {} }).client();
      await expect(library.lend(loan)).rejects.toThrow(
        expect.objectContaining({
          code: "NO_CAPABILITIES",
          message: expect.stringContaining("clientOf(stub)"),
        }),
      );
      using reader = Reader.server({ opened: () => ({}) });
      using results = await library.lend({ reader }).as(es.Loan);
      expect(() => results.reader.opened()).toThrow(
        expect.objectContaining({ code: "NO_CAPABILITIES", message: expect.stringContaining("stubOf(") }),
      );
      expect(() => stubOf(Reader, loan.reader)).toThrow(
        expect.objectContaining({ code: "INVALID_ARGUMENT" }),
      );
    },
  );
});

describe("what is something else is refused", () => {
  testBoth("another struct as params or as a field", Library, serve, async (library) => {
    await expect(library.put(newBook())).rejects.toThrow(
      /^params: expected library\.capnp:Library\.put\$Params|^params: expected .*put\$Params \(@0x[0-9a-f]{16}\), got the struct Book \(@0x[0-9a-f]{16}\) of capnp-es$/,
    );
    const chapter = newBook().chapters.get(0);
    await expect(library.put({ book: chapter as never })).rejects.toThrow(
      /^params\.book: expected Book .*, got the struct Chapter /,
    );
    expect(() => fromCapnpEs(Book, chapter)).toThrow(ValueError);
  });

  testBoth("a list, a group and an orphan", Library, serve, async (library) => {
    const book = newBook();
    await expect(library.put({ book: book.chapters as never })).rejects.toThrow(
      "expected a struct (Book), got a list",
    );
    await expect(library.put({ book: { size: book.size as never } })).rejects.toThrow("params.book.size");
    await expect(library.put({ book: book._disownPublisher() as never })).rejects.toThrow("must be adopted");
  });

  testBoth("results that are asked for as another struct", Library, serve, async (library) => {
    using call = library.put();
    expect(() => call.as(es.Book)).toThrow(
      /cannot be read as Book \(@0x[0-9a-f]{16}\), which is another struct/,
    );
    await call;
    expect(() => call.as(es.Library_Put$Results)).toThrow("have been read");
  });

  testBoth("a class of something else", Library, serve, async (library) => {
    using results = await library.any({ content: newBook() });
    expect(() => results.content.as(Date as never)).toThrow(
      "expected a struct class that capnp-es generated",
    );
    // A list is no struct, whatever it is read as.
    using list = await library.any({ content: newBook().chapters });
    expect(() => list.content.as(es.Book)).toThrow("expected a struct pointer, got list");
  });

  test("params that a server asks for as another struct: the call fails, the connection lives", async () => {
    await using vats = connectVats(
      Library,
      Library.server({ ...echoing, put: paramsAs(es.Book, () => ({})) }),
    );
    await expect(vats.stub.put()).rejects.toThrow("which is another struct");
    using any = await vats.stub.any({ content: newBook() });
    expect(any.content.content).toBe("struct");
  });
});

function expectFull(book: es.Book | undefined): void {
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

/** What is behind a pointer of capnp-es, as a loan. */
function es_({ segment, byteOffset }: es.Loan["anything"]): es.Loan {
  return new es.Loan(segment, byteOffset);
}

/** Memory that has hardly room for a root. */
function twoSegments(): object {
  return { kind: 1, buffers: [new ArrayBuffer(16)] };
}

/** `Library_Put$Params` with another field, as a newer schema has it. */
class WideParams extends es.Library_Put$Params {
  static override readonly _capnp = { ...es.Library_Put$Params._capnp, size: new ObjectSize(8, 2) };

  get extra(): string {
    return utils.getText(1, this);
  }
  set extra(value: string) {
    utils.setText(1, value, this);
  }
}

class WideBook extends es.Book {
  static override readonly _capnp = { ...es.Book._capnp, size: new ObjectSize(80, 9) };
}
