// command-end.ts: how a command came to its end, in words that say what to do: in front of the bridge are programs that
// say little, each in its own way.
import { basename } from "node:path";
import { TeleopError } from "@teleop/core/plugin";
import { lastLine } from "./hello.ts";
import { quoted } from "./words.ts";

/** How a child process ended. */
export interface CommandEnd {
  /** The words that lead there, without those of the bridge. */
  readonly command: readonly [string, ...string[]];
  /** The words that start the bridge there. */
  readonly bridge: readonly [string, ...string[]];
  /** Undefined when a signal ended it. */
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  /** The end of what it has said on standard error. */
  readonly stderr: string;
  /** What it has said on standard output instead of a bridge's hello. */
  readonly noise: string;
  /** Whether the bridge had begun. */
  readonly wasReady: boolean;
}

/** The error that the end means for those who wanted something of the bridge. */
export function errorOfEnd(end: CommandEnd): TeleopError {
  const { command, wasReady } = end;
  const name = quoted(command);
  const how =
    end.exitCode === undefined ? `by ${end.signal ?? "a signal"}` : `with exit code ${end.exitCode}`;
  const said = [lastLine(end.stderr), end.noise].filter((line) => line !== "").join("; ");
  const saying = said === "" ? "" : `: ${said}`;
  if (wasReady) return failure("CONNECTION_CLOSED", `${name}: the command ended ${how}${saying}`);
  if (isMissing(end)) return missing(end, said);
  if (end.exitCode === 255 && programOf(command) === "ssh") {
    return failure(
      "CONNECT_FAILED",
      `${name}: ssh could not connect${saying}; \`${name} true\` has to work first, without a question where there is no terminal`,
    );
  }
  return failure(
    "CONNECT_FAILED",
    `${name}: the command ended ${how} before a bridge began there${saying}; \`${name} true\` has to work first`,
  );
}

/** The command could not be started at all. */
export function errorOfStart(
  command: readonly [string, ...string[]],
  cause: NodeJS.ErrnoException,
): TeleopError {
  const [program] = command;
  const why = cause.code === "ENOENT" ? "there is no such program in PATH" : cause.message;
  return new TeleopError("CONNECT_FAILED", `${quoted(command)}: cannot start ${program}: ${why}`, { cause });
}

function failure(code: string, message: string): TeleopError {
  return new TeleopError(code, message);
}

/** Whether a shell or a container runtime says that it has not found the program: POSIX exit codes, or kubectl's words. */
function isMissing({ exitCode, stderr }: CommandEnd): boolean {
  if (exitCode === 127) return true;
  const nested = /terminated with exit code 12[67]\b/.test(stderr);
  if (exitCode !== 126 && !nested && exitCode !== 1) return false;
  return nested || /executable file not found|no such file or directory|command not found/i.test(stderr);
}

function missing({ command, bridge }: CommandEnd, said: string): TeleopError {
  const name = quoted(command);
  const [program] = bridge;
  const copy = COPY[programOf(command)];
  const by = copy === undefined ? "" : ` by ${copy}`;
  const saying = said === "" ? "" : ` (${said})`;
  return failure(
    "BRIDGE_NOT_FOUND",
    `${name}: there is no ${program} in the PATH there${saying}: copy the compiled command${by} into a directory of it, such as /usr/local/bin/${program}, or install the package teleop there, or say how to start it, as by --via-command '/opt/teleop bridge' or 'bunx teleop bridge'`,
  );
}

const COPY: Readonly<Record<string, string>> = {
  ssh: "scp",
  docker: "docker cp",
  podman: "podman cp",
  kubectl: "kubectl cp",
};

function programOf([program]: readonly [string, ...string[]]): string {
  return basename(program);
}
