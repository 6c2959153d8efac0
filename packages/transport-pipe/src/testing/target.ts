// target.ts: the child process of the conformance suite.
import { runTransportTarget } from "@teleop/conformance";
import { namedPipe } from "../index.ts";

// Not awaited: Bun lives on as long as a top-level await is pending.
void runTransportTarget(namedPipe());
