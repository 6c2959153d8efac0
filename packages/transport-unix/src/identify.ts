// identify.ts: what both ways of finding out who is at the other end of a client's socket have in common.
import type { Peer } from "@teleop/core/plugin";
import type { ExpectedTarget, SocketFile } from "./socket-trust.ts";
import type { StreamSocket } from "./stream-socket.ts";
import type { HasHungUp, MakeRoom, Receive } from "./system-sockets.ts";

/** Makes sure of who listens. */
export interface ListenerCheck {
  /**
   * Before connecting. What it returns is asked once the socket is connected, before anything goes over it.
   *
   * @throws TeleopError, as what it returns does: `WRONG_LISTENER`, `PERMISSION_DENIED`, `CONNECT_FAILED` and others.
   */
  begin(address: string, target: ExpectedTarget, file: SocketFile | undefined): Identify;
  readonly hasHungUp: HasHungUp | undefined;
  readonly makeRoom?: MakeRoom | undefined;
  readonly receive?: Receive | undefined;
}

/** Who listens at the other end of a connected socket. @throws the reason of `signal`, where it has to wait. */
export type Identify = (socket: StreamSocket, signal: AbortSignal | undefined) => Peer | Promise<Peer>;
