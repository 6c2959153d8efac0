// windows-sockets.test.ts: what of AF_UNIX on Windows can be shown where there is none: what does not tell who is at its other end,
// what is no socket, and what is not safe, is refused.
import { describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeSecurity, openPath, openWindowsLibrary, ownSid } from "@teleop/core/windows";
import { connectSocket, unixSocket } from "./index.ts";
import { requireSafeDirectory } from "./windows-socket.ts";
import { checkSocketFileOnWindows, isUnixSocketAt, openWindowsSockets } from "./windows-sockets.ts";

const EVERYBODY = "S-1-1-0";
const WRITE_DAC = 0x0004_0000;
const DACL_SECURITY_INFORMATION = 0x4;

describe.if(process.platform === "win32")("on Windows", () => {
  function scratch() {
    const path = mkdtempSync(join(tmpdir(), "teleop-unix-"));
    return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
  }

  /** Everybody may do with it what is ours alone usually. */
  function openToAll(path: string, mask: number): void {
    const { functions: advapi, failure } = openWindowsLibrary("testing", "advapi32", {
      SetKernelObjectSecurity: { args: ["usize", "u32", "ptr"], returns: "i32" },
    });
    using file = openPath(path, WRITE_DAC);
    const security = encodeSecurity(ownSid(), [ownSid(), EVERYBODY], mask);
    if (advapi.SetKernelObjectSecurity(file.value, DACL_SECURITY_INFORMATION, security) === 0) {
      throw failure("SetKernelObjectSecurity", path);
    }
  }

  test("a socket that is none of AF_UNIX does not tell who is at the other end, which is an error", async () => {
    const accepted = Promise.withResolvers<number>();
    const listener = Bun.listen({
      hostname: "127.0.0.1",
      port: 0,
      socket: {
        open: (socket) => accepted.resolve(Reflect.get(socket, "fd") as number),
        data: () => {},
      },
    });
    const client = await Bun.connect({
      hostname: "127.0.0.1",
      port: listener.port,
      socket: { data: () => {} },
    });
    const { credentials } = openWindowsSockets();
    const fd = await accepted.promise;
    expect(() => credentials(fd)).toThrow(
      expect.objectContaining({
        code: expect.stringMatching(/^WSAE/),
        syscall: expect.stringContaining("PEERPID"),
      }),
    );
    client.terminate();
    listener.stop(true);
  });

  test("what is no socket is not connected to, and what is not there is nobody who listens", async () => {
    using directory = scratch();
    const path = join(directory.path, "file");
    writeFileSync(path, "content");
    expect(isUnixSocketAt(path)).toBe(false);
    expect(isUnixSocketAt(join(directory.path, "absent"))).toBe(false);
    expect(() => checkSocketFileOnWindows(path, { pid: 77, euid: undefined, sid: ownSid() })).toThrow(
      expect.objectContaining({
        code: "UNTRUSTED_PATH",
        message: expect.stringContaining("it is something else, expected a socket; not connecting"),
      }),
    );
    await expect(connectSocket(path)).rejects.toMatchObject({ code: "UNTRUSTED_PATH" });
    await expect(
      unixSocket({ address: join(directory.path, "absent") }).connect({ pid: process.pid }),
    ).rejects.toMatchObject({ code: "NOT_LISTENING", pid: process.pid });
  });

  test("a directory in which others may remove what is ours is not listened in", () => {
    using directory = scratch();
    requireSafeDirectory(directory.path);
    requireSafeDirectory(tmpdir());
    openToAll(directory.path, 0x001f_01ff);
    expect(() => requireSafeDirectory(directory.path)).toThrow(
      expect.objectContaining({
        code: "UNTRUSTED_PATH",
        message: expect.stringContaining(`${EVERYBODY} may write to it`),
      }),
    );
  });

  test("a Windows without UNIX sockets says so when it listens, and names what works", async () => {
    using directory = scratch();
    const address = join(directory.path, "socket");
    const listening = unixSocket({ address })
      .listen({ pid: process.pid })
      .then(async (listener) => {
        await listener[Symbol.asyncDispose]();
        return "it has them";
      })
      .catch((error: unknown) => error);
    expect(await listening).toSatisfy(
      (told) =>
        told === "it has them" ||
        (Reflect.get(Object(told), "code") === "LISTEN_FAILED" && /namedPipe\(\) works/.test(String(told))),
    );
  });
});
