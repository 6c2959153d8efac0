// capnp-es-capabilities.test.ts: capabilities in structs of capnp-es, and what is refused of either.
import { describe, expect, test } from "bun:test";
import { ValueError } from "@teleop/capnp";
import { Message } from "capnp-es";
import { Book, Library, Loan, Reader } from "../testdata/library.capnp.ts";
import * as es from "../testdata/library.js";
import { clientOf, fromCapnpEs, stubOf } from "./capnp-es.ts";
import { isNull, paramsAs } from "./index.ts";
import { echoing, expectFull, fullBook, newBook, serve } from "./testing/capnp-es-library.ts";
import { connectVats, testBoth } from "./testing/vats.ts";

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
      for (const client of [results.reader, loanAt(results.anything).second]) {
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
    expect(() => results.content.as(Date)).toThrow("expected a struct class that capnp-es generated");
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

/** What is behind a pointer of capnp-es, as a loan. */
function loanAt({ segment, byteOffset }: es.Loan["anything"]): es.Loan {
  return new es.Loan(segment, byteOffset);
}
