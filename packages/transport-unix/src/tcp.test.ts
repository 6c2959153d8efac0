// tcp.test.ts: that the interface of transports asks for nothing that only a socket with a file has.
import { transportConformance } from "@teleop/conformance";
import { tcpTransport } from "./testing/tcp-transport.ts";

transportConformance({
  name: "tcp",
  transport: tcpTransport,
  socketFile: false,
  target: new URL("./testing/tcp-target.ts", import.meta.url),
  skip: [
    {
      reason: "TCP tells of a peer that has ended as of one that says no more, until somebody writes to it",
      tests: [
        "a client that is killed is reported to the target, who goes on",
        "a client that is killed while paused is reported, after what it had sent",
        "a target that exits is reported",
        "an open connection does not keep the target alive",
      ],
    },
    {
      reason: "it looks at the file of the socket",
      tests: ["a client that polls hard never sees a socket that is not ready"],
    },
    {
      reason: "TCP does not tell the PID of the peer",
      tests: ["16 MiB go through another process and back"],
    },
  ],
});
