// random-ordinals.ts: ordinals of members, none left out, mostly in another order than the members.
import type { Random } from "@teleop/random-runs";

export class Ordinals {
  /** How many were taken. */
  next = 0;
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** A mark in a line, which becomes a number when all have been taken. */
  take(): string {
    return `@<${this.next++}>`;
  }

  fill<L extends { readonly text: string }>(lines: readonly L[]): L[] {
    const numbers = Array.from({ length: this.next }, (_, i) => i);
    const isShuffled = this.#random.chance(0.6);
    for (let i = numbers.length - 1; isShuffled && i > 0; i--) {
      const other = this.#random.below(i + 1);
      [numbers[i], numbers[other]] = [numbers[other] ?? 0, numbers[i] ?? 0];
    }
    const filled = (text: string) => text.replaceAll(/@<(\d+)>/g, (_, taken) => `@${numbers[Number(taken)]}`);
    return lines.map((line) => ({ ...line, text: filled(line.text) }));
  }
}
