// teleoperate.ts: the target's side in one call: this process offers its services to whoever may attach.
import {
  type Attacher,
  type AttachmentOptions,
  type EventSink,
  listen,
  type Protocol,
  type ProtocolLoader,
  type ServeOptions,
  type Service,
  serve,
  TeleopError,
  type Transport,
} from "@teleop/core";
import {
  callHook,
  Evaluation,
  eventSink,
  offSwitch,
  requireFunction,
  requireOptions,
  show,
  Unwind,
} from "@teleop/core/plugin";
import {
  announce as announceProcess,
  type DiscoveryOptions,
  requireDiscoveryOptions,
} from "@teleop/discovery/announce";
import { preloadReflection } from "@teleop/reflection";
import {
  type CapnpLoader,
  type CapnpOptions,
  type CapnpSession,
  capnpLater,
  type Services,
  type ServicesLoader,
} from "@teleop/rpc-capnp/later";
import { defaultAttacher, defaultTransport } from "./defaults.ts";
import { withReflection } from "./with-reflection.ts";

export interface TeleoperateOptions
  extends Omit<AttachmentOptions, "attacher" | "transport" | "turnAway" | "makeRoom" | "onSignaled">,
    Omit<ServeOptions, "onEvent"> {
  /**
   * What to offer, by name. Each service is made when somebody asks for it first, once, for all who attach.
   *
   * Or a function that loads what to offer when somebody attaches first, `() => import("./services.ts")`, of a module
   * that exports `services`. What such a file holds then is what is loaded: where a deployment may replace or remove the
   * files of a process that runs, set `preload`. Loading that fails, or takes longer than half of `handshakeTimeout`, is
   * reported as "failed", the client is told why, and the next attach calls the function again.
   */
  readonly services: Services | ServicesLoader;
  /**
   * Tells who attaches which services there are, what they do and how they are called: the service `reflection`, unless
   * `services` has one of that name. It is loaded when somebody asks for it, and makes no service that nobody asks for.
   * Default true.
   */
  readonly reflection?: boolean | undefined;
  /**
   * Loads now, in the background, what is needed when somebody attaches: the transport's part, the protocol, and the
   * services that are to be loaded. The first attach need not wait for it then, and nothing that happens to files, or to
   * the right to read them, after `preloaded` matters. Default false: it is loaded at the first attach, and a process
   * that nobody attaches to never loads it.
   */
  readonly preload?: boolean | undefined;
  /** How to be woken; the platform's default if absent. Clients must use the same. */
  readonly attacher?: Attacher | undefined;
  /** How bytes travel; the default of the platform if absent. Clients must use the same. */
  readonly transport?: Transport | undefined;
  /**
   * What else to say of this process to who lists those that can be attached to, as `teleop ps` does: a name for people,
   * metadata, and, where `services` is a function, which names it will give. `false`: it says nothing, and leaves no
   * record. See `@teleop/discovery`.
   */
  readonly discovery?: DiscoveryOptions | false | undefined;
  /** Limits and hooks of the RPC connections. */
  readonly rpc?: Omit<CapnpOptions, "services"> | undefined;
  /**
   * Told of each client that was let in, before anything of it is read: to use services that the client offers in
   * turn, to look at what it does, or to detach it by disposing the session. What this throws is reported as "failed",
   * and the session goes on.
   */
  readonly onAttach?: ((client: CapnpSession) => void) | undefined;
}

/**
 * A process that is teleoperable. Disposing, any number of times, disarms, closes the listener, removes what is on
 * disk, ends the conversations and releases the services.
 */
export interface Teleoperation extends AsyncDisposable {
  /** The attacher's name. */
  readonly attacher: string;
  /** Where it listens; undefined until somebody attaches. */
  readonly address: string | undefined;
  /**
   * Resolves when all that `preload` loads is there, or was reported as "failed"; at once without `preload`. Never
   * rejects. To be waited for before the process becomes a user who may not read the program's files.
   */
  readonly preloaded: Promise<void>;
}

/**
 * Makes this process teleoperable. It is armed when this returns, with no port, timer or thread until somebody attaches.
 *
 * It never keeps the process alive, and it lasts until it is disposed or the process ends; nobody needs to hold what
 * this returns. Mind that `await using` at the top of a module disposes when the last statement of that module is done:
 * it suits a module whose last statement waits for the program's work. Elsewhere, call this without `using`.
 *
 * With `bun --hot`, the first call after a reload ends what was there before it: clients that are attached are
 * disconnected, and the new version answers.
 *
 * @throws TeleopError as `listen()` of `@teleop/core` does: `INVALID_ARGUMENT` for a bad option, without services, and
 *   for one that is not a function; `UNSUPPORTED_PLATFORM`; the reason of `options.signal` if it is already aborted.
 */
