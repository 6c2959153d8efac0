// diagnostics.mjs: a process that looks at its own heap, and at where its time goes, by the services for that, and prints one
// line of JSON of what it has found. diagnostics.mjs FOLDER
import { createReadStream } from "node:fs";
import { diagnostics } from "@teleop/diagnostics";
import { Cpu, Heap, profileTimes, snapshotContents } from "@teleop/diagnostics/client";
import { flightRecorder } from "@teleop/diagnostics/cpu";
import { receiveProfile, saveProfile, saveSnapshot, takeProfile } from "@teleop/diagnostics/files";
import { capnp } from "@teleop/rpc-capnp/teleop";
import { memoryPair } from "@teleop/transport-memory";

class Order {
  number = 7;
}

const [folder] = process.argv.slice(2);
const orders = Array.from({ length: 1234 }, () => new Order());
const recorder = flightRecorder({ intervalMs: 1 });
const [ours, theirs] = memoryPair();
const target = capnp({ services: diagnostics({ cpu: { recorder } }) });
const served = target.open(theirs);
const session = capnp().open(ours);

const heap = session.service("heap", Heap);
const path = `${folder}/a.heapsnapshot`;
const { length, pause } = await saveSnapshot(heap, path, { maxPause: Number.POSITIVE_INFINITY });
const contents = await snapshotContents(createReadStream(path));
const { usage } = await heap.statistics();
const { after } = await heap.collectGarbage();

const cpu = session.service("cpu", Cpu);
const stop = new AbortController();
const { profile, end } = await takeProfile(cpu, {
  stop: stop.signal,
  onStart() {
    burn(200);
    stop.abort();
  },
});
await saveProfile(profile, `${folder}/a.cpuprofile`);
await recorder.recent();
compute(200);
const recent = await receiveProfile((await cpu.recent()).profile);

console.log(
  JSON.stringify({
    orders: contents.classes.get("Order")?.count === orders.length,
    length: length > 1_000_000,
    paused: pause > 0,
    used: usage.used > 1_000_000n,
    collected: after.used > 1_000_000n,
    end,
    burning: namesIn(profile).includes("burn"),
    recorded: namesIn(recent).includes("compute"),
  }),
);
await recorder[Symbol.asyncDispose]();
await session[Symbol.asyncDispose]();
await served[Symbol.asyncDispose]();
target[Symbol.dispose]();

function burn(milliseconds) {
  const until = performance.now() + milliseconds;
  let sum = 0;
  while (performance.now() < until) sum += Math.sqrt(sum + 1);
  return sum;
}

/** The same as another function: V8 forgets the names of what it has compiled into its caller before a profile begins. */
function compute(milliseconds) {
  const until = performance.now() + milliseconds;
  let sum = 0;
  while (performance.now() < until) sum += Math.sqrt(sum + 1);
  return sum;
}

function namesIn(profile) {
  return profileTimes(profile).functions.map(({ name }) => name);
}
