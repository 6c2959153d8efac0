// discovery.test.ts: processes that announce themselves, and those who look for them.
import { expect, test } from "bun:test";
import { copyFileSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { processFacts } from "@teleop/core/plugin";
import { announce } from "./announce.ts";
import { list } from "./index.ts";
import { nameOf } from "./record.ts";
import { Announcer } from "./testing/announcer.ts";

const onUnix = test.if(process.platform !== "win32");
const onLinux = test.if(process.platform === "linux");

onUnix(
  "a process that announces itself is listed with all that it says, also while it is stopped",
  async () => {
    await using announcer = await Announcer.start({
      name: "shop",
      metadata: { port: 80 },
      rendezvous: "admin",
    });
    const shown = {
      pid: announcer.pid,
      user: process.geteuid?.(),
      parent: process.pid,
      contained: false,
      name: "shop",
      armed: "certainly",
      announcements: [
        {
          name: "shop",
          rendezvous: "admin",
          attacher: "inotify",
          transport: "none",
          services: ["echo"],
          versions: { teleop: expect.any(String), bun: Bun.version },
          metadata: { port: 80 },
        },
      ],
    };
    expect(await announcer.listed()).toMatchObject({ ...shown, state: "running" });
    announcer.kill("SIGSTOP");
    // It stops when it next comes to the kernel.
    while (processFacts(announcer.pid)?.state === "running") await setImmediate();
    expect(await announcer.listed()).toMatchObject({ ...shown, state: "stopped" });
    announcer.kill("SIGCONT");
  },
);

onUnix("its record is 0600 in a folder of 0700, in the runtime directory where there is one", async () => {
  await using inTemporary = await Announcer.start();
  await using inRuntime = await Announcer.start({}, { runtime: () => {} });
  for (const folder of [
    join(inTemporary.directories.tmp, `.teleop_records_${process.geteuid?.()}`),
    join(inRuntime.runtime, "teleop"),
  ]) {
    expect(statSync(folder).mode & 0o7777).toBe(0o700);
    const [record = ""] = readdirSync(folder);
    expect(record).toEndWith(".json");
    expect(statSync(join(folder, record)).mode & 0o7777).toBe(0o600);
  }
  expect(await inRuntime.listed()).toMatchObject({
    armed: "certainly",
    sign: expect.stringContaining("/runtime/"),
  });
});

onUnix(
  "a record is gone when it is disposed, and when the process ends by itself or by an error",
  async () => {
    for (const how of ["dispose", "exit", "throw"] as const) {
      await using announcer = await Announcer.start({}, { stderr: "ignore" });
      expect(announcer.records()).toHaveLength(1);
      announcer.send({ do: how });
      if (how === "dispose") await announcer.next("done");
      else await announcer.exited();
      expect(announcer.directories.leftovers()).toEqual([]);
    }
  },
);

onUnix("a process that dies of a signal that was named leaves no record", async () => {
  await using announcer = await Announcer.start({ cleanupSignals: ["SIGTERM"] });
  announcer.kill("SIGTERM");
  expect(await announcer.ended()).toBe("SIGTERM");
  expect(announcer.directories.leftovers()).toEqual([]);
});

onLinux(
  "what a killed process left is believed by nobody, and removed by who lists next, or announces",
  async () => {
    using tmp = await killed();
    process.env.XDG_RUNTIME_DIR = tmp.path;
    try {
      const folder = join(tmp.path, "teleop");
      const [left = ""] = readdirSync(folder);
      copyFileSync(join(folder, left), join(tmp.path, "left"));
      expect((await list()).map(({ pid }) => pid)).not.toContain(tmp.pid);
      expect(readdirSync(tmp.path)).not.toContain("teleop");

      const first = announce({ attacher: "none", transport: "none" });
      copyFileSync(join(tmp.path, "left"), join(folder, left));
      using _second = announce({ attacher: "none", transport: "none", rendezvous: "second" });
      expect(readdirSync(folder).filter((file) => file.startsWith(`${tmp.pid}_`))).toEqual([]);
      first[Symbol.dispose]();
    } finally {
      delete process.env.XDG_RUNTIME_DIR;
    }
  },
);

onLinux(
  "a directory called like what a killed process left keeps nobody from being announced, nor the rest from being removed",
  async () => {
    using tmp = await killed();
    process.env.XDG_RUNTIME_DIR = tmp.path;
    try {
      const folder = join(tmp.path, "teleop");
      const [left = ""] = readdirSync(folder);
      const others = [1, 2, 3].map((number) => left.replace(/r\d+\.json$/, `r${number}.json`));
      for (const other of others) copyFileSync(join(folder, left), join(folder, other));
      rmSync(join(folder, left));
      mkdirSync(join(folder, left));
      using _announced = announce({ attacher: "none", transport: "none" });
      expect(readdirSync(folder)).toHaveLength(2);
      for (const other of others) writeFileSync(join(folder, other), "");
      await list();
      expect(readdirSync(folder)).toHaveLength(2);
    } finally {
      delete process.env.XDG_RUNTIME_DIR;
    }
  },
);

onUnix("a program that has put something else than text among its arguments is announced", async () => {
  const own = process.argv;
  process.argv = [...own, 7 as never, undefined as never];
  try {
    using _announced = announce({ attacher: "none", transport: "none", rendezvous: "odd" });
    const listed = (await list()).find(({ pid }) => pid === process.pid);
    expect(listed?.announcements.at(-1)?.command.slice(-2)).toEqual(["7", "undefined"]);
  } finally {
    process.argv = own;
  }
});

/** The runtime directory of a process that was killed. */
async function killed(): Promise<Disposable & { readonly path: string; readonly pid: number }> {
  const announcer = await Announcer.start({}, { runtime: () => {} });
  announcer.kill("SIGKILL");
  await announcer.exited();
  return {
    path: announcer.runtime,
    pid: announcer.pid,
    [Symbol.dispose]: () => announcer.directories[Symbol.dispose](),
  };
}

onLinux(
  "what another program, or a thread that has ended, left in this very process is not believed",
  async () => {
    await using announcer = await Announcer.start();
    const [record = ""] = announcer.records();
    const folder = join(announcer.directories.tmp, `.teleop_records_${process.geteuid?.()}`);
    const [pid, namespace, startTime, image, thread] = record.split("_");
    const others = [
      [pid, namespace, startTime, "00000001", thread, "", "image.json"],
      [pid, namespace, startTime, image, "1", "", "thread.json"],
      [pid, namespace, "1", image, thread, "", "time.json"],
      [pid, "1", startTime, image, thread, "", "namespace.json"],
      ["1", namespace, startTime, image, thread, "", "pid.json"],
    ];
    for (const parts of others) copyFileSync(join(folder, record), join(folder, parts.join("_")));
    expect((await announcer.listed())?.announcements).toHaveLength(1);
  },
);

onUnix(
  "a record that was removed is written again when it is renewed, and not beside one that is there",
  async () => {
    await using announcer = await Announcer.start();
    await announcer.command({ do: "renew" });
    const before = announcer.records();
    expect(before).toHaveLength(1);
    rmSync(join(announcer.directories.tmp, `.teleop_records_${process.geteuid?.()}`), { recursive: true });
    await announcer.command({ do: "renew" });
    expect(announcer.records()).toHaveLength(1);
    expect(announcer.records()).not.toEqual(before);
  },
);

onUnix("of a process with several rendezvous each is told, and it is one process", async () => {
  using _one = announce({ attacher: "none", transport: "none", name: "tests" });
  using _two = announce({ attacher: "none", transport: "none", name: "tests", rendezvous: "two" });
  const us = (await list()).filter(({ pid }) => pid === process.pid);
  expect(us).toHaveLength(1);
  expect(us[0]?.announcements.map(({ rendezvous }) => rendezvous).sort()).toEqual(["two", undefined]);
});

onLinux(
  "an armed process that announces nothing is found by its private directory, unless none is asked for",
  async () => {
    await using silent = await Announcer.start({ arms: "only" });
    expect(await silent.listed()).toMatchObject({
      armed: "certainly",
      name: "announcer-program",
      sign: expect.stringContaining("its private directory "),
      announcements: [],
    });
    expect(await silent.listed({ unannounced: "none" })).toBeUndefined();
  },
);

onLinux(
  "one that waits for files to be created, as the Rust crate does, may be armed; who watches more is not",
  async () => {
    const program = new URL("./testing/watching-program.ts", import.meta.url).pathname;
    for (const [mask, armed] of [
      [0x100, "possibly"],
      [0x102, undefined],
    ] as const) {
      await using child = Bun.spawn([process.execPath, program, `${mask}`], {
        stdin: "pipe",
        stdout: "pipe",
      });
      await child.stdout.getReader().read();
      const find = async (unannounced: "certain" | "possible") =>
        (await list({ unannounced })).find(({ pid }) => pid === child.pid)?.armed;
      expect(await find("possible")).toBe(armed);
      expect(await find("certain")).toBeUndefined();
    }
  },
);

onUnix("a look that is ended rejects with the reason", async () => {
  const reason = new Error("enough");
  await expect(list({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
});

onUnix.each([
  ["an empty name", { name: "" }, "the name of a process must be"],
  ["a name with a line feed", { name: "a\nb" }, "the name of a process must be"],
  ["a name that turns the direction of writing", { name: "a\u202eb" }, "the name of a process must be"],
  ["a name of blanks", { name: "\u00a0 " }, "the name of a process must be"],
  ["a name that ends with a blank", { name: "a " }, "the name of a process must be"],
  ["a name of a filler", { name: "\u3164" }, "the name of a process must be"],
  ["a name with tags", { name: "a\u{e0061}" }, "the name of a process must be"],
  [
    "a signal at which nothing can be done",
    { cleanupSignals: ["SIGKILL" as never] },
    "cleanupSignals must be",
  ],
  ["metadata that are no object", { metadata: [] as never }, "metadata must be an object"],
  ["metadata that JSON cannot hold", { metadata: { n: 1n as never } }, "metadata must be what JSON can hold"],
  ["metadata of 4 KiB and more", { metadata: { long: "x".repeat(4096) } }, "at most 4096 bytes"],
] as const)("%s is refused, and nothing is announced", async (_what, options, message) => {
  expect(() => announce({ attacher: "none", transport: "none", ...options })).toThrow(message);
  expect((await list({ unannounced: "none" })).map(({ pid }) => pid)).not.toContain(process.pid);
});

test.each([
  [["bun", "server.ts"], "server"],
  [["/usr/bin/node", "--inspect", "/srv/shop/src/index.js", "x"], "shop"],
  [["bun", "run", "./jobs.ts"], "jobs"],
  [["/opt/shop/shopd", "index.ts"], "shopd"],
  [["bun", "-e", "work()"], "bun"],
  [["bun", "--preload", "register", "jobs.ts"], "jobs"],
  [["bun"], "bun"],
  [["/a/b\u001b[2Jc"], "unnamed"],
  [[], "unnamed"],
] as const)("of the command %j the name is %p", (command, name) => {
  expect(nameOf(command)).toBe(name);
});
