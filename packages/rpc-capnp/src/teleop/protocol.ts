// protocol.ts: the teleop protocol as a plugin of core: what is spoken once a client and a target have met.
import type { Connection, Protocol } from "@teleop/core";
import { requireFunction } from "@teleop/core/basics";
import { ByteBudget } from "../rpc/budget.ts";
import { requireConnectionOptions } from "../rpc/connection-options.ts";
import { refuse } from "./refusal.ts";
import { ServiceRegistry } from "./registry.ts";
import type { Services } from "./services.ts";
import { CapnpSession, type CapnpSessionOptions } from "./session.ts";
import { Teleop } from "./teleop.capnp.ts";

export interface CapnpOptions extends Omit<CapnpSessionOptions, "bootstrap" | "budget"> {
  /**
   * Bytes that all sessions together may hold for their peers: results that are not taken, calls under way, messages
   * that are not complete. Beyond it peers that do not move are disconnected, and calls fail with `overloaded`. A
   * positive integer; default 256 MiB.
   */
  readonly budgetBytes?: number | undefined;
  /** Told when it is used up, with a sentence about it. */
  readonly onBudgetUsedUp?: ((reason: string) => void) | undefined;
  /** What we offer to the peer. Each service is made once, when it is first asked for, for all connections. */
  readonly services?: Services | undefined;
}

/** Disposing it releases the services that were made, once the sessions that are open have ended too. */
export interface CapnpProtocol extends Protocol<CapnpSession>, Disposable {}

/**
 * Cap'n Proto RPC with the `Teleop` interface at its root, as the Rust crate `teleop` speaks it.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for a bad option, or a service that is not a function.
 */
export function capnp(options: CapnpOptions = {}): CapnpProtocol {
  requireConnectionOptions(options);
  const { services, budgetBytes, onBudgetUsedUp, ...rpc } = options;
  requireFunction("onBudgetUsedUp", onBudgetUsedUp);
  const budget = new ByteBudget({ bytes: budgetBytes, onUsedUp: onBudgetUsedUp });
  const root = services === undefined ? undefined : Teleop.server(new ServiceRegistry(services));
  const bootstrap = root ?? (() => Teleop.server(new ServiceRegistry({})));
  return {
    name: "capnp",
    // Who offers nothing has come to ask.
    open: (connection: Connection) =>
      new CapnpSession(connection, { asks: services === undefined, ...rpc, budget, bootstrap }),
    refuse,
    [Symbol.dispose]: () => root?.[Symbol.dispose](),
  };
}
