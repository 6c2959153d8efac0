// reasons-of.ts: what there is to say of an error to people.
import { messageOf } from "@teleop/core/basics";

const MOST_REASONS = 5;

/** What an error says, and what the causes of it say that it does not. */
export function reasonsOf(error: unknown): readonly string[] {
  const reasons: string[] = [];
  // An error may be a cause of itself.
  const seen = new Set<unknown>();
  for (let at = error; at !== undefined && at !== null && !seen.has(at); at = causeOf(at)) {
    if (reasons.length === MOST_REASONS) break;
    seen.add(at);
    const message = messageOf(at);
    if (!reasons.some((reason) => reason.includes(message))) reasons.push(message);
  }
  return reasons;
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}
