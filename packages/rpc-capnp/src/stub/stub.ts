// stub.ts: what people hold and call: a typed reference to an object somewhere.
import { TeleopError } from "@teleop/core/basics";
import { isNullCapability } from "../rpc/capability.ts";
import type { Capability } from "../rpc/seam.ts";
import { RuntimeType } from "../schema/runtime-type.ts";
import { describeValue } from "../schema/value-error.ts";
import { showAs } from "./inspect.ts";
import type { Method } from "./interface-type.ts";
import type { Client, Interface } from "./types.ts";

/** An interface that stubs can be made of. */
export interface StubType {
  /** The method that a property of its stubs stands for. */
  methodOf(property: string): Method | undefined;
  /** Takes over the reference. */
  stub(capability: Capability, onDispose?: () => void): Stub;
}

/** The part that all stubs share. Each interface has a subclass with its methods. */
export class Stub implements Client {
  readonly #capability: Capability;
  readonly #type: StubType | undefined;
  #onDispose: (() => void) | undefined;

  static {
    showAs(Stub.prototype, (stub) => `${stub.constructor.name} {}`);
  }

  /** Takes over the reference. `onDispose` is told once when the stub is disposed. */
  constructor(capability: Capability, type?: StubType, onDispose?: () => void) {
    this.#capability = capability;
    this.#type = type;
    this.#onDispose = onDispose;
  }

  /** The capability behind a stub, borrowed; undefined for anything else. */
  static capabilityOf(value: unknown): Capability | undefined {
    return typeof value === "object" && value !== null && #capability in value
      ? value.#capability
      : undefined;
  }

  static methodOf(stub: object, property: string): Method | undefined {
    return #capability in stub ? stub.#type?.methodOf(property) : undefined;
  }

  as<S extends Client>(type: Interface<S>): S {
    return interfaceStub(type, this.#capability.dup());
  }

  dup(): this {
    const maker = this.constructor as new (capability: Capability, type?: StubType) => this;
    return new maker(this.#capability.dup(), this.#type);
  }

  whenResolved(): Promise<void> {
    return this.#capability.whenResolved();
  }

  streamed(): Promise<void> {
    return this.#capability.streamed();
  }

  [Symbol.dispose](): void {
    this.#capability[Symbol.dispose]();
    const onDispose = this.#onDispose;
    this.#onDispose = undefined;
    onDispose?.();
  }
}

/** A stub of an interface. Takes over the reference. */
export function interfaceStub<S extends Client>(type: Interface<S>, capability: Capability): S {
  return runtimeInterface(type).stub(capability) as Client as S;
}

/**
 * A new reference to what a stub leads to, for the engine.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for what is no stub, `DISPOSED` for one that was disposed.
 */
export function referenceTo(stub: Client): Capability {
  const capability = Stub.capabilityOf(stub);
  if (capability === undefined) throw notA("a stub", stub);
  return capability.dup();
}

/**
 * Whether a stub leads nowhere because it was read from a null pointer: a capability that the other side did not set.
 * Such a stub is there all the same, and every call of it fails.
 *
 * That is known of stubs in params and in results that have arrived. A stub that was pipelined, or that stands for a
 * promise, is not null until it is known to be: `await stub.whenResolved()` first.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for what is no stub, `DISPOSED` for one that was disposed.
 */
export function isNull(stub: Client): boolean {
  const capability = Stub.capabilityOf(stub);
  if (capability === undefined) throw notA("a stub", stub);
  return isNullCapability(capability);
}

/** The error for an argument that is something else than it must be. */
export function notA(expected: string, value: unknown): TeleopError {
  return new TeleopError("INVALID_ARGUMENT", `expected ${expected}, got ${describeValue(value)}`);
}

/** The same of anything: what is no stub is not a null one. */
export function isNullStub(value: unknown): boolean {
  const capability = Stub.capabilityOf(value);
  return capability !== undefined && isNullCapability(capability);
}

/** The run-time side of an interface. */
function runtimeInterface(type: Interface): StubType {
  // An interface is made by interfaceType() only, and that makes an InterfaceType, which imports this file.
  return RuntimeType.of(type) as RuntimeType & StubType;
}
