// scenarios-lifetimes.ts: streams, cancellation, and who holds what for how long.
import { deepStrictEqual, ok, strictEqual } from "node:assert";
import type { Handles, Interop, Patience } from "../schema/interop.capnp.ts";
import { SequenceObject, sumOf } from "./objects.ts";
import { expectFailure, roundTrip, type Scenario } from "./session.ts";

async function expectCancelled(patience: Patience, count: number): Promise<void> {
  await patience.whenCancelled({ count });
  const { waiting, cancelled } = await patience.counts();
  deepStrictEqual({ waiting, cancelled }, { waiting: 0, cancelled: count });
}

/** A group of handles that no other scenario and no other run uses. */
function handlesOf(root: Interop, scenario: string): Handles {
  return root.handles({ group: `${scenario} of TypeScript ${process.pid}` }).handles;
}

async function expectLive(handles: Handles, count: number): Promise<void> {
  strictEqual((await handles.live()).count, count);
}

export const lifetimeScenarios: Readonly<Record<string, Scenario>> = {
  streaming: async ({ root }) => {
    using sink = root.sink().sink;
    const bytes = new Uint8Array(1000).map((_, i) => i);
    for (let i = 0; i < 500; i++) await sink.write({ bytes });
    const { writes, bytes: total, sum, mostAtOnce } = await sink.finish();
    deepStrictEqual(
      { writes, total, sum, mostAtOnce },
      { writes: 500, total: 500_000, sum: 500 * sumOf(bytes), mostAtOnce: 1 },
    );
  },

  "streaming-window": async (session) => {
    const made = session.root.gatedSink();
    using sink = made.sink;
    using gate = made.gate;
    const bytes = new Uint8Array(16 << 10).fill(1);
    let sent = 0;
    const writing = (async () => {
      for (; sent < 128; sent++) await sink.write({ bytes });
    })();
    await roundTrip(session);
    await roundTrip(session);
    ok(sent > 0 && sent < 128, `${sent} of 128 writes did not wait for the sink`);
    await gate.open();
    await writing;
    const { writes, bytes: total, mostAtOnce } = await sink.finish();
    deepStrictEqual({ writes, total, mostAtOnce }, { writes: 128, total: 128 << 14, mostAtOnce: 1 });
  },

  "streaming-error": async (session) => {
    using sink = session.root.sink().sink;
    await sink.write({ bytes: new Uint8Array(6) });
    // Whether the failure shows in this write, in a later one or only at the end depends on the window.
    await Promise.allSettled([
      sink.fail({ reason: "the disk is full" }),
      sink.write({ bytes: new Uint8Array(5) }),
    ]);
    await expectFailure(sink.finish(), "failed", "the disk is full");
    await roundTrip(session);
  },

  cancellation: async ({ root }) => {
    using patience = root.patience().patience;
    {
      using _first = patience.wait({ sequence: new SequenceObject() });
      const giveUp = new AbortController();
      const second = patience.wait({ sequence: new SequenceObject() }, { signal: giveUp.signal });
      strictEqual((await patience.counts()).waiting, 2);
      giveUp.abort(new Error("enough"));
      strictEqual(await second.catch((error: unknown) => error), giveUp.signal.reason);
    }
    await expectCancelled(patience, 2);
  },

  "cancellation-releases-parameters": async ({ root }) => {
    using patience = root.patience().patience;
    const own = new SequenceObject();
    {
      using _call = patience.wait({ sequence: own });
      strictEqual((await patience.counts()).waiting, 1);
      ok(!own.isDropped, "released while the call was being served");
    }
    await own.dropped;
    await expectCancelled(patience, 1);
  },

  release: async (session) => {
    using handles = handlesOf(session.root, "release");
    const first = await handles.open();
    const second = await handles.open();
    await expectLive(handles, 2);
    first[Symbol.dispose]();
    await handles.whenLive({ count: 1 });
    await roundTrip(session);
    await expectLive(handles, 1);
    second[Symbol.dispose]();
    await handles.whenLive({ count: 0 });
  },

  "release-list": async ({ root }) => {
    using handles = handlesOf(root, "release-list");
    const answer = await handles.openMany({ count: 5 });
    await expectLive(handles, 5);
    const kept = answer.handles[2]?.dup();
    answer[Symbol.dispose]();
    await handles.whenLive({ count: 1 });
    await expectLive(handles, 1);
    kept?.[Symbol.dispose]();
    await handles.whenLive({ count: 0 });
  },

  "release-cancelled-return": async ({ root }) => {
    using handles = handlesOf(root, "release-cancelled-return");
    for (let i = 0; i < 10; i++) {
      using _dropped = handles.openMany({ count: 3 });
    }
    await handles.whenLive({ count: 0 });
    await expectLive(handles, 0);
  },

  "release-parameters": async ({ root }) => {
    using keeper = root.keeper().keeper;
    const own = new SequenceObject();
    await keeper.ignore({ sequence: own });
    await own.dropped;
  },

  "release-held": async (session) => {
    using keeper = session.root.keeper().keeper;
    const own = new SequenceObject();
    await keeper.hold({ sequence: own });
    strictEqual((await keeper.callHeld()).number, 0);
    await roundTrip(session);
    ok(!own.isDropped, "released while the server held it");
    await keeper.letGo();
    await own.dropped;
  },

  "release-disconnect": async ({ root, connect }) => {
    using watching = handlesOf(root, "release-disconnect");
    {
      await using leaving = await connect();
      const handles = handlesOf(leaving.bootstrap(), "release-disconnect");
      await handles.openMany({ count: 3 });
      await expectLive(watching, 3);
    }
    await watching.whenLive({ count: 0 });
  },

  "recognised-capability": async ({ root }) => {
    using handles = handlesOf(root, "recognised-capability");
    using others = handlesOf(root, "another group");
    using opened = await handles.open();
    ok((await handles.isOurs({ handle: opened.handle })).isOurs, "its own handle was not recognised");
    using promised = handles.open().handle;
    ok((await handles.isOurs({ handle: promised })).isOurs, "not recognised behind a promise");
    ok(!(await others.isOurs({ handle: opened.handle })).isOurs, "a handle of another group was recognised");
  },
};
