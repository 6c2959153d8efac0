// list-builder.ts: fills a list in the message itself, for those who do not want to make an array first.
import type { ElementsBuilder } from "./codec.ts";
import { ValueError } from "./value-error.ts";

/** What applications fill a list with. It checks indexes, which would otherwise lead out of the list. */
export class ListBuilder {
  readonly length: number;
  readonly #elements: ElementsBuilder;

  constructor(elements: ElementsBuilder) {
    this.length = elements.length;
    this.#elements = elements;
  }

  set(index: number, value: unknown): void {
    checkIndex(index, this.length);
    try {
      this.#elements.set(index, value);
    } catch (error) {
      throw ValueError.within(error, index);
    }
  }
}

/** A list of structs being built. */
export class StructListBuilder extends ListBuilder {
  readonly #at: (index: number) => object;

  constructor(elements: ElementsBuilder, at: (index: number) => object) {
    super(elements);
    this.#at = at;
  }

  at(index: number): object {
    checkIndex(index, this.length);
    return this.#at(index);
  }

  *[Symbol.iterator](): Iterator<object> {
    for (let index = 0; index < this.length; index++) yield this.#at(index);
  }
}

/** @throws ValueError `OUT_OF_RANGE` when a list of that length has no such element. */
function checkIndex(index: number, length: number): void {
  if (!Number.isInteger(index) || index < 0 || index >= length) {
    throw new ValueError("OUT_OF_RANGE", `a list of ${length} elements has no element ${index}`);
  }
}
