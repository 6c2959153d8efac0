// attach.ts: `bun run bench attach` measures attaches to the first reply: cold, to a target that is armed and was never
// attached to, each to a target of its own, with and without preload; warm, to one that listens already.
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { attach, Echo } from "teleop";
import { type Spread, spread } from "../spread.ts";
import { Target } from "../target.ts";
import type { AloneOptions, Outcome } from "./outcome.ts";

/** Milliseconds. */
export interface AttachFigures {
  readonly cold_ms: Spread;
  /** To targets that have loaded beforehand what an attach needs. */
  readonly cold_preloaded_ms: Spread;
  readonly warm_ms: Spread;
}

/** The first attaches of this process are not counted: a client that lives has its code compiled. */
const WARM_UPS = 5;

/** @param project in which the packages are installed that the target is to use. Without one it uses the source. */
export async function measureAttaches(targets: number, project?: string): Promise<AttachFigures> {
  const program = project === undefined ? TARGET : join(project, "attach-target.ts");
  if (program !== TARGET) copyFileSync(TARGET, program);
  const cold: number[] = [];
  const preloaded: number[] = [];
  const warm: number[] = [];
  for (let round = 0; round < targets + WARM_UPS; round++) {
    await using target = await Target.start([process.execPath, program]);
    await using ready = await Target.start([process.execPath, program, "preload"]);
    cold.push(await firstReply(target.pid));
    preloaded.push(await firstReply(ready.pid));
    warm.push(await firstReply(target.pid));
  }
  const counted = (values: readonly number[]): Spread => spread(values.slice(WARM_UPS));
  return { cold_ms: counted(cold), cold_preloaded_ms: counted(preloaded), warm_ms: counted(warm) };
}

async function firstReply(pid: number): Promise<number> {
  const begun = performance.now();
  await using target = await attach(pid);
  using echo = target.service("echo", Echo);
  await echo.echo({ message: "hello!" });
  return performance.now() - begun;
}

const TARGET = join(import.meta.dir, "../peers/attach-target.ts");

export function attachTable({ cold_ms, cold_preloaded_ms, warm_ms }: AttachFigures): string {
  const row = (title: string, { min, median, max }: AttachFigures["cold_ms"]) =>
    title.padEnd(18) + [min, median, max].map((value) => value.toFixed(1).padStart(10)).join("");
  const heads = "attach, ms".padEnd(18) + ["min", "median", "max"].map((head) => head.padStart(10)).join("");
  return [heads, row("cold", cold_ms), row("cold, preloaded", cold_preloaded_ms), row("warm", warm_ms)].join(
    "\n",
  );
}

export async function run({ targets }: AloneOptions): Promise<Outcome> {
  const attach = await measureAttaches(targets);
  return { figures: { attach }, text: attachTable(attach) };
}
