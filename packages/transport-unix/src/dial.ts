// dial.ts: the client's side: one attempt to connect to a target, and to nobody else.
import { lstatSync, type Stats } from "node:fs";
import {
  type AbortOptions,
  type Connection,
  errnoOf,
  isRefused,
  messageOf,
  NotListeningError,
  TeleopError,
} from "@teleop/core";
import type { Socket } from "bun";
import { requireShortPath } from "./socket-address.ts";
import { SocketConnection, socketHandlers } from "./socket-connection.ts";
import { checkListener, checkSocketFile, type ExpectedTarget } from "./socket-trust.ts";
import { fileDescriptor, type SystemSockets } from "./system-sockets.ts";

export interface DialOptions extends AbortOptions {
  readonly target: ExpectedTarget;
  readonly lingerMs: number;
  /** Undefined where the system does not tell who listens. */
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
    }).catch((error: unknown) => opened.reject(dialError(address, target, before, error)));
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
    const listener = sockets?.credentials(fileDescriptor(socket)) ?? {};
    checkListener(address, listener, target);
    const hasHungUp = sockets?.hasHungUp;
    const connection = new SocketConnection(socket, { address, peer: listener, lingerMs, hasHungUp });
    socket.data = connection;
    opened.resolve(connection);
  } catch (error) {
    socket.terminate();
    opened.reject(error);
  }
}

function dialError(
  address: string,
  target: ExpectedTarget,
  before: Stats | undefined,
  error: unknown,
): TeleopError {
  const { pid } = target;
  const details = { pid, address, path: address, cause: error };
  if (isRefused(error)) {
    const message = `may not connect to ${address}: it belongs to another user; run as that user or as root`;
    return new TeleopError("PERMISSION_DENIED", message, details);
  }
  switch (errnoOf(error)) {
    // A process that is stopped, with a full queue, refuses too (connect(2) says EAGAIN, Bun ECONNREFUSED).
    case "ECONNREFUSED":
    case "ENOENT":
      return new NotListeningError(`process ${pid} does not accept connections at ${address}`, details);
    // What Bun says of a connection that was closed before it was reported open: either on purpose, or because the
    // listener went, and then its socket is gone from the path.
    case "ECONNRESET":
      return before !== undefined && isStillThere(address, before)
        ? new TeleopError(
            "REFUSED",
            `process ${pid} closed our connection to ${address} at once: ${REFUSALS}`,
            details,
          )
        : new NotListeningError(`process ${pid} has stopped listening at ${address}`, details);
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
