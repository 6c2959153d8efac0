// bridged-host.ts: the processes of another machine or container, by way of a command that leads to a shell there.
import { TeleopError } from "@teleop/core";
import { attach, type Target } from "@teleop/defaults";
import type { Announcement, Ending } from "@teleop/discovery";
import { type ViaTransport, via } from "@teleop/transport-via";
import type { Check } from "./doctor/check.ts";
import type {
  EndedRow,
  Host,
  HostAbortOptions,
  HostAttachOptions,
  ProcessChange,
  ProcessRow,
} from "./host.ts";

export interface BridgedHostOptions {
  /** What it is called in tables: the command as it was given. */
  readonly label: string;
  /** The words that start the bridge there. */
  readonly bridge: readonly string[];
  /** How long an attach may take, in milliseconds, once the bridge is there. */
  readonly timeoutMs: number;
  /** Which rendezvous of a target. */
  readonly rendezvous?: string | undefined;
}

/** What a person needs to type a password. An attach that has longer may begin later, too. */
const START_MS = 30_000;

/** A place that a command leads to. The command runs from the first use on, until this is disposed. */
export class BridgedHost implements Host {
  readonly label: string;
  readonly #options: BridgedHostOptions;
  readonly #transport: ViaTransport;

  /** @param command its words. */
  constructor(command: readonly string[], options: BridgedHostOptions) {
    this.label = options.label;
    this.#options = options;
    this.#transport = via(command, {
      bridge: options.bridge,
      idleMs: Number.POSITIVE_INFINITY,
      startTimeout: Math.max(START_MS, options.timeoutMs),
    });
  }

  get rendezvous(): string | undefined {
    return this.#options.rendezvous;
  }

  async list({ signal }: HostAbortOptions = {}): Promise<readonly ProcessRow[]> {
    return this.#require("list", await this.#transport.ask("list", null, { signal }), isRows);
  }

  async *watch({ signal }: HostAbortOptions = {}): AsyncGenerator<ProcessChange, void> {
    for await (const change of this.#transport.follow("watch", null, { signal })) {
      yield this.#require("watch", change, isChange);
    }
  }

  async attach(pid: number, { worker, rendezvous, ...options }: HostAttachOptions = {}): Promise<Target> {
    const { timeoutMs: timeout } = this.#options;
    const name = worker ?? rendezvous ?? this.rendezvous;
    await this.#transport.ready({ signal: options.signal });
    return await attach(pid, { ...options, transport: this.#transport, timeout, name });
  }

  async *doctor(pid: number, { signal }: HostAbortOptions = {}): AsyncGenerator<Check, void> {
    for await (const check of this.#transport.follow("doctor", pid, { signal })) {
      yield this.#require("doctor", check, isCheck);
    }
  }

  async pidFromFile(path: string, { signal }: HostAbortOptions = {}): Promise<number> {
    return this.#require("pidFromFile", await this.#transport.ask("pidFromFile", path, { signal }), isPid);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#transport[Symbol.asyncDispose]();
  }

  /** What comes from elsewhere may come from another version, or from something else altogether. */
  #require<T>(question: string, answer: unknown, isRight: (answer: unknown) => answer is T): T {
    if (isRight(answer)) return answer;
    throw new TeleopError(
      "BRIDGE_MISMATCH",
      `${this.label}: the answer to ${question} is not understood: is the teleop there of another version?`,
    );
  }
}

function isCheck(answer: unknown): answer is Check {
  if (typeof answer !== "object" || answer === null) return false;
  const { check, state, finding, advice, code } = answer as Partial<Record<keyof Check, unknown>>;
  return (
    typeof check === "string" &&
    typeof state === "string" &&
    ["ok", "warning", "failed", "skipped"].includes(state) &&
    typeof finding === "string" &&
    (advice === undefined || typeof advice === "string") &&
    (code === undefined || typeof code === "string")
  );
}

function isPid(answer: unknown): answer is number {
  return isUint32(answer) && answer > 0;
}

function isRows(answer: unknown): answer is readonly ProcessRow[] {
  return Array.isArray(answer) && answer.every(isRow);
}

function isChange(answer: unknown): answer is ProcessChange {
  if (typeof answer !== "object" || answer === null) return false;
  const {
    appeared,
    changed,
    disappeared,
    ended = [],
  } = answer as Partial<Record<keyof ProcessChange, unknown>>;
  return isRows(appeared) && isRows(changed) && isRows(disappeared) && isListOf(ended, isEnded);
}

function isEnded(told: unknown): told is EndedRow {
  if (typeof told !== "object" || told === null) return false;
  const { process, ending } = told as Partial<Record<keyof EndedRow, unknown>>;
  return isRow(process) && isEnding(ending);
}

function isEnding(told: unknown): told is Ending {
  if (typeof told !== "object" || told === null) return false;
  const { how, code, signal, dumpedCore } = told as Record<string, unknown>;
  switch (how) {
    case "exited":
      return Number.isInteger(code);
    case "killed":
      return isText(signal) && typeof dumpedCore === "boolean";
    default:
      return how === "unknown";
  }
}

function isRow(row: unknown): row is ProcessRow {
  if (typeof row !== "object" || row === null) return false;
  const of = row as Partial<Record<keyof ProcessRow, unknown>>;
  const { pid, name, command, armed, announcements = [], ancestors = [] } = of;
  return (
    isPid(pid) &&
    isText(name) &&
    isListOf(command, isText) &&
    (armed === "certainly" || armed === "possibly") &&
    [of.sign, of.sid, of.state, of.userName].every(isTextOrMissing) &&
    [of.parent, of.user].every((id) => id === undefined || isUint32(id)) &&
    [of.startedAt, of.uptimeMs].every((time) => time === undefined || isTime(time)) &&
    (of.contained === undefined || typeof of.contained === "boolean") &&
    isListOf(announcements, isAnnouncement) &&
    isListOf(ancestors, isUint32)
  );
}

function isAnnouncement(said: unknown): said is Announcement {
  if (typeof said !== "object" || said === null) return false;
  const {
    rendezvous,
    attacher,
    transport,
    services = [],
    versions = {},
  } = said as Partial<Record<keyof Announcement, unknown>>;
  return (
    [rendezvous, attacher, transport].every(isTextOrMissing) &&
    isListOf(services, isText) &&
    typeof versions === "object" &&
    versions !== null &&
    Object.values(versions).every(isText)
  );
}

function isListOf(value: unknown, isRight: (element: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every((element) => isRight(element));
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isTextOrMissing(value: unknown): boolean {
  return value === undefined || isText(value);
}

/** As ids of processes and users are, 0 included: the parent of the first process. */
function isUint32(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value < 2 ** 32;
}

/** Milliseconds that a Date can hold; before the epoch where somebody has set the clock. */
function isTime(value: unknown): boolean {
  return typeof value === "number" && Math.abs(value) <= LATEST_MS;
}

const LATEST_MS = 8.64e15;
