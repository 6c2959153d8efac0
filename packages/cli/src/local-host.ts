// local-host.ts: the processes of this machine. What only some commands need is loaded by them.
import { constants, open } from "node:fs/promises";
import { messageOf, TeleopError } from "@teleop/core/basics";
import type { Target } from "@teleop/defaults";
import type { BridgePlace } from "@teleop/transport-via/bridge";
import type { CommonFlags } from "./common-flags.ts";
import type { Check } from "./doctor/check.ts";
import type { Host, HostAbortOptions, HostAttachOptions, ProcessChange, ProcessRow } from "./host.ts";

/** How to wake a target, how long an attach may take, and which rendezvous of a target. */
export type LocalHostOptions = Pick<CommonFlags, "attacher" | "timeout" | "rendezvous">;

/** This machine. It holds nothing. */
export class LocalHost implements Host {
  readonly label = "";
  readonly #options: LocalHostOptions;

  constructor(options: LocalHostOptions) {
    this.#options = options;
  }

  get rendezvous(): string | undefined {
    return this.#options.rendezvous;
  }

  async list({ signal }: HostAbortOptions = {}): Promise<readonly ProcessRow[]> {
    const { listProcesses } = await import("./local-processes.ts");
    return await listProcesses(this.#options.rendezvous, signal);
  }

  async *watch({ signal }: HostAbortOptions = {}): AsyncGenerator<ProcessChange, void> {
    const { watchProcesses } = await import("./local-processes.ts");
    yield* watchProcesses(this.#options.rendezvous, signal);
  }

  async attach(pid: number, { worker, rendezvous, ...options }: HostAttachOptions = {}): Promise<Target> {
    const { attacher, timeout } = this.#options;
    const [{ attach }, { attacherOf }] = await Promise.all([
      import("@teleop/defaults"),
      import("./attachers.ts"),
    ]);
    const met =
      worker === undefined
        ? { attacher: attacherOf(attacher), name: rendezvous ?? this.rendezvous }
        : { attacher: attacherOf("dummy"), name: worker };
    return await attach(pid, { ...options, ...met, timeout });
  }

  async *doctor(pid: number, { signal }: HostAbortOptions = {}): AsyncGenerator<Check, void> {
    const [{ diagnose }, { defaultTransport }, { attacherOf }] = await Promise.all([
      import("./doctor/diagnose.ts"),
      import("@teleop/defaults"),
      import("./attachers.ts"),
    ]);
    yield* diagnose(pid, {
      attacher: attacherOf(this.#options.attacher),
      transport: defaultTransport(),
      name: this.#options.rendezvous,
      signal,
      attach: (which) => this.attach(which, { signal }),
    });
  }

  async pidFromFile(path: string): Promise<number> {
    let text: string;
    try {
      text = await beginningOf(path);
    } catch (error) {
      const message = `the pid file ${path} cannot be read: ${messageOf(error)}`;
      throw new TeleopError("NO_SUCH_PROCESS", message, { path, cause: error });
    }
    const pid = /^\s*(\d+)\s*$/.exec(text)?.[1];
    if (pid !== undefined) return Number(pid);
    throw new TeleopError("NO_SUCH_PROCESS", `there is no PID in the file ${path}`, { path });
  }

  async openPlace(): Promise<BridgePlace> {
    const { placeOf } = await import("./local-place.ts");
    return placeOf(this, this.#options);
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}

/** A PID, and what stands around it. */
const MOST_PID_BYTES = 1_024;

/** Nothing of it is waited for: what is named may be a pipe, or have no end. */
async function beginningOf(path: string): Promise<string> {
  await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const { bytesRead, buffer } = await file.read(new Uint8Array(MOST_PID_BYTES), 0, MOST_PID_BYTES);
  return new TextDecoder().decode(buffer.subarray(0, bytesRead));
}
