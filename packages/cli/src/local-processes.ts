// local-processes.ts: the armed processes of this machine, with what `teleop ps` shows of them besides.
import { readFileSync } from "node:fs";
import { errnoOf, linuxParent, ownProc } from "@teleop/core/plugin";
import { type ArmedProcess, type Change, list, watch } from "@teleop/discovery";
import type { ProcessChange, ProcessRow } from "./host.ts";

/**
 * @param rendezvous only of processes that have one of this name; whoever says nothing of itself may have it.
 * @throws what `list()` of `@teleop/discovery` throws.
 */
export async function listProcesses(
  rendezvous: string | undefined,
  signal: AbortSignal | undefined,
): Promise<readonly ProcessRow[]> {
  const row = rowMaker();
  return (await list({ signal })).filter((armed) => isMeant(armed, rendezvous)).map(row);
}

/** As `listProcesses()`, and then each change. */
export async function* watchProcesses(
  rendezvous: string | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<ProcessChange, void> {
  const only = onlyMeant(rendezvous);
  for await (const change of watch({ signal })) {
    const row = rowMaker();
    const { appeared, changed, disappeared, ended } = only(change);
    yield {
      appeared: appeared.map(row),
      changed: changed.map(row),
      disappeared: disappeared.map(row),
      ended: ended.map(({ process, ending }) => ({ process: row(process), ending })),
    };
  }
}

type WatchedChange = Omit<Change, "processes">;

/**
 * Makes of all changes, one after the other, those of the processes that have the rendezvous: one that says something else of
 * itself may come, or go, by that.
 */
export function onlyMeant(rendezvous: string | undefined): (change: WatchedChange) => WatchedChange {
  const known = new Set<number>();
  return ({ appeared, changed, disappeared, ended }) => {
    // First: what appears may have the PID of one that has gone.
    const gone = disappeared.filter(({ pid }) => known.delete(pid));
    const isThere = (one: ArmedProcess): boolean => isMeant(one, rendezvous);
    const still = changed.filter((one) => known.has(one.pid) && isThere(one));
    const left = changed.filter((one) => known.has(one.pid) && !isThere(one));
    const come = [...appeared, ...changed.filter(({ pid }) => !known.has(pid))].filter(isThere);
    for (const { pid } of left) known.delete(pid);
    for (const { pid } of come) known.add(pid);
    return {
      appeared: come,
      changed: still,
      disappeared: [...gone, ...left],
      ended: ended.filter(({ process }) => isThere(process)),
    };
  };
}

function isMeant({ announcements }: ArmedProcess, rendezvous: string | undefined): boolean {
  if (rendezvous === undefined || announcements.length === 0) return true;
  return announcements.some((said) => said.rendezvous === rendezvous);
}

/** Made anew for each list, since it keeps the names of the users. */
function rowMaker(): (armed: ArmedProcess) => ProcessRow {
  const isTold = ownProc() !== undefined;
  const names = userNames();
  return ({ startTime: _, ...shown }) => ({
    ...shown,
    userName: shown.user === undefined ? undefined : names.get(shown.user),
    uptimeMs: shown.startedAt === undefined ? undefined : Math.max(0, Date.now() - shown.startedAt),
    ancestors: isTold ? ancestorsOf(shown.pid) : undefined,
  });
}

/** The parent, its parent, and so on. A process that ends meanwhile leaves its children to another. */
function ancestorsOf(pid: number): readonly number[] {
  const ancestors = new Set<number>();
  for (let at = linuxParent(pid); at !== undefined && !ancestors.has(at); at = linuxParent(at))
    ancestors.add(at);
  return [...ancestors];
}

/** passwd(5); users of a directory service are shown by their numbers. */
function userNames(): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const line of readOrNothing("/etc/passwd").split("\n")) {
    const [name = "", , uid = ""] = line.split(":");
    // The first one of a number is its name.
    if (/^\d+$/.test(uid) && !names.has(Number(uid))) names.set(Number(uid), name);
  }
  return names;
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return "";
  }
}
