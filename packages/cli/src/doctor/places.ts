// places.ts: whether the places can be used in which client and target meet: the attach file's, and the socket's.
import { accessSync, constants, lstatSync, type Stats } from "node:fs";
import { dirname, join } from "node:path";
import { TeleopError } from "@teleop/core/basics";
import {
  attachFileName,
  attachFileOf,
  errnoOf,
  findPrivateDirectories,
  isMissing,
  messageOf,
  requireAnswer,
  requireTemporaryDirectories,
  targetSocketPaths,
  whyNotTrusted,
  workingDirectory,
} from "@teleop/core/plugin";
import { type Check, failed, ok, skipped, warning } from "./check.ts";
import type { Patient } from "./patient.ts";

/**
 * Whether the attach file can be created where the target looks: in its working directory, or its private one.
 *
 * @param socket what was found at the place of the socket: where the target listens already, nobody needs to wake it.
 */
export async function checkAttachFile(patient: Patient, socket: Check): Promise<Check> {
  const { means } = patient;
  if (means.attacher.name === "dummy") {
    return skipped("attach file", "the attacher dummy needs none: its targets listen at once");
  }
  const inPrivate = await privateDirectory(patient);
  const inWorking = await inWorkingDirectory(patient);
  if (inWorking.problem === undefined) {
    return ok("attach file", `it can be created: ${inWorking.path}`);
  }
  if (inPrivate.problem === undefined) {
    return ok(
      "attach file",
      `it can be created in ${inPrivate.path}, though not where it is tried first: ${inWorking.problem}`,
    );
  }
  const problem = `${inWorking.problem}; ${inPrivate.problem}`;
  const advice =
    "make one of the two usable: remove what is in the way, let the target's user write to its working directory, or start the target again";
  if (socket.state === "ok" && socket.finding.startsWith(LISTENS)) {
    return warning("attach file", `it listens, and could not be woken any more: ${problem}`, advice);
  }
  const code = inPrivate.isUntrusted || inWorking.isUntrusted ? "UNTRUSTED_PATH" : "PERMISSION_DENIED";
  return failed("attach file", code, problem, advice);
}

interface Place {
  readonly path: string;
  /** Why it cannot be used. */
  readonly problem?: string | undefined;
  readonly isUntrusted?: boolean | undefined;
}

async function inWorkingDirectory({ pid, facts, proc, means }: Patient): Promise<Place> {
  const fileName = attachFileName({ pid: facts.innermostPid, name: means.name });
  const called = proc?.link(pid, "cwd");
  let path = join(called ?? "", fileName);
  try {
    const directory = workingDirectory(pid);
    path = join(called ?? directory, fileName);
    await requireAnswer(directory, { signal: means.signal });
    if (called?.endsWith(" (deleted)") === true) {
      return { path, problem: `its working directory ${called.replace(/ \(deleted\)$/, "")} is deleted` };
    }
    const inTheWay = lookAt(join(directory, fileName));
    const distrust =
      inTheWay === undefined
        ? undefined
        : whyNotTrusted(inTheWay, attachFileOf(facts.euid, process.geteuid?.()));
    if (distrust !== undefined) {
      return { path, problem: `${path} is in the way: ${distrust}`, isUntrusted: true };
    }
    accessSync(directory, constants.W_OK | constants.X_OK);
    return { path };
  } catch (error) {
    return { path, problem: `${path} cannot be created: ${reasonOf(error)}` };
  }
}

async function privateDirectory({ pid, facts, means }: Patient): Promise<Place> {
  try {
    await requireTemporaryDirectories(pid, { signal: means.signal });
    const [path] = findPrivateDirectories(facts, means.name);
    return path === undefined ? { path: "", problem: "it has no private directory" } : { path };
  } catch (error) {
    const isUntrusted = error instanceof TeleopError && error.code === "UNTRUSTED_PATH";
    return { path: "", problem: `its private directory cannot be used: ${reasonOf(error)}`, isUntrusted };
  }
}

/** What is at the place of the socket: nothing before the first attach, a live socket after it. */
export async function checkSocket(patient: Patient): Promise<Check> {
  const { pid, facts, means } = patient;
  let paths: readonly string[];
  try {
    await requireTemporaryDirectories(pid, { signal: means.signal });
    paths = targetSocketPaths({ pid, name: means.name });
  } catch (error) {
    return failed(
      "socket",
      codeOf(error),
      reasonOf(error),
      "see what is wrong with its temporary directory (TMPDIR)",
    );
  }
  const closed: string[] = [];
  for (const path of paths) {
    let found: Stats | undefined;
    try {
      found = lookAt(path);
    } catch (error) {
      reasonOf(error);
      closed.push(dirname(path));
      continue;
    }
    if (found === undefined) continue;
    const owners = [facts.euid, process.geteuid?.(), 0];
    const distrust = whyNotTrusted(found, { kind: "a socket", owners, onlyOwnerWrites: true });
    return distrust === undefined
      ? await whoListens(patient, path)
      : failed("socket", "UNTRUSTED_PATH", `${path} cannot be trusted: ${distrust}`, `remove it: rm ${path}`);
  }
  if (closed.length > 0) {
    return warning(
      "socket",
      `its temporary directory ${closed.join(", ")} is closed to this user`,
      "where it does not answer, be its user or root, or start it with another TMPDIR",
    );
  }
  return ok("socket", `there is none yet: it is bound when somebody attaches, at ${paths[0]}`);
}

/** As its finding begins, which `checkAttachFile()` goes by. */
const LISTENS = "it listens";

async function whoListens({ pid, means }: Patient, path: string): Promise<Check> {
  try {
    const connection = await means.transport.connect({ pid, name: means.name }, { signal: means.signal });
    connection.abort(new Error("we only wanted to know who listens"));
    return ok("socket", `${LISTENS} at ${path}`);
  } catch (error) {
    means.signal?.throwIfAborted();
    if (!(error instanceof TeleopError)) throw error;
    if (error.code === "NOT_LISTENING") {
      return warning(
        "socket",
        `nobody listens at ${path}: somebody who has ended left it there`,
        "a target that is woken replaces it; if that fails, remove it",
      );
    }
    if (error.code === "WRONG_LISTENER") {
      return failed(
        "socket",
        error.code,
        error.rawMessage,
        "end that process, or give the target another TMPDIR",
      );
    }
    return failed("socket", error.code, error.rawMessage);
  }
}

function lookAt(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof TeleopError || errnoOf(error) !== undefined) return messageOf(error);
  throw error;
}

function codeOf(error: unknown): string {
  return error instanceof TeleopError ? error.code : "PERMISSION_DENIED";
}
