// windows-token.ts: asks Windows who a process runs as, and whether as an administrator: by its token.
import type { Peer } from "./connection.ts";
import { WINDOWS_ERRORS } from "./windows-error.ts";
import { isNoHandle, type OwnedHandle, openWindowsLibrary, ownHandle } from "./windows-library.ts";
import { ADMINISTRATORS_SID, parseSid, type Sid, SYSTEM_SID } from "./windows-sid.ts";

/**
 * The user of this process: the one of its token.
 *
 * @throws WindowsError; TeleopError `UNSUPPORTED_PLATFORM` elsewhere than on Windows.
 */
export function ownSid(): Sid {
  return processSid(OWN_PROCESS);
}

/** What GetCurrentProcess returns, on every Windows. */
export const OWN_PROCESS = 0xffff_ffff_ffff_ffffn;

/**
 * The user of a process.
 *
 * @param handle with the right to PROCESS_QUERY_LIMITED_INFORMATION.
 * @throws WindowsError `ERROR_ACCESS_DENIED` where the token is not told to us.
 */
export function processSid(handle: bigint): Sid {
  using token = openProcessToken(handle);
  return tokenSid(token.value);
}

/** The token of a process, to ask. @throws as {@link processSid} does. */
export function openProcessToken(handle: bigint): OwnedHandle {
  const { functions: advapi, failure } = openAdvapi();
  const token = new BigUint64Array(1);
  if (advapi.OpenProcessToken(handle, TOKEN_QUERY, token) === 0) throw failure("OpenProcessToken");
  return ownHandle(token[0] ?? 0n);
}

/** The user of a token that may be asked: of a process, or of a client that lets itself be identified. @throws WindowsError */
export function tokenSid(token: bigint): Sid {
  // A TOKEN_USER, which begins with the address of the SID.
  return sidAt(askToken(token, TOKEN_USER), 0);
}

/**
 * The SID whose address is at `offset` of what Windows answered: it is in there, too. It is read by where it is in ours, since
 * an address alone keeps nothing from being freed.
 *
 * @throws RangeError where it is not.
 */
function sidAt(answer: DataView, offset: number): Sid {
  const { functions: nt } = openWindowsLibrary("asking who a process is", "ntdll", {
    memmove: { args: ["ptr", "ptr", "usize"], returns: "usize" },
  });
  // It moves nothing, and returns where that is.
  const begin = nt.memmove(answer, answer, 0);
  const bytes = new Uint8Array(answer.buffer, answer.byteOffset, answer.byteLength);
  return parseSid(bytes, Number(answer.getBigUint64(offset, true) - begin));
}

/**
 * Who a process is, for who has its PID from a connection. That may be another's by now, if who connected has ended.
 *
 * @throws WindowsError `ERROR_ACCESS_DENIED` where it is not told to us, `ERROR_INVALID_PARAMETER` where there is none.
 */
export function processPeer(pid: number): Peer {
  const { functions: kernel, failure } = openWindowsLibrary("asking who a process is", "kernel32", {
    OpenProcess: { args: ["u32", "i32", "u32"], returns: "usize" },
  });
  const value = kernel.OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, 0, pid);
  if (isNoHandle(value)) throw failure("OpenProcess", String(pid));
  using handle = ownHandle(value);
  using token = openProcessToken(handle.value);
  return { pid, ...tokenPeer(token.value) };
}

/** Whose a token is, and whether that lets act as an administrator: not one that could, but is not elevated. @throws WindowsError */
export function tokenPeer(token: bigint): TokenPeer {
  return { sid: tokenSid(token), administrator: isAdministrator(token) };
}

/** What a token says of whoever has it. */
export interface TokenPeer extends Peer {
  readonly sid: Sid;
  readonly administrator: boolean;
}

/** The same of this process. @throws WindowsError */
export function ownPeer(): TokenPeer {
  using token = openProcessToken(OWN_PROCESS);
  return tokenPeer(token.value);
}

function isAdministrator(token: bigint): boolean {
  // A TOKEN_GROUPS: a count, and for each the address of a SID and attributes.
  const groups = askToken(token, TOKEN_GROUPS);
  const count = groups.getUint32(0, true);
  return Array.from({ length: count }, (_, index) => GROUPS_BYTES + index * GROUP_BYTES).some((at) => {
    const attributes = groups.getUint32(at + OFFSET_ATTRIBUTES, true);
    return (attributes & SE_GROUP_ENABLED) !== 0 && sidAt(groups, at) === ADMINISTRATORS_SID;
  });
}

/**
 * Who may connect where the application has no rule of its own: processes of the user of this process, and those of
 * administrators, elevated, and of the system; where this process is elevated, only these. Of others, and of who is not
 * known, why not.
 */
export function whyNotAdmitted({ sid, administrator }: Peer, own: TokenPeer = ownPeer()): string | undefined {
  if (sid === undefined) return "Windows does not say who the peer is";
  if (administrator === true || sid === SYSTEM_SID) return undefined;
  if (own.administrator) {
    return `the peer, of user ${sid}, is not elevated, and this process is; only elevated administrators and the system may connect`;
  }
  if (sid === own.sid) return undefined;
  return `the peer is user ${sid}; only user ${own.sid}, elevated administrators and the system may connect`;
}

/** GetTokenInformation. Addresses in what it returns lead into it. */
function askToken(token: bigint, what: number): DataView {
  const { functions: advapi, lastError, failure } = openAdvapi();
  const needed = new Uint32Array(1);
  for (let bytes = 512; ; bytes = needed[0] ?? 0) {
    // Made as an ArrayBuffer, it stays where it is.
    const answer = new DataView(new ArrayBuffer(bytes));
    if (advapi.GetTokenInformation(token, what, answer, bytes, needed) !== 0) return answer;
    if (lastError() !== WINDOWS_ERRORS.ERROR_INSUFFICIENT_BUFFER || (needed[0] ?? 0) <= bytes) {
      throw failure("GetTokenInformation");
    }
  }
}

const openAdvapi = () =>
  openWindowsLibrary("asking who a process is", "advapi32", {
    OpenProcessToken: { args: ["usize", "u32", "ptr"], returns: "i32" },
    GetTokenInformation: { args: ["usize", "u32", "ptr", "u32", "ptr"], returns: "i32" },
  });

// winnt.h
const PROCESS_QUERY_LIMITED_INFORMATION = 0x1000;
const TOKEN_QUERY = 0x0008;
const TOKEN_USER = 1;
const TOKEN_GROUPS = 2;
const GROUPS_BYTES = 8;
const GROUP_BYTES = 16;
const OFFSET_ATTRIBUTES = 8;
const SE_GROUP_ENABLED = 0x4;
