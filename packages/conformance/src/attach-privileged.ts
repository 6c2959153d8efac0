// attach-privileged.ts: attaching across users and namespaces, which takes root to set up. Skipped for anybody else.
import { expect, test } from "bun:test";
import { chmodSync, chownSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { type AttachConformance, expectEcho, failureOf, Scene, type SceneOptions } from "./attach-scene.ts";

/** Declares the suite, for `bun test`. It needs Linux, root, and setpriv(1), unshare(1) and mount(8) of util-linux. */
export function privilegedAttachConformance(conformance: AttachConformance): void {
  const reason = whyNot(conformance);
  for (const [name, run] of Object.entries(privilegedTests(conformance))) {
    if (reason === undefined) test(`${conformance.name}: ${name}`, run, TEST_TIMEOUT_MS);
    else test.skip(`${conformance.name}: ${name} (skipped: ${reason})`, run);
  }
}

/** Far more than any of them takes, so that a busy machine fails none. */
const TEST_TIMEOUT_MS = 60_000;

/** `nobody` and the one before. Only their being neither root nor each other matters. */
const USER = 65534;
const OTHER_USER = 65533;

const asUser = (uid: number): readonly string[] => [
  "setpriv",
  `--reuid=${uid}`,
  `--regid=${uid}`,
  "--clear-groups",
];

/** Dies with its wrapper, so that killing the wrapper is enough. */
const CONTAINER = ["unshare", "--pid", "--fork", "--kill-child", "--mount", "--mount-proc"];

const USER_CONTAINER = [...asUser(USER), "unshare", "--user", "--map-root-user", ...CONTAINER.slice(1)];

/** Runs a script, then what follows it: in namespaces of its own, so that its mounts are seen by nobody else. */
const shell = (script: string): readonly string[] => ["sh", "-ec", `${script}; exec "$@"`, "sh"];

/** Not /tmp itself, below which the programs may be that are to be run. */
const PRIVATE_TMP =
  'mount -t tmpfs tmpfs "$TMPDIR"; mkdir "$TMPDIR/real"; ln -s "$TMPDIR/real" "$TMPDIR/link"; export TMPDIR="$TMPDIR/link"';

function privilegedTests(conformance: AttachConformance) {
  const start = (options: SceneOptions) => Scene.start(conformance, options);
  return {
    "root attaches to another user's process, and leaves nothing": async () => {
      await using scene = await start({ wrapper: asUser(USER), owner: USER });
      {
        await using connection = await scene.connect();
        await expectEcho(connection);
        expect(connection.peer.uid).toBe(USER);
      }
      expect(await scene.target.end()).toBe(0);
      expect(scene.directories.leftovers()).toEqual([]);
    },
    "a user attaches to a process of their own": async () => {
      await using scene = await start({ wrapper: asUser(USER), owner: USER });
      await scene.startClient(asUser(USER)).next("connected");
    },
    "another user is refused with the path, and the target goes on": async () => {
      await using scene = await start({ wrapper: asUser(USER), owner: USER });
      const rejected = await scene.startClient(asUser(OTHER_USER), { TMPDIR: "/tmp" }).next("rejected");
      expect(rejected).toMatchObject({
        code: "PERMISSION_DENIED",
        message: expect.stringContaining(`/proc/${scene.pid}/cwd/.teleop_attach_${scene.pid}`),
      });
      await using connection = await scene.connect();
      await expectEcho(connection);
    },
    "root's process is out of a user's reach, and goes on": async () => {
      await using scene = await start({});
      const rejected = await scene.startClient(asUser(USER), { TMPDIR: "/tmp" }).next("rejected");
      expect(rejected.code).toBe("PERMISSION_DENIED");
      await scene.target.command({ do: "ping" });
      expect(scene.count("signaled")).toBe(0);
      await using connection = await scene.connect();
      await expectEcho(connection);
    },
    "a process that is not dumpable is attached to by its user, by way of the private directory":
      async () => {
        await using scene = await start({ wrapper: asUser(USER), owner: USER });
        await scene.target.command({ do: "becomeUndumpable" });
        await scene.startClient(asUser(USER)).next("connected");
      },
    "a process that gives up root after arming is attached to by its new user and by root, and leaves nothing":
      async () => {
        await using scene = await start({ shared: true });
        await scene.target.command({ do: "become", user: USER, by: "setuid" });
        await scene.startClient(asUser(USER)).next("connected");
        await using connection = await scene.connect();
        expect(connection.peer.uid).toBe(USER);
        expect(await scene.target.end()).toBe(0);
        expect(scene.directories.leftovers()).toEqual([]);
      },
    "a process that gives up root while it is attached to keeps its connections, and is attached to again":
      async () => {
        await using scene = await start({ shared: true });
        await using before = await scene.connect();
        await scene.target.command({ do: "become", user: USER, by: "setuid" });
        expect(scene.directories.leftovers().some((name) => name.includes(".teleop_pid_"))).toBe(false);
        await expectEcho(before);
        await scene.startClient(asUser(USER)).next("connected");
        await using after = await scene.connect();
        await expectEcho(after);
        expect(scene.failures()).toEqual([]);
        expect(await scene.target.end()).toBe(0);
        expect(scene.directories.leftovers()).toEqual([]);
      },
    "a process whose new user cannot enter its temporary directory is attached to in /tmp, by that user and by root":
      async () => {
        await using scene = await start({ shared: true });
        chmodSync(scene.directories.tmp, 0o700);
        await scene.target.command({ do: "become", user: USER, by: "setuid" });
        await scene.startClient(asUser(USER)).next("connected");
        await using connection = await scene.connect();
        expect(connection.address).toBe(`/tmp/.teleop_pid_${scene.pid}`);
        expect(await scene.target.end()).toBe(0);
        expect(existsSync(connection.address)).toBe(false);
        expect(scene.directories.leftovers()).toEqual([]);
      },
    "a process that becomes another user, and root again, is attached to as either, and leaves nothing":
      async () => {
        await using scene = await start({ shared: true });
        for (let round = 0; round < 2; round++) {
          for (const user of [USER, 0]) {
            await scene.target.command({ do: "become", user, by: "seteuid" });
            await using connection = await scene.connect();
            await expectEcho(connection);
            // It listens by now: whoever may enter needs no more than to connect.
            await scene.startClient(asUser(USER)).next(user === USER ? "connected" : "rejected");
          }
        }
        expect(scene.failures()).toEqual([]);
        expect(await scene.target.end()).toBe(0);
        expect(scene.directories.leftovers()).toEqual([]);
      },
    "a process that was armed as one user, and becomes a third by way of root, is attached to by that user":
      async () => {
        await using scene = await start({ shared: true, listening: false });
        await scene.target.command({ do: "become", user: USER, by: "seteuid" });
        await scene.target.command({ do: "listen" });
        await scene.target.command({ do: "become", user: 0, by: "seteuid" });
        await scene.target.command({ do: "become", user: OTHER_USER, by: "setuid" });
        await scene.startClient(asUser(OTHER_USER)).next("connected");
        expect(scene.failures()).toEqual([]);
        expect(await scene.target.end()).toBe(0);
        expect(scene.directories.leftovers()).toEqual([]);
      },
    "a process that becomes another user behind our back is not harmed, and says what it could not remove":
      async () => {
        await using scene = await start({ shared: true });
        await scene.target.command({ do: "become", user: USER, by: "ffi" });
        {
          await using connection = await scene.connect();
          await expectEcho(connection);
        }
        // From then on it has places of the new user, beside what it could not take with it.
        expect((await scene.target.next("failed")).event).toMatchObject({ error: { code: "EACCES" } });
        await scene.startClient(asUser(USER)).next("connected");
        expect(await scene.target.end()).toBe(0);
        expect(scene.directories.leftovers().filter((name) => !name.startsWith("tmp/.teleop_0"))).toEqual([]);
      },
    "a process whose temporary directory becomes read-only lives on, at an attach and when it disposes":
      async () => {
        await using scene = await start({
          wrapper: ["unshare", "--mount", ...shell('mount -t tmpfs tmpfs "$TMPDIR"')],
        });
        const remount = ["nsenter", "--mount", "--target", String(scene.pid), "mount", "-o", "remount,ro"];
        expect(Bun.spawnSync([...remount, scene.directories.tmp]).exitCode).toBe(0);
        const elsewhere = join(scene.directories.cwd, "elsewhere");
        mkdirSync(elsewhere);
        await scene.target.command({ do: "chdir", to: elsewhere });
        // Wakes it, and makes it open its places anew.
        mkdirSync(join(scene.directories.cwd, "anything"));
        await scene.connect({ timeout: 300 }).then(
          (connection) => connection[Symbol.asyncDispose](),
          () => {},
        );
        await scene.target.command({ do: "dispose" });
        expect((await scene.target.next("failed")).event).toMatchObject({ error: { code: "EROFS" } });
        expect(await scene.target.end()).toBe(0);
      },
    "a process on a read-only file system is attached to by way of the private directory": async () => {
      await using scene = await start({
        wrapper: [
          "unshare",
          "--mount",
          ...shell('mount --bind "$PWD" "$PWD"; mount -o remount,bind,ro "$PWD"; cd "$PWD"'),
        ],
      });
      await using connection = await scene.connect();
      await expectEcho(connection);
      expect(existsSync(scene.attachFile)).toBe(false);
    },
    "somebody else's directory in the place of the private one is refused, and the attach works":
      async () => {
        await using scene = await start({ listening: false });
        const planted = join(scene.directories.tmp, ".teleop_0");
        mkdirSync(planted, { mode: 0o777 });
        chownSync(planted, USER, USER);
        await scene.target.command({ do: "listen" });
        expect((await scene.target.next("degraded")).event).toMatchObject({
          reason: expect.stringContaining(`belongs to user ${USER}`),
        });
        await using connection = await scene.connect();
        await expectEcho(connection);
      },
    "a process in PID and mount namespaces of its own is attached to from outside": async () => {
      await using scene = await start({ wrapper: CONTAINER });
      expect(scene.pid).not.toBe(1);
      {
        await using connection = await scene.connect();
        await expectEcho(connection);
        expect(connection.address).toContain(".teleop_pid_1");
      }
      await scene.target.end();
      expect(scene.directories.leftovers()).toEqual([]);
    },
    "a process in nested namespaces is attached to from outside all": async () => {
      await using scene = await start({ wrapper: [...CONTAINER, ...CONTAINER] });
      await using connection = await scene.connect();
      await expectEcho(connection);
    },
    "a temporary directory that only the target has, behind a link, is found in the target's root":
      async () => {
        await using scene = await start({
          wrapper: [...CONTAINER, ...shell(PRIVATE_TMP)],
        });
        await using connection = await scene.connect();
        await expectEcho(connection);
        const real = join(scene.directories.tmp, "real");
        expect(connection.address).toBe(`/proc/${scene.pid}/root${real}/.teleop_pid_1`);
      },
    "a target with a private temporary directory and no working directory is woken by way of its root":
      async () => {
        await using scene = await start({
          wrapper: [
            ...CONTAINER,
            ...shell(`${PRIVATE_TMP}; mkdir "$TMPDIR/gone"; cd "$TMPDIR/gone"; rmdir "$TMPDIR/gone"`),
          ],
        });
        await using connection = await scene.connect();
        await expectEcho(connection);
      },
    "a client that shares only the PIDs attaches": async () => {
      await using scene = await start({});
      const client = scene.startClient(["unshare", "--mount", ...shell('mount -t tmpfs tmpfs "$TMPDIR"')]);
      await client.next("connected");
    },
    "a process in a user namespace is attached to by its user from outside": async () => {
      await using scene = await start({ wrapper: USER_CONTAINER, owner: USER });
      await scene.startClient(asUser(USER)).next("connected");
      expect(scene.count("ignored")).toBe(0);
    },
    "a process in a user namespace believes root's attach file, but refuses root, whom it sees as nobody":
      async () => {
        for (const lost of ["", 'cd "$TMPDIR"; mkdir gone; cd gone; rmdir ../gone']) {
          await using scene = await start({
            wrapper: [...USER_CONTAINER, ...shell(lost || ":")],
            owner: USER,
          });
          const refused = scene.target.next("refused");
          scene.startClient();
          expect((await refused).event.peer.uid).toBe(65534);
          expect(scene.count("ignored")).toBe(0);
        }
      },
    "of two namespaces that share a temporary directory, no client is connected to the wrong process":
      async () => {
        await using scene = await start({ wrapper: CONTAINER });
        await using connection = await scene.connect();
        await expectEcho(connection);
        await using other = await start({ wrapper: CONTAINER, env: { TMPDIR: scene.directories.tmp } });
        expect(await failureOf(other.connect({ timeout: 300 }))).toMatchObject({ code: "WRONG_LISTENER" });
        await using again = await scene.connect();
        await expectEcho(again);
      },
  };
}

function whyNot({ target }: AttachConformance): string | undefined {
  if (process.platform !== "linux") return "it needs Linux";
  if (process.geteuid?.() !== 0) return "it needs root";
  for (const command of ["setpriv", "unshare", "nsenter", "mount"]) {
    if (Bun.which(command) === null) return `it needs ${command} of util-linux`;
  }
  const readable = Bun.spawnSync([
    ...asUser(USER),
    "test",
    "-r",
    target.pathname,
    "-a",
    "-x",
    process.execPath,
  ]);
  if (readable.exitCode !== 0) return "other users cannot read the test's program";
  const unshared = Bun.spawnSync([...CONTAINER, "true"]);
  if (unshared.exitCode !== 0) return `namespaces cannot be made here: ${unshared.stderr.toString().trim()}`;
  return undefined;
}
