// world.ts: vats that really talk to each other, and the reference model beside them, which is told the same.
//
// Whatever the engine does that the model forbids is noted as a violation at once; what must be true in the end is
// looked at in ending.ts.

import {
  brokenCapability,
  type Capability,
  localCapability,
  nullCapability,
  type PayloadBuilder,
  type PayloadReader,
  type PendingCall,
  promisedCapability,
  RpcConnection,
  RpcError,
} from "@teleop/rpc-capnp";
import { onUntold, Received, testInterface, write } from "@teleop/rpc-testing";
import { memoryPair } from "@teleop/transport-memory";
import { Gate } from "./gate.ts";
import { briefly, type Operation, type Service, type VatName } from "./operation.ts";
import {
  type CallStyle,
  type Destination,
  describeFailure,
  Flow,
  follow,
  ModelCall,
  ModelObject,
  ModelPromise,
  maySettle,
  Sequence,
} from "./reference-model.ts";
import {
  type CallOptions,
  type CallState,
  type Handle,
  type Served,
  ServingObject,
  type Surroundings,
} from "./serving-object.ts";

interface UnsettledPromise {
  readonly model: ModelPromise;
  readonly vat: VatName;
  readonly deferred: PromiseWithResolvers<Capability>;
}

/** Two ends of a connection, each behind a gate. */
export interface WorldLink {
  readonly name: string;
  readonly vats: readonly [VatName, VatName];
  readonly rpc: readonly [RpcConnection, RpcConnection];
  readonly gates: readonly [Gate, Gate];
  readonly sever: () => void;
  readonly fence: () => Promise<void>;
  isLost: boolean;
}

type On<Kind extends Operation["do"]> = Extract<Operation, { readonly do: Kind }>;

export class World implements Surroundings {
  readonly links: Map<string, WorldLink> = new Map();
  readonly handles: Map<string, Handle> = new Map();
  readonly calls: Map<string, CallState> = new Map();
  readonly promises: Map<string, UnsettledPromise> = new Map();
  readonly objects: ModelObject[] = [];
  readonly resolved: ModelPromise[] = [];
  readonly violations: string[] = [];
  /** References that had to be found by the garbage collector. */
  leaks = 0;
  wasDisconnected = false;
  readonly #byNumber: CallState[] = [];
  readonly #roots = new Map<VatName, { readonly capability: Capability; readonly object: ModelObject }>();
  readonly #note: ((text: string) => void) | undefined;
  readonly #highWaterMark: number;

  /** @param note told what happens, for people. */
  constructor(vats: readonly VatName[], highWaterMark: number, note?: (text: string) => void) {
    this.#note = note;
    this.#highWaterMark = highWaterMark;
    for (const vat of vats) this.#roots.set(vat, this.#object(`root of ${vat}`, vat));
  }

