// log-filter.ts: which of the entries of a log are shown: by level, and by what stands in them.
import type { Logs_Entry } from "@teleop/diagnostics/client";

export const LEVELS = ["debug", "info", "warn", "error"] as const;
export type Level = (typeof LEVELS)[number];

export interface LogFilter {
  /** The least that is shown. One that this version does not know is always shown. */
  readonly level: Level;
  /** As it was typed. */
  readonly text: string;
}

/** What a filter comes to. Where what was typed is no regular expression, `error` says why, and it counts as not typed. */
export interface Matcher {
  readonly matches: (entry: Logs_Entry) => boolean;
  readonly error: string | undefined;
}

/**
 * Text is looked for as words that all must be there, in any order, whatever their case; `-word` must not be there, and
 * `/…/` is a regular expression, with flags of its own.
 */
export function matcherOf({ level, text }: LogFilter): Matcher {
  const least = LEVELS.indexOf(level);
  const { find, error } = finderOf(text.trim());
  return {
    matches: (entry) => {
      const rank = LEVELS.indexOf(entry.level as Level);
      return (rank < 0 || rank >= least) && find(`${entry.source} ${entry.text}`);
    },
    error,
  };
}

interface Finder {
  readonly find: (text: string) => boolean;
  readonly error?: string;
}

function finderOf(text: string): Finder {
  const [, pattern, flags = ""] = /^\/(.+)\/([a-z]*)$/s.exec(text) ?? [];
  if (pattern !== undefined) return expressionFinder(pattern, flags);
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "" && word !== "-");
  const wanted = words.filter((word) => !word.startsWith("-"));
  const unwanted = words.filter((word) => word.startsWith("-")).map((word) => word.slice(1));
  return {
    find: (entry) => {
      const said = entry.toLowerCase();
      return wanted.every((word) => said.includes(word)) && !unwanted.some((word) => said.includes(word));
    },
  };
}

function expressionFinder(pattern: string, flags: string): Finder {
  try {
    // With g or y an expression remembers where it was, and would pass over every other entry.
    const expression = new RegExp(pattern, flags.replace(/[gy]/g, ""));
    return { find: (entry) => expression.test(entry) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { find: () => true, error: error.message };
  }
}
