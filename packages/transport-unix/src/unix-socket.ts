// unix-socket.ts: the transport: a socket in the temporary directory, found by the target's PID.
import { lstatSync } from "node:fs";
import {
  type AbortOptions,
  type Connection,
  errnoOf,
  isMissing,
  Later,
  type Listener,
  type ListenOptions,
  loadPart,
  ownSocketPaths,
  type Rendezvous,
  requireAnswer,
  requireLinger,
  requireOptions,
  requireProcess,
  requireTemporaryDirectories,
  TeleopError,
  type Transport,
  targetSocketPaths,
} from "@teleop/core/plugin";
import { requireAddress } from "./socket-address.ts";
import { loadSystemSockets, type SystemSockets } from "./system-sockets.ts";

export interface UnixSocketOptions {
  /**
   * Where both sides meet instead of at the rendezvous' own path: a path, relative to the working directory at this
   * call. Client and target must agree on it, and one address serves one
   * listener. The client still insists that the process of the rendezvous listens there; `connectSocket()`
   * connects without one.
   */
  readonly address?: string | undefined;
  /**
   * Milliseconds that disposing a connection gives the peer to take what was written; what it has not taken by then is
   * dropped. 0 gives it no time, `Infinity` waits for ever. Default 5000.
   */
  readonly lingerMs?: number | undefined;
}

/**
 * Makes a transport over UNIX stream sockets, unix(7); on Windows AF_UNIX, in Bun only. In Node.js
 * `listen()` needs the package koffi; without it `connect()` goes by proc(5), on Linux only.
 *
 * The socket has mode 0600, and whoever connects must be this process's effective user or root unless `authorize`
 * says otherwise. On Windows instead the socket's file is closed to all but this process's user, administrators and the
 * system, and whoever connects must be one of them, administrators elevated. Where it cannot be found out who is at the
 * other end, both sides refuse.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for an address that cannot be a path, a `lingerMs` that is no time.
 */
export function unixSocket(options: UnixSocketOptions = {}): Transport {
  requireOptions(options);
  const { address, lingerMs } = options;
  return new UnixSocketTransport(
    address === undefined ? undefined : requireAddress(address),
    requireLinger(lingerMs),
  );
}

class UnixSocketTransport implements Transport {
  readonly name = "unix";
  readonly #address: string | undefined;
  readonly #lingerMs: number;
  /** What was loaded. A failure is not kept: it is tried again each time. */
  #loaded: SystemSockets | undefined;
  readonly #windows = new Later("what UNIX sockets need on Windows", () => import("./windows-sockets.ts"));
  /** Whose file systems have answered, and when, in milliseconds of `performance.now()`. */
  #answered: { readonly pid: number; readonly at: number } | undefined;

  constructor(address: string | undefined, lingerMs: number) {
    this.#address = address;
    this.#lingerMs = lingerMs;
  }

  prepare(): void {
    if (process.platform === "win32") requireBunOnWindows();
    else this.#systemSockets();
  }

  async preload(): Promise<void> {
    await listening.get();
    if (process.platform === "win32") await this.#windows.get();
  }

