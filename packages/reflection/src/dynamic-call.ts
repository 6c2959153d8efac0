// dynamic-call.ts: one call of a method that is known by its schema only: params from JSON, results to JSON, objects for
// the process to call in the place of interfaces, and what it gives in turn, to be called.
import { type Method, propertyOf, RuntimeType, setProperty } from "@teleop/capnp/capability";
import {
  type AnyPointerValue,
  type CallOptions,
  Capability,
  type Client,
  fromJson,
  type Interface,
  invoke,
  type Json,
  methodNamed,
  type Type,
  toJson,
  ValueError,
} from "@teleop/rpc-capnp/schema";
import { Callbacks, type OnCallback, servedInterface } from "./callbacks.ts";
import { capabilitiesIn, type FoundCapability } from "./capabilities-in.ts";

export interface DynamicCallOptions extends CallOptions {
  /**
   * Told of calls of the objects that the process is given: in the place of each param that is an interface and was left
   * out, and wherever the JSON says `"callback"`. Without it nothing is given that was left out.
   */
  readonly onCallback?: OnCallback | undefined;
  /** What a name in the JSON stands for where a capability is expected, such as `"$1"`; undefined: nothing. The stub stays the caller's. */
  readonly capability?: ((name: string) => Client | undefined) | undefined;
  /** What a capability in the results is shown as. Default: `{ "$capability": "Echo" }`. */
  readonly show?: ((capability: HeldCapability) => Json) | undefined;
}

/** What a name such as `callback` stands for where a type wants a capability; undefined: nothing. */
export type NamedCapability = (name: unknown, type: Type) => unknown;

/** Makes the params of a method. */
export type MakeParams = (method: Method, named: NamedCapability) => { [name: string]: unknown };

/** A capability that came with results. It belongs to them. */
export interface HeldCapability {
  readonly stub: Client;
  /** Undefined: a capability of which no interface is known. */
  readonly type: Interface | undefined;
  /** What stands for it in `DynamicResults.value`: the stub, or the open pointer that leads to it. */
  readonly value: unknown;
  /** The fields and indexes that lead to it in the results: `jobs`, `0`, `owner`. */
  readonly path: readonly string[];
}

/**
 * Calls a method by its name, as `call()` of `@teleop/rpc-capnp/schema` does, with callbacks and capabilities. What it
 * gives is the caller's, to be disposed.
 *
 * @param params as JSON, or a function that makes them as the stub's own method takes them.
 * @throws ValueError when the interface has no such method, or the JSON does not fit its params; RpcError when the call
 *   fails.
 */
export async function dynamicCall(
  stub: Client,
  type: Interface,
  name: string,
  params: Json | MakeParams = {},
  options: DynamicCallOptions = {},
): Promise<DynamicResults> {
  const method = methodNamed(type, name);
  const callbacks = new Callbacks(options.onCallback ?? (() => {}));
  const init = paramsOf(method, params, callbacks, options);
  const results = await invoke(stub, method, init, options);
  return new DynamicResults(method, results, callbacks, options.show);
}

/**
 * Calls a streaming method once for each params, as fast as the other side takes them, and resolves when all were taken.
 *
 * @throws as `dynamicCall()`; ValueError `WRONG_TYPE` for a method that does not stream; what iterating throws; the reason
 *   of the signal, which cancels what is not taken yet.
 */
export async function dynamicStream(
  stub: Client,
  type: Interface,
  name: string,
  all: AsyncIterable<Json | MakeParams> | Iterable<Json | MakeParams>,
  options: DynamicCallOptions = {},
): Promise<{ readonly calls: number }> {
  const method = methodNamed(type, name);
  if (method.results !== undefined) {
    throw new ValueError(
      "WRONG_TYPE",
      `${method.owner.title}.${method.name} is not a streaming method: it is called once`,
    );
  }
  const callbacks = new Callbacks(options.onCallback ?? (() => {}));
  let calls = 0;
  for await (const params of all) {
    await invoke(stub, method, paramsOf(method, params, callbacks, options), options);
    calls++;
  }
  await stub.streamed();
  // Calls that were cancelled are in flight no more, and were not taken for that.
  options.signal?.throwIfAborted();
  return { calls };
}

