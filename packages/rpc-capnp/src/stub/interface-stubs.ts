// interface-stubs.ts: what an interface is to those who call it and serve it: its class of stubs, the objects served.
import {
  type CapabilityValues,
  type InterfaceType,
  type Method,
  type PointerCodec,
  propertyOf,
  shortName,
} from "@teleop/capnp/capability";
import type { Capability } from "../rpc/seam.ts";
import { type CapabilityMaker, capabilityCodec } from "./capability-codec.ts";
import { defineMethods } from "./client.ts";
import { ServedObjects } from "./served-objects.ts";
import { ServerDispatcher } from "./server.ts";
import { isNullStub, notA, Stub, type StubType } from "./stub.ts";

/** Stubs of one interface, and the capabilities of objects that serve it. */
export class InterfaceStubs implements CapabilityValues, CapabilityMaker, StubType {
  readonly codec: PointerCodec = capabilityCodec(this);
  readonly #type: InterfaceType;
  #served: ServedObjects | undefined;
  #Stub: typeof Stub | undefined;

  constructor(type: InterfaceType) {
    this.#type = type;
  }

  get title(): string {
    return this.#type.title;
  }

  get interface(): InterfaceType {
    return this.#type;
  }

  of(capability: Capability, onDispose?: () => void): Stub {
    if (this.#Stub === undefined) {
      this.#Stub = class extends Stub {};
      Object.defineProperty(this.#Stub, "name", { value: shortName(this.#type.name) });
      defineMethods(this.#Stub, this.#type);
    }
    return new this.#Stub(capability, this, onDispose);
  }

  isNull(value: unknown): boolean {
    return isNullStub(value);
  }

  methodOf(property: string): Method | undefined {
    return this.#type.methodOf(property);
  }

  /** A stub of an object. @throws TeleopError `INVALID_ARGUMENT` for what has none of the methods. */
  server(server: object): Stub {
    const capability = typeof server === "object" && server !== null ? this.serve(server) : undefined;
    if (capability === undefined) {
      const methods = this.#type.allMethods.map(({ property }) => property);
      throw notA(`an object with the methods of ${this.title}: ${methods.join(", ")}`, server);
    }
    return this.of(capability);
  }

  serve(object: object): Capability | undefined {
    // A stub is an object with all the methods, too; served as if it were one, its calls would go in circles.
    if (object instanceof Stub || !this.#isServedBy(object)) return undefined;
    this.#served ??= new ServedObjects();
    return this.#served.reference(object, () => new ServerDispatcher(this.#type, object));
  }

  /** Methods may be missing, of a schema that has grown, but not all of them: then it is the wrong object. */
  #isServedBy(object: object): boolean {
    const methods = this.#type.allMethods;
    return methods.length === 0 || methods.some(({ property }) => propertyOf(object, property) !== undefined);
  }
}
