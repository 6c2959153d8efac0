import { describe, expect, test } from "bun:test";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { scratchDirectory } from "./testing/child.ts";
import { makePrivateDirectory, makePrivateFile, whyNotPrivateDirectory } from "./windows-directory.ts";
import { WindowsError } from "./windows-error.ts";
import { fromWide, isNoHandle, openWindowsLibrary, ownHandle, wide } from "./windows-library.ts";
import { makePathPrivate, privateAttributes, readPathSecurity, readSecurity } from "./windows-objects.ts";
import { MAY_WRITE, whyNotPrivate } from "./windows-security.ts";
import { ADMINISTRATORS_SID, SYSTEM_SID } from "./windows-sid.ts";
import { ownPeer, ownSid, processPeer, whyNotAdmitted } from "./windows-token.ts";
import { onSignaled } from "./windows-waits.ts";

const SYNCHRONIZE_MODIFY_READ = 0x00120002;

test("a text goes to Windows as UTF-16 with an end, and comes back", () => {
  expect([...wide("né€")]).toEqual([0x6e, 0xe9, 0x20ac, 0]);
  expect(fromWide(wide("C:\\né\u{1f600}"))).toBe("C:\\né\u{1f600}");
  expect(fromWide(new Uint16Array(0))).toBe("");
  expect(fromWide(Uint16Array.of(0x61, 0, 0x62))).toBe("a");
});

test("an error of Windows has the name and the number of its reason, and the call and what it was about", () => {
  expect(new WindowsError("OpenProcess", 5, "77")).toMatchObject({
    code: "ERROR_ACCESS_DENIED",
    reason: 5,
    syscall: "OpenProcess",
    message: "ERROR_ACCESS_DENIED (5): OpenProcess '77'",
  });
  expect(new WindowsError("Anything", 4711).code).toBe("ERROR_4711");
});

test("who may connect by default is of our user, an elevated administrator, or the system; of our user only if we are not elevated", () => {
  const us = { sid: "S-1-5-21-1-2-3-1000", administrator: false };
  const other = "S-1-5-21-1-2-3-1001";
  for (const own of [us, { ...us, administrator: true }]) {
    expect(whyNotAdmitted({ sid: SYSTEM_SID }, own)).toBeUndefined();
    expect(whyNotAdmitted({ sid: other, administrator: true }, own)).toBeUndefined();
    expect(whyNotAdmitted({ pid: 77 }, own)).toBe("Windows does not say who the peer is");
  }
  expect(whyNotAdmitted(us, us)).toBeUndefined();
  expect(whyNotAdmitted({ sid: other, administrator: false }, us)).toBe(
    `the peer is user ${other}; only user ${us.sid}, elevated administrators and the system may connect`,
  );
  expect(whyNotAdmitted(us, { ...us, administrator: true })).toBe(
    `the peer, of user ${us.sid}, is not elevated, and this process is; only elevated administrators and the system may connect`,
  );
});

test.skipIf(process.platform === "win32")(
  "elsewhere there are no libraries of Windows, which the error says",
  () => {
    expect(() => openWindowsLibrary("watching an event", "kernel32", {})).toThrow(
      expect.objectContaining({
        code: "UNSUPPORTED_PLATFORM",
        rawMessage: `watching an event needs Windows; this is ${process.platform}`,
      }),
    );
  },
);

