#!/usr/bin/env bun
// bin.ts: the program `teleop`.
import { main } from "./main.ts";

await main();
