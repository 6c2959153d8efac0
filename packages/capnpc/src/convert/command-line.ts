// command-line.ts: what is wrong with a command line.
import { CapnpcError } from "../errors.ts";

export function usageError(message: string, cause?: unknown): CapnpcError {
  return new CapnpcError("USAGE", message, { exitCode: 2, cause });
}
