// quirky-binder.ts: the entry `@teleop/pipeline/quirky-binder`: has the console of quirky_binder list this process, which goes
// by an empty file that each of them leaves while it runs.
import { closeSync, constants, lstatSync, mkdirSync, openSync, readFileSync, unlinkSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { TeleopError } from "@teleop/core/basics";

/**
 * Leaves `quirky_binder_<user>/<pid>` in the temporary directory, until it is disposed, or the process ends by itself. What a
 * killed process leaves is of no process, and the console takes no notice of it. The directory stays: others may be about
 * to use it.
 *
 * @throws TeleopError `UNTRUSTED_PATH` where that directory is not the user's own; what the system says where it cannot be
 *   written; `UNSUPPORTED_PLATFORM` where there are no users.
 */
export function quirkyBinderMarker(): Disposable {
  const uid = process.getuid?.();
  if (uid === undefined) {
    const message = "the console of quirky_binder finds processes on Linux, by the name of their user";
    throw new TeleopError("UNSUPPORTED_PLATFORM", message);
  }
  const directory = join(tmpdir(), `quirky_binder_${userName(uid)}`);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const found = lstatSync(directory);
  if (!found.isDirectory() || found.uid !== uid) {
    const message = `${directory} must be a directory of this user: it is somebody else's, or a link`;
    throw new TeleopError("UNTRUSTED_PATH", message, { path: directory });
  }
  const path = join(directory, `${process.pid}`);
  closeSync(openSync(path, constants.O_CREAT | constants.O_WRONLY | constants.O_NOFOLLOW, 0o600));
  const remove = (): void => {
    process.off("exit", remove);
    try {
      unlinkSync(path);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  };
  process.on("exit", remove);
  return { [Symbol.dispose]: remove };
}

/** As getpwuid(3) has it of the file. Bun's `userInfo()` goes by $USER, which need not be set. */
function userName(uid: number): string {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.split(":")[2] === `${uid}`);
  return line?.split(":")[0] ?? userInfo().username;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
