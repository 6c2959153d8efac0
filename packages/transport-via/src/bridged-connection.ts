// bridged-connection.ts: the bridge's end of a connection: what the target says goes to the client, and the other way
// round, neither faster than the other takes it.
import { type Connection, TeleopError } from "@teleop/core/plugin";
import type { Bytes } from "./bridge.capnp.ts";
import { ByteSender } from "./byte-sender.ts";
import { errorOf, failureOf, toThrow } from "./failure.ts";

/**
 * Joins them. Takes ownership of the connection, and of nothing else.
 *
 * @returns what takes the client's bytes. The connection is closed when that is disposed.
 */
export function joinConnection(
  connection: Connection,
  fromTarget: Bytes,
  { onOver }: { readonly onOver: () => void },
): Bytes.Server & Disposable {
  const toClient = new ByteSender(fromTarget.dup(), {
    onBroken: (cause) => {
      const { address } = connection;
      const gone = new TeleopError("CONNECTION_CLOSED", `${address}: the client takes no more`, {
        address,
        cause,
      });
      connection.abort(gone);
      return gone;
    },
  });
  connection.open({
    data(chunk) {
      const room = toClient.write(chunk);
      if (room === undefined) return;
      connection.pause();
      const resume = (): void => connection.resume();
      room.then(resume, resume);
    },
    end() {
      // How it went shows by what comes next.
      toClient.end().catch(() => {});
    },
    closed(error) {
      onOver();
      toClient.close(error === undefined ? undefined : failureOf(error));
    },
  });
  return {
    async write({ bytes }) {
      await thrownWhole(() => connection.write(bytes));
    },
    async end() {
      await thrownWhole(() => connection.end());
    },
    async close({ failure }) {
      if (failure === undefined) await connection[Symbol.asyncDispose]();
      else connection.abort(errorOf(failure, connection.address));
    },
    [Symbol.dispose]: () => connection.abort(),
  };
}

async function thrownWhole(act: () => Promise<void> | undefined): Promise<void> {
  try {
    await act();
  } catch (error) {
    throw toThrow(error);
  }
}
