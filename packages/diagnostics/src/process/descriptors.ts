// descriptors.ts: what this process has open, and what each descriptor leads to.
import { readdirSync, readlinkSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import type { Process_Descriptor } from "./process.capnp.ts";
import { socketsByInode } from "./sockets.ts";
import { unlessUntold } from "./system-files.ts";

/** So that the event loop is not held for long by a process that has very many. */
const SLICE = 250;

/** No message has more. */
const MOST = 10_000;

/** @param limit how many to tell of, of the lowest numbers; at most 10,000. */
export async function descriptors(
  limit: number,
): Promise<{ readonly descriptors: Process_Descriptor.Init[]; readonly total: number }> {
  const numbers = openNumbers();
  const told = numbers.slice(0, Math.min(limit, MOST));
  const targets = new Map<number, string>();
  for (let at = 0; at < told.length; at += SLICE) {
    if (at > 0) await setImmediate();
    for (const number of told.slice(at, at + SLICE)) {
      const target = targetOf(number);
      // Closed meanwhile, as the one is by which the directory was read.
      if (target !== undefined) targets.set(number, target);
    }
  }
  const inodes = new Set([...targets.values()].flatMap((target) => socketInode(target) ?? []));
  const sockets = await socketsByInode(inodes);
  return {
    descriptors: [...targets].map(([number, target]) => {
      const kind = kindOf(target);
      const socket = sockets.get(socketInode(target) ?? "");
      return socket === undefined ? { number, kind, target } : { number, kind, target, socket };
    }),
    total: Math.max(targets.size, numbers.length - (told.length - targets.size)),
  };
}

function openNumbers(): number[] {
  return readdirSync(process.platform === "linux" ? "/proc/self/fd" : "/dev/fd")
    .map(Number)
    .filter(Number.isInteger)
    .sort((a, b) => a - b);
}

/** Empty where the system has no link that tells; undefined when it is not open any more. */
function targetOf(number: number): string | undefined {
  if (process.platform !== "linux") return "";
  try {
    return readlinkSync(`/proc/self/fd/${number}`);
  } catch (error) {
    return unlessUntold(error);
  }
}

function socketInode(target: string): string | undefined {
  return /^socket:\[(\d+)\]$/.exec(target)?.[1];
}

/** By the names that proc_pid_fd(5) gives to what has no path. */
export function kindOf(target: string): NonNullable<Process_Descriptor.Init["kind"]> {
  if (target.startsWith("socket:")) return "socket";
  if (target.startsWith("pipe:")) return "pipe";
  if (target.startsWith("anon_inode:")) return "event";
  if (target.startsWith("/memfd:") || target.startsWith("/dev/shm/")) return "memory";
  if (target.startsWith("/dev/")) return "device";
  if (target.endsWith(" (deleted)")) return "deleted";
  return target.startsWith("/") ? "file" : "unknown";
}
