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

export interface TerminalOptions {
  readonly columns: number;
  readonly rows: number;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** When it is aborted the program is killed, and whoever waits for it gets an error that shows the screen. */
  readonly signal: AbortSignal;
}

/** A program in a terminal. Disposing kills it, and waits for its end. */
export class RecordedTerminal implements AsyncDisposable {
  readonly #columns: number;
  readonly #rows: number;
  readonly #terminal: Terminal;
  readonly #child: Bun.Subprocess;
  readonly #command: string;
  readonly #signal: AbortSignal;
  readonly #stop = (): void => {
    this.#child.kill("SIGKILL");
    this.#end();
  };
  #shown = Promise.resolve();
  #isOver = false;
  #changed = Promise.withResolvers<void>();

  constructor(command: readonly string[], { columns, rows, cwd, env, signal }: TerminalOptions) {
    signal.throwIfAborted();
    this.#columns = columns;
    this.#rows = rows;
    this.#command = command.join(" ");
    this.#signal = signal;
    this.#terminal = new Terminal({ cols: columns, rows, scrollback: 0, allowProposedApi: true });
    this.#child = Bun.spawn([...command], {
      cwd,
      env: { ...env, TERM: "xterm-256color", COLORTERM: "truecolor" },
      terminal: {
        cols: columns,
        rows,
        data: (_pty, data) => {
          this.#shown = this.write(data).then(() => this.#change());
        },
        // All that was written has come by then.
        exit: () => this.#end(),
      },
    });
    signal.addEventListener("abort", this.#stop);
  }

  /** What keys send to the program. */
  press(keys: string): void {
    this.#child.terminal?.write(keys);
  }

  /** Shows what the program has not written. */
  write(what: string | Uint8Array): Promise<void> {
    return new Promise((resolve) => this.#terminal.write(what, resolve));
  }

  /**
   * Resolves when the screen looks so, be it already.
   *
   * @throws Error that shows the screen, when the program ends or is stopped before.
   */
  async shows(what: RegExp): Promise<void> {
    for (;;) {
      await this.#shown;
      if (what.test(this.text())) return;
      const reason = this.#signal.aborted ? "takes too long" : this.#isOver ? "has ended" : undefined;
      if (reason !== undefined)
        throw new Error(`${this.#command} ${reason}, without ${what}:\n${this.text()}`);
      await this.#changed.promise;
    }
  }

  /** Resolves with the exit code, or with the name of the signal that killed it, when all that it wrote is shown. */
  async ended(): Promise<number | string> {
    while (!this.#isOver) await this.#changed.promise;
    await this.#child.exited;
    await this.#shown;
    return this.#child.signalCode ?? this.#child.exitCode ?? "unknown";
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

  async [Symbol.asyncDispose](): Promise<void> {
    this.#signal.removeEventListener("abort", this.#stop);
    this.#stop();
    await this.#child.exited;
    this.#child.terminal?.close();
  }

  #end(): void {
    this.#isOver = true;
    this.#change();
  }

  #change(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
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
