// worker-program.ts: arms in a Worker, attaches to itself from the main thread, and ends by itself while still armed.
import { isMainThread } from "node:worker_threads";
import { eventSink } from "@teleop/core/plugin";
import { inotify } from "../index.ts";

const attacher = inotify();
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
  const onEvent = eventSink((event) => {
    if (event.type === "degraded") postMessage(`degraded: ${event.reason}`);
  });
  const armed = attacher.arm({ pid: process.pid }, { onEvent });
  process.on("exit", () => armed[Symbol.dispose]());
  postMessage("armed");
  // Being armed keeps no Worker alive, so that something else has to while it waits.
  const alive = setInterval(() => {}, 60_000);
  await armed.signaled();
  clearInterval(alive);
  postMessage("signaled");
}
