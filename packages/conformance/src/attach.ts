// attach.ts: what holds of every attacher and transport put together: a client that knows a PID gets a connection, or
// a clear error, and neither side leaves anything behind. Tested on real processes.
import { expect, test } from "bun:test";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  unlinkSync,
} from "node:fs";
import { dirname, join } from "node:path";
import {
  type AttachConformance,
  AttachProcess,
  expectEcho,
  failureOf,
  Scene,
  type SceneOptions,
} from "./attach-scene.ts";
import { makeDirectories } from "./attacher-process.ts";

/** Declares the suite, for `bun test`. It needs attach files and sockets that are files, or on Windows events and pipes. */
export function attachConformance(conformance: AttachConformance): void {
  for (const [name, run] of Object.entries(attachTests(conformance))) {
    const testName = `${conformance.name}: ${name}`;
    if (isWindows && NOT_ON_WINDOWS.includes(name)) test.skip(`${testName} (skipped: ${NO_FILES})`, run);
    else test(testName, run, TEST_TIMEOUT_MS);
  }
}

const isWindows = process.platform === "win32";

const NO_FILES = "no file or directory has a part in attaching on Windows";

const NOT_ON_WINDOWS: readonly string[] = [
  "a socket that was removed while serving is bound again at the next attach",
  "a target that moved to another directory after arming is found",
  "a target whose directory is deleted is found",
  "a target with a relative TMPDIR is found after its directory was renamed, and after it moved to another",
  "a target whose TMPDIR is a link that is redirected is found, and leaves nothing in either",
  "dots, slashes and line ends in TMPDIR lead both sides to one directory",
];

/** Far more than any of them takes, so that a busy machine fails none. */
const TEST_TIMEOUT_MS = 60_000;

