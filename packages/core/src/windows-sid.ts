// windows-sid.ts: who somebody is on Windows: a security identifier, as text and as the bytes that Windows has.

/** A security identifier as text, as Windows shows it: `S-1-5-18`. Two are the same user when the texts are. */
export type Sid = string;

/** The account of the system itself, under which services run. */
export const SYSTEM_SID: Sid = "S-1-5-18";

/** The group of administrators. Of a user who is one, only elevated processes act as such. */
export const ADMINISTRATORS_SID: Sid = "S-1-5-32-544";

/**
 * Reads the structure SID (winnt.h) at `offset`: a revision, how many parts, the authority, 48 bits with the highest
 * first, and the parts, 32 bits with the lowest first.
 *
 * @throws RangeError where there is none.
 */
export function parseSid(bytes: Uint8Array, offset = 0): Sid {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const revision = view.getUint8(offset);
  const parts = view.getUint8(offset + 1);
  if (revision !== REVISION || parts > MOST_PARTS) {
    throw new RangeError(`no security identifier: revision ${revision}, ${parts} parts`);
  }
  const authority = view.getUint16(offset + 2) * 2 ** 32 + view.getUint32(offset + 4);
  const numbers = Array.from({ length: parts }, (_, index) =>
    view.getUint32(offset + HEADER_BYTES + 4 * index, true),
  );
  return ["S", revision, authority, ...numbers].join("-");
}

/** What {@link parseSid} reads. @throws RangeError for a text that is no security identifier. */
export function encodeSid(sid: Sid): Uint8Array {
  const numbers = /^S-1(?:-\d{1,15})+$/.test(sid) ? sid.split("-").slice(2).map(Number) : [];
  const [authority = Number.NaN, ...parts] = numbers;
  if (!(authority < 2 ** 48) || parts.length > MOST_PARTS || parts.some((part) => part >= 2 ** 32)) {
    throw new RangeError(`no security identifier: ${sid}`);
  }
  const bytes = new Uint8Array(HEADER_BYTES + 4 * parts.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, REVISION);
  view.setUint8(1, parts.length);
  view.setUint16(2, Math.floor(authority / 2 ** 32));
  view.setUint32(4, authority % 2 ** 32);
  for (const [index, part] of parts.entries()) view.setUint32(HEADER_BYTES + 4 * index, part, true);
  return bytes;
}

const REVISION = 1;
const HEADER_BYTES = 8;
const MOST_PARTS = 15;
