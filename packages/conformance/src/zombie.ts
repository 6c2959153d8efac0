// zombie.ts: a process that has ended, and whose parent lives and has not waited for it, as containers without an init have
// them; on Windows one to which somebody still has a handle.
import { processFacts } from "@teleop/core/plugin";

/** It was killed. Disposing it ends the parent, so that somebody waits for it, or closes the handle. */
export interface Zombie extends AsyncDisposable {
  readonly pid: number;
  /** When it started, as `processFacts()` has it. */
  readonly startTime: string;
}

export async function makeZombie(): Promise<Zombie> {
  return process.platform === "win32" ? await makeHeldProcess() : await makeUnixZombie();
}

async function makeHeldProcess(): Promise<Zombie> {
  const { isNoHandle, openWindowsLibrary, ownHandle } = await import("@teleop/core/windows");
  const { functions: kernel, failure } = openWindowsLibrary("holding a process", "kernel32", {
    OpenProcess: { args: ["u32", "i32", "u32"], returns: "usize" },
  });
  const child = Bun.spawn([process.execPath, "-e", "await process.stdin.resume()"], { stdin: "pipe" });
  const { pid } = child;
  try {
    const startTime = processFacts(pid)?.startTime;
    const handle = kernel.OpenProcess(PROCESS_QUERY_LIMITED_INFORMATION, 0, pid);
    if (isNoHandle(handle)) throw failure("OpenProcess", `${pid}`);
    const held = ownHandle(handle);
    if (startTime === undefined) throw new Error(`Windows does not tell when process ${pid} has started`);
    return { pid, startTime, [Symbol.asyncDispose]: async () => held[Symbol.dispose]() };
  } finally {
    child.kill("SIGKILL");
    await child.exited;
  }
}

// winnt.h
const PROCESS_QUERY_LIMITED_INFORMATION = 0x1000;

async function makeUnixZombie(): Promise<Zombie> {
  // A shell waits for what has ended until it has become another program, which is no shell and knows of no child.
  const script = "sleep 1000 </dev/null & echo $!; exec cat";
  const parent = Bun.spawn(["sh", "-c", script], { stdin: "pipe", stdout: "pipe" });
  const dispose = async (): Promise<void> => {
    parent.kill("SIGKILL");
    await parent.exited;
  };
  try {
    const lines = parent.stdout.pipeThrough(new TextDecoderStream()).getReader();
    const pid = Number((await lines.read()).value);
    parent.stdin.write("this program repeats it\n");
    await parent.stdin.flush();
    await lines.read();
    const startTime = processFacts(pid)?.startTime;
    if (startTime === undefined) throw new Error(`there is no process ${pid} that is to become a zombie`);
    process.kill(pid, "SIGKILL");
    // Nobody tells us when it has ended.
    while (processFacts(pid)?.state === "running") await Bun.sleep(0);
    return { pid, startTime, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}
