// process-facts-macos.ts: asks XNU about a process, by functions of libSystem that are loaded only when it is asked.
import { TeleopError } from "./errors.ts";
import { type Functions, hasFfi } from "./foreign-library.ts";
import { openLibc } from "./libc.ts";
import type { ProcessFacts } from "./process-facts.ts";

/** @returns undefined when there is no such process, or no bun:ffi to ask with. */
export function macosProcessFacts(pid: number): ProcessFacts | undefined {
  const kinfo = new Uint8Array(KINFO_PROC_BYTES);
  const written = askLibSystem((library) => {
    const mib = Int32Array.of(CTL_KERN, KERN_PROC, KERN_PROC_PID, pid);
    const size = BigUint64Array.of(BigInt(kinfo.byteLength));
    const result = library.sysctl(mib, mib.length, kinfo, size, null, 0);
    return result === 0 ? Number(size[0]) : 0;
  });
  return written === KINFO_PROC_BYTES ? parseKinfoProc(pid, kinfo) : undefined;
}

/**
 * The facts in a 64-bit `struct kinfo_proc`, as sysctl(3) fills it for KERN_PROC_PID (bsd/sys/sysctl.h and
 * bsd/sys/proc.h of XNU).
 */
export function parseKinfoProc(pid: number, kinfo: Uint8Array): ProcessFacts | undefined {
  const view = new DataView(kinfo.buffer, kinfo.byteOffset, kinfo.byteLength);
  if (view.getInt32(OFFSET_PID, true) !== pid) return undefined;
  const stat = view.getUint8(OFFSET_STAT);
  const caught = view.getUint32(OFFSET_SIGCATCH, true);
  const ignored = view.getUint32(OFFSET_SIGIGNORE, true);
  return {
    pid,
    innermostPid: pid,
    state: stat === SZOMB ? "zombie" : stat === SSTOP ? "stopped" : "running",
    startTime: `${view.getBigInt64(OFFSET_START_SECONDS, true)}.${view.getInt32(OFFSET_START_MICROSECONDS, true)}`,
    euid: view.getUint32(OFFSET_EUID, true),
    sid: undefined,
    catchesSigquit: (caught & SIGQUIT_BIT) !== 0 && (ignored & SIGQUIT_BIT) === 0,
    ignoresSigquit: (ignored & SIGQUIT_BIT) !== 0,
    kernelThread: false,
    threadOf: undefined,
    tracer: undefined,
    untold: undefined,
  };
}

/** @throws TeleopError `PERMISSION_DENIED` when XNU does not tell, `UNSUPPORTED_PLATFORM` without bun:ffi. */
export function macosWorkingDirectory(pid: number): string {
  const info = new Uint8Array(VNODE_PATH_INFO_BYTES);
  const written = askLibSystem((library) =>
    library.proc_pidinfo(pid, PROC_PIDVNODEPATHINFO, 0n, info, info.byteLength),
  );
  if (written === undefined) {
    throw new TeleopError(
      "UNSUPPORTED_PLATFORM",
      `finding out the working directory of another process (${pid}) on macOS needs Bun's FFI`,
      { pid },
    );
  }
  if (written < VNODE_PATH_INFO_BYTES) {
    throw new TeleopError(
      "PERMISSION_DENIED",
      `the system does not tell the working directory of process ${pid}: is it yours?`,
      { pid },
    );
  }
  const path = info.subarray(OFFSET_CWD_PATH, OFFSET_CWD_PATH + MAXPATHLEN);
  const end = path.indexOf(0);
  return new TextDecoder().decode(end === -1 ? path : path.subarray(0, end));
}

const CTL_KERN = 1;
const KERN_PROC = 14;
const KERN_PROC_PID = 1;
const KINFO_PROC_BYTES = 648;
const OFFSET_START_SECONDS = 0;
const OFFSET_START_MICROSECONDS = 8;
const OFFSET_STAT = 36;
const OFFSET_PID = 40;
const OFFSET_SIGIGNORE = 232;
const OFFSET_SIGCATCH = 236;
const OFFSET_EUID = 420;
const SSTOP = 4;
const SZOMB = 5;
const SIGQUIT_BIT = 1 << 2;

// `struct proc_vnodepathinfo` of bsd/sys/proc_info.h: the working directory comes first, its path after the vnode.
const PROC_PIDVNODEPATHINFO = 9;
const VNODE_PATH_INFO_BYTES = 2352;
const OFFSET_CWD_PATH = 152;
const MAXPATHLEN = 1024;

const SYMBOLS = {
  sysctl: { args: ["ptr", "u32", "ptr", "ptr", "ptr", "u64"], returns: "i32" },
  proc_pidinfo: { args: ["i32", "i32", "u64", "ptr", "i32"], returns: "i32" },
} as const;

/** @returns undefined elsewhere than on macOS, and without bun:ffi. */
function askLibSystem<T>(ask: (library: Functions<typeof SYMBOLS>) => T): T | undefined {
  if (process.platform !== "darwin" || !hasFfi()) return undefined;
  return ask(openLibc("asking about a process", SYMBOLS).functions);
}
