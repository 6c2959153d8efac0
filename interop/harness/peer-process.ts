// peer-process.ts: a peer in a process of its own, in a folder of its own that must be empty again when it has ended.
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A program with its first arguments. */
export type Command = readonly string[];

export interface ServerProcess extends AsyncDisposable {
  readonly pid: number;
  /** Its working directory and TMPDIR. */
  readonly folder: string;
  /** The line in which it said that it was ready. */
  readonly ready: string;
  /** Ends it by SIGTERM. Rejects when it fails or leaves files behind. */
  stop(): Promise<void>;
}

/** Starts a server and waits until it says that it is ready. What `command` names of the folder is relative to it. */
export async function startServer(command: Command): Promise<ServerProcess> {
  const folder = mkdtempSync(join(tmpdir(), "teleop-interop-"));
  // A shell's background jobs inherit that SIGQUIT is ignored, which would hide whom that signal ends.
  const child = Bun.spawn(["env", "--default-signal=QUIT", ...command], {
    cwd: folder,
    env: { ...process.env, TMPDIR: folder },
    stdin: "pipe",
    stdout: "pipe",
    stderr: "inherit",
  });
  const dispose = async () => {
    child.kill("SIGKILL");
    await child.exited;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const ready = await firstLine(child.stdout);
    if (ready === undefined) throw new Error(`${command.join(" ")} ended before it was ready`);
    const stop = async () => {
      child.kill("SIGTERM");
      const exitCode = await child.exited;
      const left = readdirSync(folder);
      if (exitCode !== 0) throw new Error(`${command.join(" ")} ended with ${child.signalCode ?? exitCode}`);
      if (left.length > 0) throw new Error(`${command.join(" ")} left ${left.join(", ")} behind`);
    };
    return { pid: child.pid, folder, ready, stop, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Runs a client in a server's folder, with its PID in SERVER_PID, and returns the objects that it printed, one a line. */
export async function runClient(
  command: Command,
  { pid, folder }: Pick<ServerProcess, "pid" | "folder">,
): Promise<unknown[]> {
  const child = Bun.spawn([...command], {
    cwd: folder,
    env: { ...process.env, TMPDIR: folder, SERVER_PID: `${pid}` },
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
    timeout: 60_000,
  });
  const output = await child.stdout.text();
  await child.exited;
  if (child.signalCode !== null) throw new Error(`${command.join(" ")} ended with ${child.signalCode}`);
  return output
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

async function firstLine(output: ReadableStream<Uint8Array>): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let said = "";
  for await (const chunk of output) {
    said += decoder.decode(chunk, { stream: true });
    const [line, ...rest] = said.split("\n");
    if (rest.length > 0) return line;
  }
  return undefined;
}
