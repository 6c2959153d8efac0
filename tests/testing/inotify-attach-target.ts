// inotify-attach-target.ts: the child process of the attach suites, woken by inotify.
import { inotify } from "@teleop/attacher-inotify";
import { runAttachTarget } from "@teleop/conformance";
import { unixSocket } from "@teleop/transport-unix";

runAttachTarget({ attacher: inotify(), transport: unixSocket() });
