// held.ts: capabilities that calls have given, kept under names, to be called and passed on: `$1`, `$2`.
import { TeleopError } from "@teleop/core/basics";
import type { Client, Interface, Json } from "@teleop/rpc-capnp/schema";
import { describeDeclaration } from "@teleop/rpc-capnp/schema";
import type { DynamicResults, HeldCapability } from "./dynamic-call.ts";

/** A capability that is kept, with what it came with. */
export interface Held extends HeldCapability {
  /** All that came with one call is released at once. */
  readonly results: DynamicResults;
}

/** Names the capabilities of one call, while its results are shown. */
export interface Naming {
  /** For `dynamicCall()`: `{ "$1": "Echo" }`. */
  show(capability: HeldCapability): Json;
  /** The names that were given, in the order in which the results show them. */
  readonly names: readonly string[];
  /**
   * Keeps what was named, and with it the results, which belong to whoever keeps them from now on. Results in which
   * nothing was named are disposed.
   */
  keep(results: DynamicResults): void;
}

/** Disposing releases all, as `releaseAll()` does. */
export class HeldCapabilities implements Disposable {
  readonly #held = new Map<string, Held>();
  #next = 1;

  /** By their names, those that came first first. */
  get all(): ReadonlyMap<string, Held> {
    return this.#held;
  }

  /** To be passed: `capability` of `dynamicCall()`. */
  stub(name: string): Client | undefined {
    return this.#held.get(name)?.stub;
  }

  /** @throws TeleopError `USAGE` with the names that there are. */
  get(name: string): Held {
    const held = this.#held.get(name);
    if (held !== undefined) return held;
    const names = this.#held.size === 0 ? "none is held" : `held are ${[...this.#held.keys()].join(", ")}`;
    throw new TeleopError("USAGE", `there is no ${name}: ${names}`);
  }

  /** Numbers are given once: what was released has no successor of its name. */
  naming(): Naming {
    const given = new Map<string, HeldCapability>();
    return {
      show: (capability) => {
        const name = `$${this.#next++}`;
        given.set(name, capability);
        return { [name]: titleOf(capability.type) };
      },
      get names() {
        return [...given.keys()];
      },
      keep: (results) => {
        for (const [name, capability] of given) this.#held.set(name, { ...capability, results });
        if (given.size === 0) results[Symbol.dispose]();
      },
    };
  }

  /**
   * Lets go of a capability; of what came with it, too, once the last of that is released.
   *
   * @throws TeleopError `USAGE` as `get()`.
   */
  release(name: string): void {
    const { results } = this.get(name);
    this.#held.delete(name);
    if (![...this.#held.values()].some((other) => other.results === results)) results[Symbol.dispose]();
  }

  /** Lets go of everything. */
  releaseAll(): void {
    const all = new Set([...this.#held.values()].map(({ results }) => results));
    this.#held.clear();
    for (const results of all) results[Symbol.dispose]();
  }

  [Symbol.dispose](): void {
    this.releaseAll();
  }
}

/** What a capability is called for people: by its interface, where that is known. */
export function titleOf(type: Interface | undefined): string {
  return type === undefined ? "Capability" : describeDeclaration(type).name;
}
