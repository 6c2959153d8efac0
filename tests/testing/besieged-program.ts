// besieged-program.ts: a target with an echo service, as an application would write it, that tells what it suffers.
import { writeSync } from "node:fs";
import { unixSocket } from "@teleop/transport-unix";
import { Echo, type TeleopEvent, teleoperate } from "teleop";
import { type AttacherName, attacherNamed } from "./attachers.ts";
import { type Holdings, holdings } from "./holdings.ts";

/** Its only argument, as JSON. Times are in milliseconds. */
export interface BesiegedProgram {
  /** The platform's default if absent. */
  readonly attacher?: AttacherName;
  readonly handshakeTimeout?: number;
  readonly lingerMs?: number;
  /** Calls of one client that are served at once, in bytes. */
  readonly servedBytes?: number;
}

/** A line of its output. */
export type BesiegedReport =
  | { readonly report: TeleopEvent["type"]; readonly reason: string }
  | { readonly report: "ready" }
  | ({ readonly report: "holdings"; readonly patientCalls: number } & Holdings)
  | { readonly report: "disposed" };

export type BesiegedCommand = { readonly do: "measure" | "dispose" };

const { attacher, handshakeTimeout, lingerMs, servedBytes } = JSON.parse(
  process.argv[2] ?? "",
) as BesiegedProgram;

/** Calls that wait for their caller to lose interest. */
let patientCalls = 0;

const teleop = teleoperate({
  services: {
    echo: () => Echo.server({ echo: ({ message }) => ({ reply: message }) }),
    patient: () =>
      Echo.server({
        async echo(_params, { signal }) {
          patientCalls++;
          await new Promise((resolve) => signal.addEventListener("abort", resolve));
          patientCalls--;
        },
      }),
  },
  attacher: attacher === undefined ? undefined : attacherNamed(attacher),
  transport: unixSocket({ lingerMs }),
  rpc: { lingerMs, limits: servedBytes === undefined ? {} : { servedBytes } },
  handshakeTimeout,
  onEvent: (event) => {
    const reason = "reason" in event ? event.reason : "error" in event ? event.error : "";
    tell({ report: event.type, reason: String(reason ?? "") });
  },
});

process.stdin.on("data", (lines: Buffer) => {
  for (const line of lines.toString().trim().split("\n")) void obey(JSON.parse(line) as BesiegedCommand);
});
tell({ report: "ready" });

async function obey(command: BesiegedCommand): Promise<void> {
  switch (command.do) {
    case "measure":
      tell({ report: "holdings", patientCalls, ...holdings() });
      break;
    case "dispose":
      await teleop[Symbol.asyncDispose]();
      tell({ report: "disposed" });
  }
}

function tell(report: BesiegedReport): void {
  writeSync(1, `${JSON.stringify(report)}\n`);
}
