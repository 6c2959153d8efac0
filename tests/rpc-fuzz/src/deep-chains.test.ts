// deep-chains.test.ts: what hangs on something else, as deep as a peer likes, is followed by no recursion.
import { expect, test } from "bun:test";
import { fileURLToPath } from "node:url";
import { chainEndings } from "./deep-chain-run.ts";
import { deepChains } from "./deep-chains.ts";

const script = fileURLToPath(new URL("deep-chains-process.ts", import.meta.url));
/** A recursion of some thousand steps is too much for it, so that chains need not be longer than that. */
const smallStack = { BUN_JSC_maxPerThreadStackUsage: String(256 * 1024) };

test("each call in a chain is answered once, and nothing is left, whether its peer finishes or goes in the middle", async () => {
  const child = Bun.spawn([process.execPath, script, "1000"], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
    env: { ...process.env, ...smallStack },
  });
  const [stdout, stderr, code] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
  const names = Object.keys(deepChains);
  const expected = names.flatMap((name) => chainEndings.map((ending) => `${name}, ${ending}`));
  expect({ stderr, passed: stdout.trim().split("\n"), code }).toEqual({
    stderr: "",
    passed: expected,
    code: 0,
  });
}, 60_000);
