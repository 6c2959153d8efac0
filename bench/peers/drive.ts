// drive.ts: what every TypeScript client of the benchmark does. It is told what to measure on its standard input, a line
// `WINDOW BYTES CALLS SECONDS` each: echo calls of a text of so many bytes, so many of them in flight, until so many are
// made or the time is over, and one at least. For each it prints what it took as one line of JSON. The clients in C++ and Rust do the same.
import { answerLines, positive } from "./lines.ts";

/** Replies with its argument. */
export type Echo = (message: string) => Promise<string>;

/** What one measurement came to. */
export interface Calls {
  readonly calls: number;
  readonly seconds: number;
  /** Microseconds from a call to its answer. */
  readonly p50_us: number;
  readonly p99_us: number;
}

/** Measures what standard input asks for, on one connection, and ends with it. */
export async function drive(connect: (path: string) => Promise<Echo>): Promise<never> {
  const path = process.argv[2];
  if (path === undefined) throw new Error("usage: client SOCKET");
  const echo = await connect(path);
  const meter = new Meter();
  return await answerLines((words) => meter.measure(echo, words));
}

/** Measures calls, one measurement after the other. */
export class Meter {
  /** One for all, so that none has to make room for it. */
  #microseconds = new Float64Array();

  /** @param words a line as above, in words. */
  async measure(echo: Echo, words: readonly string[]): Promise<Calls> {
    const [window = 0, bytes = 0, calls = 0, seconds = 0] = words.map(positive);
    if (this.#microseconds.length < calls) this.#microseconds = new Float64Array(calls);
    const microseconds = this.#microseconds;
    const message = "hello!! ".repeat(bytes / 8);
    let made = 0;
    const begun = Bun.nanoseconds();
    const end = begun + seconds * 1e9;
    const callRepeatedly = async () => {
      let start = Bun.nanoseconds();
      while (made < calls && (made === 0 || start < end)) {
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
    const at = (share: number) => sorted[Math.floor(made * share)] ?? Number.NaN;
    return { calls: made, seconds: took, p50_us: at(0.5), p99_us: at(0.99) };
  }
}
