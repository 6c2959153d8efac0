// watchdog-worker.ts: the watchdog's thread: it looks whether the main thread counts on, and tells who has come, at a
// rendezvous of its own, since the main thread may not be able to.
import { parentPort, workerData } from "node:worker_threads";
import { dummy } from "@teleop/attacher-dummy";
import { listen, serve } from "@teleop/core";
import { messageOf, type TeleopEvent } from "@teleop/core/plugin";
import { capnp } from "@teleop/rpc-capnp/teleop";
import { unixSocket } from "@teleop/transport-unix";
import { StallDetector } from "./detector.ts";
import { Followers } from "./followers.ts";
import { BEAT_MS, beatsOf, type FromWatchdog, type ToWatchdog, type WatchdogStart } from "./heartbeat.ts";
import { interruptedStack } from "./interrupted-stack.ts";
import type { StallReport } from "./stall-report.ts";
import { watchThread } from "./thread-activity.ts";

/** How long a stall has lasted when the thread is interrupted, and how often it is again, where that is possible. */
const INTERRUPT_FROM_MS = 200;
const INTERRUPT_EVERY_MS = 1000;

const { beats: shared, name, isOpen } = workerData as WatchdogStart;
const beats = new Int32Array(shared);
const tell = (message: FromWatchdog): void => parentPort?.postMessage(message);

const followers = new Followers(isOpen, () => detector.recent);
const detector = new StallDetector({
  every: BEAT_MS,
  watchThread: () => watchThread(),
  report(report, reason) {
    followers.tell(report, reason);
    if (reason === "lasts") void interrupt(report);
  },
});

let isInterrupting = false;
let interruptedAt: { readonly number: bigint; readonly duration: number } | undefined;

/** Never rejects. */
async function interrupt({ number, duration }: StallReport): Promise<void> {
  const last = interruptedAt?.number === number ? interruptedAt.duration : Number.NEGATIVE_INFINITY;
  if (isInterrupting || duration < INTERRUPT_FROM_MS || duration - last < INTERRUPT_EVERY_MS) return;
  isInterrupting = true;
  interruptedAt = { number, duration };
  try {
    detector.interrupted((await interruptedStack()) ?? []);
  } catch (error) {
    tell({ type: "failed", message: `where the main thread is cannot be told: ${messageOf(error)}` });
  } finally {
    isInterrupting = false;
  }
}

const onEvent = (event: TeleopEvent): void => {
  if (event.type === "bound") tell({ type: "bound", address: event.address });
  if (event.type === "failed") tell({ type: "failed", message: messageOf(event.error) });
};
// Who is let in, beyond the process's own user and root, is nothing that a function of the main thread could be asked.
const attachment = listen({ attacher: dummy(), transport: unixSocket(), name, onEvent });
const protocol = capnp({ services: { watchdog: () => followers.serve() } });
const service = serve(attachment, protocol, { onEvent });

let lookedAt = performance.now();
// It keeps this thread alive, which keeps no process alive.
const timer = setInterval(() => {
  const now = performance.now();
  detector.look({ time: Date.now(), elapsed: now - lookedAt, beats: beatsOf(beats) });
  lookedAt = now;
}, BEAT_MS);

parentPort?.on("message", (message: ToWatchdog) => {
  switch (message.type) {
    case "admit":
      return followers.admit(message.ticket);
    case "expel":
      return followers.expel(message.ticket);
    case "culprit":
      return detector.culprit(message.stack);
    case "end":
      return void end();
  }
});

async function end(): Promise<void> {
  clearInterval(timer);
  try {
    await attachment[Symbol.asyncDispose]();
    await service[Symbol.asyncDispose]();
    protocol[Symbol.dispose]();
  } finally {
    // The main thread ends this one.
    tell({ type: "ended" });
  }
}
