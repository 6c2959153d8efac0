// open-session.ts: the client's side of an attach, for those who want a conversation: it has begun when this resolves.
import type { ConnectOptions } from "./attach-attempt.ts";
import { Later } from "./later.ts";
import { requireProtocol } from "./options.ts";
import { type ProtocolSource, protocolOf, type Session } from "./protocol.ts";

export interface OpenSessionOptions<S extends Session> extends ConnectOptions {
  /** What to speak. The client must speak first: its `open()` says something that every target answers. */
  readonly protocol: ProtocolSource<S>;
}

/**
 * Client side: attaches to a process as `connect()` does, opens a session of the protocol, and waits until the target
 * has said something complete ({@link Session.established}): all of it within `timeout`. A protocol whose sessions do
 * not tell is taken to be established when it is opened. The session is the caller's, to be disposed.
 *
 * `REFUSED` at once says that the target does not let this client in.
 *
 * A target that closes the connection before it has said anything has too many clients, or ends. While it lives it is
 * tried again until the timeout.
 *
 * @throws what `connect()` throws; `ATTACH_TIMEOUT` also for a process that is connected and says nothing; the reason
 *   for which the session ended where that was another than the peer's going away.
 */
export async function openSession<S extends Session>(
  pid: number,
  options: OpenSessionOptions<S>,
): Promise<S> {
  requireProtocol(options?.protocol);
  const { protocol, ...connecting } = options;
  const loaded = protocolOf(protocol);
  const { attempt, begin } = await attaching.get();
  return attempt(pid, connecting, (connection, { signal }) => begin(loaded, connection, signal), {
    // While the target wakes, and loads it too: before, it would be in the way of what wakes it.
    onSent: () => void loaded.get().then(undefined, () => {}),
  });
}

/** Once for a process, as modules are: to load it makes sure of descriptors, which need not be done at each attach. */
const attaching = /*#__PURE__*/ (() => new Later("what attaches", () => import("./begin-session.ts")))();
