// exception.ts: an error in a method here becomes an exception there, and the other way round.

/** How a call failed. https://capnproto.org/rpc.html, rpc.capnp `Exception.Type`. */
export type RpcErrorType = "failed" | "overloaded" | "disconnected" | "unimplemented";

/** A call that failed. */
export class RpcError extends Error {
  override readonly name = "RpcError";
  readonly type: RpcErrorType;

  constructor(type: RpcErrorType, reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.type = type;
  }
}
