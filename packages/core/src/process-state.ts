// process-state.ts: what is true of a process as a whole, whichever copy of this package asks, and of how many there
// are: a program may install several, and `bun --hot` evaluates every module anew.

/** Shared by all copies in one thread. What is added here must be understood by older copies: nothing changes meaning. */
export interface ProcessState {
  /** TMPDIR as the process was started with; `undefined` inside: without. Absent until somebody has read it. */
  initialTmpdir?: { readonly value: string | undefined };
  /** What tells the last /proc whose `status` was read from others, and whether it is of our own PID namespace. */
  proc?: { readonly mount: string; readonly isOwn: boolean };
  /** Functions of libraries that were compiled, by library, name and signature; see libc.ts. */
  foreignFunctions?: Map<string, (...args: unknown[]) => unknown>;
  /** What waits for objects of Windows; see windows-waits.ts. */
  windowsWaits?: { readonly address: bigint; readonly called: Map<number, () => void>; next: number };
  /** By what this thread is told from others, and from those that ran before it: see private-entry.ts. */
  program?: {
    readonly namespace: string | undefined;
    readonly startTime: string | undefined;
    readonly image: string | undefined;
    readonly thread: number | undefined;
  };
  /** The names of the private directories that this thread holds. */
  readonly privateDirectories: Set<string>;
  /** Who is told when the process changes its user or groups; see identity.ts. */
  readonly identityObservers: Set<IdentityObserver>;
  /** What the last evaluation of each module holds; see reload.ts. */
  readonly evaluations: Map<
    string,
    { readonly evaluation: object; readonly resources: Set<AsyncDisposable> }
  >;
  /** Whom to ask to give way, by the name of the rendezvous, "" for the one without; see `giveWay` of listen.ts. */
  provisional?: Map<string, () => void>;
  /** By the event, `exit` or a signal; see exit-cleanup.ts. */
  exitHandlers?: Map<string, ExitHandler>;
  /** How many of those changes are under way, one inside the other. */
  identityChanges: number;
}

/** See {@link observeIdentity}. */
export interface IdentityObserver {
  before(): void;
  after(): void;
}

/** One listener for all who clean up: of more than ten for one event the runtime warns as of a leak. */
export interface ExitHandler {
  /** What to do at the event. Who adds the first one starts it, and who takes the last one away stops it. */
  readonly steps: Set<() => void>;
  readonly start: () => void;
  readonly stop: () => void;
}

/** The state of this thread's process. Made by whoever asks first. */
export function processState(): ProcessState {
  const known = Reflect.get(globalThis, KEY) as ProcessState | undefined;
  if (known !== undefined) return known;
  const made: ProcessState = {
    privateDirectories: new Set(),
    identityObservers: new Set(),
    evaluations: new Map(),
    identityChanges: 0,
  };
  Object.defineProperty(globalThis, KEY, { value: made });
  return made;
}

const KEY: unique symbol = Symbol.for("teleop.process-state") as never;
