// dynamic-call.test.ts: services are called by what they tell of themselves: by JSON, callbacks and streams included.
import { expect, test } from "bun:test";
import { type Json, toJson } from "@teleop/rpc-capnp/schema";
import type { CapnpSession } from "@teleop/rpc-capnp/teleop";
import {
  type CallbackCall,
  type DynamicCallOptions,
  type DynamicResults,
  dynamicCall,
  dynamicStream,
  HeldCapabilities,
  type HeldCapability,
  schemaOf,
} from "./client.ts";
import { Named, Note } from "./testing/board.capnp.ts";
import { type BoardLog, withBoard } from "./testing/board-server.ts";

/** Calls methods of the board by its schema. */
function calling(
  body: (
    call: (method: string, params?: Json, options?: DynamicCallOptions) => Promise<DynamicResults>,
    log: BoardLog,
    session: CapnpSession,
  ) => Promise<void>,
): Promise<void> {
  return withBoard(async (session, log) => {
    const type = (await schemaOf(session, ["board"])).interfaceOf("board");
    using stub = session.service("board", type);
    await body((method, params, options) => dynamicCall(stub, type, method, params, options), log, session);
  });
}

test("params are JSON, and so are results; 64-bit integers, enums, unions, groups, Data and defaults among them", () =>
  calling(async (call, log) => {
    const note = {
      id: "18446744073709551615",
      text: "hello",
      color: "blue",
      shape: { circle: { radius: 2 } },
      picture: "AAH/",
      tags: ["a", "b"],
      "at.x": 3,
      parent: { text: "above" },
    };
    using added = await call("add", { note });
    expect(added.json).toEqual({ id: "1" });
    const [put] = log.notes;
    expect(toJson(Note, put as never)).toMatchObject({
      text: "hello",
      color: "blue",
      shape: { circle: { radius: 2 } },
    });
    using results = await call("notes");
    expect(results.json).toMatchObject({
      notes: [{ ...note, id: "1", weight: -0.5, "at.y": -1, parent: { text: "above", color: "green" } }],
    });
  }));

test("defaults are those of the schema, also of structs and lists", () =>
  calling(async (call) => {
    using _added = await call("add", { note: { shape: { polygon: [] } } });
    using _other = await call("add", { note: {} });
    using results = await call("notes");
    expect(results.json).toMatchObject({
      notes: [
        { text: "…", color: "green", shape: { polygon: [] }, "at.x": 7, "at.y": -1 },
        { shape: { none: null } },
      ],
    });
  }));

test("what does not fit, and methods that there are not, are refused before anything is sent", () =>
  calling(async (call, log) => {
    await expect(call("add", { note: { color: "pink" } })).rejects.toThrow(
      'params.note.color: expected one of "red", "green", "blue" (Color), got "pink"',
    );
    await expect(call("add", { nota: {} })).rejects.toThrow('has no field "nota"; its fields are note');
    await expect(call("ad")).rejects.toThrow('Board has no method "ad"; it has add, watch');
    expect(log.notes).toEqual([]);
  }));

test("an error of the method is the caller's", () =>
  calling(async (call) => {
    await expect(call("fail", { reason: "no luck" })).rejects.toMatchObject({
      type: "failed",
      message: "no luck",
    });
  }));

test("a method of an ancestor is called as the others are", () =>
  calling(async (call) => {
    using results = await call("name");
    expect(results.json).toEqual({ name: "the board" });
  }));

test("a param that is an interface, and is left out, is an object of ours, whose calls are told; until it is let go of", () =>
  calling(async (call, log) => {
    const calls: Omit<CallbackCall, "signal">[] = [];
    const onCallback = ({ signal: _signal, ...told }: CallbackCall) => {
      calls.push(told);
    };
    const watching = await call("watch", {}, { onCallback });
    expect(watching.callbacks.held).toBe(1);
    expect(watching.json).toEqual({ watch: { $capability: "Board.Watch" } });
    using _added = await call("add", { note: { text: "seen" } });
    expect(calls).toMatchObject([
      {
        name: "watcher",
        interface: "Watcher",
        method: "noted",
        params: { note: { id: "1", text: "seen" }, author: { $capability: "Named" } },
      },
    ]);
    watching[Symbol.dispose]();
    await watching.callbacks.released();
    expect(log.watchesEnded).toBe(1);
  }));

test("without anybody who is told of its calls, such a param is null", () =>
  calling(async (call) => {
    using results = await call("watch", {});
    expect(results.callbacks.held).toBe(0);
    using none = await call("watch", { watcher: null }, { onCallback: () => {} });
    expect(none.callbacks.held).toBe(0);
  }));

test("what is told of a call may answer it, and what it throws fails it", () =>
  calling(async (call) => {
    using _watching = await call("watch", { watcher: "callback" }, { onCallback: () => ({ more: false }) });
    using _added = await call("add", { note: {} });
    using _failing = await call(
      "watch",
      {},
      {
        onCallback: () => {
          throw new Error("I have had enough");
        },
      },
    );
    await expect(call("add", { note: {} })).rejects.toThrow("I have had enough");
  }));

