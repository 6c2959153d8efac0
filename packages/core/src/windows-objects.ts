// windows-objects.ts: asks Windows whose an object is, and makes objects that are ours alone.
import { WINDOWS_ERRORS } from "./windows-error.ts";
import { isNoHandle, type OwnedHandle, openWindowsLibrary, ownHandle, wide } from "./windows-library.ts";
import { encodeSecurity, parseSecurity, type Security } from "./windows-security.ts";
import { ADMINISTRATORS_SID, type Sid, SYSTEM_SID } from "./windows-sid.ts";
import { ownPeer } from "./windows-token.ts";

/**
 * Whose an object is, and who may do what with it.
 *
 * @param handle of an event, a pipe, a file, a process, with the right to READ_CONTROL.
 * @throws WindowsError; RangeError for a list with entries that neither allow nor deny, which any owner may make.
 */
export function readSecurity(handle: bigint): Security {
  return parseSecurity(askSecurity(handle, OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION));
}

/**
 * Whose an object is, whatever the list says that its owner has made of who may do what with it.
 *
 * @throws WindowsError.
 */
export function readOwner(handle: bigint): Sid | undefined {
  return parseSecurity(askSecurity(handle, OWNER_SECURITY_INFORMATION)).owner;
}

/** A self-relative SECURITY_DESCRIPTOR, with what was asked for. */
function askSecurity(handle: bigint, asked: number): Uint8Array {
  const { functions: advapi, lastError, failure } = openAdvapi();
  const needed = new Uint32Array(1);
  for (let bytes = 512; ; bytes = needed[0] ?? 0) {
    const descriptor = new Uint8Array(bytes);
    if (advapi.GetKernelObjectSecurity(handle, asked, descriptor, bytes, needed) !== 0) return descriptor;
    if (lastError() !== WINDOWS_ERRORS.ERROR_INSUFFICIENT_BUFFER || (needed[0] ?? 0) <= bytes) {
      throw failure("GetKernelObjectSecurity");
    }
  }
}

/**
 * Opens what is at a path, be it a directory; a link or another reparse point itself, not what it leads to.
 *
 * @param access rights, such as READ_CONTROL (0x20000).
 * @throws WindowsError `ERROR_FILE_NOT_FOUND`, `ERROR_PATH_NOT_FOUND`, `ERROR_ACCESS_DENIED` and others.
 */
export function openPath(path: string, access: number): OwnedHandle {
  const { functions: kernel, failure } = openWindowsLibrary("opening a file", "kernel32", {
    CreateFileW: { args: ["ptr", "u32", "u32", "usize", "u32", "u32", "usize"], returns: "usize" },
  });
  const flags = FILE_FLAG_OPEN_REPARSE_POINT | FILE_FLAG_BACKUP_SEMANTICS;
  const handle = kernel.CreateFileW(wide(path), access, SHARE_ALL, 0, OPEN_EXISTING, flags, 0);
  if (isNoHandle(handle)) throw failure("CreateFile", path);
  return ownHandle(handle);
}

/** As {@link readSecurity} does, of what is at a path. @throws as {@link openPath} does. */
export function readPathSecurity(path: string): Security {
  using file = openPath(path, READ_CONTROL);
  return readSecurity(file.value);
}

/**
 * Makes what is at a path what {@link privateAttributes} makes: from now on, for those who open it.
 *
 * @param mask rights to a file or a directory, such as FILE_ALL_ACCESS.
 * @throws WindowsError where it is not ours to give, and as {@link openPath} does.
 */
export function makePathPrivate(path: string, mask: number): void {
  const { functions: advapi, failure } = openAdvapi();
  using file = openPath(path, WRITE_DAC | WRITE_OWNER);
  const what = OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION;
  const descriptor = privateSecurity(mask, {});
  if (advapi.SetKernelObjectSecurity(file.value, what, descriptor) === 0) {
    throw failure("SetKernelObjectSecurity", path);
  }
}

/** A SECURITY_ATTRIBUTES in memory of Windows, for functions that make objects. Disposing frees it, which may be right after. */
export interface SecurityAttributes extends Disposable {
  readonly address: bigint;
}

export interface PrivateOptions {
  /** Whether it is the user's also where this process is elevated: something to look at, by which nobody steers it. */
  readonly forUser?: boolean | undefined;
  /** Whether what is made in it, being a directory, is like it. */
  readonly inherits?: boolean | undefined;
}

/**
 * What makes an object that belongs to the user of this process, with which the user, administrators that are elevated
 * and the system may do what `mask` says, and nobody else anything. Children do not inherit its handle.
 *
 * Where this process is elevated itself, the object belongs to administrators, and the user may do nothing with it: what of
 * theirs is not elevated must not steer what is. Unless it is `forUser`.
 *
 * @param mask rights to an object of that kind (ACCESS_MASK in winnt.h), such as EVENT_ALL_ACCESS.
 * @throws WindowsError.
 */
export function privateAttributes(mask: number, options: PrivateOptions = {}): SecurityAttributes {
  const { functions: kernel, failure } = openWindowsLibrary("making a private object", "kernel32", MEMORY);
  const descriptor = privateSecurity(mask, options);
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

function privateSecurity(mask: number, { forUser = false, inherits = false }: PrivateOptions): Uint8Array {
  const { sid, administrator } = ownPeer();
  return administrator === true && !forUser
    ? encodeSecurity(ADMINISTRATORS_SID, [ADMINISTRATORS_SID, SYSTEM_SID], mask, { inherits })
    : encodeSecurity(sid, [sid, ADMINISTRATORS_SID, SYSTEM_SID], mask, { inherits });
}

const MEMORY = {
  LocalAlloc: { args: ["u32", "usize"], returns: "usize" },
  LocalFree: { args: ["usize"], returns: "usize" },
  RtlMoveMemory: { args: ["usize", "ptr", "usize"], returns: "usize" },
} as const;

const openAdvapi = () =>
  openWindowsLibrary("asking whose an object is", "advapi32", {
    SetKernelObjectSecurity: { args: ["usize", "u32", "ptr"], returns: "i32" },
    GetKernelObjectSecurity: { args: ["usize", "u32", "ptr", "u32", "ptr"], returns: "i32" },
  });

// winnt.h, minwinbase.h
const READ_CONTROL = 0x0002_0000;
const WRITE_DAC = 0x0004_0000;
const WRITE_OWNER = 0x0008_0000;
const SHARE_ALL = 0x7;
const OPEN_EXISTING = 3;
const FILE_FLAG_OPEN_REPARSE_POINT = 0x0020_0000;
const FILE_FLAG_BACKUP_SEMANTICS = 0x0200_0000;
const OWNER_SECURITY_INFORMATION = 0x1;
const DACL_SECURITY_INFORMATION = 0x4;
const ATTRIBUTES_BYTES = 24;
const OFFSET_DESCRIPTOR = 8;
