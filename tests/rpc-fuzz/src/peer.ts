// peer.ts: what a random peer knows of the conversation, so that most of what it says makes sense.
import type { Random } from "@teleop/random-runs";
import type { Literal, Value } from "@teleop/rpc-testing";
import { Root } from "@teleop/rpc-testing";

/**
 * Makes random messages. Nearly always it follows the rules, which leads deep into a conversation; now and then it
 * breaks one. It learns from what the vat says.
 */
export class FuzzPeer {
  readonly #random: Random;
  /** The vat's exports that we hold, with the number of references. */
  readonly #held = new Map<number, number>();
  /** Promises of ours that we owe a Resolve. */
  readonly #promises = new Set<number>();
  /** The vat's questions that wait for a Return, and ours that wait for a Finish. */
  readonly #asked = new Set<number>();
  readonly #asking = new Set<number>();
  /** Calls of ours whose results stay at the vat. */
  readonly #redirected = new Set<number>();
  /** Disembargoes of the vat's to send back. */
  readonly #embargoes: number[] = [];

  constructor(random: Random) {
    this.#random = random;
  }

  /** The vat said this. */
  learn(message: Literal): void {
    const call = message.call as Literal | undefined;
    const bootstrap = message.bootstrap as Literal | undefined;
    if (call !== undefined) this.#asked.add(Number(call.questionId));
    if (bootstrap !== undefined) this.#asked.add(Number(bootstrap.questionId));
    const returned = message.return as Literal | undefined;
    if (returned?.noFinishNeeded === true) this.#asking.delete(Number(returned.answerId));
    const disembargo = message.disembargo as Literal | undefined;
    const loopback = (disembargo?.context as Literal | undefined)?.senderLoopback;
    if (loopback !== undefined) this.#embargoes.push(Number(loopback));
    const resolve = message.resolve as Literal | undefined;
    for (const descriptor of [
      ...descriptors(call?.params),
      ...descriptors(returned?.results),
      ...(resolve?.cap === undefined ? [] : [resolve.cap as Literal]),
    ]) {
      const id = descriptor.senderHosted ?? descriptor.senderPromise;
      if (id !== undefined) this.#held.set(Number(id), (this.#held.get(Number(id)) ?? 0) + 1);
    }
  }

