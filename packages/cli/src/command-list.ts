// command-list.ts: the names of all commands. The one that is asked for is loaded, and no other.
import type { TeleopCommand } from "./define-command.ts";
import type { Group } from "./hoist.ts";

export interface CommandEntry {
  /** The same as the command's own, which is not loaded for a list of commands. */
  readonly brief: string;
  load(): Promise<{ readonly command: TeleopCommand }>;
  /** What follows its first argument belongs to a program that it runs, flags included. */
  readonly passesArguments?: boolean | undefined;
  readonly group?: Group | undefined;
}

/** In the order in which `--help` lists them. A name is one word of small letters. */
export const commandList: Readonly<Record<string, CommandEntry>> = {
  ps: { brief: "List the processes that can be attached to", load: () => import("./commands/ps.ts") },
  info: {
    brief: "Show what a process is, and what it uses",
    load: () => import("./commands/info.ts"),
  },
  top: {
    brief: "Watch how processes are, live: processor, memory, event loop, garbage",
    load: () => import("./commands/top.ts"),
  },
  pipeline: {
    brief: "Show the pipeline of a process: its nodes, what waits for each, the bottleneck",
    load: () => import("./commands/pipeline.ts"),
  },
  console: {
    brief: "Look at running processes in a browser",
    load: () => import("./commands/console.ts"),
  },
  services: {
    brief: "List the services of a process",
    load: () => import("./commands/services.ts"),
  },
  describe: {
    brief: "Describe a service: its methods, and how they are called",
    load: () => import("./commands/describe.ts"),
  },
  call: {
    brief: "Call a method of a service: SERVICE.METHOD field=value",
    load: () => import("./commands/call.ts"),
  },
  repl: {
    brief: "Call methods one after the other, and what they give",
    load: () => import("./commands/repl.ts"),
  },
  heap: {
    brief: "Show, save and compare what a process keeps in memory",
    load: () => import("./commands/heap.ts"),
    group: { names: ["stats", "snapshot", "diff"], otherwise: "stats" },
  },
  cpu: {
    brief: "Profile a process: which functions take its time",
    load: () => import("./commands/cpu.ts"),
  },
  gc: {
    brief: "Collect the garbage of a process, and tell what that freed",
    load: () => import("./commands/gc.ts"),
  },
  logs: {
    brief: "Follow what a process says to its console, and errors that nobody caught",
    load: () => import("./commands/logs.ts"),
  },
  stalls: {
    brief: "Tell when the event loop of a process is stuck, and where",
    load: () => import("./commands/stalls.ts"),
  },
  debug: { brief: "Debug a process by DevTools or an editor", load: () => import("./commands/debug.ts") },
  eval: { brief: "Evaluate an expression in a process", load: () => import("./commands/eval.ts") },
  doctor: {
    brief: "Find out why a process cannot be attached to",
    load: () => import("./commands/doctor.ts"),
  },
  run: {
    brief: "Run a program so that it can be attached to, without a line in it",
    load: () => import("./commands/run.ts"),
    passesArguments: true,
  },
  env: {
    brief: "Print the line that arms programs: for a shell, a unit file, a Dockerfile",
    load: () => import("./commands/env.ts"),
  },
  completion: {
    brief: "Print what has a shell complete commands, flags, PIDs and names",
    load: () => import("./commands/completion.ts"),
  },
  bridge: {
    brief: "Be the other end of --via: started by it, not by people",
    load: () => import("./commands/bridge.ts"),
  },
};
