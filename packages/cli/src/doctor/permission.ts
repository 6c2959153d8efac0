// permission.ts: whether this user may attach to a process of that user.
import { statSync } from "node:fs";
import { adviceOnRefusal } from "@teleop/core/plugin";
import { type Check, failed, ok, skipped, warning } from "./check.ts";
import type { Patient } from "./patient.ts";

export function checkUser({ pid, facts, proc }: Patient): Check {
  const ours = process.geteuid?.();
  const { euid } = facts;
  if (ours === undefined) return skipped("user", `${process.platform} has no user ids`);
  if (euid === undefined) return skipped("user", "the system does not tell whose it is");
  if (ours !== 0 && ours !== euid) {
    return failed(
      "user",
      "PERMISSION_DENIED",
      "a target lets in its own user and root, unless it authorizes others",
      adviceOnRefusal(euid),
    );
  }
  const who = ours === euid ? `it is of this user, ${euid}` : `it is of user ${euid}, and we are root`;
  if (proc === undefined || proc.link(pid, "cwd") !== undefined) return ok("user", who);
  // Root owns what is in /proc about a process that is not dumpable.
  const isDumpable = ours === 0 || statSync(proc.path(pid, ".")).uid === euid;
  return isDumpable
    ? warning(
        "user",
        `${who}, and yet its working directory is not told`,
        adviceOnRefusal(euid, "CAP_SYS_PTRACE"),
      )
    : warning(
        "user",
        `${who}, but only root is told of its files: it is not dumpable, as after it has changed its user`,
        "it is attached to by its private directory; where that fails, be root",
      );
}
