// plugin.ts: runs a code generator, which reads a request from its standard input and writes files where it runs.
// https://capnproto.org/otherlang.html#how-to-write-compiler-plugins
import { spawn } from "node:child_process";
import { resolve } from "node:path";

/** A plugin that cannot be run, or that failed. */
export class PluginError extends Error {
  override readonly name = "PluginError";
}

/**
 * Runs a plugin in a folder and waits for it. What it prints goes where ours does.
 *
 * @param plugin the name behind `capnpc-` of a program in PATH; a path, where it has a slash
 * @throws PluginError when there is no such program, and when it fails.
 */
export async function runPlugin(plugin: string, folder: string, request: Uint8Array): Promise<void> {
  const program = /[\\/]/.test(plugin) ? resolve(plugin) : `capnpc-${plugin}`;
  const child = spawn(program, [], {
    cwd: folder,
    env: { ...process.env, PWD: resolve(folder) },
    stdio: ["pipe", "inherit", "inherit"],
    // What npm installs as a program there is a script.
    shell: process.platform === "win32",
  });
  const ended = new Promise<void>((fulfil, reject) => {
    child.once("error", (error) => reject(cannotRun(program, error)));
    child.once("close", (code, signal) => {
      if (code === 0) fulfil();
      else if (code === null) reject(new PluginError(`${program} was ended by ${signal}`));
      else reject(new PluginError(`${program} failed with exit code ${code}`));
    });
  });
  const written = new Promise<void>((fulfil, reject) => {
    child.stdin.once("error", (error: NodeJS.ErrnoException) => {
      // It ended before it had read all: its exit code says whether that is what it wanted.
      if (error.code === "EPIPE") fulfil();
      else
        reject(new PluginError(`${program} cannot be given the request: ${error.message}`, { cause: error }));
    });
    child.stdin.end(request, fulfil);
  });
  await Promise.all([ended, written]);
}

function cannotRun(program: string, cause: NodeJS.ErrnoException): PluginError {
  const reason = cause.code === "ENOENT" ? "there is no such program in PATH" : cause.message;
  return new PluginError(`${program} cannot be run: ${reason}`, { cause });
}
