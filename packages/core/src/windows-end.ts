// windows-end.ts: ends this process as Windows ends one whose console tells it to, and that has no say in it.

import { openWindowsLibrary } from "./windows-library.ts";
import { OWN_PROCESS } from "./windows-token.ts";

/** At once, without `exit` handlers, with the status that Ctrl+C, Ctrl+Break and the closing of a console leave. @throws WindowsError */
export function endAsByConsole(): void {
  const { functions: kernel, failure } = openWindowsLibrary("ending this process", "kernel32", {
    TerminateProcess: { args: ["usize", "u32"], returns: "i32" },
  });
  if (kernel.TerminateProcess(OWN_PROCESS, STATUS_CONTROL_C_EXIT) === 0) throw failure("TerminateProcess");
}

/** ntstatus.h */
const STATUS_CONTROL_C_EXIT = 0xc000_013a;
