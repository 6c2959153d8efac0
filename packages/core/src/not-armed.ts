// not-armed.ts: of a process that does not answer: whether it can be armed at all, and if not, who is meant instead.
import { readdirSync } from "node:fs";
import type { ArmedSign, Attacher } from "./attacher.ts";
import { TeleopError } from "./errors.ts";
import { ownProc, type Proc } from "./proc.ts";
import { linuxParent } from "./process-facts-linux.ts";
import type { Rendezvous } from "./rendezvous.ts";
import { errnoOf } from "./system-error.ts";
import type { Transport } from "./transport.ts";

export interface Suspect {
  readonly rendezvous: Rendezvous;
  readonly attacher: Attacher;
  readonly transport: Transport;
}

/** What is known of a process that has not answered so far. */
export interface Verdict {
  /** Undefined unless it can be told that the process is not armed. */
  readonly error: TeleopError | undefined;
  /** For an error of another kind: what may have gone wrong, and what to do. */
  readonly advice: string | undefined;
}

/**
 * Looks for signs of a process being armed. It is not if there is none and all would be seen. It is the wrapper of an
 * armed process, such as `bun run`, if it shows less than one of its descendants that runs the same program.
 *
 * @param refusal of the attacher, if it does not wake such a process at all.
 * @throws TeleopError `OUT_OF_RESOURCES`.
 */
export function judge(suspect: Suspect, refusal: TeleopError | undefined): Verdict {
  const { pid, name } = suspect.rendezvous;
  const sign = signOf(suspect, pid);
  if (sign.armed === "certainly") return { error: refusal, advice: sign.advice };
  const proc = ownProc();
  const armed = proc === undefined ? undefined : findArmedDescendant(proc, suspect);
  const isWrapper =
    proc !== undefined &&
    armed?.sign.armed === "certainly" &&
    proc.link(pid, "exe") !== undefined &&
    proc.link(pid, "exe") === proc.link(armed.pid, "exe");
  const instead = proc === undefined || armed === undefined ? undefined : describe(proc, armed);
  if (sign.armed !== "no" && !isWrapper && refusal === undefined) {
    return { error: undefined, advice: instead === undefined ? sign.advice : `not it, ${instead}` };
  }
  const who = proc === undefined ? `process ${pid}` : `process ${pid}${commandOf(proc, pid)}`;
  const how = name === undefined ? "armed" : `armed as ${name}`;
  const message =
    instead !== undefined
      ? `${who} is not ${how}, but ${instead}`
      : (refusal?.rawMessage ??
        `${who} is not ${how}: nothing that an armed process has can be seen of it; it must call teleoperate() or listen() first, without TELEOP_DISABLE in its environment`);
  return { error: new TeleopError("NOT_ARMED", message, { pid, cause: refusal }), advice: undefined };
}

function signOf({ rendezvous, attacher, transport }: Suspect, pid: number): ArmedSign {
  const { name } = rendezvous;
  const isBound = transport.isBound?.({ pid, name });
  return attacher.armedSign?.({ pid, name }, { isBound }) ?? { armed: "unknown" };
}

interface Descendant {
  readonly pid: number;
  readonly isChild: boolean;
  readonly sign: ArmedSign;
}

/**
 * The nearest one that is armed for certain, else the nearest that may be. Where the client itself descends from the
 * suspect, neither the client is meant, nor what it runs below, such as `bun run`, unless that is armed for certain.
 */
function findArmedDescendant(proc: Proc, suspect: Suspect): Descendant | undefined {
  const lineage = ownLineage();
  let possible: Descendant | undefined;
  let generation = childrenOf(proc, suspect.rendezvous.pid);
  let looks = 0;
  for (let depth = 1; depth <= MAX_DEPTH; depth++) {
    for (const pid of generation) {
      if (pid === process.pid) continue;
      looks += 1;
      if (looks > MAX_LOOKS) return possible;
      const sign = signOf(suspect, pid);
      const found = { pid, isChild: depth === 1, sign };
      if (sign.armed === "certainly") return found;
      if (sign.armed === "possibly" && !lineage.has(pid)) possible ??= found;
    }
    generation = generation.flatMap((pid) => childrenOf(proc, pid));
  }
  return possible;
}

/** This process, its parent, and so on. */
function ownLineage(): ReadonlySet<number> {
  const lineage = new Set<number>();
  let pid: number | undefined = process.pid;
  while (pid !== undefined && !lineage.has(pid)) {
    lineage.add(pid);
    pid = linuxParent(pid);
  }
  return lineage;
}

/** A wrapper that runs a script that runs a wrapper is three levels. */
const MAX_DEPTH = 5;

/** Of a process with many children. Each look takes a fraction of a millisecond. */
const MAX_LOOKS = 100;

/** proc_pid_task_children(5): of every thread. None where the kernel does not tell. */
function childrenOf(proc: Proc, pid: number): number[] {
  try {
    return readdirSync(proc.path(pid, "task")).flatMap((thread) =>
      (proc.read(pid, `task/${thread}/children`) ?? "")
        .split(" ")
        .filter((child) => child !== "")
        .map(Number),
    );
  } catch (error) {
    if (errnoOf(error) !== undefined) return [];
    throw error;
  }
}

function describe(proc: Proc, { pid, isChild, sign }: Descendant): string {
  const verb = sign.armed === "certainly" ? "is" : "may be";
  return `its ${isChild ? "child" : "descendant"} ${pid}${commandOf(proc, pid)} ${verb}: attach to ${pid}`;
}

/** In parentheses: its command line, proc_pid_cmdline(5), as far as it is told. */
function commandOf(proc: Proc, pid: number): string {
  const words = (proc.read(pid, "cmdline") ?? "").split("\0").join(" ").trim();
  if (words === "") return "";
  return ` (${words.length > MAX_COMMAND ? `${words.slice(0, MAX_COMMAND)}…` : words})`;
}

const MAX_COMMAND = 60;
