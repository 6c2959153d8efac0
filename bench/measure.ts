// measure.ts: one measurement: a server and a client of one peer, in processes of their own.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Peer } from "./peers.ts";

export interface Measurement {
  readonly calls: number;
  readonly seconds: number;
  /** Microseconds from a call to its answer. */
  readonly p50_us: number;
  readonly p99_us: number;
}

export async function measure(peer: Peer, window: number, calls: number): Promise<Measurement> {
  const folder = mkdtempSync(join(tmpdir(), "teleop-bench-"));
  const socket = join(folder, "socket");
  try {
    const server = Bun.spawn([...peer.server, socket], {
      // Open for as long as this process lives, so that no server outlives it.
      stdin: "pipe",
      stdout: "pipe",
      stderr: "inherit",
    });
    try {
      await ready(peer, server.stdout);
      return await runClient(peer, server.pid, [socket, `${window}`, `${calls}`]);
    } finally {
      server.kill("SIGTERM");
      await server.exited;
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function ready(peer: Peer, output: ReadableStream<Uint8Array>): Promise<void> {
  const decoder = new TextDecoder();
  let said = "";
  for await (const chunk of output) {
    said += decoder.decode(chunk, { stream: true });
    if (said.includes("ready\n")) return;
  }
  throw new Error(`the server of ${peer.name} ended before it was ready; it said: ${said}`);
}

async function runClient(peer: Peer, serverPid: number, arguments_: readonly string[]): Promise<Measurement> {
  const command = [...peer.client, ...arguments_];
  const client = Bun.spawn(command, {
    env: { ...process.env, SERVER_PID: `${serverPid}` },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
    timeout: 120_000,
  });
  const output = await client.stdout.text();
  if ((await client.exited) !== 0) {
    throw new Error(`${command.join(" ")} ended with ${client.signalCode ?? client.exitCode}`);
  }
  return JSON.parse(output) as Measurement;
}
