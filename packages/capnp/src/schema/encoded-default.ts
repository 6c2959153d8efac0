// encoded-default.ts: the default of a field as a schema sends it: a pointer, which the type of the field explains.
import type { BuilderSegment, MessageBuilder } from "../wire/index.ts";
import type { WriteContext } from "./codec.ts";
import type { AnyPointerValue } from "./declared-types.ts";
import type { Type } from "./types.ts";

/** What a pointer that was received does when it is set in another message. */
interface Copied extends AnyPointerValue {
  copyTo(message: MessageBuilder, segment: BuilderSegment, at: number, target: WriteContext): void;
}

/** The default of a struct or a list that nobody has written out. What is read of it is what its message holds. */
export class EncodedDefault {
  readonly pointer: AnyPointerValue;

  /** @param pointer of a message that nobody changes. */
  constructor(pointer: AnyPointerValue) {
    this.pointer = pointer;
  }

  read(type: Type): unknown {
    return this.pointer.as(type);
  }

  copyTo(message: MessageBuilder, segment: BuilderSegment, at: number, context: WriteContext): void {
    (this.pointer as Copied).copyTo(message, segment, at, context);
  }
}
