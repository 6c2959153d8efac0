// windows-waits.ts: hears that an object of Windows is signaled (an event, a process that has ended) without a thread of
// ours that waits: the thread pool of Windows waits, and calls this thread.
import { requireFfi, unsupported } from "./foreign-library.ts";
import { type ProcessState, processState } from "./process-state.ts";
import { isMainThread } from "./seldom-needed.ts";
import { WINDOWS_ERRORS } from "./windows-error.ts";
import { openWindowsLibrary } from "./windows-library.ts";

export interface WaitOptions {
  /** Whether it is called only the first time. An object that stays signaled would have it called without end. */
  readonly once?: boolean | undefined;
}

/**
 * Calls `called` in this thread each time that the object is signaled, until disposed: not afterwards, either, for what
 * was signaled before. It keeps the process alive no longer. `called` must not throw.
 *
 * The handle stays the caller's, and open until this is disposed.
 *
 * @throws WindowsError; TeleopError `UNSUPPORTED_PLATFORM`, also in a Worker: when one is terminated, nobody is asked before
 *   its functions are gone, and Windows would call what is there no more, which ends the process.
 */
export function onSignaled(
  handle: bigint,
  called: () => void,
  { once = false }: WaitOptions = {},
): Disposable {
  if (!isMainThread())
    throw unsupported("a Worker cannot wait for an object of Windows, the main thread can");
  const { functions: kernel, lastError, failure } = openKernel();
  const waits = allWaits();
  const id = waits.next++;
  const wait = new BigUint64Array(1);
  waits.called.set(id, called);
  const flags = WT_EXECUTEINWAITTHREAD | (once ? WT_EXECUTEONLYONCE : 0);
  if (kernel.RegisterWaitForSingleObject(wait, handle, waits.address, id, INFINITE, flags) === 0) {
    waits.called.delete(id);
    throw failure("RegisterWaitForSingleObject");
  }
  return {
    [Symbol.dispose]() {
      // What is under way arrives later, and finds nobody.
      if (!waits.called.delete(id)) return;
      if (kernel.UnregisterWaitEx(wait[0] ?? 0n, 0) !== 0 || lastError() === WINDOWS_ERRORS.ERROR_IO_PENDING)
        return;
      throw failure("UnregisterWaitEx");
    },
  };
}

const openKernel = () =>
  openWindowsLibrary("waiting for an object", "kernel32", {
    RegisterWaitForSingleObject: { args: ["ptr", "usize", "usize", "usize", "u32", "u32"], returns: "i32" },
    UnregisterWaitEx: { args: ["usize", "usize"], returns: "i32" },
  });

/** One function that Windows calls for all waits of this thread, for good, since a call of it may be under way at any time. */
function allWaits(): NonNullable<ProcessState["windowsWaits"]> {
  const state = processState();
  if (state.windowsWaits !== undefined) return state.windowsWaits;
  const called = new Map<number, () => void>();
  const { address } = requireFfi("waiting for an object").callback(["usize", "i32"], (id) => {
    called.get(Number(id))?.();
  });
  state.windowsWaits = { address, called, next: 1 };
  return state.windowsWaits;
}

// winnt.h, winbase.h
const WT_EXECUTEINWAITTHREAD = 0x4;
const WT_EXECUTEONLYONCE = 0x8;
const INFINITE = 0xffff_ffff;
