// transport-target.ts: the child process of the conformance suite: it listens here, and connects by way of a bridge.
import { runTransportTarget } from "@teleop/conformance";
import { unixSocket } from "@teleop/transport-unix";
import { via } from "../index.ts";
import { bridgeHere } from "./commands.ts";

const here = unixSocket();
const there = via(bridgeHere.command, { bridge: bridgeHere.bridge });
// Not awaited: Bun lives on as long as a top-level await is pending.
void runTransportTarget({
  name: "via",
  listen: (rendezvous, options) => here.listen(rendezvous, options),
  connect: (rendezvous, options) => there.connect(rendezvous, options),
});
