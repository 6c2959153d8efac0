// client-program.ts: a client that attaches, exchanges some bytes and leaves; or dies on the way.
import { writeSync } from "node:fs";
import { connect } from "@teleop/core";
import { type AttacherName, attacherNamed, attachTransport } from "./attachers.ts";
import { exchange } from "./echo.ts";
import { stepper } from "./stepper.ts";

/** Its only argument, as JSON. */
export interface ClientProgram {
  readonly attacher: AttacherName;
  readonly pid: number;
  /** Ends suddenly right before so many more steps, counted from 1; see stepper.ts. */
  readonly dieAtStep?: number;
  /** Stays connected until its standard input ends. */
  readonly stays?: boolean;
}

/** A line of its output. */
export type ClientReport =
  | { readonly report: "connected" }
  | { readonly report: "served" }
  | { readonly report: "left"; readonly steps: number }
  | { readonly report: "rejected"; readonly code: string; readonly message: string };

const program = JSON.parse(process.argv[2] ?? "") as ClientProgram;
stepper.begin(program.dieAtStep);
try {
  {
    await using connection = await connect(program.pid, {
      attacher: attacherNamed(program.attacher),
      transport: attachTransport(),
    });
    tell({ report: "connected" });
    await exchange(connection);
    tell({ report: "served" });
    if (program.stays) await new Promise<void>((resolve) => process.stdin.once("close", resolve).resume());
  }
  tell({ report: "left", steps: stepper.taken });
} catch (error) {
  const code = error instanceof Error && "code" in error ? String(error.code) : "none";
  tell({ report: "rejected", code, message: String(error) });
}

/** At once, since the next moment may be the last. */
function tell(report: ClientReport): void {
  writeSync(1, `${JSON.stringify(report)}\n`);
}
