// nested-client.ts: connects to itself, as it believes, and prints how that fails.
import { unixSocket } from "../index.ts";
import { printFailure } from "./failure.ts";

await printFailure(unixSocket().connect({ pid: process.pid }));
