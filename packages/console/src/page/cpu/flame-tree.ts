// flame-tree.ts: a profile as a flame graph shows it: who called whom, as wide as the time that it took.
import type { FunctionTime, Stacks } from "../../captures.capnp.ts";
import { formatDuration, formatShare } from "../units.ts";

/** A call, in the shape that d3-flame-graph takes. */
export interface FlameNode {
  readonly name: string;
  /** Microseconds, with what it called. */
  readonly value: number;
  readonly children: FlameNode[];
  /** Undefined of the root. */
  readonly of: FunctionTime | undefined;
}

/** Calls by their callers, below a root that is all the time in functions. */
export function flameTree({ functions, calls, busy }: Stacks): FlameNode {
  const root: FlameNode = { name: "all", value: busy, children: [], of: undefined };
  const nodes: FlameNode[] = [];
  for (const [index, call] of calls.entries()) {
    const of = functions[call.function];
    // The first is the root; a caller comes before what it called.
    const node = index === 0 ? root : { name: nameOf(of), value: call.total, children: [], of };
    nodes.push(node);
    if (index > 0) nodes[call.caller]?.children.push(node);
  }
  return root;
}

export function nameOf(of: FunctionTime | undefined): string {
  return of === undefined || of.name === "" ? "(anonymous)" : of.name;
}

/** Where a function is: its file and line; empty where that is not known. */
export function placeOf({ url, line }: Pick<FunctionTime, "url" | "line">): string {
  if (url === "") return "";
  const path = url.startsWith("file://") ? decoded(url.slice("file://".length)) : url;
  return line > 0 ? `${path}:${line}` : path;
}

/** What is to know of a call, on a line. */
export function detailsOf({ name, value, of }: FlameNode, busy: number): string {
  const share = busy > 0 ? value / busy : 0;
  const time = `${formatDuration(value / 1000)}, ${formatShare(share)}`;
  const place = of === undefined ? "" : placeOf(of);
  return `${name}: ${time}${place === "" ? "" : `, ${place}`}`;
}

/** What a function is of: colours and words tell it. */
export type FlameKind = "application" | "dependency" | "runtime";

export function kindOf({ of }: Pick<FlameNode, "of">): FlameKind {
  const url = of?.url ?? "";
  if (url === "" || /^(node|bun|internal|native):/.test(url) || url === "[native code]") return "runtime";
  return url.includes("/node_modules/") ? "dependency" : "application";
}

/** As it is where it is no escape of UTF-8: a process may call its scripts what it likes. */
function decoded(path: string): string {
  try {
    return decodeURI(path);
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
}
