// file-decoys.ts: what happens in a busy working directory, and must not wake a target that watches it.
import { mkdirSync, renameSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { attachFileName } from "@teleop/core/plugin";
import type { Decoy } from "./attacher.ts";

/** For every attacher whose target watches for the attach file. */
export const fileDecoys: readonly Decoy[] = [
  {
    name: "another file that is created and written to",
    send: ({ cwd }) => writeFileSync(join(cwd, "log"), "decoy"),
  },
  {
    name: "a directory that is created and removed",
    send: ({ cwd }) => {
      mkdirSync(join(cwd, "work"));
      rmdirSync(join(cwd, "work"));
    },
  },
  {
    name: "another file that is renamed into the directory",
    send: ({ cwd }) => {
      const outside = `${cwd}-outside`;
      writeFileSync(outside, "decoy");
      renameSync(outside, join(cwd, "moved"));
    },
  },
  {
    name: "the attach file of another process",
    send: ({ pid, cwd }) => writeFileSync(join(cwd, attachFileName({ pid: pid + 1 })), ""),
  },
];
