// fuzz.ts: `bun run packages/rpc-capnp/scripts/fuzz.ts` sends a million random frames to a vat, and says how it went.
// --seed 5 begins elsewhere; --seed 5 --trace shows the one connection that failed under that seed.
import { parseArgs } from "node:util";
import { fuzz } from "../src/testing/fuzz.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    frames: { type: "string", default: "1000000" },
    trace: { type: "boolean", default: false },
  },
});

process.on("unhandledRejection", (error) => {
  console.error("an unhandled rejection:", error);
  process.exit(1);
});

const started = performance.now();
let next = 100_000;
const result = await fuzz(Number(values.seed), values.trace ? 1 : Number(values.frames), {
  onProgress: (frames) => {
    if (frames < next) return;
    console.error(`${frames} frames`);
    next += 100_000;
  },
  ...(values.trace ? { trace: ({ direction, text }) => console.error(direction, text) } : {}),
});
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(
  `${result.frames} frames over ${result.connections} connections in ${seconds} s; ${result.aborts} were aborted with a reason`,
);
