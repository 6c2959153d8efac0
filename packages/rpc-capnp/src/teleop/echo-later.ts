// echo-later.ts: Echo for programs that are only armed. What it stands for is loaded with the engine, or when it is used
// before.

import { STANDS_FOR, type StandIn } from "@teleop/capnp/early";
import { TeleopError } from "@teleop/core/basics";
import type { Interface } from "../stub/types.ts";
import type { Echo as EchoStub } from "./echo.capnp.ts";

/** Replies with what it is told: to see that a connection works. */
export type Echo = EchoStub;

export declare namespace Echo {
  type Init = EchoStub.Init;
  type Server = EchoStub.Server;
}

class StandInForEcho implements StandIn {
  readonly kind = "interface";
  #definition: Interface<EchoStub, EchoStub.Server> | undefined;

  /** Makes an object callable, as the interface does. */
  server(server: EchoStub.Server): EchoStub {
    return this[STANDS_FOR]().server(server);
  }

  /** Tells what is loaded already, so that it need not be looked for. */
  standFor(definition: Interface<EchoStub, EchoStub.Server>): void {
    this.#definition ??= definition;
  }

  [STANDS_FOR](): Interface<EchoStub, EchoStub.Server> {
    this.#definition ??= loadNow();
    return this.#definition;
  }
}

/**
 * At once, by the name of this package: there is a moment in which nothing can be waited for, and it is rare.
 *
 * @throws TeleopError `LOAD_FAILED`, as in a program that a bundler made one file of: none of them finds this.
 */
function loadNow(): Interface<EchoStub, EchoStub.Server> {
  const { createRequire } = process.getBuiltinModule("node:module");
  try {
    return createRequire(import.meta.url)("@teleop/rpc-capnp/teleop").Echo;
  } catch (error) {
    throw new TeleopError(
      "LOAD_FAILED",
      "Echo is used before anybody has attached, and its definition cannot be loaded; make it when it is asked for, services: { echo: () => Echo.server({ … }) }, or import Echo from @teleop/rpc-capnp/teleop",
      { cause: error },
    );
  }
}

const standIn = new StandInForEcho();

/** The interface of {@link Echo}, which whoever uses it takes for the one of the generated file. */
export const Echo: Interface<EchoStub, EchoStub.Server> = standIn as unknown as Interface<
  EchoStub,
  EchoStub.Server
>;

/** Tells {@link Echo} that its definition is loaded. */
export function echoIsLoaded(definition: Interface<EchoStub, EchoStub.Server>): void {
  standIn.standFor(definition);
}
