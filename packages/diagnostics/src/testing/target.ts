// target.ts: the target of these tests, in a process and directories of its own, and clients of it.
import { dummy } from "@teleop/attacher-dummy";
import { type Directories, makeDirectories, TargetProcess } from "@teleop/conformance";
import { openSession } from "@teleop/core";
import { type CapnpSession, capnp } from "@teleop/rpc-capnp/teleop";
import { processSockets } from "./sockets.ts";
import type { TargetCommand, TargetOptions, TargetReport } from "./target-program.ts";

/** Disposing kills it, waits for its end, and removes its directories. */
export class TestTarget extends TargetProcess<TargetCommand, TargetReport> {
  readonly directories: Directories;

  private constructor(directories: Directories, options: TargetOptions) {
    super(new URL("./target-program.ts", import.meta.url), {
      ...directories,
      args: [JSON.stringify(options)],
      stderr: "ignore",
    });
    this.directories = directories;
  }

  /**
   * Resolves when it can be attached to.
   */
  static async start(options: TargetOptions = {}): Promise<TestTarget> {
    const target = new TestTarget(makeDirectories(), options);
    await target.next("ready");
    return target;
  }

  /** The session is the caller's, to be disposed. */
  attach(options: { readonly name?: string | undefined } = {}): Promise<CapnpSession> {
    return attachTo(this.pid, options);
  }

  override async [Symbol.asyncDispose](): Promise<void> {
    await super[Symbol.asyncDispose]();
    this.directories[Symbol.dispose]();
  }
}

export function attachTo(
  pid: number,
  options: { readonly name?: string | undefined } = {},
): Promise<CapnpSession> {
  return openSession(pid, {
    ...options,
    attacher: dummy(),
    transport: processSockets(),
    protocol: capnp(),
  });
}
