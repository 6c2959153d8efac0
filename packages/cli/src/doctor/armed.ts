// armed.ts: whether a process shows that it is armed, and what may have kept it from that.
import { basename } from "node:path";
import { offSwitch } from "@teleop/core/plugin";
import { registerSwitches } from "@teleop/defaults/register-switches";
import { type Check, failed, ok, skipped, warning } from "./check.ts";
import { environmentOf, type Patient } from "./patient.ts";

/** Whether one of the switches is set by which whoever runs a process keeps it from being attached to. */
export function checkEnvironment(patient: Patient): Check {
  const environment = environmentOf(patient);
  if (environment === undefined) {
    return skipped("environment", "the system does not tell this user with which environment it was started");
  }
  const disabled =
    offSwitch(environment) ??
    (registerSwitches(environment.TELEOP).off
      ? `the environment variable TELEOP is set to ${JSON.stringify(environment.TELEOP)}, with which teleop/register does nothing`
      : undefined);
  if (disabled === undefined) return ok("environment", "nothing in its environment turns teleop off");
  return isArmedForCertain(patient)
    ? ok("environment", `${disabled}, but the process is armed all the same`)
    : failed("environment", "NOT_ARMED", disabled, "start it without that variable");
}

/** Whether there is something that only an armed process has. */
export function checkArmed(patient: Patient): Check {
  const { means, pid, proc } = patient;
  const { armed, sign, advice } = signOf(patient);
  const as = means.name === undefined ? "" : ` as ${means.name}`;
  switch (armed) {
    case "certainly":
      return ok("armed", `it is armed${as}: ${sign}`);
    case "possibly":
      return warning("armed", `it may be armed${as}: ${sign}`, advice ?? "attaching tells");
    case "unknown":
      return skipped("armed", "the system does not tell this user whether it is armed");
    case "no": {
      const program = basename(proc?.link(pid, "exe") ?? "");
      const what = program === "" ? "" : ` (its program is ${program})`;
      return failed(
        "armed",
        "NOT_ARMED",
        `it is not armed${as}: nothing that an armed process has can be seen of it${what}`,
        "it must call teleoperate(), or be started by `teleop run` or with teleop/register",
      );
    }
  }
}

function isArmedForCertain(patient: Patient): boolean {
  return signOf(patient).armed === "certainly";
}

function signOf({ pid, means: { attacher, transport, name } }: Patient) {
  const isBound = transport.isBound?.({ pid, name });
  return attacher.armedSign?.({ pid, name }, { isBound }) ?? { armed: "unknown" as const };
}
