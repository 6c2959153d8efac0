// entry-text.ts: what was said to the console, as text, whatever it was, and never longer than a message should be.
import { formatWithOptions, inspect } from "node:util";
import type { Heard } from "./console-tap.ts";
import { isMany, SHOWN_ELEMENTS, tooManyProperties } from "./entry-size.ts";

/** Characters of an entry. */
export const LONGEST_TEXT = 16_384;

/** As deep as the console itself: each level more may take a hundred times as long. */
const HOW = {
  depth: 2,
  maxArrayLength: SHOWN_ELEMENTS,
  maxStringLength: LONGEST_TEXT,
  breakLength: 120,
} as const;
const OUTERMOST = { ...HOW, depth: 0 } as const;

/**
 * What a call of the console prints, without colours; undefined for one that prints nothing. Never throws: what cannot be
 * shown is said to be so.
 */
export function textOf(...[method, args, caller]: Parameters<Heard>): string | undefined {
  try {
    switch (method) {
      case "assert":
        return args[0] ? undefined : titled("Assertion failed", args.slice(1));
      case "dir":
      case "table":
        return shown(args[0]);
      case "trace":
        return `${titled("Trace", args)}\n${stackAbove(caller)}`;
      default:
        return format(args);
    }
  } catch (error) {
    return `(it cannot be shown: ${reasonOf(error)})`;
  }
}

/** What was thrown, and where, and why. Never throws. */
export function textOfError(error: unknown): string {
  try {
    return typeof error === "string" ? error : shown(error);
  } catch (failure) {
    return `(an error that cannot be shown: ${reasonOf(failure)})`;
  }
}

function titled(title: string, args: readonly unknown[]): string {
  return args.length === 0 ? title : `${title}: ${format(args)}`;
}

function format(args: readonly unknown[]): string {
  return formatWithOptions(howToShow(args), ...args.map(shortened));
}

function shown(value: unknown): string {
  const short = shortened(value);
  // What is said in the place of a value is not quoted.
  return typeof short === "string" && short !== value ? short : inspect(short, howToShow([short]));
}

/** Of what would not fit, only the outermost level: making all of it text to cut it afterwards would take seconds. */
function howToShow(values: readonly unknown[]): typeof HOW | typeof OUTERMOST {
  return isMany(values, HOW.depth) ? OUTERMOST : HOW;
}

/** Strings are not copied to be cut afterwards. */
function shortened(value: unknown): unknown {
  if (typeof value === "string") {
    return value.length > LONGEST_TEXT ? value.slice(0, LONGEST_TEXT + 1) : value;
  }
  const properties = tooManyProperties(value);
  return properties === undefined ? value : `[an object with ${properties} properties]`;
}

/** The lines of the stack, without those of this package. */
function stackAbove(caller: Parameters<Heard>[2]): string {
  const holder = { stack: "" };
  Error.captureStackTrace(holder, caller);
  return holder.stack.split("\n").slice(1).join("\n");
}

function reasonOf(error: unknown): string {
  try {
    return String(error);
  } catch {
    return "what it throws cannot be shown either";
  }
}
