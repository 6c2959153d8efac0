// zombie.ts: a process that has ended, and whose parent lives and has not waited for it, as containers without an init have them.
import { processFacts } from "@teleop/core/plugin";

/** It was killed by SIGKILL. Disposing it ends the parent, so that somebody waits for it. */
export interface Zombie extends AsyncDisposable {
  readonly pid: number;
  /** When it started, as `processFacts()` has it. */
  readonly startTime: string;
}

export async function makeZombie(): Promise<Zombie> {
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
