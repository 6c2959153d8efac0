// limits-program.ts: arms where the system refuses what its argument names, attaches to itself, and does so again once
// the limit is raised. Runs as root of a user namespace of its own, whose limits are its own (see namespaces(7)).
import { writeFileSync } from "node:fs";
import { eventSink } from "@teleop/core/plugin";
import { inotify } from "../index.ts";

const limit = `/proc/sys/user/max_inotify_${process.argv[2]}`;
// Bun has instances of its own in some versions; a limit of 0 refuses each further one.
writeFileSync(limit, "0");

const healed = Promise.withResolvers<void>();
const events: string[] = [];
const onEvent = eventSink((event) => {
  if (event.type !== "degraded" && event.type !== "healed") return;
  events.push(`${event.type}: ${event.reason}`);
  if (event.type === "healed") healed.resolve();
});

const attacher = inotify();
using armed = attacher.arm({ pid: process.pid }, { onEvent });
// The watch and its timers do not keep a process alive, so that something has to.
const alive = setInterval(() => {}, 60_000);
await attach();
writeFileSync(limit, "100");
await healed.promise;
await attach();
clearInterval(alive);
console.log(JSON.stringify(events));

async function attach(): Promise<void> {
  await using signal = attacher.signal({ pid: process.pid });
  await signal.send();
  await armed.signaled();
}
