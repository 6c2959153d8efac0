// sockets.ts: by what real sockets these tests go: UNIX sockets, or named pipes on Windows.
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Transport } from "@teleop/core";
import { namedPipe } from "@teleop/transport-pipe";
import { unixSocket } from "@teleop/transport-unix";

const isWindows = process.platform === "win32";

/** What this platform's sockets are called. */
export const socketKind: string = isWindows ? "a named pipe" : "a UNIX socket";

/** Processes meet by the PID of the one that listens. */
export function processSockets(): Transport {
  return isWindows ? namedPipe() : unixSocket();
}

/** Both ends meet at an address that nobody else has. */
export function privateSockets(): Disposable & { readonly transport: Transport } {
  const name = `rpc-testing-${randomUUID()}`;
  if (isWindows) {
    return { transport: namedPipe({ address: `\\\\.\\pipe\\${name}` }), [Symbol.dispose]: () => {} };
  }
  const path = join(tmpdir(), name);
  return {
    transport: unixSocket({ address: path }),
    [Symbol.dispose]: () => rmSync(path, { force: true }),
  };
}
