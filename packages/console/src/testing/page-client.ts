// page-client.ts: what a page says to the server, without a page: for tests that need no browser.
import { RpcConnection } from "@teleop/rpc-capnp";
import { Console } from "../console.capnp.ts";
import { connectSocket } from "../socket/browser-socket.ts";

/** Disposing it is what happens when the page is closed. */
export interface PageClient extends AsyncDisposable {
  readonly console: Console;
  readonly connection: RpcConnection;
}

/** @param url the address of the console. */
export async function openPageClient(url: string): Promise<PageClient> {
  const { origin } = new URL(url);
  const socket = await connectSocket(
    new URL("rpc", url),
    // What browsers say by themselves.
    (address) => new WebSocket(address, { headers: { Origin: origin } }),
  );
  const connection = new RpcConnection(socket);
  const console = connection.bootstrap(Console);
  return {
    console,
    connection,
    async [Symbol.asyncDispose]() {
      console[Symbol.dispose]();
      await connection[Symbol.asyncDispose]();
    },
  };
}
