// pipe-listener.ts: the target's side: instances of a pipe that wait for clients, and who may come in through them.
import {
  AcceptQueue,
  type Connection,
  type EventSink,
  type Listener,
  type ListenOptions,
  messageOf,
  type Peer,
  TeleopError,
  Unwind,
} from "@teleop/core/plugin";
import {
  isNoHandle,
  ownHandle,
  ownPeer,
  privateAttributes,
  type SecurityAttributes,
  WINDOWS_ERRORS,
  WindowsError,
  whyNotAdmitted,
  wide,
} from "@teleop/core/windows";
import { type OwnPipe, threadCompletions } from "./completions.ts";
import { type IdentifyClient, openIdentifyClient } from "./identify-client.ts";
import { isThere, type PipeCalls } from "./pipe-calls.ts";
import { PipeConnection } from "./pipe-connection.ts";
import { MESSAGE_BYTES, PipeEnd } from "./pipe-end.ts";
import { STATUS } from "./status.ts";

export interface PipeListenOptions extends ListenOptions {
  readonly calls: PipeCalls;
  readonly lingerMs: number;
}

/**
 * Listens at `address`. Neither the listener nor the connections that it accepts keep the process alive, and nothing is
 * left of the pipe when the process has ended, however it did.
 *
 * @throws TeleopError `ADDRESS_IN_USE`, `LISTEN_FAILED`, `OUT_OF_RESOURCES`.
 */
export function listenAt(address: string, options: PipeListenOptions): Listener {
  try {
    // A process stays who it is.
    const own = ownPeer();
    const queue = new AcceptQueue({
      ...options,
      address,
      refuseByDefault: (peer) => whyNotAdmitted(peer, own),
    });
    return new PipeListener(address, options, queue);
  } catch (error) {
    throw error instanceof WindowsError ? listenError(address, error) : error;
  }
}

class PipeListener implements Listener {
  readonly address: string;
  readonly #pipe: ListeningPipe;
  readonly #identify: IdentifyClient;
  readonly #lingerMs: number;
  readonly #onEvent: EventSink | undefined;
  readonly #queue: AcceptQueue;
  /** Instances that wait for a client. */
  readonly #waiting = new Set<PipeEnd>();
  #isWithdrawn = false;

  /** @throws WindowsError; TeleopError `OUT_OF_RESOURCES`. */
  constructor(address: string, options: PipeListenOptions, queue: AcceptQueue) {
    this.address = address;
    this.#identify = openIdentifyClient(options.calls);
    this.#lingerMs = options.lingerMs;
    this.#onEvent = options.onEvent;
    this.#queue = queue;
    using unwind = new Unwind();
    this.#pipe = unwind.use(new ListeningPipe(options.calls, address));
    this.#wait(this.#pipe.makeInstance());
    unwind.move();
    this.#offerMore();
  }

  isReachable(): boolean {
    return this.#waiting.size > 0;
  }

  withdraw(): void {
    if (this.#isWithdrawn) return;
    this.#isWithdrawn = true;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    try {
      using _pipe = this.#pipe;
      for (const instance of waiting) instance.close();
    } catch (error) {
      this.#report(error);
    }
  }

  [Symbol.asyncIterator](): AsyncIterator<Connection, undefined> {
    return this.#queue[Symbol.asyncIterator]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.withdraw();
    this.#queue.close();
  }

  #wait(instance: PipeEnd): void {
    this.#waiting.add(instance);
    const done = (status: number): void => {
      // Withdrawn in between.
      if (!this.#waiting.delete(instance)) return;
      const hasClient = status === STATUS.SUCCESS || status === STATUS.PIPE_CONNECTED;
      if (hasClient || status === STATUS.PIPE_CLOSING) {
        // One that is taken is replaced before anything else: until then there is one less for others.
        this.#offerMore();
      } else {
        this.#report(
          new Error(`waiting for a client at ${this.address} failed with 0x${status.toString(16)}`),
        );
      }
      if (hasClient) this.#admit(instance);
      else instance.close();
    };
    const status = instance.listen(done);
    // Somebody came between making it and this. Whoever listens hears that we do before they hear of that.
    if (status !== STATUS.PENDING) setImmediate(() => done(status));
  }

  #offerMore(): void {
    try {
      while (!this.#isWithdrawn && this.#waiting.size < MAX_WAITING) {
        this.#wait(this.#pipe.makeInstance());
      }
    } catch (error) {
      this.#report(error);
    }
  }

  #report(error: unknown): void {
    this.#onEvent?.({ type: "failed", by: "pipe", error });
  }

  #admit(end: PipeEnd): void {
    const { address } = this;
    let peer: Peer;
    try {
      peer = this.#identify(end.handle, fileTimeNow());
    } catch (error) {
      // Whatever the application's rule is, it is a rule about somebody.
      const reason = `Windows does not say who the peer is: ${messageOf(error)}`;
      this.#onEvent?.({ type: "refused", address, peer: {}, reason });
      end.close();
      return;
    }
    const queue = this.#queue;
    const connection = new PipeConnection(end, {
      address,
      peer,
      lingerMs: this.#lingerMs,
      keepsAlive: false,
      onOver: (error) => {
        queue.over(connection, error);
        // There may have been no memory for more before.
        this.#offerMore();
      },
      onPeerGone: () => queue.peerGone(connection),
    });
    queue.offer(connection);
  }
}

