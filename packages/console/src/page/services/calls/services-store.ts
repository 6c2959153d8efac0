// services-store.ts: what the view knows and does: the services of the process and their types, what is entered in forms,
// the calls that were made, and the capabilities that they gave. It stays while the process is attached to anew.
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { calledName, type Method, RuntimeType, type StructType } from "@teleop/capnp/capability";
import { TeleopError } from "@teleop/core/basics";
import {
  type CallbackCall,
  type DynamicResults,
  dynamicCall,
  dynamicStream,
  type Held,
  HeldCapabilities,
  type KnownService,
  listServices,
  type MakeParams,
  type OffersServices,
  schemaOf,
} from "@teleop/reflection/client";
import { type Client, type Interface, type Json, methodNamed } from "@teleop/rpc-capnp/schema";
import type { TargetContext } from "../../app/target.ts";
import { emptyStruct, type StructDraft } from "../model/draft.ts";
import { jsonOfStruct } from "../model/json-params.ts";
import type { CalledOf, HeldOrigin, MadeCall, Origins } from "../model/made-call.ts";
import { withCapabilities } from "../model/named-params.ts";
import { paramsOfDraft } from "../model/params-of-draft.ts";
import { valueTree } from "../model/value-tree.ts";
import { CallRecord, type ReturnedResults } from "./call-record.ts";

/** A service, with its interface where that is known. */
export interface ListedService {
  readonly service: KnownService;
  readonly type: Interface | undefined;
  /** Where it is offered. */
  readonly offer: OffersServices;
}

export type ServiceListing =
  | { readonly state: "loading" }
  | { readonly state: "known"; readonly services: readonly ListedService[] }
  | { readonly state: "failed"; readonly error: unknown };

/** What the form is for: a method, by the name of what it is called of. */
export interface Selection {
  /** A service, or a capability that is held: `$1`. */
  readonly owner: string;
  readonly method: string;
}

/** Bytes that a stream takes piece by piece. */
export interface StreamedFile {
  readonly field: string;
  readonly bytes: Uint8Array;
}

/** What callbacks answer to a method. */
interface Answer {
  readonly results: StructType | undefined;
  readonly draft: Signal<StructDraft>;
}

/** How many calls are remembered that have ended. */
const MOST_RECORDS = 50;
/** How much of a file one call of a stream takes. */
const PIECE_BYTES = 64 * 1024;

/** Disposing it cancels what is under way, and releases what is held. */
export class ServicesStore implements Disposable {
  readonly #listing = signal<ServiceListing>({ state: "loading" });
  readonly #selection = signal<Selection | undefined>(undefined);
  readonly #records = signal<readonly CallRecord[]>([]);
  readonly #heldNow = signal<ReadonlyMap<string, Held>>(new Map());
  readonly #drafts = new Map<string, Signal<StructDraft>>();
  /** By the interface and the name of a method. */
  readonly #answers = new Map<string, Answer>();
  readonly #origins = new Map<string, HeldOrigin>();
  readonly #held = new HeldCapabilities();
  #isDisposed = false;
  #target: TargetContext | undefined;
  #lastId = 0;

  get listing(): ReadonlySignal<ServiceListing> {
    return this.#listing;
  }

  get selection(): ReadonlySignal<Selection | undefined> {
    return this.#selection;
  }

  /** The newest first. */
  get records(): ReadonlySignal<readonly CallRecord[]> {
    return this.#records;
  }

  /** By their names, the oldest first. */
  get held(): ReadonlySignal<ReadonlyMap<string, Held>> {
    return this.#heldNow;
  }

  get origins(): Origins {
    return this.#origins;
  }

