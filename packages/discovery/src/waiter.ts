// waiter.ts: what the Worker of a watch runs: it waits in epoll_wait(2), where nothing else can be done and nothing is
// used up. The main thread cannot wait for the end of a process, which no signal announces but to its parent.

/** What the Worker is given. The descriptors stay the main thread's, which closes them once the Worker has ended. */
export interface WaiterData {
  readonly library: string;
  readonly errnoFunction: string;
  readonly epoll: number;
  /** The size of `struct epoll_event`, and where its data are, which differ between machines. */
  readonly eventBytes: number;
  readonly dataOffset: number;
  /** Int32, 0 while the Worker has to wait for the main thread before it waits for the next event. */
  readonly mayGoOn: SharedArrayBuffer;
}

/** What happened, by the numbers that the main thread has given; an errno after which the Worker ends. */
export type WaiterMessage = { readonly tags: readonly number[] } | { readonly errno: number };

/** The tag that ends the Worker. */
export const STOP = 0;

/**
 * The whole program of the Worker. Its text is what is sent there, so it uses nothing from outside itself: a file of its
 * own would be missing from a compiled executable.
 */
export function runWaiter(): void {
  const EINTR = 4;
  const MAX_EVENTS = 64;
  const STOP_TAG = 0;
  // Once only, so that the Worker ends when the wait is over.
  addEventListener("message", (event) => waitForEvents((event as MessageEvent<WaiterData>).data), {
    once: true,
  });

  function waitForEvents(data: WaiterData): void {
    const { library, errnoFunction, epoll, eventBytes, dataOffset } = data;
    // As core's libc.ts does, which the rest of this package uses.
    const ffi = process.getBuiltinModule("bun:ffi") as typeof import("bun:ffi");
    const { symbols: c } = ffi.dlopen(library, {
      epoll_wait: { args: ["i32", "ptr", "i32", "i32"], returns: "i32" },
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
    const view = new DataView(new ArrayBuffer(MAX_EVENTS * eventBytes));
    const events = new Uint8Array(view.buffer);
    for (;;) {
      const count = c.epoll_wait(epoll, events, MAX_EVENTS, -1);
      if (count < 0) {
        const error = errno();
        if (error === EINTR) continue;
        tell({ errno: error });
        return;
      }
      const tags: number[] = [];
      for (let index = 0; index < count; index++) {
        const tag = view.getUint32(index * eventBytes + dataOffset, true);
        if (tag === STOP_TAG) return;
        tags.push(tag);
      }
      tell({ tags });
      Atomics.wait(mayGoOn, 0, 0);
      Atomics.store(mayGoOn, 0, 0);
    }
  }
}
