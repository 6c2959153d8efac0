// recorder.ts: hears the console and errors that nobody caught, keeps the last of what it has heard, and tells who follows.
import { requireCount, requireOptions } from "@teleop/core/basics";
import { type ConsoleMethod, ConsoleTap, type Heard } from "./console-tap.ts";
import { LONGEST_TEXT, textOf, textOfError } from "./entry-text.ts";

export interface LogRecorderOptions {
  /** How many entries to keep; a positive integer, default 1000. They take 8 MB at most, together. */
  readonly keep?: number | undefined;
}

export type LogLevel = "debug" | "info" | "warn" | "error";

export interface LogEntry {
  readonly number: bigint;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly level: LogLevel;
  /** `console.log`, or `uncaughtException`. */
  readonly source: string;
  readonly text: string;
  readonly isCut: boolean;
}

const KEPT = 1000;

/** Characters of all entries that are kept. */
const MOST_CHARACTERS = 4 * 1024 * 1024;

/** @throws TeleopError `INVALID_ARGUMENT` */
function requireRecorderOptions(options: LogRecorderOptions): void {
  requireOptions(options);
  requireCount("keep", options.keep, KEPT);
}

/**
 * Records while somebody holds it. Then the methods of the console are its own, and it listens to
 * `uncaughtExceptionMonitor`, which does not change how a process dies. When the last has let go, all is as it was before,
 * and what was kept is gone.
 */
export class LogRecorder {
  readonly #keep: number;
  readonly #followers = new Set<(entry: LogEntry) => void>();
  #holders = 0;
  #tap: ConsoleTap | undefined;
  #entries: LogEntry[] = [];
  #characters = 0;
  #count = 0n;

  /** @throws TeleopError `INVALID_ARGUMENT` */
  constructor(options: LogRecorderOptions = {}) {
    requireRecorderOptions(options);
    this.#keep = options.keep ?? KEPT;
  }

  /** Whether the console is heard: false while nobody holds this, and of a console that cannot be changed. */
  get hearsConsole(): boolean {
    return this.#tap?.hears === true;
  }

  get isRecording(): boolean {
    return this.#holders > 0;
  }

  /** The oldest first. */
  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  /** Begins to record, unless it does already, until what this returns is disposed. */
  hold(): Disposable {
    if (this.#holders === 0) {
      this.#tap = new ConsoleTap(this.#heard);
      process.on("uncaughtExceptionMonitor", this.#uncaught);
    }
    this.#holders++;
    let isHeld = true;
    return {
      [Symbol.dispose]: () => {
        if (!isHeld) return;
        isHeld = false;
        if (--this.#holders === 0) this.#stop();
      },
    };
  }

  /** Holds it, and tells of each entry from now on. `follower` must not throw. */
  follow(follower: (entry: LogEntry) => void): Disposable {
    const held = this.hold();
    this.#followers.add(follower);
    return {
      [Symbol.dispose]: () => {
        this.#followers.delete(follower);
        held[Symbol.dispose]();
      },
    };
  }

  #stop(): void {
    process.off("uncaughtExceptionMonitor", this.#uncaught);
    this.#tap?.[Symbol.dispose]();
    this.#tap = undefined;
    this.#entries = [];
    this.#characters = 0;
    this.#count = 0n;
  }

  readonly #heard: Heard = (method, args, caller) => {
    const text = textOf(method, args, caller);
    if (text !== undefined) this.#add(LEVELS[method], `console.${method}`, text);
  };

  readonly #uncaught = (error: unknown, origin: string): void => {
    this.#add("error", origin, textOfError(error));
  };

  #add(level: LogLevel, source: string, said: string): void {
    const isCut = said.length > LONGEST_TEXT;
    const text = isCut ? said.slice(0, LONGEST_TEXT) : said;
    const entry: LogEntry = { number: ++this.#count, time: Date.now(), level, source, text, isCut };
    this.#entries.push(entry);
    this.#characters += text.length;
    while (this.#entries.length > this.#keep || this.#characters > MOST_CHARACTERS) {
      this.#characters -= this.#entries.shift()?.text.length ?? 0;
    }
    for (const follower of this.#followers) follower(entry);
  }
}

const LEVELS: Readonly<Record<ConsoleMethod, LogLevel>> = {
  debug: "debug",
  trace: "debug",
  log: "info",
  info: "info",
  dir: "info",
  table: "info",
  group: "info",
  groupCollapsed: "info",
  warn: "warn",
  error: "error",
  assert: "error",
};
