// run-beside.ts: runs another program for as long as it lasts, where no process can become another one: on Windows.
import { spawn } from "node:child_process";
import { TeleopError } from "@teleop/core/basics";

/**
 * Runs a program in this terminal, and ends this process with its exit code. Ctrl-C and Ctrl-Break are the program's: the
 * terminal tells all who are in it. It ends with this process: the runtime has it in a job of its own.
 *
 * @param file the path of an executable file.
 * @param words what the program is told, its own name first.
 * @throws TeleopError `CANNOT_RUN` where Windows does not start it.
 */
export async function runBeside(
  file: string,
  [, ...words]: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<never> {
  const leaveToProgram = (): void => {};
  for (const signal of ["SIGINT", "SIGBREAK"] as const) {
    process.removeAllListeners(signal);
    process.on(signal, leaveToProgram);
  }
  const child = spawn(file, words, { stdio: "inherit", env: environment });
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once("error", (cause) => {
      reject(new TeleopError("CANNOT_RUN", `${file} cannot be run: ${cause.message}`, { cause }));
    });
    child.once("exit", (code) => resolve(code ?? 1));
  });
  process.exit(exitCode);
}
