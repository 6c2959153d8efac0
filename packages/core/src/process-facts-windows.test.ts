import { afterEach, describe, expect, setDefaultTimeout, test } from "bun:test";
import { processFacts, requireProcess, requireSameProcess, workingDirectory } from "./process-facts.ts";
import { windowsMainThreadMs } from "./process-facts-windows.ts";
import { watchProcess } from "./unresponsive.ts";
import { openWindowsLibrary, ownHandle } from "./windows-library.ts";
import { readProcessPaths } from "./windows-process-memory.ts";
import { listWindowsProcesses, parseProcessList, processImage } from "./windows-processes.ts";
import { encodeSecurity } from "./windows-security.ts";
import { ownSid } from "./windows-token.ts";

setDefaultTimeout(30_000);

const PROCESS_QUERY_LIMITED_INFORMATION = 0x1000;
const DACL_SECURITY_INFORMATION = 0x4;

interface Listed {
  readonly pid: number;
  readonly threads: readonly (readonly [state: number, waitReason: number])[];
}

/** An array of SYSTEM_PROCESS_INFORMATION, as 64-bit Windows gives it. */
function processList(...processes: readonly Listed[]): Uint8Array {
  const entries = processes.map(({ pid, threads }, index) => {
    const view = new DataView(new ArrayBuffer(0x100 + threads.length * 0x50 + 24));
    view.setUint32(0, index === processes.length - 1 ? 0 : view.byteLength, true);
    view.setUint32(4, threads.length, true);
    view.setBigUint64(0x20, 134_405_418_784_428_410n + BigInt(pid), true);
    view.setBigUint64(0x50, BigInt(pid), true);
    view.setBigUint64(0x58, 4n, true);
    view.setUint32(0x64, 2, true);
    for (const [thread, [state, waitReason]] of threads.entries()) {
      view.setUint32(0x100 + thread * 0x50 + 0x44, state, true);
      view.setUint32(0x100 + thread * 0x50 + 0x48, waitReason, true);
    }
    return new Uint8Array(view.buffer);
  });
  return new Uint8Array(Buffer.concat(entries));
}

test("what Windows lists of processes is read at the offsets of its structures, but for the one that stands for idleness", () => {
  const waiting = [5, 6] as const;
  const suspended = [5, 5] as const;
  const list = processList(
    { pid: 0, threads: [[2, 0]] },
    { pid: 4, threads: [] },
    { pid: 700, threads: [suspended, waiting] },
    { pid: 704, threads: [suspended, suspended] },
    { pid: 708, threads: [[2, 5]] },
  );
  const listed = { parent: 4, session: 2, suspended: false };
  expect(parseProcessList(list)).toEqual([
    { ...listed, pid: 4, startTime: "134405418784428414" },
    { ...listed, pid: 700, startTime: "134405418784429110" },
    { ...listed, pid: 704, startTime: "134405418784429114", suspended: true },
    { ...listed, pid: 708, startTime: "134405418784429118" },
  ]);
});

