import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { runChild, scratchDirectory } from "./testing/child.ts";

// Processes start slowly on a busy machine.
setDefaultTimeout(30_000);

const onUnix = test.if(process.platform !== "win32");

/** Is armed with everything that can be left behind: attach places, and a file in the place of a socket. */
const ATTACHABLE = `
  const { writeFileSync, rmSync } = await import("node:fs");
  const { Wakeups, openAttachPlaces, AcceptQueue } = core;
  const attacher = {
    name: "test",
    arm(rendezvous) {
      const places = openAttachPlaces(rendezvous, { attacher: "test" });
      const wakeups = new Wakeups("test");
      wakeups.notify();
      return { signaled: (options) => wakeups.next(options), [Symbol.dispose]() { places[Symbol.dispose](); wakeups[Symbol.dispose](); } };
    },
    signal() { throw new Error("unused"); },
  };
  const transport = {
    name: "test",
    async listen(rendezvous, options) {
      writeFileSync(core.ownSocketPath(rendezvous), "");
      const queue = new AcceptQueue({ ...options, address: "test", refuseByDefault: () => undefined });
      return {
        address: "test",
        isReachable: () => true,
        withdraw: () => rmSync(core.ownSocketPath(rendezvous), { force: true }),
        [Symbol.asyncIterator]: () => queue[Symbol.asyncIterator](),
        async [Symbol.asyncDispose]() { this.withdraw(); queue.close(); },
      };
    },
    connect() { throw new Error("unused"); },
  };
  const attach = (options = {}) => {
    const bound = Promise.withResolvers();
    const onEvent = ({ type }) => type === "bound" && bound.resolve();
    const attachment = core.listen({ attacher, transport, onEvent, ...options });
    return bound.promise.then(() => attachment);
  };
`;

/** Runs it until it is bound, sends it on, and tells how it ended and what it left. */
async function ending(
  program: string,
  signal?: NodeJS.Signals,
): Promise<{ readonly ended: number | string; readonly left: string[] }> {
  using cwd = scratchDirectory();
  using tmp = scratchDirectory();
  await using child = runChild(`${ATTACHABLE}\n${program}`, {
    cwd: cwd.path,
    env: { TMPDIR: tmp.path },
    stderr: "ignore",
  });
  expect(await child.line()).toBe("bound");
  expect(existsSync(join(tmp.path, `.teleop_pid_${child.pid}`))).toBe(true);
  if (signal === undefined) child.proceed();
  else child.kill(signal);
  return { ended: await child.ended(), left: [...cwd.list(), ...tmp.list()] };
}

onUnix.each([
  ["that comes to its end", "", 0],
  ["that calls process.exit()", "process.exit(7);", 7],
  ["that throws", `throw new Error("on purpose");`, 1],
  ["with an unhandled rejection", `void Promise.reject(new Error("on purpose"));`, 1],
] as const)("a process %s leaves nothing", async (_case, last, exitCode) => {
  expect(await ending(`await attach(); console.log("bound"); await next(); ${last}`)).toEqual({
    ended: exitCode,
    left: [],
  });
});

onUnix.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)(
  "with the option, a process that dies of %s leaves nothing and dies of it all the same",
  async (signal) => {
    const program = `await attach({ cleanupSignals: ["SIGTERM", "SIGINT", "SIGHUP"] }); console.log("bound"); await next();`;
    expect(await ending(program, signal)).toEqual({ ended: signal, left: [] });
  },
);

onUnix("several attachments with the option all clean up before the process dies", async () => {
  const program = `
    await Promise.all(["a", undefined, "b"].map((name) => attach({ name, cleanupSignals: ["SIGTERM"] })));
    console.log("bound");
    await next();`;
  expect(await ending(program, "SIGTERM")).toEqual({ ended: "SIGTERM", left: [] });
});

onUnix(
  "many attachments have one listener for each event, so that the runtime warns of no leak",
  async () => {
    const program = `
    await Promise.all([undefined, "a", "b"].map((name) => attach({ name, cleanupSignals: ["SIGTERM"] })));
    console.log("bound");
    await next();
    process.exit(process.listenerCount("SIGTERM") * 10 + process.listenerCount("exit"));`;
    expect(await ending(program)).toEqual({ ended: 11, left: [] });
  },
);

onUnix("where the application handles the signal, the application decides", async () => {
  const program = `
    const attachment = await attach({ cleanupSignals: ["SIGTERM"] });
    process.on("SIGTERM", () => {
      console.log(attachment.address);
      setImmediate(() => process.exit(9));
    });
    console.log("bound");
    await next();`;
  expect(await ending(program, "SIGTERM")).toEqual({ ended: 9, left: [] });
});

onUnix("once disposed, it handles no signal any more", async () => {
  const program = `
    const attachment = await attach({ cleanupSignals: ["SIGTERM"] });
    console.log("bound");
    await next();
    await attachment[Symbol.asyncDispose]();
    if (process.listenerCount("SIGTERM") + process.listenerCount("exit") > 0) process.exit(1);`;
  expect(await ending(program)).toEqual({ ended: 0, left: [] });
});

describe.if(process.platform === "win32")("on Windows", () => {
  /** Ctrl+C in a console of its own, which is pressed when the program has done what it says. Returns how it ended. */
  async function interrupted(program: string) {
    await using child = runChild(
      `
      const { openWindowsLibrary } = await import(${JSON.stringify(join(import.meta.dir, "windows.ts"))});
      const { functions: kernel } = openWindowsLibrary("testing", "kernel32", {
        AllocConsole: { args: [], returns: "i32" },
        FreeConsole: { args: [], returns: "i32" },
        GenerateConsoleCtrlEvent: { args: ["u32", "u32"], returns: "i32" },
      });
      kernel.FreeConsole();
      kernel.AllocConsole();
      const { writeSync } = require("node:fs");
      ${program}
      console.log("up");
      await next();
      kernel.GenerateConsoleCtrlEvent(0, 0);
      await new Promise(() => setInterval(() => {}, 1000));
      `,
      // No directory of its own: the console has it open a little longer than the process.
      { cwd: import.meta.dir },
    );
    expect(await child.line()).toBe("up");
    child.proceed();
    const said: string[] = [];
    const ended = child.ended();
    for (;;) {
      const line = await child.line().catch(() => undefined);
      if (line === undefined) return { said, ended: await ended };
      said.push(line);
    }
  }

  test("Ctrl+C cleans up with the option, and ends a process as it does without", async () => {
    const plain = await interrupted("");
    expect(plain.said).toEqual([]);
    const program = `core.cleanUpAtExit(() => void writeSync(1, "cleaned up\\n"), ["SIGINT"]);`;
    expect(await interrupted(program)).toEqual({ said: ["cleaned up"], ended: plain.ended });
  });

  test("Ctrl+C is the application's where it handles it", async () => {
    const program = `
      core.cleanUpAtExit(() => void writeSync(1, "at exit\\n"), ["SIGINT", "SIGBREAK", "SIGHUP"]);
      process.on("SIGINT", () => { writeSync(1, "mine\\n"); process.exit(9); });`;
    expect(await interrupted(program)).toEqual({ said: ["mine", "at exit"], ended: 9 });
  });
});
