// who-listens.ts: whether somebody listens at a path: what stands between a leftover that is removed and a live target.
import { errnoOf, isMissing, requireDescriptor } from "@teleop/core/plugin";
import { runtimeSockets } from "./runtime-sockets.ts";
import type { Occupant, SystemSockets } from "./system-sockets.ts";

/**
 * Whether somebody listens at `path`, which is a socket.
 *
 * @throws TeleopError `OUT_OF_RESOURCES`: not to have been able to ask is no answer.
 */
export async function whoListens(path: string, sockets: SystemSockets): Promise<Occupant> {
  if (sockets.probe !== undefined) return sockets.probe(path);
  try {
    let pid: number | undefined;
    await runtimeSockets().connect(path, (socket) => {
      pid = pidOf(socket.fd, sockets);
      socket.terminate();
    });
    return { state: "listening", pid, how: "it accepts connections" };
  } catch (error) {
    requireDescriptor(`cannot find out whether somebody listens at ${path}`, { path });
    if (errnoOf(error) === "ECONNREFUSED" || isMissing(error)) return { state: "nobody" };
    return { state: "listening", pid: undefined, how: `connecting fails with ${errnoOf(error)}` };
  }
}

/** Undefined where the system does not say: then somebody listens all the same. */
function pidOf(fd: number, sockets: SystemSockets): number | undefined {
  try {
    return sockets.credentials(fd).pid;
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return undefined;
  }
}