  get vats(): readonly VatName[] {
    return [...this.#roots.keys()];
  }

  violated(text: string): void {
    this.violations.push(text);
    this.#note?.(`VIOLATION: ${text}`);
  }

  note(text: string): void {
    this.#note?.(text);
  }

  dropRoots(): void {
    for (const { capability } of this.#roots.values()) capability[Symbol.dispose]();
  }

  /** Does it, and returns whether there was something to do it to. */
  perform(operation: Operation): boolean {
    switch (operation.do) {
      case "make object":
        return this.makeObject(operation.as, operation.vat) !== undefined;
      case "make promise":
        return this.#makePromise(operation);
      case "make null":
        return this.#added(operation.as, operation.vat, nullCapability(), { kind: "null" });
      case "make broken":
        return this.#makeBroken(operation);
      case "bootstrap":
        return this.#bootstrap(operation);
      case "resolve":
        return this.#resolve(operation);
      case "call":
        return this.#call(operation);
      case "pipeline":
        return this.#pipeline(operation);
      case "forget":
        return this.#forget(operation);
      case "cancel":
        return this.cancel(operation.call);
      case "duplicate":
        return this.#duplicate(operation);
      case "drop":
        return this.drop(operation.what);
      case "answer":
        return this.#served(operation.call)?.give(this.#handles(operation.give), operation.goesOn) ?? false;
      case "fail":
        return this.#served(operation.call)?.fail() ?? false;
      case "set pipeline":
        return this.#served(operation.call)?.setPipeline(this.#handles(operation.give)) ?? false;
      case "tail call":
        return this.#tailCall(operation);
      case "deliver":
        return this.#deliver(operation);
      case "disconnect":
        return this.#disconnect(operation);
      case "connect":
        return this.#connect(operation);
      case "turn":
        return true;
    }
  }

  // What objects need of the world.

  callNumbered(number: number): CallState | undefined {
    return this.#byNumber[number];
  }

  /** Makes a call, and tells the model first: a call is in order from the moment when it is made. */
  makeCall(name: string, handle: Handle, options: CallOptions): CallState {
    const { service, style = "plain" } = options;
    const passed = this.#ownedBy(handle.vat, options.pass);
    const model = this.#model(name, handle, style);
    let isCalling = true;
    const told = (what: string): void => {
      this.note(`  ${name} ${what}`);
      if (isCalling) this.violated(`${name} ${what} from inside of call()`);
      if (!model.isAwaited) this.violated(`${name} ${what}, though nobody waited for that any more`);
    };
    const pending = handle.capability.call({
      interfaceId: testInterface,
      methodId: 0,
      params: (payload) => writeParams(payload, model, passed),
      returned: (results) => {
        told("returned");
        this.#returned(state, results, options.keepsResults === true, options.callsOn === true);
      },
      failed: ({ type, message }) => {
        const failure = { type, reason: message };
        told(`failed with ${describeFailure(failure)}`);
        model.outcome = { type: "failed", failure };
      },
      ...(style === "streaming" && { streaming: true }),
      ...(style === "pipelineOnly" && { pipelining: "only" as const }),
      ...(style === "unpipelined" && { pipelining: "none" as const }),
    });
    isCalling = false;
    const state = this.#state(model, handle.vat, passed, service, pending);
    return state;
  }

  /** Answers a call that is being served with one on `handle`. */
  makeTailCall(
    name: string,
    handle: Handle,
    served: Served,
    pass: readonly string[],
    service: Service,
  ): ModelCall {
    const passed = this.#ownedBy(handle.vat, pass);
    const model = this.#model(name, handle, "plain", served.state.model);
    this.#state(model, handle.vat, passed, service, undefined);
    served.incoming.tailCall(handle.capability, {
      interfaceId: testInterface,
      methodId: 0,
      params: (payload) => writeParams(payload, model, passed),
    });
    return model;
  }

  /** Lets a vat hold a capability from now on, which belongs to the handle. */
  add(
    name: string,
    vat: VatName,
    capability: Capability,
    leads: Destination,
    sequence: Sequence = new Sequence(),
    flow: Flow = new Flow(),
  ): Handle {
    const handle = { name, vat, capability, leads, sequence, flow };
    this.handles.set(name, handle);
    return handle;
  }

  makeObject(name: string, vat: VatName): Handle {
    const { capability, object } = this.#object(name, vat);
    return this.add(name, vat, capability, { kind: "object", object });
  }

  drop(name: string): boolean {
    const handle = this.handles.get(name);
    if (handle === undefined) return false;
    this.handles.delete(name);
    handle.capability[Symbol.dispose]();
    return true;
  }

  cancel(name: string): boolean {
    const state = this.calls.get(name);
    if (state?.pending === undefined || state.model.isCanceled || state.model.outcome !== undefined)
      return false;
    state.model.isCanceled = true;
    state.pending[Symbol.dispose]();
    return true;
  }

  released(object: ModelObject): void {
    this.note(`  ${object.name} is released`);
    if (++object.releases > 1) this.violated(`${object.name} was released ${object.releases} times`);
    if (this.wasDisconnected) return;
    for (const { name, vat, leads } of this.handles.values()) {
      const end = follow(leads);
      if (end.kind === "object" && end.object === object)
        this.violated(`${object.name} was released, though ${name} of ${vat} leads to it`);
    }
  }

  // Operations.

  #added(...handle: Parameters<World["add"]>): boolean {
    this.add(...handle);
    return true;
  }

  #object(name: string, vat: VatName): { readonly capability: Capability; readonly object: ModelObject } {
    const object = new ModelObject(name, vat);
    this.objects.push(object);
    const capability = localCapability(new ServingObject(this, object, vat), {
      onLeak: () => this.leaks++,
      onError: onUntold((error) => this.violated(`${name} told of an error: ${String(error)}`)),
    });
    return { capability, object };
  }

