// connect.ts: the client's side of an attach, for those who want the bytes: a PID in, a connection out.
import type { ConnectOptions } from "./attach-attempt.ts";
import type { Connection } from "./connection.ts";
import { Later } from "./later.ts";

/**
 * Client side: connects to a process that listens, waking it first where need be. The connection is the caller's.
 * Whatever was created to wake the target is gone when this settles.
 *
 * The system connects a client to a process that is stopped or busy, too: that the target runs is known only once it
 * has said something. `openSession()` waits for that.
 *
 * @throws TeleopError
 *   - `INVALID_ARGUMENT` for a bad PID or option, before anything is sent;
 *   - `NO_SUCH_PROCESS` at once when the process does not exist, is a zombie, or ends meanwhile;
 *   - `PID_REUSED` when it ended meanwhile and another process got its PID;
 *   - `NOT_ARMED` when nobody has answered for most of a second and the system shows that nobody will, naming the
 *     armed child of a wrapper; see {@link Attacher.armedSign};
 *   - `ATTACH_TIMEOUT`, saying what was tried;
 *   - `REFUSED` when the listener turned us away: at once where this user is not let in by default, else after having
 *     tried again until the timeout, since the target may have had too many connections;
 *   - what the attacher's `send()` and the transport's `connect()` throw, such as `PERMISSION_DENIED`,
 *     `UNTRUSTED_PATH`; its `NOT_ARMED` too counts only then, since the target may be about to arm.
 * @throws the reason of `options.signal`.
 */
export async function connect(pid: number, options: ConnectOptions): Promise<Connection> {
  const { attempt } = await attaching.get();
  return attempt(pid, options, async (connection) => connection);
}

/** Once for a process, as modules are. */
const attaching = /*#__PURE__*/ (() => new Later("what attaches", () => import("./attach-attempt.ts")))();
