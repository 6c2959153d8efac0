// record.ts: what a process says of itself, in one small file of JSON, and where. Whoever writes one and whoever reads
// one go by what is here.
import type { Stats } from "node:fs";
import { TeleopError, whyNotTrusted } from "@teleop/core/plugin";

/** A value that JSON can hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** What the application adds about itself: an object that JSON can hold. */
export type Metadata = { readonly [key: string]: Json };

/** What the application says about itself besides. */
export interface DiscoveryOptions {
  /**
   * By what people are to know the process: 1 to 100 characters, none of them invisible, and no blank at either end. Default: derived from the
   * command, {@link nameOf}.
   */
  readonly name?: string | undefined;
  /** Anything else that may help to tell it from others. As JSON it has at most 4096 bytes. No secrets: root reads it, too. */
  readonly metadata?: Metadata | undefined;
  /** The names of what it offers; `teleoperate()` says them itself where its `services` are an object. */
  readonly services?: readonly string[] | undefined;
}

/** The content of a record. `pid`, `namespace` and `startTime` say of which process: those of its name. */
export interface Announcement {
  readonly name: string;
  /** The name of the rendezvous; undefined for the one without. */
  readonly rendezvous: string | undefined;
  /** By which attacher it is armed, such as `"inotify"`, and by which transport it is reached, such as `"unix"`. */
  readonly attacher: string;
  readonly transport: string;
  /** The names of what it offers; undefined where that is decided only when somebody attaches. */
  readonly services: readonly string[] | undefined;
  /** Of teleop and of what runs the program: `{ teleop: "1.0.0", bun: "1.4.5" }`. */
  readonly versions: Readonly<Record<string, string>>;
  /** The program and its arguments, as the program was told them; without the end of a long one. */
  readonly command: readonly string[];
  readonly metadata: Metadata;
}

/** As it is in the file. */
export interface RecordText extends Omit<Announcement, "name"> {
  readonly teleop: typeof RECORD_VERSION;
  /** Where the application gave none, whoever reads it derives one from the command, {@link nameOf}. */
  readonly name: string | undefined;
  readonly pid: number;
  readonly namespace: string;
  readonly startTime: string;
}

/** Of the form of a record. What is added does not change it; a reader passes over what it does not know. */
export const RECORD_VERSION = 1;

/** What a reader reads at most, and so what a writer writes. */
export const MAX_RECORD_BYTES: number = 64 * 1024;

/** What comes after the name of the entry, which is a private directory's too: it says who has made it. */
export const RECORD_SUFFIX = ".json";

/** The same while it is being written. */
export const DRAFT_SUFFIX = ".new";

/** The name of the entry that a record belongs to, or what was to become one; empty for any other file. */
export function withoutSuffix(file: string): string {
  for (const suffix of [RECORD_SUFFIX, DRAFT_SUFFIX]) {
    if (file.endsWith(suffix)) return file.slice(0, -suffix.length);
  }
  return "";
}

/** Why a directory is not one that only this user can reach into; undefined when it is. */
export function whyNotPrivate(found: Stats, owner: number): string | undefined {
  const why = whyNotTrusted(found, { kind: "a directory", owners: [owner], onlyOwnerWrites: true });
  if (why !== undefined || (found.mode & 0o077) === 0) return why;
  return `others may look into it (mode ${(found.mode & 0o7777).toString(8)}, expected 700)`;
}

/** Directories grow with what is in them: to some ten thousand entries at this size. Larger ones are not looked through. */
export const MAX_DIRECTORY_BYTES: number = 1024 * 1024;

/** In $XDG_RUNTIME_DIR, and in %LOCALAPPDATA%. */
export const RUNTIME_FOLDER = "teleop";

/** In a temporary directory. `euid` is as the processes themselves know their user. */
export function temporaryFolder(euid: number): string {
  return `.teleop_records_${euid}`;
}

/** Where each user has a directory of its own for what lasts no longer than a session; see the XDG base directories. */
export const RUNTIME_VARIABLE = "XDG_RUNTIME_DIR";

