// list.ts: finds the processes that can be attached to: by what they say of themselves, if it is they who say it, and by
// what arming leaves behind.
import {
  type HeldDirectory,
  isEntryOf,
  linuxParent,
  messageOf,
  ownProc,
  type ProcessFacts,
  pidNamespaceOf,
  processFacts,
  readUptime,
  requireFunction,
  requireOptions,
  requireSignal,
  show,
  TeleopError,
  targetRoot,
} from "@teleop/core/plugin";
import { type Entry, MAX_RECORDS, openPrivate, privatesIn, recordsIn, removeAbandoned } from "./entries.ts";
import { type IgnoredHook, PlaceFinder, type Places, requireSafe, requireSystemError } from "./places.ts";
import { readRecord } from "./read-record.ts";
import { type Announcement, nameOf, RECORD_SUFFIX } from "./record.ts";
import { possibleSign } from "./signs.ts";

/** A process that can be attached to, or may be. */
export interface ArmedProcess {
  /** As the caller sees it. */
  readonly pid: number;
  /** When it started, in the system's own unit: with the PID it tells the process from all others. */
  readonly startTime: string | undefined;
  /** The same in milliseconds of `Date.now()`; undefined where the system does not tell. */
  readonly startedAt: number | undefined;
  /** Who started it, or has adopted it; undefined where the system does not tell. */
  readonly parent: number | undefined;
  /** Its effective user, as the caller's user namespace has it; undefined on Windows. */
  readonly user: number | undefined;
  /** On Windows, instead of `user`: the security identifier of its user. */
  readonly sid: string | undefined;
  /** "stopped" by a signal, "traced" when a debugger has stopped it: then nothing answers. */
  readonly state: ProcessFacts["state"];
  /** Whether it lives in another PID namespace or file system root than the caller, as in a container. */
  readonly contained: boolean;
  /** What it calls itself, else what its command is called. */
  readonly name: string;
  /** The program and its arguments as the system tells them, else as it says itself. Any process may put anything there. */
  readonly command: readonly string[];
  /** "possibly" where it shows something that programs may have that know nothing of teleop. */
  readonly armed: "certainly" | "possibly";
  /** What shows that: "its record /run/user/1000/teleop/…". */
  readonly sign: string;
  /** What it says of itself, for each rendezvous that it offers; none from one that does not announce itself. */
  readonly announcements: readonly Announcement[];
}

export interface ListOptions {
  /** Ends the look; it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Which processes that say nothing to show, too: those that are armed for "certain", those that "possibly" are, which is
   * the default, or "none".
   */
  readonly unannounced?: "none" | "certain" | "possible" | undefined;
  /** Told of what was not believed, or could not be looked at, and why: a record of another user's making, a pipe. */
  readonly onIgnored?: ((path: string, reason: string) => void) | undefined;
}

/**
 * The processes that can be attached to, as far as this user sees them, by PID: its own, and for root everybody's, those
 * in containers included. It waits for none of them, so that it shows those that are stopped, too.
 *
 * A record counts only for a process that lives, that has the PID, the start time, the namespace and the program that the
 * record's name says, and whose user the record and its directory belong to. Records of this user's processes that have
 * ended are removed.
 *
 * On Windows those are shown that have an event or a record: the user's own, and for who acts as an administrator
 * everybody's that have an event. Elsewhere only those in this user's own directories are found, and of the others nothing is told.
 *
 * @throws TeleopError `INVALID_ARGUMENT`, `OUT_OF_RESOURCES`; the reason of `options.signal`.
 */
export async function list(options: ListOptions = {}): Promise<readonly ArmedProcess[]> {
  requireListOptions(options);
  return (await lookAtAll(options)).processes;
}

/** @throws TeleopError `INVALID_ARGUMENT`; the reason of a signal that has aborted already. */
export function requireListOptions(options: ListOptions): void {
  requireOptions(options);
  const { signal, unannounced, onIgnored } = options;
  requireSignal(signal);
  requireFunction("onIgnored", onIgnored);
  if (unannounced !== undefined && !["none", "certain", "possible"].includes(unannounced)) {
    throw new TeleopError(
      "INVALID_ARGUMENT",
      `unannounced must be "none", "certain" or "possible", not ${show(unannounced)}`,
    );
  }
  signal?.throwIfAborted();
}

export interface Sight {
  readonly processes: readonly ArmedProcess[];
  /** All places that were looked at. */
  readonly places: readonly Places[];
}

