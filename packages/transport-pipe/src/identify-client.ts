// identify-client.ts: who has opened a pipe of ours, before a byte of theirs is read.
import type { Peer } from "@teleop/core/plugin";
import {
  isNoHandle,
  openWindowsLibrary,
  ownHandle,
  processSid,
  type Sid,
  tokenPeer,
  WINDOWS_ERRORS,
  WindowsError,
} from "@teleop/core/windows";
import type { PipeCalls } from "./pipe-calls.ts";

export type IdentifyClient = (handle: bigint, connectedAt: bigint) => Peer;

/**
 * Loads what tells who is at the other end of an instance to which a client has connected.
 *
 * Whose process it is, Windows wrote down when it opened the pipe, and shows it to this thread while that takes on the
 * client's identity, for these few calls, to look only. The PID was written down, too, but that may have gone to another
 * process since: it is left out if the process that has it now is of another user, or began later than the connection.
 *
 * @throws TeleopError `UNSUPPORTED_PLATFORM`; what is returned throws WindowsError where Windows does not say, as of a
 *   client that lets nobody find out who it is.
 */
export function openIdentifyClient(calls: PipeCalls): IdentifyClient {
  const what = "finding out who is at the other end of a pipe";
  const advapi = openWindowsLibrary(what, "advapi32", {
    ImpersonateNamedPipeClient: { args: ["usize"], returns: "i32" },
    OpenThreadToken: { args: ["usize", "u32", "i32", "ptr"], returns: "i32" },
    RevertToSelf: { args: [], returns: "i32" },
  });
  const { functions: kernel } = openWindowsLibrary(what, "kernel32", {
    OpenProcess: { args: ["u32", "i32", "u32"], returns: "usize" },
    GetProcessTimes: { args: ["usize", "ptr", "ptr", "ptr", "ptr"], returns: "i32" },
  });

  const clientToken = (handle: bigint) => {
    const token = new BigUint64Array(1);
    const { functions } = advapi;
    if (functions.ImpersonateNamedPipeClient(handle) === 0)
      throw advapi.failure("ImpersonateNamedPipeClient");
    const isOpen = functions.OpenThreadToken(THIS_THREAD, TOKEN_QUERY, AS_OURSELVES, token) !== 0;
    const failure = isOpen ? undefined : advapi.failure("OpenThreadToken");
    if (functions.RevertToSelf() === 0) throw advapi.failure("RevertToSelf");
    if (failure !== undefined) throw failure;
    return ownHandle(token[0] ?? 0n);
  };

  const isStillTheirs = (pid: number, sid: string | undefined, connectedAt: bigint): boolean => {
    const opened = kernel.OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, 0, pid);
    // One that we may not ask about is, for all that is known.
    if (isNoHandle(opened)) return calls.lastError() !== ERROR_INVALID_PARAMETER;
    using client = ownHandle(opened);
    const times = Array.from({ length: 4 }, () => new BigUint64Array(1));
    const [began = new BigUint64Array(1)] = times;
    const [a = null, b = null, c = null, d = null] = times;
    if (kernel.GetProcessTimes(client.value, a, b, c, d) === 0) return false;
    return (began[0] ?? 0n) <= connectedAt && (userIfTold(client.value) ?? sid) === sid;
  };

  return (handle, connectedAt) => {
    using token = clientToken(handle);
    const user = tokenPeer(token.value);
    const pid = new Uint32Array(1);
    if (calls.kernel.GetNamedPipeClientProcessId(handle, pid) === 0) {
      throw calls.failure("GetNamedPipeClientProcessId");
    }
    const client = pid[0] ?? 0;
    return { pid: isStillTheirs(client, user.sid, connectedAt) ? client : undefined, ...user };
  };
}

/** Undefined of an elevated process, or a service, whose token Windows closes to who is neither. */
function userIfTold(process: bigint): Sid | undefined {
  try {
    return processSid(process);
  } catch (error) {
    if (error instanceof WindowsError && error.reason === WINDOWS_ERRORS.ERROR_ACCESS_DENIED)
      return undefined;
    throw error;
  }
}

// winnt.h, processthreadsapi.h, winerror.h
/** What GetCurrentThread returns, on every Windows. */
const THIS_THREAD = 0xffff_ffff_ffff_fffen;
const TOKEN_QUERY = 0x0008;
/** The token is opened by the right of this process, which the client's identity may lack. */
const AS_OURSELVES = 1;
const PROCESS_QUERY_LIMITED_INFORMATION = 0x1000;
const ERROR_INVALID_PARAMETER = 87;
