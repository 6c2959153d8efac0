// pointer-reader.ts: a pointer that nobody has followed yet: whoever does says what it expects behind it.
import type { ListReader } from "./list-reader.ts";
import type { MessageReader } from "./message-reader.ts";
import type { ReaderSegment } from "./segment.ts";
import type { StructReader } from "./struct-reader.ts";

/** Where a pointer is, unread. */
export class PointerReader {
  readonly message: MessageReader;
  readonly segment: ReaderSegment;
  readonly at: number;
  readonly depth: number;

  constructor(message: MessageReader, segment: ReaderSegment, at: number, depth: number) {
    this.message = message;
    this.segment = segment;
    this.at = at;
    this.depth = depth;
  }

  kind(): "null" | "struct" | "list" | "capability" {
    return this.message.kindAt(this.segment, this.at);
  }

  struct(): StructReader | undefined {
    return this.message.structAt(this.segment, this.at, this.depth);
  }

  list(): ListReader | undefined {
    return this.message.listAt(this.segment, this.at, this.depth);
  }

  /** Index into the message's capability table; -1 for a null pointer. */
  capability(): number {
    return this.message.capabilityAt(this.segment, this.at);
  }
}
