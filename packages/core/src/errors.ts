// errors.ts: every error of teleop: a code for programs, a sentence for people, a cause for the curious.

/**
 * Why an operation failed, for programs. These are the codes of `@teleop/core` and of the attachers and transports;
 * other packages, and plugins, have codes of their own.
 */
export type TeleopErrorCode =
  | "ADDRESS_IN_USE"
  | "ATTACH_TIMEOUT"
  | "CONNECTION_CLOSED"
  | "CONNECT_FAILED"
  | "DISPOSED"
  | "EVICTED"
  | "INVALID_ARGUMENT"
  | "LISTEN_FAILED"
  | "LOAD_FAILED"
  | "NOT_ARMED"
  | "NOT_LISTENING"
  | "NO_SUCH_PROCESS"
  | "OUT_OF_RESOURCES"
  | "PERMISSION_DENIED"
  | "PID_REUSED"
  | "REFUSED"
  | "UNSUPPORTED_PLATFORM"
  | "UNTRUSTED_PATH"
  | "WATCH_FAILED"
  | "WRONG_LISTENER"
  | (string & Record<never, never>);

export interface TeleopErrorOptions {
  readonly cause?: unknown;
  readonly pid?: number | undefined;
  readonly address?: string | undefined;
  readonly path?: string | undefined;
}

/**
 * An error of teleop. `message` begins with the code in brackets, then says what happened, to what, and what to do next.
 *
 * It is the base of every error that a package of teleop throws on purpose: `error instanceof TeleopError` holds for
 * `RpcError`, `ValueError` and the others of `@teleop/rpc-capnp` too, and whichever copy of a package threw it.
 */
export class TeleopError extends Error {
  override readonly name: string = "TeleopError";
  readonly code: TeleopErrorCode;
  /** The message without the code. */
  readonly rawMessage: string;
  readonly pid: number | undefined;
  readonly address: string | undefined;
  readonly path: string | undefined;

  constructor(code: TeleopErrorCode, message: string, options: TeleopErrorOptions = {}) {
    super(`[${code}] ${message}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.rawMessage = message;
    this.pid = options.pid;
    this.address = options.address;
    this.path = options.path;
  }

  static {
    brand(TeleopError, "TeleopError");
  }
}

/** Nobody listens at the address now. Somebody may soon: worth a retry. */
export class NotListeningError extends TeleopError {
  override readonly name = "NotListeningError";

  constructor(message: string, options: TeleopErrorOptions = {}) {
    super("NOT_LISTENING", message, options);
  }

  static {
    brand(NotListeningError, "NotListeningError");
  }
}

/**
 * For authors of packages: makes `instanceof` go by a mark on the prototype, `Symbol.for("teleop.NAME")`, so that it
 * holds for instances that another copy of the package made. What is derived from the class has the mark too; whether
 * something is of a derived class is asked as ever.
 */
export function brand(type: abstract new (...args: never[]) => Error, name: string): void {
  const mark = Symbol.for(`teleop.${name}`);
  Object.defineProperty(type.prototype, mark, { value: true });
  Object.defineProperty(type, Symbol.hasInstance, {
    value(this: unknown, candidate: unknown): boolean {
      if (this !== type) return Function.prototype[Symbol.hasInstance].call(this, candidate);
      return typeof candidate === "object" && candidate !== null && mark in candidate;
    },
  });
}
