// sockets.ts: by what the processes of these tests meet: UNIX sockets, or named pipes on Windows.
import type { Transport } from "@teleop/core";
import { namedPipe } from "@teleop/transport-pipe";
import { unixSocket } from "@teleop/transport-unix";

export function processSockets(): Transport {
  return process.platform === "win32" ? namedPipe() : unixSocket();
}
