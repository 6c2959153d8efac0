// followers.ts: who is told of stalls, and who may be: serves `watchdog` in the watchdog's thread.
import { RpcError } from "@teleop/rpc-capnp";
import { Feed } from "../feed.ts";
import { type ReportReason, SHORTEST_MS, type StallDetector } from "./detector.ts";
import { Watchdog } from "./stall.capnp.ts";
import type { StallReport } from "./stall-report.ts";

/** How often a follower is told of a stall that lasts. */
const EVERY_MS = 1000;

const MOST_FOLLOWERS = 100;
const MOST_WAITING = 100;
const UNDER_WAY = 4;

interface Follower extends Disposable {
  readonly ticket: string;
  tell(report: StallReport, reason: ReportReason): void;
}

/** Tickets are hexadecimal. */
export class Followers {
  readonly #isOpen: boolean;
  readonly #recent: () => StallDetector["recent"];
  readonly #tickets = new Set<string>();
  readonly #followers = new Set<Follower>();

  /** @param isOpen whether no ticket is needed. */
  constructor(isOpen: boolean, recent: () => StallDetector["recent"]) {
    this.#isOpen = isOpen;
    this.#recent = recent;
  }

  admit(ticket: string): void {
    this.#tickets.add(ticket);
  }

  /** Who came with this ticket is told nothing more. */
  expel(ticket: string): void {
    this.#tickets.delete(ticket);
    for (const follower of [...this.#followers]) if (follower.ticket === ticket) follower[Symbol.dispose]();
  }

  tell(report: StallReport, reason: ReportReason): void {
    for (const follower of this.#followers) follower.tell(report, reason);
  }

  serve(): Watchdog {
    return Watchdog.server({
      follow: ({ ticket, sink, threshold, recent }) => {
        const shown = Buffer.from(ticket).toString("hex");
        this.#requireTicket(shown);
        if (threshold < SHORTEST_MS) {
          throw new RpcError(
            "failed",
            `threshold must be at least ${SHORTEST_MS} milliseconds, not ${threshold}`,
          );
        }
        if (this.#followers.size === MOST_FOLLOWERS) {
          throw new RpcError("overloaded", `${MOST_FOLLOWERS} clients follow the stalls, and no more may`);
        }
        const kept = sink.dup();
        const feed = new Feed<StallReport>({
          most: MOST_WAITING,
          ahead: UNDER_WAY,
          send: async (report) => void (await kept.stall(report)),
          ended: () => {
            this.#followers.delete(follower);
            kept[Symbol.dispose]();
          },
        });
        const follower = followerOf(shown, feed, threshold);
        this.#followers.add(follower);
        if (recent > 0) for (const report of this.#recent().slice(-recent)) follower.tell(report, "known");
        return {
          subscription: feed.subscription(),
        };
      },
    });
  }

  #requireTicket(ticket: string): void {
    if (this.#tickets.has(ticket) || (ticket === "" && this.#isOpen)) return;
    throw new RpcError(
      "failed",
      "the watchdog tells only those who have a ticket of the service `stall`, which the main thread gives",
    );
  }
}

/** Tells of each stall once it has lasted for long enough, then every second, and whenever more is known. */
function followerOf(ticket: string, feed: Feed<StallReport>, threshold: number): Follower {
  let told: { readonly number: bigint; readonly duration: number } | undefined;
  return {
    ticket,
    tell(report, reason) {
      const { number, duration } = report;
      if (duration < threshold) return;
      if (told?.number === number && reason === "lasts" && duration - told.duration < EVERY_MS) return;
      told = { number, duration };
      feed.push(report);
    },
    [Symbol.dispose]: () => feed[Symbol.dispose](),
  };
}
