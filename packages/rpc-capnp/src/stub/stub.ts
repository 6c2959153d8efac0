// stub.ts: what people hold and call: a typed reference to an object somewhere.
import { describeValue, InterfaceType, type Method, RuntimeType } from "@teleop/capnp/capability";
import { TeleopError } from "@teleop/core/basics";
import { isNullCapability } from "../rpc/capability.ts";
import type { Capability } from "../rpc/seam.ts";
import { showAs } from "./inspect.ts";
import type { Client, Interface } from "./types.ts";

/** An interface, as far as its stubs need it. */
export interface StubType {
  /** The method that a property of its stubs stands for. */
  methodOf(property: string): Method | undefined;
  readonly interface: InterfaceType;
}

/** What stubs of all copies of this module have. */
const MARK: unique symbol = Symbol.for("teleop.Stub") as never;

/** The part that all stubs share. Each interface has a subclass with its methods. */
export class Stub implements Client {
  readonly #capability: Capability;
  readonly #type: StubType | undefined;
  #onDispose: (() => void) | undefined;

  static {
    showAs(Stub.prototype, (stub) => `${stub.constructor.name} {}`);
    Object.defineProperty(Stub.prototype, MARK, { value: true });
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

  /** Whether it is a stub whose capability we cannot get at, since another copy of this module made it. */
  static isOfAnotherCopy(value: unknown): boolean {
    return typeof value === "object" && value !== null && MARK in value && !(#capability in value);
  }

  /** The interface that its methods are of; undefined where that is not known. */
  static interfaceOf(stub: object): InterfaceType | undefined {
    return #capability in stub ? stub.#type?.interface : undefined;
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

/**
 * A stub of an interface. Takes over the reference.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for what is no interface that can be called.
 */
export function interfaceStub<S extends Client>(type: Interface<S>, capability: Capability): S {
  const runtime = RuntimeType.of(type);
  const stub = runtime instanceof InterfaceType ? runtime.values.of(capability) : capability;
  if (stub instanceof Stub) return stub as Client as S;
  stub[Symbol.dispose]();
  throw notA("an interface that was made by interfaceType() of @teleop/rpc-capnp/schema", type);
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

/**
 * The interface that a stub has the methods of; undefined for one that is known to be a capability and no more.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for what is no stub.
 */
export function interfaceOf(stub: Client): Interface | undefined {
  if (!(stub instanceof Stub)) throw notA("a stub", stub);
  return Stub.interfaceOf(stub)?.typed<Interface>();
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
