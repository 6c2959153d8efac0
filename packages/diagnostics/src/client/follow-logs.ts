// follow-logs.ts: is told what a process says to its console.
import { Logs, type Logs_Entry, type Logs_Sink_entry_Params } from "../logs/logs.capnp.ts";
import { type FollowedSession, type Following, following } from "./following.ts";

export interface FollowLogsOptions {
  /**
   * Told of each entry, and how many have been dropped until then, since we did not keep up. The next comes when this is
   * done. What it throws ends the following.
   */
  readonly onEntry: (entry: Logs_Entry, dropped: number) => void | PromiseLike<void>;
  /** The least level that is told; default debug: all. */
  readonly level?: Logs_Entry["level"] | undefined;
  /** How many of the last that are kept to tell of first; default 0. */
  readonly recent?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface LogsFollowing extends Following {
  /** False where the target's console cannot be watched. */
  readonly isConsoleSeen: boolean;
}

/**
 * Begins to follow. The session stays the caller's, and open while this lasts.
 *
 * @throws RpcError where the target has no service `logs`; the reason of `signal`.
 */
export async function followLogs(
  session: FollowedSession,
  options: FollowLogsOptions,
): Promise<LogsFollowing> {
  const { onEntry, level, recent, signal } = options;
  const service = session.service("logs", Logs);
  let isConsoleSeen = true;
  const told = async ({ entry, dropped }: Logs_Sink_entry_Params): Promise<void> => {
    if (entry !== undefined) await onEntry(entry, Number(dropped));
  };
  const followed = await following(session, service, told, async ({ tell: entry, ...sink }) => {
    const results = await service.follow({ sink: { entry, ...sink }, level, recent }, { signal });
    isConsoleSeen = results.isConsoleSeen;
    return results;
  });
  return { ...followed, isConsoleSeen };
}