  /** Goes on with a process that was attached to. What an earlier one has given is gone; drafts and calls stay. */
  use(target: TargetContext): void {
    if (this.#target === target) return;
    this.#target = target;
    this.#held.releaseAll();
    this.#showHeld();
    void this.refresh();
  }

  /** Asks again which services there are. Never rejects: what fails is told in the list. */
  async refresh(): Promise<void> {
    const target = this.#target;
    if (target === undefined || target.signal.aborted) return;
    const { offers, signal } = target;
    try {
      const listed = (await Promise.all(offers.map((offer) => listedServices(offer, signal)))).flat();
      // Of two of a name, a client is given that of the usual rendezvous.
      const services = listed.filter(
        (one, i) => listed.findIndex((other) => nameOf(other) === nameOf(one)) === i,
      );
      if (this.#target === target) this.#listing.value = { state: "known", services };
    } catch (error) {
      if (this.#target === target && !signal.aborted) this.#listing.value = { state: "failed", error };
    }
  }

  /**
   * Has a service made that does not tell its interface before, and asks for that.
   *
   * @throws what `schemaOf()` throws.
   */
  async make(name: string): Promise<void> {
    const target = this.#attached();
    const offer = this.#listed(name)?.offer;
    if (offer === undefined) return;
    const schema = await schemaOf(offer, [name], { signal: target.signal });
    // What it tells is not true of another one.
    if (this.#target !== target) return;
    const [service] = schema.services;
    const listing = this.#listing.value;
    if (service === undefined || listing.state !== "known") return;
    const type = service.state === "known" ? schema.interfaceOf(name) : undefined;
    const made: ListedService = { service, type, offer };
    const services = listing.services.map((one) => (one.service.name === name ? made : one));
    this.#listing.value = { state: "known", services };
  }

  select(selection: Selection | undefined): void {
    this.#selection.value = selection;
  }

  /** The interface of a service or of what is held under a name; undefined where it is not known, or is gone. */
  typeOf(owner: string): Interface | undefined {
    if (owner.startsWith("$")) return this.#heldNow.value.get(owner)?.type;
    return this.#listed(owner)?.type;
  }

  #listed(name: string): ListedService | undefined {
    const listing = this.#listing.value;
    return listing.state === "known" ? listing.services.find((one) => nameOf(one) === name) : undefined;
  }

  /** What is entered for a method. It is kept by the interface that has it, so that another capability has it, too. */
  draftOf(type: Interface, method: Method): Signal<StructDraft> {
    const key = `${RuntimeType.of(type).title}.${calledName(method)}`;
    const known = this.#drafts.get(key) ?? signal<StructDraft>(emptyStruct);
    this.#drafts.set(key, known);
    return known;
  }

  /** What callbacks answer to a method, as it is entered. */
  answerOf({ owner, name, results }: Method): Signal<StructDraft> {
    const key = `${owner.title}.${name}`;
    const known = this.#answers.get(key) ?? { results, draft: signal<StructDraft>(emptyStruct) };
    this.#answers.set(key, known);
    return known.draft;
  }

  /** @throws TeleopError `INVALID_ARGUMENT` where what is entered is wrong: the caller is told so. */
  #answerTo(call: CallbackCall): Json | undefined {
    const known = this.#answers.get(`${call.interface}.${call.method}`);
    if (known?.results === undefined) return undefined;
    const { params, problems } = paramsOfDraft(known.results, known.draft.peek());
    if (problems.size === 0) return jsonOfStruct(known.results, params);
    throw new TeleopError("INVALID_ARGUMENT", "the answer that is entered at the console is wrong");
  }

  /** Makes a call, which is shown from now on. With a file, a streaming method is called for each piece of it. */
  call(callee: CalledOf, method: Method, params: object, file?: StreamedFile): void {
    const owner = "service" in callee ? callee.service : callee.held;
    const made: { -readonly [K in keyof MadeCall]: MadeCall[K] } = { callee, method, params, gives: [] };
    const record = new CallRecord(++this.#lastId, made, `${owner}.${calledName(method)}`);
    const records = [record, ...this.#records.value];
    this.#records.value = records.filter(isWorthKeeping);
    // Nobody would see what they hear.
    for (const dropped of records.filter((one) => !this.#records.value.includes(one)))
      dropped.stopListening();
    const done = file === undefined ? this.#runCall(record, made) : this.#runStream(record, file);
    done.catch((error: unknown) => record.failed(error));
  }

  /** Forgets a call that has ended, and listens no more to what it has given the process. */
  forget(record: CallRecord): void {
    record.stopListening();
    this.#records.value = this.#records.value.filter((one) => one !== record);
  }

  /** Lets go of what is held under a name; of all that came with it, once the last of that is released. */
  release(name: string): void {
    this.#held.release(name);
    if (this.#selection.value?.owner === name) this.#selection.value = undefined;
    this.#showHeld();
  }

  async #runCall(record: CallRecord, made: { gives: readonly string[] }): Promise<void> {
    const { callee, method, params } = record.made;
    const naming = this.#held.naming();
    using stub = this.#stubOf(callee);
    const results = await dynamicCall(stub, callee.type, calledName(method), withCapabilities(params), {
      ...this.#options(record),
      show: naming.show,
    });
    record.listensUntil(results.callbacks.released());
    made.gives = naming.names;
    const names = new Map<unknown, string>();
    for (const [i, { value, path }] of results.capabilities.entries()) {
      const name = naming.names[i] ?? "";
      names.set(value, name);
      this.#origins.set(name, { call: record.made, path });
    }
    record.returned(this.#shown(results, names));
    naming.keep(results);
    if (this.#isDisposed) this.#held.releaseAll();
    this.#showHeld();
  }

  async #runStream(record: CallRecord, { field, bytes }: StreamedFile): Promise<void> {
    const { callee, method, params } = record.made;
    const pieces = function* (): Generator<MakeParams> {
      for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
        record.progressed(at);
        yield withCapabilities({ ...params, [field]: bytes.subarray(at, at + PIECE_BYTES) });
      }
    };
    using stub = this.#stubOf(callee);
    const { calls } = await dynamicStream(
      stub,
      callee.type,
      calledName(method),
      pieces(),
      this.#options(record),
    );
    record.returned(undefined, calls);
  }

  #options(record: CallRecord) {
    const { signal } = this.#attached();
    return {
      signal: AbortSignal.any([record.signal, signal]),
      capability: (name: string) => this.#held.stub(name),
      onCallback: (call: CallbackCall) => {
        record.hear(call);
        return this.#answerTo(call);
      },
    };
  }

  #shown(results: DynamicResults, names: ReadonlyMap<unknown, string>): ReturnedResults | undefined {
    const { method, value } = results;
    if (method.results === undefined) return undefined;
    return {
      tree: valueTree("results", method.results, value),
      json: () => JSON.stringify(results.json, undefined, 2),
      nameOf: (capability) => {
        const name = names.get(capability);
        return name !== undefined && this.#heldNow.value.has(name) ? name : undefined;
      },
    };
  }

  /** A reference of its own, to be disposed. */
  #stubOf(callee: CalledOf): Client {
    if ("held" in callee) return this.#held.get(callee.held).stub.dup();
    const { session } = this.#attached();
    return (this.#listed(callee.service)?.offer ?? session).service(callee.service, callee.type);
  }

  #attached(): TargetContext {
    if (this.#target !== undefined && !this.#target.signal.aborted) return this.#target;
    throw new TeleopError("DISCONNECTED", "the process is not attached to at the moment");
  }

  #showHeld(): void {
    this.#heldNow.value = new Map(this.#held.all);
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true;
    for (const record of this.#records.value) record.cancel();
    this.#held[Symbol.dispose]();
  }
}

/** @throws what `listServices()` and `schemaOf()` throw. */
async function listedServices(offer: OffersServices, signal: AbortSignal): Promise<readonly ListedService[]> {
  const [services, schema] = await Promise.all([
    listServices(offer, { signal }),
    // Nothing is made for it: it tells those that are known.
    schemaOf(offer, [], { signal }),
  ]);
  const types = new Map(schema.services.map(({ name }) => [name, schema.interfaceOf(name)]));
  return services.map((service) => ({ service, type: types.get(service.name), offer }));
}

function nameOf({ service }: ListedService): string {
  return service.name;
}

function isWorthKeeping(record: CallRecord, index: number): boolean {
  return index < MOST_RECORDS || record.state.value.state === "running" || record.listening.value === "yes";
}

/** The method of a selection, where there is one. */
export function methodOf(type: Interface, name: string): Method | undefined {
  try {
    return methodNamed(type, name);
  } catch {
    return undefined;
  }
}
