// failure.ts: an error of teleop on its way over a bridge: its code and its facts arrive, as well as its words.
import { NotListeningError, TeleopError } from "@teleop/core/plugin";
import { RpcError } from "@teleop/rpc-capnp";
import { decode, encode } from "@teleop/rpc-capnp/schema";
import { Failure } from "./bridge.capnp.ts";

/** What is sent of an error. One that is not of teleop has no code. */
export function failureOf(error: unknown): Failure.Init {
  if (!(error instanceof TeleopError)) {
    return { message: error instanceof Error ? error.message || error.name : String(error) };
  }
  const { code, rawMessage: message, pid, address, path } = error;
  return { code, message, address, path, ...(pid === undefined ? {} : { pid: BigInt(pid) }) };
}

/**
 * The error that was sent, told by who received it.
 *
 * @param where it happened: the command that leads there, put before the message.
 */
export function errorOf(failure: Failure, where: string, cause?: unknown): TeleopError {
  const details = {
    cause,
    pid: failure.pid < 0n ? undefined : Number(failure.pid),
    address: failure.address || undefined,
    path: failure.path || undefined,
  };
  const message = `${where}: ${failure.message}`;
  if (failure.code === "NOT_LISTENING") return new NotListeningError(message, details);
  return new TeleopError(failure.code || "CONNECT_FAILED", message, details);
}

/** What a method of the bridge throws, so that the error arrives whole. */
export function toThrow(error: unknown): unknown {
  if (!(error instanceof TeleopError)) return error;
  const details = [{ id: Failure.id, data: encode(Failure, failureOf(error)) }];
  return new RpcError("failed", error.message, { details, cause: error });
}

/** The error of teleop that a call has failed with, if it is one. */
export function failureIn(error: unknown): Failure | undefined {
  if (!(error instanceof RpcError)) return undefined;
  const detail = error.details.find(({ id }) => id === Failure.id);
  return detail === undefined ? undefined : decode(Failure, detail.data);
}
