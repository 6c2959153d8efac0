// gone-table.tsx: the processes that were there, and what happened to them.
import type { JSX } from "preact";
import { addressOf } from "../app/route.ts";
import { formatClock, formatDuration, formatMoment } from "../units.ts";
import type { KnownProcess } from "./process-list.ts";
import { shortCommand } from "./process-table.tsx";
import { whatHappened } from "./what-happened.ts";

export interface GoneTableProps {
  readonly gone: readonly KnownProcess[];
  /** Whether there are several places. */
  readonly isFleet: boolean;
  readonly onForget: () => void;
}

export function GoneTable({ gone, isFleet, onForget }: GoneTableProps): JSX.Element {
  return (
    <div class="gone">
      <div class="section-head">
        <h2 id="gone-title">Gone</h2>
        <button type="button" onClick={onForget}>
          Forget them
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard */}
      <section class="wide" tabIndex={0} aria-labelledby="gone-title">
        <table>
          <thead>
            <tr>
              {isFleet && <th scope="col">Place</th>}
              <th scope="col">Name</th>
              <th scope="col" class="number">
                PID
              </th>
              <th scope="col">When</th>
              <th scope="col">What happened</th>
              <th scope="col" class="number">
                After
              </th>
              <th scope="col">Now</th>
              <th scope="col">Command</th>
            </tr>
          </thead>
          <tbody>
            {gone.map((process) => (
              <GoneRow process={process} isFleet={isFleet} key={process.key} />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function GoneRow({
  process,
  isFleet,
}: {
  readonly process: KnownProcess;
  readonly isFleet: boolean;
}): JSX.Element {
  const { place, pid, name, startedAt, command, gone } = process;
  const at = gone?.at ?? 0;
  return (
    <tr>
      {isFleet && <td>{place === "" ? "here" : place}</td>}
      <th scope="row">{name}</th>
      <td class="number">{pid}</td>
      <td title={formatMoment(at)}>{formatClock(at)}</td>
      <td>{whatHappened(gone?.ending)}</td>
      <td class="number">{startedAt === 0 ? "–" : formatDuration(Math.max(0, at - startedAt))}</td>
      <td>
        {gone?.successor !== undefined && (
          <>
            runs again:{" "}
            <a href={addressOf({ place, pid: gone.successor, rendezvous: undefined }, "overview")}>
              {gone.successor}
            </a>
          </>
        )}
      </td>
      <td class="command" title={command.join(" ")}>
        {shortCommand(command)}
      </td>
    </tr>
  );
}
