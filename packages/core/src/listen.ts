// listen.ts: makes this process attachable: armed at once, bound only when somebody attaches.
import type { Armed, Attacher } from "./attacher.ts";
import type { Connection } from "./connection.ts";
import { ConnectionLine } from "./connection-line.ts";
import { TeleopError } from "./errors.ts";
import { type EventSink, eventSink, type TeleopEvent } from "./events.ts";
import { type CleanupSignal, cleanUpAtExit, requireCleanupSignals } from "./exit-cleanup.ts";
import { callHook } from "./hook.ts";
import { observeIdentity } from "./identity.ts";
import { offSwitch } from "./off-switch.ts";
import {
  type AbortOptions,
  requireAttacher,
  requireFunction,
  requireOptions,
  requireSignal,
  requireTransport,
} from "./options.ts";
import { processState } from "./process-state.ts";
import { Evaluation } from "./reload.ts";
import { checkRendezvous, type Rendezvous } from "./rendezvous.ts";
import { requireRuntime } from "./runtime.ts";
import { messageOf } from "./system-error.ts";
import { type Listener, type ListenOptions, requireListenOptions, type Transport } from "./transport.ts";
import { Unwind } from "./unwind.ts";

/** How to be attachable. `signal` ends it, as disposing does. */
export interface AttachmentOptions extends AbortOptions, Omit<ListenOptions, "onEvent"> {
  readonly attacher: Attacher;
  readonly transport: Transport;
  /** Tells apart several rendezvous of one process; see {@link Rendezvous.name}. */
  readonly name?: string | undefined;
  /**
   * Audit hook. What it throws becomes a process warning. Without a hook, failures become process warnings and
   * everything else goes unreported.
   */
  readonly onEvent?: ((event: TeleopEvent) => void) | undefined;
  /**
   * Called when an attach signal is believed, once the transport has bound, or in the next turn of the event loop where
   * that takes longer: what is loaded here is loaded meanwhile. What it throws is reported as "failed".
   */
  readonly onSignaled?: (() => void) | undefined;
  /**
   * Signals at which to clean up before the process dies of them; none by default. The exit status stays that of the
   * signal. Has no effect on a signal that the application handles itself, nor in a Worker.
   */
  readonly cleanupSignals?: readonly CleanupSignal[] | undefined;
  /**
   * For what arms a process on somebody else's behalf, as a preload does: the program's own `listen()` by the same name
   * comes first. It calls this, before it arms, and the one who gave this disposes the attachment in that very call, and
   * may listen by another name instead. The program's reloads do not end such an attachment: what armed it is not
   * evaluated anew. What it throws becomes a process warning.
   */
  readonly giveWay?: (() => void) | undefined;
}

/**
 * A process made attachable. Iterating gives the connections of those who attach; several iterators share them.
 *
 * It never keeps the process alive. Disposing, at any moment and any number of times, disarms, closes the listener,
 * removes what is on disk, ends the iterators and aborts connections that nobody has taken; those that were taken live
 * on. It never rejects: what could not be removed is reported as "failed". When the process exits by itself, by `process.exit()` or by an error, what is on disk is removed too.
 */
export interface Attachment extends AsyncIterable<Connection>, AsyncDisposable {
  /** Where it listens; undefined until somebody attaches. */
  readonly address: string | undefined;
}

/**
 * Target side: makes this process attachable. It is armed when this returns. Nothing listens until a client signals;
 * then the transport binds, and goes on listening. The watch stays armed: when the socket was removed meanwhile, the
 * next attach binds again.
 *
 * A bind that fails is reported as "failed", and tried again at the next attach. That goes for a second attachment of
 * the same process by the same transport and name too: it is armed, and takes over once the first one is gone.
 *
 * When the process calls `process.setuid()`, `seteuid()` or their like for groups, what it holds on disk is removed
 * before, and made anew as the new user: for the socket at the next attach. Connections live on.
 *
 * When this module is evaluated anew, as `bun --hot` does with all modules at each reload, the first call disposes what
 * calls of the evaluation before have made.
 *
 * With `TELEOP_DISABLE=1` in the environment (unset, empty, `0`, `false`, `no` and `off` mean: on) it does nothing but
 * report "disabled", and iterating waits until it is disposed.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for a bad option; `UNSUPPORTED_PLATFORM` where the attacher or the transport
 *   does not exist here, or the runtime is too old; what else `attacher.arm()` throws; the reason of `options.signal` if it is already aborted.
 */
