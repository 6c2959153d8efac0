// result-file.ts: where a result goes that is a file: as the command line says, or by a name that tells what it is of.
import { existsSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve } from "node:path";
import { TeleopError } from "@teleop/core/basics";

/** What the command line says of it. */
export interface ResultFlags {
  readonly output: string | undefined;
  readonly overwrite: boolean;
}

/**
 * Looks before the process is asked for anything: what it takes to make a result would be lost with it.
 *
 * @returns an absolute path. Without a name, one in the working directory: `heap-1234-20260131-235959.heapsnapshot`.
 * @throws TeleopError `USAGE` where its folder is not there; `FILE_EXISTS` where it is there, and is not to be replaced.
 */
export function resultFile(
  { output: named, overwrite }: ResultFlags,
  kind: string,
  pid: number,
  extension: string,
  now: Date = new Date(),
): string {
  if (named !== undefined) {
    const path = resolve(named);
    if (!existsSync(dirname(path))) {
      throw new TeleopError(
        "USAGE",
        `there is no folder ${dirname(path)} to save it in: make it, or name another`,
      );
    }
    if (overwrite || !existsSync(path)) return path;
    const advice = "name another file, or pass --overwrite to replace it";
    throw new TeleopError("FILE_EXISTS", `${path} is there already, and stays: ${advice}`, { path });
  }
  const part = (value: number): string => String(value).padStart(2, "0");
  const day = `${now.getFullYear()}${part(now.getMonth() + 1)}${part(now.getDate())}`;
  const time = `${part(now.getHours())}${part(now.getMinutes())}${part(now.getSeconds())}`;
  return resolve(`${kind}-${pid}-${day}-${time}.${extension}`);
}

/** How a person is told of a file: by its name alone where it is in the working directory, or below. */
export function shownFile(path: string): string {
  const shown = relative(process.cwd(), path);
  return shown.startsWith("..") || isAbsolute(shown) ? path : shown;
}
