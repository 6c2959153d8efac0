// read-record.ts: what a record says, for a reader who believes nothing: whoever may write in its directory has written
// it, in whatever state of mind.
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import {
  type EntryOwner,
  type HeldDirectory,
  TeleopError,
  type TrustedFile,
  whyNotTrusted,
} from "@teleop/core/plugin";
import type { Entry } from "./entries.ts";
import {
  type Announcement,
  isName,
  type Json,
  MAX_RECORD_BYTES,
  type Metadata,
  nameOf,
  RECORD_VERSION,
} from "./record.ts";

/**
 * Reads one record, waiting for nobody: what is no regular file, such as a pipe, is not read, nor is more than
 * {@link MAX_RECORD_BYTES}.
 *
 * @param directory that only its user can write to.
 * @param trusted what the file has to be.
 * @throws TeleopError `INVALID_RECORD` that says why it is not believed; and what the system says, such as ENOENT.
 */
export function readRecord(
  directory: HeldDirectory,
  { file, owner: entry }: Entry,
  trusted: TrustedFile,
): Announcement {
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK, O_NOCTTY } = constants;
  const descriptor = openSync(directory.entry(file), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
  try {
    const found = fstatSync(descriptor);
    const why = whyNotTrusted(found, trusted);
    if (why !== undefined) throw invalid(why);
    // It may grow while it is read.
    const bytes = Buffer.alloc(MAX_RECORD_BYTES + 1);
    let length = 0;
    while (length < bytes.length) {
      const count = readSync(descriptor, bytes, length, bytes.length - length, null);
      if (count === 0) break;
      length += count;
    }
    if (length > MAX_RECORD_BYTES) throw invalid(`it has more than ${MAX_RECORD_BYTES} bytes`);
    return parseRecord(bytes.toString("utf8", 0, length), entry);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * The announcement in the text of a record.
 *
 * @param entry what the file's name says of whose it is.
 * @throws TeleopError `INVALID_RECORD` that says what is wrong with it.
 */
function parseRecord(text: string, entry: EntryOwner): Announcement {
  const record = parseObject(text);
  if (record.teleop !== RECORD_VERSION) {
    throw invalid(`its form is not ${RECORD_VERSION}, which is the one that this version of teleop reads`);
  }
  const { pid, namespace, startTime } = entry;
  if (record.pid !== pid || record.namespace !== namespace || record.startTime !== startTime) {
    throw invalid("it is of another process than its name says");
  }
  const { rendezvous, metadata } = record;
  const command = requireTexts("command", record.command);
  const name = record.name ?? nameOf(command);
  if (!isName(name)) throw invalid("its name is none that can be shown");
  if (rendezvous !== undefined && rendezvous !== entry.name)
    throw invalid("it is of another rendezvous than its name says");
  return {
    name,
    rendezvous: entry.name === "" ? undefined : entry.name,
    attacher: requireText("attacher", record.attacher),
    transport: requireText("transport", record.transport),
    services: record.services === undefined ? undefined : requireTexts("services", record.services),
    versions: requireVersions(record.versions),
    command,
    metadata: isObject(metadata) ? (metadata as Metadata) : {},
  };
}

function parseObject(text: string): Readonly<Record<string, Json | undefined>> {
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw invalid("it is no JSON", error);
  }
  if (!isObject(value)) throw invalid("it is no object");
  // Whoever shows it, or sends it on, goes down into it.
  if (isDeeperThan(MAX_DEPTH, value)) throw invalid(`it nests deeper than ${MAX_DEPTH} levels`);
  return value;
}

const MAX_DEPTH = 32;

/** Never deeper than that itself. */
function isDeeperThan(levels: number, value: Json): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(levels - 1, inner));
}

function isObject(value: unknown): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function requireText(field: string, value: Json | undefined): string {
  if (typeof value === "string") return value;
  throw invalid(`its ${field} is no text`);
}

function requireTexts(field: string, value: Json | undefined): readonly string[] {
  if (Array.isArray(value) && value.every((word) => typeof word === "string")) return value;
  throw invalid(`its ${field} are no texts`);
}

function requireVersions(value: Json | undefined): Readonly<Record<string, string>> {
  if (isObject(value) && Object.values(value).every((version) => typeof version === "string")) {
    return value as Readonly<Record<string, string>>;
  }
  throw invalid("its versions are no texts");
}

function invalid(why: string, cause?: unknown): TeleopError {
  return new TeleopError("INVALID_RECORD", why, { cause });
}
