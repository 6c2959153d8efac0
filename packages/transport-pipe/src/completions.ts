// completions.ts: hears when Windows is done with what it does while this thread goes on: a read, a write, a wait for a
// client. No thread of ours waits, and nothing is asked over and over: the thread pool of Windows calls this thread.
import type { JSCallback, Pointer } from "bun:ffi";
import { TeleopError } from "@teleop/core/plugin";

/** What is the same for the whole thread, for good. */
export interface Completions {
  /** The function that Windows calls: an LPOVERLAPPED_COMPLETION_ROUTINE. */
  readonly address: number;
  /** By the address of their OVERLAPPED, what is under way, and whom to tell, once. */
  readonly underWay: Map<number, () => void>;
  /** The pipes of which this thread has instances, by name. */
  readonly pipes: Map<string, OwnPipe>;
}

/** A pipe that this thread made. Nobody else can have made it, as long as one of its instances is open. */
export interface OwnPipe {
  /** How many of its instances are open, be it that only connections are. */
  instances: number;
  isListening: boolean;
}

/** @throws TeleopError `UNSUPPORTED_PLATFORM` in another runtime than Bun. */
export function threadCompletions(): Completions {
  const known = Reflect.get(globalThis, KEY) as Completions | undefined;
  if (known !== undefined) return known;
  const underWay = new Map<number, () => void>();
  const callback: JSCallback = new (bunFfi().JSCallback)(
    (_error: number, _bytes: number, overlapped: number) => {
      const done = underWay.get(overlapped);
      underWay.delete(overlapped);
      done?.();
    },
    { args: ["u32", "u32", "ptr"], returns: "void", threadsafe: true },
  );
  // Never closed, and one for all copies of this module: a thread of the pool may be inside it at any time.
  const made = { address: Number(callback.ptr), underWay, pipes: new Map(), callback };
  Object.defineProperty(globalThis, KEY, { value: made });
  return made;
}

const KEY: unique symbol = Symbol.for("teleop.pipe-completions") as never;

/**
 * Memory that is Windows's, as JavaScript sees it: it is where it is, whatever the garbage collector does. It must not be
 * touched when it has been freed.
 */
export function viewMemory(address: number, length: number): ArrayBuffer {
  return bunFfi().toArrayBuffer(address as Pointer, 0, length);
}

/** This is the only place where the package calls it. */
function bunFfi(): typeof import("bun:ffi") {
  const ffi = process.getBuiltinModule?.("bun:ffi") as typeof import("bun:ffi") | undefined;
  if (ffi !== undefined) return ffi;
  throw new TeleopError("UNSUPPORTED_PLATFORM", "named pipes need Bun: other runtimes have no bun:ffi");
}
