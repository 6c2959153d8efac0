// besieged-program.ts: a target with an echo service, as an application would write it, that tells what it suffers.
import { writeSync } from "node:fs";
import { unixSocket } from "@teleop/transport-unix";
import { Echo, type TeleopEvent, teleoperate } from "teleop";

/** Its only argument, as JSON: patience in milliseconds. */
export interface BesiegedProgram {
  readonly handshakeTimeout?: number;
  readonly lingerMs?: number;
}

/** A line of its output. */
export type BesiegedReport =
  | { readonly report: TeleopEvent["type"]; readonly reason: string }
  | { readonly report: "ready" }
  | { readonly report: "memory"; readonly mebibytes: number }
  | { readonly report: "disposed" };

export type BesiegedCommand = { readonly do: "measureMemory" | "dispose" };

const { handshakeTimeout, lingerMs } = JSON.parse(process.argv[2] ?? "") as BesiegedProgram;

const teleop = teleoperate({
  services: { echo: () => Echo.server({ echo: ({ message }) => ({ reply: message }) }) },
  transport: unixSocket({ lingerMs }),
  rpc: { lingerMs },
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
    case "measureMemory":
      Bun.gc(true);
      tell({ report: "memory", mebibytes: process.memoryUsage.rss() / 2 ** 20 });
      break;
    case "dispose":
      await teleop[Symbol.asyncDispose]();
      tell({ report: "disposed" });
  }
}

function tell(report: BesiegedReport): void {
  writeSync(1, `${JSON.stringify(report)}\n`);
}