export function listen(options: AttachmentOptions): Attachment {
  requireRuntime();
  requireOptions(options);
  const rendezvous: Rendezvous = { pid: process.pid, name: options.name };
  checkRendezvous(rendezvous);
  // Now, and not at the first attach, when nobody is there to be told.
  requireListenOptions(options);
  requireSignal(options.signal);
  requireAttacher(options.attacher);
  requireTransport(options.transport);
  requireFunction("onSignaled", options.onSignaled);
  requireCleanupSignals(options.cleanupSignals);
  requireFunction("giveWay", options.giveWay);
  options.signal?.throwIfAborted();
  const report = eventSink(options.onEvent);
  const off = offSwitch(process.env);
  evaluation.endEarlier();
  if (off === undefined) {
    askToGiveWay(rendezvous);
    return new ArmedAttachment(rendezvous, options, report);
  }
  report({ type: "disabled", reason: off });
  return new DisabledAttachment(options.signal);
}

// Without arguments: only such a call does a bundler leave out where nothing needs it.
const evaluation = /*#__PURE__*/ (() => new Evaluation(`listen of ${import.meta.url}`))();

class ArmedAttachment implements Attachment {
  readonly #rendezvous: Rendezvous;
  readonly #options: AttachmentOptions;
  readonly #report: EventSink;
  readonly #line = new ConnectionLine();
  readonly #stop = new AbortController();
  readonly #armed: Armed;
  /** What is to be done besides at the end of the process, and when it becomes another user. */
  readonly #observers: Disposable;
  readonly #running: Promise<void>;
  #listener: Listener | undefined;
  /** The one before. It may hold clients that connected just before its socket was removed; no more can come. */
  #retired: Listener | undefined;
  #disposed: Promise<void> | undefined;

