import { expect, test } from "bun:test";
import { AttacherProcess, makeDirectories } from "@teleop/conformance";
import {
  ADMINISTRATORS_SID,
  attachEventName,
  encodeSecurity,
  encodeSid,
  openAttachEvent,
  ownPeer,
  ownSid,
  readSecurity,
  type Sid,
  SYSTEM_SID,
} from "@teleop/core/windows";
import { windowsEvent } from "./index.ts";
import { isSet, squat } from "./testing/squat.ts";

const target = new URL("./testing/target.ts", import.meta.url);

/** Under a loaded Wine a process takes its time to start. */
const SLOW_MS = 30_000;

const STRANGER = "S-1-5-21-1-2-3-1004";

testOnWindows(
  "an event is the user's, and open to that user, administrators and the system only",
  async () => {
    await using armed = await AttacherProcess.start(target);
    await armed.command({ do: "arm" });
    const found = openAttachEvent(attachEventName(armed), undefined);
    if (found.state !== "trusted") throw new Error(`the event is ${found.state}`);
    using event = found.event;
    const { owner, entries } = readSecurity(event.value);
    // Of an elevated process, as Wine's are, it is the administrators'.
    const { sid, administrator } = ownPeer();
    expect(owner).toBe(administrator ? ADMINISTRATORS_SID : sid);
    if (entries === undefined || entries === "everybody") throw new Error(`the list is ${entries}`);
    expect(entries.map(({ type, sid }) => `${type} ${sid}`).sort()).toEqual(
      [...(administrator ? [] : [sid]), ADMINISTRATORS_SID, SYSTEM_SID].map((sid) => `allow ${sid}`).sort(),
    );
  },
);

for (const [what, descriptor, kind, sign] of [
  ["something that is no event", undefined, "mutex", "unknown"],
  // Whose it is its owner may see all the same, and it is the target's user.
  ["an event that is closed to it", () => encodeSecurity(ownSid(), [], 0), "event", "certainly"],
  ["an event of somebody else's", () => encodeSecurity(STRANGER, [ownSid()], 0x1f0003), "event", "unknown"],
  ["an event with what is met with in no list of access", () => withAuditEntry(STRANGER), "event", "unknown"],
] as const) {
  testOnWindows(
    `a target whose name is taken by ${what} listens at once, says so, and nobody sets that`,
    async () => {
      await using victim = await AttacherProcess.start(target);
      using taken = squat(attachEventName(victim), kind, descriptor?.());
      if (taken.handle === undefined) return expect(taken.refusal).toBe("ERROR_INVALID_OWNER");
      await victim.command({ do: "arm" });
      await victim.next("signaled");
      expect(victim.events).toEqual([
        expect.objectContaining({
          type: "degraded",
          by: "windows",
          reason: expect.stringContaining(attachEventName(victim)),
        }),
      ]);
      const attacher = windowsEvent();
      await using signal = attacher.signal(victim);
      await signal.send();
      expect(signal.paths).toEqual([expect.stringContaining("which was not set")]);
      if (kind === "event") expect(isSet(taken.handle)).toBe(false);
      expect(attacher.armedSign?.(victim, { isBound: false }).armed).toBe(sign);
      await victim.command({ do: "dispose", times: 2 });
      expect(await victim.end()).toBe(0);
    },
  );
}

/** Open to us, with an entry that is none of those that allow or deny: any user may make one. */
function withAuditEntry(owner: Sid): Uint8Array {
  const allowed = [ownSid(), "S-1-1-0"];
  const descriptor = encodeSecurity(owner, allowed, 0x1f0003);
  descriptor[descriptor.length - encodeSid("S-1-1-0").length - 8] = SYSTEM_AUDIT;
  return descriptor;
}

/** winnt.h */
const SYSTEM_AUDIT = 2;

