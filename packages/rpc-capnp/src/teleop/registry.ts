// registry.ts: the services of a process, by name: each is made when somebody asks for it first, and then kept.
import { describeValue } from "@teleop/capnp/capability";
import { RpcError } from "../rpc/exception.ts";
import { interfaceOf, Stub } from "../stub/stub.ts";
import type { Client, Interface } from "../stub/types.ts";
import { describeNames, shorten } from "./known-names.ts";
import { type OfferedServices, requireServices, type ServiceFactory, type Services } from "./services.ts";
import type { Teleop, Teleop_service_Params, Teleop_service_Results } from "./teleop.capnp.ts";

/**
 * Serves the root interface. When nobody can ask any more it releases the services; what clients hold of them lives on.
 *
 * Requests that come while a factory is at work wait for it together. If it fails, they fail with its error, and the
 * next request tries again.
 */
export class ServiceRegistry implements Teleop.Server, Disposable {
  readonly #services: Services;
  readonly #made = new Map<string, { readonly service: Client } | { readonly making: Promise<Client> }>();
  readonly #offered: OfferedServices;
  #isDisposed = false;

  /** @throws TeleopError `INVALID_ARGUMENT` for services that are no object, or a service that is not a function. */
  constructor(services: Services) {
    requireServices(services);
    this.#services = services;
    const names = () => this.#names;
    this.#offered = {
      get names() {
        return names();
      },
      interfaceOf: (name) => this.#interfaceOf(name),
      make: (name) => this.#interfaceOfMade(name),
    };
  }

  service({
    name,
  }: Teleop_service_Params): Teleop_service_Results.Init | Promise<Teleop_service_Results.Init> {
    const made = this.#made.get(name);
    if (made === undefined) return this.#make(name);
    return "service" in made ? { service: made.service } : answer(made.making);
  }

  get #names(): readonly string[] {
    return this.#isDisposed ? [] : Object.keys(this.#services);
  }

  async #interfaceOf(name: string): Promise<Interface | undefined> {
    const made = this.#made.get(name);
    if (made !== undefined && "service" in made) return interfaceOf(made.service);
    const declared = this.#factory(name).interface;
    if (typeof declared !== "function") return declared;
    const loaded: unknown = await declared();
    if (Object(loaded).kind !== "interface") {
      throw new RpcError(
        "failed",
        `expected the interface of services.${name}, such as Echo, from what loads it, got ${describeValue(loaded)}`,
      );
    }
    return loaded as Interface;
  }

  async #interfaceOfMade(name: string): Promise<Interface | undefined> {
    await this.service({ name });
    const made = this.#made.get(name);
    // It may have been disposed meanwhile.
    if (made === undefined || !("service" in made)) throw this.#notFound(name);
    return interfaceOf(made.service);
  }

  [Symbol.dispose](): void {
    this.#isDisposed = true;
    const all = [...this.#made.values()];
    this.#made.clear();
    for (const made of all) if ("service" in made) made.service[Symbol.dispose]();
  }

  #make(name: string): Teleop_service_Results.Init | Promise<Teleop_service_Results.Init> {
    const given: unknown = this.#factory(name)(this.#offered);
    if (isPromise(given)) {
      const making = this.#finish(name, given);
      this.#made.set(name, { making });
      return answer(making);
    }
    const service = stubOf(name, given);
    this.#made.set(name, { service });
    return { service };
  }

  #factory(name: string): ServiceFactory {
    // Of its own: a name such as "constructor" is found in every object.
    const factory = Object.hasOwn(this.#services, name) ? this.#services[name] : undefined;
    if (factory === undefined || this.#isDisposed) throw this.#notFound(name);
    return factory;
  }

  /** The name is the client's: a long one is cut, so that it is not sent back and logged whole. */
  #notFound(name: string): RpcError {
    return new RpcError("failed", `service ${shorten(name)} not found: ${describeNames(name, this.#names)}`);
  }

  async #finish(name: string, promised: PromiseLike<unknown>): Promise<Client> {
    try {
      const service = stubOf(name, await promised);
      if (this.#isDisposed) {
        service[Symbol.dispose]();
        throw this.#notFound(name);
      }
      this.#made.set(name, { service });
      return service;
    } catch (error) {
      this.#made.delete(name);
      throw error;
    }
  }
}

/** What a factory gave, which is of the application, and may be anything. */
function stubOf(name: string, given: unknown): Client {
  if (given instanceof Stub) return given;
  // Those who asked hear of it, and it is no fault of theirs.
  const expected = `services.${name} to give a stub, Echo.server({ … })`;
  const got = Stub.isOfAnotherCopy(given) ? OF_ANOTHER_COPY : describeValue(given);
  throw new RpcError("failed", `expected ${expected}, got ${got}`);
}

const OF_ANOTHER_COPY =
  "a stub of another copy of @teleop/rpc-capnp; what serves and what is generated must share one (npm ls @teleop/rpc-capnp)";

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && !(value instanceof Stub) && "then" in value;
}

async function answer(making: Promise<Client>): Promise<Teleop_service_Results.Init> {
  return { service: await making };
}
