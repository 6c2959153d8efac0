// users.test.ts: processes of several users and in containers: who sees whom, and what nobody can make others believe.
import { expect } from "bun:test";
import { chownSync, copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { list } from "./list.ts";
import { Announcer } from "./testing/announcer.ts";
import { AS_NOBODY, asRoot, NOBODY } from "./testing/as-root.ts";

/** PIDs and file systems of its own, for a child that dies with unshare(1). */
const CONTAINER = ["-fpm", "--kill-child", "--mount-proc"];

asRoot(
  "root sees another user's process with what it says, and that user sees its own, not root's",
  async () => {
    await using theirs = await Announcer.start({ name: "theirs" }, { wrapper: AS_NOBODY });
    await using roots = await Announcer.start({ name: "roots" });
    expect(await theirs.listed()).toMatchObject({
      user: NOBODY,
      name: "theirs",
      announcements: [{ name: "theirs" }],
    });
    const program = new URL("./testing/list-program.ts", import.meta.url).pathname;
    const lister = Bun.spawn([...AS_NOBODY, process.execPath, program], { cwd: "/", stdin: "ignore" });
    const seen: { pid: number }[] = await lister.stdout.json();
    expect(seen).toContainEqual(expect.objectContaining({ pid: theirs.pid, name: "theirs" }));
    expect(seen.map(({ pid }) => pid)).not.toContain(roots.pid);
  },
  { runsAsNobody: true },
);

asRoot("nobody is believed what is said of another user's process", async () => {
  await using roots = await Announcer.start({ name: "roots" });
  const [record = ""] = roots.records();
  const folder = join(roots.directories.tmp, `.teleop_records_${process.geteuid?.()}`);
  // As if that user had been there first.
  chownSync(folder, NOBODY, NOBODY);
  const ignored: string[] = [];
  const listed = await roots.listed({ onIgnored: (path, why) => void ignored.push(`${path}: ${why}`) });
  expect(listed).toBeUndefined();
  expect(ignored).toContain(`${folder}: it belongs to user ${NOBODY}, expected ${process.geteuid?.()}`);
  chownSync(folder, 0, 0);
  chownSync(join(folder, record), NOBODY, NOBODY);
  expect((await roots.listed())?.announcements).toBeUndefined();
  // In a folder of their own, where no process of root's has one.
  const theirs = join(roots.directories.tmp, `.teleop_records_${NOBODY}`);
  mkdirSync(theirs, { mode: 0o700 });
  copyFileSync(join(folder, record), join(theirs, record));
  for (const path of [theirs, join(theirs, record)]) chownSync(path, NOBODY, NOBODY);
  expect(await roots.listed()).toBeUndefined();
});

asRoot(
  "a process that becomes another user is announced as that one, and nothing is left of the first",
  async () => {
    await using announcer = await Announcer.start({}, { wrapper: ["env"] });
    expect(announcer.records(0)).toHaveLength(1);
    await announcer.command({ do: "become", user: NOBODY });
    expect(announcer.records(NOBODY)).toHaveLength(1);
    expect(readdirSync(announcer.directories.tmp)).not.toContain(".teleop_records_0");
    await announcer.command({ do: "dispose" });
    expect(announcer.directories.leftovers()).toEqual([]);
  },
);

asRoot(
  "a process in a container is listed by the PID that it has here, with what it says",
  async () => {
    const script = 'mount -t tmpfs none "$TMPDIR" && exec "$@"';
    const wrapper = [...["unshare", ...CONTAINER], "sh", "-c", script, "sh"];
    await using container = await Announcer.start({ name: "inside" }, { wrapper });
    const found = (await list()).find(({ parent }) => parent === container.pid);
    const { tmp } = container.directories;
    // By the root of a process that has the same.
    expect(found?.sign).toMatch(/^its record \/proc\/\d+\/root\//);
    expect(found?.sign).toContain(`${tmp}/.teleop_records_0/1_`);
    expect(found).toMatchObject({
      contained: true,
      name: "inside",
      announcements: [{ name: "inside" }],
    });
    await container.end();
  },
  { unshare: CONTAINER },
);

asRoot(
  "where nothing can be written nothing is announced, which is told, and the process goes on",
  async () => {
    const script = 'mount --bind /tmp /tmp && mount -o remount,bind,ro /tmp && exec "$@"';
    await using silent = await Announcer.start({}, { wrapper: ["unshare", "-m", "sh", "-c", script, "sh"] });
    expect(silent.log.find(({ report }) => report === "event")).toMatchObject({
      type: "degraded",
      reason: expect.stringContaining("this process is not announced"),
    });
    await silent.command({ do: "renew" });
    expect(await silent.end()).toBe(0);
  },
  { unshare: ["-m"] },
);
