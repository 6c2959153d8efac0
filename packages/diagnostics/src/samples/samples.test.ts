import { expect, test } from "bun:test";
import { Samples, type Samples_Sample } from "../client.ts";
import { diagnostics, type SamplesOptions } from "../index.ts";
import { withClient } from "../testing/with-client.ts";
import { Sampler } from "./sampler.ts";

const withSamples = (
  options: SamplesOptions,
  body: (service: Samples, another: () => Samples) => Promise<void>,
) =>
  withClient(diagnostics({ samples: options }), async (session, open) => {
    using service = session.service("samples", Samples);
    await body(service, () => open().service("samples", Samples));
  });

/** A sink that gives the samples to who waits for them. */
function collector() {
  const waiting: ((sample: Samples_Sample) => void)[] = [];
  const early: Samples_Sample[] = [];
  const released = Promise.withResolvers<void>();
  return {
    released: released.promise,
    sink: {
      sample: (sample: Samples_Sample) => {
        const first = waiting.shift();
        if (first === undefined) early.push(sample);
        else first(sample);
      },
      [Symbol.dispose]: () => released.resolve(),
    },
    next: () =>
      new Promise<Samples_Sample>((resolve) => {
        const sample = early.shift();
        if (sample === undefined) waiting.push(resolve);
        else resolve(sample);
      }),
  };
}

/** Keeps the event loop from everything else. */
function block(milliseconds: number): void {
  for (const end = performance.now() + milliseconds; performance.now() < end; );
}

test("a subscriber is told of memory, the processor, collections, and how late timers were", () =>
  withSamples({ fastest: 1 }, async (service) => {
    const { sink, next } = collector();
    using results = await service.subscribe({ sink, interval: 30 });
    const first = await next();
    block(100);
    Bun.gc(true);
    const later = [await next(), await next(), await next()];
    const last = later[2] as Samples_Sample;
    expect(last.time).toBeGreaterThan(first.time);
    expect(Number(last.memory.resident)).toBeGreaterThan(1_000_000);
    expect(last.cpu.user + last.cpu.system).toBeGreaterThan(first.cpu.user + first.cpu.system);
    expect(last.cpu.mainThread).toBeGreaterThan(0n);
    expect(last.collections.count).toBeGreaterThan(first.collections.count);
    expect(last.collections.time).toBeGreaterThan(first.collections.time);
    expect(Math.max(...later.map(({ loop }) => loop.delayMax))).toBeGreaterThan(70);
    expect(await results.subscription.end()).toMatchObject({ dropped: 0n });
  }));

test("gauges of the application are in each sample, and what one throws is told in its place", () => {
  let pending = 3;
  const gauges = {
    pendingRequests: () => pending++,
    broken: () => {
      throw new Error("no server yet");
    },
    odd: () => "7" as never,
  };
  return withSamples({ fastest: 1, gauges }, async (service) => {
    const { sink, next } = collector();
    using _results = await service.subscribe({ sink, interval: 1 });
    const gaugesOf = ({ gauges }: Samples_Sample) => gauges;
    expect(gaugesOf(await next())).toEqual([
      { name: "pendingRequests", which: "value", value: 3 },
      { name: "broken", which: "failed", failed: "Error: no server yet" },
      { name: "odd", which: "failed", failed: "expected a number, got string" },
    ]);
    expect(gaugesOf(await next())[0]).toMatchObject({ value: 4 });
  });
});

test("a gauge that throws what has no text, or gives a promise that is rejected, ends no process", () => {
  const gauges = {
    nothing: () => {
      throw Object.create(null);
    },
    rejects: (async () => {
      throw new Error("nobody waits for this");
    }) as never,
  };
  return withSamples({ fastest: 1, gauges }, async (service) => {
    const { sink, next } = collector();
    using _results = await service.subscribe({ sink, interval: 1 });
    await next();
    expect((await next()).gauges).toEqual([
      { name: "nothing", which: "failed", failed: "something that has no text (object)" },
      { name: "rejects", which: "failed", failed: "expected a number, got object" },
    ]);
  });
});

test("an interval out of bounds is refused, with the bounds", () =>
  withSamples({}, async (service) => {
    for (const interval of [0, 99, 3_600_001]) {
      await expect(service.subscribe({ sink: { sample: () => {} }, interval })).rejects.toThrow(
        `interval must be from 100 to 3600000 milliseconds, not ${interval}`,
      );
    }
  }));

