// suspend.ts: stops a process that goes on as if nothing had been, as a job of a shell or a debugger does.

/** On Windows all its threads are suspended; elsewhere SIGSTOP is sent. */
export async function suspendProcess(pid: number): Promise<void> {
  if (process.platform === "win32") await callNt("NtSuspendProcess", pid);
  else process.kill(pid, "SIGSTOP");
}

/** Lets a process go on that {@link suspendProcess} has stopped. */
export async function resumeProcess(pid: number): Promise<void> {
  if (process.platform === "win32") await callNt("NtResumeProcess", pid);
  else process.kill(pid, "SIGCONT");
}

async function callNt(name: "NtSuspendProcess" | "NtResumeProcess", pid: number): Promise<void> {
  const { isNoHandle, openWindowsLibrary, ownHandle } = await import("@teleop/core/windows");
  const { functions: kernel, failure } = openWindowsLibrary("suspending a process", "kernel32", {
    OpenProcess: { args: ["u32", "i32", "u32"], returns: "usize" },
  });
  const { functions: nt } = openWindowsLibrary("suspending a process", "ntdll", {
    NtSuspendProcess: { args: ["usize"], returns: "i32" },
    NtResumeProcess: { args: ["usize"], returns: "i32" },
  });
  const handle = kernel.OpenProcess(PROCESS_SUSPEND_RESUME, 0, pid);
  if (isNoHandle(handle)) throw failure("OpenProcess", `${pid}`);
  using opened = ownHandle(handle);
  const status = nt[name](opened.value);
  if (status < 0) throw new Error(`${name} of process ${pid}: status ${(status >>> 0).toString(16)}`);
}

// winnt.h
const PROCESS_SUSPEND_RESUME = 0x0800;
