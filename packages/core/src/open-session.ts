// open-session.ts: the client's side of an attach, for those who want a conversation: it has begun when this resolves.
import { attempt, type ConnectOptions, TurnedAway } from "./attach-attempt.ts";
import type { Connection } from "./connection.ts";
import { TeleopError } from "./errors.ts";
import type { Later } from "./later.ts";
import { type AbortOptions, requireProtocol } from "./options.ts";
import { type Protocol, type ProtocolSource, protocolOf, type Session } from "./protocol.ts";
import { isPeerGoing } from "./session-end.ts";
import { messageOf } from "./system-error.ts";

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
  // While the target wakes.
  if ("load" in protocol) loaded.get().then(undefined, () => {});
  return attempt(pid, connecting, (connection, { signal }) => begin(loaded, connection, signal));
}

async function begin<S extends Session>(
  loaded: Later<Protocol<S>>,
  connection: Connection,
  stop: AbortSignal,
): Promise<S> {
  const session = (await protocolWhen(loaded, connection, stop)).open(connection);
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

/** @throws why there is no protocol to speak on the connection, which is aborted then. */
async function protocolWhen<S extends Session>(
  loaded: Later<Protocol<S>>,
  connection: Connection,
  stop: AbortSignal,
): Promise<Protocol<S>> {
  if (loaded.loaded !== undefined) return loaded.loaded.value;
  const stopped = Promise.withResolvers<never>();
  const reject = (): void => stopped.reject(stop.reason);
  stop.addEventListener("abort", reject, { once: true });
  if (stop.aborted) reject();
  try {
    return await Promise.race([loaded.get(), stopped.promise]);
  } catch (error) {
    connection.abort(error);
    throw error;
  } finally {
    stop.removeEventListener("abort", reject);
  }
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
