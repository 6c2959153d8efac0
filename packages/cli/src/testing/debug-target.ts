// debug-target.ts: a target to be debugged, and what of it a debugger could leave behind.
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { type Directories, makeDirectories, TargetProcess } from "@teleop/conformance";
import { errnoOf } from "@teleop/core/plugin";
import type { DebugCommand, DebugReport } from "./debug-target-program.ts";

/** What a process has open, and what it has of threads. */
export interface Footprint {
  readonly descriptors: readonly string[];
  readonly threads: number;
  /** Ports at which it listens. */
  readonly ports: readonly number[];
  /** What is in its temporary directory. */
  readonly files: readonly string[];
}

/** Disposing kills it, waits for its end, and removes its directories. */
export class DebugTarget extends TargetProcess<DebugCommand, DebugReport> {
  readonly directories: Directories;

  private constructor(directories: Directories) {
    super(new URL("./debug-target-program.ts", import.meta.url), { ...directories });
    this.directories = directories;
  }

  /** Resolves when it is armed. */
  static async start(): Promise<DebugTarget> {
    const target = new DebugTarget(makeDirectories());
    await target.next("ready");
    return target;
  }

  /** Resolves once its function has been called again, with what it is then. */
  async goesOn(): Promise<DebugReport & { readonly report: "ticking" }> {
    this.send({ do: "tick" });
    return await this.next("ticking");
  }

  footprint(): Footprint {
    const descriptors = readdirSync(`/proc/${this.pid}/fd`).map((fd) => linkOf(`/proc/${this.pid}/fd/${fd}`));
    const sockets = new Set(descriptors.map((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1]));
    const listening = readFileSync("/proc/net/tcp", "utf8")
      .split("\n")
      .map((row) => row.trim().split(/\s+/))
      .filter((row) => row[3] === "0A" && sockets.has(row[9]));
    return {
      descriptors,
      threads: readdirSync(`/proc/${this.pid}/task`).length,
      ports: listening.map((row) => Number.parseInt(row[1]?.split(":")[1] ?? "", 16)),
      files: readdirSync(this.directories.tmp).sort(),
    };
  }

  override async [Symbol.asyncDispose](): Promise<void> {
    await super[Symbol.asyncDispose]();
    this.directories[Symbol.dispose]();
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch (error) {
    // It was closed meanwhile.
    if (errnoOf(error) === "ENOENT") return "";
    throw error;
  }
}
