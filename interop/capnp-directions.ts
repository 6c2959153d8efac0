// capnp-directions.ts: every client runs the scenarios of scenarios.json against every server of interop.capnp.
import { join } from "node:path";
import { attempt, type Case, type Direction } from "./harness/direction.ts";
import { type Command, runClient, startServer } from "./harness/peer-process.ts";
import limitations from "./limitations.json" with { type: "json" };
import scenarios from "./scenarios.json" with { type: "json" };

export interface CapnpPeer {
  readonly name: string;
  /** Takes the path of its socket and says `ready`. */
  readonly server: Command;
  /** Takes the path of a socket and names of scenarios, and has the server's PID in SERVER_PID; prints outcomes. */
  readonly client: Command;
}

interface Outcome {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

const built = join(import.meta.dirname, "target");

const ours = join(import.meta.dirname, "typescript");

/** Ours. */
export const typescript: CapnpPeer = {
  name: "TypeScript",
  server: [process.execPath, join(ours, "server.ts")],
  client: [process.execPath, join(ours, "client.ts")],
};

const cpp: CapnpPeer = {
  name: "C++",
  server: [join(built, "cpp/server")],
  client: [join(built, "cpp/client")],
};

const rust: CapnpPeer = {
  name: "Rust",
  server: [join(built, "debug/interop-server")],
  client: [join(built, "debug/interop-client")],
};

export const capnpPeers: readonly CapnpPeer[] = [typescript, cpp, rust];

/** Ours with the option for peers that can have it: results of calls that lead back to the peer stay there. */
const direct: CapnpPeer = {
  name: "TypeScript with direct tail calls",
  server: ["env", "TAIL_CALLS=direct", ...typescript.server],
  client: ["env", "TAIL_CALLS=direct", ...typescript.client],
};

const pairs: readonly (readonly [client: CapnpPeer, server: CapnpPeer])[] = [
  ...capnpPeers.flatMap((client) => capnpPeers.map((server) => [client, server] as const)),
  [direct, direct],
  [direct, cpp],
  [cpp, direct],
];

export const capnpDirections: readonly Direction[] = pairs.map(([client, server]) => ({
  title: `${client.name} calls ${server.name}`,
  run: () => runScenarios(client, server),
}));

async function runScenarios(client: CapnpPeer, server: CapnpPeer): Promise<readonly Case[]> {
  const limited = limitedScenarios(client, server);
  await using target = await startServer([...server.server, "socket"]);
  const run = async (names: readonly string[]) =>
    (await runClient([...client.client, "socket", ...names], target)) as Outcome[];
  // Limited ones mostly end by timing out: each gets a client of its own, all at once.
  const outcomes = await Promise.all([
    run(scenarios.map(({ name }) => name).filter((name) => !limited.has(name))),
    ...[...limited.keys()].map((name) => run([name])),
  ]);
  const byName = new Map(outcomes.flat().map((outcome) => [outcome.name, outcome]));
  const cases = scenarios.map(({ name, holds }): Case => {
    const { ok, detail } = byName.get(name) ?? { ok: false, detail: "the client did not run it" };
    return { holds, failure: ok ? undefined : `${name}: ${detail}`, limitation: limited.get(name) };
  });
  return [...cases, await attempt("the server ends without leaving a file", () => target.stop())];
}

/** The reasons why scenarios cannot pass with these two, by scenario. */
export function limitedScenarios(client: CapnpPeer, server: CapnpPeer): ReadonlyMap<string, string> {
  return new Map(
    limitations
      .filter(({ clients, servers }) => clients.includes(client.name) && servers.includes(server.name))
      .flatMap(({ scenarios, reason }) => scenarios.map((name): [string, string] => [name, reason])),
  );
}
