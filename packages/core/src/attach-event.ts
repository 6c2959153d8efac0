// attach-event.ts: the named event of Windows by which a client wakes a target: what it is called, and whether the one
// that is there is the target's.
import { checkRendezvous, type Rendezvous } from "./rendezvous.ts";
import { WINDOWS_ERRORS } from "./windows-error.ts";
import { isNoHandle, type OwnedHandle, openWindowsLibrary, ownHandle, wide } from "./windows-library.ts";
import { readOwner } from "./windows-objects.ts";
import { ADMINISTRATORS_SID, type Sid, SYSTEM_SID } from "./windows-sid.ts";
import { ownSid } from "./windows-token.ts";

/**
 * What a target's event is called, `Global\teleop_attach_<pid>[_<name>]`: in all sessions, so that the same user finds it
 * from another one, as by ssh, and so does an administrator.
 *
 * @throws TeleopError `INVALID_ARGUMENT` for a bad rendezvous.
 */
export function attachEventName(rendezvous: Rendezvous): string {
  checkRendezvous(rendezvous);
  const { pid, name } = rendezvous;
  return `Global\\teleop_attach_${pid}${name === undefined ? "" : `_${name}`}`;
}

/** The rendezvous of an event, by its name without the directory in which it is; undefined for a name that is none of ours. */
export function parseAttachEventName(name: string): Rendezvous | undefined {
  const [, digits = "", rendezvous] =
    /^teleop_attach_([1-9]\d{0,9})(?:_([A-Za-z0-9][A-Za-z0-9.-]{0,63}))?$/.exec(name) ?? [];
  const pid = Number(digits);
  return pid < 1 || pid > MAX_PID ? undefined : { pid, name: rendezvous };
}

/** As {@link checkRendezvous} has it. */
const MAX_PID = 2 ** 31 - 1;

/** What is where a target's event should be. */
export type FoundEvent =
  | { readonly state: "absent" }
  /** The target's. It is the caller's to dispose, and closed soon: as long as it is open its name is taken. */
  | { readonly state: "trusted"; readonly event: OwnedHandle }
  /** Of somebody else, or of somebody who does not let us see whose it is ("closed"). */
  | { readonly state: "untrusted" | "closed"; readonly why: string };

/**
 * Opens what has the name of an event, if the user owns it, or who may do anything on this machine.
 *
 * @param user whose it should be; undefined where that is not told: then it has to be of the caller's user.
 * @param access rights besides that to see whose it is, such as {@link EVENT_MODIFY_STATE}.
 * @throws WindowsError for what is none of the above.
 */
export function openAttachEvent(name: string, user: Sid | undefined, access = 0): FoundEvent {
  const { functions: kernel, failure } = openWindowsLibrary("opening an event", "kernel32", {
    OpenEventW: { args: ["u32", "i32", "ptr"], returns: "usize" },
  });
  const handle = kernel.OpenEventW(READ_CONTROL | access, 0, wide(name));
  if (isNoHandle(handle)) {
    const error = failure("OpenEvent", name);
    switch (error.reason) {
      case WINDOWS_ERRORS.ERROR_FILE_NOT_FOUND:
        return { state: "absent" };
      case WINDOWS_ERRORS.ERROR_INVALID_HANDLE:
        return { state: "untrusted", why: `${name} is no event, but something else of that name` };
      case WINDOWS_ERRORS.ERROR_ACCESS_DENIED:
        return { state: "closed", why: `${name} is closed to this user` };
      default:
        throw error;
    }
  }
  const event = ownHandle(handle);
  try {
    const why = whyNotOwned(name, handle, user ?? ownSid());
    if (why === undefined) return { state: "trusted", event };
    event[Symbol.dispose]();
    return { state: "untrusted", why };
  } catch (error) {
    event[Symbol.dispose]();
    throw error;
  }
}

/**
 * Why an object is not believed to be a user's: it belongs to somebody who is neither that, nor the system, nor the
 * administrators.
 *
 * @param name of the object, for the sentence.
 * @param handle with the right to READ_CONTROL.
 * @throws WindowsError where its owner is not told.
 */
export function whyNotOwned(name: string, handle: bigint, user: Sid): string | undefined {
  const owner = readOwner(handle);
  if (owner === user || owner === SYSTEM_SID || owner === ADMINISTRATORS_SID) return undefined;
  return `${name} belongs to ${owner ?? "nobody"}, expected ${user}`;
}

// winnt.h
const READ_CONTROL = 0x0002_0000;
/** The right to set an event, and to reset it. */
export const EVENT_MODIFY_STATE = 0x0002;
