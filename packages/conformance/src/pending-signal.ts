// pending-signal.ts: whether a client has signaled a target that has not noticed yet, such as one that is suspended.
import { existsSync } from "node:fs";
import type { Rendezvous } from "@teleop/core";

/** Whether the attach file is there; on Windows, whether the target's event is set, which this leaves as it is. */
export async function isSignalPending(target: Rendezvous, attachFile: string): Promise<boolean> {
  return process.platform === "win32" ? await isEventSet(target) : existsSync(attachFile);
}

async function isEventSet(target: Rendezvous): Promise<boolean> {
  const { attachEventName, openAttachEvent, openWindowsLibrary } = await import("@teleop/core/windows");
  const found = openAttachEvent(attachEventName(target), undefined, EVENT_QUERY_STATE);
  if (found.state !== "trusted") return false;
  using event = found.event;
  const { functions: nt } = openWindowsLibrary("looking at an event", "ntdll", {
    NtQueryEvent: { args: ["usize", "u32", "ptr", "u32", "usize"], returns: "u32" },
  });
  // An EVENT_BASIC_INFORMATION: of which type it is, and whether it is set.
  const information = new Int32Array(2);
  const status = nt.NtQueryEvent(event.value, 0, information, information.byteLength, 0);
  if (status !== 0) throw new Error(`NtQueryEvent: status ${status.toString(16)}`);
  return information[1] !== 0;
}

// winnt.h
const EVENT_QUERY_STATE = 0x0001;
