#!/usr/bin/env bun
// capnp-eval.ts: the program capnp-eval: values that a schema says itself, as `capnp eval` prints them.
import { evaluate } from "./convert/eval-command.ts";
import { runProgram } from "./convert/program.ts";

await runProgram("capnp-eval", evaluate);
