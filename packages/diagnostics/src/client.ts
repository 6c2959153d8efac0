// client.ts: the entry `@teleop/diagnostics/client`: the interfaces of the services, and what clients do with them. Streams
// and callbacks, no terminals: the command uses it, and so may a console in a browser.
export { Process } from "./process/process.capnp.ts";
export { Samples, type Samples_Sample } from "./samples/samples.capnp.ts";
