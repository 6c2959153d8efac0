// attacher-target.ts: what the child process of the attacher suite does: obeys one command a line, reports in lines.
import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Armed, Attacher, TeleopEvent } from "@teleop/core";
import { eventSink } from "@teleop/core/plugin";

/** A command of the suite to the target, one JSON value a line on its standard input. */
export type TargetCommand =
  | { readonly do: "arm"; readonly name?: string }
  /** Arms, and signals itself before the event loop has turned. */
  | { readonly do: "armAndSignalItself" }
  /** Rejects a wait by its AbortSignal; reports "rejected". */
  | { readonly do: "abortWait" }
  /** Disposes the watch of that name, so many times over. */
  | { readonly do: "dispose"; readonly name?: string; readonly times: number }
  | { readonly do: "chdir"; readonly to: string }
  /** Reports "blocked", then keeps JavaScript busy until a file of that name is in its directory. */
  | { readonly do: "block"; readonly until: string }
  /**
   * Puts this process's clocks forward, once what was under way has come to rest. With both of them forward, files that
   * are there are taken to be older than the process.
   */
  | { readonly do: "skipTime"; readonly milliseconds: number; readonly only?: "monotonic" }
  /**
   * Handles SIGQUIT as applications do, reports "heard" each time; or ends by it if no other handler is there, as
   * libraries do that clean up.
   */
  | { readonly do: "handleSigquit"; readonly how: "on" | "once" | "prependOnce" | "ifAlone" }
  /** Answered by "pong", which tells that the event loop has turned since. */
  | { readonly do: "ping" };

/** What the target reports, one JSON value a line on its standard output. */
export type TargetReport =
  | { readonly report: "ready" }
  | { readonly report: "done" }
  | { readonly report: "pong" }
  | { readonly report: "blocked" }
  | { readonly report: "heard" }
  | { readonly report: "signaled"; readonly name: string }
  | { readonly report: "rejected"; readonly code: string }
  | { readonly report: "event"; readonly event: TeleopEvent };

/**
 * The whole program of a conformance target. With the argument `idle` it only arms, with `waiting` it also waits for
 * an attach; both must end by themselves, since nothing of an attacher may keep a process alive. Otherwise it obeys
 * commands until its standard input ends.
 */
export function runAttacherTarget(attacher: Attacher): void {
  const [mode] = process.argv.slice(2);
  if (mode === undefined) {
    obey(attacher);
    return;
  }
  const armed = attacher.arm({ pid: process.pid });
  process.on("exit", () => armed[Symbol.dispose]());
  if (mode === "waiting") armed.signaled().catch(reportRejection);
}

function obey(attacher: Attacher): void {
  const target = new ObedientTarget(attacher);
  const lines = createInterface({ input: process.stdin });
  lines.on("line", (line) => {
    // One command at a time matters to nobody: the suite waits for each answer.
    target.obey(JSON.parse(line) as TargetCommand).catch(fail);
  });
  lines.on("close", () => target[Symbol.asyncDispose]().catch(fail));
  report({ report: "ready" });
}

function fail(error: unknown): never {
  process.stderr.write(`${String(error)}\n`);
  process.exit(70);
}

class ObedientTarget implements AsyncDisposable {
  readonly #attacher: Attacher;
  readonly #armed = new Map<string, Armed>();
  readonly #signals = new AsyncDisposableStack();

  constructor(attacher: Attacher) {
    this.#attacher = attacher;
  }

  async obey(command: TargetCommand): Promise<void> {
    switch (command.do) {
      case "arm":
        this.#arm(command.name);
        break;
      case "armAndSignalItself": {
        this.#arm(undefined);
        // Withdrawn only at the end: the watch notices it in a later turn of the event loop.
        const signal = this.#signals.use(this.#attacher.signal({ pid: process.pid }));
        await signal.send();
        break;
      }
      case "abortWait": {
        const abort = new AbortController();
        const armed = this.#attacher.arm({ pid: process.pid, name: "to-abort" });
        const wait = armed.signaled({ signal: abort.signal }).catch(reportRejection);
        abort.abort(Object.assign(new Error("the caller stopped waiting"), { code: "ABORTED" }));
        await wait;
        armed[Symbol.dispose]();
        break;
      }
      case "dispose":
        for (let time = 0; time < command.times; time++) {
          this.#armed.get(command.name ?? "")?.[Symbol.dispose]();
        }
        break;
      case "chdir":
        process.chdir(command.to);
        break;
      case "block":
        report({ report: "blocked" });
        while (!existsSync(command.until));
        break;
      case "skipTime":
        await Bun.sleep(REST_MS);
        skipTime(command);
        break;
      case "handleSigquit":
        handleSigquit(command.how);
        break;
      case "ping":
        report({ report: "pong" });
        return;
    }
    report({ report: "done" });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const armed of this.#armed.values()) armed[Symbol.dispose]();
    await this.#signals[Symbol.asyncDispose]();
  }

  #arm(name: string | undefined): void {
    const onEvent = eventSink((event) => report({ report: "event", event }));
    const armed = this.#attacher.arm({ pid: process.pid, name }, { onEvent });
    this.#armed.set(name ?? "", armed);
    void reportSignals(armed, name ?? "");
  }
}

function handleSigquit(how: "on" | "once" | "prependOnce" | "ifAlone"): void {
  const heard = (): void => report({ report: "heard" });
  const endIfAlone = (): void => {
    if (process.listenerCount("SIGQUIT") > 1) return;
    process.off("SIGQUIT", endIfAlone);
    process.kill(process.pid, "SIGQUIT");
  };
  if (how === "on") process.on("SIGQUIT", heard);
  else if (how === "once") process.once("SIGQUIT", heard);
  else if (how === "prependOnce") process.prependOnceListener("SIGQUIT", heard);
  else process.on("SIGQUIT", endIfAlone);
}

/** Longer than a watch rests when files keep appearing. */
const REST_MS = 100;

function skipTime({ milliseconds, only }: Extract<TargetCommand, { readonly do: "skipTime" }>): void {
  const monotonic = performance.now.bind(performance);
  performance.now = () => monotonic() + milliseconds;
  if (only === "monotonic") return;
  const wall = Date.now.bind(Date);
  Date.now = () => wall() + milliseconds;
}

async function reportSignals(armed: Armed, name: string): Promise<void> {
  try {
    for (;;) {
      await armed.signaled();
      report({ report: "signaled", name });
    }
  } catch (error) {
    reportRejection(error);
  }
}

function reportRejection(error: unknown): void {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  report({ report: "rejected", code });
}

function report(line: TargetReport): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
