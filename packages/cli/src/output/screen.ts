// screen.ts: the whole terminal for a command that shows something as it changes, and the terminal as it was afterwards.
import type { Context } from "../context.ts";

/** The terminal while a command has it. Disposing gives it back as it was. */
export interface Screen extends Disposable {
  /** Shows these lines, from the top, in place of what was there; as many as there is room for. */
  draw(lines: readonly string[]): void;
}

export interface ScreenOptions {
  /** Told of each key, as the terminal sends it: `"q"`, `"\u001b[A"`. Not of Ctrl-C, which stops the command. */
  readonly onKey?: ((key: string) => void) | undefined;
  /** Told when the terminal has another size. */
  readonly onResize?: (() => void) | undefined;
}

/**
 * Takes the terminal: another screen than the one with what was typed before, no cursor, and keys as they are pressed. It
 * is given back also where the process exits meanwhile.
 *
 * @throws nothing where standard input is no terminal: then there are no keys.
 */
export function openScreen(
  { out, input }: Pick<Context, "out" | "input">,
  { onKey = () => {}, onResize = () => {} }: ScreenOptions = {},
): Screen {
  const hasKeys = input.isTTY === true;
  const press = (bytes: Buffer): void => {
    const keys = bytes.toString();
    // In raw mode the terminal makes no signal of it.
    for (const key of keysOf(keys)) {
      if (key === CTRL_C) interrupt();
      else onKey(key);
    }
  };
  let isOpen = true;
  const giveBack = (): void => {
    if (!isOpen) return;
    isOpen = false;
    process.off("exit", giveBack);
    process.off("SIGWINCH", onResize);
    if (hasKeys) {
      input.off("data", press);
      input.setRawMode(false);
      input.pause();
    }
    out.write(`${SHOW_CURSOR}${MAIN_SCREEN}`);
  };
  process.on("exit", giveBack);
  process.on("SIGWINCH", onResize);
  if (hasKeys) {
    input.setRawMode(true);
    input.on("data", press);
    input.resume();
  }
  out.write(`${OTHER_SCREEN}${HIDE_CURSOR}`);
  return {
    draw(lines) {
      const shown = lines.slice(0, out.rows).map((line) => `${line}${CLEAR_TO_END_OF_LINE}`);
      out.write(`${BEGIN_UPDATE}${HOME}${shown.join("\r\n")}${CLEAR_BELOW}${END_UPDATE}`);
    },
    [Symbol.dispose]: giveBack,
  };
}

/** Several that were pressed quickly may come at once; what begins with Escape is one. */
function keysOf(text: string): readonly string[] {
  return text.startsWith("\u001b") ? [text] : [...text];
}

const CTRL_C = "\u0003";

// Of ECMA-48 and xterm. What a terminal does not know it ignores.
const OTHER_SCREEN = "\u001b[?1049h";
const MAIN_SCREEN = "\u001b[?1049l";
const HIDE_CURSOR = "\u001b[?25l";
const SHOW_CURSOR = "\u001b[?25h";
const HOME = "\u001b[H";
const CLEAR_TO_END_OF_LINE = "\u001b[K";
const CLEAR_BELOW = "\u001b[J";
/** Between the two a terminal shows nothing new, so that nothing flickers. */
const BEGIN_UPDATE = "\u001b[?2026h";
const END_UPDATE = "\u001b[?2026l";

/** As a terminal does that is not in raw mode. On Windows a process that sends itself a signal is ended by it. */
function interrupt(): void {
  if (process.platform === "win32") process.emit("SIGINT", "SIGINT");
  else process.kill(process.pid, "SIGINT");
}
