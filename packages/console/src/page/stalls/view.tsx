// view.tsx: the view "Stalls" of a process.
import type { JSX } from "preact";
import type { ViewProps } from "../app/target.ts";

export function View({ target }: ViewProps): JSX.Element {
  const { services = [] } = target;
  return (
    <section aria-labelledby="stalls-title">
      <h2 id="stalls-title">Stalls</h2>
      <p>Services: {services.length === 0 ? "not told" : services.join(", ")}</p>
    </section>
  );
}
