// conformance.test.ts: what every attacher must do, and what looks like an attach by kqueue but is none.
import { test } from "bun:test";
import { mkdirSync, renameSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { attacherConformance } from "@teleop/conformance";
import { attachFileName } from "@teleop/core";
import { kqueueOf } from "./kqueue.ts";
import { noPlatform, testedPlatform } from "./testing/tested-platform.ts";

if (testedPlatform === undefined) {
  test.skip(`kqueue: the conformance suite (skipped: ${noPlatform})`, () => {});
} else {
  attacherConformance({
    name: "kqueue",
    attacher: kqueueOf(testedPlatform),
    target: new URL("./testing/target.ts", import.meta.url),
    decoys: [
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
    ],
  });
}
