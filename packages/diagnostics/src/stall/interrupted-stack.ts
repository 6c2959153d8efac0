// interrupted-stack.ts: where the main thread is while it is stuck, asked from another thread, where the runtime can
// interrupt what runs: Node.js can, and Bun cannot.
import type { Debugger, Session } from "node:inspector";
import { BEAT_FUNCTION } from "./heartbeat.ts";
import type { StackFrame } from "./stall-report.ts";

/** More are not told. */
const DEEPEST = 50;

/**
 * Interrupts the main thread for some milliseconds, tells where it was, and lets it go on. While it waits in the kernel it
 * is interrupted when that returns. A debugger that has stopped it keeps it. To be called in a Worker, once at a time.
 *
 * @returns undefined where the runtime cannot, the thread was not stuck any more, or a debugger has stopped it.
 */
export async function interruptedStack(): Promise<readonly StackFrame[] | undefined> {
  if (!canInterrupt()) return undefined;
  const inspector = await import("node:inspector");
  const session = new inspector.Session();
  session.connectToMainThread();
  const files = new Map<string, string>();
  session.on("Debugger.scriptParsed", ({ params }) => files.set(params.scriptId, params.url));
  try {
    const paused = Promise.withResolvers<Debugger.CallFrame[] | undefined>();
    let isHeld = false;
    let isOurs = false;
    session.on("Debugger.paused", ({ params }) => {
      // To resume is to resume for all sessions. What had stopped before we asked, which is told before the answer, has
      // stopped for another one.
      if (!isOurs) {
        isHeld = true;
        paused.resolve(undefined);
        return;
      }
      // First of all: it stands still until then.
      session.post("Debugger.resume");
      paused.resolve(params.callFrames);
    });
    await post(session, "Debugger.enable");
    if (isHeld) return undefined;
    await post(session, "Debugger.pause", () => {
      isOurs = true;
    });
    const frames = await paused.promise;
    if (frames === undefined) return undefined;
    // What runs first when the event loop goes on again is no culprit.
    if (frames.some(({ functionName }) => functionName === BEAT_FUNCTION)) return undefined;
    return frames.slice(0, DEEPEST).map(({ functionName, url, location }) => ({
      function: functionName,
      file: url || (files.get(location.scriptId) ?? ""),
      line: location.lineNumber + 1,
      column: location.columnNumber === undefined ? 0 : location.columnNumber + 1,
    }));
  } finally {
    // It leaves the debugger, too, and the thread as fast as it was.
    session.disconnect();
  }
}

/** Whether a thread can be interrupted by another. Bun has the functions for it, which fail in the middle. */
export function canInterrupt(): boolean {
  return process.versions.bun === undefined;
}

/** @param answered called at once, before anything that is told after the answer. */
function post(
  session: Session,
  method: "Debugger.enable" | "Debugger.pause",
  answered: () => void = () => {},
): Promise<void> {
  return new Promise((resolve, reject) => {
    session.post(method, (error) => {
      answered();
      if (error === null) resolve();
      else reject(error);
    });
  });
}
