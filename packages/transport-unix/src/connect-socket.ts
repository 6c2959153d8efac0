// connect-socket.ts: connects to a socket that is known by its address alone, for programs that know no PID.
import {
  type AbortOptions,
  type Connection,
  loadPart,
  requireLinger,
  requireOptions,
  requireSignal,
  TeleopError,
} from "@teleop/core/plugin";
import { requireAddress } from "./socket-address.ts";
import { loadSystemSockets } from "./system-sockets.ts";

export interface ConnectSocketOptions extends AbortOptions {
  /**
   * The user whose process is meant, by its number. By default this process's own effective user. Root and oneself are
   * trusted in any case.
   */
  readonly uid?: number | undefined;
  /** As of `unixSocket()`. */
  readonly lingerMs?: number | undefined;
}

/**
 * Connects to whoever listens at a path: one attempt. The connection is the caller's, who
 * speaks on it what the listener does, for example `capnp().open(connection)`.
 *
 * What is trusted: the path must be a socket that belongs to this process's effective user, to root, or to `uid`, and
 * that nobody else may write to; and the process that called listen(2) must run as one of these, as the kernel says.
 * Which of their processes it is, nobody checks: where a PID is known, `unixSocket({ address }).connect({ pid })` does.
 * On Windows it must be this process's user, an elevated administrator or the system.
 *
 * @throws NotListeningError while nobody listens, which is worth a retry; TeleopError `INVALID_ARGUMENT`,
 *   `UNTRUSTED_PATH`, `WRONG_LISTENER` for a process of another user, `PERMISSION_DENIED`, `REFUSED`; the reason of
 *   `options.signal`.
 */
export async function connectSocket(
  address: string,
  options: ConnectSocketOptions = {},
): Promise<Connection> {
  requireOptions(options);
  const { signal, uid = process.geteuid?.() } = options;
  requireSignal(signal);
  if (uid !== undefined && !(Number.isInteger(uid) && uid >= 0)) {
    throw new TeleopError("INVALID_ARGUMENT", `uid must be the number of a user, not ${String(uid)}`);
  }
  const lingerMs = requireLinger(options.lingerMs);
  const path = requireAddress(address);
  const { dial, loadListenerCheck } = await loadPart(
    "what connects to UNIX sockets",
    () => import("./dial.ts"),
  );
  const windows =
    process.platform === "win32"
      ? await loadPart("what UNIX sockets need on Windows", () => import("./windows-sockets.ts"))
      : undefined;
  return dial(path, {
    signal,
    lingerMs,
    target: { pid: undefined, euid: uid, sid: windows?.ownSid() },
    check: windows?.loadWindowsListenerCheck() ?? loadListenerCheck(loadSystemSockets),
  });
}
