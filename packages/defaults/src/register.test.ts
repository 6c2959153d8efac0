// register.test.ts: programs that know nothing of teleop, or that arm themselves, too, with the preload: what can be asked
// of them, and that nothing it does, or fails to do, is noticed by them.

import { expect, setDefaultTimeout, test } from "bun:test";
import { closeSync, constants, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Cpu, Debugger, Eval, Process } from "@teleop/diagnostics/client";
import { list } from "@teleop/discovery";
import { listServices } from "@teleop/reflection/client";
import { attach, Echo } from "./index.ts";
import { registerSwitches } from "./register-switches.ts";
import { Registered, registerPath } from "./testing/registered.ts";

// Processes start slowly on a busy machine.
setDefaultTimeout(60_000);

const onUnix = test.if(process.platform !== "win32");

/** Says that it is there, and ends when its input does. */
const IDLE = `console.log("up"); for await (const _ of process.stdin);`;

const ARMS_ITSELF = `
  import { Echo, teleoperate } from ${JSON.stringify(fileURLToPath(new URL("./index.ts", import.meta.url)))};
  teleoperate({ services: { echo: () => Echo.server({ echo: ({ message }) => ({ reply: message }) }) } });
  ${IDLE}`;

async function pidToldBy(pid: number, name?: string): Promise<number> {
  await using target = await attach(pid, { name });
  using service = target.service("process", Process);
  return (await service.info()).pid;
}

async function echoOf(pid: number, message: string): Promise<string> {
  await using target = await attach(pid);
  using echo = target.service("echo", Echo);
  return (await echo.echo({ message })).reply;
}

test("a program that knows nothing of teleop tells what it is, and ends as it would without", async () => {
  await using program = new Registered(`${IDLE} process.exitCode = 7;`);
  expect(await program.line()).toBe("up");
  expect(await pidToldBy(program.pid)).toBe(program.pid);
  expect(await program.ended()).toEqual({ exitCode: 7, stdout: [], stderr: "" });
});

