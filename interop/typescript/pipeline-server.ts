// pipeline-server.ts: a process that tells of a pipeline, by this implementation, with a node in each state. Prints
// `ready <pid>` when an attach signal would be seen, and goes with SIGTERM or its standard input.
import { listen, serve } from "@teleop/core";
import { pipeline, pipelineServices } from "@teleop/pipeline";
import { capnp } from "@teleop/rpc-capnp/teleop";
import { unixSocket } from "@teleop/transport-unix";
import { attacherNamed } from "./attachers.ts";

const words = pipeline({ name: "words" });
const read = words.node("words :: read", { kind: "source", outputs: [""] });
const split = words.node("words :: split", { inputs: [""], outputs: ["short", "long"] });
const sort = words.node("words :: sort", { inputs: [""] });
const odd = words.node("words :: éclair ✓", { inputs: [""] });
words.edge(read, split);
words.edge(split, sort);
words.edge(split, odd, { output: 1 });

read.wrote(2 ** 32 + 7);
read.done();
split.read(1_000);
split.wrote(900);
split.wrote(100, 1);
odd.read(3);
odd.fail(new RangeError("a word is too long: Donaudampfschifffahrt"));

const attachment = listen({ attacher: attacherNamed(process.argv[2]), transport: unixSocket() });
const sessions = serve(attachment, capnp({ services: pipelineServices(words) }));
console.log(`ready ${process.pid}`);

const { promise: stopped, resolve: stop } = Promise.withResolvers<unknown>();
process.once("SIGTERM", stop);
// Being attachable does not keep a process alive; standard input does.
process.stdin.once("end", stop).resume();
await stopped;
await attachment[Symbol.asyncDispose]();
await sessions[Symbol.asyncDispose]();
process.exit(0);
