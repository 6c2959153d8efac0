// pipe-calls.ts: the calls of Windows that make, open, read and write pipes. Those that go on after they return are the
// ones of ntdll: they return why they failed, where GetLastError may have been overwritten by the time that we ask.
import type { Functions } from "@teleop/core/plugin";
import { openWindowsLibrary, WINDOWS_ERRORS, type WindowsError, wide } from "@teleop/core/windows";

/** {@link openPipeCalls} */
export interface PipeCalls {
  readonly kernel: Functions<typeof KERNEL>;
  readonly nt: Functions<typeof NT>;
  /** GetLastError; not for what is in `nt`. */
  readonly lastError: () => number;
  readonly failure: (syscall: string, object?: string) => WindowsError;
}

/**
 * When this returns all of them are there, and none fails to load later.
 *
 * @throws TeleopError `UNSUPPORTED_PLATFORM` elsewhere than on Windows.
 */
export function openPipeCalls(): PipeCalls {
  const what = "using named pipes";
  const { functions: kernel, lastError, failure } = openWindowsLibrary(what, "kernel32", KERNEL);
  return { kernel, nt: openWindowsLibrary(what, "ntdll", NT).functions, lastError, failure };
}

/** Whether there is a pipe of that name, be it that all of its instances are taken, or that nobody listens there any more. */
export function isThere({ kernel, lastError }: PipeCalls, address: string): boolean {
  return (
    kernel.WaitNamedPipeW(wide(address), SHORTEST_MS) !== 0 ||
    lastError() === WINDOWS_ERRORS.ERROR_SEM_TIMEOUT
  );
}

/** 0 would be as long as whoever made the pipe likes. */
const SHORTEST_MS = 1;

const KERNEL = {
  CreateNamedPipeW: { args: ["ptr", "u32", "u32", "u32", "u32", "u32", "u32", "usize"], returns: "usize" },
  CreateFileW: { args: ["ptr", "u32", "u32", "usize", "u32", "u32", "usize"], returns: "usize" },
  SetNamedPipeHandleState: { args: ["usize", "ptr", "usize", "usize"], returns: "i32" },
  WaitNamedPipeW: { args: ["ptr", "u32"], returns: "i32" },
  GetNamedPipeClientProcessId: { args: ["usize", "ptr"], returns: "i32" },
  GetNamedPipeServerProcessId: { args: ["usize", "ptr"], returns: "i32" },
  BindIoCompletionCallback: { args: ["usize", "usize", "u32"], returns: "i32" },
  SetFileCompletionNotificationModes: { args: ["usize", "u32"], returns: "i32" },
  CancelIoEx: { args: ["usize", "usize"], returns: "i32" },
  VirtualAlloc: { args: ["usize", "usize", "u32", "u32"], returns: "usize" },
  VirtualFree: { args: ["usize", "usize", "u32"], returns: "i32" },
} as const;

/**
 * For both transfers: the handle, no event, no routine, twice the OVERLAPPED; the buffer and its length; no offset, no key.
 */
const NT = {
  NtReadFile: {
    args: ["usize", "usize", "usize", "usize", "usize", "usize", "u32", "usize", "usize"],
    returns: "u32",
  },
  NtWriteFile: {
    args: ["usize", "usize", "usize", "usize", "usize", "usize", "u32", "usize", "usize"],
    returns: "u32",
  },
  NtFsControlFile: {
    args: ["usize", "usize", "usize", "usize", "usize", "u32", "usize", "u32", "usize", "u32"],
    returns: "u32",
  },
  NtQueryInformationFile: { args: ["usize", "ptr", "ptr", "u32", "u32"], returns: "u32" },
} as const;
