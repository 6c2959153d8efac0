// stepped-modules.ts: to be given to `bun --preload`: makes every operation of teleop on files and sockets a step of
// the stepper, by loading its sources with stand-ins for `node:fs` and `Bun`.
import { readFileSync } from "node:fs";
import { plugin } from "bun";

const standIns = new URL("./stepped-calls.ts", import.meta.url).pathname;

plugin({
  name: "steps",
  setup(build) {
    build.onLoad({ filter: /\/packages\/[^/]+\/src\/[^/]+\.ts$/ }, ({ path }) => ({
      contents: `import { SteppedBun as Bun } from ${JSON.stringify(standIns)};\n${readFileSync(
        path,
        "utf8",
      ).replaceAll('from "node:fs"', `from ${JSON.stringify(standIns)}`)}`,
      loader: "ts",
    }));
  },
});
