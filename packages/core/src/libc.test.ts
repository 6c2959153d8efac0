import { afterEach, describe, expect, test } from "bun:test";
import { hasFfi } from "./foreign-library.ts";
import { openLibc } from "./libc.ts";
import { runChild } from "./testing/child.ts";

const getBuiltinModule = process.getBuiltinModule;
afterEach(() => {
  process.getBuiltinModule = getBuiltinModule;
});

const GETPID = { getpid: { args: [], returns: "i32" } } as const;
const CLOSE = { close: { args: ["i32"], returns: "i32" } } as const;

describe.skipIf(process.platform === "win32")("the C library", () => {
  test("is called, and its errno told as a number and as an error", () => {
    const { functions, errno, failure } = openLibc("asking", { ...GETPID, ...CLOSE });
    expect(functions.getpid()).toBe(process.pid);
    expect(functions.close(-1)).toBe(-1);
    expect(errno()).toBe(9);
    expect(failure("close", "/there")).toMatchObject({ code: "EBADF", message: "EBADF: close '/there'" });
  });

  test("is compiled once for all who need a function, also in another copy of this module", async () => {
    const copy: typeof import("./libc.ts") = await import(`./libc.ts${"?copy"}`);
    expect(copy.openLibc).not.toBe(openLibc);
    const { functions } = openLibc("asking", GETPID);
    const theirs = copy.openLibc("asking", { ...CLOSE, ...GETPID });
    expect(theirs.functions.getpid).toBe(functions.getpid);
  });

  test("says which function it does not have", () => {
    const open = (): unknown => openLibc("asking", { no_such_call: { args: [], returns: "i32" } });
    expect(open).toThrow(
      expect.objectContaining({
        code: "UNSUPPORTED_PLATFORM",
        message: expect.stringMatching(/asking needs functions that bun:ffi cannot load: .*no_such_call/),
      }),
    );
  });

  test("is what another library is, too, and one that is not there is named", () => {
    expect(() => openLibc("asking", GETPID, { library: "libabsent.so" })).toThrow(
      expect.objectContaining({
        code: "UNSUPPORTED_PLATFORM",
        message: expect.stringMatching(/asking needs .*libabsent\.so/),
      }),
    );
  });

  test("is not had without bun:ffi, which the error says, and is when there is one", () => {
    process.getBuiltinModule = (() => undefined) as never;
    expect(hasFfi()).toBe(false);
    expect(() => openLibc("asking", GETPID)).toThrow(
      expect.objectContaining({
        code: "UNSUPPORTED_PLATFORM",
        rawMessage: "asking needs bun:ffi, which this runtime does not have; run the process with Bun",
      }),
    );
    process.getBuiltinModule = getBuiltinModule;
    expect(hasFfi()).toBe(true);
    expect(openLibc("asking", GETPID).functions.getpid()).toBe(process.pid);
  });
});

test.if(process.platform === "linux")(
  "a library that cannot be opened for want of a descriptor is one when there is one",
  async () => {
    // It comes with glibc, and Bun has not loaded it, so that a descriptor is needed.
    await using child = runChild(
      `
      const { closeSync, openSync } = await import("node:fs");
      const open = () => core.openLibc("asking", { getpid: { args: [], returns: "i32" } }, { library: "libresolv.so.2" });
      const held = [];
      try {
        for (;;) held.push(openSync("/", "r"));
      } catch {}
      let code = "none";
      try {
        open();
      } catch (error) {
        code = error.code;
      }
      for (const descriptor of held) closeSync(descriptor);
      console.log(code, open().functions.getpid() === process.pid);
      `,
      { cwd: "/", env: {}, wrapper: ["sh", "-c", 'ulimit -n 64; exec "$@"', "sh"] },
    );
    expect(await child.line()).toBe("OUT_OF_RESOURCES true");
  },
);
