// open-session.ts: the client's side of an attach, for those who want a conversation: it has begun when this resolves.
import { attempt, type ConnectOptions, TurnedAway } from "./attach-attempt.ts";
import type { Connection } from "./connection.ts";
import { TeleopError } from "./errors.ts";
import { type AbortOptions, requireProtocol } from "./options.ts";
import type { Protocol, Session } from "./protocol.ts";
import { isPeerGoing } from "./session-end.ts";
import { messageOf } from "./system-error.ts";

export interface OpenSessionOptions<S extends Session> extends ConnectOptions {
  /** What to speak. The client must speak first: its `open()` says something that every target answers. */
  readonly protocol: Protocol<S>;
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
  return attempt(pid, connecting, (connection, { signal }) => begin(protocol, connection, signal));
}

async function begin<S extends Session>(
  protocol: Protocol<S>,
  connection: Connection,
  stop: AbortSignal,
): Promise<S> {
  const session = protocol.open(connection);
  if (session.established === undefined) return session;
  const end = await firstOf(session, session.established, { signal: stop });
  if (end === "established") return session;
  if (end === "stopped") connection.abort(stop.reason);
  await session[Symbol.asyncDispose]();
  stop.throwIfAborted();
  const reason = await session.closed;
  if (reason !== undefined && isSaid(reason)) {
    const { address } = connection;
    throw new TeleopError("REFUSED", `${address}: ${messageOf(reason)}`, { address, cause: reason });
  }
  if (reason !== undefined && !isPeerGoing(reason)) throw reason;
  const why = reason === undefined ? "it closed the connection" : messageOf(reason);
  throw new TurnedAway(`${connection.address}: ${why}`, { cause: reason });
}

function firstOf(
  session: Session,
  established: Promise<void>,
  { signal }: AbortOptions,
): Promise<"established" | "closed" | "stopped"> {
  const { promise, resolve } = Promise.withResolvers<"established" | "closed" | "stopped">();
  const stop = (): void => resolve("stopped");
  signal?.addEventListener("abort", stop, { once: true });
  if (signal?.aborted === true) stop();
  established.then(
    () => resolve("established"),
    () => resolve("closed"),
  );
  session.closed.then(
    () => resolve("closed"),
    () => resolve("closed"),
  );
  return promise.finally(() => signal?.removeEventListener("abort", stop));
}

/** Whether the peer has told us why the session ended. */
function isSaid(reason: Error): boolean {
  return "remote" in reason && reason.remote === true;
}
