// off-switch.ts: lets whoever runs a process keep it from being attached to, without changing its code.

/**
 * Reads `TELEOP_DISABLE`. Unset, empty, `0`, `false`, `no` and `off` leave teleop on; anything else, such as `1`, `true`
 * or `yes`, turns it off. Case does not matter.
 *
 * @returns why it is off, for people; undefined when it is on.
 */
export function offSwitch(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const value = environment.TELEOP_DISABLE ?? "";
  if (ON.includes(value.trim().toLowerCase())) return undefined;
  return `the environment variable TELEOP_DISABLE is set to ${JSON.stringify(value)}`;
}

/** A value that nobody thought of turns it off: that is what the variable is called for. */
const ON: readonly string[] = ["", "0", "false", "no", "off"];
