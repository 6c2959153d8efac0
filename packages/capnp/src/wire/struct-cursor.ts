// struct-cursor.ts: reads one struct after the other and allocates nothing, for what reads the envelope of every message.
import type { ReaderSegment } from "./segment.ts";

/**
 * A place to stand in a struct, used again for one struct after the other: what reads the few fields of an envelope
 * allocates nothing. Fields that the sender did not write read as zero.
 */
export class StructCursor {
  segment: ReaderSegment = nowhere;
  start = 0;
  dataBytes = 0;
  pointerCount = 0;
  depth = 0;

  point(segment: ReaderSegment, start: number, dataBytes: number, pointerCount: number, depth: number): void {
    this.segment = segment;
    this.start = start;
    this.dataBytes = dataBytes;
    this.pointerCount = pointerCount;
    this.depth = depth;
  }

  uint8(offset: number): number {
    return offset < this.dataBytes ? this.segment.view.getUint8(this.start + offset) : 0;
  }
  uint16(offset: number): number {
    return offset + 2 <= this.dataBytes ? this.segment.view.getUint16(this.start + offset, true) : 0;
  }
  uint32(offset: number): number {
    return offset + 4 <= this.dataBytes ? this.segment.view.getUint32(this.start + offset, true) : 0;
  }
  /** Where pointer `index` is; -1 when the sender's struct does not have it. */
  pointerAt(index: number): number {
    return index < this.pointerCount ? this.start + this.dataBytes + index * 8 : -1;
  }
}

const noBytes = new Uint8Array(0);
const nowhere: ReaderSegment = { bytes: noBytes, view: new DataView(noBytes.buffer), start: 0, end: 0 };
