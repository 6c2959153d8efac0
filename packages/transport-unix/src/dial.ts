// dial.ts: the client's side: one attempt to connect to a target, and to nobody else.
import { lstatSync, type Stats } from "node:fs";
import {
  type AbortOptions,
  adviceOnRefusal,
  type Connection,
  errnoOf,
  isRefused,
  messageOf,
  NotListeningError,
  type Peer,
  requireDescriptor,
  TeleopError,
} from "@teleop/core/plugin";
import type { Identify, ListenerCheck } from "./identify.ts";
import { runtimeSockets } from "./runtime-sockets.ts";
import { requireShortPath } from "./socket-address.ts";
import { SocketConnection } from "./socket-connection.ts";
import { type ExpectedTarget, nameOf } from "./socket-trust.ts";
import type { StreamSocket } from "./stream-socket.ts";

export { awaitSocket } from "./await-socket.ts";
export { loadListenerCheck } from "./listener-check.ts";

export interface DialOptions extends AbortOptions {
  readonly target: ExpectedTarget;
  readonly lingerMs: number;
  readonly check: ListenerCheck;
}

/** Connects to `address`. The connection keeps this process alive until it is closed. */
export async function dial(address: string, options: DialOptions): Promise<Connection> {
  const { signal, target, check } = options;
  signal?.throwIfAborted();
  requireShortPath(address);
  const runtime = runtimeSockets();
  // On Windows the check looks at the file, which node:fs does not know as a socket.
  using file = process.platform === "win32" ? undefined : runtime.socketFile(address, target);
  const identify = check.begin(address, target, file);

  const opened = Promise.withResolvers<Connection>();
  const giveUp = () => opened.reject(signal?.reason);
  signal?.addEventListener("abort", giveUp, { once: true });
  try {
    runtime
      .connect(file?.path ?? address, (socket) => {
        // The runtimes know no AbortSignal: the socket comes all the same, late, and must be closed.
        if (signal?.aborted === true) socket.terminate();
        else settle(opened, socket, address, options, identify);
      })
      .catch((error: unknown) => {
        throw dialError(address, target, file?.stats, error);
      })
      .catch(opened.reject);
    return await opened.promise;
  } finally {
    signal?.removeEventListener("abort", giveUp);
  }
}

/** At once, if it can be told at once who is there: what the socket reports goes to the connection. */
function settle(
  opened: PromiseWithResolvers<Connection>,
  socket: StreamSocket,
  address: string,
  { signal, check: { hasHungUp, makeRoom, receive }, lingerMs }: DialOptions,
  identify: Identify,
): void {
  const fail = (error: unknown): void => {
    socket.terminate();
    opened.reject(error);
  };
  const succeed = (peer: Peer): void => {
    if (signal?.aborted === true) socket.terminate();
    else
      opened.resolve(new SocketConnection(socket, { address, peer, lingerMs, hasHungUp, makeRoom, receive }));
  };
  try {
    const listener = identify(socket, signal);
    if (listener instanceof Promise) listener.then(succeed).catch(fail);
    else succeed(listener);
  } catch (error) {
    fail(error);
  }
}

/** @throws TeleopError `OUT_OF_RESOURCES` instead, when that is what was wrong. */
function dialError(
  address: string,
  target: ExpectedTarget,
  before: Stats | undefined,
  error: unknown,
): TeleopError {
  const { pid } = target;
  const details = { pid, address, path: address, cause: error };
  if (isRefused(error)) {
    const message = `may not connect to ${address}: ${errnoOf(error)}; ${adviceOnRefusal(before?.uid)}`;
    return new TeleopError("PERMISSION_DENIED", message, details);
  }
  // Bun says ECONNREFUSED, too, when there is no descriptor for the socket.
  requireDescriptor(`cannot connect to ${address}`, details);
  switch (errnoOf(error)) {
    // A process that is stopped, with a full queue, refuses too (connect(2) and Node.js say EAGAIN, Bun ECONNREFUSED).
    case "EAGAIN":
    case "ECONNREFUSED":
    case "ENOENT":
      return new NotListeningError(`${nameOf(target)} does not accept connections at ${address}`, details);
    // What Bun says of a connection that was closed before it was reported open: either on purpose, or because the
    // listener went, and then its socket is gone from the path.
    case "ECONNRESET":
      return before !== undefined && isStillThere(address, before)
        ? new TeleopError(
            "REFUSED",
            `${nameOf(target)} closed our connection to ${address} at once: ${REFUSALS}`,
            details,
          )
        : new NotListeningError(`${nameOf(target)} has stopped listening at ${address}`, details);
    default: {
      const reason = errnoOf(error) ?? messageOf(error);
      return new TeleopError("CONNECT_FAILED", `cannot connect to ${address}: ${reason}`, details);
    }
  }
}

const REFUSALS = "it has too many connections, or does not let this user in";

/** The inode number alone could be that of a new socket. */
function isStillThere(path: string, before: Stats): boolean {
  const now = lstatSync(path, { throwIfNoEntry: false });
  return (
    now !== undefined && now.dev === before.dev && now.ino === before.ino && now.ctimeMs === before.ctimeMs
  );
}
