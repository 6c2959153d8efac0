// sigquit-guard.ts: decides what a SIGQUIT is: an attach, one that came too late, or what it would be without us.
import { type AttachLookout, DirectoryMarks, ignoresSigquit, WrappedAttachFiles } from "@teleop/core/plugin";

/** Who is asked at each SIGQUIT. */
export interface SigquitWatch extends AttachLookout {
  /** Told when SIGQUIT came without an attach file, and the process goes on because one may have been there. */
  spared(): void;
}

/**
 * From now on, each SIGQUIT makes the watch look, until the dispose. In the main thread only.
 *
 * SIGQUIT then has a handler for as long as the process lives, since a client's signal may come late. One that comes
 * without a client does what it would have done without us: it is left to the application where that handles it, is
 * ignored where it was when we came, and else ends the process.
 */
export function guardSigquit(watch: SigquitWatch): Disposable {
  return (guardHere() ?? installGuard()).add(watch);
}

/** The one guard of the process, also for another copy of this module: the key stands for this very interface. */
interface Guard {
  add(watch: SigquitWatch): Disposable;
}

const GUARD: unique symbol = Symbol.for("teleop.sigquit-guard.1") as never;

type GuardHandler = (() => void) & { readonly [GUARD]: Guard };

function isGuard(listener: object): listener is GuardHandler {
  return GUARD in listener;
}

function guardHere(): Guard | undefined {
  return process.listeners("SIGQUIT").find(isGuard)?.[GUARD];
}

function installGuard(): Guard {
  // Before there is a handler: that one would hide it.
  const guard = new SigquitGuard(ignoresSigquit() === true);
  guard.install();
  return guard;
}

class SigquitGuard implements Guard {
  readonly #wasIgnored: boolean;
  readonly #watches = new Set<SigquitWatch>();
  readonly #marks = new DirectoryMarks(["."]);
  readonly #wrapped = new WrappedAttachFiles();
  readonly #handler: GuardHandler;
  #doubtUntil = Number.NEGATIVE_INFINITY;

  constructor(wasIgnored: boolean) {
    this.#wasIgnored = wasIgnored;
    this.#handler = Object.assign(() => this.#decide(), { [GUARD]: this });
  }

  install(): void {
    this.#toFront();
    process.on("newListener", (event: string | symbol, listener: object) => {
      if (event === "SIGQUIT" && !isGuard(listener)) queueMicrotask(() => this.#toFront());
    });
  }

  add(watch: SigquitWatch): Disposable {
    this.#watches.add(watch);
    return {
      [Symbol.dispose]: () => {
        if (!this.#watches.delete(watch)) return;
        // A client that was about a moment ago may have sent a signal that is still on its way.
        const { found, doubtUntil } = watch.look();
        this.#doubt(found ? performance.now() + DOUBT_MS : doubtUntil);
      },
    };
  }

  #decide(): void {
    const watches = [...this.#watches];
    const looks = watches.map((watch) => watch.look());
    if (looks.some(({ found }) => found)) return;
    const now = performance.now();
    const wasInDoubt = now < this.#doubtUntil;
    for (const { doubtUntil } of looks) this.#doubt(doubtUntil);
    // Nothing is armed any more, but clients may not know.
    if (watches.length === 0) this.#doubt(now + DOUBT_MS - this.#marks.sinceChange());
    if (this.#wrapped.isOneThere()) this.#doubt(now + DOUBT_MS);
    if (now >= this.#doubtUntil) {
      this.#leaveToOthers();
      return;
    }
    // Signals that were sent while JavaScript was busy come all at once, and are one as far as we can tell.
    this.#doubt(now + TOGETHER_MS);
    if (wasInDoubt) return;
    for (const watch of watches) watch.spared();
  }

  #doubt(until: number): void {
    this.#doubtUntil = Math.max(this.#doubtUntil, until);
  }

  /**
   * While the application's handlers are called ours is not among them: libraries end the process by the signal
   * if they find no handler but their own.
   */
  #leaveToOthers(): void {
    process.off("SIGQUIT", this.#handler);
    if (process.listenerCount("SIGQUIT") === 0) {
      // Without any handler it is the default action. It spares only what is the first process of a PID namespace.
      if (!this.#wasIgnored) process.kill(process.pid, "SIGQUIT");
      this.#toFront();
    } else {
      queueMicrotask(() => this.#toFront());
    }
  }

  /** Ahead of the application's handlers: one for once is gone from the list when it has been called. */
  #toFront(): void {
    process.off("SIGQUIT", this.#handler);
    process.prependListener("SIGQUIT", this.#handler);
  }
}

/** How long, in milliseconds, signals of a client may still come after its file was there. */
const DOUBT_MS = 10_000;

const TOGETHER_MS = 1_000;
