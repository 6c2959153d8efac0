// ignored-signals.ts: which signals whoever started this process wants it to ignore, as nohup(1) does: to handle one of those
// would undo that.
import { readFileSync } from "node:fs";
import { constants } from "node:os";

/** Whether this process ignores it, or cannot tell, as only Linux does. On Windows nobody has a process ignore signals. */
export function mayBeIgnored(name: NodeJS.Signals): boolean {
  if (process.platform === "win32") return false;
  const ignored = /^SigIgn:\s*([0-9a-f]+)$/m.exec(ownStatus())?.[1];
  return (
    ignored === undefined || ((BigInt(`0x${ignored}`) >> BigInt(constants.signals[name] - 1)) & 1n) === 1n
  );
}

function ownStatus(): string {
  try {
    return readFileSync("/proc/self/status", "latin1");
  } catch {
    // No Linux, or no proc(5).
    return "";
  }
}
