// follow-stalls.ts: has a process watched for stalls, and is told of them by the thread that watches, which is another than
// the one that may be stuck.

import { type Stall, StallWatch, Watchdog } from "../stall/stall.capnp.ts";
import { AsyncUnwind } from "./async-unwind.ts";
import { endSoon, type FollowedSession, type Following, following } from "./following.ts";

/** A conversation that is ended with what is followed by it. */
export type StallSession = FollowedSession & AsyncDisposable;

export interface FollowStallsOptions {
  /** Told of each stall, again and again: see `Watchdog.follow` in `stall.capnp`. The next comes when this is done. What it throws ends the following. */
  readonly onStall: (stall: Stall) => void | PromiseLike<void>;
  /** How long a stall must last to be told of, in milliseconds; default 500, at least 100. */
  readonly threshold?: number | undefined;
  /** How many earlier ones to tell of first; default 0. */
  readonly recent?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Begins to follow.
 *
 * @param session of the process itself, which starts the watchdog. It stays the caller's, and open while this lasts.
 * @param attachTo attaches to the same process by the name of another rendezvous.
 * @throws RpcError where the target has no service `stall`, or cannot have the watchdog; what `attachTo` throws.
 */
export async function followStalls(
  session: StallSession,
  attachTo: (name: string) => Promise<StallSession>,
  options: FollowStallsOptions,
): Promise<Following> {
  await using stack = new AsyncUnwind();
  const service = stack.use(session.service("stall", StallWatch));
  const { rendezvous, ticket, watch } = stack.use(await service.watch({}, { signal: options.signal }));
  stack.defer(() => endSoon(watch));
  const followed = stack.use(await followWatchdog(await attachTo(rendezvous), options, ticket));
  const all = stack.move();
  return { ended: followed.ended, [Symbol.asyncDispose]: () => all[Symbol.asyncDispose]() };
}

/**
 * Begins to follow a watchdog that runs already, at its own rendezvous: also of a process that is stuck.
 *
 * @param session of the watchdog's rendezvous. It is this function's from now on, also when it throws.
 * @param ticket what the service `stall` has given; empty for a watchdog that runs all the time, and needs none.
 * @throws RpcError where the watchdog does not tell us.
 */
export async function followWatchdog(
  session: StallSession,
  { onStall, threshold, recent, signal }: FollowStallsOptions,
  ticket: Uint8Array = new Uint8Array(),
): Promise<Following> {
  await using stack = new AsyncUnwind();
  stack.use(session);
  const watchdog = session.service("watchdog", Watchdog);
  const followed = stack.use(
    await following(session, watchdog, onStall, ({ tell: stall, ...told }) =>
      watchdog.follow({ ticket, sink: { stall, ...told }, threshold, recent }, { signal }),
    ),
  );
  const all = stack.move();
  return { ended: followed.ended, [Symbol.asyncDispose]: () => all[Symbol.asyncDispose]() };
}
