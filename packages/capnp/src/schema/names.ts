// names.ts: the few names of a schema that cannot be property names as they are; the generator and the stubs agree here.
//
// Names in schemas have no underscores (https://capnproto.org/language.html), so a trailing one is always free.

const stubMembers: ReadonlySet<string> = new Set([
  "as",
  "constructor",
  "dup",
  "streamed",
  "then",
  "whenResolved",
]);
const callMembers: ReadonlySet<string> = new Set(["as", "catch", "constructor", "finally", "reader", "then"]);

/** The property of stubs and servers for a method. `then` would make a promise of a stub, the others it has already. */
export function methodProperty(method: string): string {
  return stubMembers.has(method) ? `${method}_` : method;
}

/** The property of a call, and of what is reached through it, for a field of its results. */
export function pipelineProperty(field: string): string {
  return callMembers.has(field) ? `${field}_` : field;
}

/** The builder's method that allocates a field: `initPeople` for `people`, unless another field has that name. */
export function initProperty(field: string, isField: (name: string) => boolean): string {
  const name = `init${field.charAt(0).toUpperCase()}${field.slice(1)}`;
  return isField(name) ? `${name}_` : name;
}
