// windows-objects.ts: asks Windows who a process runs as, and whose an object is, and makes objects that are ours alone.
import { WINDOWS_ERRORS } from "./windows-error.ts";
import { type OwnedHandle, openWindowsLibrary, ownHandle } from "./windows-library.ts";
import { encodeSecurity, parseSecurity, type Security } from "./windows-security.ts";
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
  const { functions: advapi, failure } = openAdvapi();
  // A TOKEN_USER, which begins with the address of the SID.
  const user = askToken(token, TOKEN_USER);
  const sid = new Uint8Array(MOST_SID_BYTES);
  if (advapi.CopySid(sid.byteLength, sid, user.getBigUint64(0, true)) === 0) throw failure("CopySid");
  return parseSid(sid);
}

/** Whether a token is elevated, as of a process that was "run as administrator". @throws WindowsError */
export function isElevated(token: bigint): boolean {
  return askToken(token, TOKEN_ELEVATION).getUint32(0, true) !== 0;
}

/** GetTokenInformation. Addresses in what it returns lead into it. */
function askToken(token: bigint, what: number): DataView {
  const { functions: advapi, failure } = openAdvapi();
  // Made as an ArrayBuffer, it stays where it is.
  const answer = new DataView(new ArrayBuffer(TOKEN_ANSWER_BYTES));
  const written = new Uint32Array(1);
  if (advapi.GetTokenInformation(token, what, answer, answer.byteLength, written) === 0) {
    throw failure("GetTokenInformation");
  }
  return answer;
}

/**
 * Whose an object is, and who may do what with it.
 *
 * @param handle of an event, a pipe, a file, a process, with the right to READ_CONTROL.
 * @throws WindowsError.
 */
export function readSecurity(handle: bigint): Security {
  const { functions: advapi, lastError, failure } = openAdvapi();
  const needed = new Uint32Array(1);
  for (let bytes = 512; ; bytes = needed[0] ?? 0) {
    const descriptor = new Uint8Array(bytes);
    const asked = OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION;
    if (advapi.GetKernelObjectSecurity(handle, asked, descriptor, bytes, needed) !== 0) {
      return parseSecurity(descriptor);
    }
    if (lastError() !== WINDOWS_ERRORS.ERROR_INSUFFICIENT_BUFFER || (needed[0] ?? 0) <= bytes) {
      throw failure("GetKernelObjectSecurity");
    }
  }
}

/** A SECURITY_ATTRIBUTES in memory of Windows, for functions that make objects. Disposing frees it, which may be right after. */
export interface SecurityAttributes extends Disposable {
  readonly address: bigint;
}

/**
 * What makes an object that belongs to the user of this process, with which the user, administrators that are elevated
 * and the system may do what `mask` says, and nobody else anything. Children do not inherit its handle.
 *
 * @throws WindowsError.
 */
export function privateAttributes(
  mask: number,
  options: { readonly inherits?: boolean } = {},
): SecurityAttributes {
  const { functions: kernel, failure } = openWindowsLibrary("making a private object", "kernel32", MEMORY);
  const owner = ownSid();
  const descriptor = encodeSecurity(owner, [owner, ADMINISTRATORS_SID, SYSTEM_SID], mask, options);
  const bytes = new Uint8Array(ATTRIBUTES_BYTES + descriptor.byteLength);
  const address = kernel.LocalAlloc(0, bytes.byteLength);
  if (address === 0n) throw failure("LocalAlloc");
  const view = new DataView(bytes.buffer);
  view.setUint32(0, ATTRIBUTES_BYTES, true);
  view.setBigUint64(OFFSET_DESCRIPTOR, address + BigInt(ATTRIBUTES_BYTES), true);
  bytes.set(descriptor, ATTRIBUTES_BYTES);
  kernel.RtlMoveMemory(address, bytes, bytes.byteLength);
  return { address, [Symbol.dispose]: () => void kernel.LocalFree(address) };
}

const MEMORY = {
  LocalAlloc: { args: ["u32", "usize"], returns: "usize" },
  LocalFree: { args: ["usize"], returns: "usize" },
  RtlMoveMemory: { args: ["usize", "ptr", "usize"], returns: "usize" },
} as const;

const openAdvapi = () =>
  openWindowsLibrary("asking whose an object is", "advapi32", {
    OpenProcessToken: { args: ["usize", "u32", "ptr"], returns: "i32" },
    GetTokenInformation: { args: ["usize", "u32", "ptr", "u32", "ptr"], returns: "i32" },
    CopySid: { args: ["u32", "ptr", "usize"], returns: "i32" },
    GetKernelObjectSecurity: { args: ["usize", "u32", "ptr", "u32", "ptr"], returns: "i32" },
  });

// winnt.h, minwinbase.h
const TOKEN_QUERY = 0x0008;
const TOKEN_USER = 1;
const TOKEN_ELEVATION = 20;
/** SECURITY_MAX_SID_SIZE. */
const MOST_SID_BYTES = 68;
/** Of what is asked for here, TOKEN_USER is the longest: an address, attributes, and a SID. */
const TOKEN_ANSWER_BYTES = 16 + MOST_SID_BYTES;
const OWNER_SECURITY_INFORMATION = 0x1;
const DACL_SECURITY_INFORMATION = 0x4;
const ATTRIBUTES_BYTES = 24;
const OFFSET_DESCRIPTOR = 8;
