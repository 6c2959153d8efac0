// on-windows.ts: what stands in the place of /proc, of users by number and of files on Windows: whose a process is, whether
// its event can be set, and whether it listens at its pipe. Loaded on Windows only.
import { TeleopError } from "@teleop/core";
import {
  attachEventName,
  EVENT_MODIFY_STATE,
  openAttachEvent,
  ownPeer,
  processPeer,
  WINDOWS_ERRORS,
  WindowsError,
  whyNotAdmitted,
} from "@teleop/core/windows";
import { type Check, failed, ok, skipped, warning } from "./check.ts";
import type { Patient } from "./patient.ts";

/** Whether this user may attach to a process of that user, and as elevated as it is. */
export function checkWindowsUser({ pid, facts }: Patient): Check {
  if (facts.untold !== undefined) {
    const [finding = "", advice = ""] = facts.untold.split("; ");
    return failed("user", "PERMISSION_DENIED", finding, advice);
  }
  try {
    const target = processPeer(pid);
    const own = ownPeer();
    const { sid = "", administrator = false } = target;
    const why = whyNotAdmitted(own, { sid, administrator });
    if (why === undefined) {
      const whose = target.sid === own.sid ? "it is of this user" : "it is another user's";
      const how = own.administrator ? ", and we act as an administrator" : "";
      return ok("user", `${whose}, ${target.sid}${how}`);
    }
    const advice = target.administrator === true ? "run elevated, too" : "be its user, or run elevated";
    return failed("user", "PERMISSION_DENIED", `it does not let us in by itself: ${why}`, advice);
  } catch (error) {
    if (!(error instanceof WindowsError)) throw error;
    if (error.reason !== WINDOWS_ERRORS.ERROR_ACCESS_DENIED) return skipped("user", error.message);
    return failed("user", "PERMISSION_DENIED", "Windows does not tell this user whose it is", "run elevated");
  }
}

/** Whether the target can be woken by its event. */
export function checkEvent({ pid, facts, means }: Patient): Check {
  if (means.attacher.name !== "windows") {
    return skipped("event", `the attacher ${means.attacher.name} sets none`);
  }
  const name = attachEventName({ pid, name: means.name });
  const found = openAttachEvent(name, facts.sid, EVENT_MODIFY_STATE);
  switch (found.state) {
    case "trusted":
      found.event[Symbol.dispose]();
      return ok("event", `it can be set: ${name}`);
    case "absent":
      return skipped("event", `there is none: ${name}`);
    case "untrusted":
    case "closed":
      return warning(
        "event",
        found.why,
        "a target whose name was taken listens from the start; end who has taken it, and start the target again",
      );
  }
}

/** Who listens at the pipe: nobody before the first attach, the target after it. */
export async function checkPipe({ pid, means }: Patient): Promise<Check> {
  try {
    const connection = await means.transport.connect({ pid, name: means.name }, { signal: means.signal });
    const { address } = connection;
    connection.abort(new Error("we only wanted to know who listens"));
    return ok("pipe", `it listens at ${address}`);
  } catch (error) {
    means.signal?.throwIfAborted();
    if (!(error instanceof TeleopError)) throw error;
    if (error.code === "NOT_LISTENING")
      return ok("pipe", "there is none yet: it is made when somebody attaches");
    return failed("pipe", error.code, error.rawMessage);
  }
}
