// a-process.ts: a process as the server tells of it, for tests that care about a part of it.
import type { Process } from "../console.capnp.ts";

export function aProcess(told: Partial<Process>): Process {
  const { pid = 1 } = told;
  return {
    pid,
    name: "shop",
    command: ["bun", `${told.name ?? "shop"}.ts`],
    certain: true,
    sign: "its record",
    state: "running",
    parent: 1,
    user: 1000n,
    userName: "ann",
    startedAt: pid * 1_000_000,
    contained: false,
    announcements: [],
    ancestors: [],
    ...told,
  };
}
