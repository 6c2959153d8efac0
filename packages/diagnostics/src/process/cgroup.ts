// cgroup.ts: what the control group of this process has, and what it is let have, in both versions of the hierarchy.
// https://docs.kernel.org/admin-guide/cgroup-v2.html, https://docs.kernel.org/admin-guide/cgroup-v1/memory.html
import { join } from "node:path";
import type { Process_Cgroup } from "./process.capnp.ts";
import { readSystemFile } from "./system-files.ts";

/** Reads a file, by its path; undefined where there is none, or it is not told. */
export type ReadSystemFile = (path: string) => string | undefined;

export function cgroup(read: ReadSystemFile = readSystemFile): Process_Cgroup.Init {
  const groups = groupsOf(read("/proc/self/cgroup") ?? "", read("/proc/self/mountinfo") ?? "");
  const memory = groups.get("memory");
  if (memory !== undefined) return versionOne(groups, memory, read);
  const unified = groups.get("");
  return unified === undefined ? {} : versionTwo(unified, read);
}

/** Where a group's files are: its folder, and those above it as far as they are mounted. The own one first. */
export interface Group {
  readonly path: string;
  readonly folders: readonly string[];
}

function versionTwo({ path, folders }: Group, read: ReadSystemFile): Process_Cgroup.Init {
  const [own = ""] = folders;
  const lowest = (file: string) => lowestOf(folders.map((folder) => number(read(join(folder, file)))));
  return {
    path,
    version: 2,
    memory: {
      used: number(read(join(own, "memory.current"))),
      max: lowest("memory.max"),
      high: lowest("memory.high"),
      swapMax: lowest("memory.swap.max"),
    },
    cpus: fewest(
      folders.map((folder) => {
        const [quota, period] = (read(join(folder, "cpu.max")) ?? "").trim().split(" ");
        return processors(quota, period);
      }),
    ),
    processes: { used: number(read(join(own, "pids.current"))), max: lowest("pids.max") },
    throttled: keyed(read(join(own, "cpu.stat")), "nr_throttled"),
    outOfMemoryKills: keyed(read(join(own, "memory.events")), "oom_kill"),
  };
}

function versionOne(
  groups: ReadonlyMap<string, Group>,
  memory: Group,
  read: ReadSystemFile,
): Process_Cgroup.Init {
  const own = (controller: string, file: string): string | undefined => {
    const folder = groups.get(controller)?.folders[0];
    return folder === undefined ? undefined : read(join(folder, file));
  };
  const lowest = (controller: string, file: string): bigint =>
    lowestOf((groups.get(controller)?.folders ?? []).map((folder) => number(read(join(folder, file)))));
  return {
    path: memory.path,
    version: 1,
    memory: {
      used: number(own("memory", "memory.usage_in_bytes")),
      max: lowest("memory", "memory.limit_in_bytes"),
      high: lowest("memory", "memory.soft_limit_in_bytes"),
      swapMax: lowest("memory", "memory.memsw.limit_in_bytes"),
    },
    cpus: fewest(
      (groups.get("cpu")?.folders ?? []).map((folder) =>
        processors(
          read(join(folder, "cpu.cfs_quota_us"))?.trim(),
          read(join(folder, "cpu.cfs_period_us"))?.trim(),
        ),
      ),
    ),
    processes: { used: number(own("pids", "pids.current")), max: lowest("pids", "pids.max") },
    throttled: keyed(own("cpu", "cpu.stat"), "nr_throttled"),
    outOfMemoryKills: keyed(own("memory", "memory.oom_control"), "oom_kill"),
  };
}

/**
 * The groups of a process by controller, "" for version 2.
 *
 * What is mounted may be a part of the hierarchy only, as in containers: then it is that part's root that the path of
 * the process lies below, or, seen from its own namespace, the path says so already.
 */
export function groupsOf(cgroup: string, mountinfo: string): ReadonlyMap<string, Group> {
  const mounts = new Map<string, { readonly root: string; readonly point: string }>();
  for (const line of mountinfo.split("\n")) {
    const [left = "", right = ""] = line.split(" - ");
    const [, , , root, point] = left.split(" ");
    const [type, , options = ""] = right.split(" ");
    if (root === undefined || point === undefined) continue;
    const mount = { root: unescapeOctal(root), point: unescapeOctal(point) };
    if (type === "cgroup2") mounts.set("", mount);
    if (type === "cgroup") for (const option of options.split(",")) mounts.set(option, mount);
  }
  const groups = new Map<string, Group>();
  for (const line of cgroup.split("\n")) {
    const [, , controllers, path] = /^(\d+):([^:]*):(.*)$/.exec(line) ?? [];
    if (controllers === undefined || path === undefined) continue;
    for (const controller of controllers.split(",")) {
      const mount = mounts.get(controller);
      if (mount !== undefined) groups.set(controller, { path, folders: foldersOf(path, mount) });
    }
  }
  return groups;
}

function foldersOf(
  path: string,
  { root, point }: { readonly root: string; readonly point: string },
): readonly string[] {
  const isBelow = path === root || path.startsWith(root === "/" ? "/" : `${root}/`);
  const below = isBelow ? path.slice(root === "/" ? 0 : root.length) : path;
  const names = below.split("/").filter((name) => name !== "" && name !== "..");
  return Array.from({ length: names.length + 1 }, (_, up) =>
    join(point, ...names.slice(0, names.length - up)),
  );
}

/** In /proc, a blank in a path is \040. */
function unescapeOctal(path: string): string {
  return path.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

/** `max` is no limit; of version 1, neither is a number that no machine has. */
function number(text: string | undefined): bigint {
  const trimmed = text?.trim() ?? "";
  if (!/^\d+$/.test(trimmed)) return ABSENT;
  const value = BigInt(trimmed);
  return value >= NO_MACHINE_HAS ? ABSENT : value;
}

const ABSENT = -1n;
const NO_MACHINE_HAS = 1n << 60n;

function lowestOf(values: readonly bigint[]): bigint {
  return values.filter((value) => value !== ABSENT).reduce((a, b) => (a === ABSENT || b < a ? b : a), ABSENT);
}

function processors(quota: string | undefined, period: string | undefined): number {
  const [allowed, every] = [Number(quota), Number(period)];
  return allowed > 0 && every > 0 ? allowed / every : -1;
}

function fewest(counts: readonly number[]): number {
  const limits = counts.filter((count) => count > 0);
  return limits.length === 0 ? -1 : Math.min(...limits);
}

/** The number behind a name, in a file of such pairs. */
function keyed(text: string | undefined, key: string): bigint {
  const line = text?.split("\n").find((line) => line.startsWith(`${key} `));
  return number(line?.slice(key.length + 1));
}
