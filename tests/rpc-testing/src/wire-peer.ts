// wire-peer.ts: the other side of a connection, by hand: sends literal messages and shows what came.

import { type Capability, RpcConnection, type RpcConnectionOptions } from "@teleop/rpc-capnp";
import { type MemoryConnection, memoryPair } from "@teleop/transport-memory";
import { decode, encode, type Literal } from "./rpc-literal.ts";
import { onUntold } from "./untold.ts";

export class WirePeer implements AsyncDisposable {
  readonly rpc: RpcConnection;
  readonly connection: MemoryConnection;
  /** What our side could tell nobody else. Empty at the end of most tests. */
  readonly errors: unknown[] = [];
  /** `undefined` while the connection is open. */
  ended: "in order" | Error | undefined;
  #bytes: Uint8Array[] = [];

  constructor(
    options: RpcConnectionOptions = {},
    pair: readonly [MemoryConnection, MemoryConnection] = memoryPair(),
  ) {
    const [ours, peers] = pair;
    this.connection = peers;
    this.rpc = new RpcConnection(ours, { onError: onUntold((error) => this.errors.push(error)), ...options });
    peers.open({
      data: (chunk) => this.#bytes.push(chunk),
      end: () => {
        this.ended ??= "in order";
        void peers.end();
      },
      closed: (error) => {
        this.ended ??= error;
      },
    });
  }

  /** Sends messages in one chunk, and lets everything happen that follows from them. */
  async send(...messages: readonly Literal[]): Promise<void> {
    await this.sendBytes(Buffer.concat(messages.map(encode)));
  }

  async sendBytes(bytes: Uint8Array): Promise<void> {
    await this.connection.write(bytes);
    await this.connection.fence();
  }

  /** What has come since the last time, once everything is through. */
  async received(): Promise<Literal[]> {
    await this.connection.fence();
    const bytes = Buffer.concat(this.#bytes);
    this.#bytes = [];
    return decode(bytes);
  }

  /** Ends our side as a peer that is through does, and waits for the other. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.ended === undefined) await this.connection.end();
    await this.rpc.closed;
  }
}

/** Sends a bootstrap and takes the answer: export 0 of the vat under test. */
export async function bootstrapped(peer: WirePeer): Promise<void> {
  await peer.send({ bootstrap: { questionId: 0 } }, { finish: { questionId: 0, releaseResultCaps: false } });
  await peer.received();
}

/** A call to one of the vat's exports. */
export function callTo(exportId: number, questionId: number, methodId: number, more: Literal = {}): Literal {
  return {
    call: {
      questionId,
      target: { importedCap: exportId },
      interfaceId: 0x9abcdef012345678n,
      methodId,
      params: { content: {} },
      ...more,
    },
  };
}

/** A path of one field. */
export function field(getPointerField: number): Literal[] {
  return [{ getPointerField }];
}

/** A Finish that keeps the capabilities in the results. */
export function finishOf(questionId: number): Literal {
  return { finish: { questionId, releaseResultCaps: false, requireEarlyCancellationWorkaround: false } };
}

/** The peer's bootstrap capability, which the vat holds as import 0 from then on. */
export async function withImport(peer: WirePeer): Promise<Capability> {
  const remote = peer.rpc.bootstrap();
  await peer.send({
    return: { answerId: 0, results: { content: { pointer: 0 }, capTable: [{ senderHosted: 0 }] } },
  });
  await peer.received();
  return remote;
}
