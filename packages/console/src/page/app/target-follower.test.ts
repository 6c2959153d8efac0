import { expect, test } from "bun:test";
import { effect, signal } from "@preact/signals";
import { capnp } from "@teleop/rpc-capnp/teleop";
import { memoryPair } from "@teleop/transport-memory";
import type { Place, PlaceChange, PlaceProcess, PlaceTarget } from "../../server/place.ts";
import { servedConsole } from "../../server/served-console.ts";
import type { LinkState } from "./link.ts";
import { ProcessStore } from "./process-store.ts";
import { type FollowState, TargetFollower } from "./target-follower.ts";

const shop: PlaceProcess = { pid: 1, name: "shop", command: ["bun", "shop.ts"], armed: "certainly" };

/** A place that lists what it is told to, and is attached to as a test says. */
class FakePlace implements Place {
  readonly label = "";
  readonly attach: (pid: number) => Promise<PlaceTarget>;
  readonly #told: Partial<PlaceChange>[] = [];
  #news: () => void = () => {};

  constructor(attach: (pid: number) => Promise<PlaceTarget>) {
    this.attach = attach;
  }

  tell(change: Partial<PlaceChange>): void {
    this.#told.push(change);
    this.#news();
  }

  async *watch({ signal }: { readonly signal?: AbortSignal } = {}): AsyncGenerator<PlaceChange> {
    signal?.addEventListener("abort", () => this.#news(), { once: true });
    for (;;) {
      const news = new Promise<void>((resolve) => {
        this.#news = resolve;
      });
      for (const change of this.#told.splice(0)) {
        yield { appeared: [], changed: [], disappeared: [], ...change };
      }
      await news;
      signal?.throwIfAborted();
    }
  }
}

async function whileFollowing(
  place: FakePlace,
  pid: number,
  body: (follower: TargetFollower) => Promise<void>,
): Promise<void> {
  using console = servedConsole({
    places: [place],
    captures: () => Promise.reject(new Error("nothing is captured here")),
    key: new Uint8Array(32),
  });
  const ending = new AbortController();
  const link = { state: signal<LinkState>({ state: "connected", console, signal: ending.signal }) };
  const failed = (what: string, error: unknown): never => {
    throw new Error(what, { cause: error });
  };
  const processes = new ProcessStore(link, { failed });
  using follower = new TargetFollower(
    { place: "", pid, rendezvous: undefined },
    { link, processes, onMoved: () => {} },
  );
  await body(follower);
  ending.abort(new Error("the test is over"));
}

/** Resolves with the state of the follower when it is so of it. */
async function when(follower: TargetFollower, isSo: (state: FollowState) => boolean): Promise<FollowState> {
  const { promise, resolve } = Promise.withResolvers<FollowState>();
  const end = effect(() => {
    if (isSo(follower.state.value)) resolve(follower.state.value);
  });
  const state = await promise;
  end();
  return state;
}

test("a process that ends before it is attached to is said to have, and is tried again when somebody wants it", async () => {
  let attempts = 0;
  const again = Promise.withResolvers<void>();
  const place = new FakePlace(async () => {
    attempts += 1;
    if (attempts === 2) again.resolve();
    place.tell({ disappeared: [shop], ended: [{ process: shop, ending: { how: "exited", code: 3 } }] });
    throw new Error("it has closed the connection");
  });
  place.tell({ appeared: [shop] });
  await whileFollowing(place, 1, async (follower) => {
    expect(await when(follower, (state) => state.state === "over" && state.ended)).toMatchObject({
      context: undefined,
      why: expect.stringContaining("it has closed the connection"),
    });
    follower.retry();
    await again.promise;
  });
});
test("a process that its place does not list is not said to have ended when the connection to it is over", async () => {
  const [near, far] = memoryPair();
  const target = capnp({ services: {} }).open(far);
  const place = new FakePlace(async () => capnp().open(near));
  place.tell({});
  await whileFollowing(place, 7, async (follower) => {
    await when(follower, ({ state }) => state === "attached");
    await target[Symbol.asyncDispose]();
    expect(await when(follower, ({ state }) => state === "over")).toMatchObject({ ended: false });
  });
});
