// run.ts: `bun run bench` runs every section of the benchmark, and prints a table; with --json one object on standard output.
// `--only echo,bulk` runs some of them. Some measurements are not of the table and are run by their names, alone/: `bun run
// bench console`.
import { parseArgs } from "node:util";
import type { AloneOptions, Outcome } from "./alone/outcome.ts";
import { failures, report, table } from "./report.ts";
import { runSections } from "./runner.ts";
import type { Section } from "./section.ts";
import { sections } from "./sections.ts";

/** Each is loaded when it is asked for. */
const alone: Readonly<Record<string, () => Promise<{ run(options: AloneOptions): Promise<Outcome> }>>> = {
  attach: () => import("./alone/attach.ts"),
  start: () => import("./alone/start.ts"),
  console: () => import("./alone/console.ts"),
  pipeline: () => import("./alone/pipeline.ts"),
  picture: () => import("./alone/picture.ts"),
  "capnp-es": () => import("./alone/capnp-es.ts"),
};

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    only: { type: "string" },
    rounds: { type: "string", default: "3" },
    scale: { type: "string", default: "1" },
    targets: { type: "string", default: "30" },
    runs: { type: "string", default: "20" },
    seconds: { type: "string", default: "10" },
  },
});

const [name, ...rest] = positionals;
if (rest.length > 0) refuse(`one at a time, not ${positionals.join(" and ")}`);
if (name === undefined) {
  const rounds = positive("rounds", options.rounds);
  const scale = positive("scale", options.scale);
  if (!Number.isInteger(rounds)) refuse(`--rounds takes a whole number, not ${rounds}`);
  if (scale > 1) refuse(`--scale takes a number up to 1, not ${scale}`);
  const results = await runSections(chosen(options.only), { rounds, scale, tell });
  console.log(options.json ? JSON.stringify(await report(results, rounds), null, 2) : table(results));
  if (failures(results).length > 0) process.exitCode = 1;
} else {
  const load = alone[name] ?? refuse(`${name} is none of ${Object.keys(alone).join(", ")}`);
  const { run } = await load();
  const { figures, text } = await run({
    targets: positive("targets", options.targets),
    runs: positive("runs", options.runs),
    seconds: positive("seconds", options.seconds),
  });
  console.log(options.json ? JSON.stringify(figures) : text);
}

function chosen(only: string | undefined): readonly Section[] {
  if (only === undefined) return sections;
  return only.split(",").map((name) => {
    const section = sections.find((section) => section.name === name);
    return (
      section ?? refuse(`${name} is none of the sections ${sections.map(({ name }) => name).join(", ")}`)
    );
  });
}

function positive(option: string, value: string): number {
  const number = Number(value);
  return number > 0 ? number : refuse(`--${option} takes a number above 0, not ${value}`);
}

function tell(line: string): void {
  console.error(`bench: ${line}`);
}

function refuse(reason: string): never {
  tell(reason);
  process.exit(64);
}
