// teleop-directions.ts: attaching by PID, then calling `echo`: every client to every server, by each attacher.
import { deepStrictEqual, match, strictEqual } from "node:assert";
import { join } from "node:path";
import { list } from "@teleop/discovery";
import { attempt, type Case, type Direction } from "./harness/direction.ts";
import { type Command, runClient, startServer } from "./harness/peer-process.ts";

interface TeleopPeer {
  readonly name: string;
  /** Prints `ready <pid>`. */
  server(attacher: Attacher): Command;
  /** Takes a PID and messages; prints what teleop-rs/src/bin/teleop-client.rs prints. */
  client(attacher: Attacher): Command;
}

/** "default" is what our platform's default attacher is; the crate's is one of the others, by its build. */
type Attacher = "inotify" | "unix" | "default";

const attachers: readonly Attacher[] = ["inotify", "unix"];

const built = join(import.meta.dirname, "target");

const ours = join(import.meta.dirname, "typescript");

const peers = [
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
] as const satisfies readonly TeleopPeer[];

const messages = ["hello!", "", "Ahoj, světe ✓"];

const [typescript, rust] = peers;

export const teleopDirections: readonly Direction[] = [
  ...peers.flatMap((client) =>
    peers.flatMap((server) => attachers.map((attacher) => direction(client, attacher, server, attacher))),
  ),
  // A target that is armed by our default answers whoever there is.
  ...attachers.flatMap((attacher) =>
    peers.map((client) => direction(client, attacher, typescript, "default")),
  ),
  direction(typescript, "default", typescript, "default"),
  direction(typescript, "default", rust, "inotify"),
];

function direction(client: TeleopPeer, by: Attacher, server: TeleopPeer, armedBy: Attacher): Direction {
  const armed = by === armedBy ? "" : `, which is armed by ${armedBy}`;
  return {
    title: `${client.name} attaches by ${by} to ${server.name}${armed}`,
    run: () => attachTwice(client.client(by), server.server(armedBy)),
  };
}

async function attachTwice(client: Command, server: Command): Promise<readonly Case[]> {
  await using target = await startServer(server);
  const cases: Case[] = [
    await attempt("the server says its PID when it is armed", () =>
      strictEqual(target.ready, `ready ${target.pid}`),
    ),
  ];
  for (const state of ["that has not bound its socket yet", "that listens already"]) {
    cases.push(
      await attempt(`a target ${state} is found by who lists those that may be armed`, async () => {
        const found = (await list()).find(({ pid }) => pid === target.pid);
        match(found?.armed ?? "not at all", /^(certainly|possibly)$/);
      }),
    );
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
        match(String(reason), /^(remote exception: )?service no-such-service not found/);
      }),
    );
  }
  cases.push(await attempt("both end without leaving a file", () => target.stop()));
  return cases;
}
