// held-by-inotify.ts: counts what this process holds of inotify, see proc_pid_fdinfo(5).
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

export function heldByInotify(): { descriptors: number; instances: number; watches: number } {
  const descriptors = readdirSync("/proc/self/fd");
  const instances = descriptors.filter((descriptor) => targetOf(descriptor) === "anon_inode:inotify");
  const watches = instances.flatMap((descriptor) =>
    readFileSync(`/proc/self/fdinfo/${descriptor}`, "utf8")
      .split("\n")
      .filter((line) => line.startsWith("inotify ")),
  );
  return { descriptors: descriptors.length, instances: instances.length, watches: watches.length };
}

/** Undefined for the descriptor by which the list itself was read. */
function targetOf(descriptor: string): string | undefined {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`);
  } catch {
    return undefined;
  }
}
