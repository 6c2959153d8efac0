// prompt.ts: a line editor on a terminal: history, completion, and what comes from the target meanwhile above the prompt.
import { createInterface, type Interface as LineEditor } from "node:readline";
import { Writable } from "node:stream";
import type { Target } from "@teleop/defaults";
import type { Context } from "../context.ts";
import type { Output } from "../output/output.ts";
import { reportError } from "../report-error.ts";
import { hasEnded } from "./caller.ts";
import type { CallSession } from "./session.ts";

/**
 * Reads lines until Ctrl-D, exit, or the end of the target, and does what they say. What fails is told, and the next line
 * is read.
 *
 * @throws the reason of `context.signal`; why the target's connection ended.
 */
export async function promptLines(
  session: CallSession,
  target: Target,
  pid: number,
  context: Context,
): Promise<void> {
  const { out, err, input } = context;
  const screen = new Writable({
    write(chunk: Buffer | string, _encoding, done) {
      out.write(chunk.toString());
      done();
    },
  });
  const editor = createInterface({
    input,
    output: screen,
    terminal: true,
    completer: (line: string, done: (error: null, found: [string[], string]) => void) => {
      const last = /\S*$/.exec(line)?.[0] ?? "";
      session.completions(line).then(
        (found) => done(null, [[...found], last]),
        // Of what is not known there is nothing to complete.
        () => done(null, [[], last]),
      );
    },
  });
  editor.setPrompt(`${out.colours.bold(String(pid))}> `);
  const prompt = new Prompt(editor, out);
  const shown = { ...context, out: prompt.above(out), err: prompt.above(err) };
  const ended = endOf(target, context.signal);
  let call: AbortController | undefined;
  editor.on("SIGINT", () => {
    if (call !== undefined) call.abort(new DOMException("cancelled by Ctrl-C", "AbortError"));
    else prompt.fresh();
  });
  try {
    for (;;) {
      const line = await Promise.race([prompt.line(), ended.promise]);
      if (line === undefined) return;
      call = new AbortController();
      try {
        const done = session.run(line, shown, AbortSignal.any([context.signal, call.signal]));
        if ((await Promise.race([done, ended.promise])) === "exit") return;
      } catch (error) {
        if (context.signal.aborted || ended.isOver) throw error;
        if (call.signal.aborted) err.line("cancelled");
        else reportError(error, err, context);
      }
      call = undefined;
    }
  } finally {
    ended.forget();
    editor.close();
  }
}

/** The line that is being edited, with what is shown above it. */
class Prompt {
  readonly #editor: LineEditor;
  readonly #out: Output;
  #isOpen = false;
  #isClosed = false;
  #waiting: ((line: string | undefined) => void) | undefined;
  readonly #lines: string[] = [];

  constructor(editor: LineEditor, out: Output) {
    this.#editor = editor;
    this.#out = out;
    editor.on("line", (line) => {
      this.#isOpen = false;
      if (this.#waiting === undefined) this.#lines.push(line);
      else this.#settle(line);
    });
    editor.on("close", () => {
      this.#isClosed = true;
      if (this.#isOpen) out.line();
      this.#isOpen = false;
      this.#settle(undefined);
    });
  }

  /** The next line; undefined at the end. */
  line(): Promise<string | undefined> {
    const early = this.#lines.shift();
    if (early !== undefined) return Promise.resolve(early);
    if (this.#isClosed) return Promise.resolve(undefined);
    const { promise, resolve } = Promise.withResolvers<string | undefined>();
    this.#waiting = resolve;
    this.#isOpen = true;
    this.#editor.prompt();
    return promise;
  }

  /** Forgets what was typed, and begins anew. */
  fresh(): void {
    this.#out.line();
    this.#editor.write(null, { ctrl: true, name: "e" });
    this.#editor.write(null, { ctrl: true, name: "u" });
    this.#editor.prompt();
  }

  /** What writes above the line that is being edited. */
  above(output: Output): Output {
    return Object.create(output, {
      line: {
        value: (text = "") => {
          if (!this.#isOpen) {
            output.line(text);
            return;
          }
          output.write(`\r\x1b[K${text}\n`);
          this.#editor.prompt(true);
        },
      },
    }) as Output;
  }

  #settle(line: string | undefined): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.(line);
  }
}

interface End {
  /** Rejects when there is no more to be typed for. */
  readonly promise: Promise<never>;
  readonly isOver: boolean;
  forget(): void;
}

function endOf(target: Target, signal: AbortSignal): End {
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(() => {});
  let isOver = false;
  const end = (reason: unknown) => {
    isOver = true;
    reject(reason);
  };
  const stop = () => end(signal.reason);
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  target.closed.then((reason) => end(reason ?? hasEnded()));
  return {
    promise,
    get isOver() {
      return isOver;
    },
    forget: () => signal.removeEventListener("abort", stop),
  };
}
