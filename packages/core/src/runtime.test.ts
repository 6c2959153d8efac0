// runtime.test.ts: who is too old is told what is needed, and nobody else is.
import { expect, test } from "bun:test";
import { OLDEST, requireRuntime } from "./runtime.ts";

test.each([
  [{ bun: "1.4.2", node: "24.3.0" }, `teleop needs Bun ${OLDEST.bun} or later, this is 1.4.2; update Bun`],
  [{ bun: "0.9.99" }, `teleop needs Bun ${OLDEST.bun} or later, this is 0.9.99; update Bun`],
  [{ node: "20.20.2" }, `teleop needs Node.js ${OLDEST.node} or later, this is 20.20.2; update Node.js`],
  [{ node: "22.2.9" }, `teleop needs Node.js ${OLDEST.node} or later, this is 22.2.9; update Node.js`],
])("%j is told what is needed", (versions, rawMessage) => {
  expect(() => requireRuntime(versions)).toThrow(
    expect.objectContaining({ code: "UNSUPPORTED_PLATFORM", rawMessage }),
  );
});

test.each([
  [{ bun: OLDEST.bun, node: "18.0.0" }],
  [{ bun: "1.10.0" }],
  [{ bun: "2.0.0-canary.1" }],
  [{ node: OLDEST.node }],
  [{ node: "24.0.0-pre" }],
  [{}],
])("%j is new enough", (versions) => {
  expect(requireRuntime(versions)).toBeUndefined();
});
