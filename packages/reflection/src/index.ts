// index.ts: the service by which a process tells what it offers. What serves it is loaded when somebody asks for it.
import { offer, type ServiceFactory } from "@teleop/rpc-capnp/later";

/**
 * The service `reflection`: `services: { echo, reflection: reflection() }`. `teleoperate()` offers it by itself.
 *
 * It tells the names of all services of the process, and of those that were asked for, or that tell it before (`offer()`),
 * the interface; and their compiled schema. By itself it makes no service; a client that asks for the schema of one has
 * it made, as if it had asked for the service.
 */
export function reflection(): ServiceFactory {
  return offer(
    async () => (await load()).Reflection,
    async (offered) => (await load()).reflectionService(offered),
  );
}

/** Loads what serves it now, for processes whose files may be gone when somebody asks. */
export async function preloadReflection(): Promise<void> {
  await load();
}

/** By its name, since there must be one engine: what a bundler made of this file would bring another. */
function load(): Promise<typeof import("./service.ts")> {
  return import("@teleop/reflection/service");
}
