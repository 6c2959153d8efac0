// subscription.ts: tells one client what has changed, at its own rate. The pipeline never waits for it, and no update is kept
// for a client that does not keep up: what it is told next is how all is by then.
import type { Pipeline } from "../pipeline.ts";
import type { PipelineService_Sink, PipelineService_Subscription } from "../schema/pipeline.capnp.ts";
import { Changes, isEmpty } from "./changes.ts";

/** Enough for a client that is a round trip away; few, since who does not keep up sees these before newer ones. */
const UNDER_WAY = 2;

/** After so long without a change the client is told that there was none. */
const SIGN_OF_LIFE_MS = 1000;

/** Disposing it ends it. */
export class Subscription implements PipelineService_Subscription.Server, Disposable {
  readonly #changes: Changes;
  readonly #sink: PipelineService_Sink;
  readonly #ended: () => void;
  readonly #requireInterval: (interval: number) => void;
  #timer: ReturnType<typeof setInterval> | undefined;
  #underWay = 0;
  #sent = 0;
  #dropped = 0;
  /** How all was when something was missed last; undefined where nothing was since the client was told. */
  #missed: Changes | undefined;
  #toldAt = 0;
  #isEnded = false;

  /** @param sink is this one's from now on, and is released when it ends; `ended` is called once, then. */
  constructor(
    pipeline: Pipeline,
    sink: PipelineService_Sink,
    options: {
      readonly interval: number;
      readonly requireInterval: (interval: number) => void;
      readonly ended: () => void;
    },
  ) {
    this.#changes = new Changes(pipeline);
    this.#sink = sink;
    this.#ended = options.ended;
    this.#requireInterval = options.requireInterval;
    this.#tell();
    this.#begin(options.interval);
  }

  end(): { readonly sent: bigint; readonly dropped: bigint } {
    this[Symbol.dispose]();
    return { sent: BigInt(this.#sent), dropped: BigInt(this.#dropped) };
  }

  pace({ interval }: { readonly interval: number }): void {
    this.#requireInterval(interval);
    if (!this.#isEnded) this.#begin(interval);
  }

  [Symbol.dispose](): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    clearInterval(this.#timer);
    this.#sink[Symbol.dispose]();
    this.#ended();
  }

  #begin(interval: number): void {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#tell(), interval);
    this.#timer.unref();
  }

  #tell(): void {
    if (this.#underWay === UNDER_WAY) {
      this.#missed ??= this.#changes.copy();
      if (!isEmpty(this.#missed.take(this.#dropped))) this.#dropped++;
      return;
    }
    this.#missed = undefined;
    const update = this.#changes.take(this.#dropped);
    const now = performance.now();
    if (isEmpty(update) && now - this.#toldAt < SIGN_OF_LIFE_MS) return;
    this.#toldAt = now;
    this.#underWay++;
    this.#sent++;
    this.#sink.update(update).then(
      () => {
        this.#underWay--;
      },
      // The client has gone, or its own object threw, which it knows better than we do. It sees that the object was released.
      () => this[Symbol.dispose](),
    );
  }
}
