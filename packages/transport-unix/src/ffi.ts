// ffi.ts: bun:ffi, not by an import: the package must load where there is none, and cost nothing until it is used.

/** @throws Error where this runtime has none. */
export function requireFfi(): typeof import("bun:ffi") {
  const ffi = process.getBuiltinModule?.("bun:ffi") as typeof import("bun:ffi") | undefined;
  if (ffi === undefined) throw new Error("this runtime has no bun:ffi");
  return ffi;
}
