// new-file.ts: a file that is there whole or not at all. On Linux it has no name until it is complete, so that not even
// killing this process leaves a part of it; elsewhere its unfinished name goes with what failed.
import { randomBytes } from "node:crypto";
import { constants, type FileHandle, link, lstat, open, rename, stat, unlink } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { TeleopError } from "@teleop/core/basics";

export interface NewFileOptions {
  /** Whether a file that is there already gives way. Default: it stays, and `FILE_EXISTS` is thrown. */
  readonly overwrite?: boolean | undefined;
}

/** A file in the making, for its owner's eyes only (0600; on Windows also for administrators and the system). Disposing it before `publish()` leaves nothing. */
export class NewFile implements AsyncDisposable {
  readonly path: string;
  readonly #handle: FileHandle;
  readonly #overwrites: boolean;
  /** Its name until it is published; undefined while it has none. */
  #unfinished: string | undefined;
  #isClosed = false;

  private constructor(path: string, handle: FileHandle, unfinished: string | undefined, overwrites: boolean) {
    this.path = path;
    this.#handle = handle;
    this.#unfinished = unfinished;
    this.#overwrites = overwrites;
  }

  /**
   * @param openFile opens a file without a name in a directory, where that can be done; of tests.
   * @throws TeleopError `FILE_EXISTS` where there is one already, before anything costly is done; the system's error where
   *   none can be made there.
   */
  static async create(
    path: string,
    { overwrite = false }: NewFileOptions = {},
    openFile: (directory: string) => Promise<FileHandle | undefined> = openNameless,
  ): Promise<NewFile> {
    const absolute = resolve(path);
    if (!overwrite && (await exists(absolute))) throw fileExists(absolute);
    const nameless = await openFile(dirname(absolute));
    if (nameless !== undefined) return new NewFile(absolute, nameless, undefined, overwrite);
    const unfinished = unfinishedName(absolute);
    return new NewFile(absolute, await openPrivate(unfinished), unfinished, overwrite);
  }

  /** Appends. One call at a time. */
  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.byteLength; ) {
      const { bytesWritten } = await this.#handle.write(bytes, at);
      at += bytesWritten;
    }
  }

  /**
   * Makes it appear at its path, whole, and on the disk.
   *
   * @throws TeleopError `FILE_EXISTS` where one has come meanwhile.
   */
  async publish(): Promise<void> {
    await this.#handle.datasync();
    if (this.#unfinished === undefined) {
      // A name cannot be given to it where there is one; a second, which then takes the place of the first, can.
      const name = this.#overwrites ? unfinishedName(this.path) : this.path;
      await linkNameless(this.#handle.fd, name);
      if (this.#overwrites) this.#unfinished = name;
    }
    if (this.#unfinished !== undefined) {
      if (this.#overwrites) await rename(this.#unfinished, this.path);
      else await moveToNew(this.#unfinished, this.path);
      this.#unfinished = undefined;
    }
    await this.#close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#close();
    const unfinished = this.#unfinished;
    this.#unfinished = undefined;
    if (unfinished !== undefined) await unlink(unfinished);
  }

  async #close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#handle.close();
  }
}

function unfinishedName(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(4).toString("hex")}.partial`);
}

/** A file of this directory without a name: O_TMPFILE of open(2). Undefined where there is no such thing. */
async function openNameless(directory: string): Promise<FileHandle | undefined> {
  if (process.platform !== "linux" || (await linkat()) === undefined) return undefined;
  try {
    return await open(directory, O_TMPFILE | constants.O_DIRECTORY | constants.O_WRONLY, 0o600);
  } catch (error) {
    // A file system, or a kernel, that does not have it.
    if (codeOf(error) === "EOPNOTSUPP" || codeOf(error) === "EISDIR" || codeOf(error) === "EINVAL") {
      return undefined;
    }
    throw error;
  }
}

const O_TMPFILE = 0o20000000;

/** @throws TeleopError `FILE_EXISTS` */
async function linkNameless(descriptor: number, path: string): Promise<void> {
  const libc = await linkat();
  if (libc === undefined) throw new Error("a file without a name was opened where none can be given one");
  const from = Buffer.from(`/proc/self/fd/${descriptor}\0`);
  const to = Buffer.from(`${path}\0`);
  if (libc.functions.linkat(AT_FDCWD, from, AT_FDCWD, to, AT_SYMLINK_FOLLOW) === 0) return;
  const failure = libc.failure("linkat", path);
  throw codeOf(failure) === "EEXIST" ? fileExists(path) : failure;
}

const AT_FDCWD = -100;
const AT_SYMLINK_FOLLOW = 0x400;

/** linkat(2), which Node.js has not: undefined where functions of libraries cannot be called. */
async function linkat() {
  const { hasFfi, openLibc } = await import("@teleop/core/plugin");
  if (!hasFfi()) return undefined;
  return openLibc("giving a file its name", {
    linkat: { args: ["i32", "ptr", "i32", "ptr", "i32"], returns: "i32" },
  });
}

/** A new file by that name, which nobody else could open at any time. */
async function openPrivate(path: string): Promise<FileHandle> {
  if (process.platform !== "win32") return await open(path, "wx", 0o600);
  // There a mode means nothing. What is wrong with the folder is said as elsewhere.
  await stat(dirname(path));
  const { makePrivateFile } = await import("@teleop/core/windows");
  makePrivateFile(path);
  return await open(path, "r+");
}

/** rename(2) would replace what has come meanwhile. */
async function moveToNew(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw fileExists(to);
    // A file system without links.
    if (await exists(to)) throw fileExists(to);
    await rename(from, to);
    return;
  }
  await unlink(from);
}

async function exists(path: string): Promise<boolean> {
  try {
    // A link that leads nowhere is there, too: what is to be new would be refused, or take its place.
    await lstat(path);
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}

function fileExists(path: string): TeleopError {
  return new TeleopError("FILE_EXISTS", `${path} is there already, and stays; name another file`, { path });
}

function codeOf(error: unknown): unknown {
  return Reflect.get(Object(error), "code");
}