test("a client that does not answer gets the newest, and the count of what was dropped", () =>
  withSamples({ fastest: 1, gauges: { tick: () => ticks++ } }, async (service, another) => {
    const answer = Promise.withResolvers<void>();
    const got: Samples_Sample[] = [];
    using slow = await service.subscribe({
      interval: 1,
      sink: {
        sample: (sample) => {
          got.push(sample);
          return answer.promise;
        },
      },
    });
    const { sink, next } = collector();
    using fast = another();
    using _results = await fast.subscribe({ sink, interval: 1 });
    while (ticksOf(await next()) < 60);
    expect(got).toHaveLength(4);
    answer.resolve();
    while (got.length < 5) await next();
    const fifth = got[4] as Samples_Sample;
    expect(ticksOf(fifth)).toBeGreaterThan(20);
    expect(fifth.dropped).toBeGreaterThanOrEqual(BigInt(ticksOf(fifth) - 8));
    expect((await slow.subscription.end()).dropped).toBeGreaterThan(0n);
  }));
let ticks = 0;

function ticksOf({ gauges: [gauge] }: Samples_Sample): number {
  return gauge?.which === "value" && "value" in gauge ? gauge.value : Number.NaN;
}

test("one that ends its subscription, or lets go of it, gets no more, and its sink is released", () =>
  withSamples({ fastest: 1 }, async (service) => {
    const ends = collector();
    using first = await service.subscribe({ sink: ends.sink, interval: 1 });
    await ends.next();
    await first.subscription.end();
    await ends.released;
    const lets = collector();
    const second = await service.subscribe({ sink: lets.sink, interval: 1 });
    await lets.next();
    second[Symbol.dispose]();
    await lets.released;
  }));

test("a client that vanishes leaves nothing: the subscription of another goes on, and nothing runs after that", async () => {
  const sampled: number[] = [];
  await withClient(
    diagnostics({ samples: { fastest: 1, gauges: { sampled: () => sampled.push(Date.now()) } } }),
    async (session, open) => {
      const vanishing = collector();
      const staying = collector();
      using service = session.service("samples", Samples);
      using stays = await service.subscribe({ sink: staying.sink, interval: 1 });
      const other = open();
      using gone = other.service("samples", Samples);
      using _results = await gone.subscribe({ sink: vanishing.sink, interval: 1 });
      await vanishing.next();
      await other[Symbol.asyncDispose]();
      await vanishing.released;
      await staying.next();
      await stays.subscription.end();
      await staying.released;
    },
  );
  const before = sampled.length;
  const { promise, resolve } = Promise.withResolvers<void>();
  // Its timer was due within a millisecond.
  setTimeout(resolve, 20);
  await promise;
  expect(sampled).toHaveLength(before);
});

test("all subscribers share one sampler, each at its own rate", async () => {
  let read = 0;
  const sampler = new Sampler({ read: () => read++ });
  const counts = { one: 0, other: 0, slow: 0 };
  const done = Promise.withResolvers<void>();
  using _slow = sampler.subscribe(3_600_000, () => counts.slow++);
  using _one = sampler.subscribe(5, () => counts.one++);
  using _other = sampler.subscribe(5, () => {
    if (++counts.other === 5) done.resolve();
  });
  await done.promise;
  expect(counts.slow).toBe(0);
  expect(Math.abs(counts.one - counts.other)).toBeLessThanOrEqual(1);
  expect(read).toBe(Math.max(counts.one, counts.other));
});

test("after a time in which nothing could run there is one sample, not one for each that is missing", async () => {
  const sampler = new Sampler({});
  const slots: number[] = [];
  const done = Promise.withResolvers<void>();
  using _subscribed = sampler.subscribe(10, () => {
    // A timer may come 2 ms early.
    slots.push(Math.floor((performance.now() + 2) / 10));
    if (slots.length === 1) block(80);
    if (slots.length === 5) done.resolve();
  });
  await done.promise;
  const [first = 0, second = 0, , , fifth = 0] = slots;
  expect(second).toBeGreaterThanOrEqual(first + 7);
  // Each is looked at a moment after it was due, which may be another slot: of three, two are not.
  expect(fifth).toBeGreaterThanOrEqual(second + 2);
});

test("the hundred and first subscription is refused, and tells why", () =>
  withSamples({}, async (service) => {
    using stack = new DisposableStack();
    for (let index = 0; index < 100; index++) {
      stack.use(await service.subscribe({ sink: { sample: () => {} }, interval: 60_000 }));
    }
    await expect(service.subscribe({ sink: { sample: () => {} }, interval: 60_000 })).rejects.toMatchObject({
      type: "overloaded",
      message: "100 subscriptions to samples are open, and no more may be",
    });
  }));
