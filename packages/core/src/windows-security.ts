// windows-security.ts: whose an object of Windows is, and who may do what with it: security descriptors, made and read.
import { ADMINISTRATORS_SID, encodeSid, parseSid, type Sid, SYSTEM_SID } from "./windows-sid.ts";

/** One entry of a list of who may do what (ACE): allows, or denies, what the bits of the mask are to a user or group. */
export interface AccessEntry {
  readonly type: "allow" | "deny";
  readonly sid: Sid;
  readonly mask: number;
  /** Of the object itself, or only passed on to what is made in it. */
  readonly inheritOnly: boolean;
}

/** What a security descriptor says. */
export interface Security {
  /** Undefined where it was not asked for, or there is none. */
  readonly owner: Sid | undefined;
  /** Undefined where it was not asked for; "everybody" where there is no list at all, which lets everybody do everything. */
  readonly entries: readonly AccessEntry[] | "everybody" | undefined;
}

/**
 * A self-relative SECURITY_DESCRIPTOR (winnt.h): it belongs to `owner`, and those in `allowed` may do what `mask` says,
 * nobody else anything. What is made around it adds nothing (SE_DACL_PROTECTED).
 *
 * @param inherits whether what is made in it, being a directory, is like it.
 */
export function encodeSecurity(
  owner: Sid,
  allowed: readonly Sid[],
  mask: number,
  { inherits = false }: { readonly inherits?: boolean } = {},
): Uint8Array {
  const ownerSid = encodeSid(owner);
  const flags = inherits ? OBJECT_INHERIT | CONTAINER_INHERIT : 0;
  const entries = [...new Set(allowed)].map((sid) => encodeAllow(encodeSid(sid), mask, flags));
  const listBytes = ACL_BYTES + entries.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const bytes = new Uint8Array(DESCRIPTOR_BYTES + ownerSid.byteLength + listBytes);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, DESCRIPTOR_REVISION);
  view.setUint16(2, SE_SELF_RELATIVE | SE_DACL_PROTECTED | SE_DACL_PRESENT, true);
  view.setUint32(OFFSET_OWNER, DESCRIPTOR_BYTES, true);
  bytes.set(ownerSid, DESCRIPTOR_BYTES);
  let at = DESCRIPTOR_BYTES + ownerSid.byteLength;
  view.setUint32(OFFSET_DACL, at, true);
  view.setUint8(at, ACL_REVISION);
  view.setUint16(at + 2, listBytes, true);
  view.setUint16(at + 4, entries.length, true);
  at += ACL_BYTES;
  for (const entry of entries) {
    bytes.set(entry, at);
    at += entry.byteLength;
  }
  return bytes;
}

/** Reads what {@link encodeSecurity} makes, and what Windows does. @throws RangeError for what is no such descriptor. */
export function parseSecurity(bytes: Uint8Array): Security {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const control = view.getUint16(2, true);
  if (view.getUint8(0) !== DESCRIPTOR_REVISION || (control & SE_SELF_RELATIVE) === 0) {
    throw new RangeError("no self-relative security descriptor");
  }
  const owner = view.getUint32(OFFSET_OWNER, true);
  const list = view.getUint32(OFFSET_DACL, true);
  return {
    owner: owner === 0 ? undefined : parseSid(bytes, owner),
    entries:
      (control & SE_DACL_PRESENT) === 0 ? undefined : list === 0 ? "everybody" : parseEntries(bytes, list),
  };
}

/**
 * Judges an object by its owner, and by who may do what is not for others; undefined when it is trusted. Else why not: "it
 * belongs to S-1-5-21-…-1002, expected S-1-5-21-…-1001".
 *
 * The administrators and the system, who may do anything anyhow, are trusted as the users are. What denies something to
 * others is not counted on.
 *
 * @param mask what others must not be allowed to do, such as {@link MAY_WRITE}.
 */
