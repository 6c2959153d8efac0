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
  #opening: Promise<{ readonly server: CapturesServer; readonly captures: Captures }> | undefined;

  /** What pages are served. It stays this object's. */
  async open(): Promise<Captures> {
    this.#opening ??= openCaptures();
    return (await this.#opening).captures;
  }

  /** Answers a request for a capture, with these headers and its own. Never rejects. */
  async send(
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
    headers: Readonly<Record<string, string>>,
  ): Promise<void> {
    const download = (await this.#opening)?.server.download(path);
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
    if (this.#opening === undefined) return;
    const { captures } = await this.#opening;
    captures[Symbol.dispose]();
  }
}

async function openCaptures() {
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
