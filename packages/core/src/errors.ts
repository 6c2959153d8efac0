// errors.ts: every error of teleop: a code for programs, a sentence for people, a cause for the curious.

/** Why an operation failed, for programs. */
export type TeleopErrorCode =
  | "ADDRESS_IN_USE"
  | "ATTACH_TIMEOUT"
  | "CONNECTION_CLOSED"
  | "CONNECT_FAILED"
  | "DISPOSED"
  | "INVALID_ARGUMENT"
  | "LISTEN_FAILED"
  | "NOT_ARMED"
  | "NOT_LISTENING"
  | "NO_SUCH_PROCESS"
  | "PERMISSION_DENIED"
  | "PID_REUSED"
  | "REFUSED"
  | "UNSUPPORTED_PLATFORM"
  | "UNTRUSTED_PATH"
  | "WATCH_FAILED"
  | "WRONG_LISTENER";

export interface TeleopErrorOptions {
  readonly cause?: unknown;
  readonly pid?: number | undefined;
  readonly address?: string | undefined;
  readonly path?: string | undefined;
}

/** An error of teleop. `message` says what happened, to what, and what to do next. */
export class TeleopError extends Error {
  override readonly name: string = "TeleopError";
  readonly code: TeleopErrorCode;
  readonly pid: number | undefined;
  readonly address: string | undefined;
  readonly path: string | undefined;

  constructor(code: TeleopErrorCode, message: string, options: TeleopErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.pid = options.pid;
    this.address = options.address;
    this.path = options.path;
  }
}

/** Nobody listens at the address now. Somebody may soon: worth a retry. */
export class NotListeningError extends TeleopError {
  override readonly name = "NotListeningError";

  constructor(message: string, options: TeleopErrorOptions = {}) {
    super("NOT_LISTENING", message, options);
  }
}
