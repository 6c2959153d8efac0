// node-view.ts: a node as people look at it, of what the process tells of it and of what it did in the last seconds.
import type { Activity, NodeStatus } from "../schema/pipeline.capnp.ts";
import type { Rates, Reading } from "./meter.ts";
import type { FailureView, NodeView } from "./view.ts";

/** A node of which nothing was told yet. */
export function unknownStatus(node: number, inputs: number, outputs: number): NodeStatus {
  return {
    node,
    state: "waiting",
    activity: "unmeasured",
    since: 0n,
    busy: 0n,
    idle: 0n,
    blocked: 0n,
    lastRecord: 0n,
    errors: 0n,
    read: Array.from({ length: inputs }, () => 0n),
    written: Array.from({ length: outputs }, () => 0n),
    failure: undefined,
  };
}

/** What was told until some moment, brought to the moment `now`: since then the node has done what it was doing. */
export function readingOf(status: NodeStatus, now: bigint): Reading {
  const { read, written, busy, idle, blocked, since } = status;
  const passed = now > since ? now - since : 0n;
  const until = (counted: bigint, of: Activity): bigint =>
    status.activity === of ? counted + passed : counted;
  return {
    now,
    read,
    written,
    busy: until(busy, "busy"),
    idle: until(idle, "idle"),
    blocked: until(blocked, "blocked"),
  };
}

/** The view, but for times, which are told by another clock. */
export function nodeView(
  status: NodeStatus,
  rates: Rates,
  { recordTime, failure }: { recordTime: number | undefined; failure: FailureView | undefined },
): NodeView {
  const { node: id, state, activity, read, written, errors } = status;
  return {
    id,
    // A newer process may know more of them. What it says of the node is no less true for that.
    state: typeof state === "number" ? "running" : state,
    activity: typeof activity === "number" ? "unmeasured" : activity,
    read,
    written,
    readRates: rates.read,
    writtenRates: rates.written,
    readTotal: sum(read, 0n),
    writtenTotal: sum(written, 0n),
    readRate: rates.read.reduce((all, rate) => all + rate, 0),
    writtenRate: rates.written.reduce((all, rate) => all + rate, 0),
    shares: rates.shares,
    recordTime,
    errors,
    failure,
  };
}

function sum(counts: readonly bigint[], from: bigint): bigint {
  return counts.reduce((all, count) => all + count, from);
}
