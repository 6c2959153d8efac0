// worker-program.ts: arms in a Worker, attaches to itself from the main thread, and ends by itself.
import { isMainThread } from "node:worker_threads";
import { kqueueOf } from "../kqueue.ts";
import { testedPlatform } from "./tested-platform.ts";

const attacher = kqueueOf(testedPlatform);
if (isMainThread) {
  const worker = new Worker(import.meta.url);
  worker.onmessage = async ({ data }: MessageEvent<string>) => {
    console.log(data);
    if (data !== "armed") return;
    await using signal = attacher.signal({ pid: process.pid });
    await signal.send();
    const { promise, resolve } = Promise.withResolvers<MessageEvent<string>>();
    worker.onmessage = resolve;
    console.log((await promise).data);
  };
} else {
  using armed = attacher.arm({ pid: process.pid });
  postMessage("armed");
  // Being armed keeps no Worker alive, so that something else has to while it waits.
  const alive = setInterval(() => {}, 60_000);
  await armed.signaled();
  clearInterval(alive);
  postMessage("signaled");
}
