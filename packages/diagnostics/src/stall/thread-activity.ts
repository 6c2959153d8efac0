// thread-activity.ts: what the main thread of this process does while it is stuck, as the system sees it from another.
import { readSystemFile } from "../process/system-files.ts";

export interface ThreadActivity {
  readonly state: "unknown" | "computing" | "waiting";
  /** The share of the time since the first look that it has been computing; -1 where it is not told. */
  readonly processor: number;
  /** The function of the kernel that it waits in; empty where it does not, or is not told. */
  readonly waitsIn: string;
}

export const UNKNOWN_ACTIVITY: ThreadActivity = { state: "unknown", processor: -1, waitsIn: "" };

/**
 * Looks again and again, at one stall. Where it cannot, such as for want of a file descriptor, nothing is known that time: an
 * error would end the thread that looks, which has a stall to tell of.
 */
export function watchThread(read?: (path: string) => string | undefined): () => ThreadActivity {
  let watch: ThreadWatch | undefined;
  return () => {
    try {
      watch ??= new ThreadWatch(read);
      return watch.look(performance.now());
    } catch {
      return UNKNOWN_ACTIVITY;
    }
  };
}

/** Looks again and again, at one stall. The share is told from the second look on. */
export class ThreadWatch {
  readonly #read: (path: string) => string | undefined;
  readonly #folder: string;
  #first: { readonly at: number; readonly computed: number } | undefined;

  /** @param read reads a file of /proc; undefined where there is none. */
  constructor(read: (path: string) => string | undefined = readSystemFile) {
    this.#read = read;
    // The thread that a process begins with has its PID, in the numbers of that /proc.
    const tgid = /^Tgid:\s*(\d+)$/m.exec(read("/proc/self/status") ?? "")?.[1] ?? "";
    this.#folder = `/proc/self/task/${tgid}`;
  }

  /**
   * @param now milliseconds of a clock that does not jump.
   * @throws what reading does.
   */
  look(now: number): ThreadActivity {
    const state = /^\d+ \(.*\) (\S)/s.exec(this.#read(`${this.#folder}/stat`) ?? "")?.[1];
    if (state === undefined) return UNKNOWN_ACTIVITY;
    const processor = this.#share(now);
    const waitsIn = this.#read(`${this.#folder}/wchan`) ?? "";
    // JavaScriptCore stops a thread so for a moment, to take a sample of its stack or to collect garbage.
    const isHeld = waitsIn.startsWith("sigsuspend");
    if ((state !== "S" && state !== "D") || isHeld) return { state: "computing", processor, waitsIn: "" };
    return { state: "waiting", processor, waitsIn: waitsIn === "0" ? "" : waitsIn };
  }

  #share(now: number): number {
    const [nanoseconds = ""] = (this.#read(`${this.#folder}/schedstat`) ?? "").split(" ");
    if (!/^\d+$/.test(nanoseconds)) return -1;
    const computed = Number(nanoseconds) / 1e6;
    this.#first ??= { at: now, computed };
    const { at, computed: before } = this.#first;
    return now <= at ? -1 : Math.min(1, Math.max(0, (computed - before) / (now - at)));
  }
}
