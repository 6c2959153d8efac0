// view.tsx: what a process says, as it says it: by level and text, held while somebody reads, and saved as a file.
import type { JSX } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ViewProps } from "../app/target.ts";
import { PursuitNotice } from "../components/pursuit-notice.tsx";
import { saveText } from "../components/save-text.ts";
import { formatExactClock, formatNumber } from "../units.ts";
import { type LogItem, shownItems } from "./log-book.ts";
import { LEVELS, type Level, type LogFilter, matcherOf } from "./log-filter.ts";
import { Loggers } from "./loggers.tsx";
import { logsOf } from "./logs-keeper.ts";

/** How many rows there are at first; a button shows as many more. */
const ROWS = 1_000;

export function View({ target }: ViewProps): JSX.Element {
  const keeper = logsOf(target);
  const version = keeper.version.value;
  const [filter, setFilter] = useState<LogFilter>({ level: "debug", text: "" });
  const [held, setHeld] = useState<{ readonly items: readonly LogItem[]; readonly count: number }>();
  const [rows, setRows] = useState(ROWS);
  const { book } = keeper;
  const matcher = useMemo(() => matcherOf(filter), [filter]);
  const items = held?.items ?? book.items;
  const found = useMemo(() => shownItems(items, matcher), [items, matcher, version]);
  const shown = found.slice(-rows);

  const hold = (): void => setHeld(held === undefined ? { items: book.items, count: book.count } : undefined);
  return (
    <section class="logs" aria-label="Logs">
      <div class="section-head">
        <label>
          <span class="quiet">at least</span>{" "}
          <select
            value={filter.level}
            onChange={({ currentTarget }) => setFilter({ ...filter, level: currentTarget.value as Level })}
          >
            {LEVELS.map((level) => (
              <option key={level}>{level}</option>
            ))}
          </select>
        </label>
        <input
          type="search"
          class="log-filter"
          aria-label="Filter"
          aria-invalid={matcher.error !== undefined}
          placeholder="Filter: words, -without, /expression/"
          value={filter.text}
          onInput={({ currentTarget }) => setFilter({ ...filter, text: currentTarget.value })}
        />
        <button type="button" aria-pressed={held !== undefined} onClick={hold}>
          {held === undefined ? "Pause" : `Go on (${formatNumber(book.count - held.count)} new)`}
        </button>
        <button
          type="button"
          onClick={() => {
            keeper.clear();
            setHeld(undefined);
          }}
        >
          Clear
        </button>
        <button
          type="button"
          disabled={found.length === 0}
          onClick={() => saveText(`${target.process?.name ?? target.address.pid}`, ".log", textOf(found))}
        >
          Save
        </button>
        <span class="quiet" role="status">
          {countsOf(found, items, book.dropped, book.forgotten)}
        </span>
      </div>
      {matcher.error !== undefined && (
        <p class="log-problem">{`The filter is no regular expression: ${matcher.error}`}</p>
      )}
      {!keeper.isConsoleSeen.value && (
        <p class="log-problem">Its console cannot be followed: the application has frozen it.</p>
      )}
      <PursuitNotice state={keeper.state.value} what="logs" />
      {keeper.state.value.state === "following" && items.length === 0 && (
        <p class="quiet">
          It has said nothing since it is followed. What it said before is there only where the application
          keeps it; what it writes to process.stdout itself is not seen.
        </p>
      )}
      <LogList items={shown} isHeld={held !== undefined}>
        {found.length > shown.length && (
          <li>
            <button type="button" onClick={() => setRows(rows + ROWS)}>
              {`Show earlier ones, of ${formatNumber(found.length - shown.length)}`}
            </button>
          </li>
        )}
      </LogList>
      <Loggers target={target} />
    </section>
  );
}

interface LogListProps {
  readonly items: readonly LogItem[];
  readonly isHeld: boolean;
  readonly children: JSX.Element | false;
}

/** Stays at its end while somebody looks at that. */
function LogList({ items, isHeld, children }: LogListProps): JSX.Element {
  const list = useRef<HTMLOListElement>(null);
  // A row never changes: given the same one again, there is nothing to compare.
  const rows = useRef(new WeakMap<LogItem, JSX.Element>());
  const rowOf = (item: LogItem): JSX.Element => {
    const row = rows.current.get(item) ?? <LogRow item={item} key={item.id} />;
    rows.current.set(item, row);
    return row;
  };
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    const element = list.current;
    if (element !== null && isAtEnd.current && !isHeld) element.scrollTop = element.scrollHeight;
  });
  return (
    <ol
      class="log"
      ref={list}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
      tabIndex={0}
      aria-label="What it says"
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < AT_END_PIXELS;
      }}
    >
      {children}
      {items.map(rowOf)}
    </ol>
  );
}

const AT_END_PIXELS = 8;

function LogRow({ item }: { readonly item: LogItem }): JSX.Element {
  if (item.kind === "dropped") {
    return (
      <li class="log-note">{`${formatNumber(item.count)} entries were dropped here: they came faster than they could be shown`}</li>
    );
  }
  if (item.kind === "note") return <li class="log-note">{item.text}</li>;
  const { time, level, source, text, isCut } = item.entry;
  return (
    <li class={`log-entry log-${level}`}>
      <time class="log-time">{formatExactClock(time)}</time>
      <span class="log-level">{level}</span>
      <span class="log-text">
        {!source.startsWith("console.") && <strong>{`${source} `}</strong>}
        {text}
        {isCut && <span class="quiet"> … (cut)</span>}
      </span>
    </li>
  );
}

function countsOf(
  found: readonly LogItem[],
  items: readonly LogItem[],
  dropped: number,
  forgotten: number,
): string {
  return [
    found.length === items.length
      ? `${formatNumber(items.length)} lines`
      : `${formatNumber(found.length)} of ${formatNumber(items.length)} lines`,
    ...(dropped > 0 ? [`${formatNumber(dropped)} dropped`] : []),
    ...(forgotten > 0 ? [`${formatNumber(forgotten)} older ones are no more here`] : []),
  ].join(", ");
}

/** As a file has it: a line for each, with the date in a form that sorts. */
function textOf(items: readonly LogItem[]): string {
  return items
    .map((item) => {
      if (item.kind === "note") return `(${item.text})\n`;
      if (item.kind === "dropped") return `(${item.count} entries were dropped here)\n`;
      const { time, level, source, text } = item.entry;
      return `${new Date(time).toISOString()} ${level} ${source} ${text}\n`;
    })
    .join("");
}
