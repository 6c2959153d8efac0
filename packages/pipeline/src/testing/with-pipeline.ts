// with-pipeline.ts: a pipeline in a target of this process, and a client of it, for tests of what the one tells the other.
import { type CapnpSession, capnp } from "@teleop/rpc-capnp/teleop";
import { memoryPair } from "@teleop/transport-memory";
import {
  type FollowPipelineOptions,
  followPipeline,
  type PipelineFollowing,
  PipelineService,
} from "../client.ts";
import {
  type Pipeline,
  type PipelineOptions,
  type PipelineServicesOptions,
  pipeline,
  pipelineServices,
} from "../index.ts";
import type { Update } from "../schema/pipeline.capnp.ts";

export interface PipelineTest {
  readonly shop: Pipeline;
  readonly session: CapnpSession;
  readonly service: PipelineService;
  follow(options?: Partial<FollowPipelineOptions>): Promise<PipelineFollowing>;
}

export async function withPipeline(
  body: (test: PipelineTest) => Promise<void>,
  options: PipelineOptions & PipelineServicesOptions = {},
): Promise<void> {
  const shop = pipeline(options);
  using target = capnp({ services: pipelineServices(shop, options) });
  const [near, far] = memoryPair();
  await using _served = target.open(far);
  await using session = capnp().open(near);
  using service = session.service("pipeline", PipelineService);
  const follow = (given: Partial<FollowPipelineOptions> = {}) =>
    followPipeline(session, { onUpdate: () => {}, interval: 20, ...given });
  await body({ shop, session, service, follow });
}

/** What a subscription is given: each update waits until the test wants it. */
export class Updates {
  readonly #came: Update[] = [];
  readonly #wanted: ((update: Update) => void)[] = [];
  readonly #released = Promise.withResolvers<void>();

  /** Resolves when the target has let go of it. */
  readonly released: Promise<void> = this.#released.promise;

  update = async (update: Update): Promise<void> => {
    await this.#held;
    const wanted = this.#wanted.shift();
    if (wanted === undefined) this.#came.push(update);
    else wanted(update);
  };

  #held: Promise<void> | undefined;

  [Symbol.dispose](): void {
    this.#released.resolve();
  }

  /** Takes none from now on, until what it returns is disposed: the target's calls are not answered. */
  hold(): Disposable {
    const held = Promise.withResolvers<void>();
    this.#held = held.promise;
    return {
      [Symbol.dispose]: () => {
        this.#held = undefined;
        held.resolve();
      },
    };
  }

  async next(): Promise<Update> {
    const update = this.#came.shift();
    return update ?? new Promise((resolve) => this.#wanted.push(resolve));
  }

  /** The first that it is so with. */
  async until(isSo: (update: Update) => boolean): Promise<Update> {
    for (;;) {
      const update = await this.next();
      if (isSo(update)) return update;
    }
  }
}
