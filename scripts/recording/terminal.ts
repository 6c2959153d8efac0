// terminal.ts: a terminal that nobody looks at: commands run in it as in any other, and what it shows can be drawn.
import { type IBufferCell, Terminal } from "@xterm/headless";

/** Characters side by side that look alike. */
export interface Run {
  readonly text: string;
  /** The column that it begins at, from 0, and how many it takes: some characters take two. */
  readonly column: number;
  readonly width: number;
  readonly style: Style;
}

export interface Style {
  /** Undefined where it is the terminal's own; a number of the palette of 256, or `#rrggbb`. */
  readonly foreground: number | string | undefined;
  readonly background: number | string | undefined;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
}

/** What a terminal shows: the runs of each row, from the top. */
export interface Screen {
  readonly columns: number;
  readonly rows: readonly (readonly Run[])[];
}

/** How a command is run. */
export interface RunOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** When the screen first shows this, `onShown` is called; the command must show it. */
  readonly when?: RegExp;
  readonly onShown?: (press: (keys: string) => void) => void;
  /** When it is aborted the command is killed, and `run` rejects with what the screen showed. */
  readonly signal: AbortSignal;
}

export class RecordedTerminal {
  readonly #columns: number;
  readonly #rows: number;
  readonly #terminal: Terminal;

  constructor(columns: number, rows: number) {
    this.#columns = columns;
    this.#rows = rows;
    this.#terminal = new Terminal({ cols: columns, rows, scrollback: 0, allowProposedApi: true });
  }

  /** Shows text that no command wrote: a prompt, and what is typed at it. */
  async type(text: string): Promise<void> {
    await this.#write(text);
  }

  /**
   * Runs a command in a pseudo-terminal of this size, to its end.
   *
   * @returns its exit code, or the name of the signal that killed it.
   * @throws Error when it never shows what is waited for, or when the signal aborts it, which kills it.
   */
  async run(command: readonly string[], options: RunOptions): Promise<number | string> {
    const { when, onShown, signal } = options;
    signal.throwIfAborted();
    let waiting = when !== undefined;
    let shown = Promise.resolve();
    const ended = Promise.withResolvers<void>();
    await using child = Bun.spawn([...command], {
      cwd: options.cwd,
      env: { ...options.env, TERM: "xterm-256color", COLORTERM: "truecolor" },
      terminal: {
        cols: this.#columns,
        rows: this.#rows,
        data: (pty, data) => {
          shown = this.#write(data).then(() => {
            if (!waiting || !when?.test(this.text())) return;
            waiting = false;
            onShown?.((keys) => pty.write(keys));
          });
        },
        // All that was written has come by then.
        exit: () => ended.resolve(),
      },
    });
    const stop = (): void => {
      child.kill("SIGKILL");
      ended.resolve();
    };
    signal.addEventListener("abort", stop);
    await Promise.all([child.exited, ended.promise]);
    signal.removeEventListener("abort", stop);
    child.terminal?.close();
    await shown;
    const said = `${command.join(" ")} ${signal.aborted ? "took too long" : "has ended"}`;
    if (waiting) throw new Error(`${said}, and never showed ${when}:\n${this.text()}`);
    if (signal.aborted) throw new Error(`${said}, and shows\n${this.text()}`);
    return child.signalCode ?? child.exitCode ?? "unknown";
  }

  /** The rows as plain text, without what is empty at their ends. */
  text(): string {
    const { active } = this.#terminal.buffer;
    return Array.from({ length: this.#rows }, (_, row) =>
      active.getLine(active.baseY + row)?.translateToString(true),
    )
      .join("\n")
      .trimEnd();
  }

  /** @param rows no more than the terminal has; without it, as many as are used. */
  screen(rows: number = this.text().split("\n").length): Screen {
    const { active } = this.#terminal.buffer;
    return {
      columns: this.#columns,
      rows: Array.from({ length: rows }, (_, row) => this.#runs(active.baseY + row)),
    };
  }

  #write(what: string | Uint8Array): Promise<void> {
    return new Promise((resolve) => this.#terminal.write(what, resolve));
  }

  #runs(row: number): Run[] {
    const line = this.#terminal.buffer.active.getLine(row);
    const runs: Run[] = [];
    for (let column = 0; column < this.#columns; column++) {
      const cell = line?.getCell(column);
      // The second half of a wide character is a cell of no width.
      if (cell === undefined || cell.getWidth() === 0) continue;
      const style = styleOf(cell);
      const text = cell.getChars() || " ";
      const last = runs.at(-1);
      if (last !== undefined && Bun.deepEquals(last.style, style)) {
        runs[runs.length - 1] = { ...last, text: last.text + text, width: last.width + cell.getWidth() };
      } else {
        runs.push({ text, column, width: cell.getWidth(), style });
      }
    }
    return runs;
  }
}

function styleOf(cell: IBufferCell): Style {
  const color = (isDefault: boolean, isRgb: boolean, value: number): number | string | undefined => {
    if (isDefault) return undefined;
    return isRgb ? `#${value.toString(16).padStart(6, "0")}` : value;
  };
  const foreground = color(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor());
  const background = color(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor());
  const inverse = cell.isInverse() !== 0;
  return {
    foreground: inverse ? (background ?? "background") : foreground,
    background: inverse ? (foreground ?? "foreground") : background,
    bold: cell.isBold() !== 0,
    dim: cell.isDim() !== 0,
    italic: cell.isItalic() !== 0,
    underline: cell.isUnderline() !== 0,
  };
}
