// temporary-directory.ts: the one directory that client and target can both name: the target's temporary directory.
import { statSync } from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute, resolve } from "node:path";
import { isExhausted } from "./out-of-resources.ts";
import { ownProc, readSelf } from "./proc.ts";
import { processState } from "./process-state.ts";
import { errnoOf, isMissing, isRefused } from "./system-error.ts";
import { resolveInRoot, targetRoot } from "./target-root.ts";

/**
 * Target side: our own temporary directory, absolute.
 *
 * On Linux it is the TMPDIR that the process was *started* with, because that is the one that a client can read in
 * `/proc/<pid>/environ`: setting `process.env.TMPDIR` later changes nothing. Elsewhere it is `process.env.TMPDIR`. A
 * relative one is below the current working directory. Without TMPDIR, or when it is no directory, it is `/tmp`. On
 * Windows it is what `os.tmpdir()` says.
 */
export function ownTemporaryDirectory(): string {
  if (process.platform === "win32") return tmpdir();
  return choose(ownTmpdir(), "", () => process.cwd());
}

/**
 * Client side: the temporary directory of a target, as the caller reaches it: by way of `/proc/<pid>/root` when the
 * target has another root directory. Where the target's environment cannot be read (another platform, a target that
 * is not dumpable) it is taken to be the caller's own.
 */
export function targetTemporaryDirectory(pid: number): string {
  if (process.platform === "win32" || pid === process.pid) return ownTemporaryDirectory();
  const proc = ownProc();
  const initial = proc?.read(pid, "environ");
  if (initial === undefined) return ownTemporaryDirectory();
  return choose(variable(initial, "TMPDIR"), targetRoot(pid), () => proc?.link(pid, "cwd"));
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

function choose(named: string | undefined, root: string, workingDirectory: () => string | undefined): string {
  if (named !== undefined && named !== "") {
    const absolute = isAbsolute(named) ? named : tryResolve(workingDirectory, named);
    const directory = absolute === undefined ? undefined : resolveInRoot(root, absolute);
    if (directory !== undefined && isDirectory(directory)) return directory;
  }
  return resolveInRoot(root, "/tmp");
}

/** A working directory that is deleted or not told leaves a relative TMPDIR without meaning. */
function tryResolve(workingDirectory: () => string | undefined, relative: string): string | undefined {
  try {
    const directory = workingDirectory();
    return directory === undefined ? undefined : resolve(directory, relative);
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
