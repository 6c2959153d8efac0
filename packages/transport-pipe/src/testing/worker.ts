// worker.ts: a Worker that tries to use pipes.
import { namedPipe } from "../index.ts";

declare const self: Worker;

const transport = namedPipe();
const rendezvous = { pid: process.pid };
const told = (error: unknown): string => String(error instanceof Error ? error.message : error);
const outcomes = [transport.listen(rendezvous), transport.connect(rendezvous)].map((outcome) =>
  outcome.then(() => "it worked", told),
);
self.postMessage(await Promise.all(outcomes));