test("nothing that serves is loaded before somebody attaches", async () => {
  await using program = new Registered(`console.log(JSON.stringify(Object.keys(require.cache))); ${IDLE}`);
  const loaded = (JSON.parse(await program.line()) as string[]).map((path) => path.replaceAll("\\", "/"));
  expect(loaded.filter((path) => /\/(diagnostics|reflection\/src\/client)\//.test(path))).toEqual([]);
  expect(loaded.some((path) => path.endsWith("/registration.ts"))).toBe(true);
});

test("it does not keep a program alive, nor does it say anything", async () => {
  await using program = new Registered(`console.log("done");`);
  expect(await program.ended()).toEqual({ exitCode: 0, stdout: ["done"], stderr: "" });
});

test("a child of the program is armed, too, and a Worker is not in the way", async () => {
  await using program = new Registered(
    `const worker = new Worker("./worker.ts");
     worker.onmessage = () => worker.terminate();
     const child = Bun.spawn([process.execPath, "child.ts"], { stdin: "inherit", stdout: "inherit" });
     await child.exited;`,
    {
      files: {
        "worker.ts": `import ${JSON.stringify(registerPath)}; postMessage("up");`,
        "child.ts": `console.log(process.pid); for await (const _ of process.stdin);`,
      },
    },
  );
  const child = Number(await program.line());
  expect(child).not.toBe(program.pid);
  expect([await pidToldBy(child), await pidToldBy(program.pid)]).toEqual([child, program.pid]);
  expect(await program.ended()).toMatchObject({ exitCode: 0, stderr: "" });
});

test("bun test runs what it would run without, and passes", async () => {
  await using program = new Registered(`import { test } from "bun:test"; test("works", () => {});`, {
    flags: ["test"],
    name: "works.test.ts",
  });
  const { exitCode, stderr } = await program.ended();
  expect([exitCode, stderr]).toEqual([0, expect.stringContaining(" 1 pass")]);
  expect(stderr).not.toContain("teleop:");
});

test("TELEOP=off arms nothing, and TELEOP_DISABLE neither", async () => {
  await Promise.all(
    [{ TELEOP: "quiet, OFF" }, { TELEOP_DISABLE: "1" }].map(async (env) => {
      await using program = new Registered(IDLE, { env });
      await program.line();
      await expect(attach(program.pid, { timeout: 300 })).rejects.toMatchObject({
        code: expect.stringMatching(/NOT_ARMED|ATTACH_TIMEOUT/),
      });
      expect(await program.ended()).toMatchObject({ exitCode: 0, stderr: "" });
    }),
  );
});

onUnix("a process that cannot be armed says so in one line, or in none, and goes on", async () => {
  for (const [TELEOP, said] of [
    ["", /^teleop: this process cannot be attached to: .*bun:ffi.*\n$/],
    ["debgu", /^teleop: TELEOP says "debgu".*\nteleop: this process cannot be attached to: .*bun:ffi.*\n$/],
    ["quiet", /^$/],
  ] as const) {
    await using program = new Registered(IDLE, {
      env: { TELEOP },
      preloads: ["./without-ffi.ts", registerPath],
      files: {
        "without-ffi.ts": `const get = process.getBuiltinModule;
          process.getBuiltinModule = (name) => (name === "bun:ffi" ? undefined : get(name));`,
      },
    });
    expect(await program.line()).toBe("up");
    expect(await program.ended()).toEqual({ exitCode: 0, stdout: [], stderr: expect.stringMatching(said) });
  }
});

onUnix("what a process goes on with less is said in one line, or in none", async () => {
  for (const [TELEOP, said] of [
    ["", /^teleop: \w+: .*\.teleop_\d+.*\n$/],
    ["quiet", /^$/],
  ] as const) {
    await using program = new Registered(IDLE, {
      env: { TELEOP },
      // In the place of its private directory.
      files: { [`tmp/.teleop_${process.geteuid?.()}`]: "" },
    });
    await program.line();
    expect(await pidToldBy(program.pid)).toBe(program.pid);
    expect(await program.ended()).toMatchObject({ exitCode: 0, stderr: expect.stringMatching(said) });
  }
});

test("a recorder that cannot record is said in one line, or in none, however often it is tried", async () => {
  for (const [TELEOP, said] of [
    ["recorder", "teleop: nothing is recorded: no profiler\n"],
    ["recorder,quiet", ""],
  ] as const) {
    await using program = new Registered(IDLE, {
      env: { TELEOP },
      preloads: ["./without-profiler.ts", registerPath],
      files: {
        "without-profiler.ts": `import { Session } from "node:inspector";
          Session.prototype.connect = () => { throw new Error("no profiler"); };`,
      },
    });
    await program.line();
    {
      await using target = await attach(program.pid);
      using cpu = target.service("cpu", Cpu);
      // Nothing was recorded, and it was tried twice.
      using _nothing = await cpu.recent();
      expect((await cpu.status()).recorder?.kept).toBe(0);
    }
    expect(await program.ended()).toEqual({ exitCode: 0, stdout: [], stderr: said });
  }
});

test.if(process.platform === "linux")(
  "a program begins though its standard error is a pipe that is full, and that nobody reads from",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "teleop-full-pipe-"));
    const path = join(folder, "pipe");
    expect(Bun.spawnSync(["mkfifo", path]).exitCode).toBe(0);
    const end = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
    // One that waits, as what a program is started with does.
    const pipe = openSync(path, constants.O_WRONLY);
    expect(() => {
      for (;;) writeSync(end, new Uint8Array(4096));
    }).toThrow(expect.objectContaining({ code: "EAGAIN" }));
    await using program = Bun.spawn(
      [process.execPath, `--preload=${registerPath}`, "-e", "process.exit(7)"],
      {
        env: { ...process.env, TELEOP: "debgu" },
        stdin: "ignore",
        stderr: pipe,
      },
    );
    expect(await program.exited).toBe(7);
    for (const descriptor of [pipe, end]) closeSync(descriptor);
    rmSync(folder, { recursive: true });
  },
);

test("a preload whose other files are gone says so in one line, and the program goes on", async () => {
  const folder = join(registerPath, "..");
  await using program = new Registered(IDLE, {
    preloads: ["./register.ts"],
    files: {
      "register.ts": readFileSync(registerPath, "utf8"),
      "register-switches.ts": readFileSync(join(folder, "register-switches.ts"), "utf8"),
    },
  });
  expect(await program.line()).toBe("up");
  const { exitCode, stderr } = await program.ended();
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(/^teleop: this process cannot be attached to: .*registration.*\n$/);
});

onUnix("TELEOP=eval offers expressions, TELEOP=debug a debugger, and nothing does otherwise", async () => {
  for (const [TELEOP, evaluates, debugs] of [
    ["", false, false],
    ["eval", true, false],
    ["debug,eval", true, true],
  ] as const) {
    await using program = new Registered(IDLE, { env: { TELEOP } });
    await program.line();
    await using target = await attach(program.pid);
    using evaluator = target.service("eval", Eval);
    using service = target.service("debugger", Debugger);
    const outcomes = await Promise.allSettled([evaluator.evaluate({ expression: "1" }), service.open()]);
    expect(outcomes.map(({ status }) => status === "fulfilled")).toEqual([evaluates, debugs]);
    await target[Symbol.asyncDispose]();
    expect(await program.ended()).toMatchObject({ exitCode: 0, stderr: "" });
  }
});

