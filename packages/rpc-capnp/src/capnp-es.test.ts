// capnp-es.test.ts: structs and messages of capnp-es in calls, both ways, with what its compiler generates.
import { describe, expect } from "bun:test";
import { pointer } from "@teleop/capnp";
import { Message, ObjectSize, utils } from "capnp-es";
import { Book, Library } from "../testdata/library.capnp.ts";
import * as es from "../testdata/library.js";
import { capnpEs, fromCapnpEs } from "./capnp-es.ts";
import { paramsAs } from "./index.ts";
import {
  echoing,
  expectFull,
  fullBook,
  fullValue,
  newBook,
  seen,
  serve,
} from "./testing/capnp-es-library.ts";
import { testBoth } from "./testing/vats.ts";

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
