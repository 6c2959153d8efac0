// error-text.tsx: an error in full: its code, its message, and what was the cause of it.
import { messageOf } from "@teleop/core/basics";
import type { JSX } from "preact";

export interface ErrorTextProps {
  /** What could not be done, without a full stop. */
  readonly what: string;
  readonly error: unknown;
}

export function ErrorText({ what, error }: ErrorTextProps): JSX.Element {
  return (
    <div class="error" role="alert">
      <strong>{what}</strong>
      {reasonsOf(error).map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
    </div>
  );
}

/** What an error says, and what the causes of it say that it does not. */
export function reasonsOf(error: unknown): readonly string[] {
  const reasons: string[] = [];
  for (let at = error; at !== undefined && at !== null && reasons.length < MOST_CAUSES; at = causeOf(at)) {
    const message = messageOf(at);
    if (!reasons.some((reason) => reason.includes(message))) reasons.push(message);
  }
  return reasons;
}

const MOST_CAUSES = 5;

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}
