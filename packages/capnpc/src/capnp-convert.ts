#!/usr/bin/env bun
// capnp-convert.ts: the program capnp-convert: messages from one form to another, as `capnp convert` does.
import { convert } from "./convert/convert-command.ts";
import { runProgram } from "./convert/program.ts";

await runProgram("capnp-convert", convert);
