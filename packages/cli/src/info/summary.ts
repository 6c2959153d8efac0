// summary.ts: a process at a glance: what `teleop info` shows without flags.
import type { Process, Process_Descriptor } from "@teleop/diagnostics/client";
import { printable } from "../output/printable.ts";
import { formatBytes, formatDuration, isoTime } from "../output/units.ts";

/** What a call of the service gives. */
type Answer<Method extends "info" | "usage" | "cgroup"> = Awaited<ReturnType<Process[Method]>>;

export interface ProcessFacts {
  readonly info: Omit<Answer<"info">, typeof Symbol.dispose>;
  readonly usage: Omit<Answer<"usage">, typeof Symbol.dispose>;
  readonly descriptors: readonly Process_Descriptor[];
  readonly total: number;
  readonly cgroup: Omit<Answer<"cgroup">, typeof Symbol.dispose>;
}

export type SummaryRow = readonly [name: string, value: string];

/** @param attachedTo the PID as we see it, which is another than its own in a container. */
export function summaryOf(facts: ProcessFacts, attachedTo: number): readonly SummaryRow[] {
  const { info, usage, descriptors, total, cgroup } = facts;
  const { memory, cpu, uptime } = usage;
  const [runtime] = info.versions;
  const inside = info.pid === attachedTo ? "" : ` (${info.pid} in its PID namespace)`;
  const started = isoTime(info.startedAt) ?? "?";
  const seconds = Math.max(0.001, uptime);
  const share = (100 * Number(cpu.user + cpu.system)) / 1e6 / seconds;
  return [
    ["process", `${attachedTo}${inside}, child of ${info.parentPid}`],
    ["title", printable(info.title)],
    [
      "runtime",
      printable(`${runtime?.name ?? "?"} ${runtime?.version ?? "?"}, ${info.platform} ${info.architecture}`),
    ],
    ["host", printable(info.hostName)],
    ["command", printable(commandLine(info))],
    ["working directory", info.workingDirectory === "" ? "(removed)" : printable(info.workingDirectory)],
    ["user and group", info.userId < 0n ? "?" : `${info.userId}, ${info.groupId}`],
    ["started", `${started}, ${formatDuration(seconds * 1000)} ago`],
    [
      "memory",
      `${bytes(memory.resident)} resident (at most ${bytes(memory.peakResident)}), heap ${bytes(memory.heapUsed)} of ${bytes(memory.heapTotal)}, external ${bytes(memory.external)}`,
    ],
    [
      "processor",
      `${formatDuration(Number(cpu.user) / 1000)} user, ${formatDuration(Number(cpu.system) / 1000)} system: ${share.toFixed(1)} % of one since it started`,
    ],
    ["descriptors", `${total}${kinds(descriptors)}`],
    ...cgroupRows(cgroup),
  ];
}

/** The runtime's own flags stand between it and the program. */
function commandLine({
  runtimeArguments,
  arguments: [runtime = "", ...program],
}: ProcessFacts["info"]): string {
  return [runtime, ...runtimeArguments, ...program].join(" ");
}

function bytes(amount: bigint): string {
  return formatBytes(Number(amount));
}

/** `: 4 file, 2 socket`. */
function kinds(descriptors: readonly Process_Descriptor[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of descriptors) counts.set(String(kind), (counts.get(String(kind)) ?? 0) + 1);
  const parts = [...counts].sort((a, b) => b[1] - a[1]).map(([kind, count]) => `${count} ${kind}`);
  return parts.length === 0 ? "" : `: ${parts.join(", ")}`;
}

function cgroupRows(cgroup: ProcessFacts["cgroup"]): readonly SummaryRow[] {
  if (cgroup.version === 0) return [];
  const { memory, cpus, processes, outOfMemoryKills, throttled } = cgroup;
  const parts = [
    memory.used < 0n ? "" : `${bytes(memory.used)} of ${memory.max < 0n ? "no limit" : bytes(memory.max)}`,
    cpus < 0 ? "" : `${cpus} processors`,
    processes.max < 0n ? "" : `${processes.used} of ${processes.max} processes`,
    throttled > 0n ? `throttled ${throttled} times` : "",
    outOfMemoryKills > 0n ? `${outOfMemoryKills} killed for want of memory` : "",
  ].filter((part) => part !== "");
  return [["cgroup", [printable(cgroup.path), ...parts].join(", ")]];
}
