// libc.ts: the C library of the process, called by FFI: opened here and nowhere else, when the first function of
// it is needed, and of it only what is needed.
import type { ForeignFunction, Signatures } from "./ffi.ts";
import { type Functions, openFirst, requireFfi, unsupported } from "./foreign-library.ts";
import { SystemCallError } from "./system-call-error.ts";

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
  const ffi = requireFfi(what);
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
