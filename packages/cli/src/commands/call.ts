// call.ts: `teleop call`: calls a method of a service, whatever it is, by the schema that the process tells.
import { TeleopError } from "@teleop/core";
import type { Target } from "@teleop/defaults";
import { attachToService } from "../attach-to-service.ts";
import { type CallStep, callSteps } from "../calls/call-line.ts";
import { type Callee, calleeIn, callStep, showResults, untilReleased } from "../calls/caller.ts";
import { type SchemaFlags, schemaFlags, serviceTypes } from "../calls/service-types.ts";
import { type Context, keepalive } from "../context.ts";
import { defineCommand, type TeleopCommand } from "../define-command.ts";
import { selectProcess } from "../select-process.ts";

export const command: TeleopCommand = defineCommand<SchemaFlags, readonly string[]>({
  brief: "Call a method of a service: SERVICE.METHOD field=value",
  description: `Calls a method of a service by the schema that the process tells; \`teleop describe\` shows it. What that costs the
process is up to the method, and told before where the schema says it. It takes as long as the method does, and Ctrl-C cancels it.

PARAMS  field=value, outer.inner=value, list=a list=b, list.0.field=value. A value is what its type takes: numbers of
        any size, true, an enumerant, a text as it is; a Data is a text, 0x0a0b or base64:Cgs=. Of a union, the member
        that is named is set. @FILE is the content of a file, - standard input; a text that begins with @ is @@, and
        one that is - is \\-.
        Or all params as JSON: '{"field": value}', @FILE or -.
RESULTS as JSON. With \`then METHOD\`, or \`then FIELD.METHOD\`, a capability in them is called in turn, and only the last
        results are shown.
OBJECTS A param that is an interface, and is left out, is an object of ours: each call of it is shown, for as long as
        the target holds it. field=null gives none.
STREAMS A method that streams is called once for each line of JSON on standard input (-), or for each piece of it
        (field=-).`,
  examples: [
    ["teleop call 4711 echo.echo message=hello!", "a text"],
    ['teleop call server jobs.add \'{"job": {"name": "nightly"}}\'', "JSON"],
    ["teleop call server jobs.add job.name=nightly job.script=@job.sh", "a file in a field"],
    ["teleop call server jobs.find name=nightly then job.cancel", "a capability in the results"],
    ["teleop call server jobs.watch", "each call of a callback, until Ctrl-C"],
    ["teleop call server files.write bytes=- < file", "a stream"],
    [
      "teleop call server echo.echo --schema echo.capnp message=hi",
      "a process that does not tell its schema",
    ],
  ],
  flags: schemaFlags,
  positional: {
    kind: "array",
    minimum: 2,
    parameter: {
      placeholder: "process service.method param",
      brief: "A PID, a name or a pid file; the method; its params",
      parse: String,
    },
  },
  async run(context, flags, meant = "", ...words) {
    const steps = callSteps(words);
    const [first, ...others] = steps;
    const selected = await selectProcess(context, meant);
    await using target = await attachToService(context, selected, first.owner, { rpc: keepalive(context) });
    const types = await serviceTypes(target, flags, context);
    const type = await types.of(first.owner);
    using stub = target.service(first.owner, type);
    await callAll(context, target, { stub, type }, first, others);
  },
});

async function callAll(
  context: Context,
  target: Target,
  callee: Callee,
  step: CallStep,
  others: readonly CallStep[],
): Promise<void> {
  const called = await callStep(context, callee, step, { signal: context.signal });
  const [next, ...rest] = others;
  if (!("results" in called)) {
    if (next !== undefined)
      throw new TeleopError(
        "USAGE",
        `${step.method} is a stream: nothing comes of it that ${next.method} could be called of`,
      );
    showResults(context, called);
    return;
  }
  using results = called.results;
  if (next === undefined) showResults(context, results.json);
  else await callAll(context, target, calleeIn(results, next.owner), next, rest);
  await untilReleased(target, results, context, context.signal);
}
