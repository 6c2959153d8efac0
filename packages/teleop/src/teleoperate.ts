// teleoperate.ts: the target's side in one call: this process offers its services to whoever may attach.
import {
  type Attacher,
  type AttachmentOptions,
  listen,
  type ServeOptions,
  serve,
  type Transport,
} from "@teleop/core";
import { type CapnpOptions, capnp, type Services } from "@teleop/rpc-capnp/teleop";
import { defaultAttacher, defaultTransport } from "./defaults.ts";

export interface TeleoperateOptions
  extends Omit<AttachmentOptions, "attacher" | "transport">,
    Omit<ServeOptions, "onEvent"> {
  /** What to offer, by name. Each service is made when somebody asks for it first, once, for all who attach. */
  readonly services: Services;
  /** How to be woken; the platform's default if absent. Clients must use the same. */
  readonly attacher?: Attacher | undefined;
  /** UNIX sockets if absent. Clients must use the same. */
  readonly transport?: Transport | undefined;
  /** Limits and hooks of the RPC connections. */
  readonly rpc?: Omit<CapnpOptions, "services"> | undefined;
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
}

/**
 * Makes this process teleoperable. It is armed when this returns, and costs nothing until somebody attaches. It never
 * keeps the process alive.
 *
 * @throws TeleopError as `listen()` of `@teleop/core` does; RangeError for a limit that is not a positive integer;
 *   TypeError for a service that is not a function.
 */
export function teleoperate(options: TeleoperateOptions): Teleoperation {
  const {
    services,
    attacher = defaultAttacher(),
    transport = defaultTransport(),
    rpc,
    handshakeTimeout,
    ...attachmentOptions
  } = options;
  using unwind = new DisposableStack();
  const protocol = unwind.use(capnp({ ...rpc, services }));
  const attachment = listen({ ...attachmentOptions, attacher, transport });
  const service = serve(attachment, protocol, { onEvent: options.onEvent, handshakeTimeout });
  unwind.move();

  let disposed: Promise<void> | undefined;
  const dispose = async (): Promise<void> => {
    // Last in, first out: nobody new comes in, then the conversations end, then the services go.
    await using stack = new AsyncDisposableStack();
    stack.use(protocol);
    stack.use(service);
    stack.use(attachment);
  };
  return {
    attacher: attacher.name,
    get address() {
      return attachment.address;
    },
    [Symbol.asyncDispose]: () => (disposed ??= dispose()),
  };
}
