// with-reflection.ts: beside what a process offers, the service that tells of it.
import { reflection } from "@teleop/reflection";
import { type Services, type ServicesLoader, servicesOf } from "@teleop/rpc-capnp/later";

/** The same services, and `reflection`, unless they have one of that name. */
export function withReflection(services: Services | ServicesLoader): Services | ServicesLoader {
  if (typeof services !== "function") return added(services);
  return async () => ({ services: added(await servicesOf(services)) });
}

function added(services: Services): Services {
  return Object.hasOwn(services, "reflection") ? services : { ...services, reflection: reflection() };
}