/**
 * A pipe of ours. The first instance fails where somebody has made one already. This process may add to what it has, though:
 * connections that live on keep a pipe in being whose listener has gone.
 */
class ListeningPipe implements Disposable {
  readonly #calls: PipeCalls;
  readonly #address: string;
  readonly #attributes: SecurityAttributes;
  readonly #pipes: Map<string, OwnPipe>;
  readonly #name: string;
  readonly #pipe: OwnPipe;

  /** @throws WindowsError; TeleopError `ADDRESS_IN_USE` where this thread listens there already. */
  constructor(calls: PipeCalls, address: string) {
    this.#calls = calls;
    this.#address = address;
    this.#pipes = threadCompletions().pipes;
    // As Windows compares names.
    this.#name = address.toUpperCase();
    this.#pipe = this.#pipes.get(this.#name) ?? { instances: 0, isListening: false };
    if (this.#pipe.isListening) throw inUse(address);
    // Making the first instance finds that out, too, and without a moment in between; but Wine 10 lets another be made.
    if (this.#pipe.instances === 0 && isThere(calls, address)) throw inUse(address);
    this.#attributes = privateAttributes(PIPE_RIGHTS);
    this.#pipe.isListening = true;
    this.#pipes.set(this.#name, this.#pipe);
  }

  /** @throws WindowsError; TeleopError `OUT_OF_RESOURCES`. */
  makeInstance(): PipeEnd {
    const calls = this.#calls;
    using unwind = new Unwind();
    const made = calls.kernel.CreateNamedPipeW(
      wide(this.#address),
      this.#pipe.instances === 0 ? OPEN_MODE + FILE_FLAG_FIRST_PIPE_INSTANCE : OPEN_MODE,
      PIPE_MODE,
      PIPE_UNLIMITED_INSTANCES,
      MESSAGE_BYTES,
      MESSAGE_BYTES,
      0,
      this.#attributes.address,
    );
    if (isNoHandle(made)) throw calls.failure("CreateNamedPipe", this.#address);
    const handle = unwind.use(ownHandle(made));
    const end = new PipeEnd(calls, handle, this.#address, () => {
      this.#pipe.instances--;
      this.#forget();
    });
    unwind.move();
    this.#pipe.instances++;
    return end;
  }

  /** Nobody listens there any more. Instances live on, until they are closed. */
  [Symbol.dispose](): void {
    if (!this.#pipe.isListening) return;
    this.#pipe.isListening = false;
    this.#attributes[Symbol.dispose]();
    this.#forget();
  }

  #forget(): void {
    if (this.#pipe.instances === 0 && !this.#pipe.isListening) this.#pipes.delete(this.#name);
  }
}

function inUse(address: string, cause?: WindowsError): TeleopError {
  return new TeleopError("ADDRESS_IN_USE", `${address}: a process already listens there`, { address, cause });
}

function listenError(address: string, cause: WindowsError): TeleopError {
  const details = { address, cause };
  switch (cause.reason) {
    // What FILE_FLAG_FIRST_PIPE_INSTANCE says, and, where it is not the first, who has no right to another instance.
    case WINDOWS_ERRORS.ERROR_ACCESS_DENIED:
    case WINDOWS_ERRORS.ERROR_PIPE_BUSY:
      return inUse(address, cause);
    default:
      return new TeleopError("LISTEN_FAILED", `cannot listen at ${address}: ${messageOf(cause)}`, details);
  }
}

/** Now, as Windows has it: in units of 100 ns since 1601. */
function fileTimeNow(): bigint {
  return BigInt(Date.now()) * 10_000n + UNIX_EPOCH;
}

const UNIX_EPOCH = 116_444_736_000_000_000n;

/** Clients that come at the same time: beyond them, others wait for a moment. */
const MAX_WAITING = 16;

// winnt.h, winbase.h, namedpipeapi.h
/** FILE_GENERIC_READ and FILE_GENERIC_WRITE. */
const PIPE_RIGHTS = 0x0012_019f;
/** PIPE_ACCESS_DUPLEX, FILE_FLAG_OVERLAPPED. */
const OPEN_MODE = 0x3 + 0x4000_0000;
const FILE_FLAG_FIRST_PIPE_INSTANCE = 0x0008_0000;
/** PIPE_TYPE_MESSAGE, PIPE_READMODE_MESSAGE, PIPE_REJECT_REMOTE_CLIENTS. */
const PIPE_MODE = 0x4 + 0x2 + 0x8;
const PIPE_UNLIMITED_INSTANCES = 255;
