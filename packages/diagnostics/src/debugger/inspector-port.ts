// inspector-port.ts: opens Bun's inspector for one client of our own, and for nobody else. Bun has it listen at a port of
// the machine and tells everybody who asks there how to connect, and whoever is connected runs what code he likes.
import { readdirSync } from "node:fs";
import type * as Inspector from "node:inspector";
import { TeleopError } from "@teleop/core";
import { messageOf, openLibc } from "@teleop/core/plugin";
import { CONNECTED } from "./channel.ts";

/**
 * Opens it, has our own client connect, and lets nobody else: all in one turn of the event loop, which is when the
 * inspector runs nothing of what it is told. Whoever was faster than we were is found, and then nothing stays open.
 *
 * @param connect tells the URL to the client, which is in another thread.
 * @param connected becomes CONNECTED there, or FAILED.
 * @throws TeleopError `DEBUGGER_UNAVAILABLE` where the inspector is open already, or cannot be kept to ourselves.
 */
export function openForOneClient(
  inspector: typeof Inspector,
  connect: (url: string) => void,
  connected: Int32Array<SharedArrayBuffer>,
): void {
  const sockets = systemSockets();
  const url = openSilently(inspector);
  try {
    connect(url);
    Atomics.wait(connected, 0, 0, CONNECT_MS);
    if (Atomics.load(connected, 0) !== CONNECTED) {
      throw unavailable(`the inspector has not let us in within ${CONNECT_MS} ms`);
    }
    sockets.closeToOthers(Number(new URL(url).port));
  } catch (error) {
    inspector.close();
    throw error;
  }
}

/** It takes some 3 ms. */
const CONNECT_MS = 2_000;

/** Why it is not opened on this system. */
export function notOurs(): TeleopError {
  return unavailable(
    `on ${process.platform} every user of the machine could use Bun's inspector while it is open: start the program with --inspect yourself, if that does not matter`,
  );
}

/**
 * Has the runtime keep source maps of the modules that are loaded from now on, which it does once the inspector has been
 * open: without, breakpoints in TypeScript are where the lines of the JavaScript are.
 */
export function keepSourceMaps(inspector: typeof Inspector): void {
  openSilently(inspector);
  inspector.close();
}

/** Without the line on standard error, which is the application's, and which would tell the secret part of the URL. */
function openSilently(inspector: typeof Inspector): string {
  const { debugPort } = process;
  const { stderr } = process;
  const own = Object.getOwnPropertyDescriptor(stderr, "write");
  stderr.write = () => true;
  try {
    inspector.open(0, "127.0.0.1");
  } catch (error) {
    const advice = "the application was started with --inspect, or opened it: use that, or close it";
    throw unavailable(`the inspector cannot be opened: ${messageOf(error)} (${advice})`, error);
  } finally {
    if (own === undefined) Reflect.deleteProperty(stderr, "write");
    else Object.defineProperty(stderr, "write", own);
    process.debugPort = debugPort;
  }
  const url = inspector.url();
  if (url === undefined) throw unavailable("the inspector could not be opened: it is not known why");
  return url;
}

interface SystemSockets {
  /**
   * Drops whatever comes to the port from now on, so that nobody connects to it any more, and makes sure that the only
   * one who has is this process.
   *
   * @throws TeleopError `DEBUGGER_UNAVAILABLE` where somebody else has.
   */
  closeToOthers(port: number): void;
}

/** Before anything is open: what cannot be kept to ourselves is not opened. */
function systemSockets(): SystemSockets {
  if (process.platform !== "linux") throw notOurs();
  const { ptr: pointerTo } = process.getBuiltinModule("bun:ffi") as typeof import("bun:ffi");
  const { functions, failure } = openLibc("keeping the inspector to ourselves", {
    getsockname: { args: ["i32", "ptr", "ptr"], returns: "i32" },
    getpeername: { args: ["i32", "ptr", "ptr"], returns: "i32" },
    getsockopt: { args: ["i32", "i32", "i32", "ptr", "ptr"], returns: "i32" },
    setsockopt: { args: ["i32", "i32", "i32", "ptr", "u32"], returns: "i32" },
  });
  const portBy = (call: "getsockname" | "getpeername", fd: number): number | undefined => {
    const address = new Uint8Array(128);
    if (functions[call](fd, address, new Uint32Array([address.length])) !== 0) return undefined;
    const view = new DataView(address.buffer);
    return view.getUint16(0, true) === AF_INET ? view.getUint16(2) : undefined;
  };
  const option = (fd: number, level: number, name: number, at: number): number | undefined => {
    const value = new Uint8Array(256);
    if (functions.getsockopt(fd, level, name, value, new Uint32Array([value.length])) !== 0) return undefined;
    return new DataView(value.buffer).getUint32(at, true);
  };
  const openSockets = () =>
    readdirSync("/proc/self/fd").flatMap((name) => {
      const fd = Number(name);
      const local = portBy("getsockname", fd);
      return local === undefined ? [] : [{ fd, local, remote: portBy("getpeername", fd) }];
    });
  /** Has the kernel run a program of one instruction for each packet, which takes no byte of any. */
  const dropAll = (fd: number): void => {
    const filter = new Uint8Array(8);
    filter[0] = BPF_RET_K;
    const program = new DataView(new ArrayBuffer(16));
    program.setUint16(0, 1, true);
    program.setBigUint64(8, BigInt(pointerTo(filter)), true);
    const { buffer, byteLength } = program;
    if (functions.setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, new Uint8Array(buffer), byteLength) === 0)
      return;
    throw unavailable("the inspector's port cannot be closed to others", failure("setsockopt"));
  };
  return {
    closeToOthers(port) {
      const listener = openSockets().find(
        ({ fd, local }) => local === port && option(fd, SOL_SOCKET, SO_ACCEPTCONN, 0) === 1,
      );
      if (listener === undefined)
        throw unavailable("the inspector's port is not among this process's sockets");
      dropAll(listener.fd);
      // First those that wait to be accepted, then those that were: nobody moves from the second to the first.
      const waiting = option(listener.fd, IPPROTO_TCP, TCP_INFO, TCPI_UNACKED);
      const sockets = openSockets();
      const ours = sockets.flatMap(({ local, remote }) => (remote === port ? [local] : []));
      const accepted = sockets.flatMap(({ local, remote }) =>
        local === port && remote !== undefined ? [remote] : [],
      );
      if (waiting === 0 && accepted.every((remote) => ours.includes(remote))) return;
      throw unavailable(
        "another process of this machine connected to the inspector's port in the moment in which it was open, and may have been faster: it was closed before it ran anything",
      );
    },
  };
}

const AF_INET = 2;
const SOL_SOCKET = 1;
const SO_ATTACH_FILTER = 26;
const SO_ACCEPTCONN = 30;
const IPPROTO_TCP = 6;
const TCP_INFO = 11;
/** Of a socket that listens: how many have connected and have not been accepted. tcp_info of linux/tcp.h. */
const TCPI_UNACKED = 24;
const BPF_RET_K = 0x06;

function unavailable(message: string, cause?: unknown): TeleopError {
  return new TeleopError("DEBUGGER_UNAVAILABLE", message, { cause });
}
