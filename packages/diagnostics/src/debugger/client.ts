// client.ts: a client's side of debugging: a session, and connections to the inspector, one after the other.
import { type AbortOptions, after, TeleopError } from "@teleop/core/basics";
import { RpcError } from "@teleop/rpc-capnp";
import type { Client, Interface } from "@teleop/rpc-capnp/schema";
import { Debugger, type Debugger_Session, Inspector, type Inspector_Messages } from "./debugger.capnp.ts";

/** A process that one is attached to: a `Target` of `attach()`, or a session. */
export interface AttachedProcess extends AsyncDisposable {
  service<Stub extends Client>(name: string, type: Interface<Stub>): Stub;
}

export interface OpenDebuggerOptions extends AbortOptions {
  /**
   * Attaches to the same process once more, at this rendezvous, by the attacher `dummy()`: there the process answers
   * while it stands still at a breakpoint. What it gives is the session's.
   */
  readonly attach: (rendezvous: string) => Promise<AttachedProcess>;
}

/** What hears of the inspector. */
export interface InspectorHandler {
  /** @param text a message of the Chrome DevTools Protocol, as JSON. */
  message(text: string): void;
  /** The inspector has closed; called once, and not when it was the client who did. */
  closed(): void;
}

/** A connection to the inspector. Disposing it closes the inspector, and the process goes on. */
export interface InspectorConnection extends Disposable {
  /**
   * Resolves when the next message is welcome.
   *
   * @throws RpcError where the inspector has closed.
   */
  send(text: string): Promise<void>;
}

/**
 * Begins to debug a process: nobody else can then. Nothing is opened in it before `connect()`.
 *
 * @param target stays the caller's, and has to stay attached for as long as the session lasts.
 * @throws RpcError where the process does not offer the debugger, or somebody else has it, and who; what `attach` throws.
 */
export async function openDebugger(
  target: Pick<AttachedProcess, "service">,
  { attach, signal }: OpenDebuggerOptions,
): Promise<DebuggerSession> {
  using service = target.service("debugger", Debugger);
  await using results = await service.open({}, { signal });
  const { rendezvous, key, session } = results;
  const worker = await attach(rendezvous);
  return new DebuggerSession(session.dup(), worker, key.slice());
}

/**
 * One client's hold of a debugger. Disposing it closes everything, and resolves when that is done, or the process has gone;
 * it rejects with a TeleopError `TIMEOUT` where the process is too busy to say so for five seconds.
 */
export class DebuggerSession implements AsyncDisposable {
  readonly #session: Debugger_Session;
  readonly #worker: AttachedProcess;
  readonly #inspector: Inspector;
  readonly #key: Uint8Array;
  #disposed: Promise<void> | undefined;

  /** Takes over the session and the process. Made by `openDebugger()`. */
  constructor(session: Debugger_Session, worker: AttachedProcess, key: Uint8Array) {
    this.#session = session;
    this.#worker = worker;
    this.#inspector = worker.service("inspector", Inspector);
    this.#key = key;
  }

  /**
   * Opens the inspector. The one before has to be closed.
   *
   * @throws RpcError where it cannot be opened, and why.
   */
  async connect(handler: InspectorHandler, { signal }: AbortOptions = {}): Promise<InspectorConnection> {
    let isOpen = true;
    const receiver = {
      send: ({ message }: { readonly message: string }) => handler.message(message),
      [Symbol.dispose]: () => {
        if (isOpen) handler.closed();
        isOpen = false;
      },
    };
    await using results = await this.#inspector.connect({ key: this.#key, receiver }, { signal });
    const sender: Inspector_Messages = results.sender.dup();
    return {
      send: async (text) => void (await sender.send({ message: text })),
      [Symbol.dispose]: () => {
        isOpen = false;
        sender[Symbol.dispose]();
      },
    };
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#disposed ??= this.#dispose();
    return this.#disposed;
  }

  async #dispose(): Promise<void> {
    await using _worker = this.#worker;
    using _session = this.#session;
    using _inspector = this.#inspector;
    const stop = new AbortController();
    using _limit = after(CLOSE_MS, () => {
      const message = `the process has not said within ${CLOSE_MS / 1_000} s that its inspector is closed: it is busy, and closes it when it is not`;
      stop.abort(new TeleopError("TIMEOUT", message));
    });
    try {
      await this.#session.close({}, { signal: stop.signal });
    } catch (error) {
      // Who has gone, or hung up, has nothing open for us any more.
      if (!(error instanceof RpcError && error.type === "disconnected")) throw error;
    }
  }
}

/** It takes some 10 ms, in a process that has time. */
const CLOSE_MS = 5_000;

/**
 * Who is debugging a process, asked of its Worker, which answers while the process stands still.
 *
 * @param worker what is attached to at the rendezvous of the debugger; it stays the caller's.
 */
export async function debuggerOwner(
  worker: Pick<AttachedProcess, "service">,
  { signal }: AbortOptions = {},
): Promise<{ readonly pid: number; readonly userId: number; readonly since: Date }> {
  using inspector = worker.service("inspector", Inspector);
  const { pid, userId, since } = await inspector.owner({}, { signal });
  return { pid: Number(pid), userId: Number(userId), since: new Date(since) };
}
