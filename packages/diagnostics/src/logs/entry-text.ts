// entry-text.ts: what was said to the console, as text, whatever it was, and never longer than a message should be.
import { formatWithOptions, inspect } from "node:util";
import type { Heard } from "./console-tap.ts";

/** Characters of an entry. */
export const LONGEST_TEXT = 16_384;

const HOW = { depth: 4, maxArrayLength: 100, maxStringLength: LONGEST_TEXT, breakLength: 120 } as const;

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
        return inspect(args[0], HOW);
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
    return typeof error === "string" ? error : inspect(error, HOW);
  } catch (failure) {
    return `(an error that cannot be shown: ${reasonOf(failure)})`;
  }
}

function titled(title: string, args: readonly unknown[]): string {
  return args.length === 0 ? title : `${title}: ${format(args)}`;
}

/** Strings are not copied to be cut afterwards. */
function format(args: readonly unknown[]): string {
  const short = args.map((arg) =>
    typeof arg === "string" && arg.length > LONGEST_TEXT ? arg.slice(0, LONGEST_TEXT + 1) : arg,
  );
  return formatWithOptions(HOW, ...short);
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
