// system-call-error.ts: the error of a system call that was made through FFI, like those that node:fs throws.
import { errnoName } from "./seldom-needed.ts";

/** A system call that failed. `code` is the name of the errno, such as `"ENOSPC"`. */
export class SystemCallError extends Error {
  override readonly name = "SystemCallError";
  readonly code: string;
  readonly syscall: string;

  /** @param errno as errno(3) has it: positive. */
  constructor(syscall: string, errno: number, path?: string) {
    const code = errnoName(errno);
    super(`${code}: ${syscall}${path === undefined ? "" : ` '${path}'`}`);
    this.code = code;
    this.syscall = syscall;
  }
}
