// processes.ts: which processes there are, for tests that nothing of a command stays. Linux only.
import { readdirSync, readFileSync } from "node:fs";

/** The processes with this in their arguments or their environment, beside this one. */
export function processesWith(mark: string): readonly number[] {
  return readdirSync("/proc")
    .map(Number)
    .filter((pid) => Number.isInteger(pid) && pid !== process.pid)
    .filter((pid) => read(pid, "cmdline").includes(mark) || read(pid, "environ").includes(mark));
}

/** Resolves when there is none any more. A zombie counts as gone, since it has no arguments left. */
export async function noneWith(mark: string): Promise<void> {
  while (processesWith(mark).length > 0) await Bun.sleep(2);
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "latin1");
  } catch {
    // It has ended, or belongs to somebody else.
    return "";
  }
}
