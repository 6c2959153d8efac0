// reflect.ts: asks a process what it offers, and makes of its answer what its services can be called by.
import type { NodeTypes } from "@teleop/capnp/nodes";
import { TeleopError } from "@teleop/core/basics";
import { RpcError } from "@teleop/rpc-capnp/later";
import {
  type CallOptions,
  type Client,
  decode,
  encode,
  type Interface,
  type Struct,
} from "@teleop/rpc-capnp/schema";
import { callableTypes, type DynamicClient, type DynamicServer, interfaceFrom } from "./dynamic-types.ts";
import {
  Reflection,
  Reflection_schema_Results,
  type Service,
  type Service_interface,
} from "./reflection.capnp.ts";

/** Whoever gives services by their names: the target of `attach()`, a session. */
export interface OffersServices {
  service<Stub extends Client>(name: string, type: Interface<Stub>): Stub;
}

/** A service, as far as the process tells what it is. */
export type KnownService = { readonly name: string } & (
  | {
      readonly state: "known";
      /** The interface's. */
      readonly id: bigint;
      /** With the file that declares it: `echo.capnp:Echo`. */
      readonly fullName: string;
      readonly doc?: string;
      readonly deprecated?: string;
    }
  /** Nobody has asked for it yet, and it does not tell before. */
  | { readonly state: "unknown" }
  /** It was made, and is a capability of which no interface is known. */
  | { readonly state: "untyped" }
  | { readonly state: "failed"; readonly reason: string }
);

export interface ListServicesOptions extends CallOptions {
  /** Has those made whose interface is not known before, as asking for each of them would. Default false. */
  readonly make?: boolean | undefined;
}

/**
 * The services that a process offers, in the order in which it names them.
 *
 * @throws TeleopError `NO_REFLECTION` when it does not tell them; RpcError when the call fails.
 */
export async function listServices(
  target: OffersServices,
  { make = false, signal }: ListServicesOptions = {},
): Promise<readonly KnownService[]> {
  using reflection = target.service("reflection", Reflection);
  using results = await told(reflection.services({ make }, { signal }));
  return results.services.map(knownService);
}

/** The services that were asked for, and the types that they are called by. */
export interface ServiceSchema {
  readonly services: readonly KnownService[];
  /** All that their interfaces refer to. */
  readonly types: NodeTypes;
  /**
   * What `target.service(name, type)` takes.
   *
   * @throws TeleopError `NO_SCHEMA` for a service that was not asked for, or whose interface is not known; ValueError
   *   `BAD_SCHEMA` when what the process told cannot be.
   */
  interfaceOf(name: string): Interface<DynamicClient, DynamicServer>;
}

/**
 * The schema of services, which are made if nobody has asked for them yet; without names, of all whose interface is known.
 * What it gives is of its own, and lasts when the target has been left.
 *
 * @throws TeleopError `NO_REFLECTION` as `listServices()`; RpcError when there is no such service, or it cannot be made.
 */
export async function schemaOf(
  target: OffersServices,
  names: readonly string[] = [],
  { signal }: CallOptions = {},
): Promise<ServiceSchema> {
  using reflection = target.service("reflection", Reflection);
  using results = await told(reflection.schema({ services: names }, { signal }));
  // The message is the connection's, and what is read of it late would hold it.
  const schema = copied(Reflection_schema_Results, results);
  const services = schema.services.map(knownService);
  const types = callableTypes(schema);
  return {
    services,
    types,
    interfaceOf(name) {
      const service = schema.services.find((each) => each.name === name);
      if (service === undefined || !isKnown(service)) {
        throw new TeleopError(
          "NO_SCHEMA",
          `the process does not tell which interface its service ${name} has; give its schema`,
        );
      }
      return interfaceFrom(types, service.interface.id, service.interface.brand);
    },
  };
}

function copied<Value extends Init, Init>(type: Struct<Value, Init>, value: Value): Value {
  return decode(type, encode(type, value));
}

function isKnown(service: Service): service is Service & { readonly interface: Service_interface } {
  return service.which === "interface";
}

function knownService(service: Service): KnownService {
  const { name } = service;
  if (isKnown(service)) {
    const { id, name: fullName, doc, isDeprecated, deprecation } = service.interface;
    return {
      name,
      state: "known",
      id,
      fullName,
      ...(doc !== "" && { doc }),
      ...(isDeprecated && { deprecated: deprecation }),
    };
  }
  if (service.which === "failed" && "failed" in service)
    return { name, state: "failed", reason: service.failed };
  return { name, state: service.which === "untyped" ? "untyped" : "unknown" };
}

/** @throws TeleopError `NO_REFLECTION` in the place of what a process says that has no such service. */
async function told<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof RpcError) || !/service reflection not found/i.test(error.message)) throw error;
    throw new TeleopError(
      "NO_REFLECTION",
      "the process does not tell what it offers: it has no service reflection, which the Rust crate never has, and which reflection: false turns off; name its schema instead, --schema FILE.capnp",
      { cause: error },
    );
  }
}
