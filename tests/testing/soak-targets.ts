// soak-targets.ts: the targets of a soak run, each in its place; one that is killed is followed by the next.
import { readdirSync, rmSync, unlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Directories, TargetProcess } from "@teleop/conformance";
import { attachFileName, isMissing, socketName } from "@teleop/core/plugin";
import type { AttacherName } from "./attachers.ts";
import type { BesiegedCommand, BesiegedReport } from "./besieged-program.ts";
import type { Holdings } from "./holdings.ts";

const program = new URL("./besieged-program.ts", import.meta.url);

type Process = TargetProcess<BesiegedCommand, BesiegedReport>;

/** A place for a target. Only a mortal one is killed; the other lives through the whole run, to be measured. */
export class SoakTarget {
  readonly attacher: AttacherName;
  readonly isMortal: boolean;
  readonly #directories: Directories;
  #process: Process;
  /** Resolves when the first one is ready. */
  readonly ready: Promise<unknown>;
  #isBeingReplaced = false;

  constructor(attacher: AttacherName, isMortal: boolean, directories: Directories) {
    this.attacher = attacher;
    this.isMortal = isMortal;
    this.#directories = directories;
    this.#process = this.#spawn();
    this.ready = this.#process.next("ready");
  }

  get pid(): number {
    return this.#process.pid;
  }

  /** The present one ends, at once or in order, and the next is started; unless that is under way already. */
  async replace(how: "killed" | "in order"): Promise<void> {
    if (this.#isBeingReplaced) return;
    this.#isBeingReplaced = true;
    const last = this.#process;
    if (how === "killed") last.kill("SIGKILL");
    const ended = how === "killed" ? last.exited() : last.end();
    this.#process = this.#spawn();
    await Promise.all([ended, this.#process.next("ready")]);
    this.#isBeingReplaced = false;
  }

  async freeze(ms: number): Promise<void> {
    const frozen = this.#process;
    frozen.kill("SIGSTOP");
    await Bun.sleep(ms);
    frozen.kill("SIGCONT");
  }

  removeSocket(): void {
    removeIfThere(join(this.#directories.tmp, socketName(this)));
  }

  /** As a client leaves it that is killed. */
  leaveAttachFile(): void {
    const path = join(this.#directories.cwd, attachFileName(this));
    try {
      writeFileSync(path, "", { flag: "wx", mode: 0o600 });
    } catch (error) {
      // A client is attaching just now.
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
  }

  get socket(): string {
    return join(this.#directories.tmp, socketName(this));
  }

  async measure(): Promise<Holdings> {
    this.#process.send({ do: "measure" });
    return await this.#process.next("holdings");
  }

  /** @returns its exit code. */
  end(): Promise<number> {
    return this.#process.end();
  }

  #spawn(): Process {
    const args = [JSON.stringify({ attacher: this.attacher })];
    return new TargetProcess(program, { ...this.#directories, args });
  }
}

/**
 * Makes what killed processes left look as if nobody had needed it for a minute.
 *
 * @returns where it is.
 */
export function ageLeftovers({ cwd, tmp }: Directories): string[] {
  const minuteAgo = Date.now() / 1000 - 60;
  const left = [cwd, tmp].flatMap((directory) =>
    readdirSync(directory)
      .filter((name) => /^\.teleop_(attach|pid|new)_/.test(name))
      .map((name) => join(directory, name)),
  );
  for (const path of left) utimesSync(path, minuteAgo, minuteAgo);
  return left;
}

export function removePrivateDirectories({ tmp }: Directories): void {
  rmSync(join(tmp, `.teleop_${process.geteuid?.()}`), { recursive: true, force: true });
}

function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}
