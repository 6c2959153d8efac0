// pipe-end.ts: one end of a pipe: its handle, and the memory that Windows reads into and writes from while we go on.
import { messageOf, TeleopError } from "@teleop/core/plugin";
import type { OwnedHandle } from "@teleop/core/windows";
import { type Completions, threadCompletions, viewMemory } from "./completions.ts";
import type { PipeCalls } from "./pipe-calls.ts";
import type { Outlet } from "./send-buffer.ts";
import { isFailure, STATUS } from "./status.ts";

/**
 * Most that one message has, and what a pipe holds for a reader in each direction, in bytes. A message of none is the
 * end of a side.
 */
export const MESSAGE_BYTES: number = 64 * 1024;

/**
 * An open end, which it owns. Whom a call names is told later, never from inside a call, and not at all once the end is
 * closed. At most one read, and one write, is under way at a time.
 *
 * Its memory is not JavaScript's: as long as Windows is not done with it, it stays, also when the end is closed, and when
 * the thread ends that began it.
 */
export class PipeEnd implements Outlet {
  /** Where a writer puts what {@link send} is to send: one half while the other is under way. */
  readonly halves: readonly [Uint8Array, Uint8Array];
  readonly #calls: PipeCalls;
  readonly #handle: OwnedHandle;
  readonly #onClosed: (() => void) | undefined;
  readonly #completions: Completions;
  readonly #memory: number;
  readonly #buffer: ArrayBuffer;
  readonly #view: DataView;
  readonly #incoming: Uint8Array;
  #underWay = 0;
  #isOpen = true;

