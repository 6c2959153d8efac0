// windows-library.ts: the libraries of Windows, called by FFI: opened here and nowhere else, as libc.ts opens the C library.
import type { Signatures } from "./ffi.ts";
import { type Functions, openFirst, requireFfi, unsupported } from "./foreign-library.ts";
import { WindowsError } from "./windows-error.ts";

/** Those that Windows maps from where it keeps them (KnownDLLs), so that no file of that name elsewhere is loaded. */
export type WindowsLibraryName = "kernel32" | "advapi32" | "ntdll" | "ws2_32";

/** What {@link openWindowsLibrary} gives. It lasts as long as the process. */
export interface WindowsLibrary<S extends Signatures> {
  readonly functions: Functions<S>;
  /** GetLastError, which tells of the last call that failed. To be asked right after that, before anything else. */
  lastError(): number;
  /** The same as an error of the call `syscall`, which was about `object`. */
  failure(syscall: string, object?: string): WindowsError;
}

/**
 * Makes functions of a library of Windows callable, each compiled once for all in this thread who ask for it. A HANDLE
 * is a `usize`, as is every address that is not of memory of ours; a BOOL an `i32`, a DWORD a `u32`. Memory of a call that
 * lasts longer than it (an OVERLAPPED, its buffer) must not move, nor go, until it is over: it is a view of an
 * ArrayBuffer that was made as one, and somebody refers to it.
 *
 * @param what cannot be done without them, as a sentence begins: "watching an event".
 * @throws TeleopError `UNSUPPORTED_PLATFORM` elsewhere than on Windows, where this runtime has no FFI, and where the
 *   library lacks one of the functions. No failure is kept: the next call tries again.
 */
export function openWindowsLibrary<const S extends Signatures>(
  what: string,
  library: WindowsLibraryName,
  signatures: S,
): WindowsLibrary<S> {
  if (process.platform !== "win32") throw unsupported(`${what} needs Windows; this is ${process.platform}`);
  const ffi = requireFfi(what);
  const opened = openFirst(ffi, what, [`${library}.dll`], signatures);
  const { functions: own } = openFirst(ffi, what, ["kernel32.dll"], LAST_ERROR);
  const getLastError = own.get("GetLastError") as () => number;
  return {
    functions: Object.fromEntries(opened.functions) as Functions<S>,
    lastError: getLastError,
    failure: (syscall, object) => new WindowsError(syscall, getLastError(), object),
  };
}

const LAST_ERROR = { GetLastError: { args: [], returns: "u32" } } as const;

/** A text as functions whose names end in W take it: UTF-16, with a NUL behind it. */
export function wide(text: string): Uint16Array {
  return Uint16Array.from({ length: text.length + 1 }, (_, index) =>
    index < text.length ? text.charCodeAt(index) : 0,
  );
}

/** What such a function wrote: all before the first NUL. */
export function fromWide(units: Uint16Array): string {
  const end = units.indexOf(0);
  return Buffer.from(units.buffer, units.byteOffset, (end === -1 ? units.length : end) * 2).toString(
    "utf16le",
  );
}

/** An open handle. Disposing closes it. */
export interface OwnedHandle extends Disposable {
  readonly value: bigint;
}

/** Takes over a handle: of a process, a token, an event, a pipe, a file. */
export function ownHandle(value: bigint): OwnedHandle {
  const { functions: kernel, failure } = openWindowsLibrary("closing a handle", "kernel32", CLOSE_HANDLE);
  let isOpen = true;
  return {
    value,
    [Symbol.dispose]() {
      if (!isOpen) return;
      // Its number may be another's right after.
      isOpen = false;
      if (kernel.CloseHandle(value) === 0) throw failure("CloseHandle");
    },
  };
}

const CLOSE_HANDLE = { CloseHandle: { args: ["usize"], returns: "i32" } } as const;

/** Whether what a function returned is no handle: NULL with most, INVALID_HANDLE_VALUE with those that open files and pipes. */
export function isNoHandle(value: bigint): boolean {
  return value === 0n || value === INVALID_HANDLE_VALUE;
}

const INVALID_HANDLE_VALUE = 0xffff_ffff_ffff_ffffn;
