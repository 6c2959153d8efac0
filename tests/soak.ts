// soak.ts: attaches, calls and kills at random, with real processes, and tells what was lost or leaked.
//
//   bun run soak [minutes] [seed]
//
// The seed repeats the choices, not the moments at which the system carries them out. Needs Linux.
import { existsSync } from "node:fs";
import { type Directories, makeDirectories } from "@teleop/conformance";
import { Random } from "@teleop/random-runs";
import { attach, Echo } from "teleop";
import { attacherNamed } from "./testing/attachers.ts";
import { Attacker } from "./testing/attacker.ts";
import { type Holdings, holdings } from "./testing/holdings.ts";
import { ageLeftovers, removePrivateDirectories, SoakTarget } from "./testing/soak-targets.ts";

/** A call or an attach that has not settled by then is lost. Far more than any may take. */
const LOST_MS = 30_000;

/** How much more memory than after its first quarter a process may hold at the end, in MiB. */
const FLAT_MIB = 32;

/** On its working directory and on its private one. Fewer would mean that it is deaf. */
const SURVIVORS_WATCHES = 2;

const minutes = Number(process.argv[2] ?? 2);
const seed = Number(process.argv[3] ?? crypto.getRandomValues(new Uint32Array(1))[0]);
if (!(minutes > 0) || !Number.isInteger(seed)) {
  console.error("usage: bun run soak [minutes] [seed]");
  process.exit(64);
}

class Soak {
  readonly random: Random;
  readonly directories: Directories;
  readonly targets: readonly SoakTarget[];
  readonly survivor: SoakTarget;
  attaches = 0;
  calls = 0;
  faults = 0;
  readonly problems: string[] = [];

  constructor(random: Random, directories: Directories) {
    this.random = random;
    this.directories = directories;
    this.survivor = new SoakTarget("default", false, directories);
    this.targets = [
      this.survivor,
      new SoakTarget("default", true, directories),
      new SoakTarget("unix", true, directories),
    ];
  }

  /** What happens next, and how often in comparison. */
  readonly #deeds: readonly (readonly [weight: number, deed: () => Promise<void>])[] = [
    [10, () => this.#visit()],
    [2, () => this.#changeMind()],
    [2, () => this.#killClient()],
    [1, () => this.#killTarget("killed")],
    [1, () => this.#killTarget("in order")],
    [1, () => this.#fault(async (target) => target.freeze(this.random.below(200)))],
    [1, () => this.#fault(async (target) => target.removeSocket())],
    [1, () => this.#fault(async (target) => target.leaveAttachFile())],
    [1, () => this.#fault(async () => removePrivateDirectories(this.directories))],
    [2, () => this.#fault(async (target) => this.#rave(target))],
  ];

  /** One of everything, so that what is made once and kept is there. A target keeps one listener that was removed. */
  async warmUp(): Promise<void> {
    for (let round = 0; round < 2; round++) {
      await attachOnce(this.survivor);
      this.survivor.removeSocket();
    }
    await attachOnce(this.survivor);
    for (const [, deed] of this.#deeds) await deed();
  }

  async deed(): Promise<void> {
    const all = this.#deeds.flatMap(([weight, deed]) => new Array<typeof deed>(weight).fill(deed));
    await this.random.pick(all)();
  }

  /** A client in this process: attaches, calls, and accounts for each call. */
  async #visit(): Promise<void> {
    const target = this.random.pick(this.targets);
    const signal = AbortSignal.timeout(LOST_MS);
    await this.#account(`attach to ${target.pid}`, target, async () => {
      await using attached = await attach(target.pid, { attacher: attacherNamed(target.attacher), signal });
      this.attaches += 1;
      using echo = attached.service("echo", Echo);
      const calls = Array.from({ length: 1 + this.random.below(20) }, () => {
        const message = "m".repeat(this.random.below(this.random.pick([10, 1000, 200_000])));
        this.calls += 1;
        return this.#account("a call", target, async () => {
          const { reply } = await echo.echo({ message });
          if (reply !== message)
            this.problems.push(`${message.length} characters came back as ${reply.length}`);
        });
      });
      await Promise.all(calls);
    });
  }

  /** Waits for the end of something, and notes when it has none, or one that says nothing. */
  async #account(what: string, target: SoakTarget, work: () => Promise<void>): Promise<void> {
    const { pid } = target;
    const lost = Promise.withResolvers<"lost">();
    const timer = setTimeout(() => lost.resolve("lost"), LOST_MS);
    try {
      if ((await Promise.race([work(), lost.promise])) === "lost") this.problems.push(`${what} was lost`);
    } catch (error) {
      const isReport = error instanceof Error && ("code" in error || "type" in error);
      // Who is not killed must serve.
      if (!isReport || (!target.isMortal && target.pid === pid))
        this.problems.push(`${what} failed: ${error}`);
    } finally {
      clearTimeout(timer);
    }
  }

  /** A client that gives up while it attaches. */
  async #changeMind(): Promise<void> {
    const target = this.random.pick(this.targets);
    const reason = Object.assign(new Error("changed its mind"), { code: "CHANGED_MIND" });
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(reason), this.random.below(30));
    this.faults += 1;
    try {
      await using _attached = await attach(target.pid, {
        attacher: attacherNamed(target.attacher),
        signal: abort.signal,
      });
      this.attaches += 1;
    } catch (error) {
      if (!(error instanceof Error && "code" in error)) this.problems.push(`an abort failed: ${error}`);
    } finally {
      clearTimeout(timer);
    }
  }

  async #killClient(): Promise<void> {
    const target = this.random.pick(this.targets);
    const program = new URL("./testing/soak-client-program.ts", import.meta.url).pathname;
    const client = Bun.spawn([process.execPath, program, String(target.pid), target.attacher], {
      env: { ...process.env, TMPDIR: this.directories.tmp },
      stdio: ["ignore", "ignore", "inherit"],
    });
    // It takes some 50 ms to start, and is then somewhere between an attach and a call.
    await Bun.sleep(30 + this.random.below(120));
    client.kill("SIGKILL");
    await client.exited;
    this.attaches += 1;
    this.faults += 1;
    if (client.signalCode === null && client.exitCode !== 0) this.problems.push("a client failed");
  }

  async #killTarget(how: "killed" | "in order"): Promise<void> {
    const target = this.random.pick(this.targets.filter(({ isMortal }) => isMortal));
    this.faults += 1;
    await target.replace(how);
  }

