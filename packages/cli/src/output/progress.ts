// progress.ts: how far something has come that takes longer than a second, in one line that is gone when it is over.
import { SingleBar } from "cli-progress";
import type { Context } from "../context.ts";
import { formatBytes, formatDuration } from "./units.ts";

/** Something under way. Disposing it clears the line. */
export interface Progress extends Disposable {
  /**
   * How far it has come.
   *
   * @param total how far it is to come, where that is known by now.
   */
  update(done: number, total?: number): void;
  /** What is done now, such as `the target writes its snapshot`. Of what cannot be measured, time is shown. */
  phase(doing: string): void;
}

export type Unit = "bytes" | "milliseconds";

export interface ProgressOptions {
  /** What is done at first. */
  readonly doing: string;
  /** What an amount is of; bytes if absent. Time needs no rate: that is always a second a second. */
  readonly unit?: Unit | undefined;
}

/**
 * Shows how far something has come, on standard error where that is a terminal, from a second after this was called.
 *
 * @example
 * using progress = showProgress(context, { doing: "the snapshot is on its way" });
 * for await (const chunk of chunks) progress.update((received += chunk.length), size);
 */
export function showProgress(
  { err }: Pick<Context, "err">,
  { doing, unit = "bytes" }: ProgressOptions,
): Progress {
  if (!err.isTerminal) return SILENT;
  let began = performance.now();
  let line: Line = { doing, done: 0, total: undefined };
  const { dim } = err.colours;
  const bar = new SingleBar({
    // It asks of a stream what a terminal has.
    stream: Object.assign(Object.create(null), {
      isTTY: true,
      write: (text: string) => err.write(text),
      get columns() {
        return err.columns;
      },
    }),
    clearOnComplete: true,
    hideCursor: true,
    format: (_options, { eta }) => {
      const parts = lineOf(line, { elapsedMs: performance.now() - began, leftMs: eta * 1_000, unit });
      return [line.doing, ...parts.map((part) => dim(part))].join("  ");
    },
  });
  const timer = setTimeout(() => bar.start(line.total ?? 0, line.done), SHOWN_AFTER_MS);
  return {
    update(done, total = line.total) {
      line = { ...line, done, total };
      if (total !== undefined) bar.setTotal(total);
      bar.update(done);
    },
    phase(next) {
      began = performance.now();
      line = { doing: next, done: 0, total: undefined };
      bar.update(0);
    },
    [Symbol.dispose]() {
      clearTimeout(timer);
      bar.stop();
    },
  };
}

const SHOWN_AFTER_MS = 1_000;

const SILENT: Progress = { update: () => {}, phase: () => {}, [Symbol.dispose]: () => {} };

interface Line {
  readonly doing: string;
  readonly done: number;
  readonly total: number | undefined;
}

interface Pace {
  readonly elapsedMs: number;
  readonly leftMs: number;
  readonly unit: Unit;
}

/** The parts of a line after what is done: the bar and the share, the amount, the rate, and the time left or taken. */
export function lineOf({ done, total }: Line, { elapsedMs, leftMs, unit }: Pace): string[] {
  if (done === 0) return [formatDuration(elapsedMs)];
  const format = unit === "bytes" ? formatBytes : formatDuration;
  const rate = unit === "bytes" ? [`${format((done * 1_000) / elapsedMs)}/s`] : [];
  if (total === undefined || total === 0) return [format(done), ...rate, formatDuration(elapsedMs)];
  const share = Math.min(1, done / total);
  const filled = Math.round(share * BAR_WIDTH);
  const drawn = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
  const left = Number.isFinite(leftMs) && share < 1 ? [`${formatDuration(leftMs)} left`] : [];
  return [`${drawn} ${Math.floor(share * 100)} %`, `${format(done)} of ${format(total)}`, ...rate, ...left];
}

const BAR_WIDTH = 20;
