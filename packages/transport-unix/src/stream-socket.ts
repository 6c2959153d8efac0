// stream-socket.ts: what is asked of a runtime's UNIX sockets. It is what Bun's can; node-sockets.ts brings those of
// Node.js to it.
import type { Sink } from "./send-queue.ts";
import type { ExpectedTarget, SocketFile } from "./socket-trust.ts";

/** A connected socket. It keeps the process alive until it is closed, or `unref()`. */
export interface StreamSocket extends Sink {
  /** Who hears what happens to the socket. Until it is set nobody does: the socket must be paused by then. */
  data: SocketListener | undefined;
  /** Whether it tells nothing of a peer any more that has ended, not even that it has closed. */
  readonly silentAfterEnd?: boolean;
  /** Whether it may have read what it has not told yet: what its descriptor has comes behind that. */
  readonly readsAhead?: boolean;
  /** Its descriptor; -1 once it is closed. */
  readonly fd: number;
  pause(): void;
  resume(): void;
  unref(): void;
  /** Ends our side. What was written arrives before that. */
  shutdown(): void;
  /** Closes it when what was written has gone. */
  end(): void;
  /** Closes it now. */
  terminate(): void;
}

/** What a socket tells. */
export interface SocketListener {
  received(chunk: Uint8Array): void;
  arrived(
    what: { readonly type: "end" } | { readonly type: "closed"; readonly error: Error | undefined },
  ): void;
  /** There is room again, after {@link Sink.write} took less than it was given, or held it. */
  drained(): void;
  /** The peer takes no more. What it has sent may still be read. */
  sendingFailed(error: Error): void;
  abort(error: Error): void;
}

/** A bound socket that listens. It keeps no process alive. */
export interface ListeningSocket {
  /** Nobody new is let in, and the name that was bound is removed. Connections live on. */
  stop(): void;
}

export interface RuntimeSockets {
  /** The file at which a client is to connect, checked. @throws TeleopError where it cannot be trusted. */
  socketFile(path: string, target: ExpectedTarget): SocketFile;
  /**
   * Connects. `opened` is called with the socket, paused, before anything is read of it; what it throws rejects.
   *
   * @throws the system's error.
   */
  connect(path: string, opened: (socket: StreamSocket) => void): Promise<void>;
  /**
   * Binds and listens. `accepted` is called with each socket, before anything is read of it; it pauses it.
   *
   * @param failed hears what goes wrong later.
   * @throws the system's error.
   */
  listen(
    path: string,
    accepted: (socket: StreamSocket) => void,
    failed: (error: Error) => void,
  ): Promise<ListeningSocket>;
}
