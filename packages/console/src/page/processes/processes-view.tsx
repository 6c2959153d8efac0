// processes-view.tsx: all processes that can be attached to, of all places, as they come and go.
import type { JSX } from "preact";
import { useApp } from "../app/context.ts";
import { addressOf } from "../app/route.ts";

export function ProcessesView(): JSX.Element {
  const places = useApp().processes.places.value;
  return (
    <section aria-labelledby="processes-title">
      <h1 id="processes-title">Processes</h1>
      <table>
        <thead>
          <tr>
            <th scope="col">Place</th>
            <th scope="col">PID</th>
            <th scope="col">Name</th>
            <th scope="col">Command</th>
          </tr>
        </thead>
        <tbody>
          {places.flatMap(({ label, processes }) =>
            processes
              .filter(({ goneAt }) => goneAt === undefined)
              .map(({ pid, name, command, startedAt }) => (
                <tr key={`${label}/${pid}/${startedAt}`}>
                  <td>{label === "" ? "here" : label}</td>
                  <td class="number">{pid}</td>
                  <td>
                    <a href={addressOf({ place: label, pid, rendezvous: undefined }, "overview")}>{name}</a>
                  </td>
                  <td class="command">{command.join(" ")}</td>
                </tr>
              )),
          )}
        </tbody>
      </table>
    </section>
  );
}
