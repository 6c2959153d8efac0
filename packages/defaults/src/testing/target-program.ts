// target-program.ts: a target as an application would write it, that tells what happens to it.
import { writeSync } from "node:fs";
import { unix } from "@teleop/attacher-unix";
import type { CapnpSession } from "@teleop/rpc-capnp/teleop";
import { Echo, type TeleopEvent, teleoperate } from "../index.ts";

/** Its only argument, as JSON. */
export interface TargetProgram {
  /** Offers one rendezvous for each of these names; "" is the one without a name, and alone by default. */
  readonly names?: readonly string[];
  readonly attacher?: "unix";
  readonly maxConnections?: number;
  /** Lets nobody in. */
  readonly refuses?: boolean;
  /** Calls the service `echo` of each client that attaches, in a hook that then throws. */
  readonly asksClients?: boolean;
  /**
   * What to do when there is nothing left to do: dispose and end; or just end. "idle" has nothing to do from the start.
   */
  readonly leaving?: "dispose" | "end" | "idle";
}

/** A line of its input. It ends when its input does. */
export type TargetCommand =
  | { readonly do: "dispose"; readonly times: number }
  | { readonly do: "abort" }
  | { readonly do: "collectGarbage" }
  /** Keeps JavaScript busy. */
  | { readonly do: "spin"; readonly milliseconds: number }
  | { readonly do: "ping" };

/** A line of its output. */
export type TargetReport =
  | { readonly report: "ready" }
  | { readonly report: "done" }
  | { readonly report: "spinning" }
  /** The service of this name was made. */
  | { readonly report: "made"; readonly name: string }
  /** A call that never returns has begun; its `signal` has fired. */
  | { readonly report: "hanging" }
  | { readonly report: "cancelled" }
  /** What the client's service replied. */
  | { readonly report: "heard"; readonly reply: string }
  | EventReport;

type EventReport = {
  readonly [T in TeleopEvent["type"]]: { readonly report: T; readonly reason: string };
}[TeleopEvent["type"]];

const {
  names = [""],
  attacher,
  refuses,
  maxConnections,
  asksClients,
  leaving = "dispose",
} = JSON.parse(process.argv[2] ?? "{}") as TargetProgram;
const stop = new AbortController();

const teleoperations = names.map((name) =>
  teleoperate({
    services: { echo: () => makeEcho(name) },
    attacher: attacher === "unix" ? unix() : undefined,
    name: name === "" ? undefined : name,
    maxConnections,
    authorize: refuses ? () => false : undefined,
    onAttach: asksClients ? askClient : undefined,
    signal: stop.signal,
    onEvent: (event) => {
      const reason = "reason" in event ? event.reason : "error" in event ? event.error : "";
      const where = event.type === "threw" ? `${event.interface}.${event.method}: ` : "";
      tell({ report: event.type, reason: `${where}${reason ?? ""}` });
    },
  }),
);
if (leaving !== "idle") {
  process.stdin.on("data", (lines: Buffer) => {
    for (const line of lines.toString().trim().split("\n")) void obey(JSON.parse(line) as TargetCommand);
  });
  if (leaving === "dispose") process.stdin.on("end", () => void dispose());
}
tell({ report: "ready" });

function makeEcho(name: string): Echo {
  tell({ report: "made", name });
  return Echo.server({
    echo: async ({ message }, { signal }) => {
      if (message === "throw") throw new RangeError("the method threw");
      if (message === "exit") process.exit(3);
      if (message === "hang") {
        tell({ report: "hanging" });
        await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
        tell({ report: "cancelled" });
      }
      return { reply: name === "" ? message : `${name}: ${message}` };
    },
  });
}

function askClient(client: CapnpSession): void {
  const theirs = client.service("echo", Echo);
  theirs.echo({ message: "who is there?" }).then(
    ({ reply }) => tell({ report: "heard", reply }),
    (error: unknown) => tell({ report: "heard", reply: String(error) }),
  );
  throw new Error("the hook threw");
}

async function obey(command: TargetCommand): Promise<void> {
  switch (command.do) {
    case "dispose":
      await Promise.all(Array.from({ length: command.times }, dispose));
      break;
    case "abort":
      stop.abort();
      break;
    case "collectGarbage":
      Bun.gc(true);
      break;
    case "spin":
      tell({ report: "spinning" });
      spin(command.milliseconds);
      break;
    case "ping":
      break;
  }
  tell({ report: "done" });
}

function spin(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

async function dispose(): Promise<void> {
  await Promise.all(teleoperations.map((teleoperation) => teleoperation[Symbol.asyncDispose]()));
}

/** At once, since the next moment may be the last. */
function tell(report: TargetReport): void {
  writeSync(1, `${JSON.stringify(report)}\n`);
}
