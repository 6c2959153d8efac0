// windows-processes.ts: the list of all processes that Windows gives to every user, also of those that are nobody else's
// to open: when each started, whose child it is, in which session, and whether it is suspended.
import { WindowsError } from "./windows-error.ts";
import { fromWide, isNoHandle, openWindowsLibrary, ownHandle } from "./windows-library.ts";

export interface WindowsProcess {
  readonly pid: number;
  /** The process that started it; that one may have ended, and its PID be another's. */
  readonly parent: number;
  /** 0 is that of services; each user who logs in has one. */
  readonly session: number;
  /** As `startTime` of ProcessFacts. */
  readonly startTime: string;
  /** Whether it has threads, and all of them are suspended. */
  readonly suspended: boolean;
}

/** All that run now, without the one that stands for idleness. @throws WindowsError; TeleopError `UNSUPPORTED_PLATFORM`. */
export function listWindowsProcesses(): WindowsProcess[] {
  const { functions: nt } = openWindowsLibrary("listing processes", "ntdll", {
    NtQuerySystemInformation: { args: ["u32", "ptr", "u32", "ptr"], returns: "u32" },
    RtlNtStatusToDosError: { args: ["u32"], returns: "u32" },
  });
  const needed = new Uint32Array(1);
  for (let bytes = 512 * 1024; ; bytes = (needed[0] ?? 0) + ROOM_FOR_NEW) {
    const list = new Uint8Array(bytes);
    const status = nt.NtQuerySystemInformation(SYSTEM_PROCESS_INFORMATION, list, bytes, needed);
    if (status === 0) return parseProcessList(list);
    if (status !== STATUS_INFO_LENGTH_MISMATCH || (needed[0] ?? 0) <= bytes - ROOM_FOR_NEW) {
      throw new WindowsError("NtQuerySystemInformation", nt.RtlNtStatusToDosError(status));
    }
  }
}

/** The path of the program that a process runs; undefined where this user is not told, or there is none. */
export function processImage(pid: number): string | undefined {
  const { functions: kernel } = openWindowsLibrary("asking what a process runs", "kernel32", {
    OpenProcess: { args: ["u32", "i32", "u32"], returns: "usize" },
    QueryFullProcessImageNameW: { args: ["usize", "u32", "ptr", "ptr"], returns: "i32" },
  });
  const value = kernel.OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, 0, pid);
  if (isNoHandle(value)) return undefined;
  using handle = ownHandle(value);
  const path = new Uint16Array(LONGEST_PATH);
  const length = new Uint32Array([path.length]);
  return kernel.QueryFullProcessImageNameW(handle.value, 0, path, length) === 0 ? undefined : fromWide(path);
}

/**
 * Reads an array of SYSTEM_PROCESS_INFORMATION of 64-bit Windows, each with its SYSTEM_THREAD_INFORMATIONs behind it
 * (winternl.h, where most of their fields are "reserved"; documented by what has used them since Windows 2000).
 */
export function parseProcessList(list: Uint8Array): WindowsProcess[] {
  const view = new DataView(list.buffer, list.byteOffset, list.byteLength);
  const found: WindowsProcess[] = [];
  for (let at = 0; ; ) {
    const threads = view.getUint32(at + OFFSET_THREAD_COUNT, true);
    const pid = Number(view.getBigUint64(at + OFFSET_PID, true));
    if (pid !== 0) {
      found.push({
        pid,
        parent: Number(view.getBigUint64(at + OFFSET_PARENT, true)),
        session: view.getUint32(at + OFFSET_SESSION, true),
        startTime: String(view.getBigUint64(at + OFFSET_CREATED, true)),
        suspended: threads > 0 && everyThread(view, at + PROCESS_BYTES, threads, isSuspended),
      });
    }
    const next = view.getUint32(at, true);
    if (next === 0) return found;
    at += next;
  }
}

function everyThread(
  view: DataView,
  first: number,
  count: number,
  is: (view: DataView, at: number) => boolean,
) {
  for (let index = 0; index < count; index++) if (!is(view, first + index * THREAD_BYTES)) return false;
  return true;
}

function isSuspended(view: DataView, at: number): boolean {
  return (
    view.getUint32(at + OFFSET_STATE, true) === WAITING &&
    view.getUint32(at + OFFSET_WAIT_REASON, true) === SUSPENDED
  );
}

const PROCESS_QUERY_LIMITED_INFORMATION = 0x1000;
/** With its NUL, in units of UTF-16. */
const LONGEST_PATH = 0x8000;
const SYSTEM_PROCESS_INFORMATION = 5;
const STATUS_INFO_LENGTH_MISMATCH = 0xc000_0004;
/** For processes that start between two calls. */
const ROOM_FOR_NEW = 64 * 1024;
const PROCESS_BYTES = 0x100;
const OFFSET_THREAD_COUNT = 0x04;
const OFFSET_CREATED = 0x20;
const OFFSET_PID = 0x50;
const OFFSET_PARENT = 0x58;
const OFFSET_SESSION = 0x64;
const THREAD_BYTES = 0x50;
const OFFSET_STATE = 0x44;
const OFFSET_WAIT_REASON = 0x48;
// KTHREAD_STATE and KWAIT_REASON of wdm.h.
const WAITING = 5;
const SUSPENDED = 5;
