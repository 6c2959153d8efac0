// shapes.ts: what objects of capnp-es look like, and the only place where they are recognised.
//
// By their shape, not by their class: this package neither imports capnp-es nor needs it to be installed, and a program
// may have several copies of it. Written for capnp-es 0.0.16.

/** Anything of capnp-es that is in a message: a struct, a list, or what an AnyPointer reads as. Reader and builder are one. */
export interface CapnpEsPointer {
  readonly segment: CapnpEsSegment;
  /** Where the pointer is in the segment, in bytes. */
  readonly byteOffset: number;
  readonly _capnp: {
    readonly depthLimit: number;
    /** Set for an element of a list of structs: `byteOffset` is where the pointer to the list is. */
    readonly compositeIndex?: number | undefined;
  };
}

export interface CapnpEsSegment {
  readonly buffer: ArrayBuffer;
  /** Bytes of the buffer that are in use. */
  readonly byteLength: number;
  readonly message: CapnpEsMessage;
}

/** A `Message` of capnp-es. */
export interface CapnpEsMessage {
  readonly _capnp: {
    readonly segments: readonly CapnpEsSegment[];
    readonly traversalLimit: number;
    /** What the message's capability pointers are indexes of. */
    readonly capTable?: readonly unknown[] | undefined;
  };
}

/** A class that capnp-es generates for a struct. */
export interface CapnpEsStructClass<S = unknown> {
  new (...location: never): S;
  readonly _capnp: {
    readonly displayName: string;
    /** Of the schema, in hexadecimal; `0` for AnyStruct. */
    readonly id: string;
    readonly size: { readonly dataByteLength: number; readonly pointerLength: number };
  };
}

/** The class `Message` of capnp-es. */
export type CapnpEsMessageClass<M = CapnpEsMessage> = new (arena: never) => M;

/** What can be given where a struct or the content of an open pointer is expected: a message stands for its root. */
export type CapnpEsObject = CapnpEsPointer | CapnpEsMessage;

// A list of capnp-es takes a property that it does not have for an index: only what is there is looked at.

export function isCapnpEsPointer(value: unknown): value is CapnpEsPointer {
  if (!("depthLimit" in partsOf(value))) return false;
  const { segment, byteOffset } = value as Partial<CapnpEsPointer>;
  return (
    typeof byteOffset === "number" &&
    segment?.buffer instanceof ArrayBuffer &&
    isCapnpEsMessage(segment.message)
  );
}

/** Not by its parts alone: JSON, of whomever, may have the same ones, and is to be refused for such a property. */
export function isCapnpEsMessage(value: unknown): value is CapnpEsMessage {
  const parts = partsOf(value);
  if (!("traversalLimit" in parts && "segments" in parts && Array.isArray(parts.segments))) return false;
  return typeof (value as { readonly allocateSegment?: unknown }).allocateSegment === "function";
}

/** What an Orphan of capnp-es has, which no pointer leads to: it must be adopted before it can be sent. */
export function isCapnpEsOrphan(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    "segment" in value &&
    "type" in partsOf(value) &&
    "byteOffset" in value
  );
}

export function isCapnpEsStructClass(value: unknown): value is CapnpEsStructClass {
  if (typeof value !== "function") return false;
  const { size } = partsOf(value) as Partial<CapnpEsStructClass["_capnp"]>;
  return typeof size === "object" && "dataByteLength" in size && "pointerLength" in size;
}

/** The inner workings that objects and classes of capnp-es have; of anything else none. */
function partsOf(value: unknown): object {
  const isObject = (typeof value === "object" && value !== null) || typeof value === "function";
  if (!isObject || !("_capnp" in value)) return none;
  return typeof value._capnp === "object" && value._capnp !== null ? value._capnp : none;
}

const none = {};
