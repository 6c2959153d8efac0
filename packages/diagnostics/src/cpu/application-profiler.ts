// application-profiler.ts: lets the application have the profiler of its process whenever it asks for it, as if nobody else
// used it. In Bun all inspector sessions of a process share one profiler: a session that ends stops it, whoever began.
import type { Session } from "node:inspector";

type SessionClass = typeof Session;

/** Marks the sessions of teleop, whichever copy of a package made them. */
const OURS = Symbol.for("teleop.profiler-session");

/** A session that is not the application's. It is connected. */
export function ownSession(type: SessionClass): Session {
  const session = new type();
  Object.defineProperty(session, OURS, { value: true });
  session.connect();
  return session;
}

/** What a session of the application's says when it is about to use the profiler, or to stop it. */
const CLAIMS: ReadonlySet<unknown> = new Set([
  "Profiler.start",
  "Profiler.stop",
  "Profiler.disable",
  "Profiler.setSamplingInterval",
]);

/**
 * Calls `onClaim` before a session of the application's does something to the profiler, once; what it does then, it does to
 * a profiler that nobody uses. Sessions are as they were when this is disposed.
 */
export function watchApplication(type: SessionClass, onClaim: () => void): Disposable {
  const { prototype } = type;
  const { post, disconnect } = prototype;
  let isWatching = true;
  const claim = (session: Session): void => {
    if (!isWatching || OURS in session) return;
    isWatching = false;
    onClaim();
  };
  function watchedPost(this: Session, ...args: Parameters<Session["post"]>): void {
    if (CLAIMS.has(args[0])) claim(this);
    Reflect.apply(post, this, args);
  }
  function watchedDisconnect(this: Session): void {
    claim(this);
    Reflect.apply(disconnect, this, []);
  }
  Object.assign(prototype, { post: watchedPost, disconnect: watchedDisconnect });
  return {
    [Symbol.dispose]() {
      isWatching = false;
      // Somebody may have put theirs in front of ours: then ours stays behind it, and does nothing.
      if (prototype.post === watchedPost) prototype.post = post;
      if (prototype.disconnect === watchedDisconnect) prototype.disconnect = disconnect;
    },
  };
}