export function whyNotPrivate(
  { owner, entries }: Security,
  users: readonly (Sid | undefined)[],
  mask: number,
): string | undefined {
  const trusts = (sid: Sid): boolean => users.includes(sid) || ALWAYS_TRUSTED.includes(sid);
  if (owner === undefined || !trusts(owner)) {
    const expected = [...new Set(users.filter((sid) => sid !== undefined))].join(" or ") || "nobody";
    return `it belongs to ${owner ?? "nobody"}, expected ${expected}`;
  }
  if (entries === undefined || entries === "everybody") return "everybody may do everything with it";
  const others = entries.find(
    (entry) =>
      entry.type === "allow" &&
      !entry.inheritOnly &&
      !trusts(entry.sid) &&
      (entry.mask & (mask | MAY_TAKE_OVER)) !== 0,
  );
  return others === undefined ? undefined : `${others.sid} may write to it (${hex(others.mask)})`;
}

const hex = (mask: number): string => `0x${(mask >>> 0).toString(16)}`;

/** Of a file: to write to it, to append, to delete it. */
export const MAY_WRITE = 0x0001_0006;

/** Of a directory: to delete what is in it, whoever owns that. */
export const MAY_DELETE_CHILDREN = 0x0000_0040;

/** To say who may do what, or whose it is, which gives all else; GENERIC_ALL and GENERIC_WRITE. */
const MAY_TAKE_OVER = 0x000c_0000 | 0x1000_0000 | 0x4000_0000;

/** Besides the system and the administrators: what stands for the owner (CREATOR OWNER, OWNER RIGHTS), and Windows' own installer. */
const ALWAYS_TRUSTED: readonly Sid[] = [
  SYSTEM_SID,
  ADMINISTRATORS_SID,
  "S-1-3-0",
  "S-1-3-4",
  "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464",
];

function parseEntries(bytes: Uint8Array, list: number): AccessEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint16(list + 4, true);
  const entries: AccessEntry[] = [];
  let at = list + ACL_BYTES;
  for (let index = 0; index < count; index++) {
    const type = ENTRY_TYPES.get(view.getUint8(at));
    // Those that are for objects of a directory service, or have conditions, are not met with here: they are not passed over.
    if (type === undefined) throw new RangeError(`an access entry of type ${view.getUint8(at)}`);
    entries.push({
      type,
      sid: parseSid(bytes, at + ACE_BYTES),
      mask: view.getUint32(at + 4, true),
      inheritOnly: (view.getUint8(at + 1) & INHERIT_ONLY) !== 0,
    });
    at += view.getUint16(at + 2, true);
  }
  return entries;
}

function encodeAllow(sid: Uint8Array, mask: number, flags: number): Uint8Array {
  const bytes = new Uint8Array(ACE_BYTES + sid.byteLength);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, ACCESS_ALLOWED);
  view.setUint8(1, flags);
  view.setUint16(2, bytes.byteLength, true);
  view.setUint32(4, mask, true);
  bytes.set(sid, ACE_BYTES);
  return bytes;
}

// winnt.h
const DESCRIPTOR_REVISION = 1;
const DESCRIPTOR_BYTES = 20;
const OFFSET_OWNER = 4;
const OFFSET_DACL = 16;
const SE_DACL_PRESENT = 0x0004;
const SE_DACL_PROTECTED = 0x1000;
const SE_SELF_RELATIVE = 0x8000;
const ACL_REVISION = 2;
const ACL_BYTES = 8;
const ACE_BYTES = 8;
const ACCESS_ALLOWED = 0;
const ACCESS_DENIED = 1;
const OBJECT_INHERIT = 0x01;
const CONTAINER_INHERIT = 0x02;
const INHERIT_ONLY = 0x08;
const ENTRY_TYPES: ReadonlyMap<number, AccessEntry["type"]> = new Map([
  [ACCESS_ALLOWED, "allow"],
  [ACCESS_DENIED, "deny"],
]);
