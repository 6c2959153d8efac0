// error-text.tsx: an error in full: its code, its message, and what was the cause of it.
import type { JSX } from "preact";
import { reasonsOf } from "./reasons-of.ts";

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
