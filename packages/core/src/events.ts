// events.ts: what an audit hook is told; it can watch, never interfere.
import type { Peer } from "./connection.ts";
import { callHook } from "./hook.ts";
import { isPeerGoing } from "./session-end.ts";
import { messageOf } from "./system-error.ts";

/** A call whose method threw. */
export interface ThrowingCall {
  readonly address: string;
  readonly peer: Peer;
  /** Names as the protocol has them: `calculator.capnp:Calculator`, `evaluate`. */
  readonly interface: string;
  readonly method: string;
}

/** One thing that happened while listening. `at` is `Date.now()`, in milliseconds. */
export type TeleopEvent = { readonly at: number } & (
  | { readonly type: "disabled"; readonly reason: string }
  | {
      readonly type: "armed";
      readonly attacher: string;
      readonly pid: number;
      readonly name?: string | undefined;
    }
  | { readonly type: "signaled"; readonly attacher: string; readonly name?: string | undefined }
  /** Something that looked like an attach and was not trusted: a foreign attach file, a link, a directory. */
  | { readonly type: "ignored"; readonly attacher: string; readonly path: string; readonly reason: string }
  /** The preferred way is not available: what is used instead, and why. */
  | { readonly type: "degraded"; readonly by: string; readonly reason: string }
  /** A watch or a socket was lost and set up again. */
  | { readonly type: "healed"; readonly by: string; readonly reason: string }
  | { readonly type: "bound"; readonly transport: string; readonly address: string }
  | { readonly type: "accepted"; readonly address: string; readonly peer: Peer }
  | { readonly type: "refused"; readonly address: string; readonly peer: Peer; readonly reason: string }
  /** A session that was idle had to make room for somebody who came. */
  | { readonly type: "evicted"; readonly address: string; readonly peer: Peer; readonly reason: string }
  | { readonly type: "closed"; readonly address: string; readonly peer: Peer; readonly reason?: unknown }
  /** A session of a protocol is over. Without a reason both sides had ended in order. */
  | {
      readonly type: "ended";
      readonly protocol: string;
      readonly address: string;
      readonly peer: Peer;
      readonly reason?: unknown;
    }
  /** A method of a service threw. Its caller was told; this is what it threw, with its stack. */
  | ({ readonly type: "threw"; readonly protocol: string; readonly error: unknown } & ThrowingCall)
  | { readonly type: "failed"; readonly by: string; readonly error: unknown }
);

/** An event as its reporter writes it: the time is added on the way. */
export type UntimedEvent = TeleopEvent extends infer E
  ? E extends TeleopEvent
    ? Omit<E, "at">
    : never
  : never;

/** Takes events. Made by `eventSink()`, which never throws whatever the application's hook does. */
export type EventSink = (event: UntimedEvent) => void;

/**
 * Wraps an application's hook: adds the time, and keeps what the hook throws, or rejects with, away from the caller. Without a hook,
 * failures, also of sessions, become process warnings, so that they do not vanish.
 */
export function eventSink(onEvent: ((event: TeleopEvent) => void) | undefined): EventSink {
  if (onEvent === undefined) return warn;
  return (event) => {
    callHook(
      () => onEvent({ at: Date.now(), ...event } as TeleopEvent),
      // The hook is an observer: what it throws must neither change what happens nor vanish.
      (error) =>
        process.emitWarning(`teleop: onEvent threw on "${event.type}": ${messageOf(error)}`, "TeleopWarning"),
    );
  };
}

/** What nobody may miss: that something failed, and that a conversation did. That a peer went is neither. */
function warn(event: UntimedEvent): void {
  if (event.type === "failed") {
    process.emitWarning(`teleop: ${event.by} failed: ${messageOf(event.error)}`, "TeleopWarning");
  } else if (event.type === "ended" && event.reason !== undefined && !isPeerGoing(event.reason)) {
    const { address, peer, protocol, reason } = event;
    const who = peer.pid === undefined ? "" : ` with process ${peer.pid}`;
    const what = `teleop: ${address}: the ${protocol} session${who} failed: ${messageOf(reason)}`;
    process.emitWarning(what, "TeleopWarning");
  }
}
