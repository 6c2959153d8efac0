// checks.ts: counts what holds, and says what does not.

export class Checks {
  passed = 0;
  failed = 0;
  readonly #where: string;
  readonly #all: Checks | undefined;

  /** @param where said before each sentence: what all of them are about. */
  constructor(where: string, all?: Checks) {
    this.#where = where;
    this.#all = all;
  }

  /** Checks about a part, counted here as well. */
  about(where: string): Checks {
    return new Checks(where, this);
  }

  async check(sentence: string, body: () => Promise<void>): Promise<void> {
    try {
      await body();
      this.#count("passed");
      console.log(`ok    ${this.#where}: ${sentence}`);
    } catch (error) {
      this.#count("failed");
      const shown = error instanceof Bun.$.ShellError ? `${error.stdout}${error.stderr}` : error;
      console.log(`not ok ${this.#where}: ${sentence}\n${shown}`);
    }
  }

  /** Something that cannot be checked here, and why. */
  skip(sentence: string, reason: string): void {
    console.log(`skip  ${this.#where}: ${sentence}: ${reason}`);
  }

  #count(outcome: "passed" | "failed"): void {
    this[outcome]++;
    if (this.#all !== undefined) this.#all.#count(outcome);
  }
}