/** As {@link list}, which has checked the options, with where it has looked. */
export async function lookAtAll(options: ListOptions): Promise<Sight> {
  if (process.platform !== "win32") return await new Look(options).all();
  const { listOnWindows } = await import("./windows-list.ts");
  return { processes: await listOnWindows(options), places: [] };
}

/** One look at everything. */
class Look {
  readonly #signal: AbortSignal | undefined;
  readonly #unannounced: Required<ListOptions>["unannounced"];
  readonly #ignored: IgnoredHook;
  readonly #places: PlaceFinder;
  readonly #now = clock();
  readonly #namespace = ownNamespace();
  #rested: number = performance.now();

  constructor({ signal, unannounced = "possible", onIgnored = () => {} }: ListOptions) {
    this.#signal = signal;
    this.#unannounced = unannounced;
    this.#ignored = onIgnored;
    this.#places = new PlaceFinder(onIgnored, signal);
  }

  async all(): Promise<Sight> {
    const seen = await this.#processes();
    const records = await this.#announcements(seen);
    const privates = this.#unannounced === "none" ? NOTHING : await this.#privateDirectories(seen);
    const found: ArmedProcess[] = [];
    for (const process of seen) {
      await this.#rest();
      const armed = this.#judge(process, records.get(process), privates.get(process));
      if (armed !== undefined) found.push(armed);
    }
    return { processes: found, places: this.#places.found() };
  }

  /** Those whose directories this user may look into. */
  async #processes(): Promise<readonly Seen[]> {
    const euid = process.geteuid?.();
    const seen: Seen[] = [];
    for (const pid of ownProc()?.pids() ?? (await this.#pidsOfRecords())) {
      await this.#rest();
      const facts = processFacts(pid);
      if (facts === undefined || facts.kernelThread || facts.state === "zombie") continue;
      const owner = facts.euid ?? euid;
      if (owner === undefined || (owner !== euid && euid !== 0)) continue;
      seen.push({ facts, owner, places: await this.#places.of(facts, owner) });
    }
    return seen;
  }

  /** Where the system lists no processes: those that have left something in our own directories. */
  async #pidsOfRecords(): Promise<readonly number[]> {
    const facts = processFacts(process.pid);
    const owner = process.geteuid?.();
    if (facts === undefined || owner === undefined) return [];
    const { records, privates } = await this.#places.of(facts, owner);
    const entries = [
      ...records.flatMap((path) => this.#entries(path, owner, recordsIn)),
      ...privates.flatMap((path) => this.#entries(path, owner, privatesIn)),
    ];
    const pids = entries.map((entry) => entry.owner.pid);
    return [...new Set(pids)].sort((one, other) => one - other);
  }

  async #announcements(seen: readonly Seen[]): Promise<ReadonlyMap<Seen, readonly Told[]>> {
    const told = new Map<Seen, Told[]>();
    for (const { path, owner, users } of sharedBy(seen, ({ records }) => records)) {
      await this.#rest();
      this.#entries(path, owner, (directory) => {
        const entries = recordsIn(directory);
        for (const [process, entry] of matches(users, entries)) {
          const known = told.get(process) ?? [];
          if (!entry.file.endsWith(RECORD_SUFFIX) || known.length === MAX_RECORDS) continue;
          const said = this.#read(directory, entry, owner);
          if (said !== undefined) told.set(process, [...known, { path: `${path}/${entry.file}`, said }]);
        }
        if (owner === process.geteuid?.()) removeAbandoned(directory, entries);
        return entries;
      });
    }
    return told;
  }

  #read(directory: HeldDirectory, entry: Entry, owner: number): Announcement | undefined {
    const path = `${directory.path}/${entry.file}`;
    try {
      // In its own directory a user may mount something even over a file.
      if (owner !== process.geteuid?.()) requireSafe(path);
      return readRecord(directory, entry, {
        kind: "a regular file",
        owners: [owner],
        onlyOwnerWrites: true,
      });
    } catch (error) {
      requireSystemError(error);
      this.#ignored(path, messageOf(error));
      return undefined;
    }
  }

