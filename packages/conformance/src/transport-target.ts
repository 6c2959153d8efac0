// transport-target.ts: what runs in the child processes of the transport suite.
import { lstatSync } from "node:fs";
import { type Connection, NotListeningError, type Rendezvous, type Transport } from "@teleop/core";

/**
 * What a child does.
 * - `echo`: listens under its PID and answers every byte, until killed.
 * - `idle`: listens, and has nothing else to do.
 * - `leave`: listens, and has nothing else to do any more once a client has said something.
 * - `exit`: listens, and calls `process.exit(3)` once a client has said something.
 * - `client NAME`: connects to its parent, and has nothing else to do than to hear it out.
 * - `poll NAME PATH`: looks for its parent's socket and connects, as fast as it can, until it has done so 100 times;
 *   prints what it saw against the rules.
 */
export type TransportTargetMode = "echo" | "idle" | "leave" | "exit" | "client" | "poll";

/**
 * To be called by the script named as `target` in the conformance options, without awaiting it at the top level, which
 * would keep a process alive that is to exit by itself. Prints a line for each event.
 */
export async function runTransportTarget(transport: Transport): Promise<void> {
  const [mode, name = "", path = ""] = process.argv.slice(2);
  const parent = { pid: process.ppid, name };
  switch (mode as TransportTargetMode) {
    case "echo":
      stayAlive();
      return serve(transport, (connection, chunk) => void connection.write(chunk));
    case "idle":
      return serve(transport, () => {});
    case "leave": {
      const life = stayAlive();
      return serve(transport, () => clearInterval(life));
    }
    case "exit":
      stayAlive();
      return serve(transport, () => process.exit(3));
    case "client":
      return hearOut(await transport.connect(parent));
    case "poll":
      return poll(transport, parent, path);
  }
}

function stayAlive() {
  return setInterval(() => {}, 2 ** 30);
}

async function serve(
  transport: Transport,
  onData: (connection: Connection, chunk: Uint8Array) => void,
): Promise<void> {
  const listener = await transport.listen({ pid: process.pid });
  process.once("exit", () => listener.withdraw());
  console.log("listening");
  for await (const connection of listener) {
    connection.open({
      data: (chunk) => onData(connection, chunk),
      end: () => void connection.end(),
      closed: () => {},
    });
  }
}

function hearOut(connection: Connection): void {
  let heard = 0;
  connection.open({
    data: (chunk) => {
      heard += chunk.length;
    },
    end: () => void connection.end(),
    closed: (error) => console.log(error === undefined ? `heard ${heard}` : `lost: ${error.message}`),
  });
  console.log("connected");
}

const LOOK = { bigint: true, throwIfNoEntry: false } as const;

async function poll(transport: Transport, parent: Rendezvous, path: string): Promise<void> {
  const wrong = new Set<string>();
  console.log("polling");
  for (let met = 0; met < 100; ) {
    const seen = lstatSync(path, LOOK);
    if (seen === undefined) continue;
    if (!seen.isSocket()) wrong.add("not a socket");
    if ((seen.mode & 0o7777n) !== 0o600n) wrong.add(`mode ${(seen.mode & 0o7777n).toString(8)}`);
    try {
      const connection = await transport.connect(parent);
      connection.abort();
      met++;
    } catch (error) {
      // That it has gone between the look and the connect is allowed; that it is there and refuses is not.
      if (!(error instanceof NotListeningError)) throw error;
      // The inode number alone does not tell: the next socket may have the same.
      const now = lstatSync(path, LOOK);
      if (now?.ino === seen.ino && now.ctimeNs === seen.ctimeNs) wrong.add("refused a connection");
    }
  }
  console.log(JSON.stringify([...wrong]));
}