/** The params of a method, with an object of ours in the place of each interface that was left out. */
function paramsOf(
  method: Method,
  given: unknown,
  callbacks: Callbacks,
  { onCallback, capability }: DynamicCallOptions,
): object {
  const named: NamedCapability = (name, type) => {
    if (typeof name !== "string") return undefined;
    if (name === "callback" && onCallback !== undefined && servedInterface(type) !== undefined) {
      return callbacks.serve(RuntimeType.of(type).title, type);
    }
    return capability?.(name);
  };
  let init: { [name: string]: unknown };
  try {
    const made: unknown =
      typeof given === "function"
        ? (given as MakeParams)(method, named)
        : fromJson(method.params.typed<Type>(), given, { capability: named });
    init = made as { [name: string]: unknown };
  } catch (error) {
    throw ValueError.within(error, "params");
  }
  if (onCallback === undefined) return init;
  for (const field of method.params.fields) {
    if (field.type.kind !== "interface" || field.tag !== undefined) continue;
    if (propertyOf(init, field.name) === undefined) {
      setProperty(init, field.name, callbacks.serve(field.name, field.type.typed()));
    }
  }
  return init;
}

/** What came of a call, with the capabilities in it and what the process was given to call. */
export class DynamicResults implements Disposable {
  readonly method: Method;
  /** In the order in which the JSON shows them. */
  readonly capabilities: readonly HeldCapability[];
  readonly callbacks: Callbacks;
  /** As the stub's own method gives them, with the capabilities that belong to these results; of a streaming method undefined. */
  readonly value: unknown;
  /** What each capability is shown as, by what stands for it. */
  readonly #shown = new Map<unknown, Json>();
  #json: Json | undefined;
  /** References of our own, to what open pointers hold. */
  readonly #opened: Disposable[] = [];

  /** Made by `dynamicCall()`. Takes over the results, also when it throws. */
  constructor(method: Method, results: unknown, callbacks: Callbacks, show: DynamicCallOptions["show"]) {
    this.method = method;
    this.callbacks = callbacks;
    this.value = results;
    const capabilities: HeldCapability[] = [];
    this.capabilities = capabilities;
    if (method.results === undefined) return;
    try {
      for (const found of capabilitiesIn(method.results, results)) {
        const held = this.#held(found);
        capabilities.push(held);
        this.#shown.set(held.value, show?.(held) ?? { $capability: found.type.title });
      }
    } catch (error) {
      // Nobody gets them.
      this[Symbol.dispose]();
      throw error;
    }
  }

  /** Made when it is asked for first. Of a streaming method `{}`. */
  get json(): Json {
    const { results } = this.method;
    const capability = (value: unknown): Json => this.#shown.get(value) ?? null;
    this.#json ??= results === undefined ? {} : toJson(results.typed<Type>(), this.value, { capability });
    return this.#json;
  }

  /**
   * The capability that a path of fields leads to, `job` or `jobs.0.owner`; without one, the only one that there is.
   *
   * @throws ValueError `UNKNOWN_NAME` when it leads to none.
   */
  capabilityAt(path: readonly string[] = []): HeldCapability {
    const [only, ...others] = this.capabilities;
    if (path.length === 0 && only !== undefined && others.length === 0) return only;
    const wanted = path.join(".");
    const found =
      path.length === 0 ? undefined : this.capabilities.find((held) => held.path.join(".") === wanted);
    if (found !== undefined) return found;
    const { name, results } = this.method;
    const fields = results?.fields.map((field) => field.name).join(", ") ?? "";
    throw new ValueError(
      "UNKNOWN_NAME",
      path.length === 0
        ? `the results of ${name} hold ${this.capabilities.length} capabilities; one is named by its field: ${fields}`
        : `${path.join(".")} is no capability in the results of ${name}, which have ${fields === "" ? "no fields" : fields}`,
    );
  }

  #held({ type, value, path }: FoundCapability): HeldCapability {
    const served = servedInterface(type.typed());
    if (served !== undefined) return { stub: value as Client, type: served, value, path };
    if (type.kind === "capability") return { stub: value as Client, type: undefined, value, path };
    const stub = (value as AnyPointerValue).as(Capability);
    this.#opened.push(stub);
    return { stub, type: undefined, value, path };
  }

  [Symbol.dispose](): void {
    for (const stub of this.#opened.splice(0)) stub[Symbol.dispose]();
    (this.value as Partial<Disposable> | undefined)?.[Symbol.dispose]?.();
  }
}
