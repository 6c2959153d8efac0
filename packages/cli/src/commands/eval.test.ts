// eval.test.ts: `teleop eval` before it has an expression.
import { expect, test } from "bun:test";
import { Readable } from "node:stream";
import { TeleopError } from "@teleop/core";
import { exitCodes } from "../exit-codes.ts";
import { runTeleop } from "../program.ts";

test("what stops the command ends eval while it reads an expression from standard input", async () => {
  const stop = new AbortController();
  const reads = Promise.withResolvers<void>();
  const stdin = new Readable({ read: () => reads.resolve() }) as NodeJS.ReadStream;
  const nothing = { write: () => {} };
  const run = runTeleop(["eval", String(process.pid), "-"], {
    stdin,
    stdout: nothing,
    stderr: nothing,
    signal: stop.signal,
  });
  await reads.promise;
  stop.abort(new TeleopError("INTERRUPTED", "stopped by Ctrl-C"));
  expect(await run).toBe(exitCodes.interrupted);
});
