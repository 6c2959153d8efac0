import { describe, expect, test } from "bun:test";
import { WindowsError } from "./windows-error.ts";
import { fromWide, isNoHandle, openWindowsLibrary, ownHandle, wide } from "./windows-library.ts";
import { privateAttributes, readSecurity } from "./windows-objects.ts";
import { ADMINISTRATORS_SID, SYSTEM_SID } from "./windows-sid.ts";
import { ownSid } from "./windows-token.ts";
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
    expect(owner).toBe(ownSid());
    expect(entries).toEqual(
      [ownSid(), ADMINISTRATORS_SID, SYSTEM_SID].map((sid) => ({
        type: "allow",
        sid,
        mask: SYNCHRONIZE_MODIFY_READ,
        inheritOnly: false,
      })),
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
