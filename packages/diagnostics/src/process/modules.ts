// modules.ts: what code this process has loaded, as far as its runtime and its system tell.
import { createRequire } from "node:module";
import type { Process_Modules } from "./process.capnp.ts";
import { readSystemFile } from "./system-files.ts";

/** More are not told: a list is for people, and a message has its limits. */
const MOST = 20_000;

export function modules(): Process_Modules.Init {
  const cached = Object.keys(createRequire(import.meta.url).cache);
  // Bun has modules of both kinds there, but for the one that it was started with.
  const isBun = process.versions.bun !== undefined;
  const main = process.argv[1];
  const scripts = new Set(isBun && main !== undefined ? [main, ...cached] : cached);
  return {
    scripts: [...scripts].slice(0, MOST),
    isComplete: isBun && scripts.size <= MOST,
    libraries: librariesIn(readSystemFile("/proc/self/maps") ?? ""),
  };
}

/** The files that hold native code, of proc_pid_maps(5): those that are mapped to be executed. */
export function librariesIn(maps: string): string[] {
  const files = new Set<string>();
  for (const line of maps.split("\n")) {
    // address perms offset dev inode path
    const [, permissions, path] = /^\S+ (\S+) \S+ \S+ \d+ +(\/.*)$/.exec(line) ?? [];
    if (permissions?.[2] === "x" && path !== undefined) files.add(path);
  }
  return [...files].slice(0, MOST);
}
