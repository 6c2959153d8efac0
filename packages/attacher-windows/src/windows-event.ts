// windows-event.ts: the attacher: the target waits for an event of its own, which the client sets.
import {
  type Armed,
  type ArmedSign,
  type ArmedSignOptions,
  type ArmOptions,
  type Attacher,
  type AttachSignal,
  isMainThread,
  messageOf,
  type ProcessFacts,
  processFacts,
  type Rendezvous,
  requireProcess,
  requireSameProcess,
  TeleopError,
  Wakeups,
} from "@teleop/core/plugin";
import {
  attachEventName,
  EVENT_MODIFY_STATE,
  openAttachEvent,
  openWindowsLibrary,
  ownSid,
  WindowsError,
} from "@teleop/core/windows";
import { joinEvent } from "./shared-event.ts";

/**
 * Wakes a target by a named event, `Global\teleop_attach_<pid>`, that the target makes when it is armed, and the client
 * sets. For Windows.
 *
 * Being armed costs a target a few handles, and one wait of the thread pool of Windows: no thread of ours, no timer, no
 * file. Only the target's user, administrators that are elevated and the system can open the event. It is gone with the
 * process, in whatever way that ends.
 *
 * Where the name belongs to somebody else already, and in a Worker, the target cannot wait for it: that is reported
 * as "degraded", and it counts as signaled at once, once, so that it listens from the start.
 *
 * `arm()` and `signal()` throw TeleopError `UNSUPPORTED_PLATFORM` elsewhere than on Windows, `arm()` also without FFI.
 */
export function windowsEvent(): Attacher {
  return { name: NAME, arm, signal, armedSign };
}

const NAME = "windows";

function arm(rendezvous: Rendezvous, { onEvent = () => {} }: ArmOptions = {}): Armed {
  requireWindows();
  const name = attachEventName(rendezvous);
  const wakeups = new Wakeups(NAME);
  const listenFromNow = (why: unknown): void => {
    const reason = `nobody can wake this process, so that it listens from now on: ${messageOf(why)}`;
    onEvent({ type: "degraded", by: NAME, reason });
    wakeups.notify();
  };
  let event: Disposable | undefined;
  try {
    event = joinEvent(name, { signaled: () => wakeups.notify(), lost: listenFromNow });
  } catch (error) {
    if (!(error instanceof WindowsError || error instanceof TeleopError)) throw error;
    // Without FFI it could not listen, either.
    if (error.code === "UNSUPPORTED_PLATFORM" && isMainThread()) throw error;
    listenFromNow(error);
  }
  return {
    signaled: (options) => wakeups.next(options),
    [Symbol.dispose]() {
      wakeups[Symbol.dispose]();
      event?.[Symbol.dispose]();
    },
  };
}

function signal(rendezvous: Rendezvous): AttachSignal {
  requireWindows();
  const name = attachEventName(rendezvous);
  let target: ProcessFacts | undefined;
  let remark = "";
  return {
    get paths() {
      return [`${name}${remark}`];
    },
    async send() {
      target = target === undefined ? requireProcess(rendezvous.pid) : requireSameProcess(target);
      remark = setEvent(target, rendezvous, name);
    },
    // The event is the target's, and closed again.
    async [Symbol.asyncDispose]() {},
  };
}

/**
 * Sets the event of a target. What somebody else has put in its place is left alone: the target could not wait for that,
 * and listens since it was armed.
 *
 * @returns what to say of it behind its name.
 * @throws TeleopError `NOT_ARMED`, `PERMISSION_DENIED`; WindowsError.
 */
function setEvent(target: ProcessFacts, rendezvous: Rendezvous, name: string): string {
  const { pid, sid } = target;
  const found = openAttachEvent(name, sid, EVENT_MODIFY_STATE);
  switch (found.state) {
    case "absent": {
      const as = rendezvous.name === undefined ? "" : ` as ${rendezvous.name}`;
      throw new TeleopError(
        "NOT_ARMED",
        `process ${pid} is not armed${as}: there is no event ${name}; it must call teleoperate() or listen() first, without TELEOP_DISABLE in its environment`,
        { pid, path: name },
      );
    }
    case "closed": {
      const advice = adviceOnClosed(target);
      if (advice === undefined) return `, which was not set: ${found.why}`;
      throw new TeleopError("PERMISSION_DENIED", `process ${pid} cannot be woken: ${advice}`, {
        pid,
        path: name,
      });
    }
    case "untrusted":
      return `, which was not set: ${found.why}`;
    case "trusted": {
      using event = found.event;
      const { functions: kernel, failure } = openWindowsLibrary("waking a process", "kernel32", {
        SetEvent: { args: ["usize"], returns: "i32" },
      });
      if (kernel.SetEvent(event.value) === 0) throw failure("SetEvent", name);
      return "";
    }
  }
}

/** Undefined where the target is this very user's, so that what is closed to us is not its own event, or it is elevated. */
function adviceOnClosed({ sid }: ProcessFacts): string | undefined {
  const ours = ownSid();
  if (sid === undefined) return "the system does not tell whose it is: be its own user, or run elevated";
  if (sid !== ours) return `it is of user ${sid}, and we are ${ours}: be that user, or run elevated`;
  return undefined;
}

function armedSign(rendezvous: Rendezvous, { isBound }: ArmedSignOptions): ArmedSign {
  const target = process.platform === "win32" ? processFacts(rendezvous.pid) : undefined;
  if (target === undefined) return { armed: "unknown" };
  const name = attachEventName(rendezvous);
  const found = openAttachEvent(name, target.sid);
  if (found.state === "trusted") {
    found.event[Symbol.dispose]();
    return { armed: "certainly", sign: `its event ${name}`, advice: COULD_NOT_LISTEN };
  }
  if (isBound === true) return { armed: "possibly", sign: "something is at the address of its pipe" };
  return found.state === "absent" ? { armed: "no" } : { armed: "unknown", advice: found.why };
}

const COULD_NOT_LISTEN = "it is armed; if it was woken and could not listen, it has reported why (failed)";

function requireWindows(): void {
  if (process.platform === "win32") return;
  throw new TeleopError(
    "UNSUPPORTED_PLATFORM",
    `the windows attacher needs Windows, this is ${process.platform}; use the inotify, kqueue, unix or dummy attacher`,
  );
}
