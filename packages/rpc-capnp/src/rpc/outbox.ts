// outbox.ts: collects the messages of one turn in one buffer, and writes them at once.

import { MessageBuilder, type MessageLimits, type MessageMemory } from "@teleop/capnp/wire";
import type { Connection } from "@teleop/core";
import { TeleopError } from "@teleop/core/basics";
import type { BudgetShare } from "./budget.ts";
import { SpareMemory } from "./spare-memory.ts";

/** What the outbox tells its connection. */
export interface OutboxEvents {
  /** A message is complete, and can be looked at until this returns. Only for the trace. */
  readonly committed?: ((message: MessageBuilder) => void) | undefined;
  /** More bytes wait for the peer than the limit allows, or again at most half as many. */
  congested(isCongested: boolean): void;
  /** So much waits that the peer cannot be one that reads; or again half as much. */
  ignored(isIgnored: boolean): void;
  /** The transport has taken everything written so far. */
  flushed(): void;
  /** The transport refused bytes, and will not say `closed` for it. */
  failed(error: unknown): void;
}

export class Outbox {
  readonly #connection: Connection;
  readonly #limits: MessageLimits & { readonly queuedBytes: number };
  readonly #events: OutboxEvents;
  /** Counts what waits for the peer. */
  readonly #share: BudgetShare;
  readonly #builder: MessageBuilder;
  readonly #spareMemory = new SpareMemory();
  #isBuilding = false;
  #chunk: Chunk = newChunk(firstChunk);
  /** Where in the chunk the bytes are that are complete but not written. A message being built begins at `#end`. */
  #start = 0;
  #end = 0;
  /** The transport holds bytes of the chunk. */
  #isChunkLent = false;
  #isFlushDue = false;
  /** A microtask will look whether the turn has sent all. */
  #isTickDue = false;
  #messagesAtTick = 0;
  #ticks = 0;
  /** A chunk of what the peer sent is being handled: what is asked for in it is written when it ends. */
  #isReceiving = false;
  /** A Return has not been written. */
  #isAwaited = false;
  /** How many messages there were when the turn began, and how many there will be when the clock is looked at next. */
  #messagesAtStart = 0;
  #nextLook = 0;
  /** How long the turn collects before what it has leaves, in milliseconds. */
  #longTurnMs = firstPartMs;
  #isClosed = false;
  #isCongested = false;
  #isIgnored = false;
  #waitingBytes = 0;
  #writesUnderWay = 0;

  /** Messages and bytes sent so far. */
  messages = 0;
  bytes = 0;
  /** When the turn began that the messages are collected in, by `performance.now()`: exact enough for an age. */
  turnStart = 0;
  /** When the peer last took something that had waited for it, or the wait began, by `performance.now()`. */
  takenAt = 0;
  #isWrittenOff = false;

  constructor(
    connection: Connection,
    limits: MessageLimits & { readonly queuedBytes: number },
    events: OutboxEvents,
    share: BudgetShare,
  ) {
    this.#share = share;
    this.#connection = connection;
    this.#limits = limits;
    this.#events = events;
    this.#builder = new MessageBuilder(limits, this.#memory(), this.#spareMemory.take);
    this.rollback(this.#builder);
  }

  /** Results fail beyond twice the limit, and one of them may be as large as a message; there is room for errors, too. */
  get #mostWaiting(): number {
    return 3 * this.#limits.queuedBytes + this.#limits.messageBytes;
  }

  /** Bytes written that the transport has not taken yet, with 512 bytes for each write. */
  get waitingBytes(): number {
    return this.#waitingBytes;
  }

  get isCongested(): boolean {
    return this.#isCongested;
  }

  /** Whether the transport has taken everything. */
  get isEmpty(): boolean {
    return !this.#isFlushDue && this.#writesUnderWay === 0;
  }