function attachTests(conformance: AttachConformance) {
  const start = (options?: SceneOptions) => Scene.start(conformance, options);
  // Where it can be told, it is told within a second, and here well before the timeout.
  const patience = { timeout: conformance.unarmed === "NOT_ARMED" ? 60_000 : 100 };
  return {
    "a client that knows only the PID is connected to that process": async () => {
      await using scene = await start();
      expect(existsSync(scene.socket)).toBe(false);
      await using connection = await scene.connect();
      await expectEcho(connection);
      expect(existsSync(scene.attachFile)).toBe(false);
      // It is told by another way than the connection.
      await scene.target.next("bound");
      expect(scene.target.log.map(({ report }) => report).slice(0, 5)).toEqual([
        "ready",
        "armed",
        "done",
        "signaled",
        "bound",
      ]);
    },
    "target and client leave nothing": async () => {
      await using scene = await start();
      {
        await using connection = await scene.connect();
        await expectEcho(connection);
      }
      expect(await scene.target.end()).toBe(0);
      expect(scene.directories.leftovers()).toEqual([]);
    },
    "a process that only listens ends by itself, and leaves nothing": async () => {
      using directories = makeDirectories();
      await using target = new AttachProcess(conformance.target, { ...directories, args: ["idle"] });
      expect(await target.exited()).toBe(0);
      expect(directories.leftovers()).toEqual([]);
    },
    "a hundred clients at once are all served, by one listener": async () => {
      await using scene = await start();
      await using connections = new AsyncDisposableStack();
      await Promise.all(
        Array.from({ length: 100 }, async () => {
          await expectEcho(connections.use(await scene.connect({ timeout: 30_000 })));
        }),
      );
      expect(scene.count("bound")).toBe(1);
      expect(scene.count("refused")).toBe(0);
      expect(scene.failures()).toEqual([]);
      expect(existsSync(scene.attachFile)).toBe(false);
    },
    "two hundred clients one after another are served, and no descriptor is lost": async () => {
      await using scene = await start();
      {
        await using _first = await scene.connect();
      }
      const before = openDescriptors();
      for (let client = 0; client < 200; client++) {
        await using connection = await scene.connect();
        await expectEcho(connection);
      }
      expect(openDescriptors()).toBe(before);
      expect(scene.count("bound")).toBe(1);
    },
    "clients that are killed and clients that stay leave no file, and the next is served": async () => {
      await using scene = await start();
      for (let round = 0; round < 3; round++) {
        const client = scene.startClient();
        await client.next("connected");
        client.kill("SIGKILL");
        await client.exited();
      }
      await using connection = await scene.connect();
      await expectEcho(connection);
      expect(existsSync(scene.attachFile)).toBe(false);
    },
    "a client that is killed while it wakes the target is no obstacle to the next": async () => {
      await using scene = await start();
      await scene.target.suspend();
      const client = scene.startClient();
      while (!(await scene.isSignalPending())) await Bun.sleep(1);
      client.kill("SIGKILL");
      await client.exited();
      expect(await scene.isSignalPending()).toBe(true);
      await scene.target.resume();
      await using connection = await scene.connect();
      await expectEcho(connection);
      await scene.target.end();
      expect(scene.directories.leftovers()).toEqual([]);
    },
    "a target that is killed before it answers is reported at once, and no file is left": async () => {
      await using scene = await start();
      await scene.target.suspend();
      const failure = failureOf(scene.connect({ timeout: 60_000 }));
      while (!(await scene.isSignalPending())) await Bun.sleep(1);
      scene.target.kill("SIGKILL");
      expect(await failure).toMatchObject({ code: "NO_SUCH_PROCESS", pid: scene.pid });
      expect(existsSync(scene.attachFile)).toBe(false);
    },
    "a target that is frozen is said to be, and is attached to when it goes on": async () => {
      await using scene = await start();
      await scene.target.suspend();
      expect(await failureOf(scene.connect({ timeout: 100 }))).toMatchObject({
        code: "ATTACH_TIMEOUT",
        message: expect.stringContaining(isWindows ? "it is suspended" : "SIGCONT"),
      });
      expect(existsSync(scene.attachFile)).toBe(false);
      await scene.target.resume();
      await using connection = await scene.connect();
      await expectEcho(connection);
    },
    "a client that is frozen meanwhile attaches when it goes on": async () => {
      await using scene = await start();
      await scene.target.suspend();
      const client = scene.startClient();
      while (!(await scene.isSignalPending())) await Bun.sleep(1);
      await client.suspend();
      await scene.target.resume();
      await scene.target.command({ do: "ping" });
      await client.resume();
      await client.next("connected");
      expect(existsSync(scene.attachFile)).toBe(false);
    },
    "a target that is busy is waited for": async () => {
      await using scene = await start();
      scene.target.send({ do: "block", milliseconds: 200 });
      await using connection = await scene.connect();
      await expectEcho(connection);
    },
    "a socket that was removed while serving is bound again at the next attach": async () => {
      await using scene = await start();
      await using old = await scene.connect();
      unlinkSync(scene.socket);
      await using fresh = await scene.connect();
      await expectEcho(fresh);
      await expectEcho(old);
      expect(scene.count("healed")).toBe(1);
      await scene.target.end();
      expect(scene.directories.leftovers()).toEqual([]);
    },
    "a target that moved to another directory after arming is found": async () => {
      await using scene = await start();
      using elsewhere = makeDirectories();
      await scene.target.command({ do: "chdir", to: elsewhere.cwd });
      await using connection = await scene.connect();
      await expectEcho(connection);
      expect([...readdirSync(elsewhere.cwd), ...readdirSync(scene.directories.cwd)]).toEqual([]);
    },
    "a target whose directory is deleted is found": async () => {
      await using scene = await start();
      rmdirSync(scene.directories.cwd);
      await using connection = await scene.connect();
      await expectEcho(connection);
      mkdirSync(scene.directories.cwd);
    },
    "a target with a relative TMPDIR is found after its directory was renamed, and after it moved to another":
      async () => {
        for (const isListening of [false, true]) {
          await using scene = await start({ listening: false, env: { TMPDIR: "relative" } });
          using elsewhere = makeDirectories();
          const { cwd } = scene.directories;
          mkdirSync(join(cwd, "relative"));
          await scene.target.command({ do: "listen" });
          if (isListening) await (await scene.connect())[Symbol.asyncDispose]();
          renameSync(cwd, `${cwd}-renamed`);
          {
            await using connection = await scene.connect();
            await expectEcho(connection);
          }
          await scene.target.command({ do: "chdir", to: elsewhere.cwd });
          {
            await using connection = await scene.connect();
            await expectEcho(connection);
          }
          expect(await scene.target.end()).toBe(0);
          expect(elsewhere.leftovers()).toEqual([]);
          expect(readdirSync(`${cwd}-renamed`, { recursive: true })).toEqual(["relative"]);
          expect(scene.failures()).toEqual([]);
        }
      },
    "a target whose TMPDIR is a link that is redirected is found, and leaves nothing in either": async () => {
      for (const isListening of [false, true]) {
        using links = makeDirectories();
        const TMPDIR = join(links.cwd, "link");
        symlinkSync(links.tmp, TMPDIR);
        await using scene = await start({ env: { TMPDIR } });
        if (isListening) await (await scene.connect())[Symbol.asyncDispose]();
        unlinkSync(TMPDIR);
        symlinkSync(scene.directories.tmp, TMPDIR);
        {
          await using connection = await scene.connect();
          await expectEcho(connection);
        }
        expect(await scene.target.end()).toBe(0);
        expect([...links.leftovers(), ...scene.directories.leftovers()]).toEqual(["cwd/link"]);
      }
    },
    "a target whose TMPDIR is removed, and made anew, is found each time": async () => {
      await using scene = await start();
      const { tmp } = scene.directories;
      // At one stroke: a target that watches there would make its directory anew while it is being emptied.
      renameSync(tmp, `${tmp}-gone`);
      rmSync(`${tmp}-gone`, { recursive: true });
      {
        await using connection = await scene.connect();
        await expectEcho(connection);
      }
      mkdirSync(tmp);
      {
        await using connection = await scene.connect();
        await expectEcho(connection);
      }
      expect(await scene.target.end()).toBe(0);
      expect(scene.directories.leftovers()).toEqual([]);
    },
    "dots, slashes and line ends in TMPDIR lead both sides to one directory": async () => {
      using links = makeDirectories();
      mkdirSync(join(links.tmp, "line\nend"));
      symlinkSync(join(links.tmp, "line\nend"), join(links.cwd, "link"));
      await using scene = await start({ env: { TMPDIR: `${links.cwd}//./link/../line\nend///` } });
      await using connection = await scene.connect();
      await expectEcho(connection);
      expect(dirname(connection.address)).toBe(join(links.tmp, "line\nend"));
    },
    "a process can attach to itself": async () => {
      await using scene = await start();
      scene.target.send({ do: "attachToItself" });
      await scene.target.next("connected");
    },
    "several rendezvous of one process are told apart by name": async () => {
      await using scene = await start();
      await scene.target.command({ do: "listen", name: "json" });
      await using connection = await scene.connect({ name: "json" });
      expect(connection.address).toBe(`${scene.address}_json`);
      expect(existsSync(scene.socket)).toBe(false);
      expect(await failureOf(scene.connect({ name: "unknown", timeout: 60 }))).toMatchObject({
        code: isWindows ? "NOT_ARMED" : "ATTACH_TIMEOUT",
        message: expect.stringContaining(isWindows ? "is not armed as unknown" : "does it listen as unknown"),
      });
    },
    "of two that listen under one name the second takes over when the first is gone": async () => {
      await using scene = await start();
      await scene.target.command({ do: "listen", label: "second" });
      {
        await using connection = await scene.connect();
        await expectEcho(connection);
      }
      const { event } = await scene.target.next("failed");
      expect(event).toMatchObject({ error: { code: "ADDRESS_IN_USE", address: scene.address } });
      await scene.target.command({ do: "dispose" });
      await using connection = await scene.connect();
      await expectEcho(connection);
    },
    "disposing four times, and listening again, works": async () => {
      await using scene = await start();
      for (let round = 0; round < 3; round++) {
        {
          await using connection = await scene.connect();
          await expectEcho(connection);
        }
        await scene.target.command({ do: "dispose", times: 4 });
        expect(scene.directories.leftovers()).toEqual([]);
        await scene.target.command({ do: "listen" });
      }
    },
    "disposing in the middle of an attach leaves nothing, and the client gets an error or a connection":
      async () => {
        await using scene = await start();
        scene.target.send({ do: "dispose" });
        const outcome = await scene.connect({ timeout: 100 }).then(
          (connection) => connection,
          (error: Error) => error,
        );
        if (!(outcome instanceof Error)) await outcome[Symbol.asyncDispose]();
        // That an event has gone is told at once, to a client that comes after it.
        else if (isWindows)
          expect(outcome).toMatchObject({ code: expect.stringMatching(/^(NOT_ARMED|ATTACH_TIMEOUT)$/) });
        else expect(outcome).toMatchObject({ code: "ATTACH_TIMEOUT" });
        await scene.target.next("done");
        expect(scene.directories.leftovers()).toEqual([]);
      },
    "a process that does not listen is told from one that is not there, unharmed, and nothing is left":
      async () => {
        await using scene = await start({ listening: false });
        expect(await failureOf(scene.connect(patience))).toMatchObject({ code: conformance.unarmed });
        await scene.target.command({ do: "ping" });
        expect(scene.directories.leftovers()).toEqual([]);
        expect(await scene.target.end()).toBe(0);
        expect(await failureOf(scene.connect())).toMatchObject({ code: "NO_SUCH_PROCESS" });
      },
    "a process that arms after a client has begun to attach is attached to": async () => {
      await using scene = await start({ listening: false });
      const attempt = scene.connect({ timeout: 60_000 });
      await scene.target.command({ do: "listen" });
      await using connection = await attempt;
      await expectEcho(connection);
    },
    "a target that is stopped for longer than an unarmed process is given is not taken for one": async () => {
      await using scene = await start();
      await scene.target.suspend();
      expect(await failureOf(scene.connect({ timeout: 1_200 }))).toMatchObject({ code: "ATTACH_TIMEOUT" });
    },
    "TELEOP_DISABLE=1 in its environment keeps a process from listening, and it says so": async () => {
      await using scene = await start({ env: { TELEOP_DISABLE: "1" } });
      expect(scene.count("disabled")).toBe(1);
      expect(await failureOf(scene.connect(patience))).toMatchObject({ code: conformance.unarmed });
      expect(scene.directories.leftovers()).toEqual([]);
      expect(await scene.target.end()).toBe(0);
    },
    "an abort ends an attach with its reason, and nothing is left": async () => {
      await using scene = await start();
      await scene.target.suspend();
      const abort = new AbortController();
      const attempt = scene.connect({ signal: abort.signal });
      while (!(await scene.isSignalPending())) await Bun.sleep(1);
      const reason = new Error("the user went away");
      abort.abort(reason);
      await expect(attempt).rejects.toBe(reason);
      expect(existsSync(scene.attachFile)).toBe(false);
    },
  };
}

/** On Windows nothing is known and nothing is claimed. */
function openDescriptors(): number {
  return isWindows ? 0 : readdirSync("/dev/fd").length;
}