/** A variable in the text of proc_pid_environ(5). */
export function initialVariable(environ: string, name: string): string | undefined {
  const entry = environ.split("\0").find((candidate) => candidate.startsWith(`${name}=`));
  return entry?.slice(name.length + 1);
}

/**
 * Whether people may be shown it as a name: 1 to 100 characters, without any that moves the cursor, ends the line, or is
 * not seen, as a blank at either end is not.
 */
export function isName(value: unknown): value is string {
  if (typeof value !== "string" || value === "" || value.length > MAX_NAME) return false;
  return value.trim() === value && !hasInvisible(value);
}

const MAX_NAME = 100;

/** Without a regular expression, for whoever is only armed: the first one takes as much memory as teleop has. */
function hasInvisible(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x20 || (code >= 0x7f && code < 0xa0) || INVISIBLE.includes(code)) return true;
    // What turns the direction of writing around, and separates lines.
    if ((code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e)) return true;
    if (code >= 0x2060 && code <= 0x206f) return true;
    // The first half of a character from U+E0000 to U+E0FFF: tags, and what chooses a variant.
    if (code >= 0xdb40 && code <= 0xdb43) return true;
  }
  return false;
}

/** Soft hyphen, joiners, marks, fillers of several scripts, an empty Braille pattern, byte order mark. */
const INVISIBLE: readonly number[] = [
  ...[0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180e, 0x2800, 0x3164, 0xfeff, 0xffa0],
];

/**
 * What to call a program that does not say: the file that it was started with, without folder and extension; where that
 * is called as so many are, such as `index`, the folder that it is in.
 */
export function nameOf(command: readonly string[]): string {
  const [program = "", ...words] = command;
  const runtime = withoutExtension(lastOf(program));
  const script = RUNTIMES.includes(runtime) ? scriptIn(words) : undefined;
  const parts = inForwardSlashes(script ?? program)
    .split("/")
    .filter((part) => part !== "");
  const last = withoutExtension(parts.pop() ?? "");
  const isCommon = script !== undefined && COMMON_FILES.includes(last);
  const folder = isCommon ? parts.reverse().find((part) => !COMMON_FOLDERS.includes(part)) : undefined;
  const name = folder ?? last;
  return isName(name) ? name : isName(runtime) ? runtime : "unnamed";
}

/** An option may have a value of its own; code that is given with `-e` has no name. */
function scriptIn(words: readonly string[]): string | undefined {
  const script = words.find((word) => SCRIPTS.some((extension) => word.endsWith(extension)));
  if (script !== undefined) return script;
  return words.find((word) => !word.startsWith("-") && word !== "run" && !words.some(isCode));
}

function isCode(word: string): boolean {
  return ["-e", "--eval", "-p", "--print"].includes(word);
}

const SCRIPTS: readonly string[] = [".ts", ".js", ".mjs", ".cjs", ".mts", ".cts", ".tsx", ".jsx"];
const RUNTIMES: readonly string[] = ["bun", "node", "bun-debug", "bun-profile"];
const COMMON_FILES: readonly string[] = ["index", "main", "server", "app", "start"];
const COMMON_FOLDERS: readonly string[] = [".", "..", "src", "dist", "lib", "build", "out", "bin"];

function lastOf(path: string): string {
  const parts = inForwardSlashes(path);
  return parts.slice(parts.lastIndexOf("/") + 1);
}

/** Elsewhere than on Windows a backslash is a character of a name. */
function inForwardSlashes(path: string): string {
  return process.platform === "win32" ? path.replaceAll("\\", "/") : path;
}

function withoutExtension(file: string): string {
  const dot = file.lastIndexOf(".");
  return dot > 0 ? file.slice(0, dot) : file;
}

/** An error of whoever announces: what it said of itself cannot be. */
export function invalidAnnouncement(message: string): TeleopError {
  return new TeleopError("INVALID_ARGUMENT", message);
}
