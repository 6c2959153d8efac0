// capture-table.tsx: the snapshots, or profiles, that were taken: shown, downloaded, discarded, chosen to be compared.
import type { ComponentChildren, JSX } from "preact";
import type { Capture } from "../../captures.capnp.ts";
import { formatBytes, formatMoment } from "../units.ts";

export interface CaptureColumn {
  readonly title: string;
  readonly isNumber?: boolean | undefined;
  readonly cell: (capture: Capture) => ComponentChildren;
}

export interface CaptureTableProps {
  /** What they are: "Snapshots". */
  readonly label: string;
  readonly list: readonly Capture[];
  /** The one that is shown below. */
  readonly shown: string | undefined;
  readonly columns: readonly CaptureColumn[];
  readonly onShow: (capture: Capture) => void;
  readonly onDiscard: (capture: Capture) => void;
  /** Those that are chosen, by id; without it nothing can be chosen. */
  readonly chosen?: readonly string[] | undefined;
  readonly onChoose?: ((id: string, isChosen: boolean) => void) | undefined;
}

export function CaptureTable(props: CaptureTableProps): JSX.Element {
  const { label, list, shown, columns, onShow, onDiscard, chosen, onChoose } = props;
  return (
    <div class="wide">
      <table class="data captures" aria-label={label}>
        <thead>
          <tr>
            {chosen !== undefined && <th scope="col">Compare</th>}
            <th scope="col">Taken</th>
            <th scope="col">Process</th>
            <th scope="col" class="number">
              Size
            </th>
            {columns.map(({ title, isNumber }) => (
              <th scope="col" class={isNumber === true ? "number" : undefined} key={title}>
                {title}
              </th>
            ))}
            <th scope="col">Do</th>
          </tr>
        </thead>
        <tbody>
          {list.map((capture) => (
            <tr key={capture.id} aria-current={capture.id === shown ? "true" : undefined}>
              {chosen !== undefined && (
                <td>
                  <input
                    type="checkbox"
                    aria-label={`Compare the one of ${formatMoment(capture.takenAt)}`}
                    checked={chosen.includes(capture.id)}
                    onChange={(event) => onChoose?.(capture.id, event.currentTarget.checked)}
                  />
                </td>
              )}
              <td>{formatMoment(capture.takenAt)}</td>
              <td>{nameOf(capture)}</td>
              <td class="number">{formatBytes(Number(capture.bytes))}</td>
              {columns.map(({ title, isNumber, cell }) => (
                <td class={isNumber === true ? "number" : undefined} key={title}>
                  {cell(capture)}
                </td>
              ))}
              <td class="row-actions">
                <button type="button" onClick={() => onShow(capture)}>
                  Show
                </button>
                <a href={capture.path} download>
                  Download
                </a>
                <button type="button" onClick={() => onDiscard(capture)}>
                  Discard
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What they take where the console keeps them. */
export function sizeTogether(list: readonly Capture[]): string {
  return formatBytes(list.reduce((sum, { bytes }) => sum + Number(bytes), 0));
}

function nameOf({ subject }: Capture): string {
  const { name = "", pid = 0, place = "" } = subject ?? {};
  return `${name} ${pid}${place === "" ? "" : ` on ${place}`}`.trim();
}
