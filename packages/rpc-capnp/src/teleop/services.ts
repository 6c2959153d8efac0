// services.ts: what a process offers, as its application says it, checked before anybody asks for it.
import { requirePlugin, show, TeleopError } from "@teleop/core/basics";
import type { Client } from "../stub/types.ts";

/** Makes a service: `() => Echo.server({ … })`. The stub is the registry's from then on. */
export type ServiceFactory = () => Client | PromiseLike<Client>;

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
    if (typeof factory === "function") continue;
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
