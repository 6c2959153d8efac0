// entry-size.ts: looks at what was said to the console before it is made text: an entry has little room, and the program
// waits.
import { types } from "node:util";

/** More than an entry has room for. */
const MANY = 2_000;

/** As many of an array or collection are shown. */
export const SHOWN_ELEMENTS = 100;

/** Whether there is more in it, down to `depth` levels, than an entry can show. Runs no code of the program's. */
export function isMany(values: readonly unknown[], depth: number): boolean {
  let left = MANY;
  const look = (value: unknown, levels: number): void => {
    left--;
    if (left < 0 || levels < 0) return;
    for (const inner of innerOf(value)) {
      look(inner, levels - 1);
      if (left < 0) return;
    }
  };
  for (const value of values) look(value, depth);
  return left < 0;
}

/** How many properties it has, where they are more than an entry can show. */
export function tooManyProperties(value: unknown): number | undefined {
  if (!isPlain(value)) return undefined;
  const { length } = Object.keys(value);
  return length > MANY ? length : undefined;
}

function innerOf(value: unknown): Iterable<unknown> {
  if (typeof value !== "object" || value === null || types.isProxy(value)) return [];
  if (Array.isArray(value)) return elementsOf(value);
  if (types.isMap(value)) return firstOf(Map.prototype.values.call(value));
  if (types.isSet(value)) return firstOf(Set.prototype.values.call(value));
  return isPlain(value) ? valuesOf(value, MANY) : [];
}

/** Bytes, and text in an object, have a property for each. */
function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null || types.isProxy(value)) return false;
  return !Array.isArray(value) && !ArrayBuffer.isView(value) && !types.isBoxedPrimitive(value);
}

/** Without calling what gets a property. */
function* valuesOf(object: object, most: number): Generator<unknown> {
  for (const name of Object.keys(object).slice(0, most)) {
    yield Object.getOwnPropertyDescriptor(object, name)?.value;
  }
}

function* elementsOf(array: readonly unknown[]): Generator<unknown> {
  for (let index = 0; index < array.length && index < SHOWN_ELEMENTS; index++) {
    yield Object.getOwnPropertyDescriptor(array, index)?.value;
  }
}

function* firstOf(values: Iterator<unknown>): Generator<unknown> {
  for (let count = 0; count < SHOWN_ELEMENTS; count++) {
    const { done, value } = values.next();
    if (done === true) return;
    yield value;
  }
}
