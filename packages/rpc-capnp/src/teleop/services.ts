// services.ts: what a process offers, as its application says it, checked before anybody asks for it.
import { requirePlugin, show, TeleopError } from "@teleop/core/basics";
import type { Client, Interface } from "../stub/types.ts";

/** Makes a service: `() => Echo.server({ … })`. The stub is the registry's from then on. */
export interface ServiceFactory {
  (offered: OfferedServices): Client | PromiseLike<Client>;
  /** The interface of what it makes, or what loads that: to be known before anybody asks for the service. */
  readonly interface?: Interface | InterfaceLoader | undefined;
}

/** Gives an interface when it is needed: `async () => (await import("./heap.capnp.ts")).Heap`. */
export type InterfaceLoader = () => Interface | PromiseLike<Interface>;

/** The services of a process, for one of them that tells of the others. */
export interface OfferedServices {
  readonly names: readonly string[];
  /**
   * The interface of a service that was made, or that its factory tells; undefined where neither is so, and for a service
   * that has none. Nothing is made for it.
   */
  interfaceOf(name: string): Promise<Interface | undefined>;
  /**
   * The interface of a service, which is made if nobody has asked for it yet; undefined when its stub has none.
   *
   * @throws RpcError when there is no such service; what its factory throws.
   */
  make(name: string): Promise<Interface | undefined>;
}

/**
 * A service whose interface is known before it is made: `services: { echo: offer(Echo, () => Echo.server({ … })) }`.
 * Without it, the interface is known once somebody has asked for the service.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for what is no interface and loads none.
 */
export function offer(
  type: Interface | InterfaceLoader,
  make: (offered: OfferedServices) => Client | PromiseLike<Client>,
): ServiceFactory {
  requireInterface("offer(…)", type);
  return Object.assign((offered: OfferedServices) => make(offered), { interface: type });
}

function requireInterface(of: string, type: unknown): void {
  if (typeof type === "function" || Object(type).kind === "interface") return;
  throw new TeleopError(
    "INVALID_ARGUMENT",
    `${of} must be given an interface, such as Echo, or a function that loads it, not ${show(type)}`,
  );
}

/** The services that a process offers, by name. */
export interface Services {
  readonly [name: string]: ServiceFactory;
}

/** A module that offers services: it exports them as `services`. */
export interface ServicesModule {
  readonly services: Services;
}

/**
 * Gives the services when they are needed: `() => import("./services.ts")`. It is called again after it has failed. Mind
 * that a runtime keeps the error of a module that threw while it was evaluated: importing the same one again throws it
 * again.
 */
export type ServicesLoader = () => ServicesModule | PromiseLike<ServicesModule>;

/** @throws TeleopError `INVALID_ARGUMENT` for services that are no object, or a service that is not a function. */
export function requireServices(services: unknown): asserts services is Services {
  requirePlugin("services", "an object of functions, { echo: () => Echo.server({ … }) }", services, []);
  for (const [name, factory] of Object.entries(Object(services))) {
    if (typeof factory === "function") {
      if ("interface" in factory && factory.interface !== undefined) {
        requireInterface(`the interface of services.${name}`, factory.interface);
      }
      continue;
    }
    throw new TeleopError(
      "INVALID_ARGUMENT",
      `services.${name} must be a function that makes the service, () => Echo.server({ … }), not ${show(factory)}`,
    );
  }
}

/** @throws TeleopError `INVALID_ARGUMENT` for what is no module of services; what loading throws. */
export async function servicesOf(loader: ServicesLoader): Promise<Services> {
  const module: unknown = await loader();
  if (typeof module !== "object" || module === null || !("services" in module)) {
    const expected = "services() must give a module that exports services, or { services: { … } }";
    throw new TeleopError("INVALID_ARGUMENT", `${expected}, not ${show(module)}`);
  }
  requireServices(module.services);
  return module.services;
}
