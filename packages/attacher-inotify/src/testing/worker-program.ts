// worker-program.ts: arms in a Worker, attaches to itself from the main thread, and ends by itself while still armed.
import { isMainThread } from "node:worker_threads";
import { eventSink } from "@teleop/core";
import { inotify } from "../index.ts";

const attacher = inotify();
if (isMainThread) {
  const worker = new Worker(import.meta.url);
  await using signal = attacher.signal({ pid: process.pid });
  await new Promise<void>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<string>) => {
      console.log(data);
      if (data === "armed") void signal.send().catch(reject);
      if (data === "signaled") resolve();
    };
    worker.onerror = (event) => reject(new Error(event.message));
  });
  worker.unref();
} else {
  const onEvent = eventSink((event) => {
    if (event.type === "degraded") postMessage(`degraded: ${event.reason}`);
  });
  const armed = attacher.arm({ pid: process.pid }, { onEvent });
  process.on("exit", () => armed[Symbol.dispose]());
  postMessage("armed");
  await armed.signaled();
  armed[Symbol.dispose]();
  postMessage("signaled");
}
