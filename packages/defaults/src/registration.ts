// registration.ts: what arms a process on behalf of whoever started it: the diagnostics as its services, and a place for
// the program's own, should it arm itself, too.
import type { TeleopEvent } from "@teleop/core";
import { isMainThread, messageOf } from "@teleop/core/plugin";
import type { FlightRecorder } from "@teleop/diagnostics/cpu";
import type { ServicesLoader } from "@teleop/rpc-capnp/later";
import type { RegisterSwitches } from "./register-switches.ts";
import { type Teleoperation, teleoperate } from "./teleoperate.ts";

/** By which name it is attached to in a program that calls `teleoperate()` without a name itself. */
const REGISTER_NAME = "register";

/** What whoever started the process is told of, of each kind once: a lesser one does not use up the line of another. */
export type Complaint = "failure" | "degraded" | "word";

/**
 * Arms this process, once, however many copies of this package are preloaded; in a Worker nothing is done, since its
 * process is armed already.
 *
 * The program's own `teleoperate()` and `listen()` without a name come first: what is armed here is ended at that moment,
 * clients of it included, and armed anew by the name {@link REGISTER_NAME}. So both can be attached to.
 *
 * It is armed when this returns. With `debug` the modules that are loaded once it resolves can be debugged by the lines of
 * their sources.
 *
 * @param complain told what the person who started the process should know; it must not throw.
 * @throws TeleopError as `teleoperate()` does; what keeps the sources from being known.
 */
export async function register(
  switches: RegisterSwitches,
  complain: (what: string, about?: Complaint) => void,
): Promise<void> {
  if (Reflect.get(globalThis, REGISTERED) === true || !isMainThread()) return;
  Object.defineProperty(globalThis, REGISTERED, { value: true });
  const [unknown] = switches.unknown;
  if (unknown !== undefined) {
    const known = "off, quiet, debug, eval, recorder, preload and unlisted";
    complain(
      `TELEOP says ${JSON.stringify(unknown.slice(0, 50))}, which is ignored: it knows ${known}`,
      "word",
    );
  }
  const onEvent = (event: TeleopEvent): void => {
    if (event.type === "failed") complain(`${event.by} failed: ${messageOf(event.error)}`);
    else if (event.type === "degraded") complain(`${event.by}: ${event.reason}`, "degraded");
  };
  const { preload, debug, recorder, unlisted } = switches;
  const services = loaderOf(switches, recorder ? record(complain) : undefined);
  const arm = (name: string | undefined, instead: () => void): void => {
    const teleoperation = teleoperate({
      services,
      preload,
      discovery: unlisted ? false : { services: offeredBy(switches) },
      name,
      onEvent,
      giveWay: () => {
        end(teleoperation, complain);
        instead();
      },
    });
  };
  arm(undefined, () => arm(REGISTER_NAME, () => {}));
  if (debug) await (await import("@teleop/diagnostics/debugger")).debugBySources();
}

/** Known to all copies of this module. */
const REGISTERED: unique symbol = Symbol.for("teleop.registered") as never;

/** The names of what is loaded at the first attach, which `teleop ps` shows before. */
function offeredBy({ debug, eval: evaluates }: RegisterSwitches): readonly string[] {
  const asked = [...(debug ? ["debugger"] : []), ...(evaluates ? ["eval"] : [])];
  return ["process", "samples", "heap", "logs", "cpu", ...asked, "stall"];
}

/** It is called at the first attach. */
function loaderOf(
  switches: RegisterSwitches,
  recording: Promise<FlightRecorder | undefined> | undefined,
): ServicesLoader {
  const offer = (isWanted: boolean) => (isWanted ? {} : false);
  return async () => {
    const { diagnostics } = await import("@teleop/diagnostics");
    const cpu = { recorder: await recording };
    return { services: diagnostics({ cpu, debugger: offer(switches.debug), eval: offer(switches.eval) }) };
  };
}

/** From now to the end of the process, as whoever started it wishes. */
async function record(complain: (what: string) => void): Promise<FlightRecorder | undefined> {
  const onFailure = (error: unknown): void => complain(`nothing is recorded: ${messageOf(error)}`);
  try {
    return (await import("@teleop/diagnostics/cpu")).flightRecorder({ onFailure });
  } catch (error) {
    onFailure(error);
    return undefined;
  }
}

function end(teleoperation: Teleoperation, complain: (what: string) => void): void {
  teleoperation[Symbol.asyncDispose]().then(undefined, (error: unknown) =>
    complain(`ending what was armed before the program armed itself: ${messageOf(error)}`),
  );
}
