// watchdog.ts: the main thread's side of the watchdog: starts its thread when it is first needed, and ends it.
import { randomBytes } from "node:crypto";
import { lstatSync, unlinkSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { errnoOf, eventSink, messageOf } from "@teleop/core/plugin";
import { RpcError } from "@teleop/rpc-capnp";
import type { RecorderInUse } from "../cpu/recorder-in-use.ts";
import { KEPT_FROM_MS } from "./detector.ts";
import { beatFor, type FromWatchdog, type ToWatchdog, type WatchdogStart } from "./heartbeat.ts";
import { hottestStack } from "./hottest-stack.ts";

export interface WatchdogOptions {
  /** Of its rendezvous. */
  readonly name: string;
  /** Whether it tells also those who have no ticket. */
  readonly isOpen: boolean;
  /** Has a profiler run while the watchdog does. Undefined where none is to. */
  readonly recorder: RecorderInUse | undefined;
}

/** The right to be told of stalls, until it is disposed. */
export interface Ticket extends Disposable {
  readonly bytes: Uint8Array;
}

/** Its thread runs while somebody holds it. */
export class Watchdog {
  readonly #options: WatchdogOptions;
  #holders = 0;
  #running: Promise<RunningWatchdog> | undefined;
  /** Resolves when the last one has left its rendezvous to the next. */
  #left: Promise<void> = Promise.resolve();

  constructor(options: WatchdogOptions) {
    this.#options = options;
  }

  /**
   * Starts the thread, unless it runs. What this gives is the caller's, who disposes it.
   *
   * @throws RpcError where the thread could not be started, or its rendezvous is taken.
   */
  async hold(): Promise<Ticket> {
    if (process.platform === "win32") throw startFailed(NOT_ON_WINDOWS);
    this.#holders++;
    let running: RunningWatchdog;
    try {
      this.#running ??= this.#start();
      running = await this.#running;
    } catch (error) {
      this.#release();
      throw error;
    }
    const bytes = new Uint8Array(randomBytes(16));
    const ticket = Buffer.from(bytes).toString("hex");
    running.post({ type: "admit", ticket });
    let isHeld = true;
    return {
      bytes,
      [Symbol.dispose]: () => {
        if (!isHeld) return;
        isHeld = false;
        running.post({ type: "expel", ticket });
        this.#release();
      },
    };
  }

  #start(): Promise<RunningWatchdog> {
    const starting = this.#startAnew();
    // One that could not be started, or has ended by itself, is started anew for who comes next.
    const forget = (): void => {
      if (this.#running === starting) this.#running = undefined;
    };
    starting.then(({ left }) => left).then(forget, forget);
    return starting;
  }

  async #startAnew(): Promise<RunningWatchdog> {
    await this.#left;
    const running = new RunningWatchdog(this.#options);
    this.#left = running.left;
    try {
      await running.bound;
    } catch (error) {
      running.end();
      throw error;
    }
    return running;
  }

  #release(): void {
    if (--this.#holders > 0) return;
    const running = this.#running;
    this.#running = undefined;
    // Who could not start it has been told so.
    running?.then(
      (one) => one.end(),
      () => {},
    );
  }
}

const NOT_ON_WINDOWS =
  "on Windows only the main thread is reached, by named pipes, and no other could tell that it is stuck; who attaches to it meanwhile is told whether it is busy";

class RunningWatchdog {
  /** Resolves when it can be attached to, and what it needs has begun. */
  readonly bound: Promise<void>;
  /** Resolves when its rendezvous is free. Never rejects. */
  readonly left: Promise<void>;
  readonly #worker: Worker;
  readonly #beating: Disposable;
  readonly #bound = Promise.withResolvers<void>();
  readonly #left = Promise.withResolvers<void>();
  readonly #report = eventSink(undefined);
  readonly #recorder: RecorderInUse | undefined;
  readonly #recording: Promise<AsyncDisposable> | undefined;
  #isLookingForCulprit = false;
  /** The socket that it has, which nobody else removes when the process exits. */
  #socket: { readonly path: string; readonly ino: bigint } | undefined;
  #isEnding = false;

  constructor({ name, isOpen, recorder }: WatchdogOptions) {
    const beats = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    const workerData: WatchdogStart = { beats, name, isOpen };
    this.left = this.#left.promise;
    this.#recorder = recorder;
    this.#recording = recorder?.hold();
    this.bound = Promise.all([this.#bound.promise, this.#recording]).then(() => {});
    // Who waits for it hears of it, and nobody may.
    this.bound.catch(() => {});
    this.#beating = beatFor(beats, (milliseconds) => void this.#wasLate(milliseconds));
    this.#worker = new Worker(new URL("./watchdog-worker.ts", import.meta.url), { workerData, execArgv: [] });
    this.#worker.unref();
    this.#worker.on("message", (message: FromWatchdog) => this.#take(message));
    // An error of a Worker that nobody listens to ends the process.
    this.#worker.on("error", (error) => this.#failed(error));
    this.#worker.on("exit", () => this.#gone());
    process.on("exit", this.#removeSocket);
  }

  post(message: ToWatchdog): void {
    if (!this.#isEnding) this.#worker.postMessage(message);
  }

  /** Its thread removes its socket, and ends. */
  end(): void {
    this.post({ type: "end" });
    if (this.#isEnding) return;
    this.#isEnding = true;
    this.#beating[Symbol.dispose]();
    this.#recording
      ?.then((recording) => recording[Symbol.asyncDispose]())
      .then(undefined, (error: unknown) => this.#failed(error));
  }

  /** The event loop goes on again: what was it that kept it? Never rejects. */
  async #wasLate(milliseconds: number): Promise<void> {
    const recorder = this.#recorder?.current;
    if (milliseconds < KEPT_FROM_MS || recorder === undefined || this.#isLookingForCulprit) return;
    this.#isLookingForCulprit = true;
    try {
      const profile = await recorder.recent(milliseconds / 1000);
      this.post({ type: "culprit", stack: hottestStack(profile, milliseconds) });
    } catch (error) {
      // Who is told of the stall is told nothing of where it was. The application may end its recorder.
      if (errnoOf(error) !== "DISPOSED") this.#report({ type: "failed", by: "stall", error });
    } finally {
      this.#isLookingForCulprit = false;
    }
  }

  #take(message: FromWatchdog): void {
    switch (message.type) {
      case "bound":
        this.#noteSocket(message.address);
        this.#bound.resolve();
        return;
      case "failed":
        this.#failed(new Error(message.message));
        return;
      case "ended":
        void this.#worker.terminate();
        this.#gone();
        return;
    }
  }

  /** Who waits for it is told, else nobody can be but the application. */
  #failed(error: unknown): void {
    if (this.#socket === undefined) this.#bound.reject(startFailed(messageOf(error)));
    else this.#report({ type: "failed", by: "stall", error });
  }

  #gone(): void {
    this.end();
    this.#removeSocket();
    process.off("exit", this.#removeSocket);
    this.#bound.reject(startFailed("its thread has ended"));
    this.#left.resolve();
  }

  #noteSocket(path: string): void {
    const ino = inodeOf(path);
    if (ino !== undefined) this.#socket = { path, ino };
  }

  /**
   * Threads are not asked when a process exits. Never throws: the process may have become another user, and what it
   * exits with is its own.
   */
  readonly #removeSocket = (): void => {
    const socket = this.#socket;
    this.#socket = undefined;
    try {
      if (socket !== undefined && inodeOf(socket.path) === socket.ino) unlinkSync(socket.path);
    } catch (error) {
      this.#report({ type: "failed", by: "stall", error });
    }
  };
}

/** Undefined where there is no socket at this path. */
function inodeOf(path: string): bigint | undefined {
  const stats = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  return stats?.isSocket() ? stats.ino : undefined;
}

function startFailed(reason: string): RpcError {
  return new RpcError("failed", `the watchdog of the event loop cannot be had: ${reason}`);
}
