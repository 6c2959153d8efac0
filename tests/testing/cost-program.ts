// cost-program.ts: arms, is attached to by itself, and tells what it holds at each stage: timers, threads, descriptors.
import { readdirSync, readFileSync } from "node:fs";
import { connect, listen, serve } from "@teleop/core";
import { isMissing } from "@teleop/core/plugin";
import { unixSocket } from "@teleop/transport-unix";
import { type AttacherName, attacherNamed } from "./attachers.ts";
import { echo, exchange } from "./echo.ts";

/** What a process holds. */
export interface Holding {
  /** Timers that are set, whether or not they keep the process alive. */
  readonly timers: number;
  /** Names of threads, but for those that the runtime starts when it likes. */
  readonly threads: readonly string[];
  readonly descriptors: number;
  /** Descriptors that a program would inherit that this one executes. */
  readonly inheritable: readonly string[];
}

/** What it prints, as JSON. */
export type CostReport = Readonly<Record<"before" | "armed" | "attached" | "left" | "disposed", Holding>>;

/** <asm-generic/fcntl.h>; the same on x86 and ARM. */
const O_CLOEXEC = 0o2000000;

/** Compilers, collectors, allocators, and the pool for file operations. */
const RUNTIMES_OWN = /^(bun|JSC|JIT|Heap|GC|mi-|.*Sweep)/i;

const timers = countTimers();
const attacher = attacherNamed(process.argv[2] as AttacherName);
const transport = unixSocket();
// What is loaded at the first use is no cost of being armed.
attacher.arm({ pid: process.pid })[Symbol.dispose]();

const before = holding();
const closed = Promise.withResolvers<void>();
const attachment = listen({
  attacher,
  transport,
  onEvent: ({ type }) => type === "closed" && closed.resolve(),
});
const service = serve(attachment, echo);
const armed = holding();
const client = await connect(process.pid, { attacher, transport });
await exchange(client);
const attached = holding();
await client[Symbol.asyncDispose]();
await closed.promise;
const left = holding();
await service[Symbol.asyncDispose]();
await attachment[Symbol.asyncDispose]();
const disposed = holding();
console.log(JSON.stringify({ before, armed, attached, left, disposed } satisfies CostReport));

function holding(): Holding {
  const descriptors = readdirSync("/proc/self/fd").flatMap((fd) => {
    try {
      const flags = /^flags:\s*([0-7]+)$/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, "utf8"))?.[1];
      return [{ fd, isInheritable: (Number.parseInt(flags ?? "0", 8) & O_CLOEXEC) === 0 }];
    } catch (error) {
      // The one by which the list was read.
      if (isMissing(error)) return [];
      throw error;
    }
  });
  return {
    timers: timers.size,
    threads: readdirSync("/proc/self/task")
      .map((task) => readFileSync(`/proc/self/task/${task}/comm`, "utf8").trim())
      .filter((name) => !RUNTIMES_OWN.test(name))
      .sort(),
    descriptors: descriptors.length,
    inheritable: descriptors.flatMap(({ fd, isInheritable }) => (isInheritable ? [fd] : [])),
  };
}

/** Keeps book of every timer that anybody in this process sets. */
function countTimers(): Set<unknown> {
  const active = new Set<unknown>();
  const { setTimeout, setInterval, clearTimeout, clearInterval } = globalThis;
  const counted = Object.assign(
    (callback: (...args: unknown[]) => void, delay?: number, ...args: unknown[]) => {
      const timer = setTimeout(() => {
        active.delete(timer);
        callback(...args);
      }, delay);
      active.add(timer);
      return timer;
    },
    setTimeout,
  );
  globalThis.setTimeout = counted as typeof setTimeout;
  globalThis.setInterval = ((...args: Parameters<typeof setInterval>) => {
    const timer = setInterval(...args);
    active.add(timer);
    return timer;
  }) as typeof setInterval;
  globalThis.clearTimeout = ((timer: Parameters<typeof clearTimeout>[0]) => {
    active.delete(timer);
    clearTimeout(timer);
  }) as typeof clearTimeout;
  globalThis.clearInterval = ((timer: Parameters<typeof clearInterval>[0]) => {
    active.delete(timer);
    clearInterval(timer);
  }) as typeof clearInterval;
  return active;
}
