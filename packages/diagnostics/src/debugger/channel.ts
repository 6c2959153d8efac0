// channel.ts: what the main thread and the Worker of a debugging session say to each other.

/** What the Worker is started with. */
export interface WorkerStart {
  /** Of the rendezvous. */
  readonly name: string;
  /** What a client must show. */
  readonly key: Uint8Array;
  /** Who has the session. */
  readonly owner: { readonly pid: number; readonly userId: number; readonly since: number };
}

export type ToWorker =
  /** The inspector listens, and the main thread waits until `connected` is CONNECTED or FAILED. */
  | { readonly type: "opened"; readonly url: string; readonly connected: Int32Array<SharedArrayBuffer> }
  /** Nobody else is connected to it. */
  | { readonly type: "guarded" }
  | { readonly type: "refused"; readonly reason: string }
  | { readonly type: "close" };

export type FromWorker =
  | { readonly type: "ready" }
  | { readonly type: "failed"; readonly reason: string }
  /** The inspector is to be opened: its session does not reach the main thread in this runtime. */
  | { readonly type: "open" }
  /** Nobody is connected to it any more. */
  | { readonly type: "unused" }
  | { readonly type: "closed" };

export const CONNECTED = 1;
export const FAILED = 2;
