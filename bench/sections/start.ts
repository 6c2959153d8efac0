// start.ts: what being teleoperable costs a program that nobody attaches to: its start, its idle hours, and its logs, where it
// writes them into the directory that is watched.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measureIdle, measureStart } from "../alone/start.ts";
import { PackedProject } from "../packed-project.ts";
import { type Bench, type OpenSection, over, type Section, scaled, type Values } from "../section.ts";

const more = "more than an empty program, the least of the starts";

export const start: Section = {
  name: "start",
  title: "Armed, and nobody attaches",
  figures: [
    { key: "start.arm_ms", title: `until armed, ${more}`, unit: "ms", bar: { atMost: 8 } },
    { key: "start.arm_rss_mb", title: `resident, ${more}`, unit: "MB", bar: { atMost: 8 } },
    { key: "start.arm_private_mb", title: "of that, its own", unit: "MB" },
    { key: "start.register.arm_ms", title: "by teleop/register, until armed", unit: "ms" },
    { key: "start.register.arm_rss_mb", title: "by teleop/register, resident", unit: "MB" },
    { key: "start.register.off_ms", title: "by it, with TELEOP=off", unit: "ms" },
    { key: "start.source.arm_ms", title: "from source, until armed", unit: "ms", bar: { atMost: 20 } },
    {
      key: "idle.wakeups_over_unarmed",
      title: "wake-ups of an idle process that is armed, over one that is not",
      bar: { atMost: 1.1 },
    },
    {
      key: "watch.cpu_over_unarmed",
      title: "processor time to write 10,000 lines of logs where it watches, over unarmed",
      bar: { atMost: 1.02 },
    },
    { key: "watch.cpu_ms", title: "that time, armed", unit: "ms" },
  ],
  open: async (bench) => new Starting(bench, await PackedProject.install()),
};

/** Starts of each program, in a round. */
const RUNS = 8;
const IDLE_SECONDS = 5;
/** Programs that write logs, of each kind, in a round. */
const WRITERS = 8;

class Starting implements OpenSection {
  readonly #bench: Bench;
  readonly #project: PackedProject;

  constructor(bench: Bench, project: PackedProject) {
    this.#bench = bench;
    this.#project = project;
  }

  async round(): Promise<Values> {
    const runs = scaled(this.#bench, RUNS);
    const started = await measureStart(this.#project.folder, { runs, imports: false });
    const idle = await measureIdle(scaled(this.#bench, IDLE_SECONDS));
    const writing = await this.#writeLogs();
    return {
      "start.arm_ms": started.arm_ms.min,
      "start.arm_rss_mb": started.arm_rss_mb.min,
      "start.arm_private_mb": started.arm_private_mb.min,
      "start.register.arm_ms": started.register.arm_ms.min,
      "start.register.arm_rss_mb": started.register.arm_rss_mb.min,
      "start.register.off_ms": started.register.off_ms.min,
      "start.source.arm_ms": started.source.arm_ms.min,
      "idle.wakeups_over_unarmed": over(idle.wakeups.armed, idle.wakeups.unarmed),
      "watch.cpu_over_unarmed": over(writing.armed, writing.unarmed),
      "watch.cpu_ms": writing.armed,
    };
  }

  /** Milliseconds of processor time, the least that it took: what came in between only adds to it. */
  async #writeLogs(): Promise<{ readonly armed: number; readonly unarmed: number }> {
    const least = { armed: Number.POSITIVE_INFINITY, unarmed: Number.POSITIVE_INFINITY };
    for (let run = 0; run < scaled(this.#bench, WRITERS); run++) {
      for (const kind of ["armed", "unarmed"] as const) {
        least[kind] = Math.min(least[kind], await writeLogs(kind));
      }
    }
    return least;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#project[Symbol.asyncDispose]();
  }
}

async function writeLogs(kind: "armed" | "unarmed"): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "teleop-bench-"));
  try {
    const program = join(import.meta.dirname, "../peers/log-writer.ts");
    const child = Bun.spawn([process.execPath, program, kind], {
      cwd: folder,
      env: { ...process.env, TMPDIR: folder, XDG_RUNTIME_DIR: folder },
      stdin: "ignore",
      stdout: "pipe",
      stderr: "inherit",
    });
    const microseconds = Number(await child.stdout.text());
    if (!(microseconds > 0)) throw new Error(`${program} ended with ${await child.exited}`);
    await child.exited;
    return microseconds / 1000;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
