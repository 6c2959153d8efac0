// named-pipe.ts: the transport: a named pipe of Windows, found by the target's PID.
import {
  type AbortOptions,
  type Connection,
  isMainThread,
  Later,
  type Listener,
  type ListenOptions,
  type Rendezvous,
  requireLinger,
  requireOptions,
  requireProcess,
  TeleopError,
  type Transport,
} from "@teleop/core/plugin";
import { pipeAddress, requirePipeAddress } from "./pipe-address.ts";

export interface NamedPipeOptions {
  /**
   * Where both sides meet instead of at the rendezvous' own pipe: the name of a pipe of this machine, `\\.\pipe\…`. Client
   * and target must agree on it, and one address serves one listener. The client still insists that the process of the
   * rendezvous listens there.
   */
  readonly address?: string | undefined;
  /**
   * Milliseconds that disposing a connection gives the peer to take what was written; what it has not taken by then is
   * dropped. 0 gives it no time, `Infinity` waits for ever. Default 5000.
   */
  readonly lingerMs?: number | undefined;
}

/**
 * Makes a transport over named pipes of Windows, in Bun. Clients on other machines are refused, and whoever connects must
 * run as this process's user, or be an elevated administrator or the system, unless `authorize` says otherwise; where it
 * cannot be found out who is at the other end, both sides refuse. Who serves a client's pipe finds out who the client is,
 * and cannot act as it.
 *
 * It can be made anywhere; using it throws `UNSUPPORTED_PLATFORM` elsewhere than on Windows, in Node.js, and in a Worker.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for an address that names no pipe of this machine, a `lingerMs` that is no time.
 */
export function namedPipe(options: NamedPipeOptions = {}): Transport {
  requireOptions(options);
  const { address, lingerMs } = options;
  return new NamedPipeTransport(
    address === undefined ? undefined : requirePipeAddress(address),
    requireLinger(lingerMs),
  );
}

class NamedPipeTransport implements Transport {
  readonly name = "pipe";
  readonly #address: string | undefined;
  readonly #lingerMs: number;
  readonly #part = new Later("what uses named pipes", () => import("./use-pipes.ts"));

  constructor(address: string | undefined, lingerMs: number) {
    this.#address = address;
    this.#lingerMs = lingerMs;
  }

  prepare(): void {
    requirePipes();
  }

  async preload(): Promise<void> {
    requirePipes();
    (await this.#part.get()).openPipeCalls();
  }

  async listen(rendezvous: Rendezvous, options: ListenOptions = {}): Promise<Listener> {
    requirePipes();
    const address = this.#addressOf(rendezvous);
    const { listenAt, openPipeCalls } = await this.#part.get();
    return listenAt(address, { ...options, calls: openPipeCalls(), lingerMs: this.#lingerMs });
  }

  async connect(rendezvous: Rendezvous, options: AbortOptions = {}): Promise<Connection> {
    const { signal } = options;
    signal?.throwIfAborted();
    requirePipes();
    const address = this.#addressOf(rendezvous);
    const target = requireProcess(rendezvous.pid);
    const { dial, openPipeCalls } = await this.#part.get();
    return dial(address, { signal, calls: openPipeCalls(), target, lingerMs: this.#lingerMs });
  }

  /** Undefined until something else has loaded what can tell. */
  isBound(rendezvous: Rendezvous): boolean | undefined {
    const part = this.#part.loaded?.value;
    return part?.isThere(part.openPipeCalls(), this.#addressOf(rendezvous));
  }

  #addressOf(rendezvous: Rendezvous): string {
    const own = pipeAddress(rendezvous);
    return this.#address ?? own;
  }
}

/** @throws TeleopError `UNSUPPORTED_PLATFORM`. */
function requirePipes(): void {
  const missing =
    process.platform !== "win32"
      ? `Windows; this is ${process.platform}`
      : process.versions.bun === undefined
        ? "Bun; this is Node.js"
        : isMainThread()
          ? undefined
          : // When a Worker is terminated nobody is asked before its functions are gone, and Windows would call them.
            "the main thread; this is a Worker";
  if (missing !== undefined) throw new TeleopError("UNSUPPORTED_PLATFORM", `named pipes need ${missing}`);
}
