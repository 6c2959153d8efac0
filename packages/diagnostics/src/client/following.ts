// following.ts: what all subscriptions have in common for a client: they last until it ends them, or the target does.
import { messageOf } from "@teleop/core/basics";
import { RpcError } from "@teleop/rpc-capnp";
import type { EmptyInit } from "@teleop/rpc-capnp/schema";
import type { CapnpSession } from "@teleop/rpc-capnp/teleop";
import { AsyncUnwind } from "./async-unwind.ts";

/** A conversation with the process, as `attach()` gives it. */
export type FollowedSession = Pick<CapnpSession, "service" | "closed">;

/** Disposing it ends the subscription. */
export interface Following extends AsyncDisposable {
  /**
   * Resolves when nothing more will come: undefined when the target ended it, else why the connection is over, or what whoever
   * is told has thrown.
   */
  readonly ended: Promise<Error | undefined>;
}

interface Subscription extends Disposable {
  readonly subscription: Endable;
}

/** What is told that nobody follows any more. */
interface Endable {
  end(params: EmptyInit, options: { readonly signal: AbortSignal }): PromiseLike<unknown>;
}

/** What a sink is made of that `following()` knows the end of. */
export interface Told<Params extends readonly unknown[]> extends Disposable {
  /** Tells of it. What that throws ends the following, and is why. */
  tell(...params: Params): Promise<void>;
}

/**
 * Subscribes, with a sink that tells, and whose `Symbol.dispose` is called when the target has let go of it.
 *
 * @param tell is called for what is told. The next comes when it is done.
 * @param subscribe makes the call, with what the sink is to be made of.
 * @param service is this function's, also when it throws.
 */
export async function following<Params extends readonly unknown[]>(
  session: Pick<FollowedSession, "closed">,
  service: Disposable,
  tell: (...params: Params) => unknown,
  subscribe: (told: Told<Params>) => PromiseLike<Subscription>,
): Promise<Following> {
  await using stack = new AsyncUnwind();
  stack.use(service);
  const over = Promise.withResolvers<Error | undefined>();
  const told: Told<Params> = {
    async tell(...params) {
      try {
        // What it happens to return is no answer.
        await tell(...params);
      } catch (error) {
        // Before the target is told, which lets go of the sink for it.
        over.resolve(asError(error));
        throw error;
      }
    },
    [Symbol.dispose]: () => over.resolve(undefined),
  };
  const results = stack.use(await subscribe(told));
  stack.defer(() => endSoon(results.subscription));
  const all = stack.move();
  return {
    ended: Promise.race([over.promise, session.closed]),
    [Symbol.asyncDispose]: () => all[Symbol.asyncDispose](),
  };
}

/** Anything can be thrown. */
function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new RpcError("failed", messageOf(thrown), { cause: thrown });
}

/** Ends what is followed, and waits for it, but not long: a process that is stopped does not answer. */
export async function endSoon(subscription: Endable): Promise<void> {
  // With the connection it has ended already; and what is let go of ends as well, once the process goes on.
  await subscription.end({}, { signal: AbortSignal.timeout(END_MS) }).then(undefined, () => {});
}

const END_MS = 500;
