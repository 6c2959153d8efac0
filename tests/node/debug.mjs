// debug.mjs: a client that evaluates an expression in a process, watches its event loop, and debugs it: it stops it at a
// line, for longer than one that is stuck is left alone, looks, and lets it go on. Its argument is a PID; it says what it has seen.

import { dummy } from "@teleop/attacher-dummy";
import { debuggerOwner, Eval, followStalls, openDebugger } from "@teleop/diagnostics/client";
import { attach } from "teleop";

const pid = Number(process.argv[2]);
const target = await attach(pid);
const { text } = await target.service("eval", Eval).evaluate({ expression: "'pid ' + process.pid" });

const stood = Promise.withResolvers();
const watching = await followStalls(target, (name) => attach(pid, { name, attacher: dummy() }), {
  onStall: ({ duration }) => duration > 1_500 && stood.resolve(true),
});

const session = await openDebugger(target, { attach: (name) => attach(pid, { name, attacher: dummy() }) });
const messages = [];
let wake = () => {};
const connection = await session.connect({
  message(json) {
    messages.push(JSON.parse(json));
    wake();
  },
  closed() {},
});

async function next(is) {
  for (;;) {
    const index = messages.findIndex(is);
    if (index >= 0) return messages.splice(index, 1)[0];
    await new Promise((resolve) => {
      wake = resolve;
    });
  }
}

let lastId = 0;
async function ask(method, params) {
  lastId += 1;
  const id = lastId;
  await connection.send(JSON.stringify({ id, method, params }));
  const { result, error } = await next((message) => message.id === id);
  if (error !== undefined) throw new Error(error.message);
  return result;
}

await ask("Debugger.enable", {});
const script = await next(
  ({ method, params }) => method === "Debugger.scriptParsed" && params.url.includes("registered"),
);
const { scriptSource } = await ask("Debugger.getScriptSource", { scriptId: script.params.scriptId });
const lineNumber = scriptSource.split("\n").findIndex((line) => line.includes("calls += 1"));
await ask("Debugger.setBreakpointByUrl", { lineNumber, urlRegex: "registered" });
const { params } = await next(({ method }) => method === "Debugger.paused");
// It would have been interrupted twice.
const stands = await Promise.race([
  stood.promise,
  next(({ method }) => method === "Debugger.resumed").then(() => false),
]);
const [{ callFrameId, functionName }] = params.callFrames;
const { result } = await ask("Debugger.evaluateOnCallFrame", { callFrameId, expression: "factor * 21" });
// The process stands still, and its Worker tells who has it.
const again = await attach(pid, { name: "debugger", attacher: dummy() });
const owner = await debuggerOwner(again);
await again[Symbol.asyncDispose]();
const unknown = await ask("No.such", {}).catch(({ message }) => message);
connection[Symbol.dispose]();
await session[Symbol.asyncDispose]();
await watching[Symbol.asyncDispose]();
await target[Symbol.asyncDispose]();
console.log(
  JSON.stringify({
    text,
    functionName,
    stands,
    value: result.value,
    owner: owner.pid === process.pid,
    unknown,
  }),
);
