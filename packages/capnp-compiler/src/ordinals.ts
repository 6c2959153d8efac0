// ordinals.ts: the numbers of members: each once, from zero, without a hole, so that nobody can take one away.
import type { Context } from "./context.ts";
import { note } from "./diagnostics.ts";
import type { IdLiteral } from "./syntax.ts";

/** Checks numbers that are given to it in their order. */
export class OrdinalCheck {
  readonly #context: Context;
  /** Where members could not be read, their numbers are not known. */
  #isIncomplete: boolean;
  #expected = 0n;
  #last: IdLiteral | undefined;

  constructor(context: Context, isIncomplete: boolean) {
    this.#context = context;
    this.#isIncomplete = isIncomplete;
  }

  /** Checks the number of a member, if it could be read. */
  check(ordinal: IdLiteral | undefined): void {
    if (ordinal !== undefined) this.#check(ordinal);
  }

  /** There is a member whose number could not be read. */
  expectHoles(): void {
    this.#isIncomplete = true;
  }

  #check(ordinal: IdLiteral): void {
    const { value } = ordinal;
    if (value < this.#expected) {
      const first = this.#last;
      this.#context.report(ordinal, `the number @${value} is used already`, () => ({
        notes: first === undefined ? [] : [note(this.#context.module.source, first, "by this")],
      }));
      return;
    }
    if (value > this.#expected && !this.#isIncomplete) {
      this.#context.report(ordinal, `numbers have no holes, but @${this.#expected} is not used`, {
        help: `the next number is @${this.#expected}`,
      });
    }
    this.#expected = value + 1n;
    this.#last = ordinal;
  }
}

/** Whether the number of one could not be read. */
export function lacksOrdinal(members: readonly { readonly ordinal: IdLiteral | undefined }[]): boolean {
  return members.some(({ ordinal }) => ordinal === undefined);
}

/** Members in the order of their numbers; those of one number as they are written. */
export function byOrdinal<T extends { readonly ordinal: IdLiteral | undefined }>(members: readonly T[]): T[] {
  return members.filter(({ ordinal }) => ordinal !== undefined).toSorted((one, other) => compare(one, other));
}

function compare(one: { readonly ordinal: IdLiteral | undefined }, other: typeof one): number {
  return Number((one.ordinal?.value ?? 0n) - (other.ordinal?.value ?? 0n));
}
