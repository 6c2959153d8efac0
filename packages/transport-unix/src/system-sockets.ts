// system-sockets.ts: what the system knows about UNIX sockets and Bun does not tell: who is at the other end.
import { errnoOf, isMissing, type Peer } from "@teleop/core";

/** Made by {@link loadSystemSockets} for the platform at hand. */
export interface SystemSockets {
  /** Who is at the other end of a connected socket; empty when the system does not say. */
  credentials(fd: number): Peer;
  /**
   * Whether the peer of a connected socket has closed it; when our own side has ended, also whether the peer's has.
   * poll(2), POLLHUP.
   */
  hasHungUp(fd: number, haveWeEnded: boolean): boolean;
  /** Who listens at a path, found out without waiting. Where it is absent, {@link whoListens} connects. */
  readonly probe?: (path: string) => Occupant;
}

/** Whether somebody listens at a path. A frozen process whose queue is full listens, too. */
export type Occupant =
  | { readonly state: "nobody" }
  | { readonly state: "listening"; readonly pid: number | undefined; readonly how: string };

/**
 * Loads what there is for this platform: SO_PEERCRED on Linux, getpeereid(3) on macOS, both by FFI, which costs a few
 * milliseconds and is therefore not done on import.
 *
 * @throws Error saying why nothing can be known: another platform, or a C library that does not load.
 */
export async function loadSystemSockets(): Promise<SystemSockets> {
  switch (process.platform) {
    case "linux":
      return (await import("./linux-sockets.ts")).openLinuxSockets();
    case "darwin":
      return (await import("./macos-sockets.ts")).openMacosSockets();
    default:
      throw new Error(`${process.platform} does not tell who is at the other end of a UNIX socket`);
  }
}

/** Whether somebody listens at `path`, which is a socket. */
export async function whoListens(path: string, sockets: SystemSockets | undefined): Promise<Occupant> {
  if (sockets?.probe !== undefined) return sockets.probe(path);
  try {
    const socket = await Bun.connect({ unix: path, socket: { data: () => {} } });
    const pid = sockets?.credentials(fileDescriptor(socket)).pid;
    socket.terminate();
    return { state: "listening", pid, how: "it accepts connections" };
  } catch (error) {
    if (errnoOf(error) === "ECONNREFUSED" || isMissing(error)) return { state: "nobody" };
    return { state: "listening", pid: undefined, how: `connecting fails with ${errnoOf(error)}` };
  }
}

/** Bun's sockets have their descriptor as `fd`, -1 once closed; its types leave it out. */
export function fileDescriptor(socket: object): number {
  return "fd" in socket && typeof socket.fd === "number" ? socket.fd : -1;
}
