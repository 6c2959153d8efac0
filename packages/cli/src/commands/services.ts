// services.ts: `teleop services`: what a process offers.
import type { KnownService } from "@teleop/reflection/client";
import { answerSoon } from "../context.ts";
import { defineCommand, type TeleopCommand } from "../define-command.ts";
import type { Host } from "../host.ts";
import { writeJson } from "../output/json.ts";
import { printable } from "../output/printable.ts";
import { type Column, writeTable } from "../output/table.ts";
import { processArgument, selectProcess } from "../select-process.ts";

export const command: TeleopCommand = defineCommand<{ readonly make: boolean }, [string]>({
  brief: "List the services of a process",
  description: `Lists the services of a process, with their interfaces and the first line of what these say of themselves. It
takes some milliseconds of the process, and makes no service that nobody has asked for: of such a one the interface is known only
if it says so before. --make has them made, as a call of each would.`,
  examples: [
    ["teleop services 4711", "all of them"],
    ["teleop services --make server", "with the interfaces of those that nobody has asked for yet"],
    ["teleop services --json server | jq .name", "their names, for a script"],
  ],
  flags: {
    make: {
      kind: "boolean",
      default: false,
      withNegated: false,
      brief: "Have those made whose interface is not known, as calls of them would",
    },
  },
  positional: { kind: "tuple", parameters: [processArgument] },
  async run(context, { make }, meant) {
    const { host, pid } = await selectProcess(context, meant);
    const { listServices } = await import("@teleop/reflection/client");
    await using target = await host.attach(pid, { signal: context.signal });
    const services = await listServices(target, { make, signal: answerSoon(context) });
    const { out, err, json } = context;
    if (json) for (const service of services) writeJson(out, asJson(service));
    else {
      writeTable(out, columns, services);
      const unknown = services.filter(({ state }) => state === "unknown").map(({ name }) => printable(name));
      if (unknown.length > 0) {
        err.line(`not known before somebody asks for it: ${unknown.join(", ")}; --make has it made`);
      }
      const others = host.rendezvous === undefined ? await otherRendezvous(host, pid, context.signal) : [];
      for (const name of others.map(printable)) {
        err.line(`it has others at the rendezvous ${name}: --rendezvous ${name} lists them`);
      }
    }
  },
});

/** Their names, as far as the process says them. */
async function otherRendezvous(host: Host, pid: number, signal: AbortSignal): Promise<readonly string[]> {
  const row = (await host.list({ signal })).find((one) => one.pid === pid);
  return (row?.announcements ?? []).flatMap(({ rendezvous = [] }) => rendezvous);
}

function asJson(service: KnownService): object {
  return service.state === "known"
    ? { ...service, id: `0x${service.id.toString(16).padStart(16, "0")}` }
    : service;
}

const columns: readonly Column<KnownService>[] = [
  { title: "NAME", cell: ({ name }) => printable(name) },
  { title: "INTERFACE", cell: (service) => printable(interfaceOf(service)) },
  { title: "WHAT IT IS", cell: (service) => printable(aboutOf(service)) },
];

function interfaceOf(service: KnownService): string {
  return service.state === "known" ? service.fullName : "-";
}

function aboutOf(service: KnownService): string {
  switch (service.state) {
    case "known": {
      const [line = ""] = (service.doc ?? "").split("\n");
      if (service.deprecated === undefined) return line;
      return `(deprecated${service.deprecated === "" ? "" : `: ${service.deprecated}`}) ${line}`.trimEnd();
    }
    case "unknown":
      return "(nobody has asked for it yet)";
    case "untyped":
      return "(a capability of which no interface is known)";
    case "failed":
      return `(could not be made: ${service.reason})`;
  }
}
