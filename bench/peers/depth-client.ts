// depth-client.ts: makes ten calls of work.ts, each of the object that the call before it gives, on a connection of its own
// for each line. `pipelined` makes all of them at once, `awaited` each when the object has come, `one` makes a single call. It
// prints how many round trips that took, as they were on the wire, and the microseconds until the last answer.
import { FrameParser } from "@teleop/capnp/wire";
import type { Connection } from "@teleop/core";
import { RpcConnection } from "@teleop/rpc-capnp";
import { defaultMessageLimits } from "@teleop/rpc-capnp/wire";
import { unixSocket } from "@teleop/transport-unix";
import { Work } from "../schema/work.capnp.ts";
import { answerLines } from "./lines.ts";

const DEPTH = 10;

/** Of the union of rpc.capnp `Message`. */
const [CALL, RETURN, BOOTSTRAP] = [2, 3, 8];

const path = process.argv[2];
if (path === undefined) throw new Error("usage: client SOCKET");
const transport = unixSocket({ address: path });

await answerLines(async ([way]) => {
  const connection = await transport.connect({ pid: Number(process.env.SERVER_PID) });
  const trips = new RoundTrips(connection);
  await using rpc = new RpcConnection(connection);
  const begun = Bun.nanoseconds();
  using work = rpc.bootstrap(Work);
  if (way === "pipelined") await pipelined(work, DEPTH);
  else await awaited(work, way === "awaited" ? DEPTH : 1);
  return { round_trips: trips.count, us: (Bun.nanoseconds() - begun) / 1e3 };
});

/** The last of the calls is an echo, the others lead to it. */
async function pipelined(work: Work, depth: number): Promise<void> {
  if (depth > 1) {
    using next = work.next().next;
    await pipelined(next, depth - 1);
  } else await work.echo({ message: "hello!" });
}

async function awaited(work: Work, depth: number): Promise<void> {
  if (depth > 1) {
    using results = await work.next();
    await awaited(results.next, depth - 1);
  } else await work.echo({ message: "hello!" });
}

/** Counts how often a connection sends calls after it has received answers; the first time, after nothing. */
class RoundTrips {
  count = 0;
  #isAnswered = true;

  constructor(connection: Connection) {
    const sent = this.#parser((tag) => {
      if ((tag !== CALL && tag !== BOOTSTRAP) || !this.#isAnswered) return;
      this.count++;
      this.#isAnswered = false;
    });
    const received = this.#parser((tag) => {
      if (tag === RETURN) this.#isAnswered = true;
    });
    const { write, open } = connection;
    connection.write = (bytes) => {
      // The buffer may be used again.
      sent.push(bytes.slice());
      return write.call(connection, bytes);
    };
    connection.open = (handler) =>
      open.call(connection, {
        data: (chunk) => {
          received.push(chunk.slice());
          handler.data(chunk);
        },
        end: () => handler.end(),
        closed: (error) => handler.closed(error),
      });
  }

  #parser(onMessage: (tag: number | undefined) => void): FrameParser {
    return new FrameParser(defaultMessageLimits, (message) => onMessage(message.root().struct()?.uint16(0)));
  }
}
