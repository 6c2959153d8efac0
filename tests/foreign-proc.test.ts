// foreign-proc.test.ts: a /proc that is not of the client's PID namespace, or that hides processes, is not believed.
import { expect } from "bun:test";
import { existsSync, readdirSync } from "node:fs";
import { makeDirectories, TargetProcess } from "@teleop/conformance";
import { processFacts } from "@teleop/core/plugin";
import type { ClientReport } from "./testing/client-program.ts";
import { AS_NOBODY, NOBODY, testAsRoot } from "./testing/privileges.ts";
import { Scene } from "./testing/scene.ts";

/** Its own PID namespace, and the /proc of ours. */
const FOREIGN_PROC = ["unshare", "--pid", "--fork", "--kill-child"];

/** In a mount namespace of its own, after a script. */
const inMounts = (script: string): readonly string[] => [
  ...["unshare", "--mount", "sh", "-ec", `${script}; exec "$@"`, "sh"],
];

testAsRoot(
  "with the /proc of another PID namespace no stranger is touched, and the error says what to mount",
  async () => {
    await using scene = new Scene("default");
    // In its namespace that is a process that sleeps, in ours another one, which works in /.
    const client = scene.startClient({ pid: 2 }, [
      ...FOREIGN_PROC,
      ...["sh", "-c", 'sleep 1000 > /dev/null & exec "$@"', "sh"],
    ]);
    const { code, message } = await client.next("rejected");
    expect(code).toBe("UNSUPPORTED_PLATFORM");
    expect(message).toMatch(
      /working directory of process 2: \/proc is that of another PID namespace.*mount -t proc/,
    );
    expect(existsSync("/.teleop_attach_2")).toBe(false);
  },
  { unshare: ["--pid", "--fork"] },
);

testAsRoot(
  "with the /proc of another PID namespace a target of the same user is attached to by its private directory",
  async () => {
    await using scene = new Scene("default");
    const program = new URL("./testing/foreign-proc-program.ts", import.meta.url);
    await using target = new TargetProcess<never, ClientReport>(program, {
      ...scene.directories,
      wrapper: FOREIGN_PROC,
    });
    await target.next("served");
    await target.exited();
    expect(readdirSync(scene.directories.cwd)).toEqual([]);
  },
  { unshare: ["--pid", "--fork"] },
);

testAsRoot(
  "with the /proc of another PID namespace a target that ignored SIGQUIT before goes on ignoring it",
  async () => {
    using directories = makeDirectories();
    const program = `
      const { unix } = await import(${JSON.stringify(import.meta.resolve("@teleop/attacher-unix"))});
      unix().arm({ pid: process.pid });
      process.kill(process.pid, "SIGQUIT");
      for (let turn = 0; turn < 30; turn++) await new Promise((resolve) => setImmediate(resolve));
      console.log("alive");`;
    const command = ["env", "--ignore-signal=QUIT", process.execPath, "-e", program];
    // Not the first process of the namespace, whom no such signal ends.
    const run = Bun.spawn([...FOREIGN_PROC, "sh", "-c", '"$@"; true', "sh", ...command], {
      cwd: directories.cwd,
      env: { ...process.env, TMPDIR: directories.tmp },
      stdout: "pipe",
    });
    expect(await new Response(run.stdout).text()).toBe("alive\n");
    await run.exited;
  },
  { unshare: ["--pid", "--fork"] },
);

testAsRoot(
  "a /proc that is mounted in the place of ours is not taken for it, though the system gives it the same number",
  async () => {
    const program = `
      const { ownProc } = await import(${JSON.stringify(import.meta.resolve("../packages/core/src/proc.ts"))});
      const { statSync } = await import("node:fs");
      const run = (...command) => {
        const { success, stderr } = Bun.spawnSync(command);
        if (!success) throw new Error(stderr.toString());
      };
      const look = () => [statSync("/proc").dev, ownProc() !== undefined];
      // The system's clock for such times may stand still for as long as both mounts take: of many pairs for some.
      for (let pair = 0; pair < 20; pair++) {
        run("mount", "-t", "proc", "proc", "/proc");
        const [first, isOurs] = look();
        run("umount", "/proc");
        run("unshare", "--pid", "--fork", "mount", "-t", "proc", "proc", "/proc");
        const [second, isStillOurs] = look();
        run("umount", "/proc");
        console.log(JSON.stringify({ isSame: first === second, isOurs, isStillOurs }));
      }`;
    const run = Bun.spawn([...FOREIGN_PROC, "--mount", process.execPath, "-e", program], { stdout: "pipe" });
    const lines = (await new Response(run.stdout).text()).trim().split("\n");
    const looks = lines.map((line): Record<"isSame" | "isOurs" | "isStillOurs", boolean> => JSON.parse(line));
    // Whoever else mounts something meanwhile may be given the number.
    expect(looks.map(({ isSame: _, ...look }) => look)).toEqual(
      Array.from({ length: 20 }, () => ({ isOurs: true, isStillOurs: false })),
    );
    expect(looks.some(({ isSame }) => isSame)).toBe(true);
    await run.exited;
  },
  { unshare: ["--pid", "--fork", "--mount"] },
);

for (const hidepid of ["1", "2"]) {
  testAsRoot(
    `a process that /proc hides by hidepid=${hidepid} is said to be hidden, not gone`,
    async () => {
      await using scene = new Scene("default");
      const target = await scene.startTarget();
      const client = scene.startClient({ pid: target.pid }, [
        ...inMounts(`mount -t proc -o hidepid=${hidepid} proc /proc`),
        ...AS_NOBODY,
      ]);
      const { code, message } = await client.next("rejected");
      expect(code).toBe("PERMISSION_DENIED");
      expect(message).toMatch(/\/proc hides it \(hidepid\).*be its user or root/);
      expect(message).not.toContain("gone");
    },
    { unshare: ["--mount"], runsAsNobody: true },
  );
}

testAsRoot(
  "root that may not look into other users' processes is told which capability it lacks",
  async () => {
    await using scene = new Scene("default");
    const sleeper = Bun.spawn([...AS_NOBODY, "sleep", "1000"], { stdio: ["ignore", "ignore", "inherit"] });
    try {
      while (processFacts(sleeper.pid)?.euid !== NOBODY) await Bun.sleep(1);
      const client = scene.startClient({ pid: sleeper.pid }, [
        ...["setpriv", "--bounding-set=-sys_ptrace", "--inh-caps=-sys_ptrace"],
      ]);
      const { code, message } = await client.next("rejected");
      expect(code).toBe("PERMISSION_DENIED");
      expect(message).toContain("this root lacks the capability CAP_SYS_PTRACE");
      expect(message).not.toContain("or root");
    } finally {
      sleeper.kill("SIGKILL");
      await sleeper.exited;
    }
  },
);