describe.if(process.platform === "win32")("on Windows", () => {
  const openKernel = () =>
    openWindowsLibrary("testing", "kernel32", {
      GetCurrentProcessId: { args: [], returns: "u32" },
      CreateEventW: { args: ["usize", "i32", "i32", "ptr"], returns: "usize" },
      OpenEventW: { args: ["u32", "i32", "ptr"], returns: "usize" },
      SetEvent: { args: ["usize"], returns: "i32" },
    });

  test("functions are called, and why they fail is told as a number and as an error", () => {
    const { functions: kernel, lastError, failure } = openKernel();
    expect(kernel.GetCurrentProcessId()).toBe(process.pid);
    const name = "Local\\teleop-test-that-is-not-there";
    expect(isNoHandle(kernel.OpenEventW(SYNCHRONIZE_MODIFY_READ, 0, wide(name)))).toBe(true);
    expect(lastError()).toBe(2);
    kernel.OpenEventW(SYNCHRONIZE_MODIFY_READ, 0, wide(name));
    expect(failure("OpenEventW", name)).toMatchObject({ code: "ERROR_FILE_NOT_FOUND" });
    expect(() =>
      openWindowsLibrary("testing", "kernel32", { NoSuchCall: { args: [], returns: "i32" } }),
    ).toThrow(
      expect.objectContaining({
        code: "UNSUPPORTED_PLATFORM",
        message: expect.stringContaining("NoSuchCall"),
      }),
    );
  });

  test("a handle is closed once, and what is none says so", () => {
    const { functions: kernel } = openKernel();
    const handle = ownHandle(kernel.CreateEventW(0, 0, 0, null));
    expect(kernel.SetEvent(handle.value)).not.toBe(0);
    handle[Symbol.dispose]();
    expect(kernel.SetEvent(handle.value)).toBe(0);
    handle[Symbol.dispose]();
  });

  test("an object that is made private belongs to us, and to nobody else that is not an administrator or the system", () => {
    const { functions: kernel } = openKernel();
    expect(ownSid()).toMatch(/^S-1-5-21-/);
    using attributes = privateAttributes(SYNCHRONIZE_MODIFY_READ);
    using event = ownHandle(kernel.CreateEventW(attributes.address, 0, 0, null));
    const { owner, entries } = readSecurity(event.value);
    // Of an elevated process, as Wine's are, the user may not.
    const { sid, administrator } = ownPeer();
    expect(owner).toBe(administrator ? ADMINISTRATORS_SID : sid);
    expect(entries).toEqual(
      [...(administrator ? [] : [sid]), ADMINISTRATORS_SID, SYSTEM_SID].map((sid) => ({
        type: "allow",
        sid,
        mask: SYNCHRONIZE_MODIFY_READ,
        inheritOnly: false,
      })),
    );
  });

  test("what is at a path is made private, and seen to be", () => {
    using directory = scratchDirectory();
    const path = join(directory.path, "file");
    writeFileSync(path, "content");
    const FILE_ALL_ACCESS = 0x001f_01ff;
    makePathPrivate(path, FILE_ALL_ACCESS);
    expect(whyNotPrivate(readPathSecurity(path), [ownSid()], MAY_WRITE)).toBeUndefined();
    expect(readFileSync(path, "utf8")).toBe("content");
    expect(() => readPathSecurity(join(directory.path, "absent"))).toThrow(
      expect.objectContaining({ code: "ERROR_FILE_NOT_FOUND" }),
    );
    expect(readPathSecurity(directory.path).owner).toBe(ownSid());
  });

  test("a directory that is made private is the user's, so that all processes of the user reach it, elevated or not", () => {
    using directory = scratchDirectory();
    const path = join(directory.path, "private");
    expect(makePrivateDirectory(path)).toBe(true);
    expect(makePrivateDirectory(path)).toBe(false);
    const { owner, entries } = readPathSecurity(path);
    expect(owner).toBe(ownSid());
    expect(entries).toContainEqual(expect.objectContaining({ type: "allow", sid: ownSid() }));
    expect(whyNotPrivateDirectory(path, ownSid())).toBeUndefined();
  });

  test("a file is made for its user alone, and not where something is", () => {
    using directory = scratchDirectory();
    const path = join(directory.path, "file");
    makePrivateFile(path);
    expect(whyNotPrivateDirectory(path, ownSid())).toBeUndefined();
    writeFileSync(path, "content");
    expect(() => makePrivateFile(path)).toThrow(expect.objectContaining({ syscall: "CreateFile" }));
    expect(readFileSync(path, "utf8")).toBe("content");
  });

  test("a process is known by its PID, to those who may ask", () => {
    expect(processPeer(process.pid)).toMatchObject({ pid: process.pid, sid: ownSid() });
    expect(whyNotAdmitted(processPeer(process.pid))).toBeUndefined();
    expect(() => processPeer(99_999_996)).toThrow(
      expect.objectContaining({ code: "ERROR_INVALID_PARAMETER" }),
    );
  });

  test("what waits for an event is called each time, until it is disposed", async () => {
    const { functions: kernel } = openKernel();
    using event = ownHandle(kernel.CreateEventW(0, 0, 0, null));
    using fence = ownHandle(kernel.CreateEventW(0, 0, 0, null));
    let calls = 0;
    let called = Promise.withResolvers<void>();
    const wait = onSignaled(event.value, () => {
      calls += 1;
      called.resolve();
    });
    for (let round = 1; round <= 3; round++) {
      called = Promise.withResolvers();
      kernel.SetEvent(event.value);
      await called.promise;
      expect(calls).toBe(round);
    }
    kernel.SetEvent(event.value);
    wait[Symbol.dispose]();
    const fenced = Promise.withResolvers<void>();
    using _later = onSignaled(fence.value, fenced.resolve, { once: true });
    kernel.SetEvent(fence.value);
    await fenced.promise;
    expect(calls).toBe(3);
  });
});
