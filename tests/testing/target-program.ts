// target-program.ts: a target as an application would write it, that tells every event and ends as it is told.
import { writeSync } from "node:fs";
import { type AttachmentOptions, type CleanupSignal, listen, serve, type TeleopEvent } from "@teleop/core";
import { type AttacherName, attacherNamed, attachTransport } from "./attachers.ts";
import { echo } from "./echo.ts";
import { stepper } from "./stepper.ts";
import { endSuddenly } from "./sudden-end.ts";

/** Its only argument, as JSON. */
export interface TargetProgram {
  readonly attacher: AttacherName;
  readonly cleanupSignals?: readonly CleanupSignal[];
  readonly maxConnections?: number;
  /** Ends suddenly right after it has told this event. */
  readonly dieAtEvent?: TeleopEvent["type"];
  /** Ends suddenly right before so many more steps, counted from 1, once it is armed; see stepper.ts. */
  readonly dieAtStep?: number;
  /** Has an audit hook that throws at every event. */
  readonly throwingHook?: boolean;
}

/** A line of its output. `event` is without what JSON cannot say. */
export type TargetReport =
  | { readonly report: TeleopEvent["type"]; readonly event: TeleopEvent }
  | { readonly report: "ready" }
  | { readonly report: "done" }
  /** How many steps it has taken. */
  | { readonly report: "steps"; readonly steps: number };

/** A line of its input. */
export type TargetCommand =
  | { readonly do: "ping" | "countSteps" | "dispose" }
  | { readonly do: "end"; readonly how: "return" | "exit" | "throw" | "reject" };

const program = JSON.parse(process.argv[2] ?? "") as TargetProgram;

const onEvent = (event: TeleopEvent): void => {
  tell({ report: event.type, event });
  if (event.type === program.dieAtEvent) endSuddenly();
  if (program.throwingHook) throw new Error("the hook throws");
};

const options: AttachmentOptions = {
  attacher: attacherNamed(program.attacher),
  transport: attachTransport(),
  onEvent,
  cleanupSignals: program.cleanupSignals,
  maxConnections: program.maxConnections,
};
const attachment = listen(options);
const service = serve(attachment, echo, { onEvent });
stepper.begin(program.dieAtStep);

// Only this keeps the process alive.
process.stdin.on("data", (lines: Buffer) => {
  for (const line of lines.toString().trim().split("\n")) void obey(JSON.parse(line) as TargetCommand);
});
tell({ report: "ready" });

async function obey(command: TargetCommand): Promise<void> {
  switch (command.do) {
    case "ping":
      tell({ report: "done" });
      break;
    case "countSteps":
      tell({ report: "steps", steps: stepper.taken });
      break;
    case "dispose":
      await attachment[Symbol.asyncDispose]();
      await service[Symbol.asyncDispose]();
      tell({ report: "done" });
      break;
    case "end":
      end(command.how);
  }
}

function end(how: "return" | "exit" | "throw" | "reject"): void {
  switch (how) {
    case "return":
      process.stdin.destroy();
      break;
    case "exit":
      process.exit(7);
      break;
    case "throw":
      setImmediate(() => {
        throw new Error("on purpose");
      });
      break;
    case "reject":
      void Promise.reject(new Error("on purpose"));
  }
}

/** At once, since the next moment may be the last. */
function tell(report: TargetReport): void {
  writeSync(1, `${JSON.stringify(report)}\n`);
}
