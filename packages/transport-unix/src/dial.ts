// dial.ts: the client's side: one attempt to connect to a target, and to nobody else.
import {
  type AbortOptions,
  type Connection,
  errnoOf,
  isMissing,
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
  /** Undefined where the system does not tell who listens. */
  readonly sockets: SystemSockets | undefined;
}

/** Connects to `address`. The connection keeps this process alive until it is closed. */
export async function dial(address: string, options: DialOptions): Promise<Connection> {
  const { signal, target, sockets } = options;
  signal?.throwIfAborted();
  requireShortPath(address);
  if (process.platform !== "win32") checkSocketFile(address, target);

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
          else settle(opened, socket, address, target, sockets);
        },
      },
    }).catch((error: unknown) => opened.reject(dialError(address, target, error)));
    return await opened.promise;
  } finally {
    signal?.removeEventListener("abort", giveUp);
  }
}

function settle(
  opened: PromiseWithResolvers<Connection>,
  socket: Socket<SocketConnection>,
  address: string,
  target: ExpectedTarget,
  sockets: SystemSockets | undefined,
): void {
  try {
    socket.pause();
    const listener = sockets?.credentials(fileDescriptor(socket)) ?? {};
    checkListener(address, listener, target);
    const connection = new SocketConnection(socket, address, listener);
    socket.data = connection;
    opened.resolve(connection);
  } catch (error) {
    socket.terminate();
    opened.reject(error);
  }
}

function dialError(address: string, target: ExpectedTarget, error: unknown): TeleopError {
  const { pid } = target;
  const details = { pid, address, path: address, cause: error };
  // A process that is stopped, with a full queue, refuses too (connect(2) says EAGAIN, Bun ECONNREFUSED). One that
  // stops listening before it has accepted resets.
  if (isMissing(error) || errnoOf(error) === "ECONNREFUSED" || errnoOf(error) === "ECONNRESET") {
    return new NotListeningError(`process ${pid} does not accept connections at ${address}`, details);
  }
  if (isRefused(error)) {
    const message = `may not connect to ${address}: it belongs to another user; run as that user or as root`;
    return new TeleopError("PERMISSION_DENIED", message, details);
  }
  const reason = errnoOf(error) ?? messageOf(error);
  return new TeleopError("CONNECT_FAILED", `cannot connect to ${address}: ${reason}`, details);
}
