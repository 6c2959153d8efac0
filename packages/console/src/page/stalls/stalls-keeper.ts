// stalls-keeper.ts: has a process watched for stalls, from when somebody asks for it until somebody stops it, or the page
// shows another process.
import { type ReadonlySignal, signal } from "@preact/signals";
import { followStalls } from "@teleop/diagnostics/client";
import type { Keeper } from "../app/kept.ts";
import { Pursuit, type PursuitState } from "../app/pursuit.ts";
import type { TargetContext } from "../app/target.ts";
import { StallList } from "./stall-list.ts";

/** How long a stall must last to be told of unless somebody chooses otherwise, in milliseconds. */
const DEFAULT_THRESHOLD_MS = 500;

/** How many earlier ones to begin with, where the watchdog runs all the time. */
const RECENT = 20;

/** The one of this visit to a process: it stays the visit's. */
export function stallsOf({ kept }: TargetContext): StallsKeeper {
  return kept.get("stalls", () => new StallsKeeper());
}

export class StallsKeeper implements Keeper {
  readonly list: StallList = new StallList();
  readonly #version = signal(0);
  readonly #threshold = signal(DEFAULT_THRESHOLD_MS);
  readonly #pursuit = new Pursuit(
    {
      service: "stall",
      begin: ({ session, attachWorker }, stopped) =>
        followStalls(
          // The session goes on when this is over: it is the page's.
          { ...sessionOf(session), [Symbol.asyncDispose]: async () => {} },
          (name) => attachWorker(name, stopped),
          {
            threshold: this.#threshold.peek(),
            recent: RECENT,
            signal: stopped,
            onStall: (stall) => {
              this.list.add(stall);
              this.#version.value += 1;
            },
          },
        ),
      ended: () => {
        this.list.end();
        this.#version.value += 1;
      },
    },
    false,
  );

  /** Another number whenever the list has changed. */
  get version(): ReadonlySignal<number> {
    return this.#version;
  }

  get state(): ReadonlySignal<PursuitState> {
    return this.#pursuit.state;
  }

  /** How long a stall must last to be told of, in milliseconds. */
  get threshold(): ReadonlySignal<number> {
    return this.#threshold;
  }

  attached(target: TargetContext): void {
    this.#pursuit.attached(target);
  }

  /** Begins to watch, which puts a thread into the process: as nothing does before somebody wants that. */
  watch(): void {
    this.#pursuit.start();
  }

  /** Takes another threshold, in milliseconds, at least 100. Where it is watched that goes on with it. */
  choose(threshold: number): void {
    this.#threshold.value = threshold;
    if (this.state.peek().state !== "stopped") this.#pursuit.start();
  }

  stop(): void {
    this.#pursuit.stop();
  }

  [Symbol.dispose](): void {
    this.#pursuit[Symbol.dispose]();
  }
}

function sessionOf({ service, closed }: TargetContext["session"]): TargetContext["session"] {
  return { service, closed };
}
