// hostile-clients.test.ts: clients that mean harm, or are broken, take bounded memory and time; the others are served.
import { expect, test } from "bun:test";
import { join } from "node:path";
import { type Directories, makeDirectories, TargetProcess } from "@teleop/conformance";
import { socketName } from "@teleop/core/plugin";
import { attach, Echo, type Target } from "teleop";
import { Attacker, recordCalls } from "./testing/attacker.ts";
import type { BesiegedCommand, BesiegedProgram, BesiegedReport } from "./testing/besieged-program.ts";
import { inParallel } from "./testing/in-parallel.ts";

const onLinux = test.if(process.platform === "linux");
const TEST_TIMEOUT_MS = 60_000;

/** Says how much, in MiB, a target may have grown after an attack. A Bun process alone has about 40. */
const SMALL = 64;

/** A frame that announces one segment of 1 MiB, and the first 1000 bytes of it. */
const HALF_A_FRAME = frame([0, 131_072], 1000);

onLinux.each([
  ["send nothing", undefined],
  ["send half a frame", HALF_A_FRAME],
])(
  "of 500 connections that %s those too many are refused at once, the others in time, and clients are served",
  async (_what, bytes) => {
    await using siege = await Siege.begin({ handshakeTimeout: 1500 });
    // Else it would have to make room, where the attack takes longer than a second.
    await using _busy = siege.callUnderWay();
    const before = await siege.memory();
    const attackers = await inParallel(50, Array.from({ length: 500 }), async () => {
      const attacker = await siege.attacker();
      if (bytes !== undefined) await attacker?.say(bytes);
      return attacker;
    });
    await siege.expectService();
    await Promise.all(attackers.map((attacker) => attacker?.closed));
    // Answered after all of that has been told.
    await siege.holdings();
    const reasons = siege.reasons("refused");
    const tooMany = reasons.filter((reason) => reason.includes("maxConnections is 128")).length;
    const silent = reasons.filter((reason) => reason.includes("said nothing complete within 1500 ms")).length;
    // On a slow machine some have been silent for a second while others come, and make room.
    const evicted = siege.reasons("evicted").length;
    expect(tooMany + silent + evicted).toBe(500);
    if (evicted === 0) expect(silent).toBe(127);
    else expect(silent).toBeLessThanOrEqual(127);
    await siege.expectService();
    await using _latecomer = await attach(siege.process.pid);
    expect((await siege.memory()) - before).toBeLessThan(SMALL);
  },
  TEST_TIMEOUT_MS,
);

onLinux(
  "a client that never reads makes a target hold no more results than may wait, and clients are served",
  async () => {
    await using siege = await Siege.begin();
    const before = await siege.memory();
    using attacker = await siege.attacker({ isDeaf: true });
    const calls = await recordCalls(400, 2 ** 20);
    await attacker?.say(calls, 1000);
    await siege.expectService();
    // 128 MiB of results may wait, and as much of calls; chunks of both may be under way.
    expect((await siege.memory()) - before).toBeLessThan(2 * 128 + 64);
    attacker?.[Symbol.dispose]();
    await siege.process.next("closed");
    await siege.expectService();
  },
  TEST_TIMEOUT_MS,
);

onLinux(
  "ten clients that never read make a target hold no more than its budget, and the memory comes back",
  async () => {
    await using siege = await Siege.begin();
    const before = await siege.memory();
    const calls = await recordCalls(400, 2 ** 20);
    using attackers = new DisposableStack();
    let come = 0;
    const attack = async (): Promise<void> => {
      come += 1;
      const attacker = attackers.use(await siege.attacker({ isDeaf: true }));
      await attacker?.say(calls, 1500);
    };
    const attacks = Array.from({ length: 10 }, attack);
    await siege.expectService();
    await Promise.all(attacks);
    await siege.expectService();
    // The budget is 256 MiB; for each of them a chunk that was being read and a result may come on top.
    expect((await siege.memory()) - before).toBeLessThan(256 + 10 * 8);
    // On a quick machine all of it happens within a second: those who send too much are dropped then, and so are more like
    // them, until the second is over and the one who holds everything has to give way.
    const gaveWay = "has taken nothing for a second";
    while (!siege.reasons("ended").join().includes(gaveWay)) await attack();
    expect(siege.reasons("ended").join()).toContain(gaveWay);
    attackers.dispose();
    for (let gone = 0; gone < come; gone++) await siege.process.next("closed");
    expect((await siege.memory()) - before).toBeLessThan(SMALL);
  },
  TEST_TIMEOUT_MS,
);

