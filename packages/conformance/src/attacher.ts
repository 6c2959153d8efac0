// attacher.ts: what every attacher must do, tested once for all of them on real processes.
import { expect, test } from "bun:test";
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Attacher, AttachSignal, TeleopError } from "@teleop/core";
import { attachFileName } from "@teleop/core/plugin";
import { AttacherProcess, makeDirectories } from "./attacher-process.ts";
import { makeZombie } from "./zombie.ts";

/** What an attacher's package says about itself. */
export interface AttacherConformance {
  /** Begins the name of every test. */
  readonly name: string;
  readonly attacher: Attacher;
  /** A script that calls `runAttacherTarget(attacher)`. It runs in a directory of its own, with a TMPDIR of its own. */
  readonly target: URL;
  /** What looks like an attach and must not wake the target. */
  readonly decoys: readonly Decoy[];
  /** Tests that cannot hold for this attacher, or here, and why. */
  readonly skip?: readonly { readonly reason: string; readonly tests: readonly string[] }[];
}

export interface Decoy {
  readonly name: string;
  send(target: { readonly pid: number; readonly cwd: string }): void | Promise<void>;
}

/** Declares the suite, for `bun test`. */
export function attacherConformance(conformance: AttacherConformance): void {
  const { name, skip = [] } = conformance;
  const tests = Object.entries(attacherTests(conformance));
  const unknown = skip
    .flatMap((entry) => entry.tests)
    .find((skipped) => !tests.some(([known]) => known === skipped));
  if (unknown !== undefined) throw new Error(`${name}: cannot skip "${unknown}": there is no such test`);
  for (const [testName, run] of tests) {
    const reason =
      testName === FOREIGN_FILE && process.geteuid?.() !== 0
        ? "only root can make a file of another user"
        : process.platform === "win32" && NOT_ON_WINDOWS.includes(testName)
          ? "Windows neither renames nor removes a directory in which a process works"
          : skip.find(({ tests }) => tests.includes(testName))?.reason;
    if (reason === undefined) test(`${name}: ${testName}`, run, TEST_TIMEOUT_MS);
    else test.skip(`${name}: ${testName} (skipped: ${reason})`, run);
  }
  for (const decoy of conformance.decoys) {
    test(
      `${name}: ${decoy.name} does not wake the target`,
      async () => {
        await using target = await AttacherProcess.start(conformance.target);
        await target.command({ do: "arm" });
        await decoy.send({ pid: target.pid, cwd: target.directories.cwd });
        await target.settle();
        expect(target.drain("signaled")).toBe(0);
        await wake(conformance.attacher, target);
      },
      TEST_TIMEOUT_MS,
    );
  }
}

/** Far more than any of them takes, so that a busy machine fails none. */
const TEST_TIMEOUT_MS = 20_000;

