// private-entry.ts: the name of a private directory says who made it, so that others can tell whether that one still is
// there. A PID and a start time are not enough: execve(2) keeps both, and a Worker ends while its process lives.
import { isDumpable } from "./proc.ts";
import { type ProcessFacts, processFacts } from "./process-facts.ts";
import {
  linuxImage,
  linuxOwnProgram,
  linuxOwnThread,
  linuxThreads,
  namespaceOf,
  ownNamespace,
} from "./process-facts-linux.ts";
import { type ProcessState, processState } from "./process-state.ts";
import type { Rendezvous } from "./rendezvous.ts";

/** Who made a private directory. What the system did not tell is "0". */
export interface EntryOwner {
  readonly pid: number;
  /** The PID namespace in which `pid` is meant. Systems without such have, so to speak, one. */
  readonly namespace: string;
  readonly startTime: string;
  /** Of the program that the process ran; another one after execve(2). */
  readonly image: string;
  /** The thread, gettid(2) in that namespace. */
  readonly thread: number;
  /** The name of the rendezvous, or nothing. */
  readonly name: string;
}

/** Us, in this thread. */
export function entryOwner({ pid, name = "" }: Rendezvous): EntryOwner {
  const { namespace, startTime, image, thread } = ownProgram();
  return {
    pid,
    namespace: namespace ?? UNTOLD,
    startTime: startTime ?? processFacts(pid)?.startTime ?? UNTOLD,
    // Others of our user may read the name. It tells nothing that the system hides from them.
    image: (isDumpable() ? image : undefined) ?? UNTOLD,
    thread: thread ?? 0,
    name,
  };
}

/** Looked up once: it stays as long as this thread runs JavaScript. What is not told may be later. */
function ownProgram(): NonNullable<ProcessState["program"]> {
  const state = processState();
  if (state.program !== undefined) return state.program;
  const program = {
    namespace: ownNamespace("pid"),
    ...linuxOwnProgram(),
    thread: linuxOwnThread(),
  };
  if (Object.values(program).every((part) => part !== undefined)) state.program = program;
  return program;
}

const UNTOLD = "0";

/** What the names of an owner's entries begin with; a random part follows. */
export function entryPrefix({ pid, namespace, startTime, image, thread, name }: EntryOwner): string {
  return `${pid}_${namespace}_${startTime}_${image}_${thread}_${name}_`;
}

/** @returns undefined for a name that is none of ours. */
export function parseEntry(entry: string): EntryOwner | undefined {
  const match = /^(\d{1,10})_(\d+)_([0-9.]*)_([0-9a-f]+)_(\d{1,10})_([A-Za-z0-9.-]*)_[A-Za-z0-9]+$/.exec(
    entry,
  );
  if (match === null) return undefined;
  const [, pid = "", namespace = "", startTime = "", image = "", thread = "", name = ""] = match;
  return { pid: Number(pid), namespace, startTime, image, thread: Number(thread), name };
}

/**
 * Target side: whether whoever made the entry has ended, so that it may be removed: in our PID namespace, since only
 * there a PID can be looked up. What cannot be told is taken to live.
 *
 * @param self {@link entryOwner} of this thread.
 */
export function isAbandoned(entry: string, owner: EntryOwner, self: EntryOwner): boolean {
  if (owner.namespace !== self.namespace) return false;
  if (owner.pid !== self.pid) {
    const facts = processFacts(owner.pid);
    if (facts === undefined || facts.state === "zombie") return true;
    return hasOtherStartTime(owner, facts) || isReplaced(owner, facts);
  }
  if (owner.startTime !== self.startTime || differ(owner.image, self.image)) return true;
  // A thread that the system does not tell may be any of this process, and what another one holds is not known here.
  if (owner.thread === 0) return false;
  // What this thread holds it knows, so that no predecessor of the same image can hide among it.
  if (owner.thread === self.thread) return !processState().privateDirectories.has(entry);
  return linuxThreads(self.pid)?.includes(owner.thread) === false;
}

/** Says that this thread holds an entry of that name, so that {@link isAbandoned} takes it for held, until disposed. */
export function holdEntry(entry: string): Disposable {
  const { privateDirectories } = processState();
  privateDirectories.add(entry);
  return { [Symbol.dispose]: () => void privateDirectories.delete(entry) };
}

/** Whether it is this very process, in what it runs now, that has made an entry, as far as the system tells. */
export function isEntryOf(owner: EntryOwner, facts: ProcessFacts): boolean {
  return (
    owner.pid === facts.innermostPid &&
    owner.namespace === (pidNamespaceOf(facts) ?? UNTOLD) &&
    !hasOtherStartTime(owner, facts) &&
    !isReplaced(owner, facts)
  );
}

/**
 * The PID namespace that a process is in. A target that is not dumpable hides its namespace links, but not that it has
 * one number in all namespaces we see. Undefined where neither is told.
 */
export function pidNamespaceOf(facts: ProcessFacts): string | undefined {
  const told = namespaceOf(facts.pid, "pid");
  if (told !== undefined) return told;
  if (facts.innermostPid !== facts.pid) return undefined;
  const own = ownNamespace("pid");
  // Without any /proc we do not know our own, and another namespace has the same numbers.
  return own === undefined && process.platform === "linux" ? undefined : (own ?? UNTOLD);
}

/** Client side: whether an entry that the target, or whoever had its PID before, has made is still held by it. */
export function isHeld(owner: EntryOwner, target: ProcessFacts, name: string): boolean {
  return owner.pid === target.innermostPid && owner.name === name && !isReplaced(owner, target);
}

/** Whether the process runs another program by now, or has lost the thread. */
function isReplaced(owner: EntryOwner, { pid, innermostPid }: ProcessFacts): boolean {
  if (owner.image !== UNTOLD && differ(owner.image, linuxImage(pid) ?? UNTOLD)) return true;
  // The first thread lasts as long as the process.
  if (owner.thread === 0 || owner.thread === innermostPid) return false;
  return linuxThreads(pid)?.includes(owner.thread) === false;
}

/** In another time namespace, time_namespaces(7), one process has another start time. */
function hasOtherStartTime(owner: EntryOwner, facts: ProcessFacts): boolean {
  if (facts.startTime === undefined || facts.startTime === owner.startTime) return false;
  return namespaceOf(facts.pid, "time") === ownNamespace("time");
}

function differ(one: string, other: string): boolean {
  return one !== UNTOLD && other !== UNTOLD && one !== other;
}
