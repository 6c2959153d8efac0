// windows-error.ts: the error of a call of Windows, whose reasons have numbers and names of their own.

/** A call of Windows that failed. `code` is the name of the reason, such as `"ERROR_ACCESS_DENIED"`. */
export class WindowsError extends Error {
  override readonly name = "WindowsError";
  readonly code: string;
  readonly syscall: string;
  /** As GetLastError has it. */
  readonly reason: number;

  constructor(syscall: string, reason: number, object?: string) {
    const code = windowsErrorName(reason);
    super(`${code} (${reason}): ${syscall}${object === undefined ? "" : ` '${object}'`}`);
    this.code = code;
    this.syscall = syscall;
    this.reason = reason;
  }
}

/** The name of a reason in winerror.h; `"ERROR_<number>"` for one that is not met with here. */
export function windowsErrorName(reason: number): string {
  return Object.entries(WINDOWS_ERRORS).find(([, known]) => known === reason)?.[0] ?? `ERROR_${reason}`;
}

/** By name, what the calls of these packages are refused for. */
export const WINDOWS_ERRORS = {
  ERROR_INVALID_FUNCTION: 1,
  ERROR_FILE_NOT_FOUND: 2,
  ERROR_PATH_NOT_FOUND: 3,
  ERROR_TOO_MANY_OPEN_FILES: 4,
  ERROR_ACCESS_DENIED: 5,
  ERROR_INVALID_HANDLE: 6,
  ERROR_NOT_ENOUGH_MEMORY: 8,
  ERROR_OUTOFMEMORY: 14,
  ERROR_NO_MORE_FILES: 18,
  ERROR_SHARING_VIOLATION: 32,
  ERROR_HANDLE_EOF: 38,
  ERROR_NOT_SUPPORTED: 50,
  ERROR_INVALID_PARAMETER: 87,
  ERROR_BROKEN_PIPE: 109,
  ERROR_CALL_NOT_IMPLEMENTED: 120,
  ERROR_SEM_TIMEOUT: 121,
  ERROR_INSUFFICIENT_BUFFER: 122,
  ERROR_INVALID_NAME: 123,
  ERROR_ALREADY_EXISTS: 183,
  ERROR_BAD_PIPE: 230,
  ERROR_PIPE_BUSY: 231,
  ERROR_NO_DATA: 232,
  ERROR_PIPE_NOT_CONNECTED: 233,
  ERROR_MORE_DATA: 234,
  ERROR_NO_MORE_ITEMS: 259,
  ERROR_PARTIAL_COPY: 299,
  ERROR_PIPE_CONNECTED: 535,
  ERROR_PIPE_LISTENING: 536,
  ERROR_OPERATION_ABORTED: 995,
  ERROR_IO_INCOMPLETE: 996,
  ERROR_IO_PENDING: 997,
  ERROR_NOACCESS: 998,
  ERROR_NOT_FOUND: 1168,
  ERROR_NO_TOKEN: 1008,
  ERROR_PRIVILEGE_NOT_HELD: 1314,
  ERROR_INVALID_OWNER: 1307,
  ERROR_INVALID_ACL: 1336,
  ERROR_INVALID_SID: 1337,
  ERROR_INVALID_SECURITY_DESCR: 1338,
  ERROR_BAD_IMPERSONATION_LEVEL: 1346,
  ERROR_CANT_OPEN_ANONYMOUS: 1347,
  ERROR_NO_SYSTEM_RESOURCES: 1450,
  ERROR_WORKING_SET_QUOTA: 1453,
  ERROR_COMMITMENT_LIMIT: 1455,
  ERROR_NOT_ENOUGH_QUOTA: 1816,
  WSAEINTR: 10004,
  WSAEACCES: 10013,
  WSAEFAULT: 10014,
  WSAEINVAL: 10022,
  WSAENOTSOCK: 10038,
  WSAENOPROTOOPT: 10042,
  WSAEOPNOTSUPP: 10045,
  WSAEAFNOSUPPORT: 10047,
  WSAEADDRINUSE: 10048,
  WSAECONNRESET: 10054,
  WSAENOBUFS: 10055,
  WSAENOTCONN: 10057,
} as const;
