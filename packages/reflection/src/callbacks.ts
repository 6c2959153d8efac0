// callbacks.ts: objects that are given to a process to be called by it, of an interface that was learnt of just now: they
// tell of each call, and answer as they are told.

import { InterfaceType, RuntimeType } from "@teleop/capnp/capability";
import { fromJson, type Interface, type Json, type Type, toJson, ValueError } from "@teleop/rpc-capnp/schema";

/** A call of such an object. */
export interface CallbackCall {
  /** What the object was given as: `watcher`. */
  readonly name: string;
  readonly interface: string;
  readonly method: string;
  readonly params: Json;
  /** The type of the params. */
  readonly type: Type;
  /** The params as a server's method gets them: capabilities in them are there until the call is answered. */
  readonly value: object;
  /** Fires when the caller has cancelled the call or has gone. */
  readonly signal: AbortSignal;
}

/**
 * Told of each call. What it gives, or promises, is the answer, as JSON; undefined: results that are all defaults. While
 * it is pending, a process that streams to us waits. What it throws fails the call.
 */
export type OnCallback = (call: CallbackCall) => unknown;

/** Shows a value that holds capabilities, as JSON. */
export type ToJson = (type: Type, value: unknown) => Json;

/** The objects of one call that a process was given. */
export class Callbacks {
  readonly #onCall: OnCallback;
  readonly #toJson: ToJson;
  #held = 0;
  #silence: PromiseWithResolvers<void> | undefined;

  constructor(onCall: OnCallback, show: ToJson = (type, value) => toJson(type, value)) {
    this.#onCall = onCall;
    this.#toJson = show;
  }

  /** How many of them the process holds. */
  get held(): number {
    return this.#held;
  }

  /** Resolves when the process has let go of all of them; at once, when it holds none. */
  released(): Promise<void> {
    if (this.#held === 0) return Promise.resolve();
    this.#silence ??= Promise.withResolvers<void>();
    return this.#silence.promise;
  }

  /**
   * An object that serves an interface, to be passed as a param. It counts as held from now on, until it is let go of.
   *
   * @throws ValueError `WRONG_TYPE` for what is no interface.
   */
  serve(name: string, type: Type): object {
    const runtime = RuntimeType.of(type).resolve([]);
    if (!(runtime instanceof InterfaceType)) {
      throw new ValueError(
        "WRONG_TYPE",
        `${runtime.title} says of no interface: nothing of ours can be called by it`,
      );
    }
    this.#held++;
    const object: { [property: string | symbol]: unknown } = {};
    for (const method of runtime.allMethods) {
      const { results } = method;
      const serve = async (params: object, { signal }: { readonly signal: AbortSignal }) => {
        const type = method.params.typed();
        const shown = () => this.#toJson(type, params);
        const answer = await this.#onCall({
          name,
          interface: method.owner.title,
          method: method.name,
          // Whoever has no use for it is spared it: a Data would become a list of numbers.
          get params() {
            return shown();
          },
          type,
          value: params,
          signal,
        });
        return results === undefined || answer === undefined ? {} : fromJson(results.typed(), answer);
      };
      Object.defineProperty(object, method.property, { value: serve });
    }
    Object.defineProperty(object, Symbol.dispose, { value: () => this.#released() });
    return object;
  }

  #released(): void {
    this.#held--;
    if (this.#held > 0) return;
    this.#silence?.resolve();
    this.#silence = undefined;
  }
}

/** The interface of a type, where it is one that can be served. */
export function servedInterface(type: Type): Interface | undefined {
  const runtime = RuntimeType.of(type).resolve([]);
  return runtime instanceof InterfaceType ? runtime.typed<Interface>() : undefined;
}