export function teleoperate(options: TeleoperateOptions): Teleoperation {
  requireOptions(options);
  const {
    services,
    reflection = true,
    attacher = defaultAttacher(),
    transport = defaultTransport(),
    rpc,
    handshakeTimeout,
    onAttach,
    preload = false,
    discovery = {},
    ...attachmentOptions
  } = options;
  if ((typeof services !== "object" || services === null) && typeof services !== "function") {
    throw new TeleopError(
      "INVALID_ARGUMENT",
      "teleoperate() needs services: { echo: () => Echo.server({ … }) }",
    );
  }
  if (typeof preload !== "boolean") {
    throw new TeleopError("INVALID_ARGUMENT", `preload must be true or false, not ${show(preload)}`);
  }
  if (typeof reflection !== "boolean") {
    throw new TeleopError("INVALID_ARGUMENT", `reflection must be true or false, not ${show(reflection)}`);
  }
  requireFunction("onAttach", onAttach);
  requireFunction("onEvent", options.onEvent);
  if (rpc !== undefined) requireOptions(rpc);
  if (discovery !== false) requireDiscoveryOptions(discovery);
  const { onEvent, signal, giveWay } = options;
  const report = eventSink(onEvent);
  // Its conversations too, which an attachment that is disposed alone leaves going on.
  evaluation.endEarlier();
  const offered = reflection ? withReflection(services) : services;
  using unwind = new Unwind();
  const protocol = unwind.use(
    capnpLater({
      onBudgetUsedUp: (reason) => report({ type: "degraded", by: "capnp", reason }),
      ...rpc,
      services: offered,
      onError: errorHook(rpc?.onError, report),
    }),
  );
  const announced = onAttach === undefined ? protocol : announceLater(protocol, onAttach, report);
  const attachment = listen({
    ...attachmentOptions,
    attacher,
    transport,
    turnAway: protocol.refuse,
    makeRoom: (newcomer) => service.makeRoom(newcomer),
    onSignaled: () => {
      // While the transport binds.
      void service.preload();
      record?.renew();
    },
  });
  const failed = (error: unknown): void => report({ type: "failed", by: "teleoperate", error });
  let service: Service;
  try {
    service = serve(attachment, announced, { onEvent, handshakeTimeout });
  } catch (error) {
    attachment[Symbol.asyncDispose]().then(undefined, failed);
    throw error;
  }
  unwind.move();
  const isArmed = offSwitch(process.env) === undefined && signal?.aborted !== true;
  const record =
    discovery === false || !isArmed
      ? undefined
      : announceProcess({
          ...discovery,
          attacher: attacher.name,
          transport: transport.name,
          rendezvous: options.name,
          services: namesOf(offered, reflection, discovery),
          cleanupSignals: options.cleanupSignals,
          onEvent: report,
        });
  const preloadAll = async (): Promise<void> => {
    if (!preload || offSwitch(process.env) !== undefined) return;
    const outcomes = await Promise.allSettled([
      service.preload(),
      (async () => transport.preload?.())(),
      reflection ? preloadReflection() : undefined,
    ]);
    for (const outcome of outcomes) if (outcome.status === "rejected") failed(outcome.reason);
  };

  let disposed: Promise<void> | undefined;
  const dispose = async (): Promise<void> => {
    held[Symbol.dispose]();
    record?.[Symbol.dispose]();
    signal?.removeEventListener("abort", disposeOnAbort);
    // Last in, first out: nobody new comes in, then the conversations end, then the services go.
    await using _protocol = protocol;
    await using _service = service;
    await using _attachment = attachment;
  };
  const disposeOnAbort = (): void => {
    disposed ??= dispose();
    disposed.catch(failed);
  };
  signal?.addEventListener("abort", disposeOnAbort, { once: true });
  const teleoperation: Teleoperation = {
    attacher: attacher.name,
    preloaded: preloadAll(),
    get address() {
      return attachment.address;
    },
    [Symbol.asyncDispose]: () => (disposed ??= dispose()),
  };
  const held = giveWay === undefined ? evaluation.hold(teleoperation) : NOT_HELD;
  return teleoperation;
}

/** What is said of what is offered: of what is loaded later only the application knows the names. */
function namesOf(
  offered: Services | ServicesLoader,
  reflection: boolean,
  { services }: DiscoveryOptions,
): readonly string[] | undefined {
  if (typeof offered === "object") return Object.keys(offered);
  if (services === undefined || !reflection || services.includes("reflection")) return services;
  return [...services, "reflection"];
}

/** What gives way to the program outlives its reloads. */
const NOT_HELD: Disposable = { [Symbol.dispose]: () => {} };

// Without arguments: only such a call does a bundler leave out where nothing needs it.
const evaluation = /*#__PURE__*/ (() => new Evaluation(`teleoperate of ${import.meta.url}`))();

/** Makes events of errors: what a method threw is told to its caller, too; of the others nobody else hears. */
function errorHook(onError: CapnpOptions["onError"], report: EventSink): CapnpOptions["onError"] {
  return (error, call) => {
    if (call !== undefined && !call.hadAnswered) {
      const { address, peer, method } = call;
      report({ type: "threw", protocol: "capnp", address, peer, interface: call.interface, method, error });
    } else if (onError === undefined) {
      const by = call === undefined ? "capnp" : `${call.interface}.${call.method}`;
      report({ type: "failed", by, error });
    }
    return onError?.(error, call);
  };
}

/** The same protocol, once it is loaded, whose sessions the application hears of. */
function announceLater(
  loader: CapnpLoader,
  onAttach: (client: CapnpSession) => void,
  report: EventSink,
): ProtocolLoader<CapnpSession> {
  const announced = (protocol: Protocol<CapnpSession>) => announce(protocol, onAttach, report);
  return {
    ...loader,
    load: async () => announced(await loader.load()),
    loaded: () => {
      const protocol = loader.loaded?.();
      return protocol === undefined ? undefined : announced(protocol);
    },
  };
}

function announce(
  protocol: Protocol<CapnpSession>,
  onAttach: (client: CapnpSession) => void,
  report: EventSink,
): Protocol<CapnpSession> {
  return {
    name: protocol.name,
    open(connection) {
      const session = protocol.open(connection);
      // The hook's mistake is not the client's.
      callHook(
        () => onAttach(session),
        (error) => report({ type: "failed", by: "onAttach", error }),
      );
      return session;
    },
  };
}
