// pursuit-notice.tsx: says how it stands with what a view follows, where that is not as it should be.
import type { JSX } from "preact";
import type { PursuitState } from "../app/pursuit.ts";
import { ErrorText } from "./error-text.tsx";

export interface PursuitNoticeProps {
  readonly state: PursuitState;
  /** What is followed, as a sentence goes on after "the process has no": "samples". */
  readonly what: string;
}

/** Nothing while all is well. */
export function PursuitNotice({ state, what }: PursuitNoticeProps): JSX.Element | null {
  switch (state.state) {
    case "missing":
      return (
        <p class="quiet">
          The process does not offer the service <code>{state.service}</code>, which has its {what}. A program
          offers it by <code>services: {"{ ...diagnostics() }"}</code>, or when it is started by{" "}
          <code>teleop run</code>.
        </p>
      );
    case "failed":
      return <ErrorText what={`the ${what} of the process cannot be followed`} error={state.error} />;
    case "beginning":
      return <p class="quiet">Waiting for the {what} …</p>;
    case "over":
      return <p class="quiet">No more {what} come. What is shown is as it was last.</p>;
    case "stopped":
    case "following":
      return null;
  }
}
