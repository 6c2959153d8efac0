// drive.ts: what every TypeScript client of the benchmark does: call with so many calls in flight, and print what
// it took as one line of JSON. The clients in C++ and Rust do the same.

/** Replies with its argument. */
export type Echo = (message: string) => Promise<string>;

const MESSAGE = "hello from the benchmark";

/** Runs the calls that the command line asks for, `SOCKET WINDOW CALLS`, and exits. */
export async function drive(connect: (path: string) => Promise<Echo>): Promise<never> {
  const [path, window, calls] = process.argv.slice(2);
  if (path === undefined || !(Number(window) > 0) || !(Number(calls) > 0)) {
    throw new Error("usage: client SOCKET WINDOW CALLS");
  }
  const echo = await connect(path);
  await callAll(echo, Number(window), Math.ceil(Number(calls) / 2));

  const start = Bun.nanoseconds();
  const microseconds = await callAll(echo, Number(window), Number(calls));
  const seconds = (Bun.nanoseconds() - start) / 1e9;

  microseconds.sort();
  const at = (share: number) => microseconds[Math.floor(microseconds.length * share)];
  console.log(JSON.stringify({ calls: Number(calls), seconds, p50_us: at(0.5), p99_us: at(0.99) }));
  process.exit(0);
}

async function callAll(echo: Echo, window: number, calls: number): Promise<Float64Array> {
  const microseconds = new Float64Array(calls);
  let made = 0;
  const callRepeatedly = async () => {
    while (made < calls) {
      const call = made++;
      const start = Bun.nanoseconds();
      if ((await echo(MESSAGE)) !== MESSAGE) throw new Error("the reply differs");
      microseconds[call] = (Bun.nanoseconds() - start) / 1e3;
    }
  };
  await Promise.all(Array.from({ length: window }, callRepeatedly));
  return microseconds;
}
