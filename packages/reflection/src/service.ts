// service.ts: the entry `@teleop/reflection/service`: serves `Reflection` from the types at run time of what is offered.
import { brandOf, nodesOf } from "@teleop/capnp/nodes";
import { messageOf } from "@teleop/core/basics";
import type { OfferedServices } from "@teleop/rpc-capnp/later";
import { describeDeclaration, type Interface } from "@teleop/rpc-capnp/schema";
import { Reflection, type Reflection_schema_Results, type Service } from "./reflection.capnp.ts";

export { Reflection };

/** The service, of what a process offers. The caller's, to be disposed. */
export function reflectionService(offered: OfferedServices): Reflection {
  return Reflection.server({
    async services({ make }) {
      const services = offered.names.map((name) => toldOf(name, make, offered));
      return { services: await Promise.all(services) };
    },
    async schema({ services: names }) {
      return names.length === 0 ? schemaOfKnown(offered) : schemaOf(names, offered);
    },
  });
}

/** A service whose interface cannot be told keeps nobody from hearing of the others. */
async function toldOf(name: string, make: boolean, offered: OfferedServices): Promise<Service.Init> {
  try {
    const known = await offered.interfaceOf(name);
    if (known !== undefined) return serviceOf(name, known);
    if (!make) return { name, which: "unknown" };
    return serviceOf(name, await offered.make(name));
  } catch (error) {
    return { name, which: "failed", failed: messageOf(error) };
  }
}

function serviceOf(name: string, type: Interface | undefined): Service.Init {
  if (type === undefined) return { name, which: "untyped" };
  const { id, fullName, doc, deprecated } = describeDeclaration(type);
  return {
    name,
    which: "interface",
    interface: {
      id: BigInt(id),
      name: fullName,
      brand: brandOf(type),
      doc,
      isDeprecated: deprecated !== undefined,
      deprecation: deprecated,
    },
  };
}

async function schemaOf(
  names: readonly string[],
  offered: OfferedServices,
): Promise<Reflection_schema_Results.Init> {
  const types = new Map<string, Interface | undefined>();
  // One after the other: whoever asks for many does not have them made all at once.
  for (const name of new Set(names)) {
    types.set(name, (await offered.interfaceOf(name)) ?? (await offered.make(name)));
  }
  return resultsOf(types);
}

async function schemaOfKnown(offered: OfferedServices): Promise<Reflection_schema_Results.Init> {
  const types = new Map<string, Interface>();
  for (const name of offered.names) {
    const type = await knownOf(name, offered);
    if (type !== undefined) types.set(name, type);
  }
  return resultsOf(types);
}

/** Undefined also where it cannot be loaded, which `services` tells, and so does asking for this one by its name. */
async function knownOf(name: string, offered: OfferedServices): Promise<Interface | undefined> {
  try {
    return await offered.interfaceOf(name);
  } catch {
    return undefined;
  }
}

function resultsOf(types: ReadonlyMap<string, Interface | undefined>): Reflection_schema_Results.Init {
  return {
    services: [...types].map(([name, type]) => serviceOf(name, type)),
    ...nodesOf([...types.values()].filter((type) => type !== undefined)),
  };
}
