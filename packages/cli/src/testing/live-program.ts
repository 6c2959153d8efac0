// live-program.ts: a target with diagnostics, which counts something, has loggers, and says and does what it is told.
import { writeSync } from "node:fs";
import { teleoperate } from "@teleop/defaults";
import { type DiagnosticsOptions, diagnostics } from "@teleop/diagnostics";
import { recordLogs } from "@teleop/diagnostics/logs";

/** A line of its input. It ends with it. */
export type LiveCommand =
  /** At its console, as a warning. */
  | { readonly say: string }
  | { readonly throw: string }
  /** Keeps its event loop for so many milliseconds. */
  | { readonly block: number };

const [options = "{}"] = process.argv.slice(2);
const given: DiagnosticsOptions = JSON.parse(options);
const loggers: Record<string, string> = { root: "info" };
const levels = {
  get: () => loggers,
  set(name: string, level: string) {
    if (!(name in loggers)) throw new Error(`there is no logger ${name}`);
    loggers[name] = level;
  },
};

void run();

/** Not awaited: while a module waits, Bun lets no error end the process. */
async function run(): Promise<void> {
  using recorder = recordLogs();
  await using _teleop = teleoperate({
    services: {
      ...diagnostics({
        process: { environment: ["TELEOP_TEST_SHOWN"] },
        samples: { gauges: { pendingRequests: () => 3 } },
        logs: { recorder, levels },
        ...given,
      }),
    },
  });
  writeSync(1, `${JSON.stringify({ report: "ready" })}\n`);
  for await (const line of console) if (line !== "") obey(JSON.parse(line));
}

function obey(command: LiveCommand): void {
  if ("say" in command) console.warn(command.say);
  else if ("throw" in command) setImmediate(() => fail(command.throw));
  else setImmediate(() => stuckFor(command.block));
}

function fail(message: string): never {
  throw new RangeError(message);
}

function stuckFor(milliseconds: number): number {
  const end = performance.now() + milliseconds;
  let sum = 0;
  while (performance.now() < end) for (let i = 0; i < 10_000; i++) sum += Math.sqrt(i);
  return sum;
}
