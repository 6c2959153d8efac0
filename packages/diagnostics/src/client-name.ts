// client-name.ts: who is at it, for whoever finds that somebody else is.
import { basename } from "node:path";
import type { Peer } from "@teleop/core";
import { onWindows } from "@teleop/core/plugin";
import { readSystemFile } from "./process/system-files.ts";

/** A client, in words: `process 123 (bun)`. The PID is the kernel's word; a process chooses its own name. */
export function nameOfClient(peer: Peer | undefined): string {
  if (peer === undefined) return "the process itself";
  const { pid, uid, sid } = peer;
  const user = uid ?? sid;
  if (pid === undefined || pid <= 0)
    return user === undefined ? "another client" : `a client of user ${user}`;
  const name = nameOf(pid)?.replace(/\p{C}/gu, "").trim() ?? "";
  return name === "" ? `process ${pid}` : `process ${pid} (${name})`;
}

function nameOf(pid: number): string | undefined {
  switch (process.platform) {
    case "linux":
      return readSystemFile(`/proc/${pid}/comm`);
    case "win32":
      return basename(onWindows().processImage(pid) ?? "");
    default:
      return undefined;
  }
}
