// debug-session.ts: what one client has of the debugger: the Worker, and with it the inspector, until all is closed again.
import { randomBytes } from "node:crypto";
import type * as NodeInspector from "node:inspector";
import { Worker } from "node:worker_threads";
import { type Peer, TeleopError } from "@teleop/core";
import { after, messageOf } from "@teleop/core/plugin";
import type { FromWorker, ToWorker, WorkerStart } from "./channel.ts";
import { openForOneClient } from "./inspector-port.ts";

/** Where the Worker is met. Fixed, so that who comes second finds it while the process stands still. */
export const DEBUGGER_RENDEZVOUS = "debugger";

/** It is begun once, and closed once. */
export class DebugSession {
  readonly key: Uint8Array = randomBytes(32);
  readonly #owner: WorkerStart["owner"];
  readonly #over: () => void;
  readonly #inspector: typeof NodeInspector;
  #worker: Worker | undefined;
  readonly #began = Promise.withResolvers<void>();
  readonly #workerClosed = Promise.withResolvers<void>();
  #isPortOpen = false;
  #closed: Promise<void> | undefined;

  /**
   * @param owner whose it is.
   * @param inspector of this runtime.
   * @param over called when all is closed.
   */
  constructor(owner: Peer | undefined, inspector: typeof NodeInspector, over: () => void) {
    this.#owner = { pid: owner?.pid ?? -1, userId: owner?.uid ?? -1, since: Date.now() };
    this.#inspector = inspector;
    this.#over = over;
    // Each may be over before anybody waits for it.
    this.#began.promise.catch(() => {});
  }

  /** "process 7 of user 0 has it, since …": to end a sentence with. */
  get description(): string {
    const { pid, userId, since } = this.#owner;
    const who = pid === -1 ? "somebody" : `process ${pid}`;
    return `${who}${userId === -1 ? "" : ` of user ${userId}`} has it, since ${new Date(since).toISOString()}`;
  }

  /**
   * Resolves when the Worker can be attached to.
   *
   * @throws TeleopError `DEBUGGER_UNAVAILABLE` where it cannot be started, or cannot bind. It is to be closed then, too.
   */
  async begin(): Promise<void> {
    const workerData: WorkerStart = { name: DEBUGGER_RENDEZVOUS, key: this.key, owner: this.#owner };
    // Without the options of the program, which preload what is for the program.
    const worker = new Worker(new URL("./debugger-worker.ts", import.meta.url), { workerData, execArgv: [] });
    this.#worker = worker;
    worker.on("message", (message: FromWorker) => this.#take(message));
    worker.on("error", (error) => this.#fail(`its Worker failed: ${messageOf(error)}${adviceOn(error)}`));
    worker.on("exit", () => this.#fail("its Worker has ended"));
    // Last: to listen holds the process, too.
    worker.unref();
    await this.#began.promise;
  }

  /** Resolves when all is closed. Never rejects. */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  #take(message: FromWorker): void {
    switch (message.type) {
      case "ready":
        this.#began.resolve();
        break;
      case "failed":
        this.#fail(message.reason);
        break;
      case "open":
        this.#open();
        break;
      case "unused":
        this.#closePort();
        break;
      case "closed":
        this.#workerClosed.resolve();
        break;
    }
  }

  #open(): void {
    try {
      this.#closePort();
      const connected = new Int32Array(new SharedArrayBuffer(4));
      openForOneClient(this.#inspector, (url) => this.#tell({ type: "opened", url, connected }), connected);
      this.#isPortOpen = true;
      this.#tell({ type: "guarded" });
    } catch (error) {
      this.#tell({
        type: "refused",
        reason: error instanceof TeleopError ? error.rawMessage : messageOf(error),
      });
    }
  }

  #closePort(): void {
    if (!this.#isPortOpen) return;
    this.#isPortOpen = false;
    this.#inspector.close();
  }

  #tell(message: ToWorker): void {
    this.#worker?.postMessage(message);
  }

  #fail(reason: string): void {
    this.#began.reject(new TeleopError("DEBUGGER_UNAVAILABLE", `the debugger cannot be offered: ${reason}`));
    this.#workerClosed.resolve();
    void this.close();
  }

  async #close(): Promise<void> {
    this.#began.reject(new TeleopError("DISPOSED", "the session was closed while it began"));
    this.#tell({ type: "close" });
    const limit = after(CLOSE_MS, () => this.#workerClosed.resolve());
    limit.unref();
    await this.#workerClosed.promise;
    limit[Symbol.dispose]();
    this.#closePort();
    await this.#worker?.terminate();
    this.#over();
  }
}

/** A bundler takes no Workers along. */
function adviceOn(error: unknown): string {
  if (!/cannot find module/i.test(messageOf(error))) return "";
  return " (start a program that was bundled by `TELEOP=debug teleop run`, which brings its own; one that was compiled by the compiled teleop)";
}

/** It takes some 10 ms. A Worker that hangs is ended all the same. */
const CLOSE_MS = 2_000;
