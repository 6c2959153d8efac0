// service.ts: serves `logs`: what the process says, to whoever follows.
import { RpcError } from "@teleop/rpc-capnp";
import { Feed } from "../feed.ts";
import { guarded } from "../guard.ts";
import { Logs } from "./logs.capnp.ts";
import type { LogLevels, LogsOptions } from "./options.ts";
import { type LogEntry, type LogLevel, LogRecorder } from "./recorder.ts";

/** Each costs something for every entry. */
const MOST_SUBSCRIPTIONS = 100;

/** How many entries wait for a client before the oldest is dropped, beside those that are under way. */
const MOST_WAITING = 1000;

/** Characters that `recent` gives at most: less than a message may have. */
const MOST_RECENT_CHARACTERS = 4 * 1024 * 1024;

export function logsService(options: LogsOptions): Logs {
  const recorder = options.recorder ?? new LogRecorder();
  let subscriptions = 0;
  const server: Logs.Server = {
    follow({ sink, level, recent }, { peer }) {
      const least = rankOf(level);
      if (subscriptions === MOST_SUBSCRIPTIONS) {
        throw new RpcError("overloaded", `${MOST_SUBSCRIPTIONS} clients follow the logs, and no more may`);
      }
      subscriptions++;
      const isOwn = peer === undefined || peer.pid === process.pid;
      const own = new OwnFollower();
      const kept = sink.dup();
      const feed = new Feed<LogEntry>({
        most: MOST_WAITING,
        // A stream: its window says how many bytes may be under way.
        ahead: 1,
        send: async (entry, dropped) => {
          const taken = kept.entry({ entry, dropped: BigInt(dropped) });
          if (isOwn) await own.delivering(kept.streamed());
          await taken;
        },
        ended: () => {
          subscriptions--;
          followed[Symbol.dispose]();
          kept[Symbol.dispose]();
        },
      });
      const isWanted = (entry: LogEntry) => RANKS[entry.level] >= least;
      const earlier = recent === 0 ? [] : recorder.entries.filter(isWanted).slice(-recent);
      const followed = recorder.follow((entry) => {
        if (!isWanted(entry)) return;
        if (isOwn && own.isDelivering) feed.drop();
        else feed.push(entry);
      });
      for (const entry of earlier) feed.push(entry);
      return {
        isConsoleSeen: recorder.hearsConsole,
        subscription: feed.subscription(),
      };
    },
    recent({ level, limit }) {
      const least = rankOf(level);
      const wanted = recorder.entries.filter((entry) => RANKS[entry.level] >= least);
      return { entries: limit === 0 ? [] : newest(wanted.slice(-limit)), isKept: recorder.isRecording };
    },
    levels: async () => {
      const levels = await requireLevels(options.levels).get();
      return { loggers: Object.entries(levels).map(([name, level]) => ({ name, level })) };
    },
    setLevel: async ({ logger, level }) => {
      await requireLevels(options.levels).set(logger, level);
    },
  };
  return Logs.server(guarded("logs", server, options));
}

/**
 * A follower in this very process, which may say something itself when it is told of an entry: told of that too, it would
 * never end. What is said while it looks at one is dropped, and counted.
 */
class OwnFollower {
  #delivering = 0;

  get isDelivering(): boolean {
    return this.#delivering > 0;
  }

  /** What is said in the turn in which an entry leaves is not the follower's: it has not got it yet. */
  async delivering(delivered: PromiseLike<void>): Promise<void> {
    await undefined;
    this.#delivering++;
    try {
      await delivered;
    } finally {
      this.#delivering--;
    }
  }
}

const RANKS: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

/** A level that is newer than this schema is a number. */
function rankOf(level: LogLevel | number): number {
  if (typeof level === "string") return RANKS[level];
  throw new RpcError("failed", `level ${level} is not one of ${Object.keys(RANKS).join(", ")}`);
}

/** As many of the last as fit into a message. */
function newest(entries: readonly LogEntry[]): readonly LogEntry[] {
  let characters = 0;
  let from = entries.length;
  while (from > 0) {
    characters += entries[from - 1]?.text.length ?? 0;
    if (characters > MOST_RECENT_CHARACTERS) break;
    from--;
  }
  return entries.slice(from);
}

function requireLevels(levels: LogLevels | undefined): LogLevels {
  if (levels !== undefined) return levels;
  throw new RpcError(
    "failed",
    "the target does not offer the levels of its loggers; its application does by diagnostics({ logs: { levels: { get, set } } })",
  );
}
