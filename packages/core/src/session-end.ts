// session-end.ts: why a session ended, in as far as it makes a difference to others.

/** Whether a session ended because the peer went, and not because of what either side said. */
export function isPeerGoing(reason: unknown): boolean {
  if (!(reason instanceof Error)) return false;
  if ("code" in reason && reason.code === "CONNECTION_CLOSED") return true;
  return "type" in reason && reason.type === "disconnected";
}