  async listen(rendezvous: Rendezvous, options: ListenOptions = {}): Promise<Listener> {
    const ours = this.#address === undefined;
    const whereClientsLook = (): readonly string[] =>
      this.#address === undefined ? ownSocketPaths(rendezvous) : [this.#address];
    const { listenAt } = await listening.get();
    const failures: unknown[] = [];
    for (const address of whereClientsLook()) {
      try {
        const sockets =
          process.platform === "win32"
            ? (await this.#windows.get()).openWindowsSockets()
            : this.#systemSockets();
        return await listenAt(address, {
          ...options,
          sockets,
          ours,
          lingerMs: this.#lingerMs,
          whereClientsLook,
        });
      } catch (error) {
        failures.push(error);
        if (!isUnusable(error)) break;
      }
    }
    throw failures[0];
  }

  async clearAway(rendezvous: Rendezvous, { onEvent }: Pick<ListenOptions, "onEvent"> = {}): Promise<void> {
    if (this.#address !== undefined) return;
    try {
      // Usually there is none, and then nothing need be loaded for it.
      const paths = ownSocketPaths(rendezvous).filter((path) => isSocket(path));
      if (paths.length === 0) return;
      const { clearAwaySocket } = await loadPart(
        "what clears sockets away",
        () => import("./leftover-sockets.ts"),
      );
      for (const path of paths) await clearAwaySocket(path, { load: () => this.#systemSockets(), onEvent });
    } catch (error) {
      onEvent?.({ type: "failed", by: this.name, error });
    }
  }

  async connect(rendezvous: Rendezvous, options: AbortOptions = {}): Promise<Connection> {
    options.signal?.throwIfAborted();
    const facts = requireProcess(rendezvous.pid);
    const { pid, euid, sid } = facts;
    const { dial, loadListenerCheck } = await dialing.get();
    const check =
      process.platform === "win32"
        ? (await this.#windows.get()).loadWindowsListenerCheck()
        : loadListenerCheck(() => this.#systemSockets());
    // Before anything is looked at there: from here on the calls are synchronous.
    const directories = await this.#requireAnswers(pid, options);
    options.signal?.throwIfAborted();
    const failures: unknown[] = [];
    for (const address of this.#targetAddresses(rendezvous, { facts, directories })) {
      try {
        return await dial(address, {
          signal: options.signal,
          target: { pid, euid, sid },
          lingerMs: this.#lingerMs,
          check,
        });
      } catch (error) {
        // What is wrong where the target seldom is does not keep it from being where it usually is, soon.
        const mayBeElsewhere =
          failures.length === 0 ? hasCode(error, NOT_HERE) || isClosed(error) : hasCode(error, NOT_THERE);
        if (!mayBeElsewhere) throw error;
        failures.push(error);
      }
    }
    throw failures.find((error) => hasCode(error, NOT_HERE)) ?? failures[0];
  }

  /**
   * Not at each attempt: a client that waits for a target to bind makes many, and finding out reads what is mounted.
   * What ceases to answer in between could as well do so right after it was asked.
   *
   * @returns the target's temporary directories, where they were looked at.
   */
  async #requireAnswers(pid: number, options: AbortOptions): Promise<readonly string[] | undefined> {
    const last = this.#answered;
    if (last?.pid === pid && performance.now() - last.at < ANSWER_LASTS_MS) return undefined;
    let directories: readonly string[] | undefined;
    if (this.#address === undefined) directories = await requireTemporaryDirectories(pid, options);
    else await requireAnswer(this.#address, options);
    this.#answered = { pid, at: performance.now() };
    return directories;
  }

  isBound(rendezvous: Rendezvous): boolean | undefined {
    if (process.platform === "win32") return undefined;
    try {
      return this.#targetAddresses(rendezvous).some(
        (address) => lstatSync(address, { throwIfNoEntry: false }) !== undefined,
      );
    } catch (error) {
      if (errnoOf(error) !== undefined) return undefined;
      throw error;
    }
  }

  awaitBound(rendezvous: Rendezvous, bound: () => void): Disposable | undefined {
    if (process.platform === "win32") return undefined;
    try {
      // Whoever waits has tried to connect before.
      return dialing.loaded?.value.awaitSocket(this.#targetAddresses(rendezvous), bound);
    } catch (error) {
      // A target that is gone, or nothing left to look with: whoever connects is told.
      if (error instanceof TeleopError || errnoOf(error) !== undefined) return undefined;
      throw error;
    }
  }

  #targetAddresses(
    rendezvous: Rendezvous,
    target?: Parameters<typeof targetSocketPaths>[1],
  ): readonly string[] {
    return this.#address === undefined ? targetSocketPaths(rendezvous, target) : [this.#address];
  }

  #systemSockets(): SystemSockets {
    this.#loaded ??= loadSystemSockets();
    return this.#loaded;
  }
}

/** @throws TeleopError `UNSUPPORTED_PLATFORM` in Node.js, whose sockets on Windows are named pipes. */
function requireBunOnWindows(): void {
  if (process.versions.bun !== undefined) return;
  throw new TeleopError(
    "UNSUPPORTED_PLATFORM",
    "Node.js has no UNIX sockets on Windows: run the process with Bun",
  );
}

/** Once for a process, as modules are, and not for each transport: an attach makes one of its own. */
const dialing = /*#__PURE__*/ (() => new Later("what connects to UNIX sockets", () => import("./dial.ts")))();
const listening = /*#__PURE__*/ (() =>
  new Later("what listens at UNIX sockets", () => import("./unix-listener.ts")))();

/** Long enough for a target that is idle to bind. */
const ANSWER_LASTS_MS = 100;

const NOT_HERE: readonly string[] = ["NOT_LISTENING"];
const NOT_THERE: readonly string[] = [...NOT_HERE, "UNTRUSTED_PATH", "WRONG_LISTENER", "PERMISSION_DENIED"];

function hasCode(error: unknown, codes: readonly string[]): boolean {
  return error instanceof TeleopError && codes.includes(error.code);
}

/** Whether the directory is closed to us: it may be to the target as well. */
function isClosed(error: unknown): boolean {
  return hasCode(error, ["PERMISSION_DENIED"]) && Reflect.get(Object(causeOf(error)), "syscall") === "lstat";
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}

/** @throws what the system says, unless it says that nothing is there. */
function isSocket(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSocket() === true;
}

/** Whether another directory may do: this one is closed to us, or gone. */
function isUnusable(error: unknown): boolean {
  return hasCode(error, ["PERMISSION_DENIED"]) || (error instanceof TeleopError && isMissing(error.cause));
}
