// eval.ts: `teleop eval`: an expression in a process.
import { TeleopError } from "@teleop/core";
import { Eval } from "@teleop/diagnostics/client";
import { attachToService } from "../attach-to-service.ts";
import { inputBytes } from "../calls/input.ts";
import { answerSoon, type Context } from "../context.ts";
import { defineCommand, type TeleopCommand } from "../define-command.ts";
import { writeJson } from "../output/json.ts";
import { printableLines } from "../output/printable.ts";
import { processArgument, selectProcess } from "../select-process.ts";

type Flags = { readonly depth: number };

export const command: TeleopCommand = defineCommand<Flags, [string, string]>({
  brief: "Evaluate an expression in a process",
  description: `Evaluates JavaScript in a process, and prints what it comes to, as util.inspect() shows it, or with --json as
JSON. What it throws is printed as an error. It sees what is global, and what the application gives it by name; it may be
statements, of which the last has the value, and may use \`await\`.

It does in the process what it says: one that does not end, and waits for nothing, stops the process for everybody. The
process has to offer the service \`eval\`: \`diagnostics({ eval: {} })\`, or TELEOP=eval for one that is started by
\`teleop run\`.`,
  examples: [
    ["teleop eval 1234 'process.memoryUsage()'", "what a function gives"],
    ["teleop eval shop 'await (await fetch(\"http://localhost:8080/\")).text()'", "wait for it"],
    ["teleop eval shop - < script.js", "what a file says"],
  ],
  flags: {
    depth: { kind: "parsed", parse: parseDepth, default: "4", brief: "How deep objects are shown" },
  },
  positional: {
    kind: "tuple",
    parameters: [
      processArgument,
      { placeholder: "expression", brief: "JavaScript; - reads it from standard input", parse: String },
    ],
  },
  async run(context, { depth }, argument, given) {
    const { out, json } = context;
    const selected = await selectProcess(context, argument);
    const { pid } = selected;
    const expression = given === "-" ? await inputText(context) : given;
    await using target = await attachToService(context, selected, "eval");
    using service = target.service("eval", Eval);
    const result = await service.evaluate(
      { expression, depth, timeout: waitMs(context) },
      { signal: answerSoon(context) },
    );
    if (result.thrown) throw new TeleopError("THROWN", result.text, { pid });
    if (!json) out.line(printableLines(result.text));
    else if (result.json !== "") writeJson(out, parsed(result.json));
    else if (result.type === "undefined") out.line("null");
    else {
      const why = result.truncated ? "is larger than a megabyte" : "has no form in JSON";
      throw new TeleopError("FAILED", `what it came to (${result.type}) ${why}: leave out --json to see it`, {
        pid,
      });
    }
  },
});

async function inputText({ input, signal }: Context): Promise<string> {
  return new TextDecoder().decode(await inputBytes(input, signal));
}

/** A little less than we wait ourselves, so that it is the process that says so. 0 is for ever. */
function waitMs({ timeoutMs }: Context): number {
  return timeoutMs > LONGEST_MS ? 0 : Math.max(1, Math.floor(timeoutMs * 0.9));
}

const LONGEST_MS = 2 ** 31 - 1;

/** @throws TeleopError `FAILED` where it is none: readers of our output rely on it. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new TeleopError(
      "FAILED",
      "what the process calls JSON is none: leave out --json to see the value",
      {
        cause,
      },
    );
  }
}

function parseDepth(text: string): number {
  const depth = Number(text);
  if (Number.isInteger(depth) && depth >= 0 && depth <= 100 && text !== "") return depth;
  throw new SyntaxError(`a depth is a number from 0 to 100, not ${JSON.stringify(text)}`);
}
