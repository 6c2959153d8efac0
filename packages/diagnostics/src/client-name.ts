// client-name.ts: who is at it, for whoever finds that somebody else is.
import type { Peer } from "@teleop/core";
import { readSystemFile } from "./process/system-files.ts";

/** A client, in words: `process 123 (bun)`. The PID is the kernel's word; a process chooses its own name. */
export function nameOfClient(peer: Peer | undefined): string {
  if (peer === undefined) return "the process itself";
  const { pid, uid } = peer;
  if (pid === undefined || pid <= 0) return uid === undefined ? "another client" : `a client of user ${uid}`;
  const comm = process.platform === "linux" ? readSystemFile(`/proc/${pid}/comm`) : undefined;
  const name = comm?.replace(/\p{C}/gu, "").trim() ?? "";
  return name === "" ? `process ${pid}` : `process ${pid} (${name})`;
}
