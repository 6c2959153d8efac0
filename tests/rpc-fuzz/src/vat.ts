// vat.ts: the vat under test: takes what a peer sends, makes calls of its own, and shows whether all is well with it.
//
// What is done to it is a list of steps, so that the same can be done again without some of them.

import { Random } from "@teleop/random-runs";
import { type Capability, RpcConnection, type TraceEvent } from "@teleop/rpc-capnp";
import type { Literal } from "@teleop/rpc-testing";
import { type Call, call, capabilityPath, onUntold, Root, RootObject } from "@teleop/rpc-testing";
import { fuzzLimits, Line, type LineOptions, ticks, turn } from "./line.ts";
import type { Receive } from "./mutate.ts";

export type Step =
  | Receive
  /** The vat makes a call, or drops something. What exactly, the seed says. */
  | { readonly do: "act"; readonly seed: number }
  /** What waits for a promise goes on. */
  | { readonly do: "tick" };

export interface FuzzedVatOptions extends LineOptions {
  readonly trace?: ((event: TraceEvent) => void) | undefined;
}

export class FuzzedVat {
  readonly #rpc: RpcConnection;
  readonly #line: Line;
  readonly #root: RootObject = new RootObject();
  readonly #ours: OwnCalls;
  readonly #errors: unknown[] = [];

  constructor(options: FuzzedVatOptions = {}) {
    this.#line = new Line(options);
    this.#rpc = new RpcConnection(this.#line.connection, {
      bootstrap: this.#root.capability(),
      limits: fuzzLimits,
      tailCalls: "direct",
      onError: onUntold((error) => this.#errors.push(error)),
      trace: options.trace,
    });
    this.#ours = new OwnCalls(this.#rpc);
  }

  get isOpen(): boolean {
    return this.#line.isOpen;
  }

  /** Does steps, those that follow each other directly in one go. */
  async takeAll(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      if (step.do === "tick") await Promise.resolve();
      else this.takeNow(step);
    }
  }

  takeNow(step: Exclude<Step, { readonly do: "tick" }>): void {
    if (step.do === "act") this.#ours.act(new Random(step.seed));
    else this.#line.send(step.bytes);
  }

  /** Ends the connection. @throws what was wrong with the vat, before or after that. */
  async end(): Promise<{ readonly isAborted: boolean }> {
    await turn();
    const isAborted = !this.isOpen;
    if (!isAborted) await this.#line.mustAnswer(goodCall, isGoodAnswer);
    this.#ours.drop();
    await this.#rpc[Symbol.asyncDispose]();
    const reason = await this.#rpc.closed;
    this.#root.end();
    this.#ours.end();
    // Methods that were running end one after the other.
    for (let i = 0; i < 1000 && this.#rpc.stats().bytesServing > 0; i++) await ticks(1);
    await ticks(5);
    if (this.#errors.length > 0) throw new AggregateError(this.#errors, "errors that nobody was told of");
    if (isAborted) this.#line.mustHaveToldWhy(reason);
    const stats = this.#rpc.stats();
    if (!stats.isIdle || stats.bytesServing !== 0)
      throw new Error(`not everything was let go: ${JSON.stringify(stats)}`);
    if (!this.#root.isReleased) throw new Error("the bootstrap object was not released");
    return { isAborted };
  }
}

const goodCall: Literal = {
  interfaceId: 1n,
  methodId: Root.echo,
  params: { content: { number: 77, text: "well?" } },
};

function isGoodAnswer(returned: Literal): boolean {
  return ((returned.results as Literal | undefined)?.content as Literal | undefined)?.number === 77;
}

/** Calls that the vat makes itself, so that there is something for the peer to answer. */
class OwnCalls {
  readonly #rpc: RpcConnection;
  readonly #held: Capability[] = [];
  readonly #made: Call[] = [];
  readonly #object: RootObject = new RootObject();
  readonly #own: Capability = this.#object.capability();

  constructor(rpc: RpcConnection) {
    this.#rpc = rpc;
    this.#held.push(rpc.bootstrap());
  }

  act(random: Random): void {
    const target = random.pick(this.#held);
    switch (random.below(6)) {
      case 0:
        this.#held.push(this.#rpc.bootstrap());
        return;
      case 1:
        this.#held.push(target.dup());
        return;
      case 2: {
        if (this.#held.length > 1) this.#held.splice(this.#held.indexOf(target), 1)[0]?.[Symbol.dispose]();
        return;
      }
      default:
        this.#call(target, random);
    }
  }

  drop(): void {
    // Some lead to an object of ours by now, whose methods hang for as long as they may.
    for (const made of this.#made) made.cancel();
    for (const capability of this.#held) capability[Symbol.dispose]();
    this.#own[Symbol.dispose]();
  }

  end(): void {
    this.#object.end();
  }

  #call(target: Capability, random: Random): void {
    const methodId = random.chance(0.6) ? Root.echo : random.below(Object.keys(Root).length);
    const made = call(target, methodId, {
      number: random.below(100),
      capability: random.chance(0.5) ? this.#own : target,
    });
    this.#made.push(made);
    // Whoever gets results lets them go, after a look at them.
    made.results.then(
      (results) => {
        this.#held.push(results.capability);
        results[Symbol.dispose]();
      },
      () => {},
    );
    if (random.chance(0.5)) this.#held.push(made.pipeline(capabilityPath));
    if (random.chance(0.2)) made.cancel();
  }
}
