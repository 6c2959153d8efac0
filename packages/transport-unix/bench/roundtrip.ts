// roundtrip.ts: what the transport adds to the round trip of a small message between two processes, compared with bare
// Bun sockets. Run with `bun packages/transport-unix/bench/roundtrip.ts [ROUNDS]`; a round takes about half a second.
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unixSocket } from "../src/index.ts";

const BYTES = 64;
const ROUND_TRIPS = 5_000;

/** Sends one message and calls back when its echo is there. */
type Ping = (done: () => void) => void;

if (process.argv[2] === "--server") await serve(String(process.argv[3]));
else await compare(Number(process.argv[2] ?? 12));

async function compare(rounds: number): Promise<void> {
  const path = join(tmpdir(), `teleop-roundtrip-${process.pid}`);
  const child = Bun.spawn([process.execPath, import.meta.path, "--server", path], { stdout: "pipe" });
  for await (const _ of child.stdout) break;
  try {
    const pings = { bare: await barePing(path), teleop: await teleopPing(child.pid) };
    const times = { bare: [] as number[], teleop: [] as number[] };
    for (let round = -1; round < rounds; round++) {
      // Interleaved, so that whatever else the machine does hits both.
      for (const way of ["bare", "teleop"] as const) {
        const measured = await measure(pings[way]);
        // The first round warms up.
        if (round >= 0) times[way].push(...measured);
      }
    }
    const bare = summary(times.bare);
    const teleop = summary(times.teleop);
    console.log(`${BYTES}-byte round trips between two processes, microseconds, ${times.bare.length} each`);
    console.log(`bare Bun socket  p50 ${bare.p50.toFixed(1)}  p99 ${bare.p99.toFixed(1)}`);
    console.log(`teleop           p50 ${teleop.p50.toFixed(1)}  p99 ${teleop.p99.toFixed(1)}`);
    console.log(`p50 ratio ${(teleop.p50 / bare.p50).toFixed(3)}`);
  } finally {
    child.kill();
    await child.exited;
    rmSync(path, { force: true });
  }
  process.exit(0);
}

async function serve(path: string): Promise<void> {
  Bun.listen({ unix: path, socket: { data: (socket, chunk) => void socket.write(chunk) } });
  const listener = await unixSocket().listen({ pid: process.pid });
  process.once("SIGTERM", () => {
    listener.withdraw();
    process.exit(0);
  });
  console.log("listening");
  for await (const connection of listener) {
    connection.open({
      data: (chunk) => void connection.write(chunk),
      end: () => void connection.end(),
      closed: () => {},
    });
  }
}

async function barePing(path: string): Promise<Ping> {
  let answered = () => {};
  const message = new Uint8Array(BYTES);
  const socket = await Bun.connect({ unix: path, socket: { data: () => answered() } });
  return (done) => {
    answered = done;
    socket.write(message);
  };
}

async function teleopPing(pid: number): Promise<Ping> {
  let answered = () => {};
  const message = new Uint8Array(BYTES);
  const connection = await unixSocket().connect({ pid });
  connection.open({ data: () => answered(), end: () => {}, closed: () => {} });
  return (done) => {
    answered = done;
    connection.write(message);
  };
}

/** Microseconds of each of {@link ROUND_TRIPS}, the next one sent from inside the answer to the last. */
function measure(ping: Ping): Promise<number[]> {
  const { promise, resolve } = Promise.withResolvers<number[]>();
  const times: number[] = [];
  let sent = performance.now();
  const answered = () => {
    const now = performance.now();
    times.push((now - sent) * 1000);
    if (times.length === ROUND_TRIPS) {
      resolve(times);
      return;
    }
    sent = performance.now();
    ping(answered);
  };
  ping(answered);
  return promise;
}

function summary(times: number[]): { readonly p50: number; readonly p99: number } {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}
