// register.ts: the entry `./register`, a preload that makes the process which loads it teleoperable, without a line in
// its program. A preload that throws, or cannot be loaded, ends a program before it begins: so this file needs next to
// nothing, and the program goes on whatever becomes of the rest.
import { type RegisterSwitches, registerSwitches } from "./register-switches.ts";

await armByEnvironment();

async function armByEnvironment(): Promise<void> {
  let switches: RegisterSwitches | undefined;
  let hasComplained = false;
  const complain = (what: string): void => {
    if (hasComplained || switches?.quiet === true) return;
    hasComplained = true;
    try {
      process.getBuiltinModule("node:fs").writeSync(2, `teleop: ${what.replace(/\s+/g, " ")}\n`);
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
    // Of whatever was thrown; errors of our own have a code in front of the words.
    const { message = String(error), rawMessage = message } = Object(error);
    const reason = String(rawMessage);
    complain(
      `this process cannot be attached to: ${reason} (TELEOP=off does not try, TELEOP=quiet says nothing)`,
    );
  }
}
