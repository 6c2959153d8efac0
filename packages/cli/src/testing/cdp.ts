// cdp.ts: a front end for tests: it speaks the Chrome DevTools Protocol over a WebSocket.

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: never;
  readonly result?: never;
  readonly error?: { readonly message: string };
}

/** Disposing closes it, and waits until it is closed. */
export class CdpClient implements AsyncDisposable {
  readonly #socket: WebSocket;
  readonly #closed = Promise.withResolvers<string>();
  readonly #notifications: Message[] = [];
  #waiting: (() => void) | undefined;
  readonly #answers = new Map<number, PromiseWithResolvers<unknown>>();
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.onclose = ({ reason }) => {
      this.#closed.resolve(reason);
      for (const answer of this.#answers.values()) answer.reject(new Error(`closed: ${reason}`));
    };
    socket.onmessage = ({ data }) => this.#take(JSON.parse(String(data)));
  }

  /** @throws Error where it is not let in. */
  static async connect(url: string, options: Bun.WebSocketOptions = {}): Promise<CdpClient> {
    const socket = new WebSocket(url, options);
    const opened = Promise.withResolvers<void>();
    const client = new CdpClient(socket);
    socket.onopen = () => opened.resolve();
    void client.closed.then(() => opened.reject(new Error("not let in")));
    await opened.promise;
    return client;
  }

  /** Resolves with the reason when the other side has closed. */
  get closed(): Promise<string> {
    return this.#closed.promise;
  }

  async ask<Result>(method: string, params: object = {}): Promise<Result> {
    this.#lastId += 1;
    const answer = Promise.withResolvers<unknown>();
    this.#answers.set(this.#lastId, answer);
    this.#socket.send(JSON.stringify({ id: this.#lastId, method, params }));
    return (await answer.promise) as Result;
  }

  /** The first notification that it is, of those that have come since the last one that was asked for. */
  async next<Params>(method: string, is: (params: Params) => boolean = () => true): Promise<Params> {
    for (;;) {
      for (
        let found = this.#notifications.shift();
        found !== undefined;
        found = this.#notifications.shift()
      ) {
        if (found.method === method && is(found.params as Params)) return found.params as Params;
      }
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiting = resolve;
      await promise;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.close();
    await this.#closed.promise;
  }

  #take(message: Message): void {
    if (message.id === undefined) {
      this.#notifications.push(message);
      this.#waiting?.();
      return;
    }
    const answer = this.#answers.get(message.id);
    this.#answers.delete(message.id);
    if (message.error === undefined) answer?.resolve(message.result);
    else answer?.reject(new Error(message.error.message));
  }
}

interface Paused {
  readonly callFrames: readonly { readonly callFrameId: string; readonly functionName: string }[];
}

/** Stops the target at the line that has this text, in the script of this name, and gives the frame in which it stands. */
export async function stopAt(
  client: CdpClient,
  script: string,
  text: string,
): Promise<Paused["callFrames"][0]> {
  await client.ask("Runtime.enable");
  await client.ask("Debugger.enable");
  const parsed = await client.next<{ readonly scriptId: string; readonly url: string }>(
    "Debugger.scriptParsed",
    ({ url }) => url.includes(script),
  );
  const { scriptSource } = await client.ask<{ readonly scriptSource: string }>("Debugger.getScriptSource", {
    scriptId: parsed.scriptId,
  });
  const lineNumber = scriptSource.split("\n").findIndex((line) => line.includes(text));
  await client.ask("Debugger.setBreakpointByUrl", { lineNumber, urlRegex: script });
  const { callFrames } = await client.next<Paused>("Debugger.paused");
  const [frame] = callFrames;
  if (frame === undefined) throw new Error("it stands nowhere");
  return frame;
}