describe.if(process.platform === "win32")("a process of Windows", () => {
  let child: Bun.Subprocess<"pipe", "pipe", "inherit">;
  const start = async (cwd: string): Promise<number> => {
    child = Bun.spawn([process.execPath, "-e", "process.stdin.resume(); console.log('up')", "an argument"], {
      cwd,
      stdin: "pipe",
      stdout: "pipe",
    });
    await child.stdout.getReader().read();
    return child.pid;
  };
  afterEach(async () => {
    child?.kill();
    await child?.exited;
  });

  const openNt = () =>
    openWindowsLibrary("testing", "ntdll", {
      NtSuspendProcess: { args: ["usize"], returns: "u32" },
      NtResumeProcess: { args: ["usize"], returns: "u32" },
    }).functions;
  const hold = (pid: number) => {
    const { functions: kernel } = openWindowsLibrary("testing", "kernel32", {
      OpenProcess: { args: ["u32", "i32", "u32"], returns: "usize" },
    });
    return ownHandle(kernel.OpenProcess(0x1f_ffff, 0, pid));
  };

  test("is told when it started, whose it is, and that it runs", async () => {
    const pid = await start("C:\\");
    const facts = requireProcess(pid);
    expect(facts).toMatchObject({
      pid,
      innermostPid: pid,
      state: "running",
      sid: ownSid(),
      untold: undefined,
    });
    expect(facts.startTime).toMatch(/^\d{18}$/);
    expect(requireSameProcess(facts)).toEqual(facts);
    expect(() => requireSameProcess({ ...facts, startTime: "1" })).toThrow(
      expect.objectContaining({ code: "PID_REUSED", pid }),
    );
    expect(requireProcess(process.pid).sid).toBe(ownSid());
  });

  test("that has half a character in its own account of its command line is told of all the same", () => {
    const { functions: kernel } = openWindowsLibrary("writing at an address", "kernel32", {
      RtlMoveMemory: { args: ["usize", "ptr", "usize"], returns: "usize" },
    });
    const { functions: reading } = openWindowsLibrary("reading at an address", "kernel32", {
      RtlMoveMemory: { args: ["ptr", "usize", "usize"], returns: "usize" },
    });
    const { functions: nt } = openWindowsLibrary("finding our own environment block", "ntdll", {
      RtlGetCurrentPeb: { args: [], returns: "usize" },
    });
    const parameters = new BigUint64Array(1);
    reading.RtlMoveMemory(parameters, nt.RtlGetCurrentPeb() + 0x20n, 8);
    const length = (parameters[0] ?? 0n) + 0x70n;
    const before = readProcessPaths(process.pid).commandLine;
    const bytes = new Uint16Array(1);
    reading.RtlMoveMemory(bytes, length, 2);
    kernel.RtlMoveMemory(length, Uint16Array.of((bytes[0] ?? 0) - 1), 2);
    try {
      expect(readProcessPaths(process.pid).commandLine).toBe(before.slice(0, -1));
    } finally {
      kernel.RtlMoveMemory(length, bytes, 2);
    }
  });

  test("is not there under the numbers behind its PID, which Windows takes for it, nor under one that nobody has", async () => {
    const pid = await start("C:\\");
    for (const other of [pid + 1, pid + 2, pid + 3, 99_999_996]) expect(processFacts(other)).toBeUndefined();
  });

  test("that is suspended is stopped, until it is resumed", async () => {
    const pid = await start("C:\\");
    using handle = hold(pid);
    openNt().NtSuspendProcess(handle.value);
    expect(requireProcess(pid).state).toBe("stopped");
    openNt().NtResumeProcess(handle.value);
    expect(requireProcess(pid).state).toBe("running");
  });

  test("that does not answer is told to be suspended, idle, or to have ended", async () => {
    const pid = await start("C:\\");
    const watched = watchProcess(requireProcess(pid));
    expect(watched.whyUnresponsive()).toEqual({ activity: { doing: "idle" }, phrase: undefined });
    using handle = hold(pid);
    openNt().NtSuspendProcess(handle.value);
    expect(watched.whyUnresponsive()).toMatchObject({
      activity: { doing: "stopped" },
      phrase: expect.stringContaining("it is suspended"),
    });
    openNt().NtResumeProcess(handle.value);
    child.kill();
    await child.exited;
    expect(watched.whyUnresponsive()).toMatchObject({ activity: { doing: "ended" } });
  });

  test("tells for how long its main thread has used a CPU", async () => {
    const pid = await start("C:\\");
    expect(windowsMainThreadMs(pid)).toBeGreaterThanOrEqual(0);
    const before = windowsMainThreadMs(process.pid) ?? Number.NaN;
    expect(before).toBeLessThanOrEqual(performance.now());
    // It is we who use it, asking.
    while ((windowsMainThreadMs(process.pid) ?? Number.POSITIVE_INFINITY) <= before);
    expect(windowsMainThreadMs(99_999_996)).toBeUndefined();
  });

  /** From now on a process can be opened for these rights only. */
  function letOpen(pid: number, rights: number): void {
    const { functions: advapi, failure } = openWindowsLibrary("testing", "advapi32", {
      SetKernelObjectSecurity: { args: ["usize", "u32", "ptr"], returns: "i32" },
    });
    using handle = hold(pid);
    const security = encodeSecurity(ownSid(), rights === 0 ? [] : [ownSid()], rights);
    if (advapi.SetKernelObjectSecurity(handle.value, DACL_SECURITY_INFORMATION, security) === 0) {
      throw failure("SetKernelObjectSecurity");
    }
  }

  test("that lets little be asked, as an elevated one of the same user, is told whose it is, and whether it has ended", async () => {
    const pid = await start("C:\\");
    const before = requireProcess(pid);
    letOpen(pid, PROCESS_QUERY_LIMITED_INFORMATION);
    expect(requireProcess(pid)).toEqual(before);
    expect(watchProcess(before).whyUnresponsive().activity).toEqual({ doing: "idle" });
    child.kill();
    await child.exited;
    expect(["zombie", undefined]).toContain(processFacts(pid)?.state);
  });

  test("that lets nobody open it is told from others all the same, and why not more of it is", async () => {
    const pid = await start("C:\\");
    const { startTime } = requireProcess(pid);
    letOpen(pid, 0);
    const facts = requireProcess(pid);
    expect(facts).toMatchObject({ pid, state: "running", startTime, sid: undefined });
    expect(facts.untold).toBe(
      "Windows does not tell this user whose it is: it is elevated, or another user's; ask as an administrator, elevated",
    );
    expect(() => requireSameProcess({ ...facts, startTime: "1" })).toThrow(
      expect.objectContaining({ code: "PID_REUSED" }),
    );
    expect(() => workingDirectory(pid)).toThrow(
      expect.objectContaining({
        code: "PERMISSION_DENIED",
        message: expect.stringContaining("ask as an administrator, elevated"),
      }),
    );
  });

  test("that has exited is none any more, though somebody has a handle to it", async () => {
    const pid = await start("C:\\");
    const { startTime } = requireProcess(pid);
    using _handle = hold(pid);
    child.kill();
    await child.exited;
    expect(processFacts(pid)).toMatchObject({ state: "zombie", startTime });
    expect(() => requireProcess(pid)).toThrow(
      expect.objectContaining({
        code: "NO_SUCH_PROCESS",
        message: expect.stringContaining("has a handle to it"),
      }),
    );
  });

  test("tells its working directory and its command line, and is in the list of all", async () => {
    const pid = await start("C:\\windows");
    expect(workingDirectory(pid).toLowerCase()).toBe("c:\\windows\\");
    expect(readProcessPaths(pid).commandLine).toEndWith('"an argument"');
    expect(processImage(pid)?.toLowerCase()).toEndWith("\\bun.exe");
    expect(processImage(99_999_996)).toBeUndefined();
    const { startTime } = requireProcess(pid);
    expect(listWindowsProcesses().find((listed) => listed.pid === pid)).toMatchObject({
      parent: process.pid,
      startTime,
      suspended: false,
    });
    child.kill();
    await child.exited;
    expect(() => workingDirectory(99_999_996)).toThrow(
      expect.objectContaining({ code: "NO_SUCH_PROCESS", pid: 99_999_996 }),
    );
  });
});
