// waiter.ts: what the Worker runs: it waits in kevent(2), where nothing else can be done and nothing is used up.

/** What the Worker is given. The descriptors stay the main thread's, which closes them once the Worker has ended. */
export interface WaiterData {
  readonly library: string;
  readonly errnoFunction: string;
  readonly kq: number;
  readonly keventBytes: number;
  readonly userFilter: number;
  /** fflags that say that a directory is of no more use. */
  readonly lostFlags: number;
  /** Changes to make after each event, two for each directory: the first, to remove its note, may fail. */
  readonly readd: readonly (readonly [Uint8Array, Uint8Array])[];
  /** Int32, 0 while the Worker has to wait for the main thread before it waits for the next event. */
  readonly mayGoOn: SharedArrayBuffer;
}

/** What the Worker tells. It ends after "lost", and when the user event is triggered. */
export type WaiterMessage =
  | { readonly type: "changed" }
  | { readonly type: "lost"; readonly errno: number | undefined };

/**
 * The whole program of the Worker. Its text is what is sent there, so it uses nothing from outside itself: a file of its
 * own would be missing from a bundle and from a compiled executable.
 */
export function runWaiter(): void {
  const EINTR = 4;
  const MAX_EVENTS = 8;
  // Once only, so that the Worker ends when the wait is over.
  addEventListener("message", (event) => waitForEvents((event as MessageEvent<WaiterData>).data), {
    once: true,
  });

  function waitForEvents(data: WaiterData): void {
    const { library, errnoFunction, kq, keventBytes, userFilter, lostFlags, readd } = data;
    // As core's libc.ts does, which the rest of this package uses.
    const ffi = process.getBuiltinModule("bun:ffi") as typeof import("bun:ffi");
    const { symbols: c } = ffi.dlopen(library, {
      kevent: { args: ["i32", "ptr", "i32", "ptr", "i32", "ptr"], returns: "i32" },
    });
    const { symbols: location } = ffi.dlopen(library, {
      [errnoFunction]: { args: [], returns: "ptr" },
    } as Record<string, { args: []; returns: "ptr" }>);
    const errno = (): number => {
      const address = location[errnoFunction]?.();
      return address === undefined || address === null ? 0 : ffi.read.i32(address, 0);
    };
    const tell = (message: WaiterMessage): void => postMessage(message);

    const mayGoOn = new Int32Array(data.mayGoOn);
    const view = new DataView(new ArrayBuffer(MAX_EVENTS * keventBytes));
    const events = new Uint8Array(view.buffer);
    for (;;) {
      const count = c.kevent(kq, null, 0, events, MAX_EVENTS, null);
      if (count < 0) {
        const error = errno();
        if (error === EINTR) continue;
        tell({ type: "lost", errno: error });
        return;
      }
      for (let index = 0; index < count; index++) {
        const filter = view.getInt16(index * keventBytes + 8, true);
        const fflags = view.getUint32(index * keventBytes + 12, true);
        if (filter === userFilter) return;
        if ((fflags & lostFlags) !== 0) {
          tell({ type: "lost", errno: undefined });
          return;
        }
      }
      for (const [remove, add] of readd) {
        c.kevent(kq, remove, 1, null, 0, null);
        if (c.kevent(kq, add, 1, null, 0, null) < 0) {
          tell({ type: "lost", errno: errno() });
          return;
        }
      }
      // Also without any event: libkqueue returns none for some that it drops.
      tell({ type: "changed" });
      Atomics.wait(mayGoOn, 0, 0);
      Atomics.store(mayGoOn, 0, 0);
      // libkqueue takes what a dropped event left here for flags.
      events.fill(0);
    }
  }
}
