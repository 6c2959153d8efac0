// session.ts: what a scenario has in hand: a connection of its own to the server, and ways to expect.
import { strictEqual } from "node:assert";
import { RpcError, type RpcErrorType } from "@teleop/rpc-capnp";
import type { Interop, Sequence } from "../schema/interop.capnp.ts";

export interface Connection extends AsyncDisposable {
  /** The server's bootstrap capability. Each read asks for it anew; the reader disposes it. */
  bootstrap(): Interop;
}

export interface Session {
  readonly root: Interop;
  readonly connection: Connection;
  connect(): Promise<Connection>;
}

export type Scenario = (session: Session) => Promise<void>;

/** Resolves once the server has handled all that was sent before. */
export async function roundTrip({ root }: Session): Promise<void> {
  using _response = await root.sequence();
}

export async function nextOf(sequence: Sequence): Promise<number> {
  return (await sequence.next()).number;
}

/** What the call fails with. */
export async function failureOf(call: PromiseLike<unknown>): Promise<RpcError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof RpcError) return error;
    throw new Error("failed with something that is not an RpcError", { cause: error });
  }
  throw new Error("succeeded, but must fail");
}

/** The reason must be there once, with nothing in front. */
export async function expectFailure(
  call: PromiseLike<unknown>,
  type: RpcErrorType,
  reason: string,
): Promise<void> {
  const error = await failureOf(call);
  strictEqual(error.type, type);
  strictEqual(error.message, reason);
}
