// kevent.ts: kqueue(2) and kevent(2), called through bun:ffi.
import { SystemCallError, TeleopError } from "@teleop/core/plugin";
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
}

/** @throws TeleopError `UNSUPPORTED_PLATFORM` where there is no bun:ffi, or it cannot open the library. */
export function openKqueueLibrary(platform: KqueuePlatform): KqueueLibrary {
  // Not an import: the package must load where there is no bun:ffi, and must cost nothing until it is used.
  const ffi = process.getBuiltinModule?.("bun:ffi") as typeof import("bun:ffi") | undefined;
  if (ffi === undefined) {
    throw new TeleopError(
      "UNSUPPORTED_PLATFORM",
      "calling kqueue needs bun:ffi, which this runtime does not have",
    );
  }
  const { symbols: c } = ffi.dlopen(platform.library, {
    kqueue: { args: [], returns: "i32" },
    kevent: { args: ["i32", "ptr", "i32", "ptr", "i32", "ptr"], returns: "i32" },
  });
  const { symbols: location } = ffi.dlopen(platform.library, errnoSymbol(platform));
  const errno = (): number => {
    const address = location[platform.errnoFunction]?.();
    return address === undefined || address === null ? 0 : ffi.read.i32(address, 0);
  };
  return {
    kqueue() {
      const kq = c.kqueue();
      if (kq < 0) throw new SystemCallError("kqueue", errno());
      return kq;
    },
    change(kq, change) {
      if (c.kevent(kq, encodeChange(platform, change), 1, null, 0, null) < 0) {
        throw new SystemCallError("kevent", errno());
      }
    },
  };
}

/** For dlopen: the name differs, the type does not. */
function errnoSymbol({ errnoFunction }: KqueuePlatform): Record<string, { args: []; returns: "ptr" }> {
  return { [errnoFunction]: { args: [], returns: "ptr" } };
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
