import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { renameSync, symlinkSync, unlinkSync } from "node:fs";
import {
  Cpu,
  Debugger,
  followStalls,
  followWatchdog,
  Process,
  type Stall,
  StallWatch,
  Watchdog,
} from "../client.ts";
import { TestTarget } from "../testing/target.ts";

const elsewhere = test.skipIf(process.platform === "win32");

test.if(process.platform === "win32")(
  "on Windows neither the watchdog nor the debugger can be had, and the errors say why",
  async () => {
    await using target = await TestTarget.start({ debugger: {} });
    await using session = await target.attach();
    using watch = session.service("stall", StallWatch);
    await expect(watch.watch()).rejects.toThrow(/cannot be had: on Windows only the main thread is reached/);
    using debug = session.service("debugger", Debugger);
    await expect(debug.open()).rejects.toThrow(
      /on win32 every user of the machine could use Bun's inspector/,
    );
    // It goes on.
    using facts = session.service("process", Process);
    expect((await facts.info()).pid).toBe(target.pid);
  },
);

/** Keeps what is told, and lets others wait for it. */
function teller() {
  const told: Stall[] = [];
  let came = Promise.withResolvers<void>();
  return {
    told,
    onStall: (stall: Stall) => {
      told.push(stall);
      came.resolve();
      came = Promise.withResolvers();
    },
    async first(is: (stall: Stall) => boolean): Promise<Stall> {
      for (;;) {
        const found = told.find(is);
        if (found !== undefined) return found;
        await came.promise;
      }
    },
  };
}

elsewhere("a stall is told while it lasts, with what the thread does, and when it is over", async () => {
  await using target = await TestTarget.start();
  await using session = await target.attach();
  const { onStall, first, told } = teller();
  await using _following = await followStalls(session, (name) => target.attach({ name }), {
    onStall,
    threshold: 200,
  });
  target.send({ block: 1_000 });
  const lasting = await first(() => true);
  expect(lasting.isOver).toBe(false);
  expect(lasting.duration).toBeGreaterThanOrEqual(200);
  const over = await first(({ isOver }) => isOver);
  expect(over.number).toBe(lasting.number);
  expect(over.duration).toBeGreaterThan(500);
  if (process.platform === "linux") {
    expect(over.thread).toMatchObject({ state: "computing", waitsIn: "" });
    expect(over.thread.processor).toBeGreaterThan(0);
  }
  // A profiler has run meanwhile.
  const known = await first(({ source }) => source !== "none");
  expect(known).toMatchObject({ number: lasting.number, isOver: true, source: "profile" });
  expect(known.stack.slice(0, 2)).toEqual([
    expect.objectContaining({ function: "stuckInner", file: expect.stringMatching(/target-program\.ts$/) }),
    expect.objectContaining({ function: "stuckOuter" }),
  ]);
  // When it had lasted long enough, at its end, and when it was known where it was, unless that was at its end.
  expect(told.length).toBeLessThanOrEqual(3 + over.duration / 1_000);
});

elsewhere("when nobody watches any more the watchdog has gone, and can be had again", async () => {
  await using target = await TestTarget.start();
  await using session = await target.attach();
  using watch = session.service("stall", StallWatch);
  for (let round = 0; round < 2; round++) {
    const { onStall } = teller();
    await using following = await followStalls(session, (name) => target.attach({ name }), { onStall });
    expect(target.directories.leftovers()).toContainEqual(expect.stringMatching(/_stall$/));
    await following[Symbol.asyncDispose]();
    // A new one waits until the last has left its rendezvous.
    using another = await watch.watch();
    await another.watch.end();
  }
  expect(await target.end()).toBe(0);
  expect(target.directories.leftovers()).toEqual([]);
});

elsewhere(
  "a client that vanishes leaves no watchdog behind, and a process that exits no socket",
  async () => {
    await using target = await TestTarget.start();
    const session = await target.attach();
    using watch = session.service("stall", StallWatch);
    const { rendezvous } = await watch.watch();
    const watchdog = await target.attach({ name: rendezvous });
    session.evict(new Error("gone in the middle"));
    await watchdog.closed;
    await using again = await target.attach();
    using other = again.service("stall", StallWatch);
    await other.watch();
    expect(await target.end()).toBe(0);
    expect(target.directories.leftovers()).toEqual([]);
  },
);

elsewhere("a client that vanishes while the watchdog starts leaves none behind", async () => {
  await using target = await TestTarget.start();
  const session = await target.attach();
  using watch = session.service("stall", StallWatch);
  const asked = watch.watch();
  asked.catch(() => {});
  using info = session.service("process", Process);
  await info.info();
  session.evict(new Error("gone in the middle"));
  await expect(asked).rejects.toThrow();
  await using again = await target.attach();
  using other = again.service("stall", StallWatch);
  using results = await other.watch();
  const watchdog = await target.attach({ name: results.rendezvous });
  await results.watch.end();
  // Nobody else holds it.
  await watchdog.closed;
});

