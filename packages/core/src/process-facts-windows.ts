// process-facts-windows.ts: asks Windows about a process: by a handle to it; of one that this user gets none to, what the
// list of all processes says. Loaded on Windows only.
import { hasFfi } from "./foreign-library.ts";
import type { ProcessFacts } from "./process-facts.ts";
import { Unwind } from "./unwind.ts";
import { WINDOWS_ERRORS, WindowsError } from "./windows-error.ts";
import { isNoHandle, type OwnedHandle, openWindowsLibrary, ownHandle } from "./windows-library.ts";
import { readProcessPaths } from "./windows-process-memory.ts";
import { listWindowsProcesses, type WindowsProcess } from "./windows-processes.ts";
import type { Sid } from "./windows-sid.ts";
import { processSid } from "./windows-token.ts";

/** @returns undefined when there is no such process; "unknown" without FFI to ask with. */
export function windowsProcessFacts(pid: number): ProcessFacts | undefined | "unknown" {
  if (!hasFfi()) return "unknown";
  const opened = openProcess(pid);
  if (opened === "gone") return undefined;
  if (opened === "refused") return factsOfRefused(pid);
  using handle = opened.handle;
  const startTime = startTimeOf(handle.value);
  if (hasEnded(opened)) {
    return { ...NEVER_ON_WINDOWS, pid, innermostPid: pid, state: "zombie", startTime, sid: undefined };
  }
  const sid = sidIfTold(handle.value);
  return {
    ...NEVER_ON_WINDOWS,
    pid,
    innermostPid: pid,
    state: opened.rights === "all" && isSuspended(handle.value) ? "stopped" : "running",
    startTime,
    sid,
    untold: sid === undefined ? whyRefused(undefined) : undefined,
  };
}

/**
 * The working directory of a process, as it is called there: with a backslash at its end.
 *
 * @throws TeleopError `NO_SUCH_PROCESS`; `PERMISSION_DENIED` where Windows does not let this user read it;
 *   `UNSUPPORTED_PLATFORM` without FFI.
 */
export function windowsWorkingDirectory(pid: number): string {
  return readProcessPaths(pid).workingDirectory;
}

/** What Windows does not have. */
const NEVER_ON_WINDOWS = {
  euid: undefined,
  catchesSigquit: undefined,
  ignoresSigquit: undefined,
  kernelThread: false,
  threadOf: undefined,
  tracer: undefined,
  untold: undefined,
} as const;

/** What a handle lets ask: "all", or little. */
type Opened = { readonly rights: "all" | "limited"; readonly handle: OwnedHandle } | "refused" | "gone";

function openProcess(pid: number): Opened {
  const { functions: kernel, failure } = openKernel();
  for (const rights of ["all", "limited"] as const) {
    const value = kernel.OpenProcess(RIGHTS[rights], 0, pid);
    if (!isNoHandle(value)) {
      const handle = ownHandle(value);
      // Windows opens process 4 for 5, 6 and 7, too: the last two bits do not count.
      if (kernel.GetProcessId(value) === pid) return { rights, handle };
      handle[Symbol.dispose]();
      return "gone";
    }
    const error = failure("OpenProcess", String(pid));
    if (error.reason === WINDOWS_ERRORS.ERROR_INVALID_PARAMETER) return "gone";
    if (error.reason !== WINDOWS_ERRORS.ERROR_ACCESS_DENIED) throw error;
  }
  return "refused";
}

function startTimeOf(handle: bigint): string {
  const { functions: kernel, failure } = openKernel();
  const [created, ended, inKernel, inUser] = [
    new BigUint64Array(1),
    new BigUint64Array(1),
    new BigUint64Array(1),
    new BigUint64Array(1),
  ];
  if (kernel.GetProcessTimes(handle, created, ended, inKernel, inUser) === 0)
    throw failure("GetProcessTimes");
  return String(created[0]);
}

/** A process that has ended is there as long as somebody has a handle to it. */
function hasEnded({ handle, rights }: Exclude<Opened, string>): boolean {
  const { functions: kernel, failure } = openKernel();
  if (rights === "all") return kernel.WaitForSingleObject(handle.value, 0) === WAIT_OBJECT_0;
  const code = new Uint32Array(1);
  if (kernel.GetExitCodeProcess(handle.value, code) === 0) throw failure("GetExitCodeProcess");
  // One that ends with this code is taken to be alive.
  return code[0] !== STILL_ACTIVE;
}

function sidIfTold(handle: bigint): Sid | undefined {
  try {
    return processSid(handle);
  } catch (error) {
    if (error instanceof WindowsError && error.reason === WINDOWS_ERRORS.ERROR_ACCESS_DENIED)
      return undefined;
    throw error;
  }
}

