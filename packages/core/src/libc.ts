// libc.ts: the C library of the process, called by FFI: opened here and nowhere else, when the first function of
// it is needed, and of it only what is needed.
import { TeleopError } from "./errors.ts";
import { type CType, type Ffi, type ForeignFunction, findFfi, type Signatures } from "./ffi.ts";
import { requireDescriptor } from "./out-of-resources.ts";
import { processState } from "./process-state.ts";
import { SystemCallError } from "./system-call-error.ts";
import { messageOf } from "./system-error.ts";

type Argument<T extends CType> = T extends "ptr"
  ? ArrayBufferView | null
  : T extends "i32" | "u32"
    ? number
    : number | bigint;

type Result<T extends CType> = T extends "i32" | "u32" ? number : T extends "ptr" ? number | null : bigint;

type Arguments<A extends readonly CType[]> = { -readonly [Index in keyof A]: Argument<A[Index]> };

/** Functions of a library, as JavaScript calls them. Memory is passed as a typed array, which the function may fill. */
export type Functions<S extends Signatures> = {
  readonly [Name in keyof S]: (...args: Arguments<S[Name]["args"]>) => Result<S[Name]["returns"]>;
};

/** What {@link openLibc} gives. It lasts as long as the process. */
export interface Libc<S extends Signatures> {
  readonly functions: Functions<S>;
  /** errno(3), which tells of the last call that failed. To be asked right after that. */
  errno(): number;
  /** The same as an error of the call `syscall`, which was about `path`. */
  failure(syscall: string, path?: string): SystemCallError;
  /** What was opened, and its function that returns the address of errno: for a Worker that cannot import. */
  readonly library: string;
  readonly errnoFunction: string;
}

export interface OpenLibcOptions {
  /** File name of another library, which is linked to the C library and brings the functions. */
  readonly library?: string | undefined;
}

/** Whether functions of libraries can be called here. In Bun they can, in Node.js where the package koffi is installed. */
export function hasFfi(): boolean {
  return !("missing" in findFfi());
}

/**
 * Makes functions of the C library callable: of glibc or musl on Linux, libSystem on macOS, libc on FreeBSD. Each is
 * compiled once for all in this thread who ask for it, also for other copies of this package. When this returns all of
 * them are there: what is called when descriptors or memory are short cannot fail to load then.
 *
 * @param what cannot be done without them, as a sentence begins: "calling inotify".
 * @throws TeleopError `UNSUPPORTED_PLATFORM` where this runtime has no FFI, the C library of this system is not known,
 *   cannot be opened, or lacks one of the functions; `OUT_OF_RESOURCES` where it may be for want of a descriptor. No
 *   failure is kept: the next call tries again.
 */
export function openLibc<const S extends Signatures>(
  what: string,
  signatures: S,
  { library }: OpenLibcOptions = {},
): Libc<S> {
  const ffi = findFfi();
  if ("missing" in ffi) throw unsupported(`${what} needs ${ffi.missing}`);
  const libc = C_LIBRARIES[process.platform];
  if (libc === undefined) {
    throw unsupported(`${what} needs the C library of Linux, macOS or FreeBSD; this is ${process.platform}`);
  }
  const { errnoFunction } = libc;
  const errnoLocation: Signatures = { [errnoFunction]: { args: [], returns: "ptr" } };
  const own = openFirst(
    ffi,
    what,
    libc.names,
    library === undefined ? { ...signatures, ...errnoLocation } : errnoLocation,
  );
  const opened = library === undefined ? own : openFirst(ffi, what, [library], signatures);
  const location = own.functions.get(errnoFunction) as ForeignFunction;
  const errno = (): number => ffi.errno(location);
  return {
    functions: Object.fromEntries(opened.functions) as Functions<S>,
    errno,
    failure: (syscall, path) => new SystemCallError(syscall, errno(), path),
    library: opened.name,
    errnoFunction,
  };
}

interface CLibrary {
  /** The names under which it may be found. */
  readonly names: readonly string[];
  readonly errnoFunction: string;
}

const C_LIBRARIES: Partial<Record<NodeJS.Platform, CLibrary>> = {
  linux: {
    // glibc first: its name exists in a musl system only with a compatibility library, which then serves as well.
    names: ["libc.so.6", `libc.musl-${process.arch === "arm64" ? "aarch64" : "x86_64"}.so.1`],
    errnoFunction: "__errno_location",
  },
  darwin: { names: ["libSystem.B.dylib"], errnoFunction: "__error" },
  freebsd: { names: ["libc.so.7"], errnoFunction: "__error" },
};

interface Opened {
  readonly name: string;
  readonly functions: ReadonlyMap<string, ForeignFunction>;
}

/** Takes the functions from the first of the libraries that has them. */
function openFirst(ffi: Ffi, what: string, names: readonly string[], signatures: Signatures): Opened {
  const failures: unknown[] = [];
  for (const name of names) {
    try {
      return { name, functions: compile(ffi, name, signatures) };
    } catch (error) {
      failures.push(error);
    }
  }
  const cannot = `${what} needs functions that ${ffi.name} cannot load: ${failures.map(messageOf).join("; ")}`;
  // The linker's sentence is all that is told of it.
  requireDescriptor(cannot);
  throw new TeleopError("UNSUPPORTED_PLATFORM", cannot, { cause: failures[0] });
}

function compile(ffi: Ffi, library: string, signatures: Signatures): ReadonlyMap<string, ForeignFunction> {
  const state = processState();
  state.foreignFunctions ??= new Map();
  const { foreignFunctions } = state;
  const wanted = Object.entries(signatures).map(([name, signature]) => {
    const { args, returns } = signature;
    return { name, signature, key: `${library} ${name}(${args.join()}) ${returns}` };
  });
  const missing = wanted.filter(({ key }) => !foreignFunctions.has(key));
  if (missing.length > 0) {
    const loaded = ffi.load(
      library,
      Object.fromEntries(missing.map(({ name, signature }) => [name, signature])),
    );
    for (const { name, key } of missing) foreignFunctions.set(key, loaded[name] as ForeignFunction);
  }
  return new Map(wanted.map(({ name, key }) => [name, foreignFunctions.get(key) as ForeignFunction]));
}

function unsupported(message: string): TeleopError {
  return new TeleopError("UNSUPPORTED_PLATFORM", message);
}
