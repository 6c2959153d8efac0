// segment.ts: where the bytes of a received message are.

/** One segment of a received message: a range of bytes in a view. */
export interface ReaderSegment {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly start: number;
  readonly end: number;
}
