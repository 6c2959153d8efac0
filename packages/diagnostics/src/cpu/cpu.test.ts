import { describe, expect, test } from "bun:test";
import { Session } from "node:inspector/promises";
import { pathToFileURL } from "node:url";
import { Cpu, type CpuProfile, profileTimes } from "../client.ts";
import { flightRecorder } from "../cpu.ts";
import { receiveProfile, saveProfile, takeProfile } from "../files.ts";
import { diagnostics } from "../index.ts";
import { withClient } from "../testing/with-client.ts";
import { withFolder } from "../testing/with-folder.ts";

/** Computes, so that samples are taken in it. */
function burn(milliseconds: number): number {
  const until = performance.now() + milliseconds;
  let sum = 0;
  while (performance.now() < until) sum += Math.sqrt(sum + 1);
  return sum;
}

/** A profile is told to stop when this has computed. */
function stopAfter(milliseconds: number): { readonly stop: AbortSignal; readonly onStart: () => void } {
  const controller = new AbortController();
  return {
    stop: controller.signal,
    onStart() {
      burn(milliseconds);
      controller.abort();
    },
  };
}

const namesIn = (profile: CpuProfile) => profile.nodes.map(({ callFrame }) => callFrame.functionName);

describe("a profile", () => {
  test("shows which functions took the time, until it is stopped", () =>
    withClient(diagnostics(), async (session) => {
      using cpu = session.service("cpu", Cpu);
      const { profile, end } = await takeProfile(cpu, stopAfter(150));
      expect(end).toBe("stopped");
      const [first] = profileTimes(profile).functions;
      const ours = profileTimes(profile).functions.find(({ name }) => name === "burn");
      expect(first?.self).toBeGreaterThan(0);
      expect(ours?.url).toBe(pathToFileURL(import.meta.path).href);
      expect(ours?.line).toBe(lineOf("function burn"));
      expect(ours?.total).toBeGreaterThan(20_000);
      expect((await cpu.status()).profiling).toBe("");
    }));

  test("ends by itself when its time is over", () =>
    withClient(diagnostics(), async (session) => {
      using cpu = session.service("cpu", Cpu);
      const { end, profile } = await takeProfile(cpu, { duration: 0.05, onStart: () => burn(100) });
      expect(end).toBe("maxDuration");
      expect(profile.endTime - profile.startTime).toBeGreaterThan(50_000);
    }));

  test("of several parts is one, and its samples add up", () =>
    withClient(diagnostics(), async (session) => {
      using cpu = session.service("cpu", Cpu);
      const { profile } = await takeProfile(cpu, {
        interval: 100,
        duration: 0.45,
        // So that it has to sort what it has again and again.
        onStart: () => {
          const timer = setInterval(() => (performance.now() < until ? burn(20) : clearInterval(timer)), 1);
          const until = performance.now() + 500;
        },
      });
      const hits = profile.nodes.reduce((sum, { hitCount }) => sum + hitCount, 0);
      expect(hits).toBe(profile.samples.length);
      const times = profile.timeDeltas.reduce((sum, delta) => sum + delta, 0);
      expect(times).toBeLessThanOrEqual(profile.endTime - profile.startTime);
      expect(profile.endTime - profile.startTime).toBeGreaterThan(400_000);
      expect(new Set(profile.nodes.map(({ id }) => id)).size).toBe(profile.nodes.length);
    }));

  test("is saved whole, under its name only", () =>
    withFolder(async (folder) => {
      await withClient(diagnostics(), async (session) => {
        using cpu = session.service("cpu", Cpu);
        const { profile } = await takeProfile(cpu, stopAfter(20));
        await saveProfile(profile, `${folder}/a.cpuprofile`);
        expect(await Bun.file(`${folder}/a.cpuprofile`).json()).toEqual(profile);
        const again = saveProfile(profile, `${folder}/a.cpuprofile`);
        await expect(again).rejects.toMatchObject({ code: "FILE_EXISTS" });
      });
    }));

  test("that cannot be is refused, saying what can", () =>
    withClient(diagnostics(), async (session) => {
      using cpu = session.service("cpu", Cpu);
      await expect(takeProfile(cpu, { interval: 10 })).rejects.toThrow(
        "interval must be from 100 to 1000000",
      );
      await expect(takeProfile(cpu, { duration: 1e9 })).rejects.toThrow("maxDuration must be from 0.001 to");
      await expect(takeProfile(cpu, { interval: 100, duration: 3600 })).rejects.toThrow(
        "maxDuration must be from 0.001 to 500, not 3600",
      );
    }));
});

