// tell-closed.ts: the last call that a connection makes, after which nothing is left to abort.
import type { Connection, ConnectionHandler } from "./connection.ts";
import { messageOf } from "./system-error.ts";

/**
 * For authors of transports, to call when nothing else is delivered: tells the handler that the connection is over. What
 * `closed` throws becomes a process warning, so that it does not take the process down. Never throws.
 */
export function tellClosed(
  { address }: Pick<Connection, "address">,
  handler: ConnectionHandler,
  error: Error | undefined,
): void {
  try {
    handler.closed(error);
  } catch (thrown) {
    process.emitWarning(`teleop: closed() threw on ${address}: ${messageOf(thrown)}`, "TeleopWarning");
  }
}
