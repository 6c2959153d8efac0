// capnp-later.ts: the teleop protocol for a process that is only armed: its options are checked at once, and what speaks
// it is loaded when somebody comes.
import type { ProtocolLoader } from "@teleop/core";
import { requireFunction, TeleopError } from "@teleop/core/basics";
import { Later, loadPart } from "@teleop/core/plugin";
import { requireBudgetBytes } from "../rpc/budget-bytes.ts";
import { requireConnectionOptions } from "../rpc/connection-options.ts";
import { echoIsLoaded } from "./echo-later.ts";
import type { CapnpOptions, CapnpProtocol } from "./protocol.ts";
import { refuse } from "./refusal.ts";
import { requireServices, type Services, type ServicesLoader, servicesOf } from "./services.ts";
import type { CapnpSession } from "./session.ts";

export interface CapnpLaterOptions extends Omit<CapnpOptions, "services"> {
  /**
   * What we offer to the peer, or what gives it: `() => import("./services.ts")`, of a module that exports `services`.
   * Each service is made once, when it is first asked for, for all connections.
   */
  readonly services?: Services | ServicesLoader | undefined;
}

/** Disposing it releases the services that were made, once the sessions that are open have ended too. */
export interface CapnpLoader extends ProtocolLoader<CapnpSession>, Disposable {}

/**
 * The protocol that `capnp()` of `@teleop/rpc-capnp/teleop` makes, loaded when it is needed first.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for a bad option, or a service that is not a function. What `services` loads is
 *   checked when it is loaded.
 */
export function capnpLater(options: CapnpLaterOptions = {}): CapnpLoader {
  requireConnectionOptions(options);
  const { services, ...rest } = options;
  requireFunction("onBudgetUsedUp", rest.onBudgetUsedUp);
  requireBudgetBytes(rest.budgetBytes);
  if (services !== undefined && typeof services !== "function") requireServices(services);
  let protocol: CapnpProtocol | undefined;
  let isDisposed = false;
  const speak = (engine: Engine, offered: Services | undefined): CapnpProtocol => {
    if (isDisposed) throw new TeleopError("DISPOSED", "the services of this process were disposed");
    echoIsLoaded(engine.Echo);
    protocol ??= engine.capnp({ ...rest, services: offered });
    return protocol;
  };
  return {
    name: "capnp",
    loaded() {
      if (typeof services === "function") return undefined;
      const engine = engineLater.loaded;
      return engine === undefined || isDisposed ? undefined : speak(engine.value, services);
    },
    async load() {
      const [engine, offered] = await Promise.all([
        engineLater.get(),
        typeof services === "function"
          ? loadPart("the services of this process", () => servicesOf(services))
          : services,
      ]);
      return speak(engine, offered);
    },
    refuse,
    [Symbol.dispose]: () => {
      isDisposed = true;
      protocol?.[Symbol.dispose]();
    },
  };
}

type Engine = typeof import("../teleop.ts");

/**
 * Once for a process, as modules are. By its name, since there must be one: it is what the application's generated files
 * import, too.
 */
const engineLater = /*#__PURE__*/ (() =>
  new Later("the engine of Cap'n Proto RPC", () => import("@teleop/rpc-capnp/teleop")))();