elsewhere(
  "a process that cannot remove the watchdog's socket when it exits exits as it would have",
  async () => {
    await using target = await TestTarget.start();
    const { tmp } = target.directories;
    const elsewhere = `${tmp}-elsewhere`;
    await using session = await target.attach();
    using watch = session.service("stall", StallWatch);
    await watch.watch();
    // What is to be removed is behind a link that leads to itself.
    renameSync(tmp, elsewhere);
    symlinkSync(tmp, tmp);
    try {
      target.send({ exit: 7 });
      expect(await target.exited()).toBe(7);
    } finally {
      unlinkSync(tmp);
      renameSync(elsewhere, tmp);
    }
  },
);

elsewhere(
  "one that runs all the time tells who comes when the process is stuck already, and what was before",
  async () => {
    await using target = await TestTarget.start({ stall: { always: true, name: "watchdog" } });
    const before = teller();
    await using _before = await followWatchdog(await target.attach({ name: "watchdog" }), before);
    target.send({ block: 900 });
    await before.first(({ isOver }) => isOver);
    target.send({ block: 30_000 });
    await before.first(({ number }) => number === 2n);
    const { told, onStall, first } = teller();
    await using _following = await followWatchdog(await target.attach({ name: "watchdog" }), {
      onStall,
      recent: 10,
    });
    await first(({ number }) => number === 2n);
    expect(told[0]).toMatchObject({ number: 1n, isOver: true });
    expect(told[1]).toMatchObject({ number: 2n, isOver: false });
  },
);

elsewhere(
  "with authorize, one that runs all the time tells nobody without a ticket, and the ticket is asked about",
  async () => {
    await using target = await TestTarget.start({ stall: { always: true }, refuse: ["stall"] });
    await using session = await target.attach();
    using watch = session.service("stall", StallWatch);
    await expect(watch.watch()).rejects.toThrow("does not let this client use its stall (authorize)");
    const watchdog = await target.attach({ name: "stall" });
    await expect(followWatchdog(watchdog, { onStall: () => {} })).rejects.toThrow(/have a ticket/);
  },
);

elsewhere("a watchdog whose rendezvous is taken cannot be had, and the error says so", async () => {
  await using target = await TestTarget.start({ stall: { name: "taken" }, alsoListens: "taken" });
  await using session = await target.attach();
  using watch = session.service("stall", StallWatch);
  await expect(watch.watch()).rejects.toThrow(/the watchdog of the event loop cannot be had: .*taken/);
  using service = session.service("stall", StallWatch);
  await expect(service.watch()).rejects.toThrow(/cannot be had/);
  expect(await target.end()).toBe(0);
});

describe.skipIf(process.platform === "win32")("of one target", () => {
  let target: TestTarget;
  beforeAll(async () => {
    target = await TestTarget.start();
  });
  afterAll(() => target[Symbol.asyncDispose]());

  test("while somebody watches, a client can take a profile, and has what was recorded", async () => {
    await using session = await target.attach();
    using cpu = session.service("cpu", Cpu);
    await expect(cpu.recent({ duration: 1 })).rejects.toThrow(/no flight recorder/);
    using watch = session.service("stall", StallWatch);
    using held = await watch.watch();
    using _recent = await cpu.recent({ duration: 1 });
    using profiling = (await cpu.start({ interval: 1_000, maxDuration: 10 })).profiling;
    using _taken = await profiling.stop();
    expect((await cpu.status()).recorder).toMatchObject({ interval: 10_000 });
    await held.watch.end();
    await expect(cpu.recent({ duration: 1 })).rejects.toThrow(/no flight recorder/);
  });

  test("without a ticket the watchdog tells nothing, nor with one that has been given back", async () => {
    await using session = await target.attach();
    using watch = session.service("stall", StallWatch);
    using held = await watch.watch();
    using given = await watch.watch();
    const refused = /^the watchdog tells only those who have a ticket/;
    const { onStall } = teller();
    const follow = async (ticket: Uint8Array) =>
      await followWatchdog(await target.attach({ name: held.rendezvous }), { onStall }, ticket);
    for (const ticket of [new Uint8Array(), new Uint8Array(16)]) {
      await expect(follow(ticket)).rejects.toThrow(refused);
    }
    await using following = await follow(given.ticket);
    await given.watch.end();
    expect(await following.ended).toBeUndefined();
    await expect(follow(given.ticket)).rejects.toThrow(refused);
  });

  test("a threshold below the shortest is refused, with the shortest", async () => {
    await using session = await target.attach();
    await expect(
      followStalls(session, (name) => target.attach({ name }), { onStall: () => {}, threshold: 99 }),
    ).rejects.toThrow("threshold must be at least 100 milliseconds, not 99");
  });

  test("the watchdog offers nothing else", async () => {
    await using session = await target.attach();
    using watch = session.service("stall", StallWatch);
    using results = await watch.watch();
    await using watchdog = await target.attach({ name: results.rendezvous });
    using wrong = watchdog.service("process", Watchdog);
    await expect(wrong.follow()).rejects.toThrow("service process not found: there is watchdog");
  });
});
