// diagnose.ts: why can a process not be attached to? All checks in turn, from whether it is there to whether it answers.
import { checkRendezvous, ownProc } from "@teleop/core/plugin";
import { type Announcement, list } from "@teleop/discovery";
import { checkAnnounced } from "./announced.ts";
import { checkActivity, checkAnswer } from "./answer.ts";
import { checkArmed, checkEnvironment } from "./armed.ts";
import { type Check, skipped } from "./check.ts";
import { checkNamespace, checkProc, checkProcess } from "./existence.ts";
import type { Means, Patient } from "./patient.ts";
import { checkUser } from "./permission.ts";
import { checkAttachFile, checkSocket } from "./places.ts";

/**
 * Looks at a process without changing anything of it, and attaches at last, unless it is sure not to answer. Where there
 * is no such process, nothing else is looked at.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for what cannot be a PID; the reason of `means.signal`.
 */
export async function* diagnose(pid: number, means: Means): AsyncGenerator<Check, void, undefined> {
  checkRendezvous({ pid, name: means.name });
  const { check, facts } = checkProcess(pid);
  yield check;
  if (facts === undefined) return;
  const patient: Patient = { pid, facts, proc: ownProc(), means };
  // What the two know differs, and so does where client and target meet.
  const windows = process.platform === "win32" ? await import("./on-windows.ts") : undefined;
  if (windows === undefined) {
    yield checkProc(patient);
    yield checkNamespace(patient);
  }
  yield windows === undefined ? checkUser(patient) : windows.checkWindowsUser(patient);
  const activity = await checkActivity(patient);
  yield activity;
  yield checkEnvironment(patient);
  yield checkArmed(patient);
  yield checkAnnounced(await announcementsOf(pid, means.signal), means);
  if (windows === undefined) {
    const socket = await checkSocket(patient);
    yield socket;
    yield await checkAttachFile(patient, socket);
  } else {
    yield await windows.checkPipe(patient);
    yield windows.checkEvent(patient);
  }
  yield activity.state === "failed"
    ? skipped("answer", "it was not tried: in that state it cannot answer")
    : await checkAnswer(patient);
}

async function announcementsOf(
  pid: number,
  signal: AbortSignal | undefined,
): Promise<readonly Announcement[]> {
  const processes = await list({ unannounced: "none", signal });
  return processes.find((process) => process.pid === pid)?.announcements ?? [];
}
