// attach.ts: `bun run bench attach` measures attaches to the first reply: cold, to a target that is armed and was never
// attached to, each to a target of its own; warm, to one that listens already.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { attach, Echo } from "teleop";

/** Milliseconds. */
export interface AttachFigures {
  readonly cold_ms: Spread;
  readonly warm_ms: Spread;
}

interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** The first attaches of this process are not counted: a client that lives has its code compiled. */
const WARM_UPS = 5;

export async function measureAttaches(targets: number): Promise<AttachFigures> {
  const cold: number[] = [];
  const warm: number[] = [];
  for (let round = 0; round < targets + WARM_UPS; round++) {
    await using target = await Target.start();
    cold.push(await firstReply(target.pid));
    warm.push(await firstReply(target.pid));
  }
  return { cold_ms: spread(cold.slice(WARM_UPS)), warm_ms: spread(warm.slice(WARM_UPS)) };
}

async function firstReply(pid: number): Promise<number> {
  const begun = performance.now();
  await using target = await attach(pid);
  using echo = target.service("echo", Echo);
  await echo.echo({ message: "hello!" });
  return performance.now() - begun;
}

/** A process that is armed, in a working directory and a temporary directory of its own. */
class Target implements AsyncDisposable {
  readonly #folder: string;
  readonly #child: Bun.Subprocess<"pipe", "pipe", "inherit">;

  private constructor() {
    this.#folder = mkdtempSync(join(tmpdir(), "teleop-bench-"));
    this.#child = Bun.spawn([process.execPath, join(import.meta.dir, "peers", "attach-target.ts")], {
      cwd: this.#folder,
      env: { ...process.env, TMPDIR: this.#folder },
      stdin: "pipe",
      stdout: "pipe",
      stderr: "inherit",
    });
  }

  static async start(): Promise<Target> {
    const target = new Target();
    for await (const _ready of target.#child.stdout) return target;
    throw new Error("the target ended before it was armed");
  }

  get pid(): number {
    return this.#child.pid;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#child.stdin.end();
    await this.#child.exited;
    rmSync(this.#folder, { recursive: true });
  }
}

function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (index: number): number => Number((sorted[index] ?? Number.NaN).toFixed(2));
  return { min: at(0), median: at(sorted.length >> 1), max: at(sorted.length - 1) };
}
