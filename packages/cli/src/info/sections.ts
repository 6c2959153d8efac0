// sections.ts: what `teleop info` shows whole, where a flag names it: rows, of which a table or lines of JSON are made.
import type { Process, Process_Descriptor, Process_Limit } from "@teleop/diagnostics/client";
import { printable } from "../output/printable.ts";
import type { Column } from "../output/table.ts";

interface CallOptions {
  readonly signal: AbortSignal;
}

interface Section {
  // biome-ignore lint/suspicious/noExplicitAny: rows and columns of one section fit each other
  readonly columns: readonly Column<any>[];
  readonly rows: readonly unknown[];
  /** What is to be known about them. */
  readonly note?: string | undefined;
}

/** More are never told at once. */
const MOST_DESCRIPTORS = 10_000;

export const sections = {
  async descriptors(service: Process, options: CallOptions): Promise<Section> {
    const { descriptors, total } = await service.descriptors({ limit: MOST_DESCRIPTORS }, options);
    const more = total - descriptors.length;
    return {
      columns: descriptorColumns,
      rows: descriptors,
      note: more > 0 ? `and ${more} more, which are not told` : undefined,
    };
  },
  async modules(service: Process, options: CallOptions): Promise<Section> {
    const { scripts, libraries, isComplete } = await service.modules({}, options);
    const rows = [
      ...scripts.map((file) => ({ kind: "script", file })),
      ...libraries.map((file) => ({ kind: "library", file })),
    ];
    return {
      columns: moduleColumns,
      rows,
      note: isComplete ? undefined : "its runtime does not tell of all modules",
    };
  },
  async limits(service: Process, options: CallOptions): Promise<Section> {
    const { limits } = await service.limits({}, options);
    const note = limits.length === 0 ? "its system does not tell limits" : undefined;
    return { columns: limitColumns, rows: limits, note };
  },
  async versions(service: Process, options: CallOptions): Promise<Section> {
    const { versions } = await service.info({}, options);
    return { columns: versionColumns, rows: versions };
  },
  async environment(service: Process, options: CallOptions): Promise<Section> {
    const { variables } = await service.environment({}, options);
    return { columns: variableColumns, rows: variables };
  },
} as const;

const descriptorColumns: readonly Column<Process_Descriptor>[] = [
  { title: "FD", align: "right", cell: ({ number }) => String(number) },
  { title: "KIND", cell: ({ kind }) => String(kind) },
  { title: "LEADS TO", cell: ({ target, socket }) => printable(socketText(socket) ?? target) },
];

/** `tcp 127.0.0.1:80 → 10.0.0.2:4711 established`; undefined of what is no socket, or one of which nothing is told. */
function socketText(socket: Process_Descriptor["socket"]): string | undefined {
  const { protocol, local, remote, state } = socket;
  if (protocol === "") return undefined;
  const path = remote === "" ? local : `${local} → ${remote}`;
  return [protocol, path, state].filter((part) => part !== "").join(" ");
}

const moduleColumns: readonly Column<{ readonly kind: string; readonly file: string }>[] = [
  { title: "KIND", cell: ({ kind }) => kind },
  { title: "FILE", cell: ({ file }) => printable(file) },
];

const limitColumns: readonly Column<Process_Limit>[] = [
  { title: "LIMIT", cell: ({ name }) => printable(name) },
  { title: "SOFT", align: "right", cell: ({ soft }) => amount(soft) },
  { title: "HARD", align: "right", cell: ({ hard }) => amount(hard) },
  { title: "UNIT", cell: ({ unit }) => printable(unit) },
];

function amount(limit: Process_Limit["soft"]): string {
  return "value" in limit ? String(limit.value) : "unlimited";
}

const versionColumns: readonly Column<{ readonly name: string; readonly version: string }>[] = [
  { title: "PART", cell: ({ name }) => printable(name) },
  { title: "VERSION", cell: ({ version }) => printable(version) },
];

const variableColumns: readonly Column<{ readonly name: string; readonly value: string }>[] = [
  { title: "VARIABLE", cell: ({ name }) => printable(name) },
  { title: "VALUE", cell: ({ value }) => printable(value) },
];