  /**
   * Takes over `handle`, which was opened for overlapped operations, unless it throws.
   *
   * @param onClosed called once, when it is closed.
   * @throws WindowsError; TeleopError `OUT_OF_RESOURCES`.
   */
  constructor(calls: PipeCalls, handle: OwnedHandle, address: string, onClosed?: () => void) {
    this.#calls = calls;
    this.#handle = handle;
    this.#onClosed = onClosed;
    this.#completions = threadCompletions();
    const { kernel, failure } = calls;
    if (kernel.BindIoCompletionCallback(handle.value, this.#completions.address, 0) === 0) {
      throw failure("BindIoCompletionCallback", address);
    }
    // What is done at once is then told by the call that began it, and not once more.
    if (kernel.SetFileCompletionNotificationModes(handle.value, FILE_SKIP_COMPLETION_PORT_ON_SUCCESS) === 0) {
      throw failure("SetFileCompletionNotificationModes", address);
    }
    this.#memory = Number(kernel.VirtualAlloc(0, MEMORY_BYTES, MEM_COMMIT | MEM_RESERVE, PAGE_READWRITE));
    if (this.#memory === 0) throw outOfMemory(address, failure("VirtualAlloc"));
    const memory = viewMemory(this.#memory, MEMORY_BYTES);
    this.#buffer = memory;
    this.#view = new DataView(memory);
    this.#incoming = new Uint8Array(memory, INCOMING, MESSAGE_BYTES);
    this.halves = [
      new Uint8Array(memory, OUTGOING, MESSAGE_BYTES),
      new Uint8Array(memory, OUTGOING + MESSAGE_BYTES, MESSAGE_BYTES),
    ];
  }

  /** The handle, to ask about. It stays this end's, and is no handle once it is closed. */
  get handle(): bigint {
    return this.#handle.value;
  }

  /**
   * Waits for a client.
   *
   * @returns the status of ntstatus.h. Only after PENDING `done` is called.
   */
  listen(done: (status: number) => void): number {
    const at = this.#memory + READING;
    const { nt } = this.#calls;
    return this.#begin(
      READING,
      () => nt.NtFsControlFile(this.handle, 0, 0, at, at, FSCTL_PIPE_LISTEN, 0, 0, 0, 0),
      done,
    );
  }

  /** Reads a message, or what there is of it. Only after PENDING `done` is called. Then, or after SUCCESS, it can be taken. */
  read(done: (status: number) => void): number {
    const at = this.#memory + READING;
    const { nt } = this.#calls;
    return this.#begin(
      READING,
      () => nt.NtReadFile(this.handle, 0, 0, at, at, this.#memory + INCOMING, MESSAGE_BYTES, 0, 0),
      done,
    );
  }

  /** What the last read brought, if it did not fail. It is the caller's: a copy. */
  take(): Uint8Array {
    return this.#incoming.slice(0, this.#view.getUint32(READING + OFFSET_BYTES, true));
  }

  /**
   * Writes the first bytes of a half as one message. Only after PENDING `done` is called, and until then the half must
   * not be changed.
   */
  send(half: 0 | 1, length: number, done: (status: number) => void): number {
    const at = this.#memory + WRITING;
    const from = this.#memory + OUTGOING + half * MESSAGE_BYTES;
    const { nt } = this.#calls;
    return this.#begin(WRITING, () => nt.NtWriteFile(this.handle, 0, 0, at, at, from, length, 0, 0), done);
  }

  /** Whether the other end is closed. What it had sent may still be unread. */
  hasHungUp(): boolean {
    const answer = new Uint32Array(PIPE_INFORMATION_WORDS);
    const status = this.#calls.nt.NtQueryInformationFile(
      this.handle,
      new BigUint64Array(2),
      answer,
      answer.byteLength,
      FILE_PIPE_LOCAL_INFORMATION,
    );
    return status === STATUS.SUCCESS && answer[PIPE_STATE] !== PIPE_IS_CONNECTED;
  }

  /** Closes it now. What was written can still be read at the other end, and then that end is told. May be repeated. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    if (this.#underWay > 0) this.#calls.kernel.CancelIoEx(this.handle, 0);
    this.#handle[Symbol.dispose]();
    this.#onClosed?.();
    this.#release();
  }

  #begin(at: number, start: () => number, done: (status: number) => void): number {
    const { underWay } = this.#completions;
    const overlapped = this.#memory + at;
    // First, since it may be over before the call returns.
    this.#underWay++;
    underWay.set(overlapped, () => {
      this.#underWay--;
      if (this.#isOpen) done(this.#view.getUint32(at, true));
      else this.#release();
    });
    const status = start();
    if (status === STATUS.PENDING) return status;
    // Of what is done with a warning it is not said whether Windows comes back to it. Then the memory stays for good.
    if (status !== STATUS.SUCCESS && !isFailure(status)) return status;
    underWay.delete(overlapped);
    this.#underWay--;
    return status;
  }

  #release(): void {
    if (this.#underWay > 0) return;
    // Whoever would touch it from now on is told, instead of touching what is no memory any more, or another's.
    this.#buffer.transfer(0);
    this.#calls.kernel.VirtualFree(this.#memory, 0, MEM_RELEASE);
  }
}

function outOfMemory(address: string, cause: Error): TeleopError {
  const message = `${address}: there is no memory for a connection: ${messageOf(cause)}; close some`;
  return new TeleopError("OUT_OF_RESOURCES", message, { address, cause });
}

// What is where in the memory of an end. An OVERLAPPED begins with the status and the number of bytes, 8 bytes each.
const READING = 0;
const WRITING = 64;
const OFFSET_BYTES = 8;
const INCOMING = 4096;
const OUTGOING = INCOMING + MESSAGE_BYTES;
const MEMORY_BYTES = OUTGOING + 2 * MESSAGE_BYTES;

// winnt.h, winbase.h
const FILE_SKIP_COMPLETION_PORT_ON_SUCCESS = 0x1;
const MEM_COMMIT = 0x1000;
const MEM_RESERVE = 0x2000;
const MEM_RELEASE = 0x8000;
const PAGE_READWRITE = 0x04;

// ntifs.h, of which this much is documented for pipes.
const FSCTL_PIPE_LISTEN = 0x110008;
const FILE_PIPE_LOCAL_INFORMATION = 24;
const PIPE_INFORMATION_WORDS = 10;
/** Where NamedPipeState is, in words. */
const PIPE_STATE = 8;
const PIPE_IS_CONNECTED = 3;
