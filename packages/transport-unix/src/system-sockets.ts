// system-sockets.ts: what the system knows about UNIX sockets and the runtime does not tell: who is at the other end.
import { messageOf, type Peer, TeleopError } from "@teleop/core/plugin";
import { openLinuxSockets } from "./linux-sockets.ts";
import { openMacosSockets } from "./macos-sockets.ts";

/** Made by {@link loadSystemSockets} for the platform at hand, on Windows by `openWindowsSockets()`. */
export interface SystemSockets {
  /**
   * Who is at the other end of a connected socket: on the connecting side the process that called listen(2). A PID is
   * left out when our PID namespace does not contain that process.
   *
   * @throws SystemCallError where the system does not say.
   */
  credentials(fd: number): Peer;
  /**
   * Whether the process of the `credentials` lives: its PID may have gone to another since. Undefined on a system that
   * does not tell.
   *
   * @throws SystemCallError where it could not be found out, as with no descriptor left.
   */
  isPeerAlive(fd: number): boolean | undefined;
  /** Absent on Windows, which tells of a peer that has ended its side as of one that has closed. */
  readonly hasHungUp?: HasHungUp | undefined;
  /** Absent on a system whose sockets take enough. */
  readonly makeRoom?: MakeRoom;
  /** Absent where that would be no gain. */
  readonly receive?: Receive;
  /** Why somebody may not connect where the application has no rule; absent where uids decide. */
  readonly whyNotAdmitted?: ((peer: Peer) => string | undefined) | undefined;
  /** Who listens at a path, found out without waiting. Where it is absent, {@link whoListens} connects. */
  readonly probe?: (path: string) => Occupant;
}

/**
 * Whether the peer of a connected socket has closed it; when our own side has ended, also whether the peer's has.
 * poll(2), POLLHUP.
 */
export type HasHungUp = (fd: number, haveWeEnded: boolean) => boolean;

/**
 * Lets a connected socket take more at once, for one that sends much: each side goes on while the other works, instead of
 * waking it for every few pages. Where the system refuses it, the socket is as it was.
 */
export type MakeRoom = (fd: number) => void;

/**
 * Reads what a connected socket has, without waiting. Gives the number of bytes that are at the front of `memory` then; none,
 * or a negative number, where there are none, the peer has ended, or reading fails.
 */
export type Receive = (fd: number, memory: Uint8Array) => number;

/** Whether somebody listens at a path. A frozen process whose queue is full listens, too. */
export type Occupant =
  | { readonly state: "nobody" }
  | { readonly state: "listening"; readonly pid: number | undefined; readonly how: string };

/**
 * Loads what there is for this platform, by FFI: SO_PEERCRED on Linux, getpeereid(3) on macOS. It costs a fraction of a
 * millisecond when the C library is open already, as it is in a target armed by inotify, else one or two, and is
 * therefore not done on import.
 *
 * @throws TeleopError `UNSUPPORTED_PLATFORM` where nothing can be known, though it should: no bun:ffi, no C library;
 *   `OUT_OF_RESOURCES` where that could not be opened for want of a descriptor.
 */
export function loadSystemSockets(): SystemSockets {
  try {
    switch (process.platform) {
      case "linux":
        return openLinuxSockets();
      case "darwin":
        return openMacosSockets();
      default:
        throw new Error(`not implemented for ${process.platform}`);
    }
  } catch (error) {
    throw new TeleopError(
      error instanceof TeleopError ? error.code : "UNSUPPORTED_PLATFORM",
      `it cannot be found out who is at the other end of a socket: ${messageOf(error)}`,
      { cause: error },
    );
  }
}
