import { expect, setDefaultTimeout, test } from "bun:test";
import { chmodSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { attachFileName } from "./rendezvous.ts";
import { type Child, runChild, scratchDirectory } from "./testing/child.ts";

// Processes start slowly on a busy machine.
setDefaultTimeout(30_000);

const onUnix = test.if(process.platform !== "win32");

/** A PID that is known before the process is there. */
const AS_PID_1 = ["unshare", "--user", "--map-root-user", "--pid", "--fork", "--kill-child"];

const inPidNamespace = test.if(
  process.platform === "linux" &&
    Bun.which("unshare") !== null &&
    Bun.spawnSync([...AS_PID_1, "true"], { stderr: "inherit" }).exitCode === 0,
);

/** Opens its places, then answers each line by what `look()` says and the events since. */
const LOOKER = `
  const events = [];
  const places = core.openAttachPlaces({ pid: process.pid }, { attacher: "test", onEvent: (event) => events.push(event) });
  for (;;) {
    console.log(JSON.stringify({ places: places.places, events: events.splice(0), found: places.look() }));
    await next();
  }
`;

interface Look {
  readonly places: readonly { readonly kind: string; readonly directory: string; readonly path: string }[];
  readonly events: readonly { readonly type: string; readonly reason: string }[];
  readonly found: boolean;
}

async function look(target: Child): Promise<Look> {
  target.proceed();
  return JSON.parse(await target.line()) as Look;
}

/** Events of a look are reported with the next. */
async function lookTwice(target: Child): Promise<Look> {
  const { found } = await look(target);
  return { ...(await look(target)), found };
}

onUnix("the places are the working directory and a private directory of mode 0700", async () => {
  using cwd = scratchDirectory();
  using tmp = scratchDirectory();
  await using target = runChild(LOOKER, { cwd: cwd.path, env: { TMPDIR: tmp.path } });
  const { places, events, found } = JSON.parse(await target.line()) as Look;
  expect({ events, found }).toEqual({ events: [], found: false });
  expect(places.map(({ kind }) => kind)).toEqual(["cwd", "temporary"]);
  expect(places[0]?.path).toBe(join(cwd.path, attachFileName(target)));
  const [parent, entry] = tmp.list();
  expect(parent).toBe(`.teleop_${process.geteuid?.()}`);
  expect(places[1]?.directory).toBe(join(tmp.path, entry ?? ""));
});

onUnix("a regular file of ours is believed, at either place", async () => {
  using cwd = scratchDirectory();
  using tmp = scratchDirectory();
  await using target = runChild(LOOKER, { cwd: cwd.path, env: { TMPDIR: tmp.path } });
  const { places } = JSON.parse(await target.line()) as Look;
  for (const { path } of places) {
    writeFileSync(path, "");
    expect((await look(target)).found).toBe(true);
    await Bun.file(path).delete();
    expect((await look(target)).found).toBe(false);
  }
});

onUnix.each([
  ["a link", "symbolic link", (path: string) => symlinkSync("/etc/passwd", path)],
  ["a dangling link", "symbolic link", (path: string) => symlinkSync("/nonexistent", path)],
  ["a directory", "not a regular file", (path: string) => mkdirSync(path)],
] as const)("%s is not believed, and is reported once", async (_case, reason, plant) => {
  using cwd = scratchDirectory();
  using tmp = scratchDirectory();
  await using target = runChild(LOOKER, { cwd: cwd.path, env: { TMPDIR: tmp.path } });
  await target.line();
  plant(join(cwd.path, attachFileName(target)));
  const first = await lookTwice(target);
  expect(first.found).toBe(false);
  expect(first.events).toMatchObject([{ type: "ignored", reason: expect.stringContaining(reason) }]);
  expect((await lookTwice(target)).events).toEqual([]);
});

inPidNamespace("a file that is older than the process is not believed, and is removed", async () => {
  using cwd = scratchDirectory();
  using tmp = scratchDirectory();
  const file = attachFileName({ pid: 1 });
  writeFileSync(join(cwd.path, file), "");
  // Time itself is what is tested here: the file has to be older than the slack that clocks are given.
  await Bun.sleep(300);
  await using target = runChild(LOOKER, { cwd: cwd.path, env: { TMPDIR: tmp.path }, wrapper: AS_PID_1 });
  expect(JSON.parse(await target.line())).toMatchObject({ found: false, events: [] });
  expect((await look(target)).events).toMatchObject([
    { type: "ignored", reason: expect.stringMatching(/older than this process.*removed$/) },
  ]);
  expect(cwd.list()).toEqual([]);
  writeFileSync(join(cwd.path, file), "");
  expect((await look(target)).found).toBe(true);
});

onUnix("a file whose times were set back is believed all the same", async () => {
  using cwd = scratchDirectory();
  using tmp = scratchDirectory();
  await using target = runChild(LOOKER, { cwd: cwd.path, env: { TMPDIR: tmp.path } });
  await target.line();
  const file = join(cwd.path, attachFileName(target));
  writeFileSync(file, "");
  utimesSync(file, 0, 0);
  expect((await look(target)).found).toBe(true);
});

onUnix(
  "a parent directory that others may write to is refused, and the working directory serves alone",
  async () => {
    using cwd = scratchDirectory();
    using tmp = scratchDirectory();
    const parent = join(tmp.path, `.teleop_${process.geteuid?.()}`);
    mkdirSync(parent);
    chmodSync(parent, 0o770);
    await using target = runChild(LOOKER, { cwd: cwd.path, env: { TMPDIR: tmp.path } });
    const { places, events } = JSON.parse(await target.line()) as Look;
    expect(places.map(({ kind }) => kind)).toEqual(["cwd"]);
    expect(events).toMatchObject([
      { type: "degraded", reason: expect.stringContaining("mode 770, expected 700") },
    ]);
  },
);

onUnix("a link in the place of the parent directory is refused", async () => {
  using cwd = scratchDirectory();
  using tmp = scratchDirectory();
  symlinkSync(cwd.path, join(tmp.path, `.teleop_${process.geteuid?.()}`));
  await using target = runChild(LOOKER, { cwd: cwd.path, env: { TMPDIR: tmp.path } });
  const { events } = JSON.parse(await target.line()) as Look;
  expect(events).toMatchObject([{ type: "degraded", reason: expect.stringContaining("symbolic link") }]);
  expect(cwd.list()).toEqual([]);
});

onUnix("disposing removes the attach files that clients which were killed have left", async () => {
  using cwd = scratchDirectory();
  using tmp = scratchDirectory();
  const program = `
    const places = core.openAttachPlaces({ pid: process.pid }, { attacher: "test" });
    console.log(JSON.stringify(places.places.map(({ path }) => path)));
    await next();
    places[Symbol.dispose]();`;
  await using target = runChild(program, { cwd: cwd.path, env: { TMPDIR: tmp.path } });
  for (const path of JSON.parse(await target.line()) as string[]) writeFileSync(path, "");
  writeFileSync(join(cwd.path, attachFileName({ pid: target.pid, name: "other" })), "");
  target.proceed();
  expect(await target.ended()).toBe(0);
  expect([...cwd.list(), ...tmp.list()]).toEqual([attachFileName({ pid: target.pid, name: "other" })]);
});

onUnix("what processes left that were killed is swept when the next one arms", async () => {
  using cwd = scratchDirectory();
  using tmp = scratchDirectory();
  const options = { cwd: cwd.path, env: { TMPDIR: tmp.path } };
  for (let round = 0; round < 2; round++) {
    await using killed = runChild(LOOKER, options);
    const { places } = JSON.parse(await killed.line()) as Look;
    for (const { path, kind } of places) if (kind === "temporary") writeFileSync(path, "");
    killed.kill("SIGKILL");
    await killed.ended();
  }
  await using target = runChild(LOOKER, options);
  await target.line();
  expect(tmp.list()).toHaveLength(2);
  expect(tmp.list()[1]).toContain(`/${target.pid}_`);
});

onUnix("what is not ours in the private directories is left alone", async () => {
  using cwd = scratchDirectory();
  using tmp = scratchDirectory();
  const parent = join(tmp.path, `.teleop_${process.geteuid?.()}`);
  mkdirSync(parent, { mode: 0o700 });
  writeFileSync(join(parent, "somebody's"), "");
  await using target = runChild(LOOKER, { cwd: cwd.path, env: { TMPDIR: tmp.path } });
  await target.line();
  expect(tmp.list()).toContain(join(`.teleop_${process.geteuid?.()}`, "somebody's"));
});

onUnix("many processes that arm and end at once do not get in each other's way", async () => {
  using cwd = scratchDirectory();
  using tmp = scratchDirectory();
  const program = `
    for (let round = 0; round < 50; round++) {
      const degraded = [];
      const places = core.openAttachPlaces({ pid: process.pid }, { attacher: "test", onEvent: (event) => degraded.push(event) });
      if (degraded.length > 0 || places.places.length !== 2) throw new Error(JSON.stringify(degraded));
      places[Symbol.dispose]();
      places[Symbol.dispose]();
    }`;
  const racers = Array.from({ length: 4 }, () =>
    runChild(program, { cwd: cwd.path, env: { TMPDIR: tmp.path } }),
  );
  expect(await Promise.all(racers.map((racer) => racer.ended()))).toEqual([0, 0, 0, 0]);
  expect(tmp.list()).toEqual([]);
});

onUnix(
  "attach files of clients and targets that were killed are removed when the next target arms",
  async () => {
    using cwd = scratchDirectory();
    using tmp = scratchDirectory();
    const ended = 2 ** 31 - 1;
    const minuteAgo = Date.now() / 1000 - 60;
    for (const name of [
      `.teleop_attach_${ended}`,
      `.teleop_attach_${ended}_name`,
      `.teleop_attach_${process.pid}`,
    ]) {
      const path = join(cwd.path, name);
      writeFileSync(path, "");
      utimesSync(path, minuteAgo, minuteAgo);
    }
    // It may be for a process of another PID namespace, which is about to answer.
    writeFileSync(join(cwd.path, `.teleop_attach_${ended}_young`), "");
    await using target = runChild(LOOKER, { cwd: cwd.path, env: { TMPDIR: tmp.path } });
    const { events } = JSON.parse(await target.line()) as Look;
    const healed = [...events];
    while (healed.length < 2) healed.push(...(await look(target)).events);
    expect(healed.map(({ type }) => type)).toEqual(["healed", "healed"]);
    expect(cwd.list()).toEqual([`.teleop_attach_${ended}_young`, `.teleop_attach_${process.pid}`].sort());
  },
);
