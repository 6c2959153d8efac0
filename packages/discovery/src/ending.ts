// ending.ts: how a process that is not ours has ended. Only a parent is told by wait(2); whoever holds a pidfd may ask the
// kernel, from Linux 6.15 on, and of a zombie proc(5) tells.
import { constants } from "node:os";
import { ownProc } from "@teleop/core/plugin";

/** How a process has ended, as far as the system tells somebody who is not its parent. */
export type Ending =
  | { readonly how: "exited"; readonly code: number }
  /** `signal` is a name such as `"SIGKILL"`, or `"signal 34"` for one that has none. */
  | { readonly how: "killed"; readonly signal: string; readonly dumpedCore: boolean }
  /** It is there no more, and why is not told. */
  | { readonly how: "unknown" };

/** What a status of wait(2) says. */
export function endingOf(status: number): Ending {
  const signal = status & 0x7f;
  if (signal === 0) return { how: "exited", code: (status >> 8) & 0xff };
  return { how: "killed", signal: nameOfSignal(signal), dumpedCore: (status & 0x80) !== 0 };
}

function nameOfSignal(signal: number): string {
  const found = Object.entries(constants.signals).find(([, number]) => number === signal);
  return found?.[0] ?? `signal ${signal}`;
}

/** Calls ioctl(2) of a pidfd; less than 0 where that fails. */
export type PidfdIoctl = (request: bigint, argument: Uint8Array) => number;

/**
 * How the process has ended that this pidfd leads to, after the kernel has told that it has.
 *
 * @param pid its PID, and when it started, as proc(5) has it.
 */
export function endingByPidfd(ioctl: PidfdIoctl, pid: number, startTime: string | undefined): Ending {
  // The kernel tells once the parent has waited for it, proc(5) until then. Asked in this order one of them tells.
  const status = statusByPidfd(ioctl) ?? statusOfZombie(pid, startTime) ?? statusByPidfd(ioctl);
  return status === undefined ? { how: "unknown" } : endingOf(status);
}

function statusByPidfd(ioctl: PidfdIoctl): number | undefined {
  const info = new DataView(new ArrayBuffer(INFO_BYTES));
  info.setBigUint64(0, INFO_EXIT, true);
  if (ioctl(GET_INFO, new Uint8Array(info.buffer)) < 0) return undefined;
  // It sets what it has filled in.
  return (info.getBigUint64(0, true) & INFO_EXIT) === 0n ? undefined : info.getInt32(EXIT_CODE_OFFSET, true);
}

/** Undefined where the process is no zombie, or it is not told, as of other users' processes. */
export function statusOfZombie(pid: number, startTime: string | undefined): number | undefined {
  const stat = ownProc()?.read(pid, "stat");
  if (stat === undefined) return undefined;
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields[STATE] !== "Z" || fields[START_TIME] !== startTime) return undefined;
  const status = Number(fields[EXIT_CODE]);
  return Number.isInteger(status) ? status : undefined;
}

// proc_pid_stat(5), counted from the state on.
const STATE = 0;
const START_TIME = 19;
const EXIT_CODE = 49;

// `struct pidfd_info` in its first version, and PIDFD_GET_INFO for that: linux/pidfd.h.
const INFO_BYTES = 64;
const EXIT_CODE_OFFSET = 60;
const INFO_EXIT = 8n;
const GET_INFO = 0xc040_ff0bn;
