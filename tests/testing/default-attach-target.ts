// default-attach-target.ts: the child process of the attach suites, woken by the default attacher.
import { runAttachTarget } from "@teleop/conformance";
import { defaultAttacher, defaultTransport } from "teleop";

runAttachTarget({ attacher: defaultAttacher(), transport: defaultTransport() });
