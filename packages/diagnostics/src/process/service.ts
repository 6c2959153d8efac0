// service.ts: serves `process`: what this process is, and what it uses.
import { hostname } from "node:os";
import { guarded, type PartOptions } from "../guard.ts";
import { Process, type Process_Info, type Process_Usage, type Process_Version } from "./process.capnp.ts";

export function processService(options: PartOptions): Process {
  return Process.server(guarded("process", server, options));
}

const server: Process.Server = {
  info,
  usage,
};

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
