// interfaces.ts: what each part is called by. It is loaded when somebody wants to know of one, who will want to know of all.
import type { Interface } from "@teleop/rpc-capnp/schema";
import { Cpu } from "./cpu/cpu.capnp.ts";
import { Debugger } from "./debugger/debugger.capnp.ts";
import { Eval } from "./eval/eval.capnp.ts";
import { Heap } from "./heap/heap.capnp.ts";
import { Logs } from "./logs/logs.capnp.ts";
import { Process } from "./process/process.capnp.ts";
import { Samples } from "./samples/samples.capnp.ts";
import { StallWatch } from "./stall/stall.capnp.ts";

export type PartName = "process" | "samples" | "heap" | "logs" | "cpu" | "debugger" | "eval" | "stall";

export const interfaces: Readonly<Record<PartName, Interface>> = {
  process: Process,
  samples: Samples,
  heap: Heap,
  logs: Logs,
  cpu: Cpu,
  debugger: Debugger,
  eval: Eval,
  stall: StallWatch,
};
