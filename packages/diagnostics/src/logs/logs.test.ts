import { afterEach, beforeEach, expect, test } from "bun:test";
import { Logs, type Logs_Entry } from "../client.ts";
import { diagnostics, type LogsOptions } from "../index.ts";
import { recordLogs } from "../logs.ts";
import { withClient } from "../testing/with-client.ts";
import { LONGEST_TEXT } from "./entry-text.ts";
import { LogRecorder } from "./recorder.ts";

// What the tests say to the console goes nowhere: these stand for the console's own methods.
const silenced = ["log", "info", "debug", "warn", "error", "trace", "dir", "table", "assert"] as const;
const own = Object.getOwnPropertyDescriptors(console);
beforeEach(() => {
  for (const method of silenced) console[method] = () => {};
});
afterEach(() => {
  for (const method of silenced) Object.defineProperty(console, method, own[method] as PropertyDescriptor);
});

const withLogs = (body: (service: Logs, another: () => Logs) => Promise<void>, options: LogsOptions = {}) =>
  withClient(diagnostics({ logs: options }), async (session, open) => {
    using service = session.service("logs", Logs);
    await body(service, () => open().service("logs", Logs));
  });

/** Says each, and waits until the follower has it. */
function follower() {
  const entries: Logs_Entry[] = [];
  let came = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  return {
    entries,
    released: released.promise,
    sink: {
      entry: ({ entry }: { readonly entry?: Logs_Entry | undefined }) => {
        if (entry !== undefined) entries.push(entry);
        came.resolve();
        came = Promise.withResolvers();
      },
      [Symbol.dispose]: () => released.resolve(),
    },
    async until(count: number) {
      while (entries.length < count) await came.promise;
    },
  };
}

test("a follower gets what is said to the console from now on, by level and source, as text", () =>
  withLogs(async (service) => {
    console.log("before");
    const { sink, entries, until } = follower();
    const results = await service.follow({ sink });
    expect(results.isConsoleSeen).toBe(true);
    console.log("an object: %o and %d", "text", 7, { a: [1] });
    console.debug("fine");
    console.warn("careful");
    console.error(new RangeError("too far"));
    console.dir({ deep: { deeper: 1 } });
    console.table([{ a: 1 }]);
    console.assert(true, "not said");
    console.assert(false, "wrong by %d", 3);
    await until(7);
    expect(entries.map(({ level, source }) => [level, source])).toEqual([
      ["info", "console.log"],
      ["debug", "console.debug"],
      ["warn", "console.warn"],
      ["error", "console.error"],
      ["info", "console.dir"],
      ["info", "console.table"],
      ["error", "console.assert"],
    ]);
    expect(entries.map(({ number }) => Number(number))).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(entries[0]?.text).toMatch(/^an object: 'text' and 7 \{ a: \[ 1 \] \}$/);
    expect(entries[3]?.text).toMatch(/RangeError: too far[\s\S]*logs\.test\.ts/);
    expect(entries[6]?.text).toBe("Assertion failed: wrong by 3");
    results[Symbol.dispose]();
  }));

test("console.trace tells where it was called, and nothing of what hears it", () =>
  withLogs(async (service) => {
    const { sink, entries, until } = follower();
    using _results = await service.follow({ sink });
    console.trace("here");
    await until(1);
    expect(entries[0]?.text).toMatch(/^Trace: here\n\s+at .*logs\.test\.ts/);
    expect(entries[0]?.text).not.toMatch(/console-tap|recorder/);
  }));

test("a follower gets only what is at least of its level", () =>
  withLogs(async (service) => {
    const { sink, entries, until } = follower();
    using _results = await service.follow({ sink, level: "warn" });
    console.log("no");
    console.warn("yes");
    console.debug("no");
    console.error("yes");
    await until(2);
    expect(entries.map(({ level }) => level)).toEqual(["warn", "error"]);
  }));

test("what cannot be shown is said to be so, and the program is not disturbed", () =>
  withLogs(async (service) => {
    const { sink, entries, until } = follower();
    using _results = await service.follow({ sink });
    const hostile = {
      [Symbol.for("nodejs.util.inspect.custom")]: () => {
        throw new Error("on purpose");
      },
    };
    expect(() => console.log(hostile)).not.toThrow();
    await until(1);
    expect(entries[0]?.text).toBe("(it cannot be shown: Error: on purpose)");
  }));

test("of what is larger than an entry only the outermost is made text, by no code of the program's", () =>
  withLogs(async (service) => {
    const { sink, entries, until } = follower();
    const _results = await service.follow({ sink });
    const trap = {
      get: () => {
        throw new Error("a trap");
      },
    };
    const row = () => Array.from({ length: 100 }, () => 7);
    const rows = Array.from({ length: 100 }, row);
    const wide = Object.fromEntries(Array.from({ length: 3_000 }, (_, number) => [`key${number}`, rows]));
    console.log({ rows }, new Map([[1, rows]]), new Proxy({}, trap));
    console.log("%o of", wide, new Uint8Array(1 << 24).length);
    console.dir(wide);
    console.log({ rows: [row()] });
    await until(4);
    const texts = entries.map(({ text }) => text);
    expect(texts[0]).toBe("{ rows: [Array] } Map(1) { 1 => [Array] } {}");
    expect(texts[1]).toContain("[an object with 3000 properties]");
    expect(texts[2]).toBe("[an object with 3000 properties]");
    expect(texts[3]).toContain("7, 7, 7");
  }));

