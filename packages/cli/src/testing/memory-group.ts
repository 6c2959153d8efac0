// memory-group.ts: a control group with a limit of memory, for a test that puts a process into it; where this machine, and this
// user, allow one to be made.
import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { messageOf } from "@teleop/core/basics";

export interface MemoryGroup extends Disposable {
  /** The file that says how much there may be. */
  readonly limit: string;
}

/** Puts a process into a new group. Disposing removes it: the process must have ended. Else, why there is none. */
export function limitMemory(pid: number, bytes: number): MemoryGroup | string {
  const own = readFileSync("/proc/self/cgroup", "utf8");
  const one = /^\d+:memory:(.*)$/m.exec(own)?.[1];
  const two = /^0::(.*)$/m.exec(own)?.[1];
  const folder = one === undefined ? `/sys/fs/cgroup${two}` : `/sys/fs/cgroup/memory${one}`;
  const group = `${folder}/teleop-test-${pid}`;
  const limit = `${group}/${one === undefined ? "memory.max" : "memory.limit_in_bytes"}`;
  try {
    mkdirSync(group);
  } catch (error) {
    return `no control group can be made here: ${messageOf(error)}`;
  }
  try {
    writeFileSync(limit, `${bytes}`);
    writeFileSync(`${group}/cgroup.procs`, `${pid}`);
  } catch (error) {
    rmdirSync(group);
    return `no limit can be set here: ${messageOf(error)}`;
  }
  return { limit, [Symbol.dispose]: () => rmdirSync(group) };
}
