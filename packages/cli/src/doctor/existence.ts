// existence.ts: whether there is such a process, and whether the system tells about it.
import { readdirSync } from "node:fs";
import { ownProc, type Proc, type ProcessFacts, processFacts, whyNoProc } from "@teleop/core/plugin";
import { type Check, failed, ok, skipped, warning } from "./check.ts";
import { commandOf, type Patient } from "./patient.ts";

export interface Existence {
  readonly check: Check;
  /** Undefined where nobody can attach to what has the number. */
  readonly facts: ProcessFacts | undefined;
}

/** Whether something has the PID, and is a process. */
export function checkProcess(pid: number): Existence {
  const facts = processFacts(pid);
  const no = (code: string, finding: string, advice: string): Existence => ({
    check: failed("process", code, finding, advice),
    facts: undefined,
  });
  if (facts === undefined) {
    return no("NO_SUCH_PROCESS", `no process has PID ${pid}`, wherePidMayBe(pid));
  }
  if (facts.state === "zombie") {
    return no(
      "NO_SUCH_PROCESS",
      `process ${pid} has exited: it is a zombie that its parent has not waited for`,
      "look why it ended, and start it again",
    );
  }
  if (facts.threadOf !== undefined) {
    return no(
      "NO_SUCH_PROCESS",
      `${pid} is not a process but a thread of process ${facts.threadOf}`,
      `use that PID: teleop doctor ${facts.threadOf}`,
    );
  }
  if (facts.kernelThread) {
    return no("NOT_ARMED", `process ${pid} is a thread of the kernel`, "give the PID of a program");
  }
  const command = commandOf(pid);
  return { check: ok("process", `process ${pid} runs${command === "" ? "" : `: ${command}`}`), facts };
}

/** A PID that was read inside of a container is another one outside. */
function wherePidMayBe(pid: number): string {
  const proc = ownProc();
  const outside = proc === undefined ? [] : processesWithInnerPid(proc, pid);
  if (outside.length === 0 && process.platform === "win32") {
    return "look for its PID again (teleop ps): it has ended";
  }
  if (outside.length === 0) {
    return "look for its PID again (teleop ps): it has ended, or is in a PID namespace that this one does not contain";
  }
  return `in a container a process has this PID, which here is ${outside.join(" or ")}: teleop doctor ${outside[0]}`;
}

/** The last number of NSpid in proc_pid_status(5) is the PID that a process has for itself. */
function processesWithInnerPid(proc: Proc, pid: number): readonly number[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((candidate) => {
      const numbers = /^NSpid:\s*(.+)$/m.exec(proc.read(candidate, "status") ?? "")?.[1]?.split(/\s+/) ?? [];
      return numbers.length > 1 && numbers.at(-1) === String(pid);
    });
}

/** Whether /proc tells about the process: without it an attach knows little, and finds less. */
export function checkProc({ facts, proc }: Patient): Check {
  if (process.platform !== "linux") {
    return skipped("proc", `${process.platform} has no /proc, and tells less of a process`);
  }
  if (proc === undefined) {
    const [finding = "", advice = ""] = whyNoProc().split("; ");
    return failed("proc", "UNSUPPORTED_PLATFORM", finding, advice);
  }
  if (facts.untold !== undefined) {
    const [finding = "", advice = ""] = facts.untold.split("; ");
    return failed("proc", "PERMISSION_DENIED", finding, advice);
  }
  return ok("proc", "/proc tells about it");
}

/** Whether it lives in namespaces of its own, and whether we reach into them. */
export function checkNamespace({ pid, facts, proc }: Patient): Check {
  if (proc === undefined) return skipped("namespace", "nothing is known without /proc");
  const theirs = proc.link(pid, "ns/mnt");
  if (theirs === undefined) {
    return skipped("namespace", "the system does not tell this user in which namespaces it lives");
  }
  const ours = proc.link(process.pid, "ns/mnt");
  const isContained = facts.innermostPid !== pid;
  const number = isContained
    ? `in its PID namespace it is ${facts.innermostPid}`
    : "its PID is the same for itself";
  if (theirs === ours) {
    return ok("namespace", isContained ? number : "it is in the same PID and mount namespaces as we are");
  }
  if (proc.list(pid, "root") === undefined) {
    return warning(
      "namespace",
      `it sees other file systems than we do (${number}), and this user may not look at them`,
      "be root, or attach from inside of its container",
    );
  }
  return ok("namespace", `it sees other file systems, which are reached by /proc/${pid}/root; ${number}`);
}