test("a long text is cut, and said to be", () =>
  withLogs(async (service) => {
    const { sink, entries, until } = follower();
    using _results = await service.follow({ sink });
    console.log("x".repeat(1_000_000));
    console.log("y".repeat(LONGEST_TEXT));
    await until(2);
    expect(entries.map(({ text, isCut }) => [text.length, isCut])).toEqual([
      [LONGEST_TEXT, true],
      [LONGEST_TEXT, false],
    ]);
  }));

test("a follower in this process that says something of each entry is not told of that, without end", () =>
  withLogs(async (service) => {
    const texts: string[] = [];
    const ended = Promise.withResolvers<void>();
    using results = await service.follow({
      sink: {
        entry: async ({ entry }) => {
          console.log(`got ${entry?.text}`);
          await undefined;
          console.log(`really got ${entry?.text}`);
          texts.push(entry?.text ?? "");
          if (texts.length === 2) ended.resolve();
        },
      },
    });
    console.log("first");
    while (texts.length < 1) await new Promise((resolve) => setImmediate(resolve));
    await service.recent();
    console.log("second");
    await ended.promise;
    expect(texts).toEqual(["first", "second"]);
    expect(await results.subscription.end()).toMatchObject({ sent: 2n, dropped: 4n });
  }));

test("recent entries come before those from now on, as many as are asked for", async () => {
  using recorder = recordLogs({ keep: 3 });
  for (const text of ["a", "b", "c", "d"]) console.log(text);
  console.debug("e");
  await withLogs(
    async (service) => {
      const { sink, entries, until } = follower();
      using _results = await service.follow({ sink, level: "info", recent: 10 });
      await until(1);
      await service.recent();
      console.log("f");
      await until(3);
      expect(entries.map(({ text }) => text)).toEqual(["c", "d", "f"]);
      const recent = await service.recent({ limit: 2 });
      expect(recent.entries.map(({ text }) => text)).toEqual(["e", "f"]);
      expect(recent.isKept).toBe(true);
    },
    { recorder },
  );
});

test("what is kept takes no more than some megabytes, however long the entries are", () => {
  using recorder = recordLogs({ keep: 10_000 });
  for (let index = 0; index < 400; index++) console.log("x".repeat(20_000));
  expect(recorder.entries.length).toBe(256);
});

test("while nobody follows, and nothing is recorded, the console is its own, and nothing is kept", () =>
  withLogs(async (service) => {
    const before = console.log;
    expect(await service.recent()).toMatchObject({ entries: [], isKept: false });
    const { sink, released, until } = follower();
    using results = await service.follow({ sink });
    expect(console.log).not.toBe(before);
    expect(process.listenerCount("uncaughtExceptionMonitor")).toBe(1);
    console.log("a");
    await until(1);
    await results.subscription.end();
    await released;
    expect(console.log).toBe(before);
    expect(process.listenerCount("uncaughtExceptionMonitor")).toBe(0);
    expect(await service.recent()).toMatchObject({ entries: [], isKept: false });
  }));

test("a client that vanishes leaves nothing, and another goes on", () =>
  withClient(diagnostics(), async (session, open) => {
    const before = console.log;
    const [vanishing, staying] = [follower(), follower()];
    using service = session.service("logs", Logs);
    using stays = await service.follow({ sink: staying.sink });
    const other = open();
    using gone = other.service("logs", Logs);
    using _results = await gone.follow({ sink: vanishing.sink });
    await other[Symbol.asyncDispose]();
    await vanishing.released;
    console.log("still");
    await staying.until(1);
    await stays.subscription.end();
    await staying.released;
    expect(console.log).toBe(before);
  }));

test("levels of the application's loggers are seen and changed by its hook, and what that throws is told", async () => {
  const levels: Record<string, string> = { root: "info" };
  await withLogs(
    async (service) => {
      expect((await service.levels()).loggers).toEqual([{ name: "root", level: "info" }]);
      await service.setLevel({ logger: "root", level: "trace" });
      expect(levels).toEqual({ root: "trace" });
      await expect(service.setLevel({ logger: "rot", level: "trace" })).rejects.toThrow("there is no rot");
    },
    {
      levels: {
        get: () => levels,
        set: async (logger, level) => {
          if (!(logger in levels)) throw new Error(`there is no ${logger}`);
          levels[logger] = level;
        },
      },
    },
  );
});

test("without the hook, levels are not offered, and the error says how they are", () =>
  withLogs(async (service) => {
    await expect(service.levels()).rejects.toThrow(/does not offer the levels.*levels: \{ get, set \}/);
    await expect(service.setLevel({ logger: "root", level: "debug" })).rejects.toThrow(/does not offer/);
  }));

test("a recorder that the application disposes gives the console back", () => {
  const before = console.log;
  const recorder = recordLogs();
  expect(console.log).not.toBe(before);
  recorder[Symbol.dispose]();
  recorder[Symbol.dispose]();
  expect(console.log).toBe(before);
  expect(recorder.isRecording).toBe(false);
  expect(() => new LogRecorder({ keep: 0 })).toThrow(/keep must be a positive integer/);
});
