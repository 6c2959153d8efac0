// kevent.ts: kqueue(2) and kevent(2), functions of the C library.
import { openLibc } from "@teleop/core/plugin";
import type { KqueuePlatform } from "./platform.ts";

/** The fields of `struct kevent` that a change sets. */
export interface KeventChange {
  readonly ident: number;
  readonly filter: number;
  readonly flags: number;
  readonly fflags: number;
}

// The same on every system that has them.
export const EVFILT_VNODE = -4;
export const EV_ADD = 0x1;
export const EV_DELETE = 0x2;
export const EV_CLEAR = 0x20;
export const NOTE_DELETE = 0x1;
export const NOTE_WRITE = 0x2;
export const NOTE_RENAME = 0x20;
export const NOTE_REVOKE = 0x40;
export const NOTE_TRIGGER = 0x01000000;

/** The system calls of these names. They throw a {@link SystemCallError}. */
export interface KqueueLibrary {
  /** @returns the descriptor of a new kqueue, which is the caller's to close. */
  kqueue(): number;
  /** kevent(2) with one change, and without waiting. */
  change(kq: number, change: KeventChange): void;
  /** Where the two are, and the function that returns the address of errno: for the Worker, which cannot import. */
  readonly library: string;
  readonly errnoFunction: string;
}

/** @throws TeleopError as {@link openLibc} does: `UNSUPPORTED_PLATFORM` where there is no bun:ffi. */
export function openKqueueLibrary(platform: KqueuePlatform): KqueueLibrary {
  const {
    functions: c,
    failure,
    library,
    errnoFunction,
  } = openLibc(
    "calling kqueue",
    {
      kqueue: { args: [], returns: "i32" },
      kevent: { args: ["i32", "ptr", "i32", "ptr", "i32", "ptr"], returns: "i32" },
    },
    { library: platform.library },
  );
  return {
    library,
    errnoFunction,
    kqueue() {
      const kq = c.kqueue();
      if (kq < 0) throw failure("kqueue");
      return kq;
    },
    change(kq, change) {
      if (c.kevent(kq, encodeChange(platform, change), 1, null, 0, null) < 0) throw failure("kevent");
    },
  };
}

/** A change as the system reads it: `struct kevent` of sys/event.h. */
export function encodeChange(platform: KqueuePlatform, change: KeventChange): Uint8Array {
  const bytes = new Uint8Array(new ArrayBuffer(platform.keventBytes));
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, BigInt(change.ident), true);
  view.setInt16(8, change.filter, true);
  view.setUint16(10, change.flags, true);
  view.setUint32(12, change.fflags, true);
  return bytes;
}
