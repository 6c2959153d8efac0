// output.ts: standard output and standard error, as a command sees them: where it writes, how wide, in which colours.
import picocolors from "picocolors";

export type Colours = ReturnType<typeof picocolors.createColors>;

/** One of the streams that the command writes to. */
export interface Output {
  /** Whether somebody looks at it: false in a pipe and in a file. */
  readonly isTerminal: boolean;
  /** How many characters fit in a line; 80 where it is no terminal. It changes when a window does. */
  readonly columns: number;
  readonly rows: number;
  /** They leave text as it is where there are to be no colours. */
  readonly colours: Colours;
  /** Writes text as it is. What cannot be written since nobody reads it any more ends the command, quietly. */
  write(text: string): void;
  /** Writes a line, or an empty one. */
  line(text?: string): void;
  /**
   * Resolves when there is room for more, or when the command is to stop: what is followed waits for who reads it, and
   * memory does not grow.
   */
  hasRoom(): Promise<void>;
}

/** The part of a `NodeJS.WriteStream` that is used. */
export interface OutputStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  write(text: string): unknown;
  /** Resolves when what was written has left, but for a little; it always has where this is missing. */
  hasRoom?(): Promise<void>;
}

/** @param colours whether there are to be some. */
export function outputTo(stream: OutputStream, colours: boolean): Output {
  return {
    isTerminal: stream.isTTY === true,
    get columns() {
      // A terminal that nobody has given a size says 0.
      return stream.columns || 80;
    },
    get rows() {
      return stream.rows || 24;
    },
    colours: picocolors.createColors(colours),
    write: (text) => void stream.write(text),
    line: (text = "") => void stream.write(`${text}\n`),
    hasRoom: async () => await stream.hasRoom?.(),
  };
}

/**
 * Whether a stream is to be written to in colours. What was asked for on the command line decides, then NO_COLOR and
 * FORCE_COLOR of the environment (neither counts when it is empty; https://no-color.org), then whether it is a terminal.
 */
export function wantsColours(
  stream: OutputStream,
  environment: Readonly<Record<string, string | undefined>>,
  asked: boolean | undefined,
): boolean {
  if (asked !== undefined) return asked;
  if (environment.NO_COLOR) return false;
  if (environment.FORCE_COLOR) return environment.FORCE_COLOR !== "0" && environment.FORCE_COLOR !== "false";
  return stream.isTTY === true && environment.TERM !== "dumb";
}
