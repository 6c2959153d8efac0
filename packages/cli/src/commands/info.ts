// info.ts: `teleop info`: what a process is, and what it uses.
import type { Target } from "@teleop/defaults";
import { Process } from "@teleop/diagnostics/client";
import { attachToService } from "../attach-to-service.ts";
import { answerSoon, type Context } from "../context.ts";
import { defineCommand, type TeleopCommand } from "../define-command.ts";
import { sections } from "../info/sections.ts";
import { summaryOf } from "../info/summary.ts";
import { writeJson } from "../output/json.ts";
import { writeTable } from "../output/table.ts";
import { processArgument, selectProcess } from "../select-process.ts";

type SectionName = keyof typeof sections;

type Flags = Readonly<Record<SectionName, boolean>>;

const names = Object.keys(sections) as SectionName[];

export const command: TeleopCommand = defineCommand<Flags, [process: string]>({
  brief: "Show what a process is, and what it uses",
  description: `Shows versions, arguments, working directory, memory, processor, open descriptors, and what limits it; or, of what a flag
names, all there is. The environment is shown only where the application allows it.

Impact: nothing. Each question takes about a millisecond of the process.`,
  examples: [
    ["teleop info web", "at a glance"],
    ["teleop info web --descriptors", "each descriptor, and what it leads to"],
    ["teleop info web --json | jq .memory", "for a script"],
  ],
  flags: {
    descriptors: section("What is open, and what each descriptor leads to"),
    modules: section("What code is loaded, as far as the runtime tells"),
    limits: section("What the system lets it have"),
    versions: section("Of the runtime and what it is made of"),
    environment: section("The variables that its application allows to be seen"),
  },
  aliases: { d: "descriptors" },
  positional: { kind: "tuple", parameters: [processArgument] },
  async run(context, flags, process) {
    await using target = await attachToService(context, await selectProcess(context, process), "process");
    using service = target.service("process", Process);
    const wanted = names.filter((name) => flags[name]);
    if (wanted.length === 0) await summarize(context, target, service);
    for (const name of wanted) await show(context, name, service);
  },
});

function section(brief: string) {
  return { kind: "boolean", default: false, withNegated: false, brief } as const;
}

async function summarize(context: Context, { pid }: Target, service: Process): Promise<void> {
  const { out, json } = context;
  const options = { signal: answerSoon(context) };
  const [info, usage, { descriptors, total }, cgroup] = await Promise.all([
    service.info({}, options),
    service.usage({}, options),
    service.descriptors({ limit: 10_000 }, options),
    service.cgroup({}, options),
  ]);
  if (json) {
    writeJson(out, { ...info, ...usage, descriptors: total, cgroup });
    return;
  }
  const rows = summaryOf({ info, usage, descriptors, total, cgroup }, pid);
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, value] of rows) out.line(`${out.colours.dim(name.padEnd(width))}  ${value}`);
}

async function show(context: Context, name: SectionName, service: Process): Promise<void> {
  const { out, json } = context;
  const { columns, rows, note } = await sections[name](service, { signal: answerSoon(context) });
  if (json) for (const row of rows) writeJson(out, row);
  else writeTable(out, columns, rows);
  if (note !== undefined) context.err.line(note);
}
