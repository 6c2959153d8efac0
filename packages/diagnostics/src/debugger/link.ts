// link.ts: the two ways to the inspector from a Worker, which goes on while the main thread stands still at a breakpoint.
import type { Session } from "node:inspector";

/** A connection to the inspector. Disposing it closes it; `closed` of its handler is called then, too. */
export interface Link extends Disposable {
  /** @param message of the Chrome DevTools Protocol, as JSON. */
  send(message: string): void;
}

export interface LinkHandler {
  message(text: string): void;
  /** Called once. @param reason why, where it was not we who closed it. */
  closed(reason?: string): void;
}

/**
 * Through `inspector.Session`, as Node.js has it: nothing listens anywhere.
 *
 * @returns undefined where the session of this runtime does not reach the main thread's debugger, as in Bun.
 */
export async function linkBySession(handler: LinkHandler): Promise<Link | undefined> {
  const { Session } = await import("node:inspector");
  const session = new Session();
  session.connectToMainThread();
  const reaches = await new Promise<boolean>((resolve) => {
    session.post("Schema.getDomains", (error) => resolve(error === null));
  });
  if (!reaches) {
    session.disconnect();
    return undefined;
  }
  let isOpen = true;
  session.on("inspectorNotification", (notification) => handler.message(JSON.stringify(notification)));
  return {
    send: (text) => void post(session, text, (answer) => isOpen && handler.message(answer)),
    [Symbol.dispose]() {
      if (!isOpen) return;
      isOpen = false;
      session.disconnect();
      handler.closed();
    },
  };
}

/** Sends a message as a session takes it, and gives the answer as a socket would. */
function post(session: Session, text: string, answer: (text: string) => void): void {
  const { id, method, params } = JSON.parse(text) as { id?: number; method?: string; params?: object };
  session.post(String(method), params, (error, result) => {
    answer(JSON.stringify(error === null ? { id, result } : { id, error: protocolError(error) }));
  });
}

/** Node.js says `Inspector error -32601: 'X.y' wasn't found`. */
function protocolError({ message }: Error): { readonly code: number; readonly message: string } {
  const [, code, words] = /^Inspector error (-?\d+): (.*)$/s.exec(message) ?? [];
  return { code: Number(code ?? -32000), message: words ?? message };
}

/** Through the WebSocket at which the inspector listens. Resolves when it is open. @throws Error where it cannot be. */
export async function linkBySocket(url: string, handler: LinkHandler): Promise<Link> {
  const socket = new WebSocket(url);
  const opened = Promise.withResolvers<void>();
  let isClosing = false;
  socket.onopen = () => opened.resolve();
  socket.onmessage = ({ data }) => handler.message(String(data));
  socket.onclose = ({ code, reason }) => {
    const why = `the inspector closed the connection (${[code, reason].join(" ").trim()})`;
    opened.reject(new Error(why));
    handler.closed(isClosing ? undefined : why);
  };
  await opened.promise;
  return {
    send: (text) => socket.send(text),
    [Symbol.dispose]() {
      isClosing = true;
      socket.close();
    },
  };
}
