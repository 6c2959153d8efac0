// no-library-program.ts: arms as on a system whose kqueue cannot be called, and attaches to itself.
import { eventSink } from "@teleop/core/plugin";
import { kqueueOf } from "../kqueue.ts";

const attacher = kqueueOf({
  library: "libabsent.so",
  keventBytes: 32,
  userFilter: -11,
  openFlags: 0,
  readdNotes: false,
});
const onEvent = eventSink((event) => {
  if (event.type === "degraded") console.log(event.reason);
});
using armed = attacher.arm({ pid: process.pid }, { onEvent });
await using signal = attacher.signal({ pid: process.pid });
await signal.send();
const alive = setInterval(() => {}, 60_000);
await armed.signaled();
clearInterval(alive);
console.log("signaled");
