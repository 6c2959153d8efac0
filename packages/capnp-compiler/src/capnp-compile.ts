#!/usr/bin/env bun
// capnp-compile.ts: the program capnp-compile: compiles schemas and hands them to plugins, as `capnp compile` does.
import { runCompileCommand } from "./command/compile-command.ts";

process.exitCode = await runCompileCommand(process.argv.slice(2), {
  out: (output) => process.stdout.write(output),
  error: (line) => console.error(line),
});
