// context.ts: all that a command has of the world: where it writes, what the common flags say, where processes run.
import { TeleopError } from "@teleop/core/basics";
import type { Host } from "./host.ts";
import type { Output } from "./output/output.ts";

/** What every command is given. */
export interface Context {
  /** For results, and nothing else: programs read it. */
  readonly out: Output;
  /** For everything that is no result: progress, warnings, questions. */
  readonly err: Output;
  /** Standard input; a command that reads keys puts it into raw mode, and takes it out of it again in any case. */
  readonly input: NodeJS.ReadStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Results are to be JSON, one value a line. */
  readonly json: boolean;
  readonly verbose: boolean;
  /** How long attaching may take, and the answer to a question that takes no time; in milliseconds, or Infinity. */
  readonly timeoutMs: number;
  /**
   * Aborted by Ctrl-C, SIGTERM, SIGHUP, and when nobody reads what is printed any more. Pass it with every wait and every call,
   * so that remote work is cancelled. A command that lets its reason escape ends as the reason says, without a word.
   */
  readonly signal: AbortSignal;
  /** Where processes run: this machine, or the places of `--via`. At least one. */
  readonly hosts: readonly Host[];
  /** False where `runTeleop()` is called by a program that does more than that: its process is not to be replaced. */
  readonly ownsProcess: boolean;
}

/**
 * A signal for a call that is answered at once by a target that is well: aborted as `signal` is, and after `--timeout`.
 */
export function answerSoon({ signal, timeoutMs }: Pick<Context, "signal" | "timeoutMs">): AbortSignal {
  if (timeoutMs > MAX_TIMER_MS) return signal;
  const seconds = timeoutMs / 1_000;
  const controller = new AbortController();
  const timer = setTimeout(() => {
    const message = `the target has not answered within ${seconds} s: it may be busy; give it longer with --timeout`;
    controller.abort(new TeleopError("TIMEOUT", message));
  }, timeoutMs);
  timer.unref();
  return AbortSignal.any([signal, controller.signal]);
}

/**
 * For attaching where what is asked takes as long as it likes: a target that hangs is asked whether it is there after
 * `--timeout`, and given up after as long again.
 *
 * @param pauseMs how much longer it may say nothing until it is asked.
 */
export function keepalive({ timeoutMs }: Context, pauseMs = 0): { readonly keepaliveMs?: number } {
  return Number.isFinite(timeoutMs) ? { keepaliveMs: timeoutMs + pauseMs } : {};
}

/** Longer than this is for ever. */
const MAX_TIMER_MS = 2 ** 31 - 1;
