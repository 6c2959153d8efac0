import { expect, setDefaultTimeout, test } from "bun:test";
import { chmodSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { findPrivateDirectories } from "./private-directory.ts";
import { requireProcess } from "./process-facts.ts";
import { attachFileName } from "./rendezvous.ts";
import { type Child, runChild, scratchDirectory } from "./testing/child.ts";

// Processes start slowly on a busy machine.
setDefaultTimeout(30_000);

const onLinux = test.if(process.platform === "linux");
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

onUnix("there is a private directory, though a cleaner is removing what is where it is made", async () => {
  using cwd = scratchDirectory();
  using tmp = scratchDirectory();
  const env = { TMPDIR: tmp.path };
  await using cleaner = runChild(
    `const { rmSync } = await import("node:fs");
    console.log("cleaning");
    for (;;) {
      try {
        rmSync(process.env.TMPDIR + "/.teleop_" + process.geteuid(), { recursive: true, force: true });
      } catch (error) {
        if (error.code !== "ENOTEMPTY") throw error;
      }
    }`,
    { cwd: cwd.path, env },
  );
  await cleaner.line();
  const opener = `
    const events = [];
    for (let n = 0; n < 300; n++) {
      core.openAttachPlaces({ pid: process.pid }, { attacher: "test", onEvent: (event) => events.push(event) })[Symbol.dispose]();
    }
    console.log(JSON.stringify(events));`;
  await using target = runChild(opener, { cwd: cwd.path, env });
  expect(JSON.parse(await target.line())).toEqual([]);
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
  ["a directory", "it is a directory, expected a regular file", (path: string) => mkdirSync(path)],
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

onUnix("a file that stays wakes no more after half a minute, and is removed; a new one does", async () => {
  using cwd = scratchDirectory();
  using tmp = scratchDirectory();
  const program = `
    const { writeFileSync, existsSync } = await import("node:fs");
    const events = [];
    const places = core.openAttachPlaces({ pid: process.pid }, { attacher: "test", onEvent: (event) => events.push(event) });
    const now = performance.now.bind(performance);
    const file = core.attachFileName({ pid: process.pid });
    const outcomes = [];
    for (const seconds of [0, 25, 35]) {
      if (seconds === 0) writeFileSync(file, "");
      performance.now = () => now() + seconds * 1000;
      outcomes.push(places.look());
    }
    outcomes.push(existsSync(file));
    writeFileSync(file, "");
    outcomes.push(places.look());
    console.log(JSON.stringify({ outcomes, events }));`;
  await using target = runChild(program, { cwd: cwd.path, env: { TMPDIR: tmp.path } });
  const { outcomes, events } = JSON.parse(await target.line());
  expect(outcomes).toEqual([true, true, false, false, true]);
  expect(events).toMatchObject([
    { type: "ignored", reason: expect.stringMatching(/half a minute.*removed$/) },
  ]);
});

onUnix("places whose private directory clients find no more are not current", async () => {
  using cwd = scratchDirectory();
  using tmp = scratchDirectory();
  using elsewhere = scratchDirectory();
  const link = join(elsewhere.path, "link");
  symlinkSync(tmp.path, link);
  const program = `
    const { symlinkSync, unlinkSync } = await import("node:fs");
    using places = core.openAttachPlaces({ pid: process.pid }, { attacher: "test" });
    const before = places.areCurrent();
    unlinkSync(process.env.TMPDIR);
    symlinkSync(${JSON.stringify(cwd.path)}, process.env.TMPDIR);
    console.log(JSON.stringify([before, places.areCurrent()]));`;
  await using target = runChild(program, { cwd: cwd.path, env: { TMPDIR: link } });
  expect(JSON.parse(await target.line())).toEqual([true, false]);
});

onUnix(
  "places that succeed others have their private directory, unless its path leads elsewhere",
  async () => {
    using scratch = scratchDirectory();
    const link = join(scratch.path, "link");
    symlinkSync("/tmp", link);
    const program = `
    const { existsSync, mkdirSync, realpathSync, symlinkSync, unlinkSync } = await import("node:fs");
    const options = { attacher: "test" };
    const own = (places) => places.places.find(({ kind }) => kind === "temporary").directory;
    const first = core.openAttachPlaces({ pid: process.pid }, options);
    const second = first.succeed(options);
    first[Symbol.dispose]();
    const inherited = own(second) === own(first) && existsSync(own(second));
    const real = realpathSync(own(second));
    // Clients find it in /tmp all the same, but we do not find it by its path.
    mkdirSync("elsewhere");
    unlinkSync(process.env.TMPDIR);
    symlinkSync("elsewhere", process.env.TMPDIR);
    const third = second.succeed(options);
    second[Symbol.dispose]();
    const anew = existsSync(own(third)) && !existsSync(real);
    third[Symbol.dispose]();
    console.log(JSON.stringify({ inherited, anew, left: existsSync(own(third)) }));`;
    await using target = runChild(program, { cwd: scratch.path, env: { TMPDIR: link } });
    expect(JSON.parse(await target.line())).toEqual({ inherited: true, anew: true, left: false });
  },
);

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

onUnix(
  "disposing removes the private directory though clients' files come and go in it just then",
  async () => {
    using cwd = scratchDirectory();
    using tmp = scratchDirectory();
    const options = { cwd: cwd.path, env: { TMPDIR: tmp.path } };
    const parent = join(tmp.path, `.teleop_${process.geteuid?.()}`);
    await using target = runChild(
      `const { readdirSync, writeFileSync } = await import("node:fs");
    const open = () => core.openAttachPlaces({ pid: process.pid }, { attacher: "test" });
    const held = open();
    console.log("ready");
    await next();
    const left = [];
    for (let round = 0; round < 50; round++) {
      const places = open();
      const { path } = places.places.find(({ kind }) => kind === "temporary");
      // Removing many takes a while, in which one more comes.
      for (let file = 0; file < 50; file++) writeFileSync(path + "_" + file, "");
      places[Symbol.dispose]();
      // The next to open would sweep it.
      left.push(...readdirSync(${JSON.stringify(parent)}).slice(1));
    }
    console.log(JSON.stringify(left));
    await next();
    held[Symbol.dispose]();`,
      options,
    );
    expect(await target.line()).toBe("ready");
    await using client = runChild(
      `const { openSync, closeSync, readdirSync, unlinkSync } = await import("node:fs");
    const file = ${JSON.stringify(attachFileName(target))};
    console.log("begins");
    for (;;) {
      for (const entry of readdirSync(${JSON.stringify(parent)})) {
        const path = ${JSON.stringify(parent)} + "/" + entry + "/" + file;
        try {
          closeSync(openSync(path, "w"));
          unlinkSync(path);
        } catch (error) {
          if (error.code !== "ENOENT") throw error;
        }
      }
    }`,
      options,
    );
    expect(await client.line()).toBe("begins");
    target.proceed();
    expect(await target.line()).toBe("[]");
    client.kill("SIGKILL");
    expect(await client.ended()).toBe("SIGKILL");
    target.proceed();
    expect(await target.ended()).toBe(0);
    expect(tmp.list()).toEqual([]);
  },
);

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

/** Replaces the program by another, in the same process, as `bun --watch` does. */
const EXECUTE = `
  const { dlopen, ptr } = await import("bun:ffi");
  const execute = (...command) => {
    const { symbols } = dlopen("libc.so.6", { execv: { args: ["ptr", "ptr"], returns: "i32" } });
    const strings = command.map((argument) => Buffer.from(argument + "\\0"));
    const argv = new BigUint64Array([...strings.map((string) => BigInt(ptr(string))), 0n]);
    symbols.execv(ptr(strings[0]), ptr(argv));
    throw new Error("execv failed");
  };
  const arm = () => core.openAttachPlaces({ pid: process.pid }, { attacher: "test" });
`;

onLinux("what a program left that was replaced by another is believed by nobody, and swept", async () => {
  using cwd = scratchDirectory();
  using tmp = scratchDirectory();
  const options = { cwd: cwd.path, env: { TMPDIR: tmp.path } };
  const program = `${EXECUTE} arm(); console.log("armed"); await next(); execute("/bin/sh", "-c", "echo replaced; exec sleep 1000");`;
  await using target = runChild(program, options);
  expect(await target.line()).toBe("armed");
  const held = findPrivateDirectories(requireProcess(target.pid), undefined);
  expect(held.map((path) => relative(tmp.path, path))).toEqual(tmp.list().slice(1));
  target.proceed();
  expect(await target.line()).toBe("replaced");
  expect(tmp.list()).toHaveLength(2);
  expect(findPrivateDirectories(requireProcess(target.pid), undefined)).toEqual([]);
  await using other = runChild(LOOKER, options);
  await other.line();
  expect(tmp.list()).toEqual([expect.anything(), expect.stringContaining(`/${other.pid}_`)]);
});

const SAME_ADDRESSES = ["setarch", "--addr-no-randomize"];

const withSameAddresses = test.if(
  Bun.which("setarch") !== null &&
    Bun.spawnSync([...SAME_ADDRESSES, "true"], { stderr: "inherit" }).exitCode === 0,
);

withSameAddresses(
  "what a program left is swept by the next in the same process when that arms, though addresses do not tell",
  async () => {
    using cwd = scratchDirectory();
    using tmp = scratchDirectory();
    const program = `${EXECUTE}
    arm();
    console.log((await import("node:fs")).readdirSync(process.env.TMPDIR, { recursive: true }).length);
    await next();
    execute(process.execPath, ...process.execArgv);`;
    await using target = runChild(program, {
      cwd: cwd.path,
      env: { TMPDIR: tmp.path },
      wrapper: SAME_ADDRESSES,
    });
    for (let round = 0; round < 3; round++) {
      expect(await target.line()).toBe("2");
      target.proceed();
    }
  },
);

onLinux(
  "what a Worker left that was terminated is believed by nobody, and swept by the next that arms",
  async () => {
    using cwd = scratchDirectory();
    using tmp = scratchDirectory();
    const program = `${EXECUTE}
    const armed = 'core.openAttachPlaces({ pid: process.pid }, { attacher: "test" }); postMessage("armed"); setInterval(() => {}, 1e9);';
    const source = "const core = await import(" + JSON.stringify(corePath) + ");" + armed;
    const startWorker = async () => {
      const worker = new Worker(URL.createObjectURL(new Blob([source])));
      await new Promise((resolve) => worker.addEventListener("message", resolve));
      return worker;
    };
    const stays = await startWorker();
    const ends = await startWorker();
    console.log("armed");
    await next();
    const closed = new Promise((resolve) => ends.addEventListener("close", resolve));
    ends.terminate();
    await closed;
    console.log("terminated");
    await next();
    arm();
    console.log("armed");
    await next();`;
    await using target = runChild(program, { cwd: cwd.path, env: { TMPDIR: tmp.path } });
    const entries = () => tmp.list().slice(1);
    const held = () => findPrivateDirectories(requireProcess(target.pid), undefined);
    await target.line();
    const both = entries();
    expect(held()).toHaveLength(2);
    target.proceed();
    await target.line();
    expect(entries()).toEqual(both);
    expect(held()).toHaveLength(1);
    target.proceed();
    await target.line();
    expect(held()).toHaveLength(2);
    expect(entries()).toHaveLength(2);
  },
);

onUnix("arming that fails leaves no empty directory", async () => {
  using cwd = scratchDirectory();
  using tmp = scratchDirectory();
  // The entry's name, of a rendezvous with a name of 64 characters, is too long for what is left of PATH_MAX.
  let path = tmp.path;
  while (path.length < 3900) path = join(path, "d".repeat(Math.min(200, 3999 - path.length)));
  mkdirSync(path, { recursive: true });
  const program = `
    const events = [];
    const name = "n".repeat(64);
    core.openAttachPlaces({ pid: process.pid, name }, { attacher: "test", onEvent: (event) => events.push(event) });
    console.log(JSON.stringify(events));`;
  await using target = runChild(program, { cwd: cwd.path, env: { TMPDIR: path } });
  expect(JSON.parse(await target.line())).toMatchObject([
    { type: "degraded", reason: expect.stringContaining("ENAMETOOLONG") },
  ]);
  expect(readdirSync(path)).toEqual([]);
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
