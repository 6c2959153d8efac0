import { expect, setDefaultTimeout, test } from "bun:test";
import { AttacherProcess, makeDirectories } from "@teleop/conformance";
import { processFacts } from "@teleop/core/plugin";
import { unix } from "./index.ts";

// Processes start slowly on a busy machine.
setDefaultTimeout(30_000);

const onUnix = test.if(process.platform !== "win32");
const target = new URL("./testing/target.ts", import.meta.url);

/** Runs a few lines with `unix` and `connect` in scope, and tells what they print and how they end. */
async function run(program: string): Promise<{ readonly output: string; readonly ended: number | string }> {
  using directories = makeDirectories();
  const prelude = `const { unix } = await import(${JSON.stringify(new URL("./index.ts", import.meta.url).pathname)});`;
  // A shell's background jobs inherit that SIGQUIT is ignored.
  const wrapper = process.platform === "linux" ? ["env", "--default-signal=QUIT"] : [];
  const child = Bun.spawn([...wrapper, process.execPath, "-e", `${prelude}\n${program}`], {
    cwd: directories.cwd,
    env: { ...process.env, TMPDIR: directories.tmp },
    stdout: "pipe",
  });
  const output = await new Response(child.stdout).text();
  const exitCode = await child.exited;
  return { output: output.trim(), ended: child.signalCode ?? exitCode };
}

onUnix("a process that does not catch SIGQUIT is not signalled, and the error says why", async () => {
  using directories = makeDirectories();
  const sleeper = Bun.spawn(["sleep", "1000"], { cwd: directories.cwd });
  await using signal = unix().signal({ pid: sleeper.pid });
  await expect(signal.send()).rejects.toMatchObject({
    code: "NOT_ARMED",
    pid: sleeper.pid,
    message: expect.stringContaining("does not catch SIGQUIT, which would end it"),
  });
  expect(processFacts(sleeper.pid)?.state).toBe("running");
  expect(directories.leftovers()).toEqual([]);
  sleeper.kill();
  await sleeper.exited;
});

onUnix("a process that ignores SIGQUIT is not signalled", async () => {
  const shell = Bun.spawn(["sh", "-c", "trap '' QUIT; echo; read line"], { stdin: "pipe", stdout: "pipe" });
  await shell.stdout.getReader().read();
  await using signal = unix().signal({ pid: shell.pid });
  await expect(signal.send()).rejects.toMatchObject({ code: "NOT_ARMED" });
  shell.stdin.end();
  await shell.exited;
});

onUnix("importing changes nothing: SIGQUIT still ends the process", async () => {
  expect(await run(`process.kill(process.pid, "SIGQUIT"); await Bun.sleep(60_000);`)).toMatchObject({
    ended: "SIGQUIT",
  });
});

onUnix("arming and disposing often leaves one handler, which lets SIGQUIT end the process", async () => {
  const program = `
    for (let round = 0; round < 20; round++) unix().arm({ pid: process.pid })[Symbol.dispose]();
    console.log(process.listenerCount("SIGQUIT"), process.listenerCount("newListener"));
    process.kill(process.pid, "SIGQUIT");
    await Bun.sleep(60_000);`;
  expect(await run(program)).toEqual({ output: "1 1", ended: "SIGQUIT" });
});

onUnix("a SIGQUIT handler of the application's own works as before, beside the attacher's", async () => {
  const program = `
    const heard = Promise.withResolvers();
    process.on("SIGQUIT", () => { console.log("application"); heard.resolve(); });
    const armed = unix().arm({ pid: process.pid });
    const signaled = armed.signaled().then(() => console.log("attacher"));
    const signal = unix().signal({ pid: process.pid });
    await signal.send();
    await Promise.all([heard.promise, signaled]);
    await signal[Symbol.asyncDispose]();
    armed[Symbol.dispose]();`;
  expect(await run(program)).toEqual({ output: "application\nattacher", ended: 0 });
});

onUnix("in a Worker, where signals cannot be caught, arming is refused", async () => {
  const program = `
    const { Worker } = await import("node:worker_threads");
    const code = \`
      const { parentPort } = require("node:worker_threads");
      import(${JSON.stringify(new URL("./index.ts", import.meta.url).pathname)}).then(({ unix }) => {
        try { unix().arm({ pid: process.pid }); } catch (error) { parentPort.postMessage(error.code); }
      });\`;
    const worker = new Worker(code, { eval: true });
    worker.once("message", (code) => { console.log(code); worker.terminate(); });`;
  expect(await run(program)).toEqual({ output: "UNSUPPORTED_PLATFORM", ended: 0 });
});

onUnix("signals that come close together count as one or more, never as none", async () => {
  await using process = await AttacherProcess.start(target);
  await process.command({ do: "arm" });
  await using signal = unix().signal(process);
  await Promise.all(Array.from({ length: 20 }, () => signal.send()));
  await process.next("signaled");
});

test("a PID below 1 is refused before anything is done", () => {
  for (const pid of [0, -1]) {
    expect(() => unix().signal({ pid })).toThrow(expect.objectContaining({ code: "INVALID_ARGUMENT" }));
  }
});
