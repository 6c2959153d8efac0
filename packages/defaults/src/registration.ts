// registration.ts: what arms a process on behalf of whoever started it: the diagnostics as its services, and a place for
// the program's own, should it arm itself, too.
import type { TeleopEvent } from "@teleop/core";
import { isMainThread, messageOf } from "@teleop/core/plugin";
import type { ServicesLoader } from "@teleop/rpc-capnp/later";
import type { RegisterSwitches } from "./register-switches.ts";
import { type Teleoperation, teleoperate } from "./teleoperate.ts";

/** By which name it is attached to in a program that calls `teleoperate()` without a name itself. */
export const REGISTER_NAME = "register";

/**
 * Arms this process, once, however many copies of this package are preloaded; in a Worker nothing is done, since its
 * process is armed already.
 *
 * The program's own `teleoperate()` and `listen()` without a name come first: what is armed here is ended at that moment,
 * clients of it included, and armed anew by the name {@link REGISTER_NAME}. So both can be attached to.
 *
 * @param complain told what the person who started the process should know; it must not throw.
 * @throws TeleopError as `teleoperate()` does.
 */
export function register(switches: RegisterSwitches, complain: (what: string) => void): void {
  if (Reflect.get(globalThis, REGISTERED) === true || !isMainThread()) return;
  Object.defineProperty(globalThis, REGISTERED, { value: true });
  const [unknown] = switches.unknown;
  if (unknown !== undefined) {
    const known = "off, quiet and preload";
    complain(`TELEOP says ${JSON.stringify(unknown.slice(0, 50))}, which is ignored: it knows ${known}`);
  }
  const onEvent = (event: TeleopEvent): void => {
    if (event.type === "failed") complain(`${event.by} failed: ${messageOf(event.error)}`);
  };
  const { preload } = switches;
  const arm = (name: string | undefined, instead: () => void): void => {
    const teleoperation = teleoperate({
      services: loadServices,
      preload,
      name,
      onEvent,
      giveWay: () => {
        end(teleoperation, complain);
        instead();
      },
    });
  };
  arm(undefined, () => arm(REGISTER_NAME, () => {}));
}

/** Known to all copies of this module. */
const REGISTERED: unique symbol = Symbol.for("teleop.registered") as never;

/** Called at the first attach. */
const loadServices: ServicesLoader = async () => ({
  services: (await import("@teleop/diagnostics")).diagnostics(),
});

function end(teleoperation: Teleoperation, complain: (what: string) => void): void {
  teleoperation[Symbol.asyncDispose]().then(undefined, (error: unknown) =>
    complain(`ending what was armed before the program armed itself: ${messageOf(error)}`),
  );
}
