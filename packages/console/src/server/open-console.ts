// open-console.ts: the server of the console: a page, and a WebSocket on which it speaks Cap'n Proto RPC, at a port of this
// machine alone. Each request and each socket has to name a secret, which is part of the path, as in the address of the page;
// what the page asks for by a relative path has it by itself. Not in a cookie: a browser sends those to every port of this
// machine, also to that of another user's server.
import { randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { messageOf, TeleopError } from "@teleop/core/basics";
import { ByteBudget, RpcConnection } from "@teleop/rpc-capnp";
import { type WebSocket, WebSocketServer } from "ws";
import { isCapture, KeptCaptures } from "./captures/kept-captures.ts";
import { loadPageFiles, type PageFile } from "./page-files.ts";
import type { Place } from "./place.ts";
import { servedConsole } from "./served-console.ts";
import { serverConnection } from "./server-socket.ts";

export interface ConsoleOptions {
  /** Where the processes run that it shows, at least one. They stay the caller's. */
  readonly places: readonly Place[];
  /** The port, of 127.0.0.1; 0, the default, for any that is free. */
  readonly port?: number | undefined;
  /** Told of errors that no page can be told. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** A console that is served. Disposing it ends that, and what pages hold of processes. */
export interface OpenConsole extends AsyncDisposable {
  /** What a browser is to open. Whoever knows it can do whatever the console can. */
  readonly url: string;
}

/**
 * Serves the console until it is disposed.
 *
 * @throws TeleopError `CANNOT_LISTEN`
 */
export async function openConsole(options: ConsoleOptions): Promise<OpenConsole> {
  const server = new ConsoleServer(options);
  await server.listen(options.port ?? 0);
  return server;
}

/** What all pages together may hold up here: beyond it those that do not read are left. */
const BUDGET_BYTES = 128 * 1024 * 1024;

/** How long whoever connects may take to say what it wants, in milliseconds. */
const PATIENCE_MS = 10_000;

/** How often it is looked for those that take longer, in milliseconds. */
const LOOK_AGAIN_MS = 2_000;

/** How long the last words to a page have, in milliseconds, when the console ends. */
const LINGER_MS = 1_000;

/** Of one message; a page sends what people have typed, or chosen as a file. */
const LARGEST_MESSAGE = 64 * 1024 * 1024;

class ConsoleServer implements OpenConsole {
  readonly #places: readonly Place[];
  readonly #onError: (error: unknown) => void;
  readonly #server: Server = createServer(
    { headersTimeout: PATIENCE_MS, requestTimeout: PATIENCE_MS, connectionsCheckingInterval: LOOK_AGAIN_MS },
    (request, response) => this.#answer(request, response),
  );
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_MESSAGE,
    perMessageDeflate: false,
  });
  readonly #secret: string = randomBytes(24).toString("base64url");
  /** Unlike the secret it is never part of a request, which another program at this port may get when this one has ended. */
  readonly #key: Uint8Array = randomBytes(32);
  /** Taken from the server, which neither knows nor closes them. */
  readonly #upgraded = new Set<Duplex>();
  readonly #pages = new Set<RpcConnection>();
  readonly #budget = new ByteBudget({ bytes: BUDGET_BYTES });
  readonly #files: Promise<ReadonlyMap<string, PageFile>>;
  readonly #captures = new KeptCaptures();
  /** Known also while this ends, when some are still answered. */
  #port = 0;

  constructor({ places, onError = () => {} }: ConsoleOptions) {
    this.#places = places;
    this.#onError = onError;
    this.#server.on("upgrade", (request, socket, head) => {
      this.#upgraded.add(socket);
      socket.once("close", () => this.#upgraded.delete(socket));
      socket.on("error", () => socket.destroy());
      this.#upgrade(request, socket, head);
    });
    // It is made while somebody finds the address.
    this.#files = loadPageFiles();
    this.#files.catch(() => {});
  }

  async listen(port: number): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#server.once("error", reject);
    this.#server.listen(port, "127.0.0.1", resolve);
    try {
      await promise;
    } catch (error) {
      throw new TeleopError("CANNOT_LISTEN", `cannot listen at port ${port}: ${messageOf(error)}`, {
        cause: error,
      });
    }
    this.#port = (this.#server.address() as AddressInfo).port;
    // Such as that the system has no room for one more connection.
    this.#server.on("error", this.#onError);
  }

  get url(): string {
    return `${this.#origin}/${this.#secret}/`;
  }

  /** As browsers say it: without the port where it is that of all HTTP. */
  get #host(): string {
    return new URL(`http://127.0.0.1:${this.#port}`).host;
  }

  get #origin(): string {
    return `http://${this.#host}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    await Promise.all([...this.#pages].map((page) => page[Symbol.asyncDispose]()));
    // Neither a browser that hangs closes by itself, nor who was refused and keeps its half of the connection open.
    for (const socket of this.#upgraded) socket.destroy();
    this.#server.closeAllConnections();
    await closed;
    await this.#captures[Symbol.asyncDispose]();
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const path = this.#pathOf(request);
    if (path === undefined) {
      this.#refuse(response, 403, "The console answers only at the address that it has printed, whole.\n");
    } else if (request.method !== "GET" && request.method !== "HEAD") {
      this.#refuse(response, 405, "The console takes no such request.\n");
    } else if (isCapture(path)) {
      void this.#captures.send(path, request, response, this.#headers);
    } else {
      void this.#sendFile(request, response, path === "" ? "index.html" : path);
    }
  }

  async #sendFile(request: IncomingMessage, response: ServerResponse, name: string): Promise<void> {
    try {
      const file = (await this.#files).get(name);
      if (file === undefined) {
        this.#refuse(response, 404, "The console has no such file.\n");
        return;
      }
      response.writeHead(200, {
        ...this.#headers,
        "Content-Type": file.type,
        "Content-Length": file.bytes.byteLength,
      });
      response.end(request.method === "HEAD" ? undefined : file.bytes);
    } catch (error) {
      this.#onError(error);
      this.#refuse(response, 500, `The page of the console cannot be made: ${messageOf(error)}\n`);
    }
  }

  #refuse(response: ServerResponse, status: number, text: string): void {
    response.writeHead(status, { ...this.#headers, "Content-Type": "text/plain; charset=utf-8" });
    response.end(text);
  }

  get #headers(): Readonly<Record<string, string>> {
    return {
      "Cache-Control": "no-store",
      "Content-Security-Policy": `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self' ws://${this.#host}; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Resource-Policy": "same-origin",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
      "X-Frame-Options": "DENY",
    };
  }

  /** What a request asks for, behind the secret; undefined where it does not know it, or comes from somewhere else. */
  #pathOf({ headers, url = "" }: IncomingMessage): string | undefined {
    // A page of the web whose name was made to lead here still has its own name.
    if (headers.host !== this.#host) return undefined;
    if (headers.origin !== undefined && headers.origin !== this.#origin) return undefined;
    const [, secret, path] = /^\/([^/?]*)\/([^?]*)(?:\?.*)?$/.exec(url) ?? [];
    return isSame(secret ?? "", this.#secret) ? path : undefined;
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // A browser names the page's origin with every WebSocket.
    if (this.#pathOf(request) !== "rpc" || request.headers.origin !== this.#origin) {
      const answer = "HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
      // Without waiting for whoever keeps the other half open.
      socket.end(answer, () => socket.destroy());
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#serve(opened));
  }

  #serve(socket: WebSocket): void {
    const page = new RpcConnection(serverConnection(socket, "the page"), {
      budget: this.#budget,
      lingerMs: LINGER_MS,
      bootstrap: servedConsole({
        places: this.#places,
        captures: () => this.#captures.open(),
        key: this.#key,
      }),
      // What a call of the page's fails with the page is told.
      onError: (error, call) => {
        if (call === undefined || call.hadAnswered) this.#onError(error);
      },
    });
    this.#pages.add(page);
    void page.closed.then(() => this.#pages.delete(page));
  }
}

/** In the same time, however much of it is right. */
function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
