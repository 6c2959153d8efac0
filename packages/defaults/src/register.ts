// register.ts: the entry `./register`, a preload that makes the process which loads it teleoperable, without a line in
// its program. A preload that throws, or cannot be loaded, ends a program before it begins: so this file needs next to
// nothing, and the program goes on whatever becomes of the rest.

import { type RegisterSwitches, registerSwitches } from "./register-switches.ts";
import type { Complaint } from "./registration.ts";

const STANDARD_ERROR = 2;

await armByEnvironment();

async function armByEnvironment(): Promise<void> {
  let switches: RegisterSwitches | undefined;
  const said = new Set<Complaint>();
  const complain = (what: string, about: Complaint = "failure"): void => {
    if (said.has(about) || switches?.quiet === true) return;
    said.add(about);
    try {
      sayWithoutWaiting(`teleop: ${what.replace(/\s+/g, " ")}\n`);
    } catch {
      // Standard error is closed, or full: there is nobody to be told.
    }
  };
  try {
    switches = registerSwitches(process.env.TELEOP);
    if (switches.off) return;
    const { register } = await import("./registration.ts");
    await register(switches, complain);
  } catch (error) {
    const reason = reasonOf(error);
    complain(
      `this process cannot be attached to: ${reason} (TELEOP=off does not try, TELEOP=quiet says nothing)`,
    );
  }
}

/** Of whatever was thrown; errors of our own have a code in front of the words. */
function reasonOf(error: unknown): string {
  try {
    const { message = String(error), rawMessage = message } = Object(error);
    return String(rawMessage);
  } catch {
    return `something that has no text (${typeof error})`;
  }
}

/** To standard error. A pipe that nobody reads from would keep the program from beginning. */
function sayWithoutWaiting(line: string): void {
  const { closeSync, constants, fstatSync, openSync, writeSync } = process.getBuiltinModule("node:fs");
  if (process.platform !== "linux" || !fstatSync(STANDARD_ERROR).isFIFO()) {
    writeSync(STANDARD_ERROR, line);
    return;
  }
  // The program's own descriptor stays one that waits.
  const pipe = openSync(`/proc/self/fd/${STANDARD_ERROR}`, constants.O_WRONLY | constants.O_NONBLOCK);
  try {
    writeSync(pipe, line);
  } finally {
    closeSync(pipe);
  }
}
