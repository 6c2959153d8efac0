// via.ts: the transport: to the processes of wherever a command leads.
import {
  type AbortOptions,
  type Connection,
  checkRendezvous,
  type ElsewhereOptions,
  Later,
  type Listener,
  type Rendezvous,
  requireLinger,
  requireMilliseconds,
  requireOptions,
  TeleopError,
  type Transport,
} from "@teleop/core/plugin";
import type { BridgeClient, BridgeClientOptions } from "./bridge-client.ts";
import { quoted, wordsOf } from "./words.ts";

export interface ViaOptions {
  /**
   * How to start the bridge there: put behind the command's own words. Default `teleop bridge`; `bunx teleop bridge`, for
   * example, or a path. ssh joins all words by blanks for a shell of the other side, which reads them again.
   */
  readonly bridge?: string | readonly string[] | undefined;
  /**
   * How long the command may take until the bridge has begun, in milliseconds, with what a person types meanwhile; default
   * 30,000. An attach waits no longer than its own `timeout` for it.
   */
  readonly startTimeout?: number | undefined;
  /** How long the command stays when no connection needs it, in milliseconds; default 5,000. `Infinity`: until disposed. */
  readonly idleMs?: number | undefined;
  /**
   * Milliseconds that disposing a connection gives the target to take what was written; what it has not taken by then is
   * dropped. Default 5000.
   */
  readonly lingerMs?: number | undefined;
}

/** A transport whose connections share one command, which is started by the first and ends some time after the last. */
export interface ViaTransport extends Transport, AsyncDisposable {
  attach(rendezvous: Rendezvous, options: ElsewhereOptions): Promise<Connection>;

  /**
   * Resolves when the bridge is there, starting the command if it does not run: where somebody has to type a password,
   * an attach that follows has its time for itself.
   *
   * @throws TeleopError `CONNECT_FAILED`, `BRIDGE_NOT_FOUND`, `BRIDGE_MISMATCH`, `ATTACH_TIMEOUT` after `startTimeout`; the
   *   reason of `options.signal`.
   */
  ready(options?: AbortOptions): Promise<void>;

  /**
   * Asks the teleop there something that is not about one process. Argument and answer are JSON values.
   *
   * @throws as {@link ready}, and what the answer is an error of.
   */
  ask(question: string, argument: unknown, options?: AbortOptions): Promise<unknown>;

  /**
   * The same of a question whose answer goes on, part by part: the next is made there when this one has been taken. To
   * leave the loop, or an abort, ends it there.
   */
  follow(question: string, argument: unknown, options?: AbortOptions): AsyncIterable<unknown>;

  /**
   * Ends the command, and with it every connection that goes through it. Resolves when it has ended. Whoever wants
   * something of it afterwards gets `DISPOSED`.
   */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Makes a transport to the processes of another machine or container: the command, `ssh host`, `docker exec -i NAME` or
 * `kubectl exec -i POD --`, runs `teleop bridge` there, and everything goes over its standard input and output. Who may log
 * in, and how, is the business of the command. PIDs are those that the bridge sees.
 *
 * @param command as it would be typed, but that no shell reads it: nothing is expanded. Or its words.
 * @throws TeleopError `INVALID_ARGUMENT` for what is no command, or a bad option.
 */
export function via(command: string | readonly string[], options: ViaOptions = {}): ViaTransport {
  requireOptions(options);
  const settings = {
    command: wordsOf("the command of via()", command),
    bridge: wordsOf("bridge", options.bridge ?? ["teleop", "bridge"]),
    startTimeout: requireMilliseconds("startTimeout", options.startTimeout, 30_000),
    idleMs: requireMilliseconds("idleMs", options.idleMs, 5_000),
    lingerMs: requireLinger(options.lingerMs),
  };
  return new Via(settings);
}

class Via implements ViaTransport {
  readonly name: string;
  readonly #options: BridgeClientOptions;
  readonly #client: Later<BridgeClient>;
  #isDisposed = false;

  constructor(options: BridgeClientOptions) {
    this.name = `via ${quoted(options.command)}`;
    this.#options = options;
    this.#client = new Later("what talks to a bridge", async () => {
      const { BridgeClient } = await import("./bridge-client.ts");
      return new BridgeClient(this.#options);
    });
  }

  prepare(): void {
    throw this.#leadsAway();
  }

  async listen(): Promise<Listener> {
    throw this.#leadsAway();
  }

  async connect(rendezvous: Rendezvous, { signal }: AbortOptions = {}): Promise<Connection> {
    signal?.throwIfAborted();
    checkRendezvous(rendezvous);
    const client = await this.#use();
    return await client.connect(rendezvous, { signal });
  }

  async attach(rendezvous: Rendezvous, { signal, timeout }: ElsewhereOptions): Promise<Connection> {
    signal?.throwIfAborted();
    checkRendezvous(rendezvous);
    const client = await this.#use();
    return await client.attach(rendezvous, { signal, timeout });
  }

  async ready({ signal }: AbortOptions = {}): Promise<void> {
    signal?.throwIfAborted();
    const client = await this.#use();
    await client.use(async () => {}, { signal });
  }

  async ask(question: string, argument: unknown, { signal }: AbortOptions = {}): Promise<unknown> {
    signal?.throwIfAborted();
    const client = await this.#use();
    return await client.ask(question, argument, { signal });
  }

  async *follow(
    question: string,
    argument: unknown,
    { signal }: AbortOptions = {},
  ): AsyncGenerator<unknown, void> {
    signal?.throwIfAborted();
    const client = await this.#use();
    yield* client.follow(question, argument, { signal });
  }

  async #use(): Promise<BridgeClient> {
    const client = await this.#client.get();
    if (this.#isDisposed) throw new TeleopError("DISPOSED", `${this.name} was disposed`);
    return client;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    await this.#client.loaded?.value[Symbol.asyncDispose]();
  }

  #leadsAway(): TeleopError {
    return new TeleopError(
      "UNSUPPORTED_PLATFORM",
      `${this.name} leads to processes elsewhere: nobody can be armed with it; arm with the default transport, and attach by this one`,
    );
  }
}
