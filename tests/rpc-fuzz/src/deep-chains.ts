// deep-chains.ts: conversations in which one thing hangs on another, as deep as the peer likes: what no recursion of ours
// may follow.
import type { Capability, IncomingCall } from "@teleop/rpc-capnp";
import type { Literal } from "@teleop/rpc-testing";
import { call, callTo, finishOf, type Message, TestObject, testInterface, write } from "@teleop/rpc-testing";

/** The methods of the object that chains are made with. */
export const Method = {
  wait: 0,
  open: 1,
  break: 2,
  echo: 3,
  self: 4,
  wrap: 5,
  pass: 6,
  hold: 7,
  drop: 8,
  callBack: 9,
};

/** An object with which the peer can build chains. It is export 0 of the vat. */
export class ChainObject extends TestObject {
  constructor() {
    const gates = new Map<number, PromiseWithResolvers<void>>();
    const held: Capability[] = [];
    const gate = (number: number): PromiseWithResolvers<void> => {
      const known = gates.get(number) ?? Promise.withResolvers<void>();
      known.promise.catch(() => {});
      gates.set(number, known);
      return known;
    };
    const methods: Record<keyof typeof Method, (params: Taken, call: IncomingCall) => Given> = {
      /** Waits for `open` or `break` with the same number, or until it is canceled; returns itself, and `capability`. */
      wait: async ({ number, capability: other }, { signal }) => {
        const canceled = new Promise<void>((_, reject) => {
          signal.addEventListener("abort", () => reject(signal.reason), { once: true });
        });
        try {
          await Promise.race([gate(number).promise, canceled]);
        } catch (error) {
          other[Symbol.dispose]();
          throw error;
        }
        return { capability: this.capability(), other };
      },
      open: ({ number }) => {
        gate(number).resolve();
        return {};
      },
      break: ({ number }) => {
        gate(number).reject(new Error("broken"));
        return {};
      },
      echo: ({ capability }) => ({ capability }),
      self: () => ({ capability: this.capability() }),
      /** Returns an object whose method 0 calls that of `capability`, and returns what that returns. */
      wrap: ({ capability }) => ({ capability: new Wrapper(capability).capability() }),
      /** Returns an object that passes calls on to method 0 of `capability`. */
      pass: ({ capability }) => ({ capability: new Passer(capability).capability() }),
      hold: ({ capability }) => {
        held.push(capability);
        return {};
      },
      drop: () => {
        for (const capability of held.splice(0)) capability[Symbol.dispose]();
        return {};
      },
      /** Calls method 0 of `capability`, and returns what that returns. */
      callBack: async ({ capability }) => {
        using results = await call(capability, 0);
        capability[Symbol.dispose]();
        return { capability: results.capability };
      },
    };
    super(
      ...Object.keys(Method).map((name) => (params: Taken, incoming: IncomingCall) => {
        const { number, capability } = params;
        return methods[name as keyof typeof Method]({ number, capability }, incoming);
      }),
    );
  }
}

interface Taken {
  readonly number: number;
  readonly capability: Capability;
}
type Given = Message | Promise<Message>;

/** An object that stands before another, as servers do that check or count calls. */
class Wrapper extends TestObject {
  readonly #inner: Capability;

  constructor(inner: Capability) {
    super();
    this.#inner = inner;
  }

  override dispatch(
    _interface: typeof testInterface,
    _method: number,
    incoming: IncomingCall,
  ): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const pending = this.#inner.call({
      interfaceId: testInterface,
      methodId: 0,
      params: (payload) => write(payload, {}),
      returned: (results) => {
        using capability = results.capability(0);
        incoming.results((payload) => write(payload, { capability }));
        results[Symbol.dispose]();
        resolve();
      },
      failed: reject,
    });
    incoming.signal.addEventListener("abort", () => {
      pending[Symbol.dispose]();
      reject(incoming.signal.reason);
    });
    return promise;
  }

  override released(): void {
    this.#inner[Symbol.dispose]();
  }
}

