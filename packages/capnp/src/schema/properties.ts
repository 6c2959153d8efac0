// properties.ts: objects whose property names come from a schema or a peer, and may be those that every object has.
//
// `constructor`, `toString` and `valueOf` are names of fields and methods like any other, and JSON may say `__proto__`.

/** Whether plain objects have such a property without being given one. */
export function isInherited(name: string): boolean {
  return name in Object.prototype;
}

/** Gives an object a property of its own, whatever the name: assigning to `__proto__` would do something else. */
export function setProperty(target: object, name: string, value: unknown): void {
  if (isInherited(name)) {
    Object.defineProperty(target, name, { value, writable: true, enumerable: true, configurable: true });
  } else {
    (target as { [name: string]: unknown })[name] = value;
  }
}

/**
 * Gives an object a property that is read when it is asked for. It is not enumerable: whoever goes through all
 * properties, to print, compare or send the object, would otherwise never come to an end.
 */
export function deferProperty(target: object, name: string, read: () => unknown): void {
  let known: { readonly value: unknown } | undefined;
  Object.defineProperty(target, name, {
    configurable: true,
    enumerable: false,
    get() {
      known ??= { value: read() };
      return known.value;
    },
    set(value: unknown) {
      Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
    },
  });
}

/** Whether a property is one that is read when it is asked for. */
export function isDeferred(source: object, name: string): boolean {
  return Object.getOwnPropertyDescriptor(source, name)?.enumerable === false;
}

/** A property that an object or its class has, and not every object has. */
export function propertyOf(source: object, name: string): unknown {
  const value = (source as { readonly [name: string]: unknown })[name];
  if (value === undefined || !isInherited(name)) return value;
  for (let at: object | null = source; at !== null; at = Object.getPrototypeOf(at)) {
    // The last of the chain is what every object has, also where it is of another realm.
    if (Object.getPrototypeOf(at) === null && at !== source) return undefined;
    if (Object.hasOwn(at, name)) return value;
  }
  return undefined;
}