onLinux(
  "clients that die while they are not read from are noticed: their calls are aborted, their memory comes back",
  async () => {
    await using siege = await Siege.begin({ servedBytes: 8 * 2 ** 20 });
    const before = await siege.holdings();
    const calls = await recordCalls(60, 2 ** 18, "patient");
    const attackers = await inParallel(4, Array.from({ length: 4 }), async () => {
      const attacker = await siege.attacker();
      expect(await attacker?.say(calls)).toBe("ignored");
      return attacker;
    });
    // 32 calls of 256 KiB are over the limit, of each.
    expect((await siege.holdings()).patientCalls).toBeGreaterThanOrEqual(4 * 31);
    for (const attacker of attackers) attacker?.[Symbol.dispose]();
    for (let gone = 0; gone < 4; gone++) await siege.process.next("closed");
    const after = await siege.holdings();
    expect(after.patientCalls).toBe(0);
    expect(after.descriptors).toBe(before.descriptors);
    expect(after.mebibytes - before.mebibytes).toBeLessThan(SMALL);
    await siege.expectService();
  },
  TEST_TIMEOUT_MS,
);

onLinux(
  "floods of calls are answered, and clients are served meanwhile",
  async () => {
    await using siege = await Siege.begin();
    const before = await siege.memory();
    const calls = await recordCalls(20_000, 64);
    using attackers = new DisposableStack();
    const floods = Array.from({ length: 4 }, async () => {
      const attacker = attackers.use(await siege.attacker());
      expect(await attacker?.say(calls, 10_000)).toBe("said");
      return attacker;
    });
    for (let round = 0; round < 20; round++) await siege.expectService();
    for (const flood of floods) expect((await flood)?.received).toBeGreaterThan(0);
    // Each attacker has 20,000 answers that it never finishes.
    expect((await siege.memory()) - before).toBeLessThan(4 * 64);
  },
  TEST_TIMEOUT_MS,
);

const nonsense: Record<string, { readonly bytes: Uint8Array; readonly reason: string }> = {
  "2^32 - 1 segments": { bytes: frame([0xffff_fffe], 0), reason: "announces 4294967295 segments" },
  "2^32 segments": { bytes: frame([0xffff_ffff], 0), reason: "announces 4294967296 segments" },
  "a segment of 32 GiB": { bytes: frame([0, 0xffff_ffff], 0), reason: "announces 34359738360 bytes" },
  "two segments of 64 MiB together and one word more": {
    bytes: frame([1, 2 ** 22, 2 ** 22 + 1, 0], 0),
    reason: "announces 67108872 bytes",
  },
  "a message without a root": { bytes: frame([0, 0], 0), reason: "no root" },
  text: { bytes: new TextEncoder().encode("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"), reason: "announces" },
};

onLinux.each(Object.entries(nonsense))(
  "a connection that begins with %s is aborted with a reason, and clients are served",
  async (_what, { bytes, reason }) => {
    await using siege = await Siege.begin();
    const before = await siege.memory();
    using attacker = await siege.attacker();
    await attacker?.say(bytes);
    await attacker?.closed;
    await siege.process.next("ended");
    expect(siege.reasons("ended")).toEqual([expect.stringContaining(reason)]);
    await siege.expectService();
    expect((await siege.memory()) - before).toBeLessThan(SMALL);
  },
  TEST_TIMEOUT_MS,
);

