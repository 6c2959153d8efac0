// drive.ts: what every TypeScript client of the benchmark does. It is told what to measure on its standard input, a line
// `WINDOW BYTES CALLS SECONDS` each: echo calls of a text of so many bytes, so many of them in flight, until so many are
// made or the time is over. For each it prints what it took as one line of JSON. The clients in C++ and Rust do the same.

/** Replies with its argument. */
export type Echo = (message: string) => Promise<string>;

/** Measures what standard input asks for, on one connection, and ends with it. */
export async function drive(connect: (path: string) => Promise<Echo>): Promise<never> {
  const path = process.argv[2];
  if (path === undefined) throw new Error("usage: client SOCKET");
  const echo = await connect(path);
  // One for all measurements, so that none of them has to make room for it.
  let microseconds = new Float64Array();
  for await (const line of console) {
    // Bun has an empty line at the end.
    if (line === "") break;
    const [window = 0, bytes = 0, calls = 0, seconds = 0] = line.split(" ").map(Number);
    if (!(window > 0 && calls >= window && seconds > 0)) throw new Error(`cannot measure ${line}`);
    if (microseconds.length < calls) microseconds = new Float64Array(calls);
    const message = "hello!! ".repeat(bytes / 8);
    console.log(
      JSON.stringify(await measure(echo, message, window, seconds, microseconds.subarray(0, calls))),
    );
  }
  process.exit(0);
}

/** Makes as many calls as there is room for in `microseconds`, or for so many seconds. */
async function measure(
  echo: Echo,
  message: string,
  window: number,
  seconds: number,
  microseconds: Float64Array,
): Promise<object> {
  let made = 0;
  const begun = Bun.nanoseconds();
  const end = begun + seconds * 1e9;
  const callRepeatedly = async () => {
    let start = Bun.nanoseconds();
    while (made < microseconds.length && start < end) {
      const call = made++;
      if ((await echo(message)) !== message) throw new Error("the reply differs");
      const now = Bun.nanoseconds();
      microseconds[call] = (now - start) / 1e3;
      start = now;
    }
  };
  await Promise.all(Array.from({ length: window }, callRepeatedly));
  const took = (Bun.nanoseconds() - begun) / 1e9;
  const sorted = microseconds.subarray(0, made).sort();
  const at = (share: number) => sorted[Math.floor(made * share)];
  return { calls: made, seconds: took, p50_us: at(0.5), p99_us: at(0.99) };
}