test("a word in TELEOP that means nothing is said in one line, and the rest counts", async () => {
  await using program = new Registered(IDLE, { env: { TELEOP: "preload,debgu" } });
  await program.line();
  expect(await pidToldBy(program.pid)).toBe(program.pid);
  const { stderr } = await program.ended();
  expect(stderr).toMatch(/^teleop: TELEOP says "debgu", which is ignored: .*\n$/);
});

test("a program that knows nothing of teleop is listed with what is preloaded, unless TELEOP says unlisted", async () => {
  for (const [env, names] of [
    [{}, ["program"]],
    [{ TELEOP: "unlisted" }, []],
  ] as const) {
    await using program = new Registered(IDLE, { env });
    await program.line();
    const listed = (await list()).find(({ pid }) => pid === program.pid);
    expect(listed?.armed).toBe("certainly");
    expect(listed?.announcements.map(({ name }) => name)).toEqual([...names]);
  }
});

test("what it will offer is listed before anybody attaches", async () => {
  for (const TELEOP of ["", "debug,eval"]) {
    await using program = new Registered(IDLE, { env: { TELEOP } });
    await program.line();
    const listed = (await list()).find(({ pid }) => pid === program.pid);
    await using target = await attach(program.pid);
    const offered = await listServices(target);
    expect(listed?.announcements.map(({ services }) => services)).toEqual([offered.map(({ name }) => name)]);
  }
});

test("a program that arms itself, too, has its own services, and the preload's by a name", async () => {
  await using program = new Registered(ARMS_ITSELF);
  await program.line();
  expect(await echoOf(program.pid, "mine")).toBe("mine");
  expect(await pidToldBy(program.pid, "register")).toBe(program.pid);
  expect(await program.ended()).toEqual({ exitCode: 0, stdout: [], stderr: "" });
});

test("clients that are there when a program arms itself are disconnected, and come again by the name", async () => {
  await using program = new Registered(
    `console.log("up");
     for await (const _ of process.stdin) { await import("./later.ts"); }`,
    { files: { "later.ts": ARMS_ITSELF } },
  );
  await program.line();
  await using early = await attach(program.pid);
  program.input("arm\n");
  await program.line();
  expect(await early.closed).toBeUndefined();
  expect(await echoOf(program.pid, "mine")).toBe("mine");
  expect(await pidToldBy(program.pid, "register")).toBe(program.pid);
});

test("preloaded twice, from two copies, it arms once; and it gives way to a program with another copy", async () => {
  const outdir = mkdtempSync(join(tmpdir(), "teleop-register-copy-"));
  const { outputs } = await Bun.build({ entrypoints: [registerPath], target: "bun", outdir });
  const copy = outputs[0]?.path ?? "";
  {
    await using program = new Registered(IDLE, { preloads: [registerPath, copy] });
    await program.line();
    expect(await pidToldBy(program.pid)).toBe(program.pid);
    await expect(attach(program.pid, { name: "register", timeout: 300 })).rejects.toMatchObject({
      code: expect.stringMatching(/NOT_ARMED|ATTACH_TIMEOUT/),
    });
    expect(await program.ended()).toMatchObject({ exitCode: 0, stderr: "" });
  }
  await using program = new Registered(ARMS_ITSELF, { preloads: [copy] });
  await program.line();
  expect(await echoOf(program.pid, "mine")).toBe("mine");
  expect(await pidToldBy(program.pid, "register")).toBe(program.pid);
  rmSync(outdir, { recursive: true });
});

onUnix.each(["--hot", "--watch"] as const)(
  "with bun %s both answer after each reload, the program's own and the preload's",
  async (flag) => {
    const version = (number: number) =>
      ARMS_ITSELF.replace("reply: message", `reply: "version ${number}"`).replace(
        IDLE,
        `console.log("version ${number}"); globalThis.timer ??= setInterval(() => {}, 1_000);`,
      );
    await using program = new Registered(version(1), { flags: [flag] });
    for (const number of [1, 2, 3]) {
      if (number > 1) program.write(version(number));
      while ((await program.line()) !== `version ${number}`);
      expect(await echoOf(program.pid, "")).toBe(`version ${number}`);
      expect(await pidToldBy(program.pid, "register")).toBe(program.pid);
    }
  },
);

test.each([
  [
    undefined,
    { off: false, quiet: false, debug: false, eval: false, preload: false, unlisted: false, unknown: [] },
  ],
  ["on", { off: false, unknown: [] }],
  ["off", { off: true }],
  ["0", { off: true }],
  ["no", { off: true }],
  [" Debug , quiet,", { debug: true, quiet: true, eval: false, off: false, unknown: [] }],
  ["eval,preload", { eval: true, preload: true, debug: false, recorder: false, unknown: [] }],
  ["recorder", { recorder: true, unknown: [] }],
  ["quiet off", { off: false, quiet: false, unknown: ["quiet off"] }],
])("TELEOP=%p is understood", (value, expected) => {
  expect(registerSwitches(value)).toMatchObject(expected);
});
