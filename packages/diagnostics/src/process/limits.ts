// limits.ts: what the system lets this process have: proc_pid_limits(5).
import type { Process_Limit, Process_Limit_soft } from "./process.capnp.ts";
import { readSystemFile } from "./system-files.ts";

export function limits(): Process_Limit.Init[] {
  return parseLimits(readSystemFile("/proc/self/limits") ?? "");
}

/** Columns are aligned, and separated by two blanks at least; names have single ones. */
export function parseLimits(text: string): Process_Limit.Init[] {
  const limits: Process_Limit.Init[] = [];
  for (const line of text.split("\n").slice(1)) {
    const [name, soft, hard, unit = ""] = line.trimEnd().split(/ {2,}/);
    if (name === undefined || soft === undefined || hard === undefined) continue;
    limits.push({ name, unit, soft: amount(soft), hard: amount(hard) });
  }
  return limits;
}

function amount(text: string): Process_Limit_soft.Init {
  return /^\d+$/.test(text) ? { which: "value", value: BigInt(text) } : { which: "unlimited" };
}
