// temporary-directory.ts: the directories that client and target can both name: the target's temporary directories.
import { realpathSync, statSync } from "node:fs";
import { isAbsolute } from "node:path";
import { allAnswerHere, requireAnswer } from "./answering.ts";
import type { AbortOptions } from "./options.ts";
import { isExhausted } from "./out-of-resources.ts";
import { linkSelf, ownProc, readSelf } from "./proc.ts";
import { processState } from "./process-state.ts";
import { errnoOf, isMissing, isRefused } from "./system-error.ts";
import { resolveInRoot, targetRoot } from "./target-root.ts";

/**
 * Target side: the directories in which clients look for us, the best first, absolute: our TMPDIR, if it is one, and
 * `/tmp`, for when we cannot use that. What a name leads to may be another directory later.
 *
 * On Linux it is the TMPDIR that the process was *started* with, because that is the one that a client can read in
 * `/proc/<pid>/environ`: setting `process.env.TMPDIR` later changes nothing. Elsewhere it is `process.env.TMPDIR`. A
 * relative one is below the current working directory, as that is called now. On Windows it is what `os.tmpdir()` says.
 */
export function ownTemporaryDirectories(): readonly string[] {
  if (process.platform === "win32") return [process.getBuiltinModule("node:os").tmpdir()];
  return candidates(ownTmpdir(), "", ownWorkingDirectory);
}

/** The first of {@link ownTemporaryDirectories}. */
export function ownTemporaryDirectory(): string {
  return ownTemporaryDirectories()[0] ?? "/tmp";
}

/**
 * Client side: what {@link ownTemporaryDirectories} are to a target, as the caller reaches them: by way of
 * `/proc/<pid>/root` when the target has another root directory. Where the target's environment cannot be read (another
 * platform, a target that is not dumpable) they are taken to be the caller's own.
 */
export function targetTemporaryDirectories(pid: number): readonly string[] {
  if (process.platform === "win32" || pid === process.pid) return ownTemporaryDirectories();
  const proc = ownProc();
  const initial = proc?.read(pid, "environ");
  if (initial === undefined) return ownTemporaryDirectories();
  return candidates(variable(initial, "TMPDIR"), targetRoot(pid, proc), () => proc?.link(pid, "cwd"));
}

/** The first of {@link targetTemporaryDirectories}. */
export function targetTemporaryDirectory(pid: number): string {
  return targetTemporaryDirectories(pid)[0] ?? "/tmp";
}

/** Those first that do not move when the process changes its working directory. */
export function lastingFirst(directories: readonly string[]): readonly string[] {
  const named = ownTmpdir();
  return named === undefined || isAbsolute(named) ? directories : [...directories].reverse();
}

/** Unlike process.cwd(), Linux tells what the directory is called by now. */
export function ownWorkingDirectory(): string {
  return (process.platform === "linux" ? linkSelf("cwd") : undefined) ?? process.cwd();
}

/**
 * Client side: makes sure that the temporary directories of a target can be looked at without waiting for ever, see
 * {@link requireAnswer}.
 *
 * @returns what {@link targetTemporaryDirectories} tells, looked at once they answer.
 * @throws TeleopError `CONNECT_FAILED`, `OUT_OF_RESOURCES`.
 */
export async function requireTemporaryDirectories(
  pid: number,
  options: AbortOptions = {},
): Promise<readonly string[]> {
  if (process.platform !== "linux") return targetTemporaryDirectories(pid);
  const proc = pid === process.pid ? undefined : ownProc();
  const initial = proc?.read(pid, "environ");
  const named = initial === undefined ? ownTmpdir() : variable(initial, "TMPDIR");
  const root = initial === undefined ? "" : targetRoot(pid, proc);
  const workingDirectory = (): string | undefined =>
    initial === undefined ? ownWorkingDirectory() : proc?.link(pid, "cwd");
  // Behind a root of its own a target may see others.
  if (root !== "" || !allAnswerHere()) {
    await requireAnswer(`${root}/tmp`, options);
    const absolute =
      named === undefined || named === "" || isAbsolute(named) ? named : tryResolve(workingDirectory, named);
    if (absolute !== undefined && absolute !== "") await requireAnswer(`${root}${absolute}`, options);
  }
  return candidates(named, root, workingDirectory);
}

/** Read once: a process that has changed its user may not read its own environment any more, proc_pid_environ(5). */
function ownTmpdir(): string | undefined {
  if (process.platform !== "linux") return process.env.TMPDIR;
  const state = processState();
  if (state.initialTmpdir === undefined) {
    const initial = readSelf("environ");
    state.initialTmpdir = { value: initial === undefined ? process.env.TMPDIR : variable(initial, "TMPDIR") };
  }
  return state.initialTmpdir.value;
}

function candidates(
  named: string | undefined,
  root: string,
  workingDirectory: () => string | undefined,
): readonly string[] {
  const fallback = resolveInRoot(root, "/tmp");
  if (named === undefined || named === "") return [fallback];
  const absolute = isAbsolute(named) ? named : tryResolve(workingDirectory, named);
  const directory = absolute === undefined ? undefined : withoutDots(resolveInRoot(root, absolute));
  return directory === undefined || directory === fallback || !isDirectory(directory)
    ? [fallback]
    : [directory, fallback];
}

/** What is joined to a path loses its dots, which lead elsewhere than the system would where there are links. */
function withoutDots(path: string): string {
  if (!path.split("/").includes("..")) return path;
  try {
    return realpathSync.native(path);
  } catch (error) {
    if (errnoOf(error) === undefined || isExhausted(error)) throw error;
    return path;
  }
}

/** A working directory that is deleted or not told leaves a relative TMPDIR without meaning. */
function tryResolve(workingDirectory: () => string | undefined, relative: string): string | undefined {
  try {
    const directory = workingDirectory();
    return directory === undefined ? undefined : `${directory}/${relative}`;
  } catch (error) {
    if (isMissing(error) || isRefused(error)) return undefined;
    throw error;
  }
}

function isDirectory(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    // Unreachable counts as missing: neither side could use it.
    if (errnoOf(error) === undefined || isExhausted(error)) throw error;
    return false;
  }
}

function variable(environment: string, name: string): string | undefined {
  const entry = environment.split("\0").find((candidate) => candidate.startsWith(`${name}=`));
  return entry?.slice(name.length + 1);
}
