// live.mjs: a client that looks at what a process is, and does: its facts, samples, what it says, and where it is stuck. Its
// argument is a PID, of a process that evaluates expressions; it says what it has seen.

import { dummy } from "@teleop/attacher-dummy";
import { Eval, followLogs, followSamples, followStalls, Process } from "@teleop/diagnostics/client";
import { attach } from "teleop";

const pid = Number(process.argv[2]);
const target = await attach(pid);
const evaluate = (expression) => target.service("eval", Eval).evaluate({ expression });

const facts = target.service("process", Process);
const [info, usage, { total }, { libraries }, { limits }] = await Promise.all([
  facts.info(),
  facts.usage(),
  facts.descriptors(),
  facts.modules(),
  facts.limits(),
]);
const environment = await facts.environment().catch(({ message }) => message);

const samples = [];
const sampled = Promise.withResolvers();
const sampling = await followSamples(target, {
  interval: 100,
  onSample: (sample) => samples.push(sample) === 3 && sampled.resolve(),
});
// Garbage to collect.
await evaluate("for (let i = 0; i < 3e6; i++) globalThis.kept = { i }");
await sampled.promise;
await sampling[Symbol.asyncDispose]();

const said = Promise.withResolvers();
const following = await followLogs(target, { onEntry: said.resolve });
const before = await evaluate("console.warn('it is %s', 'well')");
const entry = await said.promise;
await following[Symbol.asyncDispose]();

const stalls = [];
const over = Promise.withResolvers();
const watching = await followStalls(target, (name) => attach(pid, { name, attacher: dummy() }), {
  threshold: 200,
  onStall: (stall) => stalls.push(stall) && stall.isOver && over.resolve(),
});
await evaluate(
  "(function stuckHere() { const end = performance.now() + 1500; let sum = 0; while (performance.now() < end) sum += Math.sqrt(sum + 1); return sum; })()",
);
await over.promise;
await watching[Symbol.asyncDispose]();
const known = stalls.find(({ source }) => source === "interrupted");

await target[Symbol.asyncDispose]();
console.log(
  JSON.stringify({
    pid: info.pid,
    runtime: `${info.versions[0].name} ${info.versions[0].version}`,
    resident: usage.memory.resident > 10_000_000n,
    descriptors: total > 3,
    native: libraries.some((file) => file.endsWith(".node")),
    limits: limits.some(({ name }) => name === "Max open files"),
    isEnvironmentHidden: environment.includes?.("does not show its environment") === true,
    processor: samples[2].cpu.user > samples[0].cpu.user,
    collections: samples[2].collections.count > 0n,
    entry: [entry.level, entry.source, entry.text, before.text].join(),
    stuck: stalls[0].isOver === false,
    // Before it was over.
    while: known?.isOver === false,
    stack: known?.stack.some((frame) => frame.function === "stuckHere"),
  }),
);
