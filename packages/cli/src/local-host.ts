// local-host.ts: the processes of this machine.
import { readFile } from "node:fs/promises";
import { dummy } from "@teleop/attacher-dummy";
import { type Attacher, connect, TeleopError } from "@teleop/core";
import { messageOf } from "@teleop/core/plugin";
import { type AttachOptions, attach, defaultAttacher, defaultTransport, type Target } from "@teleop/defaults";
import { type ArmedProcess, list } from "@teleop/discovery";
import type { BridgePlace } from "@teleop/transport-via/bridge";
import { answerTo, followUp } from "./bridge-questions.ts";
import type { Check } from "./doctor/check.ts";
import { diagnose } from "./doctor/diagnose.ts";
import type { Host, HostAbortOptions, HostAttachOptions, ProcessRow } from "./host.ts";

export interface LocalHostOptions {
  readonly attacher?: Attacher | undefined;
  /** How long an attach may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Which rendezvous of a target. */
  readonly rendezvous?: string | undefined;
}

/** This machine. It holds nothing. */
export class LocalHost implements Host {
  readonly label = "";
  readonly #options: LocalHostOptions;

  constructor(options: LocalHostOptions) {
    this.#options = options;
  }

  async list({ signal }: HostAbortOptions = {}): Promise<readonly ProcessRow[]> {
    const { rendezvous } = this.#options;
    const armed = await list({ signal });
    // Whoever says nothing of itself may have it.
    const isMeant = ({ announcements }: ArmedProcess): boolean =>
      rendezvous === undefined ||
      announcements.length === 0 ||
      announcements.some((said) => said.rendezvous === rendezvous);
    return armed.filter(isMeant).map(rowOf);
  }

  attach(pid: number, { worker, ...options }: HostAttachOptions = {}): Promise<Target> {
    const { attacher, timeoutMs: timeout, rendezvous } = this.#options;
    const met = worker === undefined ? { attacher, name: rendezvous } : { attacher: dummy(), name: worker };
    return attach(pid, { ...options, ...met, timeout } satisfies AttachOptions);
  }

  doctor(pid: number, { signal }: HostAbortOptions = {}): AsyncIterable<Check> {
    const { attacher = defaultAttacher(), rendezvous: name } = this.#options;
    const attachTo = (which: number): Promise<Target> => this.attach(which, { signal });
    return diagnose(pid, { attacher, transport: defaultTransport(), name, signal, attach: attachTo });
  }

  /** What a bridge serves: the same, for who asks over it. */
  get place(): BridgePlace {
    const { attacher = defaultAttacher(), rendezvous } = this.#options;
    const transport = defaultTransport();
    return {
      attach: ({ pid, name = rendezvous }, options) =>
        connect(pid, { ...options, attacher, transport, name }),
      connect: ({ pid, name = rendezvous }, options) => transport.connect({ pid, name }, options),
      ask: (question, argument, options) => answerTo(this, question, argument, options),
      follow: (question, argument, options) => followUp(this, question, argument, options),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {}

  async pidFromFile(path: string): Promise<number> {
    let text: string;
    try {
      text = await readFile(path, "utf8");
    } catch (error) {
      throw new TeleopError("NO_SUCH_PROCESS", `the pid file ${path} cannot be read: ${messageOf(error)}`, {
        path,
        cause: error,
      });
    }
    const pid = /^\s*(\d+)\s*$/.exec(text)?.[1];
    if (pid !== undefined) return Number(pid);
    throw new TeleopError("NO_SUCH_PROCESS", `there is no PID in the file ${path}`, { path });
  }
}

function rowOf({ startTime: _, ...shown }: ArmedProcess): ProcessRow {
  return shown;
}
