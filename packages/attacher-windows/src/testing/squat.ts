// squat.ts: takes the name of somebody's event before that one is armed.
import {
  isNoHandle,
  openWindowsLibrary,
  ownHandle,
  WINDOWS_ERRORS,
  wide,
  windowsErrorName,
} from "@teleop/core/windows";

const open = () =>
  openWindowsLibrary("taking a name", "kernel32", {
    CreateEventW: { args: ["usize", "i32", "i32", "ptr"], returns: "usize" },
    CreateMutexW: { args: ["usize", "i32", "ptr"], returns: "usize" },
    WaitForSingleObject: { args: ["usize", "u32"], returns: "u32" },
    LocalAlloc: { args: ["u32", "usize"], returns: "usize" },
    LocalFree: { args: ["usize"], returns: "usize" },
    RtlMoveMemory: { args: ["usize", "ptr", "usize"], returns: "usize" },
  });

export interface Squatted extends Disposable {
  /** Undefined where Windows does not let us. */
  readonly handle: bigint | undefined;
  readonly refusal?: string;
}

/** @param descriptor whose it is, and who may do what with it; the default of this process if absent. */
export function squat(name: string, kind: "event" | "mutex", descriptor?: Uint8Array): Squatted {
  const { functions: kernel, failure } = open();
  const attributes = descriptor === undefined ? 0n : securityAttributes(descriptor);
  const handle =
    kind === "event"
      ? kernel.CreateEventW(attributes, 1, 0, wide(name))
      : kernel.CreateMutexW(attributes, 0, wide(name));
  const error = isNoHandle(handle) ? failure("CreateEvent", name) : undefined;
  if (attributes !== 0n) kernel.LocalFree(attributes);
  if (error === undefined) {
    const owned = ownHandle(handle);
    return { handle, [Symbol.dispose]: () => owned[Symbol.dispose]() };
  }
  // Windows proper lets nobody give away what he makes.
  if (error.reason !== WINDOWS_ERRORS.ERROR_INVALID_OWNER) throw error;
  return { handle: undefined, refusal: windowsErrorName(error.reason), [Symbol.dispose]: () => {} };
}

/** A SECURITY_ATTRIBUTES with its descriptor behind it. */
function securityAttributes(descriptor: Uint8Array): bigint {
  const { functions: kernel } = open();
  const address = kernel.LocalAlloc(0, 24 + descriptor.byteLength);
  const bytes = new Uint8Array(24 + descriptor.byteLength);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 24, true);
  view.setBigUint64(8, address + 24n, true);
  bytes.set(descriptor, 24);
  kernel.RtlMoveMemory(address, bytes, bytes.byteLength);
  return address;
}

export function isSet(event: bigint): boolean {
  return open().functions.WaitForSingleObject(event, 0) === 0;
}
