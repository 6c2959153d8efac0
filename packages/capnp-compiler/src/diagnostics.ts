// diagnostics.ts: what is wrong with a schema, for people and for tools: each mistake once, where it is.
import type { SourceFile } from "./source.ts";

/** A mistake in a schema. Nothing is thrown for one: all that can be found are returned together. */
export interface Diagnostic {
  /** What is wrong, what was expected; without the place. */
  readonly message: string;
  /** The file, as it was given to the compiler or imported. */
  readonly file: string;
  /** Where it is. Absent: the file as a whole, such as one that does not exist. */
  readonly range?: DiagnosticRange | undefined;
  /** What to do about it, where that can be told. */
  readonly help?: string | undefined;
  /** Other places that belong to it, such as the first of two declarations. */
  readonly notes: readonly DiagnosticNote[];
}

/** A place in a file that belongs to a mistake elsewhere. */
export interface DiagnosticNote {
  readonly message: string;
  readonly file: string;
  readonly range?: DiagnosticRange | undefined;
}

/** From the first character to the one behind the last. Lines and columns count from one, columns in characters. */
export interface DiagnosticRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The text of the first line. */
  readonly text: string;
}

/** Bytes of a file, from the first to behind the last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** More about a mistake; a function is asked only if the mistake is told. */
export type DetailsSource = Details | (() => Details);

export interface Details {
  readonly help?: string | undefined;
  readonly notes?: readonly DiagnosticNote[] | undefined;
}

/** Collects the mistakes of one compilation. */
export class Diagnostics {
  readonly #found: Diagnostic[] = [];
  readonly #places = new Set<string>();
  /** In the order in which they were read. */
  readonly #files: string[] = [];
  #untold = 0;

  /** How many mistakes were reported, also of those that are not told. */
  get count(): number {
    return this.#found.length + this.#untold;
  }

  /** Takes note of a file that is going to be read. */
  begin({ path }: SourceFile): void {
    this.#files.push(path);
  }

  /** What was found, in the order in which people read: by file as these were read, and by line. */
  all(): readonly Diagnostic[] {
    const order = (one: Diagnostic): number => this.#files.indexOf(one.file);
    const line = ({ range }: Diagnostic): number => range?.line ?? 0;
    const column = ({ range }: Diagnostic): number => range?.column ?? 0;
    const sorted = this.#found.toSorted(
      (one, other) => order(one) - order(other) || line(one) - line(other) || column(one) - column(other),
    );
    const last = sorted.at(-1);
    if (this.#untold === 0 || last === undefined) return sorted;
    return [...sorted, { message: `and ${this.#untold} mistakes more`, file: last.file, notes: [] }];
  }

  /** Reports a mistake in a file. What is reported of one place in the same words again is not told again. */
  report(source: SourceFile, span: Span, message: string, more: DetailsSource = {}): void {
    const sentence = shortened(message);
    const place = `${span.start} ${span.end} ${source.path} ${sentence}`;
    if (this.#places.has(place)) return;
    if (this.#found.length >= mostTold) {
      this.#untold++;
      return;
    }
    this.#places.add(place);
    const details = typeof more === "function" ? more() : more;
    this.#found.push({
      message: sentence,
      file: source.path,
      range: rangeOf(source, span),
      help: details.help && shortened(details.help),
      notes: details.notes ?? [],
    });
  }

  /** Reports what is wrong with a file as a whole. */
  reportFile(file: string, message: string, help?: string): void {
    this.#found.push({ message, file, help, notes: [] });
  }
}

/** Nobody reads more, and a hostile file could have a mistake for each of its bytes. */
const mostTold = 100;

/** A sentence about a name that is a page long shows its beginning and its end. */
function shortened(text: string): string {
  return text.length <= longestMessage ? text : `${text.slice(0, longestMessage - 60)} … ${text.slice(-40)}`;
}

const longestMessage = 300;

export function note(source: SourceFile, span: Span, message: string): DiagnosticNote {
  return { message, file: source.path, range: rangeOf(source, span) };
}

function rangeOf(source: SourceFile, { start, end }: Span): DiagnosticRange {
  const from = source.position(start);
  const to = source.position(end);
  return {
    line: from.line,
    column: from.column,
    endLine: to.line,
    endColumn: to.column,
    text: source.lineText(from.line),
  };
}

/**
 * Mistakes as a terminal shows them: each with its file, line and column, the line itself, and a mark below what is
 * meant.
 */
export function formatDiagnostics(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(formatDiagnostic).join("\n");
}

function formatDiagnostic({ message, file, range, help, notes }: Diagnostic): string {
  const lines = excerpt(file, range, `error: ${message}`);
  for (const each of notes) lines.push(...excerpt(each.file, each.range, `note: ${each.message}`));
  if (help !== undefined) lines.push(`  help: ${help}`);
  return lines.join("\n");
}

function excerpt(file: string, range: DiagnosticRange | undefined, message: string): string[] {
  if (range === undefined) return [`${file}: ${message}`];
  const { line, column, endLine, endColumn, text } = range;
  const characters = [...text];
  const until = endLine === line ? endColumn : characters.length + 1;
  // A line may be as long as the file: what is shown fits a terminal.
  const from = column > longestShown ? column - longestShown / 2 : 1;
  const shown = characters.slice(from - 1, from - 1 + longestShown).join("");
  // Tabs below tabs, so that the mark is where the terminal shows the character.
  const indent = characters
    .slice(from - 1, column - 1)
    .map((character) => (character === "\t" ? "\t" : " "))
    .join("");
  const marks = "^".repeat(Math.max(1, Math.min(until - column, from + longestShown - column)));
  const number = String(line);
  return [
    `${file}:${line}:${column}: ${message}`,
    `  ${number} | ${shown}`,
    `  ${" ".repeat(number.length)} | ${indent}${marks}`,
  ];
}

const longestShown = 160;
