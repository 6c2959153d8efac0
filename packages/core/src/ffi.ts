// ffi.ts: how this runtime calls functions of libraries: Bun by itself, Node.js by the package koffi, where there is one.
import { messageOf } from "./system-error.ts";

/** The C types that the calls of this project need, by their names in bun:ffi. */
export type CType = "i32" | "u32" | "i64" | "u64" | "usize" | "ptr";

/** What a function takes and returns. One that is wrong is found out by nobody: the process ends, or worse. */
export interface Signature {
  readonly args: readonly CType[];
  readonly returns: CType;
}

export type Signatures = Readonly<Record<string, Signature>>;

export type ForeignFunction = (...args: unknown[]) => unknown;

/** A function of ours that a library may call from any thread: that returns at once, and ours is called in this thread. */
export interface ForeignCallback extends Disposable {
  /** Where it is. Whoever has it must be done with it when this is disposed, and what it called have arrived. */
  readonly address: bigint;
}

export interface Ffi {
  /** For messages. */
  readonly name: string;
  /** @throws Error where the library cannot be opened, or lacks one of the functions. */
  load(library: string, signatures: Signatures): Readonly<Record<string, ForeignFunction>>;
  /** Makes `called` callable. What it returns goes nowhere. @throws Error where that cannot be done. */
  callback(args: readonly CType[], called: (...args: unknown[]) => void): ForeignCallback;
  /** The `int` at which errno's function points: errno(3) of the last call that failed. */
  errno(location: ForeignFunction): number;
}

/** What there is; else what is missing, and what to do about it, to end a sentence with. */
export function findFfi(): Ffi | { readonly missing: string } {
  // No imports: what imports this must load without them, and costs nothing where nobody calls.
  const bun = process.getBuiltinModule?.("bun:ffi") as typeof import("bun:ffi") | undefined;
  return bun === undefined ? findKoffi() : bunFfi(bun);
}

function bunFfi(ffi: typeof import("bun:ffi")): Ffi {
  return {
    name: "bun:ffi",
    load: (library, signatures) =>
      ffi.dlopen(library, signatures as Parameters<typeof ffi.dlopen>[1]).symbols as never,
    callback(args, called) {
      const made = new ffi.JSCallback(called, {
        args: args as never,
        returns: "void",
        threadsafe: true,
      });
      return { address: BigInt(Number(made.ptr)), [Symbol.dispose]: () => made.close() };
    },
    errno: (location) => {
      const address = location() as import("bun:ffi").Pointer | null;
      return address === null ? 0 : ffi.read.i32(address, 0);
    },
  };
}

type Koffi = typeof import("koffi");

function findKoffi(): Ffi | { readonly missing: string } {
  if (process.versions.bun !== undefined)
    return { missing: "bun:ffi, which this runtime does not have; run the process with Bun" };
  try {
    const require = process.getBuiltinModule("node:module").createRequire(import.meta.url);
    return koffiFfi(require("koffi") as Koffi);
  } catch (error) {
    const isAbsent = Reflect.get(Object(error), "code") === "MODULE_NOT_FOUND";
    const what = isAbsent
      ? "FFI, which Node.js does not have; install the package koffi (npm install koffi)"
      : `the package koffi, which does not load: ${messageOf(error)}; install it anew`;
    return { missing: `${what}, or run the process with Bun` };
  }
}

const C_TYPES: Readonly<Record<CType, string>> = {
  i32: "int32_t",
  u32: "uint32_t",
  i64: "int64_t",
  u64: "uint64_t",
  usize: "size_t",
  ptr: "void *",
};

function koffiFfi(koffi: Koffi): Ffi {
  return {
    name: "koffi",
    load(library, signatures) {
      const opened = koffi.load(library);
      return Object.fromEntries(
        Object.entries(signatures).map(([name, { args, returns }]) => {
          const call = opened.func(
            name,
            C_TYPES[returns],
            args.map((type) => C_TYPES[type]),
          ) as ForeignFunction;
          // Small ones are numbers to koffi.
          const isLong = returns === "i64" || returns === "u64" || returns === "usize";
          return [name, isLong ? (...values) => BigInt(call(...values) as number | bigint) : call];
        }),
      );
    },
    callback(args, called) {
      const type = koffi.pointer(
        koffi.proto(
          "void",
          args.map((arg) => C_TYPES[arg]),
        ),
      );
      const made = koffi.register(called as never, type);
      return { address: koffi.address(made), [Symbol.dispose]: () => koffi.unregister(made) };
    },
    // Not by the function: koffi keeps errno of its calls, and Node.js may use the thread's in between.
    errno: () => koffi.errno(),
  };
}
