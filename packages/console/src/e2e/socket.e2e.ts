// socket.e2e.ts: that a WebSocket is a connection as any other, by the suite that all transports have to pass.
import { transportConformance } from "@teleop/conformance";
import { webSocketTransport } from "../testing/web-socket-transport.ts";

transportConformance({ name: "web socket", transport: webSocketTransport, socketFile: false });
