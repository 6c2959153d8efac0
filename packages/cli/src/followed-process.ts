// followed-process.ts: a command that follows a process goes on until it is stopped, or the process ends, which is told.
import { TeleopError, untilAborted } from "@teleop/core/basics";
import type { Target } from "@teleop/defaults";
import type { Following } from "@teleop/diagnostics/client";

/**
 * Waits as long as something is followed.
 *
 * @throws the reason of `signal`; TeleopError `CONNECTION_CLOSED` when the process has ended, or has ended what was followed.
 */
export async function requireGoesOn(
  { pid }: Pick<Target, "pid">,
  { ended }: Pick<Following, "ended">,
  signal: AbortSignal,
): Promise<never> {
  const reason = await untilAborted(ended, signal);
  const message =
    reason === undefined
      ? `process ${pid} has ended, or has ended what it tells`
      : `process ${pid} has ended, or the connection to it was lost`;
  throw new TeleopError("CONNECTION_CLOSED", message, { pid, cause: reason });
}