function attacherTests({ attacher, target: script }: AttacherConformance) {
  return {
    "a signal sent in the tick after arm() is seen": async () => {
      await using target = await AttacherProcess.start(script);
      await target.command({ do: "armAndSignalItself" });
      await target.next("signaled");
    },
    "an attach that came before arm() is seen": async () => {
      await using target = await AttacherProcess.start(script);
      await using signal = attacher.signal(target);
      await signal.send();
      await target.command({ do: "arm" });
      await target.next("signaled");
    },
    "a target is woken once for each of several attaches": async () => {
      await using target = await AttacherProcess.start(script);
      await target.command({ do: "arm" });
      for (let attach = 0; attach < 3; attach++) await wake(attacher, target);
    },
    "a repeated send() wakes the target again": async () => {
      await using target = await AttacherProcess.start(script);
      await target.command({ do: "arm" });
      await using signal = attacher.signal(target);
      for (let attach = 0; attach < 3; attach++) await wakeBy(signal, target);
    },
    "a rendezvous with a name is woken by that name only": async () => {
      await using target = await AttacherProcess.start(script);
      await target.command({ do: "arm", name: "one" });
      await target.command({ do: "arm", name: "two" });
      await wake(attacher, target, "two");
      await target.settle();
      expect(target.drain("signaled")).toBe(0);
      await wake(attacher, target, "one");
    },
    "arming twice in one process wakes both watches": async () => {
      await using target = await AttacherProcess.start(script);
      await target.command({ do: "arm" });
      await target.command({ do: "arm" });
      await using signal = attacher.signal(target);
      await signal.send();
      await target.next("signaled");
      await target.next("signaled");
    },
    "nothing is left behind once target and client have disposed": async () => {
      await using target = await AttacherProcess.start(script);
      await target.command({ do: "arm" });
      await wake(attacher, target);
      await target.command({ do: "dispose", times: 1 });
      expect(target.directories.leftovers()).toEqual([]);
    },
    "disposing four times is harmless, and ends the wait": async () => {
      await using target = await AttacherProcess.start(script);
      await target.command({ do: "arm" });
      await target.command({ do: "dispose", times: 4 });
      expect(await target.next("rejected")).toEqual({ report: "rejected", code: "DISPOSED" });
      expect(target.directories.leftovers()).toEqual([]);
      expect(await target.end()).toBe(0);
    },
    "disposing one watch leaves the other armed": async () => {
      await using target = await AttacherProcess.start(script);
      await target.command({ do: "arm", name: "one" });
      await target.command({ do: "arm", name: "two" });
      await target.command({ do: "dispose", name: "one", times: 1 });
      await wake(attacher, target, "two");
    },
    "a disposed target can be armed again": async () => {
      await using target = await AttacherProcess.start(script);
      for (let round = 0; round < 3; round++) {
        await target.command({ do: "arm" });
        await wake(attacher, target);
        await target.command({ do: "dispose", times: 1 });
        await target.next("rejected");
      }
    },
    "a late send() does not harm a target that was armed": async () => {
      await using target = await AttacherProcess.start(script);
      await target.command({ do: "arm" });
      await using signal = attacher.signal(target);
      await wakeBy(signal, target);
      await target.command({ do: "dispose", times: 1 });
      await signal.send().catch((error: TeleopError) => expect(error.code).toBe("NOT_ARMED"));
      await target.settle();
      expect(await target.end()).toBe(0);
    },
    "aborting a wait rejects it with the reason": async () => {
      await using target = await AttacherProcess.start(script);
      await target.command({ do: "abortWait" });
      expect(await target.next("rejected")).toEqual({ report: "rejected", code: "ABORTED" });
      expect(await target.end()).toBe(0);
    },
    "a process that is only armed ends by itself": async () => {
      expect(await AttacherProcess.runToEnd(script, "idle")).toEqual({ exitCode: 0, leftovers: [] });
    },
    "a process that only waits for an attach ends by itself": async () => {
      expect(await AttacherProcess.runToEnd(script, "waiting")).toEqual({ exitCode: 0, leftovers: [] });
    },
    "two clients at once wake the target, and leave nothing": async () => {
      await using target = await AttacherProcess.start(script);
      await target.command({ do: "arm" });
      {
        await using one = attacher.signal(target);
        await using two = attacher.signal(target);
        await Promise.all([one.send(), two.send()]);
        await target.next("signaled");
        await target.settle();
        target.drain("signaled");
        await wakeBy(two, target);
        await wakeBy(one, target);
      }
      await target.command({ do: "dispose", times: 1 });
      expect(target.directories.leftovers()).toEqual([]);
    },
    "a client removes only the attach file that it made": async () => {
      await using target = await AttacherProcess.start(script);
      await target.command({ do: "arm" });
      const file = join(target.directories.cwd, attachFileName({ pid: target.pid }));
      await using first = attacher.signal(target);
      await first.send();
      const made = lstatSync(file).ino;
      {
        await using second = attacher.signal(target);
        await second.send();
      }
      expect(lstatSync(file).ino).toBe(made);
    },
    "an attach file is a regular file of mode 0600": async () => {
      await using target = await AttacherProcess.start(script);
      await target.command({ do: "arm" });
      await using signal = attacher.signal(target);
      await signal.send();
      const stats = lstatSync(join(target.directories.cwd, attachFileName({ pid: target.pid })));
      expect(stats.isFile()).toBe(true);
      expect(stats.mode & 0o7777).toBe(0o600);
      expect(stats.size).toBeGreaterThan(0);
    },
    "a leftover of a client that was killed does not keep the next one from attaching": async () => {
      await using target = await AttacherProcess.start(script);
      await target.command({ do: "arm" });
      const file = join(target.directories.cwd, attachFileName({ pid: target.pid }));
      writeFileSync(file, "leftover", { mode: 0o600 });
      await target.settle();
      target.drain("signaled");
      await wake(attacher, target);
      await wake(attacher, target);
    },
    "a planted link is refused, its target untouched, and the attach works elsewhere": async () => {
      await using target = await AttacherProcess.start(script);
      using elsewhere = makeDirectories();
      const precious = join(elsewhere.cwd, "precious");
      writeFileSync(precious, "precious");
      const link = join(target.directories.cwd, attachFileName({ pid: target.pid }));
      symlinkSync(precious, link);
      await target.command({ do: "arm" });
      await wake(attacher, target);
      expect(readFileSync(precious, "utf8")).toBe("precious");
      expect(lstatSync(link).isSymbolicLink()).toBe(true);
      expect(target.events.some(({ type }) => type === "ignored")).toBe(true);
    },
    "a dangling link at the attach file's path creates nothing, and the attach works elsewhere": async () => {
      await using target = await AttacherProcess.start(script);
      using elsewhere = makeDirectories();
      symlinkSync(
        join(elsewhere.cwd, "absent"),
        join(target.directories.cwd, attachFileName({ pid: target.pid })),
      );
      await target.command({ do: "arm" });
      await wake(attacher, target);
      expect(elsewhere.leftovers()).toEqual([]);
    },
    "a directory at the attach file's path is reported, and the attach works elsewhere": async () => {
      await using target = await AttacherProcess.start(script);
      mkdirSync(join(target.directories.cwd, attachFileName({ pid: target.pid })));
      await target.command({ do: "arm" });
      await wake(attacher, target);
      expect(target.events.some(({ type }) => type === "ignored")).toBe(true);
    },
    [FOREIGN_FILE]: async () => {
      await using target = await AttacherProcess.start(script);
      await target.command({ do: "arm" });
      const file = join(target.directories.cwd, attachFileName({ pid: target.pid }));
      // Renamed into place, so that the target never sees it as ours.
      writeFileSync(`${file}~`, "");
      chownSync(`${file}~`, SOMEBODY_ELSE, SOMEBODY_ELSE);
      renameSync(`${file}~`, file);
      await target.settle();
      expect(target.drain("signaled")).toBe(0);
      await wake(attacher, target);
      expect(target.events.find(({ type }) => type === "ignored")).toMatchObject({
        reason: expect.stringContaining(`user ${SOMEBODY_ELSE}`),
      });
      expect(lstatSync(file).uid).toBe(SOMEBODY_ELSE);
    },
    "a target that changed its directory after arming is woken": async () => {
      // First, since some systems remove no directory in which a process works.
      using elsewhere = makeDirectories();
      await using target = await AttacherProcess.start(script);
      await target.command({ do: "arm" });
      await target.command({ do: "chdir", to: elsewhere.cwd });
      await wake(attacher, target);
      await target.command({ do: "dispose", times: 1 });
      expect([...elsewhere.leftovers(), ...target.directories.leftovers()]).toEqual([]);
    },
    "a target whose directory was renamed after arming is woken": async () => {
      await using target = await AttacherProcess.start(script);
      await target.command({ do: "arm" });
      renameSync(target.directories.cwd, `${target.directories.cwd}-renamed`);
      await wake(attacher, target);
    },
    "a target whose directory was deleted after arming is woken": async () => {
      await using target = await AttacherProcess.start(script);
      await target.command({ do: "arm" });
      rmdirSync(target.directories.cwd);
      await wake(attacher, target);
    },
    "a target whose directory was deleted before arming is woken": async () => {
      await using target = await AttacherProcess.start(script);
      rmdirSync(target.directories.cwd);
      await target.command({ do: "arm" });
      await wake(attacher, target);
    },
    "a target whose directory is read-only is woken": async () => {
      await using target = await AttacherProcess.start(script);
      chmodSync(target.directories.cwd, 0o555);
      await target.command({ do: "arm" });
      await wake(attacher, target);
      chmodSync(target.directories.cwd, 0o755);
    },
    "a private directory that others may write to is refused, and the working directory serves": async () => {
      await using target = await AttacherProcess.start(script);
      const directory = join(target.directories.tmp, `.teleop_${process.geteuid?.()}`);
      mkdirSync(directory);
      chmodSync(directory, 0o777);
      await target.command({ do: "arm" });
      await wake(attacher, target);
      expect(target.events).toContainEqual(
        expect.objectContaining({ type: "degraded", reason: expect.stringContaining(directory) }),
      );
      expect(target.directories.leftovers()).toEqual([join("tmp", `.teleop_${process.geteuid?.()}`)]);
    },
    "a frozen target is woken when it goes on": async () => {
      await using target = await AttacherProcess.start(script);
      await target.command({ do: "arm" });
      await target.suspend();
      await using signal = attacher.signal(target);
      await signal.send();
      await signal.send();
      await target.resume();
      await target.next("signaled");
    },
    "the system shows signs of a target that is armed, also of one that is stopped": async () => {
      await using target = await AttacherProcess.start(script);
      const sign = () => attacher.armedSign?.(target, { isBound: false })?.armed ?? "unknown";
      expect(["no", "unknown"]).toContain(sign());
      await target.command({ do: "arm" });
      await target.suspend();
      expect(sign()).not.toBe("no");
    },
    "a process that is not armed goes on unharmed": async () => {
      await using target = await AttacherProcess.start(script);
      {
        await using signal = attacher.signal(target);
        await signal.send().catch((error: TeleopError) => expect(error.code).toBe("NOT_ARMED"));
        await target.settle();
      }
      expect(target.directories.leftovers()).toEqual([]);
      expect(await target.end()).toBe(0);
    },
    "a target that is killed between two sends is reported, and nothing is left": async () => {
      await using target = await AttacherProcess.start(script);
      await target.command({ do: "arm" });
      {
        await using signal = attacher.signal(target);
        await signal.send();
        target.kill("SIGKILL");
        await target.exited();
        expect(await codeOf(signal.send())).toBe("NO_SUCH_PROCESS");
      }
      expect(target.directories.leftovers().filter((name) => name.startsWith("cwd"))).toEqual([]);
    },
    "a PID that nobody has is reported at once": async () => {
      const target = await AttacherProcess.start(script);
      await target[Symbol.asyncDispose]();
      await using signal = attacher.signal({ pid: target.pid });
      expect(await codeOf(signal.send())).toBe("NO_SUCH_PROCESS");
    },
    "a zombie is reported at once": async () => {
      await using zombie = await makeZombie();
      await using signal = attacher.signal({ pid: zombie.pid });
      expect(await codeOf(signal.send())).toBe("NO_SUCH_PROCESS");
    },
    "what cannot be a PID is refused before anything is sent": async () => {
      for (const pid of [0, -1, -process.pid, 1.5, Number.NaN, 2 ** 31]) {
        expect(
          await codeOf(
            (async () => {
              await using signal = attacher.signal({ pid });
              await signal.send();
            })(),
          ),
        ).toBe("INVALID_ARGUMENT");
      }
    },
  };
}

