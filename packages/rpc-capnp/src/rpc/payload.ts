// payload.ts: params and results with their capabilities: built for another vat or for this one, and read.
//
// rpc.capnp `Payload`. Also between two objects of one vat params and results are built and read, never shared: neither
// side can change what the other holds.

import {
  type BuilderSegment,
  copyPathsToCapabilities,
  copyPointer,
  defaultMessageLimits,
  MessageBuilder,
  type MessageLimits,
  MessageReader,
  PointerReader,
  type PointerSlot,
  type ReaderSegment,
} from "@teleop/capnp/wire";
import { TeleopError } from "@teleop/core/basics";
import { BrokenClient, nullClient } from "./broken-client.ts";
import { type ClientHook, releaseAll } from "./client-hook.ts";
import { toRpcError } from "./exception.ts";
import { Reference, type ReferenceOwner } from "./reference.ts";
import type { Capability, PayloadBuilder, PayloadReader } from "./seam.ts";

/** Nobody changes it: a payload replaces only clients that it has. */
const noClients: ClientHook[] = [];
const noReflections: ReadonlySet<number> = new Set();
/** Where a pointer that was not sent is read: a word of zeros. */
export const noSegment: ReaderSegment = (() => {
  const bytes = new Uint8Array(8);
  return { bytes, view: new DataView(bytes.buffer), start: 0, end: 8 };
})();

/** A payload being built, anywhere. It holds a reference to each capability until `release()`. */
export class PayloadDraft implements PayloadBuilder, PointerSlot {
  readonly message: MessageBuilder;
  readonly segment: BuilderSegment;
  readonly at: number;
  depth = 0;
  #clients: ClientHook[] | undefined;

  /** @param segment where the content's pointer is, with `at`. */
  constructor(message: MessageBuilder, segment: BuilderSegment, at: number) {
    this.message = message;
    this.segment = segment;
    this.at = at;
  }

  get content(): PointerSlot {
    return this;
  }

  get clients(): readonly ClientHook[] {
    return this.#clients ?? noClients;
  }

  addCapability(capability: Capability): number {
    const client = Reference.clientOf(capability).innermost();
    if (client.brokenBy?.isNull === true) return -1;
    return this.addClient(client.addReference());
  }

  /** Takes over one reference. */
  addClient(client: ClientHook): number {
    this.#clients ??= [];
    return this.#clients.push(client) - 1;
  }

  /** Hands the references over. */
  takeClients(): ClientHook[] {
    const clients = this.#clients;
    this.#clients = undefined;
    return clients ?? noClients;
  }

  release(): void {
    releaseAll(this.takeClients());
  }
}

/** A payload to be read. It owns a reference to each capability in it until it is disposed. */
export class Payload implements PayloadReader {
  /** Bytes of the message that the payload is in. */
  readonly byteLength: number;
  /** Where the content is. Let go of when the payload is disposed: an answer may stay in its table for long, a message should not. */
  #message: MessageReader | undefined;
  #segment: ReaderSegment;
  #at: number;
  readonly #depth: number;
  readonly #owner: ReferenceOwner | undefined;
  readonly #reflected: ReadonlySet<number>;
  #clients: ClientHook[] | undefined;
  #afterwards: (() => void) | undefined;

  /**
   * @param clients the capability table; their references are the payload's from now on.
   * @param reflected the indexes of those that the sender took for ours (see descriptors.ts).
   */
  constructor(
    message: MessageReader,
    segment: ReaderSegment,
    at: number,
    depth: number,
    clients: ClientHook[],
    owner?: ReferenceOwner,
    reflected: ReadonlySet<number> = noReflections,
  ) {
    this.#message = message;
    this.#segment = segment;
    this.#at = at;
    this.#depth = depth;
    this.byteLength = message.byteLength;
    this.#clients = clients;
    this.#owner = owner;
    this.#reflected = reflected;
  }

  get isDisposed(): boolean {
    return this.#clients === undefined;
  }

  /** The capability table. Borrowed. */
  get clients(): readonly ClientHook[] {
    return this.#clients ?? noClients;
  }

