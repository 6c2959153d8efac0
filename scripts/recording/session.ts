// session.ts: somebody at a shell, who types commands and sees that they work.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Screen } from "./terminal.ts";
import { RecordedTerminal, type TerminalOptions } from "./terminal.ts";

/** What becomes of a command that is typed. */
export interface TypedOptions {
  /** When the screen looks so, `keys` are pressed, which end the command. What the screen shows then is returned. */
  readonly until?: RegExp;
  readonly keys?: string;
  /** What its output must have in it. */
  readonly shows?: RegExp;
}

/** Bash in a terminal. Disposing kills it. */
export class ShellSession implements AsyncDisposable {
  readonly #terminal: RecordedTerminal;
  readonly #statuses: string;

  private constructor(terminal: RecordedTerminal, statuses: string) {
    this.#terminal = terminal;
    this.#statuses = statuses;
  }

  /** @param folder an existing folder, for what the shell needs. */
  static async start(folder: string, options: TerminalOptions): Promise<ShellSession> {
    const statuses = join(folder, "statuses");
    const settings = join(folder, "bashrc");
    await mkdir(folder, { recursive: true });
    await writeFile(statuses, "");
    await writeFile(
      settings,
      `PS1='\\[\\e[32m\\]$\\[\\e[0m\\] '
HISTFILE=
PROMPT_COMMAND='echo $? >> ${statuses}'
`,
    );
    const shell = new RecordedTerminal(["bash", "--noprofile", "--rcfile", settings, "-i"], options);
    await shell.shows(/^\$$/);
    return new ShellSession(shell, statuses);
  }

  /**
   * Types a command, and waits for its end.
   *
   * @returns what the terminal shows then, or showed when the keys were pressed.
   * @throws Error when it does not exit with 0, or does not show what it should.
   */
  async type(command: string, { until, keys = "", shows }: TypedOptions = {}): Promise<Screen> {
    const { length } = await this.#exitCodes();
    const terminal = this.#terminal;
    terminal.press(command);
    await terminal.shows(new RegExp(`(^|\\n)\\$ ${RegExp.escape(command)}$`));
    terminal.press("\r");
    let screen: Screen | undefined;
    if (until !== undefined) {
      await terminal.shows(until);
      screen = terminal.screen();
      terminal.press(keys);
    }
    await terminal.shows(/(^|\n)\$$/);
    const exitCodes = await this.#exitCodes();
    const exitCode = exitCodes.at(-1);
    if (exitCodes.length !== length + 1 || exitCode !== "0" || shows?.test(terminal.text()) === false) {
      const otherwise = shows === undefined ? "" : ` without ${shows}`;
      throw new Error(`${command} has ended with ${exitCode},${otherwise} and shows\n${terminal.text()}`);
    }
    return screen ?? terminal.screen(terminal.text().split("\n").length - 1);
  }

  async #exitCodes(): Promise<string[]> {
    return (await readFile(this.#statuses, "utf8")).split("\n").slice(0, -1);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#terminal[Symbol.asyncDispose]();
  }
}
