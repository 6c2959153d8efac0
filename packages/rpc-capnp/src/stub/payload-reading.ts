// payload-reading.ts: where the capabilities in a payload come from while it is read.
import type { ReadContext } from "@teleop/capnp/capability";
import type { PointerReader } from "@teleop/capnp/wire";
import { nullCapability } from "../rpc/capability.ts";
import type { Capability, PayloadReader } from "../rpc/seam.ts";

/**
 * Reading a payload. What is read from it holds references, which are disposed together, and maybe the payload itself,
 * which is disposed with them.
 */
export class PayloadReading implements ReadContext, Disposable {
  readonly isLazy: boolean;
  /** The pointer to the struct at the root. */
  readonly content: PointerReader;
  readonly #payload: PayloadReader;
  #capabilities: Map<number, Capability> | undefined;
  #owned: Disposable[] | undefined;
  #isKept: boolean;

  constructor(payload: PayloadReader, isLazy: boolean) {
    this.#payload = payload;
    this.content = payload.content;
    this.isLazy = isLazy;
    this.#isKept = isLazy;
  }

  capability(index: number): Capability {
    const capability = this.#payload.capability(index);
    this.#capabilities ??= new Map();
    this.#capabilities.set(index, capability);
    return capability;
  }

  /** The capability that a path of pointers leads to. A new reference. */
  at(path: readonly number[]): Capability {
    let pointer: PointerReader | undefined = this.content;
    for (const index of path) pointer = pointer?.struct()?.pointer(index);
    const index = pointer?.capability() ?? -1;
    if (index < 0) return nullCapability();
    return this.#capabilities?.get(index)?.dup() ?? this.#payload.capability(index);
  }

  own(resource: Disposable): void {
    this.#owned ??= [];
    this.#owned.push(resource);
  }

  keep(): void {
    this.#isKept = true;
  }

  /** Everything that is read at once has been read: the payload is needed no more, unless something wants to go on. */
  finish(): void {
    if (!this.#isKept) this.#payload[Symbol.dispose]();
  }

  [Symbol.dispose](): void {
    const owned = this.#owned ?? [];
    this.#owned = undefined;
    for (const resource of owned) resource[Symbol.dispose]();
    this.#payload[Symbol.dispose]();
  }
}
