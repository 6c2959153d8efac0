// loggers.tsx: the levels of the application's own loggers, where it offers them, seen and changed.
import { Logs } from "@teleop/diagnostics/client";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { TargetContext } from "../app/target.ts";
import { ErrorText } from "../components/error-text.tsx";

interface Logger {
  readonly name: string;
  readonly level: string;
}

/** They are asked for when somebody opens it: few applications offer them. */
export function Loggers({ target }: { readonly target: TargetContext }): JSX.Element {
  const [loggers, setLoggers] = useState<readonly Logger[]>();
  const [failure, setFailure] = useState<unknown>();
  const ask = async (change?: { readonly logger: string; readonly level: string }): Promise<void> => {
    try {
      using logs = target.session.service("logs", Logs);
      if (change !== undefined) await logs.setLevel(change, { signal: target.signal });
      const told = await logs.levels({}, { signal: target.signal });
      setLoggers(told.loggers);
      setFailure(undefined);
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <details
      class="loggers"
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) void ask();
      }}
    >
      <summary>Levels of its loggers</summary>
      {failure !== undefined && <ErrorText what="the levels were not told or not changed" error={failure} />}
      {loggers?.length === 0 && <p class="quiet">The application names no loggers.</p>}
      {loggers?.map(({ name, level }) => (
        <form
          key={`${name}\n${level}`}
          onSubmit={(event) => {
            event.preventDefault();
            const chosen = new FormData(event.currentTarget).get("level");
            void ask({ logger: name, level: String(chosen) });
          }}
        >
          <label>
            {name} <input name="level" defaultValue={level} size={8} />
          </label>{" "}
          <button type="submit">Set</button>
        </form>
      ))}
    </details>
  );
}
