// conformance.test.ts: what every attacher must do, over the kqueue that there is.
import { test } from "bun:test";
import { attacherConformance, fileDecoys } from "@teleop/conformance";
import { kqueueOf } from "./kqueue.ts";
import { noPlatform, testedPlatform } from "./testing/tested-platform.ts";

if (testedPlatform === undefined) {
  test.skip(`kqueue: the conformance suite (skipped: ${noPlatform})`, () => {});
} else {
  attacherConformance({
    name: "kqueue",
    attacher: kqueueOf(testedPlatform),
    target: new URL("./testing/target.ts", import.meta.url),
    decoys: fileDecoys,
  });
}
