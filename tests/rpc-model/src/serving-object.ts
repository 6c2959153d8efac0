// serving-object.ts: an object of a vat: checks how calls reach it, and ends them as their operations say.
import {
  type Capability,
  type Dispatcher,
  type IncomingCall,
  type InterfaceId,
  type PendingCall,
  RpcError,
} from "@teleop/rpc-capnp";
import { Received, write } from "@teleop/rpc-testing";
import { briefly, type Service, type VatName } from "./operation.ts";
import {
  type Answer,
  type CallStyle,
  type Destination,
  describeDestination,
  type Failure,
  type Flow,
  follow,
  type ModelCall,
  type ModelObject,
  maySettle,
  type Sequence,
} from "./reference-model.ts";

/** A reference that a vat holds. */
export interface Handle {
  readonly name: string;
  readonly vat: VatName;
  readonly capability: Capability;
  readonly leads: Destination;
  readonly sequence: Sequence;
  readonly flow: Flow;
}

/** A call as its caller and its server see it. */
export interface CallState {
  readonly model: ModelCall;
  readonly vat: VatName;
  /** Where the capabilities in the params lead. */
  readonly passed: readonly Destination[];
  readonly service: Service;
  readonly pending: PendingCall | undefined;
  /** Kept by the caller. */
  results: Received | undefined;
  /** While its method runs. */
  served: Served | undefined;
  readonly places: [Sequence, Sequence];
}

/** How a call is made. */
export interface CallOptions {
  readonly pass: readonly string[];
  readonly style?: CallStyle;
  readonly service: Service;
  readonly keepsResults?: boolean;
  readonly callsOn?: boolean;
}

/** What objects need of the world around them. */
export interface Surroundings {
  readonly wasDisconnected: boolean;
  readonly handles: ReadonlyMap<string, Handle>;
  callNumbered(number: number): CallState | undefined;
  /** The capabilities that a call brought, as handles of the vat that serves it. */
  takeParams(state: CallState, vat: VatName, params: Received): Handle[];
  makeObject(name: string, vat: VatName): Handle;
  makeCall(name: string, handle: Handle, options: CallOptions): CallState;
  /** Answers a call that is being served with one on `handle`. */
  makeTailCall(
    name: string,
    handle: Handle,
    served: Served,
    pass: readonly string[],
    service: Service,
  ): ModelCall;
  drop(name: string): boolean;
  released(object: ModelObject): void;
  violated(text: string): void;
  note(text: string): void;
}

export class ServingObject implements Dispatcher {
  readonly #world: Surroundings;
  readonly #object: ModelObject;
  readonly #vat: VatName;

  constructor(world: Surroundings, object: ModelObject, vat: VatName) {
    this.#world = world;
    this.#object = object;
    this.#vat = vat;
  }

  dispatch(_interfaceId: InterfaceId, _methodId: number, incoming: IncomingCall): void | Promise<void> {
    const params = new Received(incoming.params);
    const state = this.#world.callNumbered(params.number);
    if (state === undefined) {
      this.#world.violated(`${this.#object.name} got a call that nobody made, number ${params.number}`);
      return;
    }
    this.#check(state.model);
    if (state.model.style === "streaming") incoming.streaming();
    const served = new Served(this.#world, this.#object, this.#vat, state, incoming, params);
    state.served = served;
    return served.serve();
  }

  released(): void {
    this.#world.released(this.#object);
  }

  #check(call: ModelCall): void {
    const { name, poison, releases } = this.#object;
    const end = follow(call.target);
    this.#world.note(`  ${call.name} reaches ${name}`);
    if (end.kind !== "object" || end.object !== this.#object)
      this.#world.violated(`${call.name} reached ${name}, not ${describeDestination(end)}`);
    if (call.isArrived) this.#world.violated(`${call.name} arrived twice`);
    if (!call.sequence.arrived(call.position))
      this.#world.violated(`${call.name} arrived after a call that was made later on the same reference`);
    if (poison !== undefined)
      this.#world.violated(`${call.name} arrived after a streaming call to ${name} had failed`);
    if (releases > 0) this.#world.violated(`${call.name} reached ${name} after it was released`);
    call.isArrived = true;
  }
}

const nothing: Answer = Object.freeze({ type: "results", give: [], number: 0 });

/** One call while its method runs. */
export class Served {
  readonly state: CallState;
  readonly incoming: IncomingCall;
  readonly #world: Surroundings;
  readonly #object: ModelObject;
  readonly vat: VatName;
  readonly #taken: readonly Handle[];
  readonly #end = Promise.withResolvers<void>();
  /** Whether somebody may look at the signal: some calls are served without one. */
  readonly isWatched: boolean;

