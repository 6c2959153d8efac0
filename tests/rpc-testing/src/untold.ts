// untold.ts: an onError for tests that care for errors which no caller was told, and not for what methods throw.
import type { RpcConnectionOptions } from "@teleop/rpc-capnp";

export function onUntold(take: (error: unknown) => void): NonNullable<RpcConnectionOptions["onError"]> {
  return (error, call) => {
    if (call === undefined || call.hadAnswered) take(error);
  };
}