test("capabilities in results are called in turn, by the path of their field", () =>
  calling(async (call) => {
    using results = await call("store");
    expect(results.json).toEqual({
      store: { $capability: "Store(Note)" },
      names: [{ $capability: "Named" }, { $capability: "Named" }],
      any: { $capability: "AnyPointer" },
      bare: { $capability: "Capability" },
    });
    expect(results.capabilities.map(({ path }) => path.join("."))).toEqual([
      "store",
      "names.0",
      "names.1",
      "any",
      "bare",
    ]);
    expect(results.json).toBe(results.json);
    const store = results.capabilityAt(["store"]);
    if (store.type === undefined) throw new Error("the store has a type");
    using put = await dynamicCall(store.stub, store.type, "put", {
      value: { text: "typed by the parameter" },
    });
    expect(put.json).toEqual({ index: 7 });
    const second = results.capabilityAt(["names", "1"]);
    if (second.type === undefined) throw new Error("a name has a type");
    using name = await dynamicCall(second.stub, second.type, "name");
    expect(name.json).toEqual({ name: "two" });
    expect(() => results.capabilityAt()).toThrow(
      "hold 5 capabilities; one is named by its field: store, names",
    );
    expect(() => results.capabilityAt(["names", "7"])).toThrow(
      "names.7 is no capability in the results of store",
    );
    // What is open can be seen as an interface that is known from elsewhere.
    const [, , , any] = results.capabilities;
    if (any === undefined) throw new Error("it has four");
    using opened = await dynamicCall(any.stub, second.type, "name");
    expect(opened.json).toEqual({ name: "any" });
  }));

test("results that cannot be shown are let go of", () =>
  calling(async (call) => {
    const held: HeldCapability[] = [];
    const show = (capability: HeldCapability): Json => {
      held.push(capability);
      if (held.length === 5) throw new Error("nowhere to show it");
      return null;
    };
    await expect(call("store", {}, { show })).rejects.toThrow("nowhere to show it");
    for (const { stub } of held) expect(() => stub.dup()).toThrow("after it was disposed");
  }));

test("a capability that is held can be passed by its name", () =>
  calling(async (call) => {
    using results = await call("store");
    const { stub, type } = results.capabilityAt(["store"]);
    if (type === undefined) throw new Error("the store has a type");
    const held = new Map([["$1", stub]]);
    using passed = await dynamicCall(
      stub,
      type,
      "map",
      { store: "$1" },
      { capability: (name) => held.get(name) },
    );
    expect(passed.json).toEqual({});
    await expect(
      dynamicCall(stub, type, "map", { store: "$2" }, { capability: (name) => held.get(name) }),
    ).rejects.toThrow("params.store: JSON cannot hold what Store(AnyPointer) leads to");
  }));

test("a streaming method is called once for each params, and has taken all when it resolves", () =>
  withBoard(async (session, log) => {
    const type = (await schemaOf(session, ["board"])).interfaceOf("board");
    using stub = session.service("board", type);
    const chunks = Array.from({ length: 100 }, (_, i) => ({ bytes: [i] }));
    expect(await dynamicStream(stub, type, "write", chunks)).toEqual({ calls: 100 });
    expect(log.chunks).toHaveLength(100);
    using one = await dynamicCall(stub, type, "write", { bytes: [7] });
    expect(one.json).toEqual({});
    using written = await dynamicCall(stub, type, "written");
    expect(written.json).toEqual({ bytes: [...chunks.flatMap(({ bytes }) => bytes), 7] });
    await expect(dynamicStream(stub, type, "add", [])).rejects.toThrow("Board.add is not a streaming method");
  }));

test("a stream that is cancelled before all was taken rejects", () =>
  withBoard(async (session, log) => {
    const type = (await schemaOf(session, ["board"])).interfaceOf("board");
    using stub = session.service("board", type);
    const cancel = new AbortController();
    log.take = () => {
      cancel.abort(new Error("I gave up"));
      return new Promise(() => {});
    };
    const streaming = dynamicStream(stub, type, "write", [{ bytes: [1] }], { signal: cancel.signal });
    await expect(streaming).rejects.toThrow("I gave up");
    expect(log.chunks).toHaveLength(1);
  }));

test("a call is cancelled by its signal", () =>
  calling(async (call, _log, session) => {
    const cancel = new AbortController();
    const stuck = call("watch", {}, { onCallback: () => new Promise(() => {}) });
    using _watching = await stuck;
    const adding = call("add", { note: {} }, { signal: cancel.signal });
    cancel.abort(new Error("I gave up"));
    await expect(adding).rejects.toThrow("I gave up");
    expect(session.stats().questions).toBe(0);
  }));

test("what calls give is held under names that are given once, and let go of with the last that came with it", () =>
  calling(async (call, log) => {
    using held = new HeldCapabilities();
    const keep = async (method: string, options: DynamicCallOptions = {}) => {
      const naming = held.naming();
      const results = await call(method, {}, { ...options, show: naming.show });
      naming.keep(results);
      return results;
    };
    const watching = await keep("watch", { onCallback: () => {} });
    expect(watching.json).toEqual({ watch: { $1: "Board.Watch" } });
    expect(held.get("$1").type).toBeDefined();
    await keep("notes");
    await keep("store");
    expect([...held.all.keys()]).toEqual(["$1", "$2", "$3", "$4", "$5", "$6"]);
    held.release("$1");
    await watching.callbacks.released();
    expect(log.watchesEnded).toBe(1);
    expect(held.stub("$1")).toBeUndefined();
    expect(() => held.get("$1")).toThrow("there is no $1: held are $2, $3, $4, $5, $6");
    held.release("$2");
    using name = await dynamicCall(held.get("$3").stub, Named, "name");
    expect(name.json).toEqual({ name: "one" });
  }));

test("a callback is given its params as they were read, too", () =>
  calling(async (call) => {
    const seen: unknown[] = [];
    const onCallback = ({ type, value }: CallbackCall) => {
      seen.push(toJson(type, value));
    };
    using _watching = await call("watch", {}, { onCallback });
    using _added = await call("add", { note: { text: "seen" } });
    expect(seen).toMatchObject([{ note: { text: "seen" } }]);
  }));
