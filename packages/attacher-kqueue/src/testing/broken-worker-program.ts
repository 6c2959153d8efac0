// broken-worker-program.ts: arms where each Worker ends by an error, until that was reported as "degraded"; attaches to
// itself once a Worker lives.
import { eventSink } from "@teleop/core/plugin";
import { kqueueOf } from "../kqueue.ts";
import { testedPlatform } from "./tested-platform.ts";

let broken = true;
const SoundWorker = globalThis.Worker;
globalThis.Worker = class extends SoundWorker {
  constructor(source: string | URL, options?: WorkerOptions) {
    super(broken ? "data:text/javascript,throw new Error('broken by the test')" : source, options);
  }
};

const watchedAgain = Promise.withResolvers<void>();
const onEvent = eventSink((event) => {
  console.log(event.type);
  if (event.type === "healed" && !broken) watchedAgain.resolve();
  if (event.type === "degraded") broken = false;
});
const attacher = kqueueOf(testedPlatform);
using armed = attacher.arm({ pid: process.pid }, { onEvent });
const alive = setInterval(() => {}, 60_000);
await watchedAgain.promise;
await using signal = attacher.signal({ pid: process.pid });
await signal.send();
await armed.signaled();
clearInterval(alive);
console.log("signaled");
