#!/usr/bin/env bun
// bin.ts: the program capnpc-teleop: `bunx @teleop/capnpc`, and what `capnp compile -oteleop` runs.
import { buffer } from "node:stream/consumers";
import { runCommand } from "./command.ts";

process.exitCode = await runCommand(process.argv.slice(2), {
  input: process.stdin.isTTY ? undefined : () => buffer(process.stdin),
  out: (line) => console.log(line),
  error: (line) => console.error(line),
  stopped() {
    const controller = new AbortController();
    for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => controller.abort());
    return controller.signal;
  },
});