  get content(): PointerReader {
    return new PointerReader(this.#readable(), this.#segment, this.#at, this.#depth);
  }

  capability(index: number): Capability {
    this.#readable();
    return new Reference(this.clients[index]?.addReference() ?? nullClient(), this.#owner);
  }

  /**
   * Index of the capability at `path`, -1 where there is a null pointer.
   *
   * @throws WireError when the path does not fit the content.
   */
  indexAt(path: readonly number[]): number {
    let pointer: PointerReader | undefined = this.content;
    for (const field of path) pointer = pointer?.struct()?.pointer(field);
    return pointer?.capability() ?? -1;
  }

  /** The capability at an index that `indexAt` gave. A new reference. */
  clientAt(index: number): ClientHook {
    return this.clients[index]?.addReference() ?? nullClient();
  }

  /** The capability at a path. A new reference; a broken one where the path does not fit the content. */
  clientAtPath(path: readonly number[]): ClientHook {
    try {
      return this.clientAt(this.indexAt(path));
    } catch (error) {
      return new BrokenClient(toRpcError(error));
    }
  }

  isReflected(index: number): boolean {
    return this.#reflected.has(index);
  }

  /** Puts another client in the place of one. Takes over the reference. */
  replaceClient(index: number, client: ClientHook): void {
    const replaced = this.#clients?.[index];
    if (this.#clients === undefined || replaced === undefined) {
      client.release();
      return;
    }
    this.#clients[index] = client;
    replaced.release();
  }

  /** The same content and capabilities once more, `owner`'s now. */
  share(owner: ReferenceOwner): Payload {
    const clients = this.clients.map((client) => client.addReference());
    return new Payload(this.#readable(), this.#segment, this.#at, this.#depth, clients, owner);
  }

  /** Writes the payload into another; each capability is referenced once more. */
  copyTo(target: PayloadDraft): void {
    const { content } = this;
    for (const client of this.clients) target.addClient(client.innermost().addReference());
    const { segment, at } = target.content;
    copyPointer(content, target.message, segment, at);
  }

  /** Calls back when the payload is disposed. */
  onDispose(callback: () => void): void {
    const earlier = this.#afterwards;
    this.#afterwards =
      earlier === undefined
        ? callback
        : () => {
            earlier();
            callback();
          };
  }

  /**
   * Moves what has not been disposed into memory of its own, if it keeps much more alive than itself: the chunk of the
   * stream that it came in, of which nobody counts the rest.
   */
  detach(): void {
    const message = this.#message;
    const bytes = message?.segments[0]?.bytes.buffer.byteLength ?? 0;
    if (message === undefined || bytes <= mostAround * this.byteLength + 4096) return;
    const segments = message.segments.map(copied);
    this.#message = new MessageReader(segments, message.limits);
    const segment = this.#segment;
    const moved = segments[message.segments.indexOf(segment)];
    // The place of a null pointer is in no message.
    if (moved === undefined) return;
    this.#segment = moved;
    this.#at -= segment.start;
  }

  [Symbol.dispose](): void {
    const clients = this.#clients;
    if (clients === undefined) return;
    this.#clients = undefined;
    this.#message = undefined;
    this.#segment = noSegment;
    releaseAll(clients);
    this.#afterwards?.();
  }

  #readable(): MessageReader {
    if (this.#message === undefined)
      throw new TeleopError("DISPOSED", "a payload was read after it was disposed");
    return this.#message;
  }
}

/** Builds a payload that stays in this vat. What `build` throws passes through. */
export function buildPayload(build: (draft: PayloadDraft) => void): Payload {
  const message = new MessageBuilder(defaultMessageLimits);
  const draft = new PayloadDraft(message, message.firstSegment, message.firstSegment.start);
  try {
    build(draft);
  } catch (error) {
    draft.release();
    throw error;
  }
  return ownPayload(message.segments, message.root.at, draft.takeClients());
}

/**
 * What `draft` holds now, in memory of its own: the draft's is about to be used for something else. Of a large one only
 * what leads to capabilities, since a peer decides how long it stays.
 */
export function snapshot(draft: PayloadDraft, clients: ClientHook[]): Payload {
  if (draft.message.byteLength > largestSnapshot) {
    const { segment, at } = draft.content;
    const source = new MessageReader(draft.message.segments, ownLimits);
    const message = new MessageBuilder(defaultMessageLimits);
    copyPathsToCapabilities(new PointerReader(source, segment, at, ownLimits.nesting), message, message.root);
    return ownPayload(message.segments, message.root.at, clients);
  }
  const segments = draft.message.segments.map(copied);
  return ownPayload(segments, draft.at - draft.segment.start, clients);
}

function copied(segment: ReaderSegment): ReaderSegment {
  const bytes = segment.bytes.slice(segment.start, segment.end);
  return { bytes, view: new DataView(bytes.buffer), start: 0, end: bytes.byteLength };
}

/** Bytes of results that are kept as they are. */
const largestSnapshot = 4096;
/** How many times its own size a payload that waits may keep alive. */
const mostAround = 8;

function ownPayload(
  segments: readonly (ReaderSegment | BuilderSegment)[],
  at: number,
  clients: ClientHook[],
): Payload {
  const message = new MessageReader(segments, ownLimits);
  const [segment] = segments;
  if (segment === undefined) throw new Error("a message always has a first segment");
  return new Payload(message, segment, at, ownLimits.nesting, clients);
}

/** What we built ourselves may be read as often as we like. */
const ownLimits: MessageLimits = Object.freeze({
  ...defaultMessageLimits,
  traversalWords: Number.POSITIVE_INFINITY,
});
