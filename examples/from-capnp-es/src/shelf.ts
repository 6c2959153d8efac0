// shelf.ts: the application as it was before it could be called: its books are structs of capnp-es, and it knows nothing
// of teleop.
import { Message } from "capnp-es";
import { Book } from "./gen/library.js";

export class Shelf {
  readonly #books = new Map<string, Book>();

  put(book: Book): void {
    this.#books.set(book.title, book);
  }

  find(title: string): Book {
    const book = this.#books.get(title);
    if (book === undefined) throw new Error(`there is no book called ${title}`);
    return book;
  }

  get titles(): readonly string[] {
    return [...this.#books.keys()].sort();
  }
}

export function newBook(title: string, authors: readonly string[], pages: number): Book {
  const book = new Message().initRoot(Book);
  book.title = title;
  book.pages = pages;
  const names = book._initAuthors(authors.length);
  for (const [i, author] of authors.entries()) names.set(i, author);
  return book;
}
