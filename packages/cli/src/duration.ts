// duration.ts: lengths of time as people write them on a command line: 500ms, 10s, 2m.
import { TeleopError } from "@teleop/core/basics";

/**
 * The milliseconds of `500ms`, `10s`, `1.5m`, `2h`; of a number alone, those of as many seconds; `Infinity` of `forever`.
 *
 * @throws TeleopError `USAGE`.
 */
export function parseDuration(text: string): number {
  if (text === "forever") return Number.POSITIVE_INFINITY;
  const [, digits, unit = "s"] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text) ?? [];
  const factor = unitMs[unit];
  if (digits === undefined || factor === undefined) {
    throw new TeleopError(
      "USAGE",
      `a duration is written 500ms, 10s, 2m, 1h or forever, not ${JSON.stringify(text)}`,
    );
  }
  return Number(digits) * factor;
}

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
