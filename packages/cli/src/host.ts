// host.ts: a place where processes run. Commands know nothing else of it, so that they work wherever a shell reaches.
import type { AttachOptions, Target } from "@teleop/defaults";
import type { Announcement, ArmedProcess, Ending } from "@teleop/discovery";
import type { BridgePlace } from "@teleop/transport-via/bridge";
import type { Check } from "./doctor/check.ts";

/**
 * A place where processes run: this machine, or one that a command leads to. Made by `hostsOf()`. Disposing it ends what
 * leads there, if it was begun.
 */
export interface Host extends AsyncDisposable {
  /** What it is called in a table; empty for this machine, when there is no other. */
  readonly label: string;

  /** Which rendezvous of a target the command line names. */
  readonly rendezvous: string | undefined;

  /**
   * The processes that can be attached to, or may be, as far as this user sees them, in the order of their PIDs.
   *
   * @throws the reason of `options.signal`; TeleopError where the place cannot be reached.
   */
  list(options?: HostAbortOptions): Promise<readonly ProcessRow[]>;

  /**
   * The same as it changes: at first all have appeared.
   *
   * @throws what `list()` throws.
   */
  watch(options?: HostAbortOptions): AsyncIterable<ProcessChange>;

  /**
   * Attaches to a process of this place. The target is the caller's, to be disposed.
   *
   * @throws what `attach()` of `@teleop/defaults` throws.
   */
  attach(pid: number, options?: HostAttachOptions): Promise<Target>;

  /**
   * Why a process of this place can be attached to, or not: one check after the other, as they are made.
   *
   * @throws TeleopError `INVALID_ARGUMENT` for what cannot be a PID; the reason of `options.signal`.
   */
  doctor(pid: number, options?: HostAbortOptions): AsyncIterable<Check>;

  /**
   * The PID that a file of this place holds.
   *
   * @throws TeleopError `NO_SUCH_PROCESS` where there is no such file, or no PID in it.
   */
  pidFromFile(path: string, options?: HostAbortOptions): Promise<number>;

  /** What a bridge to this place serves; only of this machine. */
  openPlace?(): Promise<BridgePlace>;
}

export type HostAbortOptions = Pick<AttachOptions, "signal">;

/** What a command may ask of an attach beside what the command line says; how long it may take is from there. */
export interface HostAttachOptions extends Pick<AttachOptions, "signal" | "services" | "rpc"> {
  /**
   * The rendezvous of a Worker of the process, such as the debugger's, which answers while the main thread does not. It
   * is bound already, so that nothing wakes it.
   */
  readonly worker?: string | undefined;
  /** Instead of the one that the command line names. */
  readonly rendezvous?: string | undefined;
}

/** What is different from the look before. */
export interface ProcessChange {
  readonly appeared: readonly ProcessRow[];
  /** Those that say something else of themselves by now, or are in another state. */
  readonly changed: readonly ProcessRow[];
  /** As they were seen last. They have ended, or are armed no more. */
  readonly disappeared: readonly ProcessRow[];
  /** Of those that have disappeared, now or before, which have ended. Missing where the teleop of the place is older. */
  readonly ended?: readonly EndedRow[] | undefined;
}

/** A process that has ended, as it was seen last. */
export interface EndedRow {
  readonly process: ProcessRow;
  readonly ending: Ending;
}

/** A process as `teleop ps` shows it. All text in it is of others: `printable()` before it is shown. */
export interface ProcessRow {
  readonly pid: number;
  /** The process that started it, or adopted it. */
  readonly parent: number | undefined;
  /** What it calls itself, or the name of its program. */
  readonly name: string;
  /** Its arguments, the program first; empty where the system does not tell. */
  readonly command: readonly string[];
  /** "possibly": it shows what armed processes show, and others may, too. */
  readonly armed: "certainly" | "possibly";
  // What follows is missing where the teleop of the place is older.
  /** What shows that it is armed. */
  readonly sign?: string | undefined;
  /** Its effective user. */
  readonly user?: number | undefined;
  /** On Windows, instead of that: the security identifier of its user. */
  readonly sid?: string | undefined;
  /** "stopped" by a signal, "traced" when a debugger has stopped it: then it does not answer. */
  readonly state?: ArmedProcess["state"] | undefined;
  /** When it started, in milliseconds of `Date.now()` of that place. */
  readonly startedAt?: number | undefined;
  /** Whether it lives in a container, seen from where it was listed. */
  readonly contained?: boolean | undefined;
  /** What it says of itself, for each rendezvous. */
  readonly announcements?: readonly Announcement[] | undefined;
  /** The user by the name that the place has for it. */
  readonly userName?: string | undefined;
  /** For how long it had run when this was made, in milliseconds. */
  readonly uptimeMs?: number | undefined;
  /** Its parent, the parent of that, and so on, armed or not. */
  readonly ancestors?: readonly number[] | undefined;
}
