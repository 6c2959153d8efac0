// confirm.ts: asks before something that costs the target a lot; where nobody can answer, it is not done.
import { on } from "node:events";
import { createInterface } from "node:readline";
import { TeleopError } from "@teleop/core/basics";
import type { Context } from "../context.ts";

export interface ConfirmOptions {
  /** What it will cost, as a sentence without a full stop: `the target pauses for about 12 s`. */
  readonly cost: string;
  /** Whether the command line says that it is to be done in any case: `--yes`. */
  readonly yes: boolean;
}

/**
 * Tells what something costs, and asks whether it is to be done. With `yes` it only tells.
 *
 * @throws TeleopError `DECLINED` when the answer is no, or there is nobody to ask; the reason of `context.signal`.
 */
export async function confirm(context: Context, { cost, yes }: ConfirmOptions): Promise<void> {
  const { err, input, signal } = context;
  err.line(`${err.colours.yellow("impact:")} ${cost}`);
  if (yes) return;
  if (!err.isTerminal || input.isTTY !== true) {
    throw new TeleopError("DECLINED", `${cost}: pass --yes to do it all the same`);
  }
  err.write("Go on? [y/N] ");
  const answer = await readLine(input, signal);
  if (/^y(es)?$/i.test(answer.trim())) return;
  throw new TeleopError("DECLINED", "nothing was done");
}

/** A line that is typed; empty at the end of the input. The terminal edits it, and makes a signal of Ctrl-C. */
async function readLine(input: NodeJS.ReadStream, signal: AbortSignal): Promise<string> {
  const reader = createInterface({ input, terminal: false });
  try {
    for await (const [line] of on(reader, "line", { signal, close: ["close"] })) return line;
    return "";
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  } finally {
    reader.close();
    input.pause();
  }
}
