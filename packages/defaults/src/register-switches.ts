// register-switches.ts: what whoever starts a process says in TELEOP about how it is to be armed.

/** What the environment variable TELEOP says. */
export interface RegisterSwitches {
  /** Nothing is armed. */
  readonly off: boolean;
  /** Nothing is said on standard error, whatever fails. */
  readonly quiet: boolean;
  /** Offers the debugger, too. */
  readonly debug: boolean;
  /** Offers to evaluate expressions, too. */
  readonly eval: boolean;
  /** Profiles the process as soon as the profiler is loaded, and keeps the last minute; see `flightRecorder()` of `@teleop/diagnostics/cpu`. */
  readonly recorder: boolean;
  /** Loads what an attach needs at once; see `preload` of `teleoperate()`. */
  readonly preload: boolean;
  /** Leaves no record for who lists processes; see `discovery` of `teleoperate()`. */
  readonly unlisted: boolean;
  /** Words that mean nothing. */
  readonly unknown: readonly string[];
}

/**
 * Reads words that are separated by commas: `off`, `quiet`, `debug`, `eval`, `recorder`, `preload`, `unlisted`, and `on`,
 * which is what nothing means. `0`, `false` and `no` are `off`; `1`, `true` and `yes` are `on`. Case and spaces do not
 * matter.
 */
export function registerSwitches(value: string | undefined): RegisterSwitches {
  const words = (value ?? "")
    .split(",")
    .map((word) => word.trim().toLowerCase())
    .filter((word) => word !== "");
  const says = (...any: readonly string[]): boolean => words.some((word) => any.includes(word));
  return {
    off: says(...OFF),
    quiet: says("quiet"),
    debug: says("debug"),
    eval: says("eval"),
    recorder: says("recorder"),
    preload: says("preload"),
    unlisted: says("unlisted"),
    unknown: words.filter((word) => !KNOWN.has(word)),
  };
}

const OFF: readonly string[] = ["off", "0", "false", "no"];
const KNOWN: ReadonlySet<string> = new Set([
  ...OFF,
  ...["on", "1", "true", "yes", "quiet", "debug", "eval", "recorder", "preload", "unlisted"],
]);
