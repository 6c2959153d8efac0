// view.tsx: the view "Pipeline" of a process.
import type { JSX } from "preact";
import type { ViewProps } from "../app/target.ts";

export function View({ target }: ViewProps): JSX.Element {
  const { services = [] } = target;
  return (
    <section aria-labelledby="pipeline-title">
      <h2 id="pipeline-title">Pipeline</h2>
      <p>Services: {services.length === 0 ? "not told" : services.join(", ")}</p>
    </section>
  );
}
