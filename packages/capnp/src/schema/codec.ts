// codec.ts: what turns values into parts of messages and back; one kind of codec for each way of being encoded.
//
// https://capnproto.org/encoding.html. Codecs are made from schemas when they are first needed, and hold no state.
import type {
  BuilderSegment,
  ListReader,
  MessageBuilder,
  MessageReader,
  ReaderSegment,
  StructReader,
} from "../wire/index.ts";
import type { CapabilityReference, CapabilityValues } from "./capability-system.ts";
import type { DefaultContent } from "./default-content.ts";

/** Where capabilities that are read come from, and what else reading has to know. */
export interface ReadContext {
  /**
   * A new reference to the capability at `index`, from 0 on, of the message's table. It is the reader's, who gives it, or
   * what takes it over, to `own`.
   */
  capability(index: number): CapabilityReference;
  /** What was read goes on to read from the payload: it must stay until what was read is disposed. */
  keep(): void;
  /** Remembers something to dispose together with what was read. */
  own(resource: Disposable): void;
  /** Whether structs become views that decode when they are looked at. */
  readonly isLazy: boolean;
  /** Where defaults that are structs or lists are told of, instead of being read; absent: they are read. */
  readonly nestedDefaults?: NestedDefault[] | undefined;
}

/** A default in what was read, and the depth at which it is. */
export interface NestedDefault {
  readonly content: DefaultContent;
  readonly depth: number;
}

/** Where capabilities that are written go, and how deep writing is. */
export interface WriteContext {
  /**
   * Adds a capability, of which it takes a reference of its own, and returns its index; -1 for a null one.
   *
   * @throws ValueError `NO_CAPABILITIES` where a message cannot hold any.
   */
  addCapability(capability: CapabilityReference): number;
  /** Structs around the place that is being written. */
  depth: number;
}

/** A field of a struct. Its offsets are its own; those of the struct are given to it. */
export interface FieldCodec {
  read(struct: StructReader, context: ReadContext): unknown;
  /**
   * What reads the field when it is asked for, where reading it at once might have no end; undefined where it does.
   * Absent: it always does.
   */
  readonly deferred?:
    | ((struct: StructReader, context: ReadContext) => (() => unknown) | undefined)
    | undefined;
  /** Whether a member of a union is set in it that the schema does not know. Absent: it never is. */
  readonly isNewer?: ((struct: StructReader) => boolean) | undefined;
  /** `start` is where the struct's data section starts. */
  write(
    value: unknown,
    message: MessageBuilder,
    segment: BuilderSegment,
    start: number,
    context: WriteContext,
  ): void;
  /** Allocates the field and returns what fills it; absent: it can only be written. `length` is that of a list or Data. */
  readonly init?:
    | ((
        length: number,
        message: MessageBuilder,
        segment: BuilderSegment,
        start: number,
        context: WriteContext,
      ) => unknown)
    | undefined;
}

/** What a pointer leads to. */
export interface PointerCodec {
  /** Reads what the pointer at `at` leads to; a null pointer too. */
  read(
    message: MessageReader,
    segment: ReaderSegment,
    at: number,
    depth: number,
    context: ReadContext,
  ): unknown;
  /** What a pointer reads as that the sender's struct does not have. `message` is the one that is read, if there is one. */
  absent(context: ReadContext, message?: MessageReader): unknown;
  /** Sets the pointer at `at`, which is null. */
  write(
    value: unknown,
    message: MessageBuilder,
    segment: BuilderSegment,
    at: number,
    context: WriteContext,
  ): void;
  /** Allocates what the pointer at `at` leads to and returns what fills it, for what can be built in place. */
  readonly init?:
    | ((
        length: number,
        message: MessageBuilder,
        segment: BuilderSegment,
        at: number,
        context: WriteContext,
      ) => unknown)
    | undefined;
}

/** The elements of a list. */
export interface ElementsCodec {
  read(list: ListReader, context: ReadContext): unknown[];
  /**
   * Allocates the list, all elements zero or null, and returns what fills it. `values` are what it will be filled with,
   * where that is known: structs that are passed on may be larger than ours.
   */
  build(
    length: number,
    message: MessageBuilder,
    segment: BuilderSegment,
    at: number,
    context: WriteContext,
    values?: readonly unknown[],
  ): ElementsBuilder;
}

/** A list being built. */
export interface ElementsBuilder {
  readonly length: number;
  /** `index` is in range. */
  set(index: number, value: unknown): void;
  /** What fills an element in place, where that can be done. */
  readonly at?: ((index: number) => object) | undefined;
}

/** Results that have not arrived, as far as the types of their fields need them. */
export interface PipelineSource {
  /** What stands for the capability that will be at `path`. It belongs to the call. */
  capability(path: readonly number[], values: CapabilityValues): object;
}
