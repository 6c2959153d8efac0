// own-event.ts: the event of this process, made so that nobody else can take part in it.

import { TeleopError } from "@teleop/core/plugin";
import {
  ADMINISTRATORS_SID,
  isNoHandle,
  type OwnedHandle,
  openWindowsLibrary,
  ownHandle,
  ownPeer,
  privateAttributes,
  whyNotOwned,
  wide,
} from "@teleop/core/windows";

/** Named events as the target uses them. */
const KERNEL = {
  CreateEventW: { args: ["usize", "i32", "i32", "ptr"], returns: "usize" },
  ResetEvent: { args: ["usize"], returns: "i32" },
} as const;

const openKernel = () => openWindowsLibrary("being woken by an event", "kernel32", KERNEL);

/**
 * Makes the event, or opens the one that is there already if it is ours, where we are elevated the administrators': another
 * thread of this process may have it, or a client that is about to close that of an earlier process with our PID.
 *
 * It stays signaled until it is reset, so that everybody who waits for it is told.
 *
 * @throws TeleopError `UNTRUSTED_PATH` where somebody else has made it; WindowsError where Windows gives none, as where
 *   somebody else keeps us from opening his.
 */
export function makeOwnEvent(name: string): OwnedHandle {
  const { functions: kernel, failure } = openKernel();
  using attributes = privateAttributes(EVENT_ALL_ACCESS);
  const handle = kernel.CreateEventW(attributes.address, MANUAL_RESET, NOT_SIGNALED, wide(name));
  if (isNoHandle(handle)) throw failure("CreateEvent", name);
  const event = ownHandle(handle);
  try {
    // Also of one that we have just made, which is not told for certain from one that was there. Where we are elevated,
    // processes of our own user that are not may have put it there, and could keep us from being woken.
    const { sid, administrator } = ownPeer();
    const why = whyNotOwned(name, handle, administrator ? ADMINISTRATORS_SID : sid);
    if (why !== undefined) throw new TeleopError("UNTRUSTED_PATH", why, { path: name });
    return event;
  } catch (error) {
    event[Symbol.dispose]();
    throw error;
  }
}

/** @throws WindowsError. */
export function resetEvent(event: OwnedHandle): void {
  const { functions: kernel, failure } = openKernel();
  if (kernel.ResetEvent(event.value) === 0) throw failure("ResetEvent");
}

const MANUAL_RESET = 1;
const NOT_SIGNALED = 0;
const EVENT_ALL_ACCESS = 0x001f_0003;
