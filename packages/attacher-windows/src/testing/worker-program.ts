// worker-program.ts: arms in a Worker, terminates it while it is armed, and has its name set afterwards.
import { isMainThread } from "node:worker_threads";
import { eventSink } from "@teleop/core/plugin";
import { windowsEvent } from "../index.ts";

const attacher = windowsEvent();
if (isMainThread) {
  const worker = new Worker(import.meta.url);
  const ended = Promise.withResolvers<void>();
  worker.addEventListener("close", () => ended.resolve());
  worker.addEventListener("message", ({ data }: MessageEvent<string>) => {
    console.log(data);
    if (data === "signaled") worker.terminate();
  });
  await ended.promise;
  Bun.gc(true);
  await using signal = attacher.signal({ pid: process.pid });
  const outcome = await signal.send().then(
    () => "set",
    (error) => error.code,
  );
  console.log(`the Worker has ended: ${outcome}`);
} else {
  const onEvent = eventSink((event) => postMessage(event.type === "degraded" ? event.reason : event.type));
  const armed = attacher.arm({ pid: process.pid }, { onEvent });
  setInterval(() => {}, 60_000);
  await armed.signaled();
  postMessage("signaled");
}
