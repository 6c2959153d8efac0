// places.ts: where a process may have left something: its directories, as the caller reaches them.
import { isAbsolute, join } from "node:path";
import {
  errnoOf,
  innerUid,
  isExhausted,
  mayHang,
  messageOf,
  outOfResources,
  ownProc,
  type ProcessFacts,
  parentDirectory,
  requireAnswer,
  requireTemporaryDirectories,
  resolveInRoot,
  TeleopError,
  targetRoot,
  targetTemporaryDirectories,
  untrusted,
} from "@teleop/core/plugin";
import { initialVariable, RUNTIME_FOLDER, RUNTIME_VARIABLE, temporaryFolder } from "./record.ts";

/** Told of what was not looked at, or not believed. */
export type IgnoredHook = (path: string, reason: string) => void;

/** The directories of one process, or of many that have the same. */
export interface Places {
  /** The user to whom all must belong. */
  readonly owner: number;
  /** Its temporary directories. */
  readonly temporary: readonly string[];
  /** $XDG_RUNTIME_DIR, if it has one. */
  readonly runtime: string | undefined;
  /** Where records may be: in folders of ours in those. */
  readonly records: readonly string[];
  /** Where private directories may be, each of one armed rendezvous. */
  readonly privates: readonly string[];
}

/** Finds the places of processes, those of one kind once. Made for one look at all of them. */
export class PlaceFinder {
  readonly #ignored: IgnoredHook;
  readonly #signal: AbortSignal | undefined;
  readonly #known = new Map<string, Places>();

  constructor(ignored: IgnoredHook, signal: AbortSignal | undefined) {
    this.#ignored = ignored;
    this.#signal = signal;
  }

  /**
   * The places of a process, which can be looked at without waiting for a file system that does not answer: what is on
   * such a one is left out, and told.
   *
   * @throws the reason of the signal; TeleopError `OUT_OF_RESOURCES`.
   */
  async of(facts: ProcessFacts, owner: number): Promise<Places> {
    const { pid } = facts;
    const proc = pid === process.pid ? undefined : ownProc();
    const environ = proc?.read(pid, "environ");
    const named = environ === undefined ? process.env.TMPDIR : initialVariable(environ, "TMPDIR");
    const runtime =
      environ === undefined ? process.env[RUNTIME_VARIABLE] : initialVariable(environ, RUNTIME_VARIABLE);
    // What decides where they are. A relative one depends on where the process works.
    const from = named === undefined || isAbsolute(named) ? "" : `${pid}`;
    const key = JSON.stringify([
      owner,
      proc?.link(pid, "ns/mnt"),
      proc?.link(pid, "root"),
      named,
      from,
      runtime,
    ]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const inner = innerUid(pid, owner);
    const places = await this.#find(pid, owner, inner, named, runtime);
    this.#known.set(key, places);
    return places;
  }

  /** All that it was asked for. */
  found(): readonly Places[] {
    return [...this.#known.values()];
  }

  async #find(
    pid: number,
    owner: number,
    inner: number,
    named: string | undefined,
    runtime: string | undefined,
  ): Promise<Places> {
    const root = targetRoot(pid);
    const isOwn = owner === process.geteuid?.();
    const temporary = await this.#reachable(
      pid,
      async () => {
        if (isOwn) {
          await requireTemporaryDirectories(pid, { signal: this.#signal });
          return;
        }
        requireSafe(`${root}/tmp`);
        if (named === undefined || named === "") return;
        const cwd = isAbsolute(named) ? "" : ownProc()?.link(pid, "cwd");
        if (cwd !== undefined) requireSafe(`${root}${cwd}/${named}`);
      },
      () => targetTemporaryDirectories(pid),
    );
    const ask = async (path: string): Promise<void> => {
      if (isOwn) await requireAnswer(path, { signal: this.#signal });
      else requireSafe(path);
    };
    const runtimes =
      runtime === undefined || !isAbsolute(runtime)
        ? []
        : await this.#reachable(
            pid,
            () => ask(`${root}${runtime}`),
            () => [resolveInRoot(root, runtime)],
          );
    // Whoever was there first may have mounted anything in the place of a folder, also of one that others are to have.
    const answering = async (folders: readonly string[]): Promise<readonly string[]> => {
      const found: string[] = [];
      for (const folder of folders) {
        found.push(
          ...(await this.#reachable(
            pid,
            () => ask(folder),
            () => [folder],
          )),
        );
      }
      return found;
    };
    return {
      owner,
      temporary,
      runtime: runtimes[0],
      records: await answering([
        ...runtimes.map((directory) => join(directory, RUNTIME_FOLDER)),
        ...temporary.map((directory) => join(directory, temporaryFolder(inner))),
      ]),
      privates: await answering(temporary.map((directory) => parentDirectory(directory, inner))),
    };
  }

  /** What a process has chosen for its directories may be anything, and must not keep others from being seen. */
  async #reachable(
    pid: number,
    ask: () => Promise<void>,
    look: () => readonly string[],
  ): Promise<readonly string[]> {
    try {
      await ask();
      return look();
    } catch (error) {
      this.#signal?.throwIfAborted();
      requireSystemError(error);
      const where = error instanceof TeleopError ? error.path : undefined;
      this.#ignored(where ?? `the directories of process ${pid}`, messageOf(error));
      return [];
    }
  }
}

/**
 * Of a file system that another user may serve, who would answer whatever, and whenever, they like, nothing is touched.
 *
 * @throws TeleopError `UNTRUSTED_PATH`.
 */
export function requireSafe(path: string): void {
  if (!mayHang(path)) return;
  throw untrusted(
    path,
    "it is on a file system that has a server",
    "that is asked only for its own user",
    {},
  );
}

/** @throws what is no error of the system's, and what says that it has run out of something: TeleopError `OUT_OF_RESOURCES`. */
export function requireSystemError(error: unknown): void {
  if (isExhausted(error)) throw outOfResources("cannot look at all processes", error);
  const code = errnoOf(error);
  if (code === undefined || code === "OUT_OF_RESOURCES") throw error;
}
