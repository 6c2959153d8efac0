// capnweb-transport.ts: capnweb's messages over a UNIX socket, one line each, as many as there are in one write.
import type { Socket } from "bun";
import type { RpcTransport } from "capnweb";
import { BatchingSocket } from "./socket.ts";

const encoder = new TextEncoder();

export class LineTransport implements RpcTransport {
  readonly #socket: BatchingSocket;
  readonly #decoder = new TextDecoder();
  readonly #received: string[] = [];
  #partial = "";
  #receiver: PromiseWithResolvers<string> | undefined;

  constructor(socket: Socket<unknown>) {
    this.#socket = new BatchingSocket(socket);
  }

  send(message: string): void {
    this.#socket.send(encoder.encode(`${message}\n`));
  }

  async receive(): Promise<string> {
    const message = this.#received.shift();
    if (message !== undefined) return message;
    this.#receiver = Promise.withResolvers();
    return this.#receiver.promise;
  }

  data(chunk: Uint8Array): void {
    const lines = (this.#partial + this.#decoder.decode(chunk, { stream: true })).split("\n");
    this.#partial = lines.pop() ?? "";
    this.#received.push(...lines);
    if (this.#receiver === undefined) return;
    const message = this.#received.shift();
    if (message === undefined) return;
    this.#receiver.resolve(message);
    this.#receiver = undefined;
  }

  drain(): void {
    this.#socket.flush();
  }

  close(): void {
    this.#receiver?.reject(new Error("the connection was closed"));
  }
}
