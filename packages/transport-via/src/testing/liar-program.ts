// liar-program.ts: a bridge for tests that says what it is asked to say, as it is, whether or not a bridge would.
import { RpcConnection, RpcError, type RpcErrorType } from "@teleop/rpc-capnp";
import { Bridge, Failure } from "../bridge.capnp.ts";
import { helloLine } from "../hello.ts";
import { StreamConnection } from "../stream-connection.ts";

/** The argument of a question. */
export type Lie =
  /** The text of the answer. */
  | { readonly answer: string }
  /** How the call fails. */
  | { readonly type: RpcErrorType; readonly message: string; readonly garbage?: boolean };

function say(argument: string): string {
  const lie: Lie = JSON.parse(argument);
  if ("answer" in lie) return lie.answer;
  const details = lie.garbage === true ? [{ id: Failure.id, data: new Uint8Array(5) }] : [];
  throw new RpcError(lie.type, lie.message, { details });
}

function unasked(): never {
  throw new Error("nobody asks for a connection");
}

process.stdout.write(helloLine());
const stream = new StreamConnection(process.stdin, process.stdout, { address: "liar", lingerMs: 1_000 });
const rpc = new RpcConnection(stream, {
  bootstrap: () =>
    Bridge.server({
      attach: unasked,
      connect: unasked,
      ask: ({ argument }) => ({ answer: say(argument) }),
      follow: async ({ argument, follower }) => {
        await follower.tell({ news: say(argument) });
      },
    }),
  onError: () => {},
});
await rpc.closed;
process.exit(0);
