// default-content.ts: the default of a field that is a pointer, and how much it comes to.
//
// What was not sent reads as its default, in which fields that are not set read as theirs, and so on. That may have no
// end: a default may be of the struct that it is a default in. https://capnproto.org/language.html#structs
import {
  defaultMessageLimits,
  MessageBuilder,
  MessageReader,
  type StructReader,
  WireError,
} from "../wire/index.ts";
import type { NestedDefault, PointerCodec, ReadContext } from "./codec.ts";
import { EncodedDefault } from "./encoded-default.ts";
import { NoCapabilities } from "./no-capabilities.ts";

/** A default, encoded once, and read anew each time: nobody can change what others will read. */
export class DefaultContent {
  readonly #codec: PointerCodec;
  readonly #value: unknown;
  #encoded: MessageReader | undefined;
  #content: Content | undefined;
  #extent: Extent | undefined;

  constructor(codec: PointerCodec, value: unknown) {
    this.#codec = codec;
    this.#value = value;
  }

  /** Reads it, as a field of `struct`, which does not have it: the message is charged as if it had. */
  read(struct: StructReader, context: ReadContext): unknown {
    if (typeof this.#value === "string") return this.#value;
    if (context.nestedDefaults !== undefined) {
      context.nestedDefaults.push({ content: this, depth: struct.depth });
      return undefined;
    }
    struct.message.charge(this.#measured.words);
    return this.#read(context, deepestDefault);
  }

  /**
   * What reads it when it is asked for, where it would not come to an end or not fit into a message in the place of
   * `struct`; undefined where it can be read at once.
   */
  deferred(struct: StructReader, context: ReadContext): (() => unknown) | undefined {
    if (context.isLazy || context.nestedDefaults !== undefined) return undefined;
    const { isDeferred, depth } = this.#measured;
    if (!isDeferred && depth <= struct.depth) return undefined;
    return () => this.#read(new NoCapabilities(), deepestDefault);
  }

  #read(context: ReadContext, depth: number): unknown {
    this.#encoded ??= this.#encode();
    const root = this.#encoded.root();
    return this.#codec.read(root.message, root.segment, root.at, depth, context);
  }

  #encode(): MessageReader {
    const message = new MessageBuilder(unlimited);
    const { segment, at } = message.root;
    if (!(this.#value instanceof EncodedDefault)) {
      this.#codec.write(this.#value, message, segment, at, new NoCapabilities());
      return new MessageReader(message.segments, unlimited);
    }
    this.#value.copyTo(message, segment, at, new NoCapabilities());
    // Somebody else wrote it: it is believed as far as any message.
    const root = new MessageReader(message.segments, defaultMessageLimits).root();
    this.#codec.read(root.message, root.segment, root.at, root.depth, new CollectingDefaults([]));
    return new MessageReader(message.segments, unlimited);
  }

  get #measured(): Extent {
    this.#extent ??= this.#measure();
    return this.#extent;
  }

  #measure(): Extent {
    const { words, depth, nested } = this.#contentRead;
    const extent = { words, depth, count: 1, isDeferred: this.#leadsToItself() };
    if (extent.isDeferred) return extent;
    for (const { content, depth: level } of nested) {
      const inner = content.#measured;
      if (inner.isDeferred) continue;
      extent.words += inner.words;
      extent.count += inner.count;
      extent.depth = Math.max(extent.depth, level + inner.depth);
    }
    extent.isDeferred = extent.count > mostDefaults;
    return extent;
  }

  /** Also true where it leads to so many others that nobody can tell: a generic may have ever new ones. */
  #leadsToItself(): boolean {
    const reached = new Set<DefaultContent>([this]);
    for (const content of reached) {
      for (const { content: inner } of content.#contentRead.nested) {
        if (inner === this || reached.size > mostDefaults) return true;
        reached.add(inner);
      }
    }
    return false;
  }

  get #contentRead(): Content {
    this.#content ??= this.#readContent();
    return this.#content;
  }

  /** The least depth with which it can be read is how deep it is. */
  #readContent(): Content {
    for (let depth = 1; ; depth++) {
      const nested: NestedDefault[] = [];
      try {
        this.#read(new CollectingDefaults(nested), depth);
      } catch (error) {
        if (!(error instanceof WireError) || error.code !== "LIMIT" || depth >= deepestDefault) throw error;
        continue;
      }
      const words = (this.#encoded?.byteLength ?? 0) / 8;
      // What is left of the depth where a struct is that has them, as how deep that is.
      return { words, depth, nested: nested.map((each) => ({ ...each, depth: depth - each.depth })) };
    }
  }
}

/** A default without those that are in it. */
interface Content {
  readonly words: number;
  /** Pointers that it nests. */
  readonly depth: number;
  readonly nested: readonly NestedDefault[];
}

/** A default with all that are in it, but those that are deferred. */
interface Extent {
  words: number;
  depth: number;
  /** How many defaults it is made of. */
  count: number;
  isDeferred: boolean;
}

/** A default that is made of more is read when it is asked for. */
const mostDefaults = 256;

/** Reading in which defaults are told of, instead of read. */
class CollectingDefaults extends NoCapabilities {
  override readonly nestedDefaults: NestedDefault[];

  constructor(nested: NestedDefault[]) {
    super();
    this.nestedDefaults = nested;
  }
}

/** Pointers that a default may nest: more than a message may, since nobody sends it. */
const deepestDefault = 1000;

/** A default is ours, and is read any number of times. */
const unlimited = Object.freeze({
  ...defaultMessageLimits,
  nesting: deepestDefault,
  traversalWords: Number.POSITIVE_INFINITY,
});
