import { test } from "bun:test";
import { transportConformance } from "@teleop/conformance";
import { namedPipe } from "./index.ts";

if (process.platform === "win32") {
  transportConformance({
    name: "pipe",
    transport: namedPipe,
    socketFile: false,
    target: new URL("./testing/target.ts", import.meta.url),
    skip: [
      {
        reason: "it looks at the file of a socket; named-pipe.test.ts has the same of a pipe",
        tests: ["a client that polls hard never sees a socket that is not ready"],
      },
    ],
  });
} else {
  test.skip("pipe: the suite of transports (skipped: named pipes need Windows)", () => {});
}
