// kept-captures.ts: what the server has of captures before there are any: they are loaded when a page first asks for them, and
// downloaded as files.
import type { IncomingMessage, ServerResponse } from "node:http";
import { Captures } from "../../captures.capnp.ts";
import type { CapturesServer } from "./captures.ts";

/** Whether a path, below the address of the page, is that of a capture, if there is one. */
export function isCapture(path: string): boolean {
  return path.startsWith("captures/");
}

/** Disposing it frees all that is kept, once no page holds it any more. */
export class KeptCaptures implements AsyncDisposable {
  readonly #load: () => Promise<Opened>;
  #opening: Promise<Opened> | undefined;

  /** @param load makes what pages are served; asked again where it fails. */
  constructor(load: () => Promise<Opened> = openCaptures) {
    this.#load = load;
  }

  /**
   * What pages are served. It stays this object's.
   *
   * @throws where it cannot be loaded now, as when this process has no descriptor left.
   */
  async open(): Promise<Captures> {
    this.#opening ??= this.#load();
    const opening = this.#opening;
    try {
      return (await opening).captures;
    } catch (error) {
      if (this.#opening === opening) this.#opening = undefined;
      throw error;
    }
  }

  /** Answers a request for a capture, with these headers and its own. Never rejects. */
  async send(
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
    headers: Readonly<Record<string, string>>,
  ): Promise<void> {
    const download = (await this.#opened())?.server.download(path);
    if (download === undefined) {
      response.writeHead(404, { ...headers, "Content-Type": "text/plain; charset=utf-8" });
      response.end("There is no such capture any more: it was discarded.\n");
      return;
    }
    response.writeHead(200, {
      ...headers,
      "Content-Type": "application/octet-stream",
      "Content-Disposition": `attachment; filename="${download.name}"`,
      "Content-Length": download.length,
    });
    if (request.method === "HEAD") response.end();
    else await sendAll(download.read(), response);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    (await this.#opened())?.captures[Symbol.dispose]();
  }

  /** Undefined where nothing is, also since it could not be loaded, which whoever asked for it is told. */
  async #opened(): Promise<Opened | undefined> {
    return await this.#opening?.catch(() => undefined);
  }
}

interface Opened {
  readonly server: CapturesServer;
  readonly captures: Captures;
}

async function openCaptures(): Promise<Opened> {
  const { CapturesServer } = await import("./captures.ts");
  const server = new CapturesServer();
  return { server, captures: Captures.server(server) };
}

/** At the pace of whoever takes it. A download that cannot be ended in order is cut off, so that nobody takes it for whole. */
async function sendAll(chunks: AsyncIterable<Uint8Array>, response: ServerResponse): Promise<void> {
  try {
    for await (const chunk of chunks) {
      if (response.destroyed) return;
      if (!response.write(chunk)) await drained(response);
    }
    response.end();
  } catch {
    response.destroy();
  }
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      response.off("drain", go);
      response.off("close", go);
      resolve();
    };
    response.on("drain", go);
    response.on("close", go);
  });
}