  async #privateDirectories(seen: readonly Seen[]): Promise<ReadonlyMap<Seen, string>> {
    const found = new Map<Seen, string>();
    for (const { path, owner, users } of sharedBy(seen, ({ privates }) => privates)) {
      await this.#rest();
      const entries = this.#entries(path, owner, privatesIn);
      for (const [process, { file }] of matches(users, entries)) found.set(process, `${path}/${file}`);
    }
    return found;
  }

  /** What is in a directory of a user's; nothing of one that is not to be trusted, or that the system fails to read. */
  #entries(
    path: string,
    owner: number,
    look: (directory: HeldDirectory) => readonly Entry[],
  ): readonly Entry[] {
    using directory = openPrivate(path, owner, this.#ignored);
    if (directory === undefined) return [];
    try {
      return look(directory);
    } catch (error) {
      requireSystemError(error);
      this.#ignored(path, messageOf(error));
      return [];
    }
  }

  #judge(process: Seen, told: readonly Told[] = [], directory: string | undefined): ArmedProcess | undefined {
    const { facts, owner, places } = process;
    const startedAt = this.#now(facts.startTime);
    const announcements = told.map(({ said }) => said);
    const describe = (armed: ArmedProcess["armed"], sign: string): ArmedProcess => ({
      ...this.#shown(facts, announcements),
      startedAt,
      user: owner,
      sid: undefined,
      armed,
      sign,
      announcements,
    });
    const [first] = told;
    if (first !== undefined) return describe("certainly", `its record ${first.path}`);
    if (directory !== undefined) return describe("certainly", `its private directory ${directory}`);
    if (this.#unannounced !== "possible") return undefined;
    const sign = possibleSign(facts, places, startedAt);
    return sign === undefined ? undefined : describe("possibly", sign);
  }

  #shown(facts: ProcessFacts, announcements: readonly Announcement[]): Shown {
    const { pid, startTime, state } = facts;
    const proc = ownProc();
    const told = (proc?.read(pid, "cmdline") ?? "").split("\0").slice(0, -1);
    const [first] = announcements;
    const command = told.length > 0 ? told : (first?.command ?? []);
    return {
      pid,
      startTime,
      state,
      parent: linuxParent(pid),
      contained: pidNamespaceOf(facts) !== this.#namespace || targetRoot(pid) !== "",
      name: first?.name ?? nameOf(command),
      command,
    };
  }

  /** Lets others have their turn: a machine may run thousands of processes. */
  async #rest(): Promise<void> {
    this.#signal?.throwIfAborted();
    if (performance.now() - this.#rested < TURN_MS) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#rested = performance.now();
  }
}

type Shown = Omit<ArmedProcess, "startedAt" | "user" | "sid" | "armed" | "sign" | "announcements">;

function ownNamespace(): string | undefined {
  const facts = processFacts(process.pid);
  return facts === undefined ? undefined : pidNamespaceOf(facts);
}

const NOTHING: ReadonlyMap<Seen, string> = new Map();
const TURN_MS = 10;

interface Seen {
  readonly facts: ProcessFacts;
  readonly owner: number;
  readonly places: Places;
}

interface Told {
  readonly path: string;
  readonly said: Announcement;
}

interface Shared {
  readonly path: string;
  readonly owner: number;
  readonly users: readonly Seen[];
}

/** The directories, each with those processes of one user who have it. Another user may be told to use the same. */
function sharedBy(
  seen: readonly Seen[],
  directories: (places: Places) => readonly string[],
): Iterable<Shared> {
  const shared = new Map<string, Shared & { readonly users: Seen[] }>();
  for (const process of seen) {
    const { owner, places } = process;
    for (const path of directories(places)) {
      const key = `${owner}:${path}`;
      const known = shared.get(key);
      if (known === undefined) shared.set(key, { path, owner, users: [process] });
      else known.users.push(process);
    }
  }
  return shared.values();
}

/** Which entry is whose. Processes of several PID namespaces may have one number. */
function* matches(users: readonly Seen[], entries: readonly Entry[]): Generator<[Seen, Entry]> {
  const byPid = Map.groupBy(users, ({ facts }) => facts.innermostPid);
  for (const entry of entries) {
    const process = byPid.get(entry.owner.pid)?.find(({ facts }) => isEntryOf(entry.owner, facts));
    if (process !== undefined) yield [process, entry];
  }
}

/** Of a start time that Linux tells: in hundredths of a second since the machine started. */
function clock(): (startTime: string | undefined) => number | undefined {
  const uptime = process.platform === "linux" ? Number.parseFloat(readUptime() ?? "") : Number.NaN;
  const booted = Date.now() - uptime * 1000;
  return (startTime) => {
    const at = booted + Number(startTime) * 10;
    return Number.isFinite(at) ? Math.round(at) : undefined;
  };
}