testOnWindows(
  "an elevated target listens at once where its own user, who need not be elevated, has taken its name",
  async () => {
    const { sid, administrator } = ownPeer();
    await using victim = await AttacherProcess.start(target);
    using _taken = squat(attachEventName(victim), "event", encodeSecurity(sid, [sid], 0x1f0003));
    await victim.command({ do: "arm" });
    if (administrator) await victim.next("signaled");
    expect(victim.events).toEqual(
      administrator
        ? [
            expect.objectContaining({
              type: "degraded",
              reason: expect.stringContaining(`belongs to ${sid}`),
            }),
          ]
        : [],
    );
    expect(await victim.end()).toBe(0);
  },
);

testOnWindows("nothing is left of a target that was killed, or that did not dispose", async () => {
  for (const end of ["kill", "end"] as const) {
    await using armed = await AttacherProcess.start(target);
    await armed.command({ do: "arm", name: "one" });
    expect(openState(armed.pid)).toBe("trusted");
    if (end === "kill") armed.kill("SIGKILL");
    await (end === "kill" ? armed.exited() : armed.end());
    expect(openState(armed.pid)).toBe("absent");
  }
});

function openState(pid: number): string {
  const found = openAttachEvent(attachEventName({ pid, name: "one" }), undefined);
  if (found.state === "trusted") found.event[Symbol.dispose]();
  return found.state;
}

testOnWindows("a client is told soon of a process that is not armed, and the sign says so, too", async () => {
  await using unarmed = await AttacherProcess.start(target);
  const attacher = windowsEvent();
  await using signal = attacher.signal({ pid: unarmed.pid, name: "one" });
  await expect(signal.send()).rejects.toMatchObject({
    code: "NOT_ARMED",
    message: expect.stringContaining("is not armed as one"),
    path: attachEventName({ pid: unarmed.pid, name: "one" }),
  });
  expect(attacher.armedSign?.(unarmed, { isBound: false })).toEqual({ armed: "no" });
  expect(attacher.armedSign?.(unarmed, { isBound: true })).toMatchObject({ armed: "possibly" });
});

testOnWindows("a Worker listens at once, says so, and its end harms nobody", async () => {
  expect(await run("worker-program.ts")).toEqual([
    expect.stringContaining("a Worker cannot wait for an object of Windows"),
    "signaled",
    "the Worker has ended: NOT_ARMED",
  ]);
});

testOnWindows(
  "a process that ends without disposing while it is woken again and again ends in order",
  async () => {
    expect(await run("ends-program.ts")).toEqual(["signaled", "ends"]);
  },
);

testOnWindows("arming and disposing a hundred times leaves no event", async () => {
  expect(await run("cycles-program.ts")).toEqual(["100 times armed and signaled", "absent"]);
});

test.skipIf(process.platform === "win32")(
  "elsewhere arm() and signal() throw, while importing and making the attacher do not",
  () => {
    const attacher = windowsEvent();
    for (const use of [() => attacher.arm({ pid: 1 }), () => attacher.signal({ pid: 1 })]) {
      expect(use).toThrow(expect.objectContaining({ code: "UNSUPPORTED_PLATFORM" }));
    }
    expect(attacher.armedSign?.({ pid: 1 }, { isBound: undefined })).toEqual({ armed: "unknown" });
  },
);

function testOnWindows(name: string, body: () => Promise<unknown>): void {
  if (process.platform === "win32") test(`windows: ${name}`, async () => void (await body()), SLOW_MS);
  else test.skip(`windows: ${name} (skipped: it needs Windows)`, () => {});
}

/** Runs a program of ./testing to its end in directories of its own, and returns the lines that it printed. */
async function run(program: string): Promise<string[]> {
  using directories = makeDirectories();
  const child = Bun.spawn(
    [process.execPath, Bun.fileURLToPath(new URL(`./testing/${program}`, import.meta.url))],
    {
      cwd: directories.cwd,
      stderr: "inherit",
    },
  );
  const output = await child.stdout.text();
  expect(await child.exited).toBe(0);
  return output.trim().split(/\r?\n/);
}
