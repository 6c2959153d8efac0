import { expect, test } from "bun:test";
import { closeSync, mkdtempSync, openSync, realpathSync, rmSync, unlinkSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Process } from "../client.ts";
import { diagnostics, type ProcessOptions } from "../index.ts";
import { withClient } from "../testing/with-client.ts";

const isLinux = process.platform === "linux";

const withProcess = (body: (service: Process) => Promise<void>, options: ProcessOptions = {}) =>
  withClient(diagnostics({ process: options }), async (session) => {
    using service = session.service("process", Process);
    await body(service);
  });

test("info tells who the process is, and its runtime before what that is made of", () =>
  withProcess(async (service) => {
    const info = await service.info();
    expect(info).toMatchObject({
      pid: process.pid,
      parentPid: process.ppid,
      executable: process.execPath,
      arguments: process.argv,
      workingDirectory: process.cwd(),
      platform: process.platform,
      userId: BigInt(process.geteuid?.() ?? -1),
    });
    expect(info.versions[0]).toEqual({ name: "bun", version: Bun.version });
    expect(Math.abs(Date.now() - process.uptime() * 1000 - info.startedAt)).toBeLessThan(5000);
  }));

test("usage tells of memory by kind, of the processor and since when", () =>
  withProcess(async (service) => {
    const { memory, cpu, uptime } = await service.usage();
    expect(Number(memory.resident)).toBeGreaterThan(Number(memory.heapUsed));
    expect(memory.peakResident).toBeGreaterThan(1_000_000n);
    expect(cpu.user + cpu.system).toBeGreaterThan(0n);
    expect(uptime).toBeGreaterThan(0);
  }));

test.if(isLinux)(
  "descriptors tell what each leads to: a file, one that was removed, a socket and its address",
  async () => {
    const directory = mkdtempSync(join(realpathSync(tmpdir()), "teleop-descriptors-"));
    const [kept, removed] = ["kept", "removed"].map((name) => openSync(join(directory, name), "w"));
    unlinkSync(join(directory, "removed"));
    const server = createServer();
    const local = createServer();
    await Promise.all([
      new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)),
      new Promise<void>((resolve) => local.listen(join(directory, "a socket"), resolve)),
    ]);
    const bound = server.address();
    const port = typeof bound === "object" ? bound?.port : undefined;
    try {
      await withProcess(async (service) => {
        const { descriptors, total } = await service.descriptors();
        expect(total).toBe(descriptors.length);
        expect(descriptors).toContainEqual(
          expect.objectContaining({ number: kept, kind: "file", target: join(directory, "kept") }),
        );
        expect(descriptors).toContainEqual(expect.objectContaining({ number: removed, kind: "deleted" }));
        const sockets = descriptors.map(({ socket }) => socket);
        expect(sockets).toContainEqual({
          protocol: "tcp",
          local: `127.0.0.1:${port}`,
          remote: "",
          state: "listen",
        });
        expect(sockets).toContainEqual(
          expect.objectContaining({ protocol: "unix", local: join(directory, "a socket"), state: "listen" }),
        );
      });
    } finally {
      for (const number of [kept, removed]) closeSync(number ?? -1);
      await Promise.all([server, local].map((one) => new Promise((resolve) => one.close(resolve))));
      rmSync(directory, { recursive: true });
    }
  },
);

test.if(isLinux)("of many descriptors as many are told as are asked for, and how many there are", () =>
  withProcess(async (service) => {
    const { descriptors, total } = await service.descriptors({ limit: 2 });
    expect(descriptors.map(({ number }) => number)).toEqual([0, 1]);
    expect(total).toBeGreaterThan(2);
  }),
);

test("modules tell of scripts that were imported, and of native code", () =>
  withProcess(async (service) => {
    const { scripts, libraries, isComplete } = await service.modules();
    expect(isComplete).toBe(true);
    expect(scripts).toContain(join(import.meta.dir, "service.ts"));
    if (isLinux) expect(libraries).toContain(realpathSync(process.execPath));
  }));

test.if(isLinux)("limits are those of the process", () =>
  withProcess(async (service) => {
    const { limits } = await service.limits();
    const files = limits.find(({ name }) => name === "Max open files");
    const soft = Bun.spawnSync(["sh", "-c", "ulimit -n"]).stdout.toString().trim();
    expect(files).toMatchObject({
      unit: "files",
      soft: soft === "unlimited" ? { which: "unlimited" } : { which: "value", value: BigInt(soft) },
    });
  }),
);

test.if(isLinux)("a cgroup is told by its path and version", () =>
  withProcess(async (service) => {
    const { version, path } = await service.cgroup();
    expect([0, 1, 2]).toContain(version);
    expect(path).toMatch(version === 0 ? /^$/ : /^\//);
  }),
);

test("the environment is not told unless the application allows it, and then only what it allows", async () => {
  process.env.TELEOP_TEST_SHOWN = "shown";
  process.env.TELEOP_TEST_SECRET = "secret";
  try {
    for (const environment of [undefined, false]) {
      await withProcess(
        async (service) => {
          await expect(service.environment()).rejects.toThrow(/does not show its environment.*\[names\]/);
        },
        { environment },
      );
    }
    await withProcess(
      async (service) => {
        const { variables } = await service.environment();
        expect(variables).toEqual([{ name: "TELEOP_TEST_SHOWN", value: "shown" }]);
      },
      { environment: ["TELEOP_TEST_SHOWN", "TELEOP_TEST_ABSENT"] },
    );
    await withProcess(
      async (service) => {
        const { variables } = await service.environment();
        expect(variables).toContainEqual({ name: "TELEOP_TEST_SECRET", value: "secret" });
      },
      { environment: true },
    );
  } finally {
    delete process.env.TELEOP_TEST_SHOWN;
    delete process.env.TELEOP_TEST_SECRET;
  }
});
