// capnp.ts: runs the native capnp compiler, for those who have it and want what it says.
import { spawn } from "node:child_process";
import { CapnpcError } from "./errors.ts";

/** What to tell the capnp compiler. Paths may be relative to the working directory. */
export interface CapnpArguments {
  readonly importPaths?: readonly string[] | undefined;
  readonly noStandardImport?: boolean | undefined;
  readonly sourcePrefix?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Has `capnp compile` compile schemas, and returns the CodeGeneratorRequest that it would send to a plugin.
 *
 * @param program by name, looked up in PATH, or by path
 * @throws CapnpcError `NO_CAPNP` without the program, or where it cannot be run; `CAPNP_FAILED`, with its own exit code
 *   and words, when a schema has errors.
 */
export async function requestFromCapnp(
  program: string,
  schemas: readonly string[],
  options: CapnpArguments,
): Promise<Uint8Array> {
  const args = ["compile", "-o-"];
  for (const path of options.importPaths ?? []) args.push(`--import-path=${path}`);
  if (options.noStandardImport) args.push("--no-standard-import");
  if (options.sourcePrefix !== undefined) args.push(`--src-prefix=${options.sourcePrefix}`);
  // A schema's name must not be taken for an option.
  args.push("--", ...schemas);
  const { status, output, errors } = await run(program, args, options.signal);
  if (status !== 0) {
    throw new CapnpcError(
      "CAPNP_FAILED",
      `${program} compile failed with exit code ${status}\n${errors.trimEnd()}`,
      {
        exitCode: status,
        output: errors,
      },
    );
  }
  return output;
}

interface Outcome {
  readonly status: number;
  readonly output: Uint8Array;
  readonly errors: string;
}

function run(program: string, args: readonly string[], signal: AbortSignal | undefined): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    // Node tells of a program that cannot be run by an event, Bun of some by throwing.
    const fail = (error: NodeJS.ErrnoException) => reject(cannotRun(program, error));
    let child: ReturnType<typeof start>;
    try {
      child = start(program, args, signal);
    } catch (error) {
      fail(error as NodeJS.ErrnoException);
      return;
    }
    const output: Buffer[] = [];
    const errors: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => errors.push(chunk));
    child.once("error", fail);
    child.once("close", (code, signalName) => {
      if (code === null) {
        reject(new CapnpcError("CAPNP_FAILED", `${program} was ended by ${signalName}`));
        return;
      }
      resolve({ status: code, output: Buffer.concat(output), errors: Buffer.concat(errors).toString() });
    });
  });
}

function start(program: string, args: readonly string[], signal: AbortSignal | undefined) {
  return spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], ...(signal && { signal }) });
}

function cannotRun(program: string, cause: NodeJS.ErrnoException): Error {
  if (cause.name === "AbortError") return cause;
  if (cause.code !== "ENOENT") {
    return new CapnpcError("NO_CAPNP", `${program} cannot be run: ${cause.message}`, {
      cause,
      exitCode: 126,
    });
  }
  return new CapnpcError(
    "NO_CAPNP",
    `there is no program ${program}. Without --capnp none is needed. Or install it:
  Debian, Ubuntu  apt install capnproto
  Fedora          dnf install capnproto
  macOS           brew install capnp
  Windows         choco install capnproto
  others          https://capnproto.org/install.html`,
    { cause, exitCode: 127 },
  );
}
