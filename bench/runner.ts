// runner.ts: asks sections for their rounds, and keeps what they measure.
import { join } from "node:path";
import type { Bench, Figure, Section, Values } from "./section.ts";
import { type Spread, spread } from "./spread.ts";

export interface RunOptions {
  readonly rounds: number;
  /** See {@link Bench.scale}. */
  readonly scale: number;
  /** Told how far it has come, who is left out, and what has failed. */
  readonly tell: (line: string) => void;
}

export interface Measured extends Figure {
  /** Over the rounds. Undefined where a peer was missing. */
  readonly spread: Spread | undefined;
  /** Whether the median is on the right side of the bar. Undefined without a bar, or without a value. */
  readonly holds: boolean | undefined;
}

export interface MeasuredSection {
  readonly section: Section;
  readonly figures: readonly Measured[];
  readonly seconds: number;
  /** Why it came to an end before its time. Its figures are of no round then. */
  readonly failure: string | undefined;
}

export interface Results {
  readonly sections: readonly MeasuredSection[];
  /** The peers that could not take part, each with the reason. */
  readonly leftOut: ReadonlyMap<string, string>;
}

/** A section that fails is told of, and the others are run all the same. */
export async function runSections(sections: readonly Section[], options: RunOptions): Promise<Results> {
  const leftOut = new Map<string, string>();
  const built = new Map<string, boolean>();
  const bench: Bench = {
    scale: options.scale,
    build(peer, command) {
      const known = built.get(peer);
      if (known !== undefined) return known;
      const reason = buildFailure(command);
      if (reason !== undefined) bench.leftOut(peer, reason);
      built.set(peer, reason === undefined);
      return reason === undefined;
    },
    leftOut(peer, reason) {
      if (leftOut.has(peer)) return;
      leftOut.set(peer, reason);
      options.tell(`${peer} is left out: ${reason}`);
    },
  };
  const measured: MeasuredSection[] = [];
  for (const section of sections) measured.push(await runSection(section, bench, options));
  return { sections: measured, leftOut };
}

async function runSection(section: Section, bench: Bench, options: RunOptions): Promise<MeasuredSection> {
  const begun = performance.now();
  const seconds = (): number => (performance.now() - begun) / 1000;
  const tell = (line: string): void => options.tell(`${section.name}, ${line}, ${seconds().toFixed(0)} s`);
  try {
    const figures = await measureSection(section, bench, { ...options, tell });
    return { section, figures, seconds: seconds(), failure: undefined };
  } catch (error) {
    options.tell(`${section.name} failed: ${error instanceof Error ? (error.stack ?? error) : error}`);
    const figures = section.figures.map((figure) => measure(figure, []));
    return { section, figures, seconds: seconds(), failure: String(error) };
  }
}

async function measureSection(
  section: Section,
  bench: Bench,
  { rounds, tell }: RunOptions,
): Promise<readonly Measured[]> {
  const all: Values[] = [];
  await using open = await section.open(bench);
  for (let round = 1; round <= rounds; round++) {
    const values = await open.round();
    requireKnownKeys(section, values);
    all.push(values);
    tell(`round ${round} of ${rounds}`);
  }
  return section.figures.map((figure) => measure(figure, all));
}

function requireKnownKeys({ name, figures }: Section, values: Values): void {
  const known = new Set(figures.map(({ key }) => key));
  const unknown = Object.keys(values).filter((key) => !known.has(key));
  if (unknown.length > 0) throw new Error(`${name} measured what it does not list: ${unknown.join(", ")}`);
}

function measure(figure: Figure, rounds: readonly Values[]): Measured {
  const values = rounds.map((round) => round[figure.key]).filter((value) => value !== undefined);
  if (values.some((value) => !Number.isFinite(value))) {
    throw new Error(`${figure.key} came out as ${values.join(", ")}`);
  }
  if (values.length === 0) return { ...figure, spread: undefined, holds: undefined };
  const over = spread(values);
  return { ...figure, spread: over, holds: holds(figure, over.median) };
}

function holds({ bar }: Figure, median: number): boolean | undefined {
  if (bar === undefined) return undefined;
  return "atLeast" in bar ? median >= bar.atLeast : median <= bar.atMost;
}

/** @returns why it failed; undefined if it did not. */
function buildFailure(command: readonly string[]): string | undefined {
  try {
    const { success, stderr } = Bun.spawnSync([...command], {
      cwd: join(import.meta.dirname, "peers"),
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
    });
    return success ? undefined : stderr.toString().trim().split("\n").slice(-3).join("; ");
  } catch (error) {
    // The command itself is missing.
    return String(error);
  }
}
