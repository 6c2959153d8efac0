// client-attach-file.ts: the client's side of the attach file: creates it where the target looks, and takes it away
// again.
import {
  type BigIntStats,
  closeSync,
  constants,
  fchownSync,
  fstatSync,
  linkSync,
  lstatSync,
  openSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { answersSync, requireAnswer } from "./answering.ts";
import type { AttachFile } from "./attach-file.ts";
import { TeleopError } from "./errors.ts";
import { type HeldDirectory, holdDirectory, O_PATH } from "./held-directory.ts";
import type { AbortOptions } from "./options.ts";
import { isExhausted, outOfResources } from "./out-of-resources.ts";
import { checkDirectory, findPrivateDirectories, presumedUser } from "./private-directory.ts";
import { descriptorPath } from "./proc.ts";
import { type ProcessFacts, requireProcess, requireSameProcess, workingDirectory } from "./process-facts.ts";
import { innerUid } from "./process-facts-linux.ts";
import { adviceOnRefusal } from "./refusal.ts";
import { attachFileName, type Rendezvous } from "./rendezvous.ts";
import { errnoOf, isMissing, isRefused, messageOf } from "./system-error.ts";
import { requireTemporaryDirectories } from "./temporary-directory.ts";
import { attachFileOf, untrusted, whyNotTrusted } from "./trust.ts";

/** A directory in which the file was tried, and what we know of the file there. */
interface Spot {
  readonly directory: HeldDirectory;
  readonly fileName: string;
  /** Our file, kept open: while it is, no other file can get its inode number. */
  mine?: OurFile | undefined;
  /** Somebody else's file, as it was at our last call. */
  seen?: string | undefined;
}

interface OurFile {
  readonly descriptor: number;
  readonly dev: bigint;
  readonly ino: bigint;
}

export class ClientAttachFile implements AttachFile {
  readonly paths: string[] = [];
  readonly #rendezvous: Rendezvous;
  readonly #spots = new Map<string, Spot>();
  #target: ProcessFacts | undefined;

  constructor(rendezvous: Rendezvous) {
    this.#rendezvous = rendezvous;
  }

  async create(options: AbortOptions = {}): Promise<void> {
    const again = this.#target !== undefined;
    if (!again) process.on("exit", this.#withdrawAtExit);
    this.#target =
      this.#target === undefined ? requireProcess(this.#rendezvous.pid) : requireSameProcess(this.#target);
    const target = this.#target;
    const fileName = attachFileName({ pid: target.innermostPid, name: this.#rendezvous.name });
    const first = await this.#try(target, fileName, async () => {
      const directory = workingDirectory(target.pid);
      await requireAnswer(directory, options);
      return this.#createIn(holdDirectory(directory, { followLinks: true }), fileName, target);
    });
    if (first === "created" && !again) return;
    const second = await this.#try(target, fileName, async () => {
      await requireTemporaryDirectories(target.pid, options);
      return this.#createInPrivateDirectories(fileName, target);
    });
    if (!(first instanceof TeleopError && second instanceof TeleopError)) return;
    // Of a process that died in between, that is the news, and not what was missing then.
    requireSameProcess(target);
    const also = second.code === "NOT_ARMED" ? "" : `; and ${second.rawMessage}`;
    throw new TeleopError(first.code, `${first.rawMessage}${also}`, {
      cause: first.cause ?? first,
      pid: target.pid,
      path: first.path,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    process.off("exit", this.#withdrawAtExit);
    const spots = [...this.#spots.values()];
    this.#spots.clear();
    const outcomes = await Promise.allSettled(spots.map(letGo));
    const failure = outcomes.find((outcome) => outcome.status === "rejected");
    if (failure !== undefined) throw failure.reason;
  }

  readonly #withdrawAtExit = (): void => {
    for (const spot of this.#spots.values()) {
      if (spot.mine === undefined) continue;
      if (answersSync(spot.directory.path)) withdraw(spot);
      else abandon(spot, new Error("its file system does not answer"));
    }
  };

  #createInPrivateDirectories(fileName: string, target: ProcessFacts): Outcome {
    const outcomes: Outcome[] = [];
    for (const path of findPrivateDirectories(target, this.#rendezvous.name)) {
      outcomes.push(this.#createIn(holdPrivateDirectory(path, target), fileName, target));
    }
    if (outcomes.length === 0) {
      throw new TeleopError("NOT_ARMED", `process ${target.pid} has no private directory to attach by`, {
        pid: target.pid,
      });
    }
    return outcomes.includes("created") ? "created" : "occupied";
  }

  /** Takes ownership of `directory`. */
  #createIn(directory: HeldDirectory, fileName: string, target: ProcessFacts): Outcome {
    const key = `${directory.stats.dev}:${directory.stats.ino}`;
    const known = this.#spots.get(key);
    if (known !== undefined) {
      directory[Symbol.dispose]();
      return plant(known, target);
    }
    const spot: Spot = { directory, fileName };
    this.#spots.set(key, spot);
    this.paths.push(join(directory.path, fileName));
    return plant(spot, target);
  }

  async #try(
    target: ProcessFacts,
    fileName: string,
    attempt: () => Promise<Outcome>,
  ): Promise<Outcome | TeleopError> {
    try {
      return await attempt();
    } catch (error) {
      return explain(error, fileName, target);
    }
  }
}

function holdPrivateDirectory(path: string, target: ProcessFacts): HeldDirectory {
  const directory = holdDirectory(path, { followLinks: false });
  try {
    const euid = presumedUser(target);
    if (euid !== undefined) checkDirectory(path, directory.stats, euid);
    return directory;
  } catch (error) {
    directory[Symbol.dispose]();
    throw error;
  }
}

type Outcome = "created" | "occupied";

/** Creates our file in place of the one that we made before. */
function plant(spot: Spot, target: ProcessFacts): Outcome {
  withdraw(spot);
  for (let attempt = 1; attempt <= PLANT_ATTEMPTS; attempt++) {
    try {
      spot.mine = keep(createFile(spot, target), spot);
      return "created";
    } catch (error) {
      if (errnoOf(error) !== "EEXIST") throw error;
    }
    const there = lookAt(spot);
    if (there === undefined) continue;
    refuseStrangers(spot, there, target);
    const identity = `${there.ino}:${there.ctimeNs}`;
    if (spot.seen !== identity) {
      spot.seen = identity;
      return "occupied";
    }
    removeLeftover(spot);
  }
  return "occupied";
}

/** Among clients that come and go this quickly the target is awake anyway. */
const PLANT_ATTEMPTS = 10;

function createFile(spot: Spot, target: ProcessFacts): number {
  // A root from outside the target's user namespace is nobody in it: there the target must own the file, and must not
  // see it before it does.
  const { pid, euid } = target;
  return process.geteuid?.() === 0 && euid !== undefined && innerUid(pid, euid) !== euid
    ? createFor(spot.directory, spot.fileName, euid)
    : createExclusively(spot.directory.entry(spot.fileName));
}

function createFor(directory: HeldDirectory, fileName: string, owner: number): number {
  const unnoticed = directory.entry(`${fileName}~${process.pid}`);
  const descriptor = createExclusively(unnoticed);
  try {
    fchownSync(descriptor, owner, -1);
    linkSync(unnoticed, directory.entry(fileName));
    return descriptor;
  } catch (error) {
    closeSync(descriptor);
    throw error;
  } finally {
    unlinkSync(unnoticed);
  }
}

/** @returns the open descriptor. */
function createExclusively(path: string): number {
  const { O_CREAT, O_EXCL, O_NOFOLLOW, O_WRONLY } = constants;
  const descriptor = openSync(path, O_CREAT | O_EXCL | O_NOFOLLOW | O_WRONLY, 0o600);
  try {
    writeSync(descriptor, `${process.pid}\n`);
  } catch (error) {
    // A full disk is a good reason to attach, and an empty file wakes the target as well.
    if (errnoOf(error) !== "ENOSPC" && errnoOf(error) !== "EDQUOT") {
      unlinkSync(path);
      closeSync(descriptor);
      throw error;
    }
  }
  return descriptor;
}

/**
 * Keeps hold of the file by a descriptor with which nothing can be written: to close one that can makes some file systems
 * ask their server, and so does the end of the process. Takes ownership of `descriptor`.
 */
function keep(descriptor: number, spot: Spot): OurFile {
  try {
    const { dev, ino } = fstatSync(descriptor, { bigint: true });
    const path = descriptorPath(descriptor);
    if (path === undefined) return { descriptor, dev, ino };
    const file = { descriptor: openSync(path, O_PATH), dev, ino };
    closeSync(descriptor);
    return file;
  } catch (error) {
    removeLeftover(spot);
    closeSync(descriptor);
    throw error;
  }
}

/** Removes our file where it can be reached, and lets go of the directory. */
async function letGo(spot: Spot): Promise<void> {
  using _directory = spot.directory;
  if (spot.mine === undefined) return;
  try {
    await requireAnswer(spot.directory.path);
  } catch (error) {
    abandon(spot, error);
    return;
  }
  withdraw(spot);
}

/** Removes our file, if it is still ours that has the name. */
function withdraw(spot: Spot): void {
  const ours = spot.mine;
  if (ours === undefined) return;
  spot.mine = undefined;
  try {
    const there = lookAt(spot);
    if (there !== undefined && there.dev === ours.dev && there.ino === ours.ino) {
      unlinkSync(spot.directory.entry(spot.fileName));
    }
  } catch (error) {
    if (isMissing(error)) return;
    if (errnoOf(error) === undefined) throw error;
    warnOfLeftover(spot, error);
  } finally {
    closeSync(ours.descriptor);
  }
}

/** Leaves our file where it is, since it cannot be reached. */
function abandon(spot: Spot, error: unknown): void {
  if (spot.mine === undefined) return;
  closeSync(spot.mine.descriptor);
  spot.mine = undefined;
  warnOfLeftover(spot, error);
}

/** The attach itself must not fail by this, but a file that stays must not stay in silence. */
function warnOfLeftover(spot: Spot, error: unknown): void {
  const left = join(spot.directory.path, spot.fileName);
  process.emitWarning(
    `teleop: could not remove the attach file ${left}: ${messageOf(error)}`,
    "TeleopWarning",
  );
}

/** Another client may have been faster. */
function removeLeftover(spot: Spot): void {
  try {
    unlinkSync(spot.directory.entry(spot.fileName));
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

function lookAt(spot: Spot): BigIntStats | undefined {
  try {
    return lstatSync(spot.directory.entry(spot.fileName), { bigint: true });
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** What the target would not believe in is not to be mistaken for another client's file. */
function refuseStrangers(spot: Spot, there: BigIntStats, target: ProcessFacts): void {
  const path = join(spot.directory.path, spot.fileName);
  const distrust = whyNotTrusted(there, attachFileOf(target.euid, process.geteuid?.()));
  if (distrust === undefined) return;
  const consequence = `it is in the way of the attach file for process ${target.pid}: remove it`;
  throw untrusted(path, distrust, consequence, { pid: target.pid });
}

function explain(error: unknown, fileName: string, target: ProcessFacts): TeleopError {
  if (error instanceof TeleopError) return error;
  if (errnoOf(error) === undefined) throw error;
  const { pid, euid, untold } = target;
  const cwd = workingDirectory(pid);
  const path = join(cwd, fileName);
  const options = { cause: error, pid, path };
  const what = `cannot create the attach file ${path} for process ${pid}`;
  if (isExhausted(error)) return outOfResources(what, error, options);
  if (untold !== undefined) return new TeleopError("PERMISSION_DENIED", `${what}: ${untold}`, options);
  if (isRefused(error)) {
    // To open the link takes what ptrace(2) takes; what is behind it is a directory like any other.
    const atTheLink = error instanceof Error && "path" in error && error.path === cwd;
    const advice = adviceOnRefusal(euid, atTheLink ? "CAP_SYS_PTRACE" : "CAP_DAC_OVERRIDE");
    return new TeleopError("PERMISSION_DENIED", `${what}: ${messageOf(error)}; ${advice}`, options);
  }
  if (isMissing(error)) {
    const message = `${what}: the directory is gone, and the process has no other place to attach by`;
    return new TeleopError("NOT_ARMED", message, options);
  }
  return new TeleopError("CONNECT_FAILED", `${what}: ${messageOf(error)}`, options);
}
