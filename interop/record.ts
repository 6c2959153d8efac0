// record.ts: `bun interop/record.ts` records each scenario with each peer that we did not write, as its client and as its
// server, for the fuzz to change and play back. `bun run interop` must have built the peers before.
import { mkdtempSync, rmSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { RpcConnection } from "@teleop/rpc-capnp";
import { unixSocket } from "@teleop/transport-unix";
import { type CapnpPeer, capnpPeers, limitedScenarios, typescript } from "./capnp-directions.ts";
import { runClient, startServer } from "./harness/peer-process.ts";
import { recorded } from "./recording/recorder.ts";
import { type Chunk, type Recording, writeRecordings } from "./recording/recording.ts";
import scenarios from "./scenarios.json" with { type: "json" };
import { Interop } from "./schema/interop.capnp.ts";
import { interop } from "./typescript/objects.ts";
import { scenariosByName } from "./typescript/scenarios.ts";
import type { Connection } from "./typescript/session.ts";

/** What is longer says nothing more: data, not messages. */
const mostBytes = 1024 * 1024;

const recordings: Recording[] = [];
for (const peer of capnpPeers.filter(({ name }) => name !== typescript.name)) {
  for (const { name: scenario } of scenarios) {
    const roles = { client: recordClient, server: recordServer };
    for (const role of ["client", "server"] as const) {
      const [client, server] = role === "client" ? [peer, typescript] : [typescript, peer];
      if (limitedScenarios(client, server).has(scenario)) continue;
      const chunks = await roles[role](peer, scenario);
      requireNothingOfThisMachine(chunks);
      const bytes = chunks.reduce((sum, chunk) => sum + chunk.bytes.byteLength, 0);
      if (bytes > mostBytes) console.log(`${peer.name} as ${role}, ${scenario}: ${bytes} bytes, left out`);
      else recordings.push({ peer: peer.name, role, scenario, chunks });
    }
  }
}
console.log(`${recordings.length} recordings in ${writeRecordings(recordings)} bytes`);

/** Serves a peer's client. */
async function recordClient(peer: CapnpPeer, scenario: string): Promise<readonly Chunk[]> {
  const folder = mkdtempSync(join(tmpdir(), "teleop-interop-"));
  try {
    const chunks: Chunk[] = [];
    const open: RpcConnection[] = [];
    using root = Interop.server(interop());
    await using listener = await unixSocket({ address: join(folder, "socket") }).listen({ pid: process.pid });
    const serving = (async () => {
      for await (const connection of listener) {
        const through = recorded(connection, open.length, chunks);
        open.push(new RpcConnection(through, { bootstrap: () => root.dup() }));
      }
    })();
    const [outcome] = await runClient([...peer.client, "socket", scenario], { pid: process.pid, folder });
    requireSuccess(peer, scenario, outcome);
    await Promise.all(open.map(({ closed }) => closed));
    await listener[Symbol.asyncDispose]();
    await serving;
    return chunks;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Calls a peer's server. */
async function recordServer(peer: CapnpPeer, scenario: string): Promise<readonly Chunk[]> {
  const chunks: Chunk[] = [];
  let connections = 0;
  await using server = await startServer([...peer.server, "socket"]);
  const connect = async (): Promise<Connection> => {
    const transport = unixSocket({ address: join(server.folder, "socket") });
    const rpc = new RpcConnection(
      recorded(await transport.connect({ pid: server.pid }), connections++, chunks),
    );
    return {
      bootstrap: () => rpc.bootstrap(Interop),
      [Symbol.asyncDispose]: () => rpc[Symbol.asyncDispose](),
    };
  };
  await using connection = await connect();
  using root = connection.bootstrap();
  await scenariosByName[scenario]?.({ root, connection, connect });
  // Without the goodbyes, which are those of this script.
  return [...chunks];
}

function requireSuccess(peer: CapnpPeer, scenario: string, outcome: unknown): void {
  const { ok, detail } = Object(outcome);
  if (ok !== true) throw new Error(`${peer.name} as client, ${scenario}: ${detail}`);
}

/** What is kept with the sources must not tell where it was made. */
function requireNothingOfThisMachine(chunks: readonly Chunk[]): void {
  const names = [
    hostname(),
    tmpdir(),
    process.cwd(),
    import.meta.dirname,
    "/home/",
    "/root",
    "/build/",
    "/usr/",
  ];
  for (const from of ["peer", "us"] as const) {
    const text = Buffer.concat(chunks.filter((chunk) => chunk.from === from).map(({ bytes }) => bytes));
    const found = names.find((name) => text.includes(name));
    if (found !== undefined) throw new Error(`what ${from} said has ${found} in it`);
  }
}
