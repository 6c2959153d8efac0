// available-memory.ts: how much more memory this process can have before the system, or a limit that it runs under, ends
// it. https://docs.kernel.org/admin-guide/cgroup-v2.html#memory-interface-files
import { freemem } from "node:os";
import { join } from "node:path";
import { type Group, groupsOf, type ReadSystemFile } from "../process/cgroup.ts";
import { readSystemFile } from "../process/system-files.ts";

export interface AvailableMemory {
  readonly bytes: number;
  /** Whose limit that is, for people. */
  readonly limit: string;
}

/** The least of what the machine has, and of what the limit of each control group above the process leaves. */
export function availableMemory(read: ReadSystemFile = readSystemFile): AvailableMemory {
  const machine = { bytes: ofMachine(read("/proc/meminfo")), limit: "the machine's free memory" };
  const groups = groupsOf(read("/proc/self/cgroup") ?? "", read("/proc/self/mountinfo") ?? "");
  const one = groups.get("memory");
  const limits = one === undefined ? ofGroup(groups.get(""), TWO, read) : ofGroup(one, ONE, read);
  return [machine, ...limits].reduce((least, each) => (each.bytes < least.bytes ? each : least));
}

/** What a version of control groups calls things. */
interface Names {
  readonly max: string;
  readonly used: string;
  /** What the kernel can drop at once: pages of files that nobody has looked at for long. */
  readonly reclaimable: RegExp;
}

const TWO: Names = { max: "memory.max", used: "memory.current", reclaimable: /^inactive_file (\d+)$/m };
const ONE: Names = {
  max: "memory.limit_in_bytes",
  used: "memory.usage_in_bytes",
  reclaimable: /^total_inactive_file (\d+)$/m,
};

function ofGroup(group: Group | undefined, names: Names, read: ReadSystemFile): AvailableMemory[] {
  return (group?.folders ?? []).flatMap((folder) => {
    const max = bytes(read(join(folder, names.max)));
    const used = bytes(read(join(folder, names.used)));
    if (max === undefined || used === undefined) return [];
    const reclaimable = bytes(names.reclaimable.exec(read(join(folder, "memory.stat")) ?? "")?.[1]) ?? 0;
    const limit = `the limit of ${max} bytes in ${join(folder, names.max)}`;
    return [{ bytes: Math.max(0, max - used + Math.min(used, reclaimable)), limit }];
  });
}

/** "max" is none. */
function bytes(text: string | undefined): number | undefined {
  const trimmed = text?.trim() ?? "";
  return /^\d+$/.test(trimmed) ? Number(trimmed) : undefined;
}

function ofMachine(meminfo: string | undefined): number {
  const kilobytes = bytes(/^MemAvailable: +(\d+) kB$/m.exec(meminfo ?? "")?.[1]);
  return kilobytes === undefined ? freemem() : kilobytes * 1024;
}
