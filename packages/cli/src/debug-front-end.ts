// debug-front-end.ts: where DevTools and editors connect: a port of this machine, or a UNIX socket, with a secret in the
// path. What they say goes to the inspector of the process, and back.
import { randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { TeleopError } from "@teleop/core";
import { messageOf } from "@teleop/core/basics";
import type { DebuggerSession, InspectorConnection } from "@teleop/diagnostics/client";
import { type WebSocket, WebSocketServer } from "ws";

export interface FrontEndOptions {
  /** What is opened when somebody connects. It stays the caller's. */
  readonly session: Pick<DebuggerSession, "connect">;
  /** Of this machine alone; 0 for any that is free. */
  readonly port: number;
  /** Of a UNIX socket, in place of a port. */
  readonly path?: string | undefined;
  /** Told when somebody connects or leaves, and why the inspector could not be opened. */
  readonly onEvent: (what: string) => void;
}

/** Listens until it is disposed. */
export class FrontEnd implements AsyncDisposable {
  readonly #options: FrontEndOptions;
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE });
  readonly #secret = randomBytes(24).toString("base64url");
  #current: WebSocket | undefined;
  /** Taken from the server, which neither knows nor closes them; none is left when this is disposed. */
  readonly #upgraded = new Set<Duplex>();
  #isClosed = false;
  /** Settled when nobody is connected, nor has something of the inspector. */
  #serving: Promise<void> = Promise.resolve();

  private constructor(options: FrontEndOptions) {
    this.#options = options;
    this.#server = createServer((_request, response) => response.writeHead(404).end());
    this.#server.on("upgrade", (request, socket, head) => {
      this.#upgraded.add(socket);
      socket.once("close", () => this.#upgraded.delete(socket));
      socket.on("error", () => socket.destroy());
      this.#upgrade(request, socket, head);
    });
  }

  /** @throws TeleopError `CANNOT_LISTEN` */
  static async listen(options: FrontEndOptions): Promise<FrontEnd> {
    const frontEnd = new FrontEnd(options);
    const { port, path } = options;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    frontEnd.#server.once("error", reject);
    if (path === undefined) frontEnd.#server.listen(port, "127.0.0.1", resolve);
    else {
      // It is bound in this very call.
      const before = process.umask(0o177);
      frontEnd.#server.listen(path, resolve);
      process.umask(before);
    }
    try {
      await promise;
    } catch (error) {
      const where = path ?? `port ${port}`;
      throw new TeleopError("CANNOT_LISTEN", `cannot listen at ${where}: ${messageOf(error)}`, {
        cause: error,
      });
    }
    return frontEnd;
  }

  /** What editors and other programs take. */
  get url(): string {
    const { path } = this.#options;
    return path === undefined ? `ws://${this.#host}/${this.#secret}` : `ws+unix:${path}:/${this.#secret}`;
  }

  /** What Chrome takes in its address bar; undefined for a UNIX socket, to which it does not connect. */
  get devtools(): string | undefined {
    if (this.#options.path !== undefined) return undefined;
    return `devtools://devtools/bundled/js_app.html?experiments=true&v8only=true&ws=${this.#host}/${this.#secret}`;
  }

  get #host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#current?.terminate();
    for (const socket of this.#upgraded) socket.destroy();
    this.#server.closeAllConnections();
    await closed;
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, patience: number = PATIENCE_MS): void {
    if (this.#isClosed) return void socket.destroy();
    const refuse = (status: string): void => {
      const answer = `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
      // Without waiting for whoever keeps the other half open.
      socket.end(answer, () => socket.destroy());
    };
    // What a page of the web may not do even if it learns the secret.
    if (/^https?:/.test(request.headers.origin ?? "")) refuse("403 Forbidden");
    else if (!isSame(request.url ?? "", `/${this.#secret}`)) refuse("404 Not Found");
    else if (this.#current !== undefined && patience > 0) {
      // One that is reloaded comes again before it has gone.
      setTimeout(() => this.#upgrade(request, socket, head, patience - LOOK_AGAIN_MS), LOOK_AGAIN_MS);
    } else if (this.#current !== undefined) refuse("409 Conflict");
    else {
      this.#sockets.handleUpgrade(request, socket, head, (opened) => {
        // The one before may be on its way out.
        this.#serving = this.#serve(opened, this.#serving);
      });
    }
  }

  /** Never rejects. */
  async #serve(socket: WebSocket, before: Promise<void>): Promise<void> {
    const { session, onEvent } = this.#options;
    this.#current = socket;
    const ended = Promise.withResolvers<void>();
    let connection: InspectorConnection | undefined;
    // What it says is sent in order, and waits until the inspector is open.
    let sending: Promise<void> = Promise.resolve();
    socket.on("message", (data) => {
      const text = String(data);
      sending = sending
        .then(() => connection?.send(text))
        .catch(() => socket.close(1011, "the inspector has closed"));
    });
    socket.on("error", () => socket.terminate());
    socket.on("close", () => {
      if (this.#current === socket) this.#current = undefined;
      ended.resolve();
    });
    const connect = async (): Promise<void> => {
      await before;
      connection = await session.connect({
        message(text) {
          if (socket.bufferedAmount > LARGEST_MESSAGE) socket.terminate();
          else socket.send(text);
        },
        closed: () => socket.close(1001, "the inspector has closed"),
      });
    };
    try {
      sending = connect();
      await sending;
      onEvent("a front end has connected");
      await ended.promise;
      onEvent("the front end has left, and the process runs as before");
    } catch (error) {
      onEvent(`the inspector could not be opened: ${messageOf(error)}`);
      socket.close(1011, "the inspector could not be opened");
    } finally {
      connection?.[Symbol.dispose]();
    }
  }
}

/** How long who comes waits for who is leaving. */
const PATIENCE_MS = 500;
const LOOK_AGAIN_MS = 20;

const LARGEST_MESSAGE = 256 * 1024 * 1024;

/** In the same time, however much of it is right. */
function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
