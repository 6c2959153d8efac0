// attach.ts: attaches the page to the process of its address, and again when the connection was lost.
import { messageOf } from "@teleop/core/basics";
import { listServices } from "@teleop/reflection/client";
import type { Console } from "../../console.capnp.ts";
import type { KnownProcess } from "./process-store.ts";
import type { ProcessAddress } from "./route.ts";
import type { TargetContext, TargetSession } from "./target.ts";

/** What the page has of a process. Disposing it detaches. */
export interface AttachedTarget extends Disposable {
  readonly context: TargetContext;
  /** Resolves with what to tell people when the connection is over. */
  readonly over: Promise<string>;
}

/**
 * Attaches. The signal ends the attempt, and what came of it.
 *
 * @throws the reason of the signal; what the console says of why it cannot attach.
 */
export async function attachTarget(
  console: Console,
  address: ProcessAddress,
  process: KnownProcess | undefined,
  signal: AbortSignal,
): Promise<AttachedTarget> {
  const { place, pid, rendezvous = "" } = address;
  using stack = new DisposableStack();
  const { target } = stack.use(await console.attach({ place, pid, rendezvous }, { signal }));
  const closing = Promise.withResolvers<Error | undefined>();
  const life = new AbortController();
  const end = (reason: Error | undefined): void => {
    life.abort(reason ?? new Error("the process has ended the connection"));
    closing.resolve(reason);
  };
  stack.defer(() => end(new Error("the page shows something else")));
  target.closed({}, { signal: life.signal }).then(
    ({ reason }) => end(reason === "" ? undefined : new Error(reason)),
    (error: unknown) => end(new Error(messageOf(error), { cause: error })),
  );
  const session: TargetSession = {
    service: (name, type) => target.service({ name }).service.as(type),
    closed: closing.promise,
  };
  const services =
    (await servicesOf(session, AbortSignal.any([signal, life.signal]))) ?? announcedOf(process, rendezvous);
  const context = { address, process, session, services, signal: life.signal };
  const over = closing.promise.then((reason) => reason?.message ?? "the process has ended the connection");
  const owned = stack.move();
  return { context, over, [Symbol.dispose]: () => owned[Symbol.dispose]() };
}

/** Undefined where the process does not tell. @throws the reason of the signal. */
async function servicesOf(
  session: TargetSession,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  try {
    return (await listServices(session, { signal })).map(({ name }) => name);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Error && "code" in error && error.code === "NO_REFLECTION") return undefined;
    throw error;
  }
}

function announcedOf(process: KnownProcess | undefined, rendezvous: string): readonly string[] | undefined {
  const said = process?.announcements.find((one) => one.rendezvous === rendezvous);
  return said?.services.which === "names" ? (said.services as { names: readonly string[] }).names : undefined;
}
