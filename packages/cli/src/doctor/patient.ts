// patient.ts: whom `teleop doctor` looks at, and by what means an attach would reach it.
import type { Attacher, Transport } from "@teleop/core";
import { onWindows, ownProc, type Proc, type ProcessFacts, TeleopError } from "@teleop/core/plugin";
import type { Target } from "@teleop/defaults";

export interface Means {
  readonly attacher: Attacher;
  readonly transport: Transport;
  /** Which rendezvous. */
  readonly name: string | undefined;
  readonly signal: AbortSignal | undefined;
  attach(pid: number): Promise<Target>;
}

/** A process that is there, and what there is to look at it by. */
export interface Patient {
  readonly pid: number;
  readonly facts: ProcessFacts;
  /** Undefined elsewhere than on Linux, and without a /proc of our own. */
  readonly proc: Proc | undefined;
  readonly means: Means;
}

/** Its command line, shortened; empty where it is not told. */
export function commandOf(pid: number): string {
  const words =
    process.platform === "win32"
      ? windowsCommandLine(pid)
      : (ownProc()?.read(pid, "cmdline") ?? "").split("\0").join(" ").trim();
  return words.length > MAX_COMMAND ? `${words.slice(0, MAX_COMMAND)}…` : words;
}

const MAX_COMMAND = 80;

function windowsCommandLine(pid: number): string {
  try {
    return onWindows().readProcessPaths(pid).commandLine.trim();
  } catch (error) {
    if (error instanceof TeleopError) return "";
    throw error;
  }
}

/** The variables of the environment with which it was started; undefined where that is not told. */
export function environmentOf({ proc, pid }: Patient): Readonly<Record<string, string>> | undefined {
  const text = proc?.read(pid, "environ");
  if (text === undefined) return undefined;
  const entries = text.split("\0").flatMap((entry) => {
    const at = entry.indexOf("=");
    return at > 0 ? [[entry.slice(0, at), entry.slice(at + 1)] as const] : [];
  });
  return Object.fromEntries(entries);
}
