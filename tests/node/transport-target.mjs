// transport-target.mjs: the child process of the transport suite, in Node.js.
import { replaceBunTest } from "./replace-bun-test.mjs";

replaceBunTest(new URL("./expect-only.mjs", import.meta.url).href);
const { runTransportTarget } = await import("@teleop/conformance");
const { unixSocket } = await import("@teleop/transport-unix");

// Not awaited: Node.js ends with an exit code of its own when nothing is left to do but a top-level await.
void runTransportTarget(unixSocket());
