// main.ts: a teleoperable process composed by hand from the parts: an attacher of your choice, and two protocols.
//
//   bun run src/main.ts [inotify | kqueue | unix | dummy]     ends at SIGINT or SIGTERM
//
// Cap'n Proto is at the rendezvous without a name; lines of JSON are at the one named "json".
import { listen, serve, type TeleopEvent } from "@teleop/core";
import { capnp, Echo } from "@teleop/rpc-capnp/teleop";
import { unixSocket } from "@teleop/transport-unix";
import { attacherByName } from "./attachers.ts";
import { jsonLines } from "./json-lines.ts";

const attacher = attacherByName(process.argv[2] ?? "inotify");
const transport = unixSocket();
const onEvent = (event: TeleopEvent): void => console.error(`${event.type}`, event);

await using stopped = new AsyncDisposableStack();

const echo = () => Echo.server({ echo: ({ message }) => ({ reply: message }) });
const rpc = stopped.use(capnp({ services: { echo } }));
const rpcPeers = stopped.use(listen({ attacher, transport, onEvent }));
stopped.use(serve(rpcPeers, rpc, { onEvent }));

const lines = jsonLines({ pid: () => process.pid, uptime: () => process.uptime(), echo: (params) => params });
const linePeers = stopped.use(listen({ attacher, transport, onEvent, name: "json" }));
stopped.use(serve(linePeers, lines, { onEvent }));

console.log(`custom server: pid ${process.pid}, armed by ${attacher.name}`);
await new Promise<void>((resolve) => {
  // teleop does not keep a process alive, so the program has to: by its own work, or by waiting.
  const work = setInterval(() => {}, 60_000);
  const stop = (): void => {
    clearInterval(work);
    resolve();
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
});
