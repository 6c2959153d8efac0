// socket-peer.ts: the other side of a connection, by hand, over a real UNIX socket: counts what comes back.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultMessageLimits, FrameParser } from "@teleop/capnp/wire";
import type { Connection } from "@teleop/core";
import { RpcConnection, type RpcConnectionOptions } from "@teleop/rpc-capnp";
import { encode, type Literal, onUntold, tagOf } from "@teleop/rpc-testing";
import { unixSocket } from "@teleop/transport-unix";

export class SocketPeer implements AsyncDisposable {
  readonly rpc: RpcConnection;
  /** What our side could tell nobody else. */
  readonly errors: unknown[];
  /** How often each of the peer's questions has been answered. */
  readonly returns: Map<number, number> = new Map();
  /** How many calls the vat has made. */
  calls = 0;
  readonly #connection: Connection;
  readonly #directory: string;
  readonly #closed = Promise.withResolvers<Error | undefined>();
  #waiting: { readonly isDone: () => boolean; readonly resolve: () => void } | undefined;

  private constructor(connection: Connection, rpc: RpcConnection, errors: unknown[], directory: string) {
    this.rpc = rpc;
    this.errors = errors;
    this.#connection = connection;
    this.#directory = directory;
    const parser = new FrameParser(defaultMessageLimits, (message) => {
      const struct = message.root().struct();
      if (struct?.uint16(0) === callTag) this.calls++;
      if (struct?.uint16(0) !== returnTag) return;
      const id = struct.struct(0)?.uint32(0) ?? 0;
      this.returns.set(id, (this.returns.get(id) ?? 0) + 1);
    });
    connection.open({
      data: (chunk) => {
        parser.push(chunk);
        this.#look();
      },
      end: () => {},
      closed: (error) => {
        this.#closed.resolve(error);
        this.#look();
      },
    });
  }

  static async connect(options: RpcConnectionOptions = {}): Promise<SocketPeer> {
    const directory = await mkdtemp(join(tmpdir(), "rpc-peer-"));
    const transport = unixSocket({ address: join(directory, "socket") });
    const place = { pid: process.pid };
    await using listener = await transport.listen(place);
    const connecting = transport.connect(place);
    const accepted = await listener[Symbol.asyncIterator]().next();
    if (accepted.done === true) throw new Error("the listener ended before the peer came");
    const errors: unknown[] = [];
    const rpc = new RpcConnection(accepted.value, {
      onError: onUntold((error) => errors.push(error)),
      ...options,
    });
    return new SocketPeer(await connecting, rpc, errors, directory);
  }

  /** Sends messages in one write. Resolves when the system has taken them. */
  async send(messages: readonly Literal[]): Promise<void> {
    await this.#connection.write(Buffer.concat(messages.map(encode)));
  }

  /** Resolves when it is so, looking each time that something has come; rejects if the connection ends first. */
  async until(isDone: () => boolean): Promise<void> {
    if (isDone()) return;
    const lost = this.#closed.promise.then((error) => {
      throw new Error(`the vat ended the connection: ${error?.message ?? "in order"}`, { cause: error });
    });
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting = { isDone, resolve };
    await Promise.race([promise, lost]);
  }

  /** Goes without a word. */
  vanish(): void {
    this.#connection.abort();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#connection[Symbol.asyncDispose]();
    await this.rpc.closed;
    await rm(this.#directory, { recursive: true });
  }

  #look(): void {
    if (this.#waiting?.isDone() !== true) return;
    this.#waiting.resolve();
    this.#waiting = undefined;
  }
}

const callTag = tagOf("call");
const returnTag = tagOf("return");