  /**
   * Begins a message, which `commit` or `rollback` ends. A message that is begun while another is being built, by
   * what user's code does while it builds params, is built elsewhere and goes out first.
   */
  begin(): MessageBuilder {
    if (this.#isBuilding) return new MessageBuilder(this.#limits, undefined, this.#spareMemory.take);
    if (this.#isFull) this.#makeRoom();
    this.#isBuilding = true;
    this.#builder.restart(this.#memory());
    return this.#builder;
  }

  commit(message: MessageBuilder): void {
    this.#events.committed?.(message);
    this.messages++;
    this.bytes += message.frameBytes;
    if (message === this.#builder && message.finishInPlace()) {
      this.#isBuilding = false;
      this.#end = message.firstSegmentEnd;
    } else {
      this.#writeThrough(message);
    }
    if (!this.#isFlushDue) this.#flushSoon();
    else if (this.messages >= this.#nextLook) this.#look();
  }

  /** As `commit`, of a message that somebody waits for at the peer: a Return. */
  commitReturn(message: MessageBuilder): void {
    this.#isAwaited = true;
    this.commit(message);
  }

  /** What follows is sent because of what the peer has sent, and until `received()` in one go. */
  receiving(): void {
    this.#isReceiving = true;
  }

  /** All of a chunk has been handled. What answers it leaves now; the rest may yet be joined by what follows from it. */
  received(): void {
    this.#isReceiving = false;
    if (!this.#isFlushDue) return;
    if (this.#isAwaited) this.flush();
    else this.#tickSoon();
  }

  /** Withdraws a message, as if it had not been begun. */
  rollback(message: MessageBuilder): void {
    if (message !== this.#builder) return;
    this.#isBuilding = false;
    this.#chunk.bytes.fill(0, this.#end, message.firstSegmentEnd);
    this.#letGo();
  }

  /** Writes what is there, now. */
  flush(): void {
    this.#isFlushDue = false;
    this.#isAwaited = false;
    this.#writeChunk();
    this.#connection.flush?.();
    if (this.isEmpty && !this.#isClosed) this.#events.flushed();
  }

  /** From now on, what is sent goes nowhere. */
  close(): void {
    this.#isClosed = true;
  }

  /** The transport has dropped what waited, and will say so. */
  writeOff(): void {
    if (this.#isWrittenOff) return;
    this.#isWrittenOff = true;
    this.#share.add(-this.#waitingBytes);
  }

  /** Where the next message goes; good until another is asked for. */
  #memory(): MessageMemory {
    this.#chunk.start = this.#end;
    return this.#chunk;
  }

  /** Writes a message that is not, or not only, in the chunk, behind what is. */
  #writeThrough(message: MessageBuilder): void {
    this.#writeChunk();
    // Behind the header, a part for each segment; one alone has its header in it.
    for (const [i, part] of message.finish().entries()) {
      const taken = this.#write(part);
      const segment = message.segments[i - 1];
      if (segment?.isCopy) this.#giveBack(segment.bytes, taken);
      else if (taken !== undefined) this.#isChunkLent = true;
    }
    if (message !== this.#builder) return;
    this.#isBuilding = false;
    this.#end = message.firstSegmentEnd;
    this.#start = this.#end;
    this.#writeChunk();
    // Such a message is written in place from now on, if it may be.
    if (message.segments.some(({ id, isCopy }) => id > 0 && !isCopy)) this.#growChunk();
    this.#letGo();
  }

  /** Large segments of the last message must not stay until the next one, which may be long. */
  #letGo(): void {
    if (this.#builder.segments.length > 1) this.#builder.restart(this.#memory());
  }

  #giveBack(bytes: Uint8Array, taken: Promise<void> | undefined): void {
    if (taken === undefined) this.#spareMemory.give(bytes);
    // What a connection that has gone did not take, the garbage collector does.
    else taken.then(() => this.#spareMemory.give(bytes), nothing);
  }

  /** A message begun with less room would soon need a second segment. */
  get #isFull(): boolean {
    const { byteLength } = this.#chunk.bytes;
    return byteLength - this.#end < Math.min(leastRoom, byteLength >> 1);
  }

  #makeRoom(): void {
    this.#writeChunk();
    this.#growChunk();
  }

  /** Most connections send little at once, and there may be many of them: who sends more gets a chunk for that. */
  #growChunk(): void {
    const { byteLength } = this.#chunk.bytes;
    if (this.#end === 0 && byteLength < largestChunk) this.#chunk = newChunk(grown(byteLength));
  }

  /** Writes what is complete in the chunk, and makes room for what comes next: all of the chunk, where that is ours. */
  #writeChunk(): void {
    const { bytes } = this.#chunk;
    if (this.#end > this.#start) {
      const taken = this.#write(this.#part());
      this.#isChunkLent ||= taken !== undefined;
    }
    this.#start = this.#end;
    if (this.#isBuilding || this.#end === 0) return;
    if (this.#isChunkLent) {
      // What is left of it is still ours: a peer that reads nothing would else cost a chunk for each small message.
      if (!this.#isFull) return;
      this.#chunk = newChunk(grown(bytes.byteLength));
    } else {
      bytes.fill(0, 0, this.#end);
    }
    this.#isChunkLent = false;
    this.#start = 0;
    this.#end = 0;
  }

  /** What is complete in the chunk. Calls that are made one after the other are often of the same size: they share it. */
  #part(): Uint8Array {
    const { bytes, part } = this.#chunk;
    if (this.#start === 0 && part?.byteLength === this.#end) return part;
    const made = bytes.subarray(this.#start, this.#end);
    if (this.#start === 0) this.#chunk.part = made;
    return made;
  }

  /** Undefined: the transport took the bytes, so that their memory is ours again. Else it is when that resolves. */
  #write(bytes: Uint8Array): Promise<void> | undefined {
    if (this.#isClosed) return undefined;
    let taken: Promise<void> | undefined;
    try {
      taken = this.#connection.write(bytes);
    } catch (error) {
      this.#isClosed = true;
      // A connection that has gone says so itself, with the reason, by `closed`.
      if (!(error instanceof TeleopError && error.code === "CONNECTION_CLOSED")) this.#events.failed(error);
      return undefined;
    }
    if (taken !== undefined) this.#wait(taken, bytes.byteLength + writeOverhead);
    return taken;
  }

  /** So many bytes wait for the peer until `taken` settles. */
  #wait(taken: Promise<void>, waiting: number): void {
    if (this.#writesUnderWay++ === 0) this.takenAt = performance.now();
    this.#waitingBytes += waiting;
    this.#share.add(waiting);
    if (!this.#isCongested && this.#waitingBytes > this.#limits.queuedBytes) {
      this.#isCongested = true;
      this.#events.congested(true);
    }
    if (!this.#isIgnored && this.#waitingBytes > this.#mostWaiting) {
      this.#isIgnored = true;
      this.#events.ignored(true);
    }
    const done = (): void => {
      this.#writesUnderWay--;
      this.#waitingBytes -= waiting;
      if (!this.#isWrittenOff) this.#share.add(-waiting);
      this.takenAt = performance.now();
      if (this.#isCongested && this.#waitingBytes * 2 <= this.#limits.queuedBytes) {
        this.#isCongested = false;
        this.#events.congested(false);
      }
      if (this.#isIgnored && this.#waitingBytes * 2 <= this.#mostWaiting) {
        this.#isIgnored = false;
        this.#events.ignored(false);
      }
      if (this.isEmpty && !this.#isClosed) this.#events.flushed();
    };
    // It rejects when the connection goes, which `closed` tells too, with the reason.
    taken.then(done, done);
  }

  /**
   * Flushes when this turn sends no more. One message alone goes out in the next microtask, or at the end of what it
   * answers. Where one message follows from another, or many callers are woken at once, it waits until a round of
   * microtasks brings nothing new.
   */
  #flushSoon(): void {
    this.#isFlushDue = true;
    this.#messagesAtTick = this.messages;
    this.#ticks = 0;
    this.#beginTurn(performance.now());
    this.#longTurnMs = firstPartMs;
    this.#nextLook = this.messages + 1;
    if (!this.#isReceiving) this.#tickSoon();
  }

  #tickSoon(): void {
    if (this.#isTickDue) return;
    this.#isTickDue = true;
    queueMicrotask(this.#tick);
  }

  readonly #tick = (): void => {
    this.#isTickDue = false;
    if (!this.#isFlushDue) return;
    if (this.messages !== this.#messagesAtTick && this.#ticks < mostTicks) {
      this.#messagesAtTick = this.messages;
      this.#ticks++;
      this.#tickSoon();
    } else {
      this.flush();
    }
  };

  /**
   * What a turn that lasts has sent so far leaves at once: the peer works on it while we go on, instead of after us. In a
   * short one, waking the peer once more would take longer than that saves; and a peer that has much to work on need not be
   * given more so soon.
   */
  #look(): void {
    const now = performance.now();
    const took = now - this.turnStart;
    const since = this.messages - this.#messagesAtStart;
    if (took >= this.#longTurnMs && this.#writesUnderWay === 0) {
      this.#writeChunk();
      this.#connection.flush?.();
      this.#beginTurn(now);
      this.#longTurnMs = Math.min(2 * this.#longTurnMs, lastPartMs);
    }
    // The clock costs more than a quick message can spare.
    this.#nextLook = this.messages + (took * fewMessages < this.#longTurnMs * since ? fewMessages : 1);
  }

  #beginTurn(now: number): void {
    this.turnStart = now;
    this.#messagesAtStart = this.messages;
  }
}

interface Chunk extends MessageMemory {
  /** Where a message begins that is being built. */
  start: number;
  /** The part that was written last, of those that begin where the chunk does. */
  part: Uint8Array | undefined;
}

const firstChunk = 2 * 1024;
const chunkGrowth = 8;
const largestChunk = 64 * 1024;
/** Most of what is left free of a chunk. */
const leastRoom = 4 * 1024;
/** What a write that waits takes in a transport's queue, roughly, in bytes. */
const writeOverhead = 512;
/**
 * How long a turn collects before it writes for the first time, in milliseconds: as long as it takes to wake the peer; and
 * for how long at most, later.
 */
const firstPartMs = 0.01;
const lastPartMs = 0.08;
/** For how many quick messages the clock is looked at once. */
const fewMessages = 4;
/** Rounds of microtasks that a flush waits at most. */
const mostTicks = 16;

function nothing(): void {}

function grown(byteLength: number): number {
  return Math.min(byteLength * chunkGrowth, largestChunk);
}

function newChunk(byteLength: number): Chunk {
  const buffer = new ArrayBuffer(byteLength);
  return {
    bytes: new Uint8Array(buffer),
    view: new DataView(buffer),
    start: 0,
    limit: byteLength,
    part: undefined,
  };
}
