// crowd.ts: many processes that do nothing, of which this one says that they are armed: far cheaper than as many that do so
// themselves.
import { entryOwner, processFacts } from "@teleop/core/plugin";
import { RECORD_VERSION, type RecordText, RUNTIME_FOLDER } from "../record.ts";
import { unixPrivacy, type WrittenRecord, writeRecord } from "../write-record.ts";

/** Disposing ends them, waits for that, and removes their records. */
export class Crowd implements AsyncDisposable {
  readonly pids: readonly number[];
  readonly #shell: ReturnType<typeof startShell>;
  readonly #records: readonly WrittenRecord[];

  private constructor(shell: ReturnType<typeof startShell>, pids: readonly number[], runtime: string) {
    this.#shell = shell;
    this.pids = pids;
    this.#records = pids.map((pid) => announceFor(pid, runtime));
  }

  /** @param runtime what their XDG_RUNTIME_DIR names, which is there. */
  static async start(count: number, runtime: string): Promise<Crowd> {
    const shell = startShell(count, runtime);
    const pids = (await shell.stdout.text()).trim().split("\n").map(Number);
    return new Crowd(shell, pids, runtime);
  }

  /** They live on, and are armed no more. */
  disarm(): void {
    for (const record of this.#records) record.remove();
  }

  /** Resolves when all have ended, and have been waited for. */
  async end(): Promise<void> {
    await this.#shell.stdin.end();
    await this.#shell.exited;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end();
    this.disarm();
  }
}

/** It tells the PIDs of those that it has started, which read until there is nothing more to come. */
function startShell(count: number, runtime: string) {
  const script = `exec 3<&0; for _ in $(seq ${count}); do cat <&3 >/dev/null & echo $!; done; exec >&-; wait`;
  const env = { ...process.env, XDG_RUNTIME_DIR: runtime };
  return Bun.spawn(["sh", "-c", script], { env, stdin: "pipe", stdout: "pipe", stderr: "inherit" });
}

function announceFor(pid: number, runtime: string): WrittenRecord {
  const { namespace } = entryOwner({ pid });
  const startTime = processFacts(pid)?.startTime;
  if (startTime === undefined) throw new Error(`process ${pid} has ended already`);
  // Which program it runs is not said.
  const owner = { pid, namespace, startTime, image: "0", thread: 0, name: "" };
  const said: RecordText = {
    teleop: RECORD_VERSION,
    name: undefined,
    pid,
    namespace,
    startTime,
    rendezvous: undefined,
    attacher: "inotify",
    transport: "none",
    services: [],
    versions: {},
    command: ["cat"],
    metadata: {},
  };
  const place = { base: runtime, folder: RUNTIME_FOLDER, isPrivate: true };
  return writeRecord([place], owner, JSON.stringify(said), unixPrivacy(process.geteuid?.() ?? 0));
}
