#!/usr/bin/env bun
// bin.ts: the program `teleop`, for who installs the package of that name.
import { main } from "@teleop/cli";

await main();
