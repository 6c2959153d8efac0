// windows-list.ts: the processes of Windows that can be attached to: those that have an event, and those that say
// something of themselves. Loaded on Windows only.
import { join } from "node:path";
import type { Rendezvous } from "@teleop/core";
import {
  type HeldDirectory,
  holdDirectory,
  isEntryOf,
  messageOf,
  type ProcessFacts,
  processFacts,
  TeleopError,
} from "@teleop/core/plugin";
import {
  attachEventName,
  listWindowsProcesses,
  OWN_PROCESS,
  openAttachEvent,
  openProcessToken,
  readProcessPaths,
  type Sid,
  SYSTEM_SID,
  tokenPeer,
  type WindowsProcess,
} from "@teleop/core/windows";
import { listAttachEvents } from "./attach-events.ts";
import { splitCommandLine } from "./command-line.ts";
import { type Entry, MAX_RECORDS, recordsIn, removeAbandoned } from "./entries.ts";
import type { ArmedProcess, ListOptions } from "./list.ts";
import { type IgnoredHook, requireSystemError } from "./places.ts";
import { readRecord } from "./read-record.ts";
import { type Announcement, nameOf, RECORD_SUFFIX } from "./record.ts";
import { windowsPlace, windowsPrivacy } from "./write-record.ts";

/** As `list()` does, which has checked the options. Who is no administrator sees processes of the same user only. */
export async function listOnWindows(options: ListOptions): Promise<readonly ArmedProcess[]> {
  const { unannounced = "possible", onIgnored = () => {}, signal } = options;
  signal?.throwIfAborted();
  const viewer = ownViewer();
  using records = openRecords(onIgnored);
  const entries = records?.entries ?? [];
  const events = Map.groupBy(unannounced === "none" ? [] : listAttachEvents(), ({ pid }) => pid);
  const pids = new Set([...events.keys(), ...entries.map(({ owner }) => owner.pid)]);
  const system = new Map(listWindowsProcesses().map((known) => [known.pid, known]));
  const found: ArmedProcess[] = [];
  for (const pid of [...pids].sort((one, other) => one - other)) {
    signal?.throwIfAborted();
    const facts = processFacts(pid);
    if (facts === undefined || facts.state === "zombie" || !viewer.maySee(facts.sid)) continue;
    const told = facts.sid === viewer.sid ? (records?.of(facts) ?? []) : [];
    const sign =
      told[0] === undefined ? signOf(facts, events.get(pid) ?? [], onIgnored) : `its record ${told[0].path}`;
    if (sign === undefined) continue;
    const announcements = told.map(({ said }) => said);
    found.push(describe(facts, system, sign, announcements));
  }
  return found;
}

interface Viewer {
  readonly sid: Sid | undefined;
  maySee(user: Sid | undefined): boolean;
}

function ownViewer(): Viewer {
  using token = openProcessToken(OWN_PROCESS);
  const { sid, administrator } = tokenPeer(token.value);
  const seesAll = administrator === true || sid === SYSTEM_SID;
  return { sid, maySee: (user) => user !== undefined && (seesAll || user === sid) };
}

/** By an event that is the process's own; somebody else may have made one of that name. */
function signOf(
  facts: ProcessFacts,
  events: readonly Rendezvous[],
  ignored: IgnoredHook,
): string | undefined {
  for (const event of events) {
    const name = attachEventName(event);
    const found = openAttachEvent(name, facts.sid);
    if (found.state === "trusted") {
      found.event[Symbol.dispose]();
      return `its event ${name}`;
    }
    if (found.state !== "absent") ignored(name, found.why);
  }
  return undefined;
}

function describe(
  facts: ProcessFacts,
  system: ReadonlyMap<number, WindowsProcess>,
  sign: string,
  announcements: readonly Announcement[],
): ArmedProcess {
  const { pid, startTime, state, sid } = facts;
  const [first] = announcements;
  const command = commandOf(pid) ?? first?.command ?? [];
  return {
    pid,
    startTime,
    startedAt: startTime === undefined ? undefined : unixTime(startTime),
    parent: parentOf(pid, system),
    user: undefined,
    sid,
    state,
    contained: false,
    name: first?.name ?? nameOf(command),
    command,
    armed: "certainly",
    sign,
    announcements,
  };
}

/** A process that started later only has the number of the one that has ended. */
function parentOf(pid: number, system: ReadonlyMap<number, WindowsProcess>): number | undefined {
  const own = system.get(pid);
  const parent = own === undefined ? undefined : system.get(own.parent);
  if (own === undefined || parent === undefined) return undefined;
  return BigInt(parent.startTime) <= BigInt(own.startTime) ? parent.pid : undefined;
}

function commandOf(pid: number): readonly string[] | undefined {
  try {
    return splitCommandLine(readProcessPaths(pid).commandLine);
  } catch (error) {
    // It is elevated, and we are not, or it has ended.
    if (error instanceof TeleopError) return undefined;
    throw error;
  }
}

/** Of a FILETIME: tenths of microseconds since 1601. */
function unixTime(fileTime: string): number {
  return Number(BigInt(fileTime) / 10_000n - 11_644_473_600_000n);
}

interface Told {
  readonly path: string;
  readonly said: Announcement;
}

/** The records of this user. */
interface Records extends Disposable {
  readonly entries: readonly Entry[];
  /** What a process says of itself, in as many records. */
  of(facts: ProcessFacts): readonly Told[];
}

/** Undefined where there are none, or none that can be trusted: that is told. */
function openRecords(ignored: IgnoredHook): Records | undefined {
  let path = "";
  let directory: HeldDirectory | undefined;
  try {
    const { base, folder } = windowsPlace();
    path = join(base, folder);
    directory = holdDirectory(path, { followLinks: false });
    const why = windowsPrivacy().whyNotPrivate(path, directory.stats);
    if (why !== undefined) {
      ignored(path, why);
      directory[Symbol.dispose]();
      return undefined;
    }
    const entries = recordsIn(directory);
    removeAbandoned(directory, entries);
    return recordsOf(directory, entries, ignored);
  } catch (error) {
    directory?.[Symbol.dispose]();
    requireSystemError(error);
    if (Reflect.get(Object(error), "code") !== "ENOENT") ignored(path, messageOf(error));
    return undefined;
  }
}

function recordsOf(directory: HeldDirectory, entries: readonly Entry[], ignored: IgnoredHook): Records {
  const read = (entry: Entry): readonly Told[] => {
    const path = join(directory.path, entry.file);
    try {
      // Whoever may write in its directory is trusted; node:fs tells neither owner nor mode.
      const said = readRecord(directory, entry, {
        kind: "a regular file",
        owners: [UNTOLD_UID],
        onlyOwnerWrites: false,
      });
      return [{ path, said }];
    } catch (error) {
      requireSystemError(error);
      ignored(path, messageOf(error));
      return [];
    }
  };
  return {
    entries,
    of: (facts) =>
      entries
        .filter(({ file, owner }) => file.endsWith(RECORD_SUFFIX) && isEntryOf(owner, facts))
        .slice(0, MAX_RECORDS)
        .flatMap(read),
    [Symbol.dispose]: () => directory[Symbol.dispose](),
  };
}

/** What node:fs says on Windows, of everything. */
const UNTOLD_UID = 0;
