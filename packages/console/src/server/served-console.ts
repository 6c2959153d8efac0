// served-console.ts: what one page is served: the processes of all places, and what it attaches to.
import { createHmac } from "node:crypto";
import { after, messageOf, TeleopError, untilAborted } from "@teleop/core/basics";
import { RpcError } from "@teleop/rpc-capnp";
import { Echo } from "@teleop/rpc-capnp/teleop";
import type { Captures } from "../captures.capnp.ts";
import { type Change, Console, Target, type Watcher } from "../console.capnp.ts";
import type { Place, PlaceChange, PlaceTarget } from "./place.ts";
import { endedOf, processOf } from "./process-of.ts";

/** How long to wait before a place is tried again that could not be watched, in milliseconds. */
const TRY_AGAIN_MS = 5_000;

export interface ServedConsoleOptions {
  /** They stay the caller's. */
  readonly places: readonly Place[];
  /** Gives what is kept for all pages, when one asks for it; it stays the caller's. */
  readonly captures: () => Promise<Captures>;
  /** By which pages know this console again. */
  readonly key: Uint8Array;
}

/** Makes what is served to a page. */
export function servedConsole({ places, captures, key }: ServedConsoleOptions): Console {
  return Console.server({
    key: () => ({ key }),
    prove: ({ challenge }) => ({ proof: createHmac("sha256", key).update(challenge).digest() }),
    captures: async () => ({ captures: await captures() }),
    watch: async ({ watcher }, { signal }) => {
      // When a page wants to be told no more of one place it is told no more of any.
      const over = new AbortController();
      const either = AbortSignal.any([signal, over.signal]);
      try {
        await Promise.all(places.map((place) => watchPlace(place, watcher, either)));
      } finally {
        over.abort(new TeleopError("CANCELED", "the page does not watch any more"));
      }
    },
    attach: async ({ place: label, pid, rendezvous, worker }, ctx) => {
      const place = places.find((one) => one.label === label);
      if (place === undefined) {
        const known = places.map((one) => JSON.stringify(one.label)).join(", ");
        throw new TeleopError("INVALID_ARGUMENT", `there is no place ${JSON.stringify(label)}, but ${known}`);
      }
      const attached = await place.attach(pid, {
        signal: ctx.signal,
        ...(rendezvous !== "" && (worker ? { worker: rendezvous } : { rendezvous })),
      });
      // It is held by the page alone: with its last reference there the process is left.
      using target = Target.server(new ServedTarget(attached));
      ctx.results({ target });
    },
  });
}

/** Resolves never. @throws the reason of the signal; what the watcher fails with. */
async function watchPlace(place: Place, watcher: Watcher, signal: AbortSignal): Promise<void> {
  for (;;) {
    let begins = true;
    const changes = place.watch({ signal })[Symbol.asyncIterator]();
    try {
      for (;;) {
        const step = await nextOf(changes);
        const told = "failure" in step ? step : await tell(watcher, place.label, step, begins, signal);
        if (told !== undefined) {
          signal.throwIfAborted();
          await watcher.changed({ place: place.label, failure: told.failure.toWellFormed() }, { signal });
          break;
        }
        begins = false;
      }
    } finally {
      await changes.return?.();
    }
    await pause(TRY_AGAIN_MS, signal);
  }
}

/**
 * What a place that is not ours says may be anything, also what no message can hold: that is a failure of the place.
 *
 * @throws what the watcher fails with.
 */
async function tell(
  watcher: Watcher,
  place: string,
  { appeared, changed, disappeared, ended = [] }: PlaceChange,
  begins: boolean,
  signal: AbortSignal,
): Promise<Failure | undefined> {
  try {
    const change: Change.Init = {
      place,
      appeared: appeared.map(processOf),
      changed: changed.map(processOf),
      disappeared: disappeared.map(processOf),
      ended: ended.map(endedOf),
      begins,
    };
    await watcher.changed(change, { signal });
    return undefined;
  } catch (error) {
    const isOfThePage = error instanceof RpcError && (error.remote || error.type === "disconnected");
    if (isOfThePage || signal.aborted) throw error;
    return { failure: `what it says of its processes cannot be told: ${messageOf(error)}` };
  }
}

interface Failure {
  readonly failure: string;
}

/** What went wrong at the place, told from what goes wrong with the watcher: also that it tells no more, which a place never does. */
async function nextOf(changes: AsyncIterator<PlaceChange>): Promise<PlaceChange | Failure> {
  try {
    const { done, value } = await changes.next();
    return done === true ? { failure: "it tells no more of its processes" } : value;
  } catch (error) {
    return { failure: messageOf(error) };
  }
}

/** @throws the reason of the signal. */
async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  using _timer = after(milliseconds, resolve);
  await untilAborted(promise, signal);
}

/** Its calls go to the process by themselves: the engine forwards what is called on a capability of another connection. */
class ServedTarget implements Target.Server {
  readonly #target: PlaceTarget;

  /** The target is this object's. */
  constructor(target: PlaceTarget) {
    this.#target = target;
  }

  service: Target.Server["service"] = ({ name }, ctx) => {
    // Which interface it is of is between the page and the process.
    using service = this.#target.service(name, Echo);
    ctx.results({ service });
  };

  closed: Target.Server["closed"] = async (_params, { signal }) => {
    const reason = await untilAborted(this.#target.closed, signal);
    return { reason: reason === undefined ? "" : messageOf(reason) };
  };

  async [Symbol.dispose](): Promise<void> {
    await this.#target[Symbol.asyncDispose]();
  }
}