describe("one at a time:", () => {
  test("the second of two clients is told who is first; when that one has gone, it is served", () =>
    withClient(diagnostics(), async (_, open) => {
      const first = open();
      using started = await first.service("cpu", Cpu).start({ maxDuration: 60 });
      expect(started.profiling).toBeDefined();
      using cpu = open().service("cpu", Cpu);
      await expect(takeProfile(cpu)).rejects.toMatchObject({
        type: "overloaded",
        message: expect.stringMatching(
          new RegExp(`^process ${process.pid} \\(.+\\) has been taking a profile of this process for 0 s`),
        ),
      });
      expect((await cpu.status()).profiling).toStartWith(`process ${process.pid}`);
      await first[Symbol.asyncDispose]();
      await untilFree(cpu);
      expect((await takeProfile(cpu, stopAfter(10))).end).toBe("stopped");
    }));

  test("a client that lets go of a profile ends it, and nothing of it is kept", () =>
    withClient(diagnostics(), async (session) => {
      using cpu = session.service("cpu", Cpu);
      for (let turn = 0; turn < 12; turn++) {
        (await cpu.start())[Symbol.dispose]();
        await untilFree(cpu);
      }
    }));

  test("a profile that is cancelled ends with the reason, and goes on nowhere", () =>
    withClient(diagnostics(), async (session) => {
      using cpu = session.service("cpu", Cpu);
      const controller = new AbortController();
      const taking = takeProfile(cpu, {
        signal: controller.signal,
        onStart: () => controller.abort(new Error("enough")),
      });
      await expect(taking).rejects.toThrow("enough");
      await untilFree(cpu);
    }));

  test("a client that goes, or cancels, while it waits for the end, ends it", () =>
    withClient(diagnostics(), async (_, open) => {
      using cpu = open().service("cpu", Cpu);
      const gone = open();
      const going = takeProfile(gone.service("cpu", Cpu), { duration: 60, onStart: () => started.resolve() });
      const started = Promise.withResolvers<void>();
      await started.promise;
      await gone[Symbol.asyncDispose]();
      await expect(going).rejects.toMatchObject({ type: "disconnected" });
      await untilFree(cpu);

      const controller = new AbortController();
      const again = Promise.withResolvers<void>();
      const cancelled = takeProfile(cpu, {
        duration: 60,
        signal: controller.signal,
        onStart: () => again.resolve(),
      });
      await again.promise;
      controller.abort(new Error("enough"));
      await expect(cancelled).rejects.toThrow("enough");
      await untilFree(cpu);
    }));

  test("what clients do not release is kept for eight profiles, and no more", () =>
    withClient(diagnostics(), async (_, open) => {
      const greedy = open();
      using cpu = greedy.service("cpu", Cpu);
      for (let turn = 0; turn < 8; turn++) {
        const { profiling } = await cpu.start();
        await profiling.stop();
      }
      await expect(cpu.start()).rejects.toMatchObject({
        type: "overloaded",
        message: expect.stringContaining("8 profiles are kept"),
      });
      await greedy[Symbol.asyncDispose]();
      using other = open().service("cpu", Cpu);
      await untilFree(other);
      expect((await takeProfile(other, stopAfter(10))).end).toBe("stopped");
    }));
});

/** Releases travel, and are noticed when they have come. */
async function untilFree(cpu: Cpu): Promise<void> {
  while ((await cpu.status()).profiling !== "") await Promise.resolve();
}

describe("the application's own use of the profiler", () => {
  const original = Object.getOwnPropertyDescriptors(Object.getPrototypeOf(Session.prototype));

  test("comes first: a profile that it takes goes on undisturbed, and the client is told", () =>
    withClient(diagnostics(), async (session) => {
      using cpu = session.service("cpu", Cpu);
      const own = await application();
      await own.post("Profiler.start");
      await expect(takeProfile(cpu)).rejects.toMatchObject({
        type: "overloaded",
        message: expect.stringContaining("the process is profiling itself"),
      });
      burn(80);
      const { profile } = await own.post("Profiler.stop");
      expect(namesIn(profile as CpuProfile)).toContain("burn");
      own.disconnect();
      expect((await takeProfile(cpu, stopAfter(10))).end).toBe("stopped");
    }));

  test("takes it over: the client's profile ends, and tells what it has; the application's is its own", () =>
    withClient(diagnostics(), async (session) => {
      using cpu = session.service("cpu", Cpu);
      const own = await application();
      const results = Promise.withResolvers<unknown>();
      const { profile, end } = await takeProfile(cpu, {
        async onStart() {
          burn(80);
          try {
            await own.post("Profiler.setSamplingInterval", { interval: 500 });
            await own.post("Profiler.start");
            burnOnBehalfOfTheApplication();
            results.resolve((await own.post("Profiler.stop")).profile);
          } catch (error) {
            results.reject(error);
          }
        },
      });
      expect(end).toBe("application");
      expect(namesIn(profile)).toContain("burn");
      expect(namesIn(profile)).not.toContain("burnOnBehalfOfTheApplication");
      expect(namesIn((await results.promise) as CpuProfile)).toContain("burnOnBehalfOfTheApplication");
      own.disconnect();
    }));

  test("ends a session: the client's profile ends with it, since in Bun they share one profiler", () =>
    withClient(diagnostics(), async (session) => {
      using cpu = session.service("cpu", Cpu);
      const own = await application();
      const { profile, end } = await takeProfile(cpu, {
        onStart() {
          burn(80);
          own.disconnect();
        },
      });
      expect(end).toBe("application");
      expect(namesIn(profile)).toContain("burn");
    }));

  test("finds its sessions as they were", () =>
    withClient(diagnostics(), async (session) => {
      using cpu = session.service("cpu", Cpu);
      await takeProfile(cpu, stopAfter(10));
      expect(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(Session.prototype))).toEqual(original);
    }));

  async function application(): Promise<Session> {
    const session = new Session();
    session.connect();
    await session.post("Profiler.enable");
    return session;
  }

  function burnOnBehalfOfTheApplication(): void {
    burn(80);
  }
});