  #makePromise({ vat, as }: On<"make promise">): boolean {
    const model = new ModelPromise(as);
    const deferred = Promise.withResolvers<Capability>();
    this.promises.set(as, { model, vat, deferred });
    return this.#added(as, vat, promisedCapability(deferred.promise), model);
  }

  #makeBroken({ vat, as }: On<"make broken">): boolean {
    const failure = { type: "overloaded", reason: `${as} is broken` } as const;
    const capability = brokenCapability(new RpcError(failure.type, failure.reason));
    return this.#added(as, vat, capability, { kind: "broken", failure });
  }

  #bootstrap({ link: name, side, as }: On<"bootstrap">): boolean {
    const link = this.links.get(name);
    const peer = link === undefined ? undefined : this.#roots.get(link.vats[side === 0 ? 1 : 0]);
    if (link === undefined || peer === undefined) return false;
    return this.#added(as, link.vats[side], link.rpc[side].bootstrap(), {
      kind: "object",
      object: peer.object,
    });
  }

  #resolve({ promise: name, to }: On<"resolve">): boolean {
    const promise = this.promises.get(name);
    if (promise === undefined) return false;
    const { model, deferred, vat } = promise;
    if (to === "error") {
      const failure = { type: "failed", reason: `${name} was not kept` } as const;
      model.to = { kind: "broken", failure };
      deferred.reject(new RpcError(failure.type, failure.reason));
    } else {
      const handle = this.handles.get(to);
      if (handle === undefined || handle.vat !== vat || !maySettle(model, handle.leads)) return false;
      model.to = handle.leads;
      deferred.resolve(handle.capability.dup());
    }
    this.promises.delete(name);
    this.resolved.push(model);
    return true;
  }

  #call(operation: On<"call">): boolean {
    const handle = this.handles.get(operation.on);
    if (handle === undefined) return false;
    this.makeCall(operation.as, handle, operation);
    return true;
  }

  #pipeline({ call, place, as }: On<"pipeline">): boolean {
    const state = this.calls.get(call);
    if (state?.pending === undefined) return false;
    const { model, pending, places } = state;
    if (!isPipelinable(state)) return false;
    model.isPipelined = true;
    const capability = pending.pipeline([place + 1]);
    return this.#added(as, state.vat, capability, { kind: "result", call: model, place }, places[place]);
  }

  #forget({ call }: On<"forget">): boolean {
    const state = this.calls.get(call);
    if (state?.results === undefined) return false;
    state.results[Symbol.dispose]();
    state.results = undefined;
    return true;
  }

  #duplicate({ what, as }: On<"duplicate">): boolean {
    const handle = this.handles.get(what);
    if (handle === undefined) return false;
    const { vat, capability, leads, sequence, flow } = handle;
    return this.#added(as, vat, capability.dup(), leads, sequence, flow);
  }

  #tailCall({ call, on, pass, as, service }: On<"tail call">): boolean {
    const handle = this.handles.get(on);
    if (handle === undefined) return false;
    return this.#served(call)?.tailCall(as, handle, pass, service) ?? false;
  }

  #deliver({ link, side, count }: On<"deliver">): boolean {
    const gate = this.links.get(link)?.gates[side];
    if (gate === undefined || gate.waiting === 0) return false;
    gate.deliver(count);
    return true;
  }

  #disconnect({ link: name, side, how }: On<"disconnect">): boolean {
    const link = this.links.get(name);
    if (link === undefined || link.isLost) return false;
    link.isLost = true;
    this.wasDisconnected = true;
    if (how === "sever") link.sever();
    else if (how === "abort") link.gates[side].abort(new Error("aborted on purpose"));
    else void link.rpc[side][Symbol.asyncDispose]();
    return true;
  }

  #connect({ link: name, between }: On<"connect">): boolean {
    if (between.some((vat) => !this.#roots.has(vat))) return false;
    const [one, other] = memoryPair({ highWaterMark: this.#highWaterMark });
    const gates = [new Gate(one), new Gate(other)] as const;
    const [first, second] = between;
    this.links.set(name, {
      name,
      vats: between,
      rpc: [this.#connection(gates[0], first), this.#connection(gates[1], second)],
      gates,
      sever: () => one.sever(new Error("severed on purpose")),
      fence: () => one.fence(),
      isLost: false,
    });
    return true;
  }

  #connection(gate: Gate, vat: VatName): RpcConnection {
    return new RpcConnection(gate, {
      bootstrap: () => {
        const root = this.#roots.get(vat);
        if (root === undefined) throw new Error(`no vat ${vat}`);
        return root.capability.dup();
      },
      // Calls that lead back go in both ways: Bob leaves their results there, the others forward them.
      tailCalls: vat === "bob" ? "direct" : "forwarded",
      ...(this.#note && { trace: ({ direction, text }) => this.note(`    ${vat} ${direction} ${text}`) }),
      onLeak: () => this.leaks++,
      onError: onUntold((error) => this.violated(`the engine told ${vat} of an error: ${String(error)}`)),
    });
  }

  // Calls.

  #model(name: string, handle: Handle, style: CallStyle, answers?: ModelCall): ModelCall {
    const { vat, leads, sequence, flow } = handle;
    const options = { style, flow, ...(answers && { answers }) };
    return new ModelCall(name, this.#byNumber.length, vat, leads, sequence, options);
  }

  #state(
    model: ModelCall,
    vat: VatName,
    passed: readonly Handle[],
    service: Service,
    pending: PendingCall | undefined,
  ): CallState {
    const state: CallState = {
      model,
      vat,
      passed: passed.map(({ leads }) => leads),
      service,
      pending,
      results: undefined,
      served: undefined,
      places: [new Sequence(), new Sequence()],
    };
    this.calls.set(model.name, state);
    this.#byNumber[model.number] = state;
    return state;
  }

  #ownedBy(vat: VatName, names: readonly string[]): Handle[] {
    return this.#handles(names).filter((handle) => handle.vat === vat);
  }

  #returned(state: CallState, payload: PayloadReader, keepsResults: boolean, callsOn: boolean): void {
    const { model, vat, places } = state;
    const results = new Received(payload);
    model.outcome = { type: "returned", number: results.number };
    const capabilities = [results.capability, results.other] as const;
    for (const place of [0, 1] as const) {
      const leads: Destination = { kind: "result", call: model, place };
      if (follow(leads).kind === "null") capabilities[place][Symbol.dispose]();
      else this.add(`${model.name}.r${place}`, vat, capabilities[place], leads, places[place]);
    }
    const first = this.handles.get(`${model.name}.r0`);
    if (callsOn && first !== undefined)
      this.makeCall(`${model.name}.n`, first, { pass: [], service: briefly });
    if (keepsResults) state.results = results;
    else results[Symbol.dispose]();
  }

  /** The capabilities that a call brought, as handles of the vat that serves it. */
  takeParams(state: CallState, vat: VatName, params: Received): Handle[] {
    return state.passed.map((leads, i) =>
      this.add(`${state.model.name}.p${i}`, vat, i === 0 ? params.capability : params.other, leads),
    );
  }

  #served(call: string): Served | undefined {
    return this.calls.get(call)?.served;
  }

  #handles(names: readonly string[]): Handle[] {
    return names.flatMap((name) => this.handles.get(name) ?? []);
  }
}

/** Whether capabilities can be pipelined from a call: not once its results are gone, which nobody may have wanted. */
export function isPipelinable({ model, pending, results }: CallState): boolean {
  if (pending === undefined || model.isCanceled) return false;
  if (model.style === "pipelineOnly") return !model.isArrived;
  return model.outcome?.type !== "returned" || results !== undefined;
}

function writeParams(payload: PayloadBuilder, { number }: ModelCall, passed: readonly Handle[]): void {
  write(payload, { number, capability: passed[0]?.capability, other: passed[1]?.capability });
}
