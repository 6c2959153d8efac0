// servable-interface.ts: the interfaces of generated files, `Echo`, with what people do with one: serve an object.
import type { InterfaceDefinition } from "@teleop/capnp";
import { type Bindings, InterfaceType, type RuntimeType } from "@teleop/capnp/capability";
import type { InterfaceStubs } from "./interface-stubs.ts";
import type { Stub } from "./stub.ts";
import { stubs } from "./stub-system.ts";

/** Holds its definition and nothing else, until it is first used. */
export class ServableInterface extends InterfaceType<InterfaceStubs> {
  constructor(
    definition: InterfaceDefinition,
    parameters?: readonly RuntimeType[],
    bindings?: Bindings<InterfaceType<InterfaceStubs>>,
  ) {
    super(definition, stubs, parameters, bindings);
  }

  /** A stub of an object. The caller's. */
  server(server: object): Stub {
    return this.values.server(server);
  }

  protected override bound(
    parameters: readonly RuntimeType[],
    bindings: Bindings<InterfaceType<InterfaceStubs>>,
  ): ServableInterface {
    return new ServableInterface(this.definition, parameters, bindings);
  }
}
