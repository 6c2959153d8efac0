// client.ts: runs every scenario, or those named by the further arguments, against the server on the UNIX socket whose
// path is the first argument, each over a connection of its own. Prints a line of JSON for each; fails if any does. The
// server's PID is in SERVER_PID, since our transport insists on knowing whose socket it connects to.
import { scenariosByName } from "./scenarios.ts";
import type { Scenario } from "./session.ts";
import { connect } from "./vat.ts";

const [path, ...chosen] = process.argv.slice(2);
if (path === undefined) throw new Error("usage: client.ts SOCKET [SCENARIO…]");
const pid = Number(process.env.SERVER_PID);

let failed = false;
for (const [name, scenario] of Object.entries(scenariosByName)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  const failure = await failureOf(scenario, path);
  failed ||= failure !== undefined;
  console.log(JSON.stringify({ name, ok: failure === undefined, detail: failure ?? "" }));
}
process.exit(failed ? 1 : 0);

/** Undefined when the scenario holds within five seconds. */
async function failureOf(scenario: Scenario, path: string): Promise<string | undefined> {
  await using connection = await connect(path, pid);
  using root = connection.bootstrap();
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(() => timeout.reject(new Error("timed out")), 5000);
  try {
    await Promise.race([scenario({ root, connection, connect: () => connect(path, pid) }), timeout.promise]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    clearTimeout(timer);
  }
}
