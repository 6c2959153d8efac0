// bad-input.ts: what was to be converted and is not what it was said to be: where, and why.
import { CapnpcError } from "../errors.ts";

/** @param place a byte, a line, or line and column of the input; of a message, which one it is */
export function badInput(place: string, problem: string, cause?: unknown): CapnpcError {
  return new CapnpcError("BAD_INPUT", `standard input, ${place}: ${problem}`, { cause });
}
