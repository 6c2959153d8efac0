// logs-keeper.ts: follows what a process says from the moment when somebody first looks, for as long as the page shows it.
import { type ReadonlySignal, signal } from "@preact/signals";
import { followLogs, type Logs_Entry } from "@teleop/diagnostics/client";
import type { Keeper } from "../app/kept.ts";
import { Pursuit, type PursuitState } from "../app/pursuit.ts";
import type { TargetContext } from "../app/target.ts";
import { LogBook } from "./log-book.ts";

/** How many of the last entries to begin with, where the process keeps them. */
const RECENT = 200;

/** Milliseconds in which entries are gathered before they are shown. */
const GATHER_MS = 100;

/** How many are gathered before the process has to wait: 4000 a second are as many as anybody can look at. */
const MOST_GATHERED = 400;

/** The one of this visit to a process: it stays the visit's. */
export function logsOf({ kept }: TargetContext): LogsKeeper {
  return kept.get("logs", () => new LogsKeeper());
}

export class LogsKeeper implements Keeper {
  readonly book: LogBook = new LogBook();
  readonly #version = signal(0);
  readonly #isConsoleSeen = signal(true);
  readonly #pursuit = new Pursuit(
    {
      service: "logs",
      begin: async ({ session, address }, stopped) => {
        if (this.#begun > 0) this.book.beginAgain(`followed again: process ${address.pid}`);
        this.#begun += 1;
        const following = await followLogs(session, {
          recent: RECENT,
          signal: stopped,
          onEntry: (entry, dropped) => this.#take(entry, dropped),
        });
        this.#isConsoleSeen.value = following.isConsoleSeen;
        return following;
      },
      ended: () => this.#show(),
    },
    true,
  );
  #begun = 0;
  #gathered: Logs_Entry[] = [];
  #dropped = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #shown = Promise.withResolvers<void>();

  /** Another number whenever the book has changed. */
  get version(): ReadonlySignal<number> {
    return this.#version;
  }

  get state(): ReadonlySignal<PursuitState> {
    return this.#pursuit.state;
  }

  /** False where the application has frozen its console, which cannot be watched then. */
  get isConsoleSeen(): ReadonlySignal<boolean> {
    return this.#isConsoleSeen;
  }

  attached(target: TargetContext): void {
    this.#pursuit.attached(target);
  }

  clear(): void {
    this.book.clear();
    this.#version.value += 1;
  }

  [Symbol.dispose](): void {
    this.#pursuit[Symbol.dispose]();
    clearTimeout(this.#timer);
  }

  #take(entry: Logs_Entry, dropped: number): Promise<void> | undefined {
    this.#gathered.push(entry);
    this.#dropped = dropped;
    this.#timer ??= setTimeout(() => this.#show(), GATHER_MS);
    return this.#gathered.length < MOST_GATHERED ? undefined : this.#shown.promise;
  }

  #show(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const shown = this.#shown;
    this.#shown = Promise.withResolvers();
    this.book.add(this.#gathered, this.#dropped);
    this.#gathered = [];
    this.#dropped = 0;
    this.#version.value += 1;
    shown.resolve();
  }
}
