// count.ts: numbers as people write them on a command line.
import { TeleopError } from "@teleop/core";

/**
 * A whole number, 0 or more.
 *
 * @throws TeleopError `USAGE`.
 */
export function parseCount(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new TeleopError("USAGE", `a whole number is expected, not ${JSON.stringify(text)}`);
}
