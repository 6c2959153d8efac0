// attach.ts: attaches the page to a process: at the rendezvous that its address names, or at all that the process announces. One
// that arms itself, and was started by `teleop run`, has two: whoever looks at its heap need not know which of them has it.
import { listServices } from "@teleop/reflection/client";
import type { Console } from "../../console.capnp.ts";
import type { KnownProcess } from "../processes/process-list.ts";
import { formatDuration } from "../units.ts";
import type { Kept } from "./kept.ts";
import { type OpenedSession, openSession } from "./open-session.ts";
import type { ProcessAddress } from "./route.ts";
import type { OwnedSession, TargetContext, TargetSession } from "./target.ts";

/** How long a process may take to tell what it offers, once it is connected, in milliseconds. */
const PATIENCE_MS = 10_000;

/** What the page has of a process. Disposing it detaches. */
export interface AttachedTarget extends Disposable {
  readonly context: TargetContext;
  /** Resolves with what to tell people when the connection is over. */
  readonly over: Promise<string>;
}

/**
 * Attaches. The signal ends the attempt.
 *
 * @param kept what is kept of the process while it is attached to again and again. It stays the caller's.
 * @param patience how long it may take to tell what it offers, once it is connected, in milliseconds.
 * @throws the reason of the signal; what the console says of why it cannot attach; that it took too long.
 */
export async function attachTarget(
  console: Console,
  address: ProcessAddress,
  process: KnownProcess | undefined,
  kept: Kept,
  signal: AbortSignal,
  patience: number = PATIENCE_MS,
): Promise<AttachedTarget> {
  using stack = new DisposableStack();
  const life = stack.adopt(new AbortController(), (ending) =>
    ending.abort(new Error("the page shows something else")),
  );
  const attempts = await Promise.allSettled(
    rendezvousOf(address, process).map((rendezvous) =>
      attachAt(console, { ...address, rendezvous }, AbortSignal.any([signal, life.signal]), patience),
    ),
  );
  const attached = attempts.flatMap((one) => (one.status === "fulfilled" ? [stack.use(one.value)] : []));
  const [main] = attached;
  signal.throwIfAborted();
  if (main === undefined) throw attempts.find((one) => one.status === "rejected")?.reason;
  const over = Promise.race(attached.map(({ closed }) => closed)).then((reason) => {
    const error = reason ?? new Error("the process has ended the connection");
    life.abort(error);
    return error;
  });
  const told = attached.flatMap(({ services }) => services ?? []);
  const attachWorker = async (name: string, stopped: AbortSignal): Promise<OwnedSession> => {
    const { place, pid } = address;
    const meeting = { place, pid, rendezvous: name, worker: true };
    const opened = await openSession(console, meeting, AbortSignal.any([stopped, life.signal]));
    return { ...opened, [Symbol.asyncDispose]: async () => opened[Symbol.dispose]() };
  };
  const context: TargetContext = {
    address,
    process,
    session: sessionOf(attached, main, over),
    offers: attached.map(({ service }) => ({ service })),
    services: told.length > 0 ? [...new Set(told)] : announcedOf(process, address.rendezvous),
    signal: life.signal,
    kept,
    attachWorker,
  };
  const owned = stack.move();
  return { context, over: over.then((error) => error.message), [Symbol.dispose]: () => owned.dispose() };
}

/** One rendezvous of a process. */
interface Attached extends OpenedSession {
  /** The names of what is offered there; undefined where it does not tell. */
  readonly services: readonly string[] | undefined;
}

/** @throws as `attachTarget()`. */
async function attachAt(
  console: Console,
  address: ProcessAddress,
  signal: AbortSignal,
  patience: number,
): Promise<Attached> {
  const { place, pid, rendezvous = "" } = address;
  using stack = new DisposableStack();
  const session = stack.use(await openSession(console, { place, pid, rendezvous }, signal));
  const services = await servicesOf(session, signal, patience);
  const owned = stack.move();
  return { ...session, services, [Symbol.dispose]: () => owned.dispose() };
}

/** A service is asked for where it is offered. */
function sessionOf(attached: readonly Attached[], main: Attached, over: Promise<Error>): TargetSession {
  return {
    service: (name, type) =>
      (attached.find(({ services }) => services?.includes(name)) ?? main).service(name, type),
    closed: over,
  };
}

/** Those that it announces, the usual one first; the usual one where it announces nothing. */
function rendezvousOf(
  { rendezvous }: ProcessAddress,
  process: KnownProcess | undefined,
): readonly (string | undefined)[] {
  if (rendezvous !== undefined || process === undefined || process.announcements.length === 0) {
    return [rendezvous];
  }
  const names = process.announcements.map((said) => said.rendezvous).sort();
  return names.map((name) => (name === "" ? undefined : name));
}

/** Undefined where the process does not tell. @throws the reason of the signal; that it took too long. */
async function servicesOf(
  session: Pick<TargetSession, "service">,
  signal: AbortSignal,
  patience: number,
): Promise<readonly string[] | undefined> {
  const late = AbortSignal.timeout(patience);
  try {
    const services = await listServices(session, { signal: AbortSignal.any([signal, late]) });
    return services.map(({ name }) => name);
  } catch (error) {
    signal.throwIfAborted();
    if (late.aborted) {
      const within = `within ${formatDuration(patience)}`;
      throw new Error(
        `it is connected, but has not told ${within} what it offers: its event loop is busy, or it is stopped`,
        { cause: error },
      );
    }
    if (error instanceof Error && "code" in error && error.code === "NO_REFLECTION") return undefined;
    throw error;
  }
}

function announcedOf(
  process: KnownProcess | undefined,
  rendezvous: string | undefined,
): readonly string[] | undefined {
  const said = process?.announcements.filter(
    (one) => rendezvous === undefined || one.rendezvous === rendezvous,
  );
  const names = said?.flatMap(({ services }) =>
    services.which === "names" && "names" in services ? services.names : [],
  );
  return names === undefined || names.length === 0 ? undefined : names;
}
