// following.ts: what all subscriptions have in common for a client: they last until it ends them, or the target does.
import type { EmptyInit } from "@teleop/rpc-capnp/schema";
import type { CapnpSession } from "@teleop/rpc-capnp/teleop";
import { AsyncUnwind } from "./async-unwind.ts";

/** A conversation with the process, as `attach()` gives it. */
export type FollowedSession = Pick<CapnpSession, "service" | "closed">;

/** Disposing it ends the subscription. */
export interface Following extends AsyncDisposable {
  /** Resolves when nothing more will come: undefined when the target ended it, else why the connection is over. */
  readonly ended: Promise<Error | undefined>;
}

interface Subscription extends Disposable {
  readonly subscription: Endable;
}

/** What is told that nobody follows any more. */
interface Endable {
  end(params: EmptyInit, options: { readonly signal: AbortSignal }): PromiseLike<unknown>;
}

/**
 * Subscribes, with a sink whose `Symbol.dispose` is called when the target has let go of it.
 *
 * @param subscribe makes the call, with what the sink needs to tell that it was let go of.
 * @param service is this function's, also when it throws.
 */
export async function following(
  session: Pick<FollowedSession, "closed">,
  service: Disposable,
  subscribe: (released: Disposable) => PromiseLike<Subscription>,
): Promise<Following> {
  await using stack = new AsyncUnwind();
  stack.use(service);
  const released = Promise.withResolvers<undefined>();
  const results = stack.use(await subscribe({ [Symbol.dispose]: () => released.resolve(undefined) }));
  stack.defer(() => endSoon(results.subscription));
  const all = stack.move();
  return {
    ended: Promise.race([session.closed, released.promise]),
    [Symbol.asyncDispose]: () => all[Symbol.asyncDispose](),
  };
}

/** Ends what is followed, and waits for it, but not long: a process that is stopped does not answer. */
export async function endSoon(subscription: Endable): Promise<void> {
  // With the connection it has ended already; and what is let go of ends as well, once the process goes on.
  await subscription.end({}, { signal: AbortSignal.timeout(END_MS) }).then(undefined, () => {});
}

const END_MS = 500;