  async #fault(deed: (target: SoakTarget) => Promise<void>): Promise<void> {
    this.faults += 1;
    await deed(this.random.pick(this.targets));
  }

  async #rave(target: SoakTarget): Promise<void> {
    using attacker = await Attacker.connect(target.socket);
    await attacker?.say(crypto.getRandomValues(new Uint8Array(1 + this.random.below(5000))));
  }
}

async function run(): Promise<boolean> {
  using directories = makeDirectories();
  const soak = new Soak(new Random(seed), directories);
  await Promise.all(soak.targets.map(({ ready }) => ready));
  console.log(`soaking for ${minutes} min, seed ${seed}`);
  await soak.warmUp();
  const before = await settledHoldings(soak, (now, last) => leakedDescriptors(last, now) === 0);
  let early = before;
  const begun = performance.now();
  const elapsed = (): number => (performance.now() - begun) / 60_000 / minutes;
  const worker = async (): Promise<void> => {
    while (elapsed() < 1 && soak.problems.length < 10) await soak.deed();
  };
  const workers = Promise.all([worker(), worker(), worker(), worker()]);
  await Promise.race([workers, Bun.sleep((minutes * 60_000) / 4)]);
  early = await bothHoldings(soak);
  await workers;
  const after = await settledHoldings(soak, (now) => leakedDescriptors(before, now) === 0);
  const files = await leakedFiles(soak);

  const fds = leakedDescriptors(before, after);
  const watches = after.reduce((sum, holding) => sum + holding.watches, 0) - SURVIVORS_WATCHES;
  const grown = after.map(({ mebibytes }, index) => mebibytes - (early[index]?.mebibytes ?? 0));
  const isFlat = grown.every((growth) => growth < FLAT_MIB);
  for (const problem of soak.problems) console.log(`problem: ${problem}`);
  for (const file of files) console.log(`leaked: ${file}`);
  console.log(
    `${soak.calls} calls; memory of target and client grew by ${grown.map((mib) => mib.toFixed(0)).join(" and ")} MiB`,
  );
  console.log(
    `${soak.attaches} attaches, ${soak.faults} faults injected, ${soak.problems.length} lost calls unreported, ` +
      `${files.length} leaked files, ${fds} fds, ${watches} watches; memory ${isFlat ? "flat" : "grows"}`,
  );
  return soak.problems.length === 0 && files.length === 0 && fds === 0 && watches === 0 && isFlat;
}

async function attachOnce(target: SoakTarget): Promise<void> {
  await using attached = await attach(target.pid, { attacher: attacherNamed(target.attacher) });
  using echo = attached.service("echo", Echo);
  await echo.echo({ message: "hello" });
}

/** Of the target that lives through it all, and of this process, the client. */
async function bothHoldings(soak: Soak): Promise<Holdings[]> {
  return [await soak.survivor.measure(), holdings()];
}

/**
 * What is closed on one side takes a moment to be gone on the other, and a watch that rests, or for which the target looks
 * once a second, is soon back.
 */
async function settledHoldings(
  soak: Soak,
  hasSettled: (now: readonly Holdings[], last: readonly Holdings[]) => boolean,
): Promise<readonly Holdings[]> {
  let last = await bothHoldings(soak);
  for (let round = 0; ; round++) {
    await Bun.sleep(100);
    const now = await bothHoldings(soak);
    if (round === 50 || (now[0]?.watches === SURVIVORS_WATCHES && hasSettled(now, last))) return now;
    last = now;
  }
}

function leakedDescriptors(before: readonly Holdings[], after: readonly Holdings[]): number {
  const grown = after.map(({ descriptors }, index) => descriptors - (before[index]?.descriptors ?? 0));
  return grown.reduce((sum, more) => sum + Math.max(0, more), 0);
}

/** Ends all targets in order. What those left that were killed, the next start in the same place clears away. */
async function leakedFiles(soak: Soak): Promise<string[]> {
  for (const target of soak.targets) {
    if ((await target.end()) !== 0) soak.problems.push(`target ${target.pid} ended with an error`);
  }
  const left = ageLeftovers(soak.directories);
  const next = new SoakTarget("default", false, soak.directories);
  await next.ready;
  await attachOnce(next);
  // It clears away in the background.
  for (let round = 0; round < 50 && left.some((path) => existsSync(path)); round++) await Bun.sleep(100);
  await next.end();
  return soak.directories.leftovers();
}

process.exitCode = (await run()) ? 0 : 1;
