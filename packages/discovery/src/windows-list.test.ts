// windows-list.test.ts: who announces itself, and who is armed, on Windows.
import { expect, test } from "bun:test";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { encodeSecurity, openPath, openWindowsLibrary, ownSid, SYSTEM_SID } from "@teleop/core/windows";
import { list } from "./index.ts";
import { Announcer } from "./testing/announcer.ts";

/** Under a loaded Wine a process takes its time to start. */
const SLOW_MS = 30_000;

onWindows(
  "a process that announces itself is listed with all that it says, until it is disposed",
  async () => {
    await using announcer = await Announcer.start({
      name: "shop",
      metadata: { port: 80 },
      rendezvous: "admin",
    });
    const folder = recordsOf(announcer);
    expect(await announcer.listed()).toMatchObject({
      pid: announcer.pid,
      sid: ownSid(),
      user: undefined,
      parent: process.pid,
      state: "running",
      contained: false,
      name: "shop",
      command: expect.arrayContaining([expect.stringContaining("announcer-program.ts")]),
      armed: "certainly",
      sign: expect.stringContaining(folder),
      announcements: [
        {
          name: "shop",
          rendezvous: "admin",
          attacher: "windows",
          services: ["echo"],
          versions: { bun: Bun.version },
          metadata: { port: 80 },
        },
      ],
    });
    const age = Date.now() - ((await announcer.listed())?.startedAt ?? 0);
    expect(age).toBeWithin(0, SLOW_MS);
    await announcer.suspend();
    expect(await announcer.listed()).toMatchObject({ name: "shop", state: "stopped" });
    await announcer.resume();
    await announcer.command({ do: "dispose" });
    expect(await announcer.listed()).toBeUndefined();
    expect(existsSync(folder)).toBe(false);
  },
);

onWindows("a record is gone when its process ends by itself, and when it ends by an error", async () => {
  for (const how of ["exit", "throw"] as const) {
    await using announcer = await Announcer.start({}, { stderr: "ignore" });
    expect(readdirSync(recordsOf(announcer))).toHaveLength(1);
    announcer.send({ do: how });
    await announcer.exited();
    expect(announcer.directories.leftovers()).toEqual([]);
  }
});

onWindows("what a killed process left is believed by nobody, and removed by who lists next", async () => {
  await using announcer = await Announcer.start();
  const folder = recordsOf(announcer);
  announcer.kill("SIGKILL");
  await announcer.exited();
  expect(readdirSync(folder)).toHaveLength(1);
  expect(await announcer.listed()).toBeUndefined();
  expect(existsSync(folder)).toBe(false);
});

onWindows("a process that says nothing is listed by its event, unless it is not asked for", async () => {
  await using silent = await Announcer.start({ arms: "only", rendezvous: "quiet" });
  recordsOf(silent);
  expect(await silent.listed({ unannounced: "certain" })).toMatchObject({
    armed: "certainly",
    sign: `its event Global\\teleop_attach_${silent.pid}_quiet`,
    announcements: [],
  });
  expect(await silent.listed({ unannounced: "none" })).toBeUndefined();
});

onWindows("a folder that others may reach into gets no record, and none in it is believed", async () => {
  await using announcer = await Announcer.start();
  const folder = recordsOf(announcer);
  const ignored: string[] = [];
  const listed = () => list({ onIgnored: (path, reason) => ignored.push(`${path}: ${reason}`) });
  giveToEverybody(folder);
  expect((await listed()).map(({ pid }) => pid)).not.toContain(announcer.pid);
  expect(ignored).toEqual([expect.stringContaining(`${folder}: S-1-1-0 may`)]);
  await announcer.command({ do: "renew" });
  await using second = await Announcer.start({}, { env: { LOCALAPPDATA: announcer.directories.tmp } });
  expect(await second.next("event")).toMatchObject({
    type: "degraded",
    reason: expect.stringContaining("S-1-1-0 may"),
  });
});

onWindows("a file in the place of the folder is refused, and left alone", async () => {
  await using first = await Announcer.start();
  recordsOf(first);
  await first.command({ do: "dispose" });
  const file = join(first.directories.tmp, "teleop");
  writeFileSync(file, "precious");
  await using second = await Announcer.start({}, { env: { LOCALAPPDATA: first.directories.tmp } });
  expect(await second.next("event")).toMatchObject({
    type: "degraded",
    reason: expect.stringContaining("no directory"),
  });
  expect(readdirSync(first.directories.tmp)).toEqual(["teleop"]);
});

/** Where its records are, and where this process looks for them from now on. */
function recordsOf({ directories }: Announcer): string {
  process.env.LOCALAPPDATA = directories.tmp;
  return join(directories.tmp, "teleop");
}

const EVERYBODY = "S-1-1-0";
const DACL_SECURITY_INFORMATION = 4;
const WRITE_DAC = 0x0004_0000;

function giveToEverybody(path: string): void {
  const { functions: advapi, failure } = openWindowsLibrary("giving a directory away", "advapi32", {
    SetKernelObjectSecurity: { args: ["usize", "u32", "ptr"], returns: "i32" },
  });
  using directory = openPath(path, WRITE_DAC);
  const descriptor = encodeSecurity(ownSid(), [ownSid(), SYSTEM_SID, EVERYBODY], 0x1f01ff);
  if (advapi.SetKernelObjectSecurity(directory.value, DACL_SECURITY_INFORMATION, descriptor) === 0) {
    throw failure("SetKernelObjectSecurity", path);
  }
}

function onWindows(name: string, body: () => Promise<void>): void {
  if (process.platform === "win32") test(`windows: ${name}`, body, SLOW_MS);
  else test.skip(`windows: ${name} (skipped: it needs Windows)`, () => {});
}
