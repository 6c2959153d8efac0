// bun-sockets.ts: the sockets of Bun: the only place where this package calls it.
import type { Socket, SocketHandler } from "bun";
import { nameSocketFile } from "./socket-trust.ts";
import type { RuntimeSockets, SocketListener, StreamSocket } from "./stream-socket.ts";

/** Bun's sockets are what {@link StreamSocket} describes, but that its types leave `fd` out. */
export function openBunSockets(): RuntimeSockets {
  return {
    // Bun connects by a path of any length, and the kernel tells afterwards who is there.
    socketFile: nameSocketFile,
    async connect(path, opened) {
      await Bun.connect<SocketListener | undefined>({
        unix: path,
        allowHalfOpen: true,
        socket: {
          ...handlers,
          open: (socket) => {
            socket.pause();
            opened(asStream(socket));
          },
        },
      });
    },
    async listen(path, accepted) {
      const server = Bun.listen<SocketListener | undefined>({
        unix: path,
        allowHalfOpen: true,
        socket: { ...handlers, open: (socket) => accepted(asStream(socket)) },
      });
      server.unref();
      return { stop: () => server.stop(false) };
    },
  };
}

/** For `Bun.connect` and `Bun.listen`, without `open`: what a socket tells goes to its `data`. */
export const handlers: Omit<SocketHandler<SocketListener | undefined>, "open"> = {
  // Not Buffers: their slice() shares memory, which a Uint8Array's does not.
  binaryType: "uint8array",
  data: (socket, chunk: Uint8Array) => socket.data?.received(chunk),
  drain: (socket) => socket.data?.drained(),
  end: (socket) => socket.data?.arrived({ type: "end" }),
  close: (socket, error) => socket.data?.arrived({ type: "closed", error }),
  error: (socket, error) => socket.data?.abort(error),
};

/** `fd` is there, though the types do not have it. */
export function asStream(socket: Socket<SocketListener | undefined>): StreamSocket {
  return socket as Socket<SocketListener | undefined> & { readonly fd: number };
}
