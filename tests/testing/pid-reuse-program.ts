// pid-reuse-program.ts: attaches to a target whose PID goes to another process on the way, and prints what became of
// both. Runs as root of a PID namespace of its own, where nobody else takes PIDs.
import { type Attacher, connect } from "@teleop/core";
import { processFacts } from "@teleop/core/plugin";
import { unixSocket } from "@teleop/transport-unix";
import { type AttacherName, attacherNamed } from "./attachers.ts";

/** What it prints, as JSON. */
export interface PidReuseReport {
  /** Code of the error of an attach during which the PID changed hands. */
  readonly connect: string;
  /** Code of the error of a second signal, sent after the PID changed hands. */
  readonly secondSignal: string;
  /** What was left of the process that got the PID in the end. */
  readonly stranger: string | undefined;
}

const name = process.argv[2] as AttacherName;
const attacher = attacherNamed(name);

/** The PID went to somebody else than it was meant for. */
class TakenError extends Error {}

const report: PidReuseReport = {
  connect: await untilGivenAway(connectDuringSwap),
  ...(await untilGivenAway(signalTwice)),
};
console.log(JSON.stringify(report));

function connectDuringSwap(): Promise<string> {
  return codeOf(async () => {
    const pid = await startTarget();
    // Frozen, so that it cannot answer before its time has come.
    process.kill(pid, "SIGSTOP");
    await connect(pid, { attacher: withSwap(pid), transport: unixSocket() });
  });
}

async function signalTwice(): Promise<Pick<PidReuseReport, "secondSignal" | "stranger">> {
  const pid = await startTarget();
  await using signal = attacher.signal({ pid });
  await signal.send();
  giveAway(pid);
  const secondSignal = await codeOf(() => signal.send());
  return { secondSignal, stranger: processFacts(pid)?.state };
}

/** A thread of our own may take the PID first: then it is tried with another target. */
async function untilGivenAway<T>(attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof TakenError)) throw error;
    }
  }
}

/** The attacher, with the PID going to somebody else right after the first signal. */
function withSwap(pid: number): Attacher {
  return {
    ...attacher,
    signal: (rendezvous) => {
      const signal = attacher.signal(rendezvous);
      return {
        send: async () => {
          await signal.send();
          giveAway(pid);
        },
        [Symbol.asyncDispose]: () => signal[Symbol.asyncDispose](),
      };
    },
  };
}

/** A target whose parent waits for it, so that its PID is free as soon as it has ended. */
async function startTarget(): Promise<number> {
  const program = new URL("./target-program.ts", import.meta.url).pathname;
  const parent = Bun.spawn(
    [
      "sh",
      "-c",
      '"$@" <&3 & echo $!; wait',
      "sh",
      process.execPath,
      program,
      JSON.stringify({ attacher: name }),
    ],
    { stdio: [null, "pipe", "inherit", "pipe"] },
  );
  const [pid] = await linesUntil(parent.stdout, "ready");
  return Number(pid);
}

async function linesUntil(output: ReadableStream<Uint8Array<ArrayBuffer>>, last: string): Promise<string[]> {
  let text = "";
  for await (const chunk of output.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (text.includes(last)) break;
  }
  return text.split("\n");
}

/** Kills a process and gives its PID to another, before our own event loop turns. */
function giveAway(pid: number): void {
  const script = `
    kill -KILL ${pid}
    while [ -e /proc/${pid} ]; do :; done
    echo ${pid - 1} > /proc/sys/kernel/ns_last_pid
    sleep 1000 > /dev/null &
    [ $! = ${pid} ]`;
  const { success } = Bun.spawnSync(["sh", "-c", script], { stderr: "inherit" });
  if (!success) throw new TakenError(`a thread has taken PID ${pid}`);
}

async function codeOf(attempt: () => Promise<unknown>): Promise<string> {
  try {
    await attempt();
    return "no error";
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    return String(error.code);
  }
}
