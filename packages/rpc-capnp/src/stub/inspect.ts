// inspect.ts: how stubs and results look in console.log: as what they stand for, without their inner workings.

/** Says how objects of a class are shown, where Node.js and Bun look for it: util.inspect.custom. */
export function showAs<T extends object>(prototype: T, show: (self: T) => unknown): void {
  Object.defineProperty(prototype, Symbol.for("nodejs.util.inspect.custom"), {
    configurable: true,
    value(this: T) {
      return show(this);
    },
  });
}
