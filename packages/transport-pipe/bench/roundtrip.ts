// roundtrip.ts: what a small message and much data take between two processes, by this transport and by Bun's own named
// pipes, which check nobody. On Windows, with `bun packages/transport-pipe/bench/roundtrip.ts [ROUNDS]`.
import { namedPipe } from "../src/index.ts";

const BYTES = 64;
const ROUND_TRIPS = 2_000;
const MUCH = 64 * 1024 * 1024;
const PIECE = 256 * 1024;

/** What can be done with an echo at the other end. */
interface Echo {
  /** Sends one message and calls back when it has come back. */
  ping(done: () => void): void;
  /** Sends {@link MUCH} in pieces, and resolves when all has come back. */
  flood(): Promise<void>;
}

const [mode, argument] = process.argv.slice(2);
if (mode === "--server") await serve(String(argument));
else await compare(Number(mode ?? 7));

async function compare(rounds: number): Promise<void> {
  const path = `\\\\.\\pipe\\teleop-roundtrip-${process.pid}`;
  const child = Bun.spawn([process.execPath, import.meta.path, "--server", path], { stdout: "pipe" });
  for await (const _ of child.stdout) break;
  try {
    const echoes = { teleop: await teleopEcho(child.pid), bun: await bunEcho(path) };
    for (const way of ["teleop", "bun"] as const) {
      await measurePings(echoes[way]); // warms up
    }
    const pings = { teleop: [] as number[], bun: [] as number[] };
    const floods = { teleop: [] as number[], bun: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      // Interleaved, so that whatever else the machine does hits both.
      for (const way of ["teleop", "bun"] as const) {
        pings[way].push(await measurePings(echoes[way]));
        floods[way].push(await measureFlood(echoes[way]));
      }
    }
    for (const way of ["teleop", "bun"] as const) {
      const [ping, flood] = [summary(pings[way]), summary(floods[way])];
      console.log(
        `${way.padEnd(7)} ${BYTES}-byte round trip, µs: least ${ping.least.toFixed(0)}, median ${ping.median.toFixed(0)};`,
        `64 MiB there and back, ms: least ${flood.least.toFixed(0)}, median ${flood.median.toFixed(0)}`,
      );
    }
  } finally {
    child.kill();
    await child.exited;
  }
  process.exit(0);
}

async function serve(path: string): Promise<void> {
  Bun.listen({ unix: path, socket: { data: (socket, chunk) => void socket.write(chunk) } });
  const listener = await namedPipe().listen({ pid: process.pid });
  console.log("listening");
  for await (const connection of listener) {
    connection.open({
      data: (chunk) => {
        const room = connection.write(chunk);
        if (room === undefined) return;
        connection.pause();
        void room.then(() => connection.resume());
      },
      end: () => void connection.end(),
      closed: () => {},
    });
  }
}

async function teleopEcho(pid: number): Promise<Echo> {
  let heard = (_bytes: number): void => {};
  const connection = await namedPipe().connect({ pid });
  connection.open({ data: ({ length }) => heard(length), end: () => {}, closed: () => {} });
  return {
    ping(done) {
      heard = done;
      void connection.write(new Uint8Array(BYTES));
    },
    async flood() {
      const back = Promise.withResolvers<void>();
      let left = MUCH;
      heard = (bytes) => {
        left -= bytes;
        if (left === 0) back.resolve();
      };
      const piece = new Uint8Array(PIECE);
      for (let sent = 0; sent < MUCH; sent += PIECE) await connection.write(piece);
      await back.promise;
    },
  };
}

async function bunEcho(path: string): Promise<Echo> {
  let heard = (_bytes: number): void => {};
  const socket = await Bun.connect({ unix: path, socket: { data: (_socket, { length }) => heard(length) } });
  return {
    ping(done) {
      heard = done;
      socket.write(new Uint8Array(BYTES));
    },
    async flood() {
      const back = Promise.withResolvers<void>();
      let left = MUCH;
      heard = (bytes) => {
        left -= bytes;
        if (left === 0) back.resolve();
      };
      const piece = new Uint8Array(PIECE);
      // It takes all there is, whether or not the peer reads.
      for (let sent = 0; sent < MUCH; sent += PIECE) socket.write(piece);
      await back.promise;
    },
  };
}

/** Microseconds that a round trip takes, on an average of many. */
async function measurePings(echo: Echo): Promise<number> {
  const begun = performance.now();
  for (let i = 0; i < ROUND_TRIPS; i++) {
    await new Promise<void>((done) => echo.ping(done));
  }
  return ((performance.now() - begun) * 1000) / ROUND_TRIPS;
}

/** Milliseconds. */
async function measureFlood(echo: Echo): Promise<number> {
  const begun = performance.now();
  await echo.flood();
  return performance.now() - begun;
}

function summary(values: number[]): { least: number; median: number } {
  const sorted = values.toSorted((a, b) => a - b);
  return { least: sorted[0] ?? 0, median: sorted[sorted.length >> 1] ?? 0 };
}
