// place.ts: where the processes run that a console shows. The command gives its own places, which are this machine and
// those that a bridge leads to; a console knows nothing else of them.
import type { Client, Interface } from "@teleop/rpc-capnp/schema";

/** A place where processes run. It stays whoever's it is that gives it to a console. */
export interface Place {
  /** What it is called; empty for this machine. Of several places each has another. */
  readonly label: string;

  /**
   * The processes that can be attached to, or may be, as they come and go: at first all have appeared.
   *
   * @throws where the place cannot be reached: it is tried again, as one is that ends by itself.
   */
  watch(options?: { readonly signal?: AbortSignal | undefined }): AsyncIterable<PlaceChange>;

  /** Attaches to a process of this place, as `attach()` of `@teleop/defaults` does. The target is the caller's. */
  attach(pid: number, options?: PlaceAttachOptions): Promise<PlaceTarget>;
}

export interface PlaceAttachOptions {
  readonly signal?: AbortSignal | undefined;
  /** The name of one of the process's rendezvous; the usual one if absent. */
  readonly rendezvous?: string | undefined;
  /** Instead, that of a Worker of the process, which is bound already: nothing is to wake it. */
  readonly worker?: string | undefined;
}

/** A process that a console is attached to. Disposing it detaches. */
export interface PlaceTarget extends AsyncDisposable {
  /** Settles when the connection is over: undefined when both sides ended in order, else the reason. Never rejects. */
  readonly closed: Promise<Error | undefined>;
  /** A service of the process, to be called at once. The caller disposes the stub. */
  service<Stub extends Client>(name: string, type: Interface<Stub>): Stub;
}

/** What is different from the look before. */
export interface PlaceChange {
  readonly appeared: readonly PlaceProcess[];
  readonly changed: readonly PlaceProcess[];
  /** As they were seen last. */
  readonly disappeared: readonly PlaceProcess[];
  /** Of those that have disappeared, now or before, which have ended, and how; missing where the place does not tell. */
  readonly ended?: readonly EndedPlaceProcess[] | undefined;
}

export interface EndedPlaceProcess {
  /** As it was seen last. */
  readonly process: PlaceProcess;
  readonly ending:
    | { readonly how: "exited"; readonly code: number }
    | { readonly how: "killed"; readonly signal: string; readonly dumpedCore: boolean }
    | { readonly how: "unknown" };
}

/** A process as its place shows it. What is missing is not known. */
export interface PlaceProcess {
  readonly pid: number;
  readonly name: string;
  /** Its arguments, the program first; empty where the system does not tell. */
  readonly command: readonly string[];
  /** "possibly": it shows what armed processes show, and others may, too. */
  readonly armed: "certainly" | "possibly";
  readonly sign?: string | undefined;
  /** "stopped" by a signal, "traced" when a debugger has stopped it. */
  readonly state?: string | undefined;
  readonly parent?: number | undefined;
  /** Its effective user. */
  readonly user?: number | undefined;
  readonly userName?: string | undefined;
  /** When it started, in milliseconds of `Date.now()` of that place. */
  readonly startedAt?: number | undefined;
  readonly contained?: boolean | undefined;
  /** Its parent, the parent of that, and so on. */
  readonly ancestors?: readonly number[] | undefined;
  readonly announcements?: readonly PlaceAnnouncement[] | undefined;
}

/** What a process says of itself, for one rendezvous. */
export interface PlaceAnnouncement {
  readonly rendezvous?: string | undefined;
  readonly attacher: string;
  readonly transport: string;
  /** The names of what it offers; undefined where that is decided only when somebody attaches. */
  readonly services?: readonly string[] | undefined;
  readonly versions: Readonly<Record<string, string>>;
  /** An object that JSON can hold. */
  readonly metadata: object;
}
