// with-client.ts: a target with services in this process, and a client of it, for tests of what services do.
import { type CapnpSession, capnp, type Services } from "@teleop/rpc-capnp/teleop";
import { memoryPair } from "@teleop/transport-memory";

/** @param open makes another client of the same target. */
export async function withClient(
  services: Services,
  body: (session: CapnpSession, open: () => CapnpSession) => Promise<void>,
): Promise<void> {
  using target = capnp({ services });
  await using sessions = new AsyncDisposableStack();
  const open = () => {
    const [near, far] = memoryPair();
    sessions.use(target.open(far));
    return sessions.use(capnp().open(near));
  };
  await body(open(), open);
}