class Passer extends TestObject {
  readonly #inner: Capability;

  constructor(inner: Capability) {
    super();
    this.#inner = inner;
  }

  override dispatch(interfaceId: typeof testInterface, methodId: number, incoming: IncomingCall): void {
    const params = (payload: Parameters<typeof write>[0]): void => write(payload, {});
    incoming.tailCall(this.#inner, { interfaceId, methodId, params });
  }

  override released(): void {
    this.#inner[Symbol.dispose]();
  }
}

/** A chain as a peer sends it. */
export interface DeepChain {
  /** How it is built. Every question in it is below `questions`. */
  readonly build: readonly Literal[];
  /** What makes it run: at one end, or link by link. */
  readonly run: readonly Literal[];
  readonly questions: number;
  /** The vat calls back for each but the last question, and `run` answers that. */
  readonly isAnswered?: boolean;
}

/** Results of question `questionId`: what is at `field` in them. */
export function answer(questionId: number, field: 1 | 2 = 1): Literal {
  return { questionId, transform: [{ getPointerField: field }] };
}

/** A call on what a question will return. */
export function toAnswer(questionId: number, on: Literal, methodId: number): Literal {
  return callTo(0, questionId, methodId, { target: { promisedAnswer: on } });
}

/** A call on the vat's export 0 with a capability. */
export function withCapability(
  questionId: number,
  methodId: number,
  descriptor: Literal,
  number = 0,
): Literal {
  const params = { content: { number, capability: 0 }, capTable: [descriptor] };
  return callTo(0, questionId, methodId, { params });
}

/** A call on the vat's export 0 with a number. */
export function numbered(questionId: number, methodId: number, number: number): Literal {
  return callTo(0, questionId, methodId, { params: { content: { number } } });
}

function each(depth: number, link: (n: number) => Literal): Literal[] {
  return Array.from({ length: depth }, (_, i) => link(i + 1));
}

/** Calls, each on what the one before will return. The first waits. */
function pipelined(depth: number, end: number): DeepChain {
  return {
    build: [numbered(0, Method.wait, 0), ...each(depth, (n) => toAnswer(n, answer(n - 1), Method.self))],
    run: [numbered(depth + 1, end, 0)],
    questions: depth + 2,
  };
}

/** Objects, each of which stands before the one before, and a call that goes through all of them. */
function objects(depth: number, method: number, run: readonly Literal[]): DeepChain {
  return {
    build: [
      withCapability(1, method, { receiverHosted: 0 }),
      ...each(depth - 1, (n) => withCapability(n + 1, method, { receiverAnswer: answer(n) })),
      toAnswer(0, answer(depth), 0),
    ],
    run,
    questions: depth + 2,
  };
}

/** Every kind of chain, by what hangs on what. */
export const deepChains: Readonly<Record<string, (depth: number) => DeepChain>> = {
  "calls pipelined on each other, of which the first fails": (depth) => pipelined(depth, Method.break),
  "calls pipelined on each other, of which the first returns": (depth) => pipelined(depth, Method.open),
  "calls pipelined on each other, of which the first is canceled": (depth) => ({
    ...pipelined(depth, Method.open),
    run: [finishOf(0), ...each(depth, finishOf), numbered(depth + 1, Method.open, 0)],
  }),
  "promises that resolve to the next": (depth) => ({
    build: [
      withCapability(0, Method.hold, { senderPromise: 1 }),
      ...each(depth, (n) => ({ resolve: { promiseId: n, cap: { senderPromise: n + 1 } } })),
    ],
    run: [{ resolve: { promiseId: depth + 1, cap: { senderHosted: 0 } } }, callTo(0, 1, Method.drop)],
    questions: 2,
  }),
  "promises that lead back to us, one behind the other": (depth) => ({
    build: [
      withCapability(0, Method.callBack, { senderPromise: 1 }),
      ...each(depth, (n) => ({ resolve: { promiseId: n, cap: { senderPromise: n + 1 } } })),
    ],
    run: [
      { resolve: { promiseId: depth + 1, cap: { receiverHosted: 0 } } },
      { return: { answerId: 0, results: { content: {} } } },
      callTo(0, 1, Method.open),
    ],
    questions: 2,
  }),
  "calls that wait, with what the one before will return": (depth) => ({
    build: [
      numbered(0, Method.wait, 0),
      ...each(depth, (n) => withCapability(n, Method.wait, { receiverAnswer: answer(n - 1) })),
    ],
    run: [numbered(depth + 1, Method.open, 0)],
    questions: depth + 2,
  }),
  "calls that wait for a promise, with what the one before will return": (depth) => ({
    build: [
      numbered(0, Method.wait, 0),
      toAnswer(1, answer(0), Method.self),
      ...each(depth, (n) => ({
        call: {
          ...(toAnswer(n + 1, answer(0), Method.echo).call as Literal),
          params: { content: { capability: 0 }, capTable: [{ receiverAnswer: answer(n) }] },
        },
      })),
    ],
    run: [finishOf(0), ...each(depth + 1, finishOf), numbered(depth + 2, Method.break, 0)],
    questions: depth + 3,
  }),
  "results that are what the one before will return": (depth) => ({
    build: [
      numbered(0, Method.wait, 0),
      ...each(depth, (n) => withCapability(n, Method.echo, { receiverAnswer: answer(n - 1) })),
    ],
    run: [...each(depth, finishOf), numbered(depth + 1, Method.open, 0)],
    questions: depth + 2,
  }),
  "promises of ours that resolve to the next, with calls on the first": (depth) => ({
    build: [
      numbered(0, Method.wait, 0),
      ...each(depth, (n) =>
        withCapability(n, Method.wait, { receiverAnswer: answer(n - 1, n === 1 ? 1 : 2) }, n),
      ),
      ...each(depth, (n) => toAnswer(depth + n, answer(depth, 2), Method.self)),
    ],
    run: [
      ...each(depth, (n) => numbered(3 * depth + 1 - n, Method.open, depth + 1 - n)),
      numbered(3 * depth + 1, Method.open, 0),
    ],
    questions: 3 * depth + 2,
  }),
  "objects that stand before others, and a call through them that returns": (depth) =>
    objects(depth, Method.wrap, [numbered(depth + 1, Method.open, 0)]),
  "objects that stand before others, and a call through them that fails": (depth) =>
    objects(depth, Method.wrap, [numbered(depth + 1, Method.break, 0)]),
  "objects that stand before others, and a call through them that is canceled": (depth) =>
    objects(depth, Method.wrap, [finishOf(0), numbered(depth + 1, Method.open, 1)]),
  "objects that pass calls on, and a call through them that returns": (depth) =>
    objects(depth, Method.pass, [numbered(depth + 1, Method.open, 0)]),
  "objects that pass calls on, and a call through them that fails": (depth) =>
    objects(depth, Method.pass, [numbered(depth + 1, Method.break, 0)]),
  "objects that pass calls on, and a call through them that is canceled": (depth) =>
    objects(depth, Method.pass, [finishOf(0), numbered(depth + 1, Method.open, 1)]),
  "calls that come back for calls that were passed on": (depth) => ({
    build: [
      withCapability(0, Method.callBack, { senderHosted: 1 }),
      ...each(depth, (n) => ({
        call: {
          ...(withCapability(n, Method.callBack, { senderHosted: n + 1 }).call as Literal),
          sendResultsTo: { yourself: null },
        },
      })),
    ],
    run: [
      ...each(depth, (n) => ({ return: { answerId: n - 1, takeFromOtherQuestion: n } })),
      {
        return: {
          answerId: depth,
          results: { content: { capability: 0 }, capTable: [{ receiverHosted: 0 }] },
        },
      },
      numbered(depth + 1, Method.open, 0),
    ],
    questions: depth + 2,
    isAnswered: true,
  }),
};
