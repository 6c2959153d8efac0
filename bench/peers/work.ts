// work.ts: the service that the benchmark asks for more than echoes, and a connection to it.
import { RpcConnection } from "@teleop/rpc-capnp";
import { unixSocket } from "@teleop/transport-unix";
import { Work } from "../schema/work.capnp.ts";

export function work(): Work {
  let written = 0;
  // Results are parts of it, so that making them is not what is measured. It is no larger than what was asked for, since a
  // runtime that holds much lets garbage become as much, too.
  let filled = new Uint8Array();
  return Work.server({
    echo: ({ message }) => ({ reply: message }),
    bytes({ count }) {
      if (filled.length < count) filled = new Uint8Array(count).fill(1);
      return { data: filled.subarray(0, count) };
    },
    write: ({ data }) => {
      written += data.length;
    },
    written: () => {
      const bytes = BigInt(written);
      written = 0;
      return { bytes };
    },
    next: () => ({ next: work() }),
  });
}

/** Connects to the server that is named by the environment's SERVER_PID and the command line's first word. */
export async function connectToWork(): Promise<Work> {
  const path = process.argv[2];
  if (path === undefined) throw new Error("usage: client SOCKET");
  const connection = await unixSocket({ address: path }).connect({ pid: Number(process.env.SERVER_PID) });
  return new RpcConnection(connection).bootstrap(Work);
}