  constructor(rendezvous: Rendezvous, options: AttachmentOptions, report: EventSink) {
    this.#rendezvous = rendezvous;
    this.#options = options;
    this.#report = report;
    const { attacher, transport, signal, cleanupSignals = [], giveWay } = options;
    prepare(transport, report);
    // Whatever is thrown on the way, nothing stays.
    using unwind = new Unwind();
    this.#armed = unwind.use(attacher.arm(rendezvous, { onEvent: report }));
    const observers = unwind.use(new Unwind());
    observers.use(cleanUpAtExit(() => this.#cleanUpSync(), cleanupSignals));
    observers.use(giveWay === undefined ? evaluation.hold(this) : provisional(rendezvous, giveWay));
    // Of another user it could not be reached, nor removed. The next attach binds again, as whom we are then.
    observers.use(observeIdentity({ before: () => this.#withdraw(), after: () => {} }));
    report({ type: "armed", attacher: attacher.name, ...rendezvous });
    signal?.addEventListener("abort", this.#disposeOnAbort, { once: true });
    this.#running = this.#bindWhenSignaled();
    void this.#guard(transport.name, () => transport.clearAway?.(rendezvous, { onEvent: report }));
    this.#observers = observers;
    unwind.move();
    // By the hook, when it was told.
    if (signal?.aborted === true) this.#disposeOnAbort();
  }

  get address(): string | undefined {
    return this.#listener?.address;
  }

  [Symbol.asyncIterator](): AsyncIterator<Connection, undefined> {
    return this.#line[Symbol.asyncIterator]();
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#disposed ??= this.#dispose();
    return this.#disposed;
  }

  /** Never rejects: nobody waits for it but the disposal. */
  async #bindWhenSignaled(): Promise<void> {
    const { attacher, transport, onSignaled } = this.#options;
    try {
      for (;;) {
        await this.#armed.signaled({ signal: this.#stop.signal });
        this.#report({ type: "signaled", attacher: attacher.name, name: this.#rendezvous.name });
        // First what the client waits for: it has something to do itself once it can connect. What takes longer to bind
        // than this turn waits for the system or for files, and we need not.
        const binding = this.#bind();
        await Promise.race([settled(binding), endOfTurn()]);
        if (!this.#stop.signal.aborted) {
          callHook(
            () => onSignaled?.(),
            (error) => this.#report({ type: "failed", by: "onSignaled", error }),
          );
        }
        try {
          await binding;
        } catch (error) {
          this.#report({ type: "failed", by: transport.name, error });
        }
      }
    } catch (error) {
      if (this.#stop.signal.aborted) return;
      this.#report({ type: "failed", by: attacher.name, error });
      // Nobody can wake us any more. Those who iterate should know, unless connections can still come.
      if (this.#listener === undefined) abandon(this.#line.close(error));
    }
  }

  async #bind(): Promise<void> {
    const lost = this.#listener;
    if (lost?.isReachable()) return;
    const { transport, authorize, turnAway, maxConnections, makeRoom } = this.#options;
    const options = { onEvent: this.#report, authorize, turnAway, maxConnections, makeRoom };
    let listener: Listener;
    try {
      listener = await transport.listen(this.#rendezvous, options);
    } catch (error) {
      // A directory on the way to it was being renamed when we looked: it was not lost, and is where clients come.
      if (lost?.isReachable()) return;
      throw error;
    }
    if (this.#stop.signal.aborted) {
      await this.#guard(transport.name, () => listener[Symbol.asyncDispose]());
      return;
    }
    this.#listener = listener;
    this.#report({ type: "bound", transport: transport.name, address: listener.address });
    void this.#forward(listener);
    if (lost === undefined) return;
    this.#report({ type: "healed", by: transport.name, reason: `${lost.address} was removed; bound again` });
    const retired = this.#retired;
    this.#retired = lost;
    await this.#guard(transport.name, () => retired?.[Symbol.asyncDispose]());
  }

  /** Never rejects. Ends when the listener is disposed. */
  async #forward(listener: Listener): Promise<void> {
    try {
      for await (const connection of listener) {
        if (this.#stop.signal.aborted) abandon([connection]);
        else this.#line.put(connection);
      }
    } catch (error) {
      this.#report({ type: "failed", by: this.#options.transport.name, error });
    }
  }

  readonly #disposeOnAbort = (): void => {
    void this[Symbol.asyncDispose]();
  };

  /** Never rejects: that something could not be removed is reported, and is no reason to end the program. */
  async #dispose(): Promise<void> {
    const { attacher, transport, signal } = this.#options;
    signal?.removeEventListener("abort", this.#disposeOnAbort);
    this.#stop.abort();
    abandon(this.#line.close());
    // At once, so that somebody else may arm in this very turn.
    this.#cleanUpSync();
    await this.#running;
    for (const listener of [this.#listener, this.#retired]) {
      await this.#guard(transport.name, () => listener?.[Symbol.asyncDispose]());
    }
    await this.#guard(attacher.name, () => this.#observers[Symbol.dispose]());
  }

  /** Also for the way out of the process: what is thrown there would change the exit code. */
  #cleanUpSync(): void {
    // Node.js lets promises settle after its `exit` handlers: that nobody wakes us any more is no failure then.
    this.#stop.abort();
    this.#withdraw();
    this.#guardSync(this.#options.attacher.name, () => this.#armed[Symbol.dispose]());
  }

  #withdraw(): void {
    this.#guardSync(this.#options.transport.name, () => this.#listener?.withdraw());
  }

  async #guard(by: string, step: () => unknown): Promise<void> {
    try {
      await step();
    } catch (error) {
      this.#report({ type: "failed", by, error });
    }
  }

  #guardSync(by: string, step: () => void): void {
    try {
      step();
    } catch (error) {
      this.#report({ type: "failed", by, error });
    }
  }
}

/** Whoever listens by this name for now, in whichever copy of this package, leaves it to us. */
function askToGiveWay({ name = "" }: Rendezvous): void {
  const { provisional } = processState();
  const giveWay = provisional?.get(name);
  if (giveWay === undefined) return;
  provisional?.delete(name);
  callHook(giveWay, (error) => {
    const what = `teleop: what was armed before the program did not give way: ${messageOf(error)}`;
    process.emitWarning(what, "TeleopWarning");
  });
}

function provisional({ name = "" }: Rendezvous, giveWay: () => void): Disposable {
  const state = processState();
  state.provisional ??= new Map();
  const { provisional } = state;
  provisional.set(name, giveWay);
  return {
    [Symbol.dispose]: () => {
      if (provisional.get(name) === giveWay) provisional.delete(name);
    },
  };
}

/**
 * What cannot be loaded now is no reason not to be armed: it may be later, and until then nobody gets in. What this
 * runtime does not have it will not have later.
 */
function prepare(transport: Transport, report: EventSink): void {
  try {
    transport.prepare?.();
  } catch (error) {
    if (error instanceof TeleopError && error.code === "UNSUPPORTED_PLATFORM") throw error;
    const reason = `nobody can attach before this is mended: ${messageOf(error)}`;
    report({ type: "degraded", by: transport.name, reason });
  }
}

class DisabledAttachment implements Attachment {
  readonly address: undefined;
  readonly #line = new ConnectionLine();
  readonly #signal: AbortSignal | undefined;

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
    signal?.addEventListener("abort", this.#close, { once: true });
  }

  [Symbol.asyncIterator](): AsyncIterator<Connection, undefined> {
    return this.#line[Symbol.asyncIterator]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#signal?.removeEventListener("abort", this.#close);
    this.#close();
  }

  readonly #close = (): void => {
    this.#line.close();
  };
}

/** Whatever comes of it. */
function settled(promise: Promise<unknown>): Promise<void> {
  return promise.then(
    () => {},
    () => {},
  );
}

function endOfTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function abandon(connections: readonly Connection[]): void {
  for (const connection of connections) {
    connection.abort(
      new TeleopError("DISPOSED", "the attachment was disposed before anybody took the connection"),
    );
  }
}
