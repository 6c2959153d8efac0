// stall-list.ts: the stalls of a process's event loop that the page was told of, each once, as it was last told.
import type { Stall } from "@teleop/diagnostics/client";

/** A stall on the list. */
export interface ListedStall {
  readonly id: string;
  readonly stall: Stall;
  /** "lost": it had not ended when nothing more came of the process. */
  readonly state: "stuck" | "over" | "lost";
}

/** A stretch of the time line, in seconds since the epoch. */
export interface StallBand {
  readonly from: number;
  readonly to: number;
  readonly isOver: boolean;
}

/** An event loop that stalls again and again does not fill the page. */
const MOST_KEPT = 500;

export class StallList {
  readonly #most: number;
  #stalls: readonly ListedStall[] = [];
  #forgotten = 0;

  /** @param most how many stalls are kept; the oldest go first. */
  constructor(most: number = MOST_KEPT) {
    this.#most = most;
  }

  /** The newest first. */
  get stalls(): readonly ListedStall[] {
    return this.#stalls;
  }

  /** How many it has no more, since there was no room for them. */
  get forgotten(): number {
    return this.#forgotten;
  }

  /** The one that lasts at this moment, if there is one. */
  get current(): ListedStall | undefined {
    return this.#stalls.find(({ state }) => state === "stuck");
  }

  /** Takes what is told of a stall in the place of what was told of it before. What was known of its stack stays known. */
  add(stall: Stall): void {
    // A watchdog that has begun anew counts from one again.
    const id = `${stall.number}@${stall.began}`;
    const state = stall.isOver ? "over" : "stuck";
    const index = this.#stalls.findIndex((listed) => listed.id === id);
    const before = this.#stalls[index];
    if (before === undefined) {
      this.#keep([{ id, stall, state }, ...this.#stalls]);
      return;
    }
    const { stack, source } = stall.stack.length > 0 ? stall : before.stall;
    this.#stalls = this.#stalls.with(index, { id, stall: { ...stall, stack, source }, state });
  }

  /** Nothing more will come, unless somebody watches again and is told of earlier ones, too. */
  end(): void {
    this.#stalls = this.#stalls.map((listed) =>
      listed.state === "stuck" ? { ...listed, state: "lost" } : listed,
    );
  }

  bands(): readonly StallBand[] {
    return this.#stalls.map(({ stall: { began, duration }, state }) => ({
      from: began / 1000,
      to: (began + duration) / 1000,
      isOver: state === "over",
    }));
  }

  #keep(stalls: readonly ListedStall[]): void {
    this.#forgotten += Math.max(0, stalls.length - this.#most);
    this.#stalls = stalls.slice(0, this.#most);
  }
}
