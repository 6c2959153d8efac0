// refusal.ts: tells a client that it is not let in, so that it need not guess why its connection ended.
import type { Connection, ConnectionHandler } from "@teleop/core";
import { RpcError } from "../rpc/exception.ts";
import { writeAbort } from "../rpc/messages.ts";
import { defaultMessageLimits, MessageBuilder } from "../wire/index.ts";

/**
 * Sends an `Abort`, and aborts the connection shortly after, so that a client which is just about to see that it is
 * connected can read it. Nothing is read. Takes ownership of the connection.
 * rpc.capnp `Message.abort`.
 */
export function refuse(connection: Connection, reason: Error): void {
  connection.pause();
  const timer = setTimeout(() => connection.abort(reason), GRACE_MS);
  timer.unref();
  const handler: ConnectionHandler = { data: () => {}, end: () => {}, closed: () => clearTimeout(timer) };
  connection.open(handler);
  const message = new MessageBuilder(defaultMessageLimits);
  // Why is the target's own business: what authorize throws may tell too much.
  writeAbort(message, new RpcError("failed", "the target does not let this client in (authorize)"));
  try {
    for (const part of message.finish()) {
      // What does not leave at once is not waited for.
      connection.write(part)?.then(undefined, () => {});
    }
  } catch {
    // It has gone by itself.
    connection.abort(reason);
  }
}

/** Far more than a client takes to see its connection, and nothing that a target would feel. */
const GRACE_MS = 250;
