// load.ts: keeps a shop busy for some time, and says what came of it.
//
//   bun run src/load.ts [URL [SECONDS [CONNECTIONS]]]      http://localhost:3000, 10 and 8 by default; or until Ctrl-C
import { keepBusy } from "./requests.ts";

const [url = "http://localhost:3000", seconds = "10", connections = "8"] = process.argv.slice(2);
const stopped = new AbortController();
process.once("SIGINT", () => stopped.abort());
const started = performance.now();
const result = await keepBusy(new URL(url), {
  connections: Number(connections),
  signal: AbortSignal.any([stopped.signal, AbortSignal.timeout(Number(seconds) * 1000)]),
});
const rate = result.requests / ((performance.now() - started) / 1000);
const [median, most, longest] = [result.median, result.percentile99, result.longest].map((each) =>
  each.toFixed(1),
);
console.log(
  `${result.requests} requests, ${rate.toFixed(0)} a second, ${result.failures.length} failed; ` +
    `half took up to ${median} ms, 99 % up to ${most} ms, the longest ${longest} ms`,
);
for (const failure of result.failures.slice(0, 10)) console.error(failure);
process.exit(result.failures.length === 0 && result.requests > 0 ? 0 : 1);
