// server.ts: an application's object, called by the engine: params decoded, its method run, its answer encoded.
import { type InterfaceType, type Method, methodProperty, propertyOf } from "@teleop/capnp/capability";
import { RpcError } from "../rpc/exception.ts";
import type { Dispatcher, IncomingCall, InterfaceId, MethodName } from "../rpc/seam.ts";
import { CallContext } from "./context.ts";
import { paramsTypeOf } from "./other-struct.ts";
import { readPayload, readPayloadAs } from "./payload-codec.ts";
import { PayloadReading } from "./payload-reading.ts";

type Implementation = (this: object, params: object, context: CallContext) => unknown;

export class ServerDispatcher implements Dispatcher {
  readonly #type: InterfaceType;
  readonly #server: object;

  constructor(type: InterfaceType, server: object) {
    this.#type = type;
    this.#server = server;
  }

  dispatch(interfaceId: InterfaceId, methodId: number, call: IncomingCall): void | Promise<void> {
    const method = this.#type.method(interfaceId, methodId);
    if (method === undefined) throw unknownMethod(this.#type, interfaceId, methodId);
    const implementation = implementationOf(this.#server, method);
    if (method.results === undefined) call.streaming();
    const reading = new PayloadReading(call.params, false);
    let isRunning = false;
    try {
      const type = paramsTypeOf(implementation, method.params);
      const params = type === undefined ? readPayload(method.params, reading) : readPayloadAs(type, reading);
      reading.finish();
      const context = new CallContext(call, method);
      const answer = implementation.call(this.#server, params, context);
      if (!isPromise(answer)) {
        context.answer(answer);
        return;
      }
      isRunning = true;
      return finish(answer, context, reading);
    } finally {
      if (!isRunning) reading[Symbol.dispose]();
    }
  }

  nameOf(interfaceId: InterfaceId, methodId: number): MethodName | undefined {
    const method = this.#type.method(interfaceId, methodId);
    return method === undefined ? undefined : { interface: method.owner.name, method: method.name };
  }

  released(): void | Promise<void> {
    const server: { [Symbol.dispose]?(): void | Promise<void> } = this.#server;
    return server[Symbol.dispose]?.();
  }
}

async function finish(
  answer: PromiseLike<unknown>,
  context: CallContext,
  reading: PayloadReading,
): Promise<void> {
  try {
    context.answer(await answer);
  } finally {
    reading[Symbol.dispose]();
  }
}

function implementationOf(server: object, method: Method): Implementation {
  const implementation = propertyOf(server, method.property);
  if (typeof implementation === "function") return implementation as Implementation;
  const property =
    method.property === methodProperty(method.name) ? "" : `, as its method ${method.property}`;
  throw new RpcError(
    "unimplemented",
    `this object does not implement ${method.owner.title}.${method.name}${property}`,
  );
}

function unknownMethod(type: InterfaceType, { low, high }: InterfaceId, methodId: number): RpcError {
  const id = ((BigInt(high) << 32n) | BigInt(low)).toString(16).padStart(16, "0");
  const owner = type.lineage.find((ancestor) => ancestor.id === BigInt(`0x${id}`));
  return new RpcError(
    "unimplemented",
    owner === undefined
      ? `this object is a ${type.title} and does not implement interface @0x${id}`
      : `${owner.title} has no method @${methodId} here; the caller's schema may be newer`,
  );
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}
