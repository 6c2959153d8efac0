// conformance.test.ts: what every attacher must do, by an event of Windows.
import { test } from "bun:test";
import { attacherConformance, fileDecoys } from "@teleop/conformance";
import { windowsEvent } from "./index.ts";

if (process.platform !== "win32") {
  test.skip("windows: the conformance suite (skipped: it needs Windows)", () => {});
} else {
  attacherConformance({
    name: "windows",
    attacher: windowsEvent(),
    target: new URL("./testing/target.ts", import.meta.url),
    decoys: fileDecoys,
    skip: [
      {
        reason: "the event is the target's, and is not there before",
        tests: ["an attach that came before arm() is seen"],
      },
      {
        reason: "it has no attach file",
        tests: [
          "a client removes only the attach file that it made",
          "an attach file is a regular file of mode 0600",
          "a leftover of a client that was killed does not keep the next one from attaching",
          "a planted link is refused, its target untouched, and the attach works elsewhere",
          "a dangling link at the attach file's path creates nothing, and the attach works elsewhere",
          "a directory at the attach file's path is reported, and the attach works elsewhere",
          "an attach file of another user is ignored and left alone, and the attach works elsewhere",
          "a private directory that others may write to is refused, and the working directory serves",
        ],
      },
    ],
  });
}
