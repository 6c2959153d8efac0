#!/usr/bin/env bun
// capnp-id.ts: the program capnp-id: a new id for a schema, as `capnp id` makes one.
import { freshId, idText } from "./ids.ts";

if (process.argv.length > 2) {
  console.error("capnp-id: takes no arguments. It prints a random id, for the first line of a schema");
  process.exitCode = 2;
} else {
  console.log(idText(freshId()));
}
