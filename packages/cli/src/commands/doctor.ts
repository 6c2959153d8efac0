// doctor.ts: `teleop doctor`: why can a process not be attached to, and what is to be done?
import { TeleopError } from "@teleop/core/basics";
import type { Context } from "../context.ts";
import { defineCommand, type TeleopCommand } from "../define-command.ts";
import type { Check } from "../doctor/check.ts";
import { writeJson } from "../output/json.ts";
import type { Colours, Output } from "../output/output.ts";
import { printable } from "../output/printable.ts";
import { inCommandWords } from "../output/wording.ts";
import { processArgument, selectProcess } from "../select-process.ts";

export const command: TeleopCommand = defineCommand<Record<never, never>, [string]>({
  brief: "Find out why a process cannot be attached to",
  description: `Looks at a process in every way that an attach depends on, one after the other: whether it is there, whose it is, in
which namespaces, what it does, whether it is armed, and whether the places can be used where both meet. Attaches at
last, and leaves again. Nothing of the process is changed. What is wrong is told with what to do about it.

It exits as an attach would: 0 if it answered.`,
  examples: [
    ["teleop doctor 4711", "all checks, with what to do"],
    ["teleop doctor --json 4711", "a line of JSON for each check"],
    ["teleop doctor --attacher unix 4711", "for a target that is woken by SIGQUIT alone"],
  ],
  flags: {},
  positional: { kind: "tuple", parameters: [processArgument] },
  async run(context, _flags, meant) {
    const { host, pid } = await selectProcess(context, meant);
    const checks: Check[] = [];
    for await (const check of host.doctor(pid, { signal: context.signal })) {
      const { finding, advice } = check;
      const told = { ...check, finding: inCommandWords(finding), advice: advice && inCommandWords(advice) };
      show(told, context);
      checks.push(told);
    }
    const reason = whyNot(checks);
    if (reason === undefined) return;
    const { finding, advice, code = "FAILED" } = reason;
    const sentence = advice === undefined ? finding : `${finding}: ${advice}`;
    throw new TeleopError(code, `process ${pid} cannot be attached to: ${sentence}`, { pid });
  },
});

/** The one that says it best: what explains all the others, else what the attach came to. Undefined if it answered. */
function whyNot(checks: readonly Check[]): Check | undefined {
  if (checks.some(({ check, state }) => check === "answer" && state === "ok")) return undefined;
  const failures = checks.filter(({ state }) => state === "failed");
  return failures.find(({ check }) => REASONS.includes(check)) ?? failures.at(-1);
}

const REASONS: readonly Check["check"][] = ["process", "activity", "environment"];

function show(check: Check, { out, json }: Context): void {
  if (json) writeJson(out, check);
  else writeCheck(out, check);
}

function writeCheck(out: Output, { check, state, finding, advice }: Check): void {
  const { colours } = out;
  out.line(`${mark(state, colours)} ${colours.bold(check.padEnd(NAME_WIDTH))}  ${printable(finding)}`);
  if (advice !== undefined) out.line(`  ${" ".repeat(NAME_WIDTH)}  → ${printable(advice)}`);
}

/** Of the longest, "environment" and "attach file". */
const NAME_WIDTH = 11;

function mark(state: Check["state"], { green, yellow, red, dim }: Colours): string {
  switch (state) {
    case "ok":
      return green("✓");
    case "warning":
      return yellow("!");
    case "failed":
      return red("✗");
    case "skipped":
      return dim("–");
  }
}
