// scenarios-calls.ts: calls, data, pipelining, callbacks and exceptions.
import { deepStrictEqual, ok, strictEqual } from "node:assert";
import { Data, isNull, List, pointer, Text, UInt32 } from "@teleop/rpc-capnp/schema";
import { AllTypes, Left, Named, Node, Right, Sequence, sample } from "../schema/interop.capnp.ts";
import {
  isSample,
  bouncer as ourBouncer,
  failures as ourFailures,
  SequenceObject,
  sumOf,
} from "./objects.ts";
import { expectFailure, failureOf, nextOf, roundTrip, type Scenario } from "./session.ts";

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
const pathOf = async (node: Node) => (await node.path()).path;

const big = 8 << 20;

export const callScenarios: Readonly<Record<string, Scenario>> = {
  "overlapping-calls": async ({ root }) => {
    using values = root.values().values;
    const calls = range(0, 100).map((number) => values.defaults({ number }));
    const answers = await Promise.all(calls);
    deepStrictEqual(
      answers.map(({ number }) => number),
      range(0, 100),
    );
  },

  "call-order": async ({ root }) => {
    using sequence = root.sequence().sequence;
    deepStrictEqual(await Promise.all(range(0, 100).map(() => nextOf(sequence))), range(0, 100));
  },

  "bootstrap-again": async ({ connection }) => {
    using second = connection.bootstrap();
    {
      using first = connection.bootstrap();
      using _answer = await first.sequence();
    }
    using sequence = second.sequence().sequence;
    strictEqual(await nextOf(sequence), 0);
  },

  inheritance: async ({ root }) => {
    using answer = await root.diamond();
    const { diamond } = answer;
    strictEqual((await diamond.both()).text, "left and right");
    strictEqual((await diamond.left()).text, "left");
    strictEqual((await diamond.right()).text, "right");
    strictEqual((await diamond.name()).name, "diamond");
    using left = diamond.as(Left);
    strictEqual((await left.left()).text, "left");
    using right = diamond.as(Right);
    strictEqual((await right.right()).text, "right");
    using named = diamond.as(Named);
    strictEqual((await named.name()).name, "diamond");
  },

  "unimplemented-interface": async ({ root }) => {
    using diamond = root.diamond().diamond;
    using sequence = diamond.as(Sequence);
    strictEqual((await failureOf(sequence.next())).type, "unimplemented");
    strictEqual((await diamond.name()).name, "diamond");
  },

  "every-type": async ({ root }) => {
    using values = root.values().values;
    deepStrictEqual((await values.sample()).all, sample);
    ok((await values.isSample({ all: sample })).equal);
    const other = { ...sample, inner: { ...sample.inner, int32: 8 } };
    ok(!(await values.isSample({ all: other })).equal, "isSample() overlooked a difference");
    const { ...mirrored } = await values.mirror({ all: sample });
    ok(isSample(mirrored), "mirror() returned something else");
  },

  "default-parameters": async ({ root }) => {
    using values = root.values().values;
    const unset = await values.defaults();
    strictEqual(unset.text, "from the schema");
    strictEqual(unset.number, -7);
    strictEqual(unset.color, "green");
    strictEqual(unset.note, "nobody set this");
    const set = await values.defaults({ text: "from the caller", number: 0, color: "red" });
    strictEqual(set.text, "from the caller");
    strictEqual(set.number, 0);
    strictEqual(set.color, "red");
  },

  "any-pointer": async ({ root }) => {
    using values = root.values().values;
    using text = await values.mirrorAny({ any: pointer(Text, "any text") });
    strictEqual(text.any.as(Text), "any text");
    using data = await values.mirrorAny({ any: pointer(Data, new Uint8Array([0, 255, 1])) });
    deepStrictEqual([...data.any.as(Data)], [0, 255, 1]);
    using struct = await values.mirrorAny({ any: pointer(AllTypes, sample) });
    ok(isSample(struct.any.as(AllTypes)), "the struct differs");
    using list = await values.mirrorAny({ any: pointer(List(UInt32), [5, 6, 7]) });
    deepStrictEqual([...list.any.as(List(UInt32))], [5, 6, 7]);
    using own = Sequence.server(new SequenceObject());
    using capability = await values.mirrorAny({ any: own });
    using sequence = capability.any.as(Sequence);
    strictEqual(await nextOf(sequence), 0);
    using nothing = await values.mirrorAny();
    strictEqual(nothing.any.content, "null");
  },

  "big-request": async ({ root }) => {
    using values = root.values().values;
    using sequence = root.sequence().sequence;
    const bytes = new Uint8Array(big).map((_, i) => i * 7);
    const answers = await Promise.all([nextOf(sequence), values.measure({ bytes }), nextOf(sequence)]);
    const [before, { length, sum }, after] = answers;
    deepStrictEqual({ before, length, sum, after }, { before: 0, length: big, sum: sumOf(bytes), after: 1 });
  },

  "big-response": async ({ root }) => {
    using values = root.values().values;
    using sequence = root.sequence().sequence;
    const answers = await Promise.all([
      nextOf(sequence),
      values.produce({ length: big, step: 7 }),
      nextOf(sequence),
    ]);
    const [before, { bytes }, after] = answers;
    deepStrictEqual({ before, length: bytes.length, after }, { before: 0, length: big, after: 1 });
    ok(
      bytes.every((byte, i) => byte === ((i * 7) & 255)),
      "a byte differs",
    );
  },

  pipelining: async ({ root }) => {
    using stack = new DisposableStack();
    let node = stack.use(root.node().node);
    for (const name of "abcdefghij") node = stack.use(node.child({ name }).node);
    strictEqual(await pathOf(node), "a/b/c/d/e/f/g/h/i/j");
  },

  "pipelining-structs-and-groups": async ({ root }) => {
    using node = root.node().node;
    const call = node.boxed({ name: "x" });
    const { box } = call;
    const places = [box.node, box.place.node, box.place.deeper.node, box.box.node, box.box.place.deeper.node];
    for (const place of places) {
      using found = place;
      strictEqual(await pathOf(found), "x");
    }
    using answer = await call;
    strictEqual(answer.box?.label, "box");
    strictEqual(answer.box?.box?.box, undefined);
  },

  "pipelining-any-pointer": async ({ root }) => {
    using node = root.node().node;
    using child = node.anyChild({ name: "x" }).node.as(Node);
    strictEqual(await pathOf(child), "x");
    using grandchild = child.child({ name: "y" }).node;
    strictEqual(await pathOf(grandchild), "x/y");
  },

  "pipelining-null": async ({ root }) => {
    using node = root.node().node;
    using none = node.noChild().node;
    await failureOf(none.path());
    strictEqual(await pathOf(node), "");
  },

  "pipelining-failed-call": async ({ root }) => {
    using node = root.node().node;
    const call = node.failedChild({ reason: "no such branch" });
    using child = call.node;
    using grandchild = child.child({ name: "x" }).node;
    const calls = [call, child.path(), grandchild.path()];
    await Promise.all(calls.map((failing) => expectFailure(failing, "failed", "no such branch")));
    strictEqual(await pathOf(node), "");
  },

  "pipelining-dropped": async ({ root }) => {
    using node = root.node().node;
    using call = node.child({ name: "x" });
    using child = call.node;
    const path = child.path();
    call[Symbol.dispose]();
    strictEqual((await path).path, "x");
    deepStrictEqual((await node.visits()).paths, ["x"]);
  },

  "set-pipeline": async ({ root }) => {
    using node = root.node().node;
    using late = node.lateChild({ name: "x" });
    using child = late.node;
    strictEqual(await pathOf(child), "x");
    using grandchild = child.child({ name: "y" }).node;
    strictEqual(await pathOf(grandchild), "x/y");
  },

  callbacks: async ({ root }) => {
    using keeper = root.keeper().keeper;
    using own = Sequence.server(new SequenceObject());
    for (const round of [0, 1]) {
      const { numbers } = await keeper.call({ sequence: own, times: 5 });
      deepStrictEqual([...numbers], range(5 * round, 5 * round + 5));
    }
    strictEqual(await nextOf(own), 10);
  },

  bounce: async ({ root }) => {
    using bouncer = root.bouncer().bouncer;
    strictEqual((await bouncer.bounce({ left: 20, to: ourBouncer() })).bounces, 20);
  },

  "own-capability-returns": async ({ root }) => {
    using keeper = root.keeper().keeper;
    using own = Sequence.server(new SequenceObject());
    await keeper.hold({ sequence: own });
    using answer = await keeper.held();
    strictEqual(await nextOf(answer.sequence), 0);
    strictEqual((await keeper.callHeld()).number, 1);
    strictEqual(await nextOf(own), 2);
  },

  "same-capability-twice": async ({ root }) => {
    using keeper = root.keeper().keeper;
    const object = new SequenceObject();
    {
      using own = Sequence.server(object);
      const sequences = [own, own, own];
      const [first, second] = await Promise.all([
        keeper.callAll({ sequences }),
        keeper.callAll({ sequences }),
      ]);
      deepStrictEqual([...first.numbers], [0, 1, 2]);
      deepStrictEqual([...second.numbers], [3, 4, 5]);
      deepStrictEqual([...(await keeper.callAll({ sequences })).numbers], [6, 7, 8]);
    }
    await object.dropped;
  },

  "list-of-capabilities": async ({ root }) => {
    using keeper = root.keeper().keeper;
    using made = await keeper.makeItems({ labels: ["", ""] });
    const [first, second, ...more] = made.sequences;
    ok(first !== undefined && second !== undefined && more.length === 0, "not two sequences");
    strictEqual(await nextOf(first), 0);
    const { numbers } = await keeper.callAll({ sequences: [first, new SequenceObject(), second] });
    deepStrictEqual([...numbers], [1, 0, 0]);
  },

  "capabilities-in-structs-in-lists": async ({ root }) => {
    using keeper = root.keeper().keeper;
    using made = await keeper.makeItems({ labels: ["first", "second"] });
    const [, item] = made.items;
    const [, theirs] = made.sequences;
    ok(item !== undefined && theirs !== undefined, "not two items");
    strictEqual(item.label, "second");
    strictEqual(await nextOf(item.sequence), 0);
    strictEqual(await nextOf(theirs), 1);
    const called = await keeper.callItems({
      items: [
        { label: "theirs", sequence: theirs },
        { label: "ours", sequence: new SequenceObject() },
      ],
    });
    deepStrictEqual([...called.labels], ["theirs", "ours"]);
    deepStrictEqual([...called.numbers], [2, 0]);
  },

  "null-capability": async ({ root }) => {
    using keeper = root.keeper().keeper;
    ok((await keeper.isNull()).isNull, "null did not arrive as null");
    ok(!(await keeper.isNull({ sequence: new SequenceObject() })).isNull, "a capability arrived as null");
    using node = root.node().node;
    using answer = await node.noChild();
    ok(isNull(answer.node), "null did not come back as null");
  },

  "broken-capability": async (session) => {
    using failures = session.root.failures().failures;
    const call = failures.broken({ reason: "broken on purpose" });
    using pipelined = call.sequence;
    await expectFailure(pipelined.next(), "failed", "broken on purpose");
    using answer = await call;
    await expectFailure(answer.sequence.next(), "failed", "broken on purpose");
    await expectFailure(answer.sequence.next(), "failed", "broken on purpose");
    await roundTrip(session);
  },

  "exception-types": async (session) => {
    using failures = session.root.failures().failures;
    for (const type of ["failed", "overloaded", "disconnected", "unimplemented"] as const) {
      const reason = "thrown on purpose ✓";
      await expectFailure(failures.fail({ type, reason }), type, reason);
    }
    await roundTrip(session);
  },

  "exception-relayed": async (session) => {
    using relay = session.root.failures().failures;
    for (const type of ["failed", "overloaded"] as const) {
      const reason = "thrown by the client";
      await expectFailure(relay.relay({ failures: ourFailures(), type, reason }), type, reason);
    }
    await roundTrip(session);
  },
};
