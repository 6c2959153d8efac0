// everything.ts: both entries in one, for the programs that tests run in child processes.
export * from "../index.ts";
export * from "../plugin.ts";