  say(): Literal {
    const random = this.#random;
    const say = random.pick<() => Literal | undefined>([
      () => ({ bootstrap: { questionId: this.#newQuestion() } }),
      () => this.#call(),
      () => this.#call(),
      () => this.#call(),
      () => this.#return(),
      () => this.#return(),
      () => this.#return(),
      () => this.#finish(),
      () => this.#finish(),
      () => this.#resolve(),
      () => this.#resolve(),
      () => this.#release(),
      () => this.#disembargo(),
      () => this.#rare(),
    ]);
    return say() ?? this.#call();
  }

  /** One of what is known, or, rarely, anything. */
  #known(ids: Iterable<number>): number | undefined {
    if (this.#random.chance(0.005)) return this.#random.below(this.#random.chance(0.5) ? 8 : 2 ** 32);
    const all = [...ids];
    return all.length === 0 ? undefined : this.#random.pick(all);
  }

  #newQuestion(): number {
    let id = this.#random.below(64);
    if (!this.#random.chance(0.005)) while (this.#asking.has(id)) id = this.#random.below(256);
    this.#asking.add(id);
    return id;
  }

  #call(): Literal {
    const questionId = this.#newQuestion();
    const isRedirected = this.#random.chance(0.15);
    if (isRedirected) this.#redirected.add(questionId);
    return {
      call: {
        questionId,
        target: this.#target(),
        interfaceId: 1n,
        methodId: this.#random.below(Object.keys(Root).length + 1),
        params: this.#payload(),
        onlyPromisePipeline: this.#random.chance(0.05),
        noPromisePipelining: this.#random.chance(0.05),
        sendResultsTo: isRedirected
          ? { yourself: null }
          : this.#random.chance(0.01)
            ? { thirdParty: null }
            : { caller: null },
      },
    };
  }

  #return(): Literal | undefined {
    const answerId = this.#known(this.#asked);
    if (answerId === undefined) return undefined;
    this.#asked.delete(answerId);
    const redirected = this.#known(this.#redirected);
    let how: Literal = { results: this.#payload() };
    if (this.#random.chance(0.2)) how = { exception: { reason: "random", type: this.#random.below(5) } };
    else if (redirected !== undefined && this.#random.chance(0.4)) {
      this.#redirected.delete(redirected);
      how = { takeFromOtherQuestion: redirected };
    } else if (this.#random.chance(0.01))
      how = this.#random.chance(0.5) ? { canceled: null } : { resultsSentElsewhere: null };
    return {
      return: {
        answerId,
        releaseParamCaps: this.#random.chance(0.02),
        noFinishNeeded: this.#random.chance(0.2),
        ...how,
      },
    };
  }

  #finish(): Literal | undefined {
    const questionId = this.#known(this.#asking);
    if (questionId === undefined) return undefined;
    this.#asking.delete(questionId);
    this.#redirected.delete(questionId);
    return {
      finish: {
        questionId,
        releaseResultCaps: this.#random.chance(0.05),
        requireEarlyCancellationWorkaround: this.#random.chance(0.5),
      },
    };
  }

  #resolve(): Literal | undefined {
    const promiseId = this.#known(this.#promises);
    if (promiseId === undefined) return undefined;
    this.#promises.delete(promiseId);
    if (this.#random.chance(0.2)) return { resolve: { promiseId, exception: { reason: "broken", type: 0 } } };
    return { resolve: { promiseId, cap: this.#descriptor(false) } };
  }

  #release(): Literal | undefined {
    const id = this.#known(this.#held.keys());
    if (id === undefined) return undefined;
    const held = this.#held.get(id) ?? 1;
    const referenceCount = this.#random.chance(0.01) ? held + 1 : 1 + this.#random.below(held);
    if (referenceCount >= held) this.#held.delete(id);
    else this.#held.set(id, held - referenceCount);
    return { release: { id, referenceCount } };
  }

  #disembargo(): Literal | undefined {
    const embargo = this.#embargoes.shift();
    if (embargo !== undefined)
      return { disembargo: { target: this.#target(), context: { receiverLoopback: embargo } } };
    // To reflect one is the vat's business only where the target leads back to us, which we do not always know.
    if (!this.#random.chance(0.2)) return undefined;
    return { disembargo: { target: this.#target(), context: { senderLoopback: this.#random.below(8) } } };
  }

  #rare(): Literal | undefined {
    if (!this.#random.chance(0.1)) return undefined;
    return this.#random.pick<() => Literal>([
      () => ({ provide: { questionId: 1, target: this.#target() } }),
      () => ({ join: { questionId: 1, target: this.#target() } }),
      () => ({ unimplemented: this.say() }),
      () => ({ abort: { reason: "enough", type: 0 } }),
    ])();
  }

  #target(): Literal {
    const importedCap = this.#known(this.#held.keys());
    if (importedCap !== undefined && this.#random.chance(0.6)) return { importedCap };
    return { promisedAnswer: this.#promisedAnswer() };
  }

  #promisedAnswer(): Literal {
    return {
      questionId: this.#known(this.#asking) ?? 0,
      transform: this.#random.pick<Literal[]>([
        [],
        [{ getPointerField: 1 }],
        [{ getPointerField: 1 }],
        [{ getPointerField: 2 }],
        [{ noop: null }, { getPointerField: this.#random.below(5) }],
      ]),
    };
  }

  #payload(): Literal {
    const capTable = Array.from({ length: this.#random.below(4) }, () => this.#descriptor(true));
    const index = (): number => this.#random.below(Math.max(1, capTable.length));
    if (this.#random.chance(0.1)) return { content: { pointer: index() }, capTable };
    const text = this.#random.chance(0.1) ? "text" : "";
    return {
      content: { number: this.#random.below(4), text, capability: index(), other: index() },
      capTable,
    };
  }

  #descriptor(mayBeNone: boolean): Literal {
    const hosted = this.#known(this.#held.keys());
    return this.#random.pick<() => Literal>([
      () => (mayBeNone ? { none: null } : { senderHosted: 0 }),
      () => ({ senderHosted: this.#random.below(8) }),
      () => {
        const senderPromise = 16 + this.#random.below(16);
        this.#promises.add(senderPromise);
        return { senderPromise };
      },
      () => (hosted === undefined ? { senderHosted: 1 } : { receiverHosted: hosted }),
      () => (hosted === undefined ? { senderHosted: 2 } : { receiverHosted: hosted }),
      () => ({ receiverAnswer: this.#promisedAnswer() }),
      () => ({ thirdPartyHosted: { vineId: 40 + this.#random.below(4) } }),
    ])();
  }
}

function descriptors(payload: Value | undefined): readonly Literal[] {
  return ((payload as Literal | undefined)?.capTable as readonly Literal[] | undefined) ?? [];
}
