// process-table.tsx: the processes that are there, a row for each, ordered by a click on a heading.
import type { JSX } from "preact";
import { addressOf } from "../app/route.ts";
import { Sparkline } from "../components/sparkline.tsx";
import { formatBytes, formatDuration, formatMoment, formatShare } from "../units.ts";
import {
  type ArrangedGroup,
  type ArrangedProcess,
  type Arrangement,
  type Order,
  serviceNames,
} from "./arrange.ts";
import type { LiveFigures } from "./live-figures.ts";
import type { KnownProcess } from "./process-list.ts";
import { whatHoldsUp } from "./what-happened.ts";

export interface ProcessTableProps {
  readonly groups: readonly ArrangedGroup[];
  readonly arrangement: Arrangement;
  /** Whether there are several places. */
  readonly isFleet: boolean;
  readonly figuresOf: (process: KnownProcess) => LiveFigures | undefined;
  readonly onArrange: (arrangement: Arrangement) => void;
}

/** Large figures are of interest first. */
const DESCENDS_FIRST: readonly Order[] = ["cpu", "resident", "delay"];

export function ProcessTable({
  groups,
  arrangement,
  isFleet,
  figuresOf,
  onArrange,
}: ProcessTableProps): JSX.Element {
  const { order, isDescending, grouping } = arrangement;
  const showsPlace = isFleet && grouping !== "places";
  const heading = (by: Order, title: string, className?: string): JSX.Element => {
    const isChosen = order === by;
    const turned = isChosen ? !isDescending : DESCENDS_FIRST.includes(by);
    return (
      <th
        scope="col"
        class={className}
        aria-sort={isChosen ? (isDescending ? "descending" : "ascending") : undefined}
      >
        <button
          type="button"
          class="process-heading"
          onClick={() => onArrange({ ...arrangement, order: by, isDescending: turned })}
        >
          {title}
          <span aria-hidden="true">{isChosen ? (isDescending ? " ▾" : " ▴") : ""}</span>
        </button>
      </th>
    );
  };
  return (
    <div class="wide">
      <table class="processes">
        <thead>
          <tr>
            {showsPlace && <th scope="col">Place</th>}
            {heading("name", "Name")}
            {heading("pid", "PID", "number")}
            <th scope="col">State</th>
            {heading("cpu", "CPU", "number")}
            <th scope="col">
              <span class="visually-hidden">CPU in the last two minutes</span>
            </th>
            {heading("resident", "Memory", "number")}
            {heading("delay", "Loop delay", "number")}
            {heading("uptime", "Up", "number")}
            <th scope="col">Services</th>
            <th scope="col">Command</th>
          </tr>
        </thead>
        {groups.map(({ place, rows }) => (
          <tbody key={place ?? ""}>
            {place !== undefined && (
              <tr class="process-group">
                <th scope="rowgroup" colSpan={10}>
                  {place === "" ? "This machine" : place} <span class="quiet">{rows.length}</span>
                </th>
              </tr>
            )}
            {rows.map((row) => (
              <ProcessRow row={row} figures={figuresOf(row)} showsPlace={showsPlace} key={row.key} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

interface ProcessRowProps {
  readonly row: ArrangedProcess;
  readonly figures: LiveFigures | undefined;
  readonly showsPlace: boolean;
}

function ProcessRow({ row, figures, showsPlace }: ProcessRowProps): JSX.Element {
  const { place, pid, name, command, state, certain, sign, startedAt, contained, announcements, depth } = row;
  const heldUp = whatHoldsUp(state);
  const cell = (value: number | undefined, format: (value: number) => string): JSX.Element => (
    <td class="number" title={figures?.failure}>
      {value === undefined || figures?.failure !== undefined ? "–" : format(value)}
    </td>
  );
  return (
    <tr>
      {showsPlace && <td>{place === "" ? "here" : place}</td>}
      <th scope="row" class={`depth-${Math.min(depth, MOST_DEPTH)}`}>
        {depth > 0 && <span class="quiet">└ </span>}
        <a href={addressOf({ place, pid, rendezvous: undefined }, "overview")}>{name}</a>
      </th>
      <td class="number">{pid}</td>
      <td>
        {heldUp !== "" && <span class="process-state">{`⚠ ${heldUp}`}</span>}
        {!certain && <span title={sign}>maybe armed</span>}
        {contained && <span class="quiet"> in a container</span>}
      </td>
      {cell(figures?.cpu, formatShare)}
      <td>{figures !== undefined && <Sparkline values={figures.cpuLine} least={0.1} />}</td>
      {cell(figures?.resident, formatBytes)}
      {cell(figures?.delay, formatDuration)}
      <td class="number" title={startedAt === 0 ? undefined : formatMoment(startedAt)}>
        {startedAt === 0 ? "–" : formatDuration(Math.max(0, Date.now() - startedAt))}
      </td>
      <td class="process-services">{serviceNames(announcements).join(", ")}</td>
      <td class="command" title={command.join(" ")}>
        {shortCommand(command)}
      </td>
    </tr>
  );
}

/** There is a rule for each in processes.css; what is deeper stands where this does. */
const MOST_DEPTH = 8;

/** The program by its name: the path to it, which is long where a runtime was installed by a tool, tells little. */
export function shortCommand([program = "", ...words]: readonly string[]): string {
  return [program.slice(program.lastIndexOf("/") + 1), ...words].join(" ");
}
