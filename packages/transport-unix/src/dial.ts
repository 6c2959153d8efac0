// dial.ts: the client's side: one attempt to connect to a target, and to nobody else.
import { lstatSync, type Stats } from "node:fs";
import {
  type AbortOptions,
  adviceOnRefusal,
  type Connection,
  errnoOf,
  isExhausted,
  isRefused,
  messageOf,
  NotListeningError,
  outOfResources,
  type Peer,
  requireDescriptor,
  TeleopError,
} from "@teleop/core/plugin";
import type { Socket } from "bun";
import { requireShortPath } from "./socket-address.ts";
import { SocketConnection, socketHandlers } from "./socket-connection.ts";
import { checkListener, checkSocketFile, type ExpectedTarget, nameOf } from "./socket-trust.ts";
import { fileDescriptor, type SystemSockets } from "./system-sockets.ts";

export interface DialOptions extends AbortOptions {
  readonly target: ExpectedTarget;
  readonly lingerMs: number;
  /** Undefined on Windows only, where nobody can be asked who listens. */
  readonly sockets: SystemSockets | undefined;
}

/** Connects to `address`. The connection keeps this process alive until it is closed. */
export async function dial(address: string, options: DialOptions): Promise<Connection> {
  const { signal, target } = options;
  signal?.throwIfAborted();
  requireShortPath(address);
  const before = process.platform === "win32" ? undefined : checkSocketFile(address, target);

  const opened = Promise.withResolvers<Connection>();
  const giveUp = () => opened.reject(signal?.reason);
  signal?.addEventListener("abort", giveUp, { once: true });
  try {
    Bun.connect<SocketConnection>({
      unix: address,
      allowHalfOpen: true,
      socket: {
        ...socketHandlers,
        open: (socket) => {
          // Bun.connect knows no AbortSignal: the socket comes all the same, late, and must be closed.
          if (signal?.aborted === true) socket.terminate();
          else settle(opened, socket, address, options);
        },
      },
    })
      .catch((error: unknown) => {
        throw dialError(address, target, before, error);
      })
      .catch(opened.reject);
    return await opened.promise;
  } finally {
    signal?.removeEventListener("abort", giveUp);
  }
}

function settle(
  opened: PromiseWithResolvers<Connection>,
  socket: Socket<SocketConnection>,
  address: string,
  { target, sockets, lingerMs }: DialOptions,
): void {
  try {
    socket.pause();
    const listener =
      sockets === undefined ? {} : requireTarget(sockets, fileDescriptor(socket), address, target);
    const hasHungUp = sockets?.hasHungUp;
    const connection = new SocketConnection(socket, { address, peer: listener, lingerMs, hasHungUp });
    socket.data = connection;
    opened.resolve(connection);
  } catch (error) {
    socket.terminate();
    opened.reject(error);
  }
}

/** Who listens. @throws TeleopError when it is not the target, or it cannot be found out who it is. */
function requireTarget(sockets: SystemSockets, fd: number, address: string, target: ExpectedTarget): Peer {
  const { pid } = target;
  try {
    const listener = sockets.credentials(fd);
    checkListener(address, { ...listener, alive: sockets.isPeerAlive(fd) }, target);
    return listener;
  } catch (error) {
    if (error instanceof TeleopError) throw error;
    const what = `cannot find out who listens at ${address}, so we do not talk to it`;
    const details = { pid, address, path: address, cause: error };
    throw isExhausted(error)
      ? outOfResources(what, error, details)
      : new TeleopError("CONNECT_FAILED", `${what}: ${messageOf(error)}`, details);
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
    // A process that is stopped, with a full queue, refuses too (connect(2) says EAGAIN, Bun ECONNREFUSED).
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
