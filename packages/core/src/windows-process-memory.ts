// windows-process-memory.ts: what a process of Windows keeps in its own memory only: its working directory and its command
// line, at the addresses where every 64-bit Windows has had them, and nobody else is told.
import { TeleopError } from "./errors.ts";
import { WINDOWS_ERRORS, WindowsError } from "./windows-error.ts";
import { fromWide, isNoHandle, openWindowsLibrary, ownHandle } from "./windows-library.ts";

export interface ProcessPaths {
  /** As it is called there: with a backslash at its end. */
  readonly workingDirectory: string;
  /** As one text: how it is divided is up to the program. */
  readonly commandLine: string;
}

/**
 * Reads them, as they are now.
 *
 * @throws TeleopError `NO_SUCH_PROCESS`; `PERMISSION_DENIED` where Windows does not let this user read its memory, as that
 *   of an elevated process; `UNSUPPORTED_PLATFORM` without FFI.
 */
export function readProcessPaths(pid: number): ProcessPaths {
  const { functions: kernel, failure } = openWindowsLibrary("asking for a working directory", "kernel32", {
    OpenProcess: { args: ["u32", "i32", "u32"], returns: "usize" },
    GetProcessId: { args: ["usize"], returns: "u32" },
    ReadProcessMemory: { args: ["usize", "usize", "ptr", "usize", "ptr"], returns: "i32" },
  });
  const { functions: nt } = openWindowsLibrary("asking for a working directory", "ntdll", {
    NtQueryInformationProcess: { args: ["usize", "u32", "ptr", "u32", "ptr"], returns: "u32" },
    RtlNtStatusToDosError: { args: ["u32"], returns: "u32" },
  });
  const value = kernel.OpenProcess(PROCESS_QUERY_INFORMATION | PROCESS_VM_READ, 0, pid);
  if (isNoHandle(value)) throw asked(pid, failure("OpenProcess", String(pid)));
  using handle = ownHandle(value);
  if (kernel.GetProcessId(handle.value) !== pid) throw noSuchProcess(pid, undefined);
  /** @returns a view of what is there. */
  const read = (address: bigint, bytes: number): DataView => {
    const memory = new DataView(new ArrayBuffer(bytes));
    if (kernel.ReadProcessMemory(handle.value, address, memory, bytes, null) === 0) {
      throw asked(pid, failure("ReadProcessMemory", String(pid)));
    }
    return memory;
  };
  /** A UNICODE_STRING: how many bytes, how many there could be, where. */
  const text = (address: bigint): string => {
    const string = read(address, 16);
    // It is the process's own to write: half a character at its end is left out.
    const bytes = string.getUint16(0, true) & ~1;
    if (bytes === 0) return "";
    return fromWide(new Uint16Array(read(string.getBigUint64(8, true), bytes).buffer));
  };
  const basic = new DataView(new ArrayBuffer(BASIC_INFORMATION_BYTES));
  const status = nt.NtQueryInformationProcess(handle.value, 0, basic, basic.byteLength, null);
  if (status !== 0) {
    throw asked(pid, new WindowsError("NtQueryInformationProcess", nt.RtlNtStatusToDosError(status)));
  }
  const environmentBlock = basic.getBigUint64(OFFSET_PEB, true);
  const parameters = read(environmentBlock + OFFSET_PARAMETERS, 8).getBigUint64(0, true);
  return {
    workingDirectory: text(parameters + OFFSET_WORKING_DIRECTORY),
    commandLine: text(parameters + OFFSET_COMMAND_LINE),
  };
}

function asked(pid: number, error: WindowsError): TeleopError {
  switch (error.reason) {
    case WINDOWS_ERRORS.ERROR_INVALID_PARAMETER:
      return noSuchProcess(pid, error);
    case WINDOWS_ERRORS.ERROR_ACCESS_DENIED:
      return new TeleopError(
        "PERMISSION_DENIED",
        `Windows does not let this user read where process ${pid} works: it is elevated, a service, or another user's; ask as an administrator, elevated`,
        { pid, cause: error },
      );
    default:
      return new TeleopError(
        "NO_SUCH_PROCESS",
        `cannot read where process ${pid} works: it is about to start or to end (${error.message})`,
        { pid, cause: error },
      );
  }
}

function noSuchProcess(pid: number, cause: unknown): TeleopError {
  return new TeleopError("NO_SUCH_PROCESS", `no process has PID ${pid}`, { pid, cause });
}

// winnt.h, and PEB and RTL_USER_PROCESS_PARAMETERS of winternl.h.
const PROCESS_VM_READ = 0x0010;
const PROCESS_QUERY_INFORMATION = 0x0400;
const BASIC_INFORMATION_BYTES = 48;
const OFFSET_PEB = 8;
const OFFSET_PARAMETERS = 0x20n;
const OFFSET_WORKING_DIRECTORY = 0x38n;
const OFFSET_COMMAND_LINE = 0x70n;
