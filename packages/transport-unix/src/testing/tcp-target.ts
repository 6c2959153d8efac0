// tcp-target.ts: the child process of the conformance suite, over TCP.
import { runTransportTarget } from "@teleop/conformance";
import { tcpTransport } from "./tcp-transport.ts";

void runTransportTarget(tcpTransport());
