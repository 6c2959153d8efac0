// teleop-directions.ts: attaching by PID, then calling `echo`: every client to every server, by each attacher.
import { deepStrictEqual, strictEqual } from "node:assert";
import { join } from "node:path";
import { attempt, type Case, type Direction } from "./harness/direction.ts";
import { type Command, runClient, startServer } from "./harness/peer-process.ts";

interface TeleopPeer {
  readonly name: string;
  /** Prints `ready <pid>`. */
  server(attacher: Attacher): Command;
  /** Takes a PID and messages; prints what teleop-rs/src/bin/teleop-client.rs prints. */
  client(attacher: Attacher): Command;
}

type Attacher = "inotify" | "unix";
const attachers: readonly Attacher[] = ["inotify", "unix"];

const built = join(import.meta.dirname, "target");

const ours = join(import.meta.dirname, "typescript");

const peers: readonly TeleopPeer[] = [
  {
    name: "TypeScript",
    server: (attacher) => [process.execPath, join(ours, "teleop-server.ts"), attacher],
    client: (attacher) => [process.execPath, join(ours, "teleop-client.ts"), attacher],
  },
  {
    name: "Rust",
    server: (attacher) => [join(built, `teleop-${attacher}`, "teleop-server")],
    client: (attacher) => [join(built, `teleop-${attacher}`, "teleop-client")],
  },
];

const messages = ["hello!", "", "Ahoj, světe ✓"];

export const teleopDirections: readonly Direction[] = peers.flatMap((client) =>
  peers.flatMap((server) =>
    attachers.map((attacher) => ({
      title: `${client.name} attaches to ${server.name} by ${attacher}`,
      run: () => attachTwice(client.client(attacher), server.server(attacher)),
    })),
  ),
);

async function attachTwice(client: Command, server: Command): Promise<readonly Case[]> {
  await using target = await startServer(server);
  const cases: Case[] = [
    await attempt("the server says its PID when it is armed", () =>
      strictEqual(target.ready, `ready ${target.pid}`),
    ),
  ];
  for (const state of ["that has not bound its socket yet", "that listens already"]) {
    const printed = await runClient([...client, `${target.pid}`, ...messages], target);
    const { reason, ...refusal } = Object(printed.pop());
    cases.push(
      await attempt(`a target ${state} echoes`, () =>
        deepStrictEqual(
          printed,
          messages.map((message) => ({ message, reply: message })),
        ),
      ),
      await attempt(`a target ${state} refuses an unknown service by name`, () => {
        deepStrictEqual(refusal, { service: "no-such-service", type: "failed" });
        strictEqual(String(reason).replace(/^remote exception: /, ""), "service no-such-service not found");
      }),
    );
  }
  cases.push(await attempt("both end without leaving a file", () => target.stop()));
  return cases;
}
