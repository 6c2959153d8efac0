// direction.ts: one peer calling another, and what was seen of it.

export interface Direction {
  /** A sentence: who does what to whom. */
  readonly title: string;
  run(): Promise<readonly Case[]>;
}

export interface Case {
  /** A sentence about what holds. */
  readonly holds: string;
  /** Why it does not; undefined where it does. */
  readonly failure?: string | undefined;
  /** Why it cannot hold with these peers; then it must not. */
  readonly limitation?: string | undefined;
}

/** A case that holds if the function returns. */
export async function attempt(holds: string, body: () => Promise<void> | void): Promise<Case> {
  try {
    await body();
    return { holds };
  } catch (error) {
    return { holds, failure: error instanceof Error ? error.message : String(error) };
  }
}