  constructor(
    world: Surroundings,
    object: ModelObject,
    vat: VatName,
    state: CallState,
    incoming: IncomingCall,
    params: Received,
  ) {
    this.#world = world;
    this.#object = object;
    this.vat = vat;
    this.state = state;
    this.incoming = incoming;
    this.#taken = world.takeParams(state, vat, params);
    this.isWatched = state.model.number % 2 === 1;
    if (this.isWatched) incoming.signal.addEventListener("abort", () => this.#aborted());
  }

  /** Whether it waits for an operation to end it. */
  get isHeld(): boolean {
    return this.state.service.ending === "hold";
  }

  serve(): void | Promise<void> {
    const { model, service } = this.state;
    const [first] = this.#params;
    if (service.callsBack && first !== undefined)
      this.#world.makeCall(`${model.name}.b`, first, { pass: [], service: briefly });
    if (service.ending === "hold") {
      if (!service.keepsParams) this.#dropParams();
      return this.#end.promise;
    }
    if (service.isLate) return Promise.resolve().then(() => this.#finish(service));
    this.#finish(service);
  }

  /** Returns results; the method ends, or goes on. */
  give(handles: readonly Handle[], goesOn: boolean): boolean {
    if (!this.#mayGive(handles)) return false;
    const given = this.state.model.early === undefined ? handles : this.#early;
    this.#results(given);
    if (!goesOn) this.end();
    return true;
  }

  fail(): boolean {
    const { answer, early } = this.state.model;
    if (answer !== undefined || early !== undefined) return false;
    this.#end.reject(this.#failure());
    this.#forget();
    return true;
  }

  setPipeline(handles: readonly Handle[]): boolean {
    const { model } = this.state;
    if (!this.#mayGive(handles) || model.early !== undefined) return false;
    const [capability, other] = handles;
    this.#early = handles.map((handle) => ({ ...handle, capability: handle.capability.dup() }));
    model.early = handles.map(({ leads }) => leads);
    this.incoming.setPipeline((payload) =>
      write(payload, { capability: capability?.capability, other: other?.capability }),
    );
    return true;
  }

  tailCall(name: string, handle: Handle, pass: readonly string[], service: Service): boolean {
    const { model } = this.state;
    if (handle.vat !== this.vat || model.answer !== undefined || model.early !== undefined) return false;
    if (!maySettle(model, handle.leads)) return false;
    const call = this.#world.makeTailCall(name, handle, this, pass, service);
    model.answer = { type: "tail", call };
    this.end();
    return true;
  }

  /** The method ends; if it has not answered, with nothing. */
  end(): void {
    const { model } = this.state;
    model.answer ??= nothing;
    this.#end.resolve();
    this.#forget();
  }

  /** What results must be, since the pipeline was set to that: results and pipeline lead to the same. */
  #early: readonly Handle[] = [];

  /** The params that the vat still holds. */
  get #params(): readonly Handle[] {
    return this.#taken.filter((handle) => this.#world.handles.get(handle.name) === handle);
  }

  #finish({ ending, keepsParams }: Service): void {
    const { model } = this.state;
    try {
      switch (ending) {
        case "throw":
          throw this.#failure();
        case "params":
          if (this.#mayGive(this.#params)) this.#results(this.#params);
          break;
        case "object":
          this.#giveObject();
          break;
        case "tail":
          this.#tailParams();
          break;
        default:
          break;
      }
    } finally {
      if (!keepsParams) this.#dropParams();
      model.answer ??= nothing;
      this.#forget();
    }
  }

  #giveObject(): void {
    const { name } = this.state.model;
    const made = this.#world.makeObject(`${name}.o`, this.vat);
    this.#results([made]);
    this.#world.drop(made.name);
  }

  #tailParams(): void {
    const [target] = this.#params;
    const { model } = this.state;
    if (target === undefined || !maySettle(model, target.leads)) return;
    const call = this.#world.makeTailCall(`${model.name}.t`, target, this, [], briefly);
    model.answer = { type: "tail", call };
  }

  #mayGive(handles: readonly Handle[]): boolean {
    const { model } = this.state;
    return (
      model.answer === undefined &&
      handles.every(({ vat, leads }) => vat === this.vat && maySettle(model, leads))
    );
  }

  #results(handles: readonly Handle[]): void {
    const { model } = this.state;
    const [capability, other] = handles;
    const give: readonly Destination[] = handles.map(({ leads }) => leads);
    model.answer = { type: "results", give, number: model.number };
    this.incoming.results((payload) =>
      write(payload, {
        number: model.number,
        capability: capability?.capability,
        other: other?.capability,
      }),
    );
  }

  /** The error that the method fails with, which the model is told of. */
  #failure(): RpcError {
    const { model } = this.state;
    const types = ["failed", "overloaded", "unimplemented"] as const;
    const failure: Failure = {
      type: types[model.number % types.length] ?? "failed",
      reason: `${model.name} went wrong`,
    };
    model.answer = { type: "failure", failure };
    if (model.style === "streaming") this.#object.poison ??= failure;
    return new RpcError(failure.type, failure.reason);
  }

  #dropParams(): void {
    for (const { name } of this.#params) this.#world.drop(name);
  }

  #forget(): void {
    this.state.served = undefined;
    for (const { capability } of this.#early) capability[Symbol.dispose]();
  }

  #aborted(): void {
    const { model } = this.state;
    this.#world.note(`  ${model.name} is aborted`);
    if (model.answer === undefined && isWanted(model) && !this.#world.wasDisconnected)
      this.#world.violated(`${model.name} was aborted, though its caller still waits`);
  }
}

/** Whether a caller, in the end, waits for the call. */
function isWanted(call: ModelCall): boolean {
  return call.answers === undefined ? call.isAwaited : isWanted(call.answers);
}
