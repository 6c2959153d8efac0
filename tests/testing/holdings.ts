// holdings.ts: what a process holds that could leak: descriptors, inotify watches, memory. From proc(5).
import { readdirSync, readFileSync } from "node:fs";
import { isMissing } from "@teleop/core/plugin";

export interface Holdings {
  readonly descriptors: number;
  /** Inotify watches, of all instances. */
  readonly watches: number;
  /** Resident memory, in MiB, after a garbage collection. */
  readonly mebibytes: number;
}

/** Of this process. */
export function holdings(): Holdings {
  Bun.gc(true);
  const infos = readdirSync("/proc/self/fdinfo").flatMap((fd) => {
    try {
      return [readFileSync(`/proc/self/fdinfo/${fd}`, "utf8")];
    } catch (error) {
      // The one by which the list was read.
      if (isMissing(error)) return [];
      throw error;
    }
  });
  const watches = infos.flatMap((info) => info.split("\n").filter((line) => line.startsWith("inotify ")));
  return {
    descriptors: infos.length,
    watches: watches.length,
    mebibytes: process.memoryUsage.rss() / 2 ** 20,
  };
}
