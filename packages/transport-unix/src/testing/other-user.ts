// other-user.ts: a child that gives up being root, and then tries something. Prints one line for each thing it learns.
import { errnoOf, TeleopError } from "@teleop/core/plugin";
import { unixSocket } from "../index.ts";

const [uid, mode, address = "", pid] = process.argv.slice(2);
process.setgroups?.([]);
process.setgid?.(Number(uid));
process.setuid?.(Number(uid));
switch (mode) {
  case "knock":
    void knock();
    break;
  case "connect":
    void report(unixSocket({ address }).connect({ pid: Number(pid) }));
    break;
  case "listen":
    void listen();
    break;
}

/** A client with no manners: connects whatever the socket looks like, and says something. */
async function knock(): Promise<void> {
  try {
    await Bun.connect({
      unix: address,
      socket: {
        open: (socket) => void socket.write("let me in"),
        data: (_, chunk) => console.log(`heard ${chunk}`),
        close: () => console.log("closed"),
      },
    });
  } catch (error) {
    // Bun's word for a connection that was closed before it was reported open.
    if (errnoOf(error) !== "ECONNRESET") throw error;
    console.log("closed");
  }
}

async function listen(): Promise<void> {
  const listener = await report(unixSocket({ address }).listen({ pid: process.pid }));
  if (listener === undefined) return;
  setInterval(() => {}, 2 ** 30);
  for await (const connection of listener) {
    connection.open({ data: (chunk) => void connection.write(chunk), end: () => {}, closed: () => {} });
  }
}

async function report<T>(outcome: Promise<T>): Promise<T | undefined> {
  try {
    const result = await outcome;
    console.log("done");
    return result;
  } catch (error) {
    if (!(error instanceof TeleopError)) throw error;
    console.log(error.message);
    return undefined;
  }
}
