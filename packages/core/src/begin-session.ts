// begin-session.ts: begins a conversation on a connection to a target, and tells why none came of it.
import { attempt } from "./attach-attempt.ts";
import type { Connection } from "./connection.ts";
import { TeleopError } from "./errors.ts";
import type { Later } from "./later.ts";
import { type AbortOptions, untilAborted } from "./options.ts";
import type { Protocol, Session } from "./protocol.ts";
import { isPeerGoing } from "./session-end.ts";
import { messageOf } from "./system-error.ts";
import { TurnedAway } from "./turned-away.ts";

/** Loaded together. */
export { attempt };

/**
 * Resolves when the target has said something complete. Takes ownership of the connection, even when it throws.
 *
 * @throws TurnedAway, TeleopError `REFUSED`, and why the session ended otherwise; what `stop` is aborted with.
 */
export async function begin<S extends Session>(
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
  try {
    return await untilAborted(loaded.get(), stop);
  } catch (error) {
    connection.abort(error);
    throw error;
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
