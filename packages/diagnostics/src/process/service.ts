// service.ts: serves `process`: what this process is, and what it uses.
import { hostname } from "node:os";
import { RpcError } from "@teleop/rpc-capnp";
import { guarded } from "../guard.ts";
import { cgroup } from "./cgroup.ts";
import { descriptors } from "./descriptors.ts";
import { limits } from "./limits.ts";
import { modules } from "./modules.ts";
import type { ProcessOptions } from "./options.ts";
import {
  Process,
  type Process_Info,
  type Process_Usage,
  type Process_Variable,
  type Process_Version,
} from "./process.capnp.ts";

export function processService(options: ProcessOptions): Process {
  const server: Process.Server = {
    info,
    usage,
    descriptors: ({ limit }) => descriptors(limit),
    modules,
    limits: () => ({ limits: limits() }),
    cgroup: () => cgroup(),
    environment: () => ({ variables: environment(options.environment) }),
  };
  return Process.server(guarded("process", server, options));
}

function info(): Process_Info.Init {
  return {
    pid: process.pid,
    parentPid: process.ppid,
    title: process.title,
    executable: process.execPath,
    arguments: process.argv,
    runtimeArguments: process.execArgv,
    workingDirectory: workingDirectory(),
    platform: process.platform,
    architecture: process.arch,
    hostName: hostname(),
    versions: versions(),
    startedAt: performance.timeOrigin,
    userId: BigInt(process.geteuid?.() ?? -1),
    groupId: BigInt(process.getegid?.() ?? -1),
  };
}

function workingDirectory(): string {
  try {
    return process.cwd();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "";
    throw error;
  }
}

function versions(): Process_Version.Init[] {
  const all = Object.entries(process.versions).map(([name, version]) => ({ name, version: String(version) }));
  const runtime = process.versions.bun === undefined ? "node" : "bun";
  return all.sort((a, b) => Number(b.name === runtime) - Number(a.name === runtime));
}

function usage(): Process_Usage.Init {
  const { rss, heapUsed, heapTotal, external, arrayBuffers } = process.memoryUsage();
  const used = process.resourceUsage();
  return {
    uptime: process.uptime(),
    memory: {
      resident: BigInt(rss),
      heapUsed: BigInt(heapUsed),
      heapTotal: BigInt(heapTotal),
      external: BigInt(external),
      arrayBuffers: BigInt(arrayBuffers),
      peakResident: BigInt(used.maxRSS) * 1024n,
    },
    cpu: {
      user: BigInt(used.userCPUTime),
      system: BigInt(used.systemCPUTime),
      voluntarySwitches: BigInt(used.voluntaryContextSwitches),
      involuntarySwitches: BigInt(used.involuntaryContextSwitches),
      minorFaults: BigInt(used.minorPageFault),
      majorFaults: BigInt(used.majorPageFault),
    },
  };
}

/** @throws RpcError where the application has allowed none. */
function environment(allowed: ProcessOptions["environment"]): Process_Variable.Init[] {
  if (allowed === undefined || allowed === false) {
    throw new RpcError(
      "failed",
      "the target does not show its environment; its application allows it by diagnostics({ process: { environment: [names] } })",
    );
  }
  const names = allowed === true ? Object.keys(process.env).sort() : allowed;
  return names.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [{ name, value }];
  });
}
