// dial.ts: the client's side: one attempt to open the pipe of a target, and of nobody else.
import {
  type AbortOptions,
  type Connection,
  messageOf,
  NotListeningError,
  type Peer,
  type ProcessFacts,
  requireSameProcess,
  TeleopError,
  Unwind,
  untilAborted,
} from "@teleop/core/plugin";
import {
  isNoHandle,
  type OwnedHandle,
  ownHandle,
  ownSid,
  WINDOWS_ERRORS,
  type WindowsError,
  whyNotOwned,
  wide,
} from "@teleop/core/windows";
import type { PipeCalls } from "./pipe-calls.ts";
import { PipeConnection } from "./pipe-connection.ts";
import { PipeEnd } from "./pipe-end.ts";

export interface DialOptions extends AbortOptions {
  readonly calls: PipeCalls;
  /** As it was before: it must be the same process afterwards. */
  readonly target: ProcessFacts;
  readonly lingerMs: number;
}

/** Opens the pipe at `address`. The connection keeps this process alive until it is closed. */
export async function dial(address: string, options: DialOptions): Promise<Connection> {
  const { calls, target, lingerMs } = options;
  using unwind = new Unwind();
  const handle = unwind.use(await openWhenFree(address, options));
  const peer = checkServer(address, handle.value, options);
  const mode = Uint32Array.of(PIPE_READMODE_MESSAGE);
  if (calls.kernel.SetNamedPipeHandleState(handle.value, mode, 0, 0) === 0) {
    throw dialError(address, target, calls.failure("SetNamedPipeHandleState", address));
  }
  const end = new PipeEnd(calls, handle, address);
  unwind.move();
  return new PipeConnection(end, { address, peer, lingerMs, keepsAlive: true });
}

/** While all instances of a pipe are taken, the target is about to offer more, unless it is stopped. */
async function openWhenFree(address: string, { calls, target, signal }: DialOptions): Promise<OwnedHandle> {
  const { kernel, failure } = calls;
  const giveUpAt = performance.now() + MAX_BUSY_MS;
  for (let waitMs = 1; ; waitMs = Math.min(2 * waitMs, MAX_WAIT_MS)) {
    signal?.throwIfAborted();
    const handle = kernel.CreateFileW(wide(address), ACCESS, 0, 0, OPEN_EXISTING, FLAGS, 0);
    if (!isNoHandle(handle)) return ownHandle(handle);
    const error = failure("CreateFile", address);
    if (error.reason !== WINDOWS_ERRORS.ERROR_PIPE_BUSY || performance.now() > giveUpAt) {
      throw dialError(address, target, error);
    }
    await untilAborted(Bun.sleep(waitMs), signal);
  }
}

/**
 * Makes sure, before anything goes over it, that the target made this pipe: it is of its user, by its owner, or of who may
 * do anything anyway; and it is of its process, by a PID that Windows wrote down when the pipe was made, and that has been
 * the target's all the time. An earlier process of that PID, whose pipe lives on in a child, could only be one of the
 * same user.
 */
function checkServer(address: string, handle: bigint, { calls, target }: DialOptions): Peer {
  const { pid, sid } = target;
  const details = { pid, address };
  const user = sid ?? ownSid();
  const distrust = whyNotOwned(address, handle, user);
  if (distrust !== undefined) {
    throw new TeleopError("WRONG_LISTENER", `${distrust}; not talking to it`, details);
  }
  const server = new Uint32Array(1);
  if (calls.kernel.GetNamedPipeServerProcessId(handle, server) === 0) {
    const cause = calls.failure("GetNamedPipeServerProcessId", address);
    throw new TeleopError(
      "CONNECT_FAILED",
      `cannot find out who listens at ${address}, so we do not talk to it: ${messageOf(cause)}`,
      { ...details, cause },
    );
  }
  if (server[0] !== pid) {
    throw new TeleopError(
      "WRONG_LISTENER",
      `${address}: expected process ${pid} to listen, found process ${server[0]}; not talking to it`,
      details,
    );
  }
  requireSameProcess(target);
  return { pid, sid: user };
}

function dialError(address: string, { pid }: ProcessFacts, cause: WindowsError): TeleopError {
  const details = { pid, address, cause };
  switch (cause.reason) {
    case WINDOWS_ERRORS.ERROR_FILE_NOT_FOUND:
    case WINDOWS_ERRORS.ERROR_PIPE_NOT_CONNECTED:
    case WINDOWS_ERRORS.ERROR_NO_DATA:
    case WINDOWS_ERRORS.ERROR_BROKEN_PIPE:
      return new NotListeningError(`process ${pid} does not listen at ${address}`, details);
    case WINDOWS_ERRORS.ERROR_PIPE_BUSY:
      return new NotListeningError(
        `process ${pid} has not accepted a connection at ${address} for ${MAX_BUSY_MS} ms`,
        details,
      );
    case WINDOWS_ERRORS.ERROR_ACCESS_DENIED:
      return new TeleopError(
        "PERMISSION_DENIED",
        `may not open ${address}: ${messageOf(cause)}; be the user of process ${pid}, elevated if it is, or an elevated administrator`,
        details,
      );
    default:
      return new TeleopError("CONNECT_FAILED", `cannot open ${address}: ${messageOf(cause)}`, details);
  }
}

/** How long all instances of a pipe may be taken, and how often we look, in milliseconds. */
const MAX_BUSY_MS = 5000;
const MAX_WAIT_MS = 16;

// winnt.h, winbase.h, fileapi.h

/**
 * Without FILE_CREATE_PIPE_INSTANCE, which GENERIC_WRITE would ask for: reading, with READ_CONTROL and SYNCHRONIZE in it;
 * FILE_WRITE_DATA; and FILE_WRITE_ATTRIBUTES, to read messages.
 */
const ACCESS = 0x8000_0000 + 0x0002 + 0x0100;
const OPEN_EXISTING = 3;
/**
 * Overlapped; and whoever serves the pipe may find out who we are, and no more: SECURITY_SQOS_PRESENT with
 * SECURITY_IDENTIFICATION. Without that it could act as us.
 */
const FLAGS = 0x4000_0000 + 0x0010_0000 + 0x0001_0000;
const PIPE_READMODE_MESSAGE = 0x2;
