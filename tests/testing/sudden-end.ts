// sudden-end.ts: this process ends at once, as if killed from outside: no code of it runs any more.
import { dlopen } from "bun:ffi";

/** How that looks to its parent: the name of a signal, or on Windows an exit code that nothing else has. */
export const SUDDEN_END: string | number = process.platform === "win32" ? 137 : "SIGKILL";

export function endSuddenly(): void {
  if (typeof SUDDEN_END === "string") {
    process.kill(process.pid, SUDDEN_END);
    return;
  }
  // Not by process.kill(): it would be exit code 1, as of an error.
  const { symbols } = dlopen("kernel32.dll", {
    TerminateProcess: { args: ["usize", "u32"], returns: "i32" },
  });
  const thisProcess = 0xffff_ffff_ffff_ffffn;
  symbols.TerminateProcess(thisProcess, SUDDEN_END);
}
