// console.ts: takes the pictures of the console: the real page, in a real Chromium, at real processes.
import { join } from "node:path";
import { TestBrowser } from "../../packages/console/src/e2e/browser.ts";

export interface Place {
  readonly root: string;
  readonly cwd: string;
  readonly env: Record<string, string | undefined>;
  readonly signal: AbortSignal;
}

/** PNGs by the names of their files, without the suffix. What is in them names no path and no machine. */
export async function takeConsolePictures(place: Place): Promise<ReadonlyMap<string, Uint8Array>> {
  const { cwd, env, signal, root } = place;
  await using running = new AsyncDisposableStack();
  const start = async (command: readonly string[], what: RegExp): Promise<string> => {
    const child = Bun.spawn([...command], {
      cwd,
      env,
      signal,
      killSignal: "SIGKILL",
      stdin: "ignore",
      stdout: "pipe",
    });
    running.defer(async () => {
      child.kill("SIGTERM");
      await child.exited;
    });
    let text = "";
    for await (const chunk of child.stdout.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const [found] = what.exec(text) ?? [];
      if (found !== undefined) return found;
    }
    throw new Error(`${command.join(" ")} has ended, without ${what}`);
  };
  const main = join(root, "examples", "pipeline", "src", "main.ts");
  // More orders than there is time for.
  const pid = await start(
    [process.execPath, main, "--orders", "100000", "--too-large", "0"],
    /(?<=pid )\d+(?=\s)/,
  );
  const url = await start(["teleop", "console"], /http:\S+(?=\s)/);

  const browser = running.use(await TestBrowser.start());
  const { page } = running.use(await browser.open(`${url}#/p/~/${pid}/pipeline`));
  page.setDefaultTimeout(60_000);
  await page.setViewportSize({ width: 1280, height: 560 });
  await page.emulateMedia({ colorScheme: "dark" });
  const pictures = new Map<string, Uint8Array>();

  // What comes first and what comes last: by then all between them are at work.
  await page.getByRole("button", { name: /^validate, .*, went on after an error/ }).waitFor();
  await page.getByRole("button", { name: /^charge, map, running, the bottleneck/ }).waitFor();
  await page
    .getByRole("button", { name: /^ship, / })
    .getByText(/^\d\d+\/s$/)
    .filter({ visible: true })
    .waitFor();
  pictures.set("console-pipeline", await page.screenshot());
  return pictures;
}