/**
 * For how long the main thread of a process has used a CPU, in ms: the oldest thread that it has. Undefined where this user
 * is not told, or there is no such process.
 */
export function windowsMainThreadMs(pid: number): number | undefined {
  if (!hasFfi()) return undefined;
  const opened = openProcess(pid);
  if (typeof opened === "string") return undefined;
  using process = opened.handle;
  const next = new BigUint64Array(1);
  const { NtGetNextThread } = openNt().functions;
  if (NtGetNextThread(process.value, 0n, THREAD_QUERY_LIMITED_INFORMATION, 0, 0, next) !== STATUS_SUCCESS) {
    return undefined;
  }
  using thread = ownHandle(next[0] ?? 0n);
  const { functions: kernel } = openKernel();
  const [inKernel, inUser] = [new BigUint64Array(1), new BigUint64Array(1)];
  const [created, ended] = [new BigUint64Array(1), new BigUint64Array(1)];
  if (kernel.GetThreadTimes(thread.value, created, ended, inKernel, inUser) === 0) return undefined;
  return Number((inKernel[0] ?? 0n) + (inUser[0] ?? 0n)) / UNITS_PER_MS;
}

/** Whether none of its threads may run. Usually the first one does, and no other is looked at. */
function isSuspended(handle: bigint): boolean {
  const { functions: nt } = openNt();
  using threads = new Unwind();
  const next = new BigUint64Array(1);
  const count = new Uint32Array(1);
  for (let previous = 0n; ; previous = next[0] ?? 0n) {
    // With the last one it ends, with STATUS_NO_MORE_ENTRIES; a thread that is not told could run.
    const status = nt.NtGetNextThread(handle, previous, THREAD_QUERY_LIMITED_INFORMATION, 0, 0, next);
    if (status !== STATUS_SUCCESS) return previous !== 0n && status === STATUS_NO_MORE_ENTRIES;
    const thread = threads.use(ownHandle(next[0] ?? 0n));
    const asked = nt.NtQueryInformationThread(
      thread.value,
      THREAD_SUSPEND_COUNT,
      count,
      count.byteLength,
      null,
    );
    if (asked !== STATUS_SUCCESS || count[0] === 0) return false;
  }
}

function factsOfRefused(pid: number): ProcessFacts | undefined {
  const found = listWindowsProcesses().find((process) => process.pid === pid);
  if (found === undefined) return undefined;
  return {
    ...NEVER_ON_WINDOWS,
    pid,
    innermostPid: pid,
    state: found.suspended ? "stopped" : "running",
    startTime: found.startTime,
    sid: undefined,
    untold: whyRefused(found),
  };
}

function whyRefused(found: WindowsProcess | undefined): string {
  const who =
    found?.session === 0
      ? "it is a service, or another process of session 0"
      : "it is elevated, or another user's";
  return `Windows does not tell this user whose it is: ${who}; ask as an administrator, elevated`;
}

const openNt = () =>
  openWindowsLibrary("asking about a process", "ntdll", {
    NtGetNextThread: { args: ["usize", "usize", "u32", "u32", "u32", "ptr"], returns: "u32" },
    NtQueryInformationThread: { args: ["usize", "u32", "ptr", "u32", "ptr"], returns: "u32" },
  });

const openKernel = () =>
  openWindowsLibrary("asking about a process", "kernel32", {
    OpenProcess: { args: ["u32", "i32", "u32"], returns: "usize" },
    GetProcessId: { args: ["usize"], returns: "u32" },
    GetProcessTimes: { args: ["usize", "ptr", "ptr", "ptr", "ptr"], returns: "i32" },
    WaitForSingleObject: { args: ["usize", "u32"], returns: "u32" },
    GetThreadTimes: { args: ["usize", "ptr", "ptr", "ptr", "ptr"], returns: "i32" },
    GetExitCodeProcess: { args: ["usize", "ptr"], returns: "i32" },
  });

// winnt.h, ntstatus.h
const PROCESS_QUERY_INFORMATION = 0x0400;
const PROCESS_QUERY_LIMITED_INFORMATION = 0x1000;
const SYNCHRONIZE = 0x0010_0000;
const RIGHTS = {
  all: PROCESS_QUERY_INFORMATION | PROCESS_QUERY_LIMITED_INFORMATION | SYNCHRONIZE,
  limited: PROCESS_QUERY_LIMITED_INFORMATION,
} as const;
/** Of a FILETIME. */
const UNITS_PER_MS = 10_000;
const WAIT_OBJECT_0 = 0;
const STILL_ACTIVE = 259;
const THREAD_QUERY_LIMITED_INFORMATION = 0x0800;
const THREAD_SUSPEND_COUNT = 35;
const STATUS_SUCCESS = 0;
const STATUS_NO_MORE_ENTRIES = 0x8000_001a;
