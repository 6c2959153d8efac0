// runtime-sockets.ts: which sockets there are: Bun's own, or those of node:net.
import { openBunSockets } from "./bun-sockets.ts";
import { openNodeSockets } from "./node-sockets.ts";
import type { RuntimeSockets } from "./stream-socket.ts";

/** Costs nothing in Bun, which has its sockets loaded; in Node.js it loads node:net. */
export function runtimeSockets(): RuntimeSockets {
  return process.versions.bun === undefined ? openNodeSockets() : openBunSockets();
}