onLinux(
  "random bytes, whole or after a good beginning, end their connection and nothing else",
  async () => {
    await using siege = await Siege.begin({ handshakeTimeout: 1000 });
    const before = await siege.memory();
    const beginning = await recordCalls(1, 16);
    await inParallel(10, Array.from({ length: 100 }).entries().toArray(), async ([index]) => {
      using attacker = await siege.attacker();
      if (index % 2 === 0) await attacker?.say(beginning);
      // Plausible headers, now and then: what comes behind is read as a message.
      const bytes = crypto.getRandomValues(new Uint8Array(4096));
      if (index % 4 < 2) bytes.set(frame([0, 511], 0));
      await attacker?.say(bytes);
      await siege.expectService();
    });
    expect((await siege.memory()) - before).toBeLessThan(SMALL);
  },
  TEST_TIMEOUT_MS,
);

onLinux(
  "a target is disposed in time though a peer does not read",
  async () => {
    await using siege = await Siege.begin({ lingerMs: 200 });
    using attacker = await siege.attacker({ isDeaf: true });
    const calls = await recordCalls(100, 2 ** 20);
    await attacker?.say(calls);
    siege.process.send({ do: "dispose" });
    await siege.process.next("disposed");
    expect(siege.directories.leftovers()).toEqual([]);
  },
  TEST_TIMEOUT_MS,
);

/** A target, and one good client of it that came before the attack. */
class Siege implements AsyncDisposable {
  readonly directories: Directories;
  readonly process: TargetProcess<BesiegedCommand, BesiegedReport>;
  readonly #owned: AsyncDisposableStack;
  #client: Target | undefined;

  private constructor(program: BesiegedProgram, owned: AsyncDisposableStack) {
    this.#owned = owned;
    this.directories = owned.use(makeDirectories());
    const script = new URL("./testing/besieged-program.ts", import.meta.url);
    this.process = owned.use(
      new TargetProcess(script, { ...this.directories, args: [JSON.stringify(program)] }),
    );
  }

  static async begin(program: BesiegedProgram = {}): Promise<Siege> {
    const siege = new Siege(program, new AsyncDisposableStack());
    await siege.process.next("ready");
    siege.#client = siege.#owned.use(await attach(siege.process.pid));
    await siege.expectService();
    return siege;
  }

  attacker(options?: { readonly isDeaf?: boolean }): Promise<Attacker | undefined> {
    return Attacker.connect(join(this.directories.tmp, socketName(this.process)), options);
  }

  /** The good client gets its answer, soon. */
  async expectService(): Promise<void> {
    const begun = performance.now();
    using echo = this.#client?.service("echo", Echo);
    const answer = await echo?.echo({ message: "hello!" });
    expect(answer?.reply).toBe("hello!");
    expect(performance.now() - begun).toBeLessThan(5_000);
  }

  /** A call of the good client, until it is disposed: meanwhile that client is not idle. */
  callUnderWay(): AsyncDisposable {
    const controller = new AbortController();
    const patient = this.#client?.service("patient", Echo);
    const call = patient?.echo({}, { signal: controller.signal });
    return {
      async [Symbol.asyncDispose]() {
        controller.abort(new Error("it has been long enough"));
        await Promise.allSettled([call]);
        patient?.[Symbol.dispose]();
      },
    };
  }

  async memory(): Promise<number> {
    return (await this.holdings()).mebibytes;
  }

  holdings(): Promise<Extract<BesiegedReport, { readonly report: "holdings" }>> {
    this.process.send({ do: "measure" });
    return this.process.next("holdings");
  }

  reasons(kind: BesiegedReport["report"]): string[] {
    return this.process.log.flatMap((line) =>
      "reason" in line && line.report === kind ? [line.reason] : [],
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#owned[Symbol.asyncDispose]();
  }
}

/** The words of a frame's header, and some bytes of what it announces. */
function frame(header: readonly number[], bytes: number): Uint8Array {
  const words = header.length % 2 === 0 ? header : [...header, 0];
  const all = new Uint8Array(words.length * 4 + bytes);
  new Uint32Array(all.buffer, 0, words.length).set(words);
  return all;
}
