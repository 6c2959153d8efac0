// vat.ts: objects and calls for tests of the engine, without schemas: a number, a text and capabilities each way.
import {
  type Capability,
  type Dispatcher,
  type IncomingCall,
  type InterfaceId,
  localCapability,
  type OutgoingCall,
  type PayloadBuilder,
  type PayloadReader,
  type PendingCall,
  RpcError,
} from "@teleop/rpc-capnp";

export const testInterface: InterfaceId = { low: 0x12345678, high: 0x9abcdef0 };

/** What goes over in params and results: one data word, a text, and two capabilities; `bytes` of ballast. */
export interface Message {
  readonly number?: number | undefined;
  readonly text?: string | undefined;
  readonly capability?: Capability | undefined;
  readonly other?: Capability | undefined;
  readonly bytes?: number | undefined;
}

/** Paths of the two capabilities. */
export const capabilityPath = [1] as const;
export const otherPath = [2] as const;

export function write(payload: PayloadBuilder, message: Message): void {
  const { segment, at } = payload.content;
  const struct = payload.message.initStruct(segment, at, 1, 4);
  const start = payload.message.offset;
  struct.view.setUint32(start, message.number ?? 0, true);
  if (message.text !== undefined) payload.message.setText(struct, start + 8, message.text);
  if (message.capability !== undefined) {
    payload.message.setCapability(struct, start + 16, payload.addCapability(message.capability));
  }
  if (message.other !== undefined) {
    payload.message.setCapability(struct, start + 24, payload.addCapability(message.other));
  }
  if (message.bytes !== undefined) payload.message.initData(struct, start + 32, message.bytes);
}

/** Params or results as a test reads them. Whoever gets one disposes it. */
export class Received implements Disposable {
  readonly number: number;
  readonly text: string;
  readonly #payload: PayloadReader;
  readonly #indexes: readonly [number, number];

  constructor(payload: PayloadReader) {
    this.#payload = payload;
    const struct = payload.content.struct();
    this.number = struct?.uint32(0) ?? 0;
    this.text = struct?.text(0) ?? "";
    this.#indexes = [struct?.capability(1) ?? -1, struct?.capability(2) ?? -1];
  }

  /** A new reference. */
  get capability(): Capability {
    return this.#payload.capability(this.#indexes[0]);
  }
  /** A new reference. */
  get other(): Capability {
    return this.#payload.capability(this.#indexes[1]);
  }

  [Symbol.dispose](): void {
    this.#payload[Symbol.dispose]();
  }
}

/** A call under way: its pending call, and its results as a promise. */
export interface Call extends PromiseLike<Received> {
  readonly pending: PendingCall;
  /** Resolves with the results; rejects with the RpcError. Never settles if the call is canceled. */
  readonly results: Promise<Received>;
  pipeline(path: readonly number[]): Capability;
  cancel(): void;
}

export function call(
  target: Capability,
  methodId: number,
  message: Message | ((payload: PayloadBuilder) => void) = {},
  options: Pick<OutgoingCall, "streaming" | "pipelining"> = {},
): Call {
  const { promise, resolve, reject } = Promise.withResolvers<Received>();
  // Not every test looks at every call.
  promise.catch(() => {});
  const pending = target.call({
    interfaceId: testInterface,
    methodId,
    params: typeof message === "function" ? message : (payload) => write(payload, message),
    returned: (results) => {
      try {
        resolve(new Received(results));
      } catch (error) {
        results[Symbol.dispose]();
        reject(error);
      }
    },
    failed: reject,
    ...options,
  });
  return {
    pending,
    results: promise,
    // biome-ignore lint/suspicious/noThenProperty: a call is awaited like a promise.
    then: (onFulfilled, onRejected) => promise.then(onFulfilled, onRejected),
    pipeline: (path) => pending.pipeline(path),
    cancel: () => pending[Symbol.dispose](),
  };
}

/** Calls, waits, and forgets the results. */
export function done(
  target: Capability,
  methodId: number,
  message: Message = {},
): Promise<{ readonly number: number; readonly text: string }> {
  const values = call(target, methodId, message).results.then((received) => {
    using results = received;
    return { number: results.number, text: results.text };
  });
  // A test may look at it only after the call has failed.
  values.catch(() => {});
  return values;
}

/** What it returns belongs to the caller: capabilities are disposed once they are written. */
export type Method = (
  params: Received,
  call: IncomingCall,
) => Message | undefined | Promise<Message | undefined>;

/** An object whose method `n` is the `n`th function. It counts its calls, and tells when it is released. */
export class TestObject implements Dispatcher {
  readonly #methods: readonly Method[];
  readonly #released: PromiseWithResolvers<void> = Promise.withResolvers<void>();
  calls = 0;
  isReleased = false;

  constructor(...methods: Method[]) {
    this.#methods = methods;
  }

  get whenReleased(): Promise<void> {
    return this.#released.promise;
  }

  capability(): Capability {
    return localCapability(this);
  }

  dispatch(_interfaceId: InterfaceId, methodId: number, call: IncomingCall): void | Promise<void> {
    this.calls++;
    const method = this.#methods[methodId];
    if (method === undefined) throw new RpcError("unimplemented", `no method ${methodId}`);
    const results = method(new Received(call.params), call);
    if (results instanceof Promise) {
      return results.then((message) => answer(call, message));
    }
    answer(call, results);
  }

  released(): void {
    this.isReleased = true;
    this.#released.resolve();
  }
}

function answer(call: IncomingCall, message: Message | undefined): void {
  if (message === undefined) return;
  using _capability = message.capability;
  using _other = message.other;
  call.results((payload) => write(payload, message));
}