describe("the flight recorder", () => {
  test("has what happened before anybody asked", async () => {
    await using recorder = flightRecorder({ intervalMs: 1 });
    await recorder.recent();
    burn(150);
    await withClient(diagnostics({ cpu: { recorder } }), async (session) => {
      using cpu = session.service("cpu", Cpu);
      using results = await cpu.recent();
      const profile = await receiveProfile(results.profile);
      expect(namesIn(profile)).toContain("burn");
      const { recorder: told } = await cpu.status();
      expect(told).toMatchObject({ interval: 1000, duration: 60 });
      expect(told?.kept).toBeGreaterThan(0.1);
    });
  });

  test("waits while a client takes a profile, and goes on afterwards", async () => {
    await using recorder = flightRecorder({ intervalMs: 1 });
    await recorder.recent();
    await withClient(diagnostics({ cpu: { recorder } }), async (session) => {
      using cpu = session.service("cpu", Cpu);
      const { profile } = await takeProfile(cpu, stopAfter(50));
      expect(namesIn(profile)).toContain("burn");
      burnAfterwards();
      expect(namesIn(await recorder.recent())).toContain("burnAfterwards");
    });
  });

  test("gives way to the application, and keeps what it has", async () => {
    await using recorder = flightRecorder({ intervalMs: 1 });
    await recorder.recent();
    burn(80);
    const own = new Session();
    own.connect();
    await own.post("Profiler.enable");
    await own.post("Profiler.start");
    burn(20);
    expect(namesIn((await own.post("Profiler.stop")).profile as CpuProfile)).toContain("burn");
    own.disconnect();
    burnAfterwards();
    expect(namesIn(await recorder.recent())).toContain("burn");
    burnAfterwards();
    expect(namesIn(await recorder.recent())).toContain("burnAfterwards");
  });

  test("gives no more than eight profiles, however many are asked for at once, or by clients that have gone", async () => {
    await using recorder = flightRecorder({ intervalMs: 1 });
    await recorder.recent();
    await withClient(diagnostics({ cpu: { recorder } }), async (session, open) => {
      for (let client = 0; client < 9; client++) {
        const gone = open();
        using cpu = gone.service("cpu", Cpu);
        const asked = cpu.recent();
        asked.catch(() => {});
        await cpu.status();
        gone.evict(new Error("gone in the middle"));
        await expect(asked).rejects.toThrow("gone in the middle");
        // Those that were asked for before it have been made.
        await recorder.recent();
      }
      using cpu = session.service("cpu", Cpu);
      const asked = Array.from({ length: 12 }, () => cpu.recent());
      const outcomes = await Promise.allSettled(asked);
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(8);
    });
  });

  test("gives an empty profile while it has been paused from the beginning", async () => {
    await using recorder = flightRecorder({ intervalMs: 1 });
    await using _pause = await recorder.pause();
    const { samples, startTime, endTime } = await recorder.recent();
    expect({ samples, lasted: endTime - startTime }).toEqual({ samples: [], lasted: 0 });
  });

  test("that is disposed says so, instead of having recorded nothing", async () => {
    const recorder = flightRecorder({ intervalMs: 1 });
    await recorder.recent();
    await recorder[Symbol.asyncDispose]();
    await expect(recorder.recent()).rejects.toMatchObject({ code: "DISPOSED" });
  });

  test("is not there unless the application has made one", () =>
    withClient(diagnostics(), async (session) => {
      using cpu = session.service("cpu", Cpu);
      await expect(cpu.recent()).rejects.toThrow("this process has no flight recorder");
      expect((await cpu.status()).recorder).toMatchObject({ interval: 0, kept: 0, duration: 0 });
    }));

  test("is refused options that cannot be", () => {
    for (const options of [
      { intervalMs: 0 },
      { intervalMs: 2000 },
      { duration: 1 },
      { duration: Number.NaN },
    ]) {
      expect(() => flightRecorder(options)).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }));
    }
    expect(() => diagnostics({ cpu: { recorder: true as never } })).toThrow(
      expect.objectContaining({ code: "INVALID_ARGUMENT" }),
    );
  });

  function burnAfterwards(): void {
    burn(80);
  }
});

function lineOf(text: string): number {
  const lines = burnSource.split("\n");
  return lines.findIndex((line) => line.startsWith(text)) + 1;
}

const burnSource = await Bun.file(import.meta.path).text();
