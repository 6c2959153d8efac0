// reflection-server.ts: offers services, and reflection, on the UNIX socket whose path is the argument, and says "ready".
// Goes with SIGTERM or its standard input.
import { reflection } from "@teleop/reflection";
import { capnp, Echo, type Services } from "@teleop/rpc-capnp/teleop";
import { unixSocket } from "@teleop/transport-unix";
import { Passing } from "../../packages/rpc-capnp/src/testing/corners.capnp.ts";
import { Interop } from "../schema/interop.capnp.ts";
import { interop } from "./objects.ts";

const path = process.argv[2];
if (path === undefined) throw new Error("usage: reflection-server.ts SOCKET");

const services: Services = {
  echo: () => Echo.server({ echo: ({ message }) => ({ reply: message }) }),
  interop: () => Interop.server(interop()),
  corners: () => Passing.server({ pass: (params) => params, passOlder: (params) => params }),
  reflection: reflection(),
};
const protocol = capnp({ services });
const listener = await unixSocket({ address: path }).listen({ pid: process.pid });
const stop = async () => {
  await listener[Symbol.asyncDispose]();
  process.exit(0);
};
process.once("SIGTERM", stop);
process.stdin.once("end", stop).resume();
console.log("ready");
for await (const connection of listener) protocol.open(connection);
