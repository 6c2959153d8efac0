// attach.ts: the client's side in one call: a PID in, typed services out.
import { type AbortOptions, type Attacher, openSession, type Peer, type Transport } from "@teleop/core";
import { requireOptions, Unwind } from "@teleop/core/plugin";
import {
  type CapnpLoader,
  type CapnpOptions,
  type CapnpSession,
  capnpLater,
  type Services,
} from "@teleop/rpc-capnp/later";
import { defaultAttacher, defaultTransport } from "./defaults.ts";

export interface AttachOptions extends AbortOptions {
  /** How to wake the target; the platform's default if absent. */
  readonly attacher?: Attacher | undefined;
  /** How bytes travel; the default of the platform if absent. */
  readonly transport?: Transport | undefined;
  /** Which rendezvous of the target, when it offers several. */
  readonly name?: string | undefined;
  /** How long to try to attach, in milliseconds; default 10,000. `Infinity`: until `signal` or the target's end. */
  readonly timeout?: number | undefined;
  /** What the client offers to the target in turn, which finds it in `onAttach` of `teleoperate()`; usually nothing. */
  readonly services?: Services | undefined;
  /** Limits and hooks of the RPC connection. */
  readonly rpc?: Omit<CapnpOptions, "services" | "asks"> | undefined;
}

/**
 * Attaches to a running process. The target is the caller's, to be disposed (`await using`). It has answered when this
 * resolves, so that a process which hangs is told from one that does not, within `timeout`. A target that has too many
 * clients is tried again until then.
 *
 * `timeout` and `signal` end with the attach. A call has no timeout of its own, since a method may take as long as it
 * likes: pass `{ signal: AbortSignal.timeout(ms) }` with a call that must not wait for ever.
 *
 * @param pid as this process sees it.
 * @throws TeleopError as `openSession()` of `@teleop/core` does: `INVALID_ARGUMENT`, `NO_SUCH_PROCESS`,
 *   `PERMISSION_DENIED`, `NOT_ARMED`, `ATTACH_TIMEOUT`, `REFUSED` and others; the reason of `options.signal`.
 */
export async function attach(pid: number, options: AttachOptions = {}): Promise<Target> {
  requireOptions(options);
  const { attacher = defaultAttacher(), transport = defaultTransport(), services, rpc, ...rest } = options;
  if (rpc !== undefined) requireOptions(rpc);
  using unwind = new Unwind();
  const protocol = unwind.use(capnpLater({ ...rpc, services, asks: true }));
  const session = await openSession(pid, { ...rest, attacher, transport, protocol });
  unwind.move();
  return new Target(pid, session, protocol);
}

/** A process that this one is attached to. Disposing it detaches; calls under way fail with type `disconnected`. */
export class Target implements AsyncDisposable {
  readonly pid: number;
  readonly #session: CapnpSession;
  readonly #protocol: CapnpLoader;

  /** Takes over the session and the protocol. Made by `attach()`. */
  constructor(pid: number, session: CapnpSession, protocol: CapnpLoader) {
    this.pid = pid;
    this.#session = session;
    this.#protocol = protocol;
  }

  /** Where the connection leads, for messages. */
  get address(): string {
    return this.#session.address;
  }

  /** Who is at the other end, as far as the system tells. */
  get peer(): Peer {
    return this.#session.peer;
  }

  /** Settles when the connection is over: undefined when both sides ended in order, else the reason. Never rejects. */
  get closed(): Promise<Error | undefined> {
    return this.#session.closed;
  }

  /**
   * A service of the target, to be called at once: the request for it and the first calls travel together. If there is
   * no such service, its calls fail with type `failed` and "service NAME not found". The caller disposes the stub.
   */
  service: CapnpSession["service"] = (name, type) => this.#session.service(name, type);

  /** What the connection holds and has done. */
  stats(): ReturnType<CapnpSession["stats"]> {
    return this.#session.stats();
  }

  /** Resolves when no call is under way in either direction and everything written has left. */
  drain(): Promise<void> {
    return this.#session.drain();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    using _services = this.#protocol;
    await this.#session[Symbol.asyncDispose]();
  }
}
