// service.ts: the shelf as a service. Each of its methods has come one step further from capnp-es.
import { paramsAs } from "@teleop/rpc-capnp";
import { capnpEs, fromCapnpEs } from "@teleop/rpc-capnp/capnp-es";
import { Library_Put$Params } from "./gen/library.js";
import { Book, Library } from "./library.capnp.ts";
import type { Shelf } from "./shelf.ts";

export function libraryService(shelf: Shelf): Library {
  return Library.server({
    // Step 1: params arrive as the struct of capnp-es that the application has always worked with.
    put: paramsAs(capnpEs(Library_Put$Params), ({ book }) => shelf.put(book)),

    // Step 2: params are a plain object; in the results is a struct of capnp-es.
    find: ({ title }) => ({ book: fromCapnpEs(Book, shelf.find(title)) }),

    // Step 3: plain objects, and a capability that is called: capnp-es has only made the book.
    async lend({ title, to }) {
      const { authors, pages } = shelf.find(title);
      await to.lent({ title });
      return { book: { title, authors: authors.toArray(), pages } };
    },
  });
}
