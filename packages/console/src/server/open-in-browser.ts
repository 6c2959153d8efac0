// open-in-browser.ts: has the browser of whoever started the console open it. The address has a secret in it, and a command line
// is seen by every user of the machine: what is on it is the path of a file that only this user can read, which leads there.
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { messageOf } from "@teleop/core/basics";

export interface OpenInBrowserOptions {
  /** Told, in a sentence, that there is no browser, or that it does not open it. */
  readonly onFailed: (why: string) => void;
}

/**
 * Asks the system to open the address: by `xdg-open`, by `open` on macOS, by `explorer` on Windows. Resolves when it has been
 * asked; the browser is nobody's afterwards. Disposing what it gives removes the file.
 *
 * @throws where no file can be made.
 */
export async function openInBrowser(
  url: string,
  { onFailed }: OpenInBrowserOptions,
): Promise<AsyncDisposable> {
  // Made with mode 0700.
  const directory = await mkdtemp(join(tmpdir(), "teleop-console-"));
  const remove = (): Promise<void> => rm(directory, { recursive: true, force: true });
  try {
    const file = join(directory, "console.html");
    await writeFile(file, pageThatLeadsTo(url), { flag: "wx", mode: 0o600 });
    const program = openerOf(process.platform);
    const opener = spawn(program, [file], { detached: true, stdio: "ignore" });
    opener.on("error", (error) => onFailed(`no browser was opened: ${program}: ${messageOf(error)}`));
    opener.on("exit", (code) => {
      // Explorer ends with 1 in any case.
      if (code !== 0 && code !== null && program !== "explorer") {
        onFailed(`no browser was opened: ${program} has ended with exit code ${code}`);
      }
    });
    opener.unref();
  } catch (error) {
    await remove();
    throw error;
  }
  return { [Symbol.asyncDispose]: remove };
}

function openerOf(platform: NodeJS.Platform): string {
  if (platform === "darwin") return "open";
  return platform === "win32" ? "explorer" : "xdg-open";
}

/** @param url of our own making: there is nothing in it that HTML could take for something else. */
function pageThatLeadsTo(url: string): string {
  return `<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${url}">
<title>teleop</title>
<a href="${url}">The console of teleop</a>
`;
}