const NOT_ON_WINDOWS: readonly string[] = [
  "a target whose directory was renamed after arming is woken",
  "a target whose directory was deleted after arming is woken",
  "a target whose directory was deleted before arming is woken",
];

const FOREIGN_FILE =
  "an attach file of another user is ignored and left alone, and the attach works elsewhere";

/** `nobody`, by convention. Only its being neither root nor us matters. */
const SOMEBODY_ELSE = 65534;

async function wake(attacher: Attacher, target: AttacherProcess, name?: string): Promise<void> {
  await using signal = attacher.signal({ pid: target.pid, name });
  await wakeBy(signal, target, name);
}

/** Sends until the target is woken, as `connect` does: some places are only tried the second time. */
async function wakeBy(signal: AttachSignal, target: AttacherProcess, name = ""): Promise<void> {
  const signaled = target.next("signaled");
  for (let woken = false; !woken; ) {
    await signal.send();
    const settled = target.settle();
    woken = await Promise.race([signaled.then(() => true), settled.then(() => false)]);
    await settled;
  }
  expect(await signaled).toEqual({ report: "signaled", name });
  target.drain("signaled");
}

async function codeOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return "no error";
  } catch (error) {
    return error instanceof Error && "code" in error ? String(error.code) : String(error);
  }
}
