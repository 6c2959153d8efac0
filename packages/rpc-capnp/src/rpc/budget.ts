// budget.ts: the memory that all connections of a vat may hold together for their peers, and who loses his when it is
// used up.
import { callHook, TeleopError } from "@teleop/core/basics";
import { requireBudgetBytes } from "./budget-bytes.ts";
import { reportToConsole } from "./exception.ts";

export interface ByteBudgetOptions {
  /** Bytes; a positive integer. Default 256 MiB. */
  readonly bytes?: number | undefined;
  /** Told when the budget is used up, with a sentence about it; again only once half of it was free in between. */
  readonly onUsedUp?: ((reason: string) => void) | undefined;
}

/** A connection, as the budget sees it. */
export interface BudgetHolder {
  /**
   * Since when its peer neither takes what waits for it nor goes on with the message that it has begun, in milliseconds
   * of `performance.now()`; undefined while it does, or has nothing to take.
   */
  readonly stuckSince: number | undefined;
  /** Ends it at once. What the budget was told that it holds for its peer is free afterwards. */
  evict(reason: Error): void;
}

/**
 * A budget for the bytes that connections hold for their peers: results that are not taken, calls that are being
 * served, messages that are not complete. When it is used up, peers that have not moved for a second are
 * disconnected, who hold most first. If that is not enough, further calls fail with `overloaded`, but for peers that
 * hold next to nothing.
 */
export class ByteBudget {
  readonly bytes: number;
  readonly #onUsedUp: ((reason: string) => void) | undefined;
  readonly #shares = new Set<BudgetShare>();
  #held = 0;
  #isUsedUp = false;

  /** @throws TeleopError `INVALID_ARGUMENT` for `bytes` that is not a positive integer. */
  constructor({ bytes, onUsedUp }: ByteBudgetOptions = {}) {
    this.bytes = requireBudgetBytes(bytes);
    this.#onUsedUp = onUsedUp;
  }

  /** Bytes that are held now. */
  get held(): number {
    return this.#held;
  }

  /** Begins to count what a connection holds. */
  join(holder: BudgetHolder): BudgetShare {
    const share = new BudgetShare(this, holder);
    this.#shares.add(share);
    return share;
  }

  /** Nobody need be asked to give way for this share any more. What it still holds counts until it is given back. */
  leave(share: BudgetShare): void {
    this.#shares.delete(share);
  }

  add(bytes: number): void {
    this.#held += bytes;
    if (this.#isUsedUp && this.#held * 2 <= this.bytes) this.#isUsedUp = false;
  }

  /** Whether `asking` may hold so many bytes more, after those who do not move have given way. */
  hasRoom(bytes: number, asking: BudgetShare): boolean {
    if (this.#held + bytes <= this.bytes) return true;
    this.#relieve(bytes, asking);
    if (this.#held + bytes <= this.bytes) return true;
    this.#tellUsedUp();
    // Those who have caused it must not keep out those who have not.
    return asking.held + bytes <= MODEST_BYTES;
  }

  #relieve(bytes: number, asking: BudgetShare): void {
    const now = performance.now();
    const stuck = [...this.#shares]
      .filter((share) => share !== asking && share.held > MODEST_BYTES && share.isStuck(now))
      .sort((a, b) => b.held - a.held);
    for (const share of stuck) {
      if (this.#held + bytes <= this.bytes) return;
      share.evict(`${mebibytes(this.bytes)} that the vat holds for its peers are used up`);
    }
  }

  #tellUsedUp(): void {
    if (this.#isUsedUp) return;
    this.#isUsedUp = true;
    const holders = [...this.#shares].filter(({ held }) => held > MODEST_BYTES).length;
    const reason = `${mebibytes(this.#held)} are held for ${holders} peers, and budgetBytes is ${mebibytes(this.bytes)}: their calls fail with overloaded`;
    callHook(() => this.#onUsedUp?.(reason), reportToConsole);
  }
}

/** What one connection holds. */
export class BudgetShare {
  readonly #budget: ByteBudget;
  readonly #holder: BudgetHolder;
  #held = 0;

  constructor(budget: ByteBudget, holder: BudgetHolder) {
    this.#budget = budget;
    this.#holder = holder;
  }

  get held(): number {
    return this.#held;
  }

  /** It holds so many bytes more, or with a negative number fewer. */
  add(bytes: number): void {
    this.#held += bytes;
    this.#budget.add(bytes);
  }

  hasRoom(bytes: number): boolean {
    return this.#budget.hasRoom(bytes, this);
  }

  leave(): void {
    this.#budget.leave(this);
  }

  isStuck(now: number): boolean {
    const since = this.#holder.stuckSince;
    return since !== undefined && now - since >= STUCK_MS;
  }

  evict(why: string): void {
    this.leave();
    const reason = `${why}, and this peer has taken nothing for a second; it held ${mebibytes(this.#held)}`;
    this.#holder.evict(new TeleopError("EVICTED", reason));
  }
}

/** What each connection may hold, also when the budget is used up. */
const MODEST_BYTES = 2 ** 20;

const STUCK_MS = 1_000;

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(bytes < 10 * 2 ** 20 ? 1 : 0)} MiB`;
}
