// rpc-literal.ts: RPC messages as literals, for tests that speak for one side by hand.
//
// It knows rpc.capnp from a table of its own, and shares nothing with the engine but the bare wire format. A literal
// leaves out what has its default value; a decoded message does too.
import {
  MessageBuilder as Builder,
  type BuilderSegment,
  defaultMessageLimits,
  FrameParser,
  type MessageBuilder,
  type PointerReader,
  type StructReader,
} from "@teleop/capnp/wire";

/** A struct as an object: its fields by name, and of a union the member that is set. */
export interface Literal {
  readonly [field: string]: Value;
}
export type Value = number | bigint | boolean | string | null | Uint8Array | Literal | readonly Literal[];

type Field =
  /** An `id` is shown also when it is 0. */
  | { readonly kind: "u16" | "u32" | "u64" | "id"; readonly at: number }
  | { readonly kind: "bool"; readonly at: number; readonly default?: boolean }
  | { readonly kind: "void" }
  | { readonly kind: "text" | "data" | "content"; readonly at: number }
  | { readonly kind: "struct" | "list"; readonly at: number; readonly of: string }
  | { readonly kind: "group"; readonly of: string };

interface Layout {
  readonly words: number;
  readonly pointers: number;
  readonly fields: Readonly<Record<string, Field>>;
  /** The tag's offset, and the members by number. */
  readonly union?: { readonly at: number; readonly members: readonly (readonly [string, Field])[] };
}

const nothing: Field = { kind: "void" };
const u32 = (at: number): Field => ({ kind: "u32", at });
const id = (at: number): Field => ({ kind: "id", at });
const struct = (at: number, of: string): Field => ({ kind: "struct", at, of });

// From `capnp compile -ocapnp rpc.capnp`: offsets of data are in bytes (of booleans in bits), of pointers by index.
const layouts: Readonly<Record<string, Layout>> = {
  Message: {
    words: 1,
    pointers: 1,
    fields: {},
    union: {
      at: 0,
      members: [
        ["unimplemented", struct(0, "Message")],
        ["abort", struct(0, "Exception")],
        ["call", struct(0, "Call")],
        ["return", struct(0, "Return")],
        ["finish", struct(0, "Finish")],
        ["resolve", struct(0, "Resolve")],
        ["release", struct(0, "Release")],
        ["obsoleteSave", nothing],
        ["bootstrap", struct(0, "Bootstrap")],
        ["obsoleteDelete", nothing],
        ["provide", struct(0, "Provide")],
        ["accept", struct(0, "Accept")],
        ["join", struct(0, "Join")],
        ["disembargo", struct(0, "Disembargo")],
        ["thirdPartyAnswer", struct(0, "ThirdPartyAnswer")],
      ],
    },
  },
  Bootstrap: { words: 1, pointers: 1, fields: { questionId: id(0) } },
  Call: {
    words: 3,
    pointers: 3,
    fields: {
      questionId: id(0),
      target: struct(0, "MessageTarget"),
      interfaceId: { kind: "u64", at: 8 },
      methodId: { kind: "u16", at: 4 },
      allowThirdPartyTailCall: { kind: "bool", at: 128 },
      noPromisePipelining: { kind: "bool", at: 129 },
      onlyPromisePipeline: { kind: "bool", at: 130 },
      params: struct(1, "Payload"),
      sendResultsTo: { kind: "group", of: "SendResultsTo" },
    },
  },
  SendResultsTo: {
    words: 0,
    pointers: 0,
    fields: {},
    union: {
      at: 6,
      members: [
        ["caller", nothing],
        ["yourself", nothing],
        ["thirdParty", nothing],
      ],
    },
  },
  Return: {
    words: 2,
    pointers: 1,
    fields: {
      answerId: id(0),
      releaseParamCaps: { kind: "bool", at: 32, default: true },
      noFinishNeeded: { kind: "bool", at: 33 },
    },
    union: {
      at: 6,
      members: [
        ["results", struct(0, "Payload")],
        ["exception", struct(0, "Exception")],
        ["canceled", nothing],
        ["resultsSentElsewhere", nothing],
        ["takeFromOtherQuestion", u32(8)],
        ["awaitFromThirdParty", nothing],
      ],
    },
  },
  Finish: {
    words: 1,
    pointers: 0,
    fields: {
      questionId: id(0),
      releaseResultCaps: { kind: "bool", at: 32, default: true },
      requireEarlyCancellationWorkaround: { kind: "bool", at: 33, default: true },
    },
  },
  Resolve: {
    words: 1,
    pointers: 1,
    fields: { promiseId: id(0) },
    union: {
      at: 4,
      members: [
        ["cap", struct(0, "CapDescriptor")],
        ["exception", struct(0, "Exception")],
      ],
    },
  },
  Release: { words: 1, pointers: 0, fields: { id: id(0), referenceCount: id(4) } },
  Disembargo: {
    words: 1,
    pointers: 2,
    fields: { target: struct(0, "MessageTarget"), context: { kind: "group", of: "DisembargoContext" } },
  },
  DisembargoContext: {
    words: 0,
    pointers: 0,
    fields: {},
    union: {
      at: 4,
      members: [
        ["senderLoopback", u32(0)],
        ["receiverLoopback", u32(0)],
        ["accept", { kind: "data", at: 1 }],
      ],
    },
  },
  Provide: { words: 1, pointers: 2, fields: { questionId: id(0), target: struct(0, "MessageTarget") } },
  Accept: { words: 1, pointers: 2, fields: { questionId: id(0), embargo: { kind: "data", at: 1 } } },
  ThirdPartyAnswer: { words: 1, pointers: 1, fields: { answerId: id(0) } },
  Join: { words: 1, pointers: 2, fields: { questionId: id(0), target: struct(0, "MessageTarget") } },
  MessageTarget: {
    words: 1,
    pointers: 1,
    fields: {},
    union: {
      at: 4,
      members: [
        ["importedCap", u32(0)],
        ["promisedAnswer", struct(0, "PromisedAnswer")],
      ],
    },
  },
  Payload: {
    words: 0,
    pointers: 2,
    fields: { content: { kind: "content", at: 0 }, capTable: { kind: "list", at: 1, of: "CapDescriptor" } },
  },
  CapDescriptor: {
    words: 1,
    pointers: 1,
    fields: {},
    union: {
      at: 0,
      members: [
        ["none", nothing],
        ["senderHosted", u32(4)],
        ["senderPromise", u32(4)],
        ["receiverHosted", u32(4)],
        ["receiverAnswer", struct(0, "PromisedAnswer")],
        ["thirdPartyHosted", struct(0, "ThirdPartyCapDescriptor")],
      ],
    },
  },
  PromisedAnswer: {
    words: 1,
    pointers: 1,
    fields: { questionId: id(0), transform: { kind: "list", at: 0, of: "Op" } },
  },
  Op: {
    words: 1,
    pointers: 0,
    fields: {},
    union: {
      at: 0,
      members: [
        ["noop", nothing],
        ["getPointerField", { kind: "u16", at: 2 }],
      ],
    },
  },
  ThirdPartyCapDescriptor: { words: 1, pointers: 1, fields: { vineId: id(0) } },
  Exception: {
    words: 1,
    pointers: 3,
    fields: {
      reason: { kind: "text", at: 0 },
      type: { kind: "u16", at: 4 },
      trace: { kind: "text", at: 1 },
      details: { kind: "list", at: 2, of: "Detail" },
    },
  },
  Detail: {
    words: 1,
    pointers: 1,
    fields: { detailId: { kind: "u64", at: 0 }, data: { kind: "data", at: 0 } },
  },
  /** What vat.ts puts in params and results. */
  Content: {
    words: 1,
    pointers: 4,
    fields: { number: u32(0), text: { kind: "text", at: 0 } },
  },
};

/** The frame of a message. */
export function encode(message: Literal): Uint8Array {
  const builder = new Builder(defaultMessageLimits);
  const { segment, at } = builder.root;
  encodeStruct(builder, segment, at, "Message", message);
  return Buffer.concat(builder.finish());
}

/** The messages in a stream of frames. */
export function decode(bytes: Uint8Array): Literal[] {
  const messages: Literal[] = [];
  const parser = new FrameParser(defaultMessageLimits, (message) => {
    messages.push(decodeStruct(message.root().struct(), "Message"));
  });
  parser.push(bytes);
  if (parser.pendingBytes > 0) throw new Error("the stream ends in the middle of a message");
  return messages;
}

/** The number of a kind of message: that of the union's member. */
export function tagOf(kind: string): number {
  const tag = layoutOf("Message").union?.members.findIndex(([name]) => name === kind) ?? -1;
  if (tag < 0) throw new Error(`no message is called ${kind}`);
  return tag;
}

function layoutOf(name: string): Layout {
  const layout = layouts[name];
  if (layout === undefined) throw new Error(`no layout for ${name}`);
  return layout;
}

function encodeStruct(
  builder: MessageBuilder,
  segment: BuilderSegment,
  at: number,
  name: string,
  literal: Literal,
): void {
  const { words, pointers } = layoutOf(name);
  const target = builder.initStruct(segment, at, words, pointers);
  encodeFields(builder, target, builder.offset, words, name, literal);
}

function encodeFields(
  builder: MessageBuilder,
  segment: BuilderSegment,
  start: number,
  words: number,
  name: string,
  literal: Literal,
): void {
  const layout = layoutOf(name);
  for (const [key, value] of Object.entries(literal)) {
    const member = layout.union?.members.findIndex(([memberName]) => memberName === key) ?? -1;
    const field = layout.fields[key] ?? layout.union?.members[member]?.[1];
    if (field === undefined) throw new Error(`${name} has no field ${key}`);
    if (member >= 0) segment.view.setUint16(start + (layout.union?.at ?? 0), member, true);
    encodeField(builder, segment, start, words, field, value);
  }
}

function encodeField(
  builder: MessageBuilder,
  segment: BuilderSegment,
  start: number,
  words: number,
  field: Field,
  value: Value,
): void {
  const { view } = segment;
  switch (field.kind) {
    case "void":
      return;
    case "u16":
      view.setUint16(start + field.at, Number(value), true);
      return;
    case "u32":
    case "id":
      view.setUint32(start + field.at, Number(value), true);
      return;
    case "u64":
      view.setBigUint64(start + field.at, BigInt(value as bigint), true);
      return;
    case "bool": {
      const byte = start + (field.at >> 3);
      const bit = 1 << (field.at & 7);
      const isSet = value !== (field.default ?? false);
      view.setUint8(byte, isSet ? view.getUint8(byte) | bit : view.getUint8(byte) & ~bit);
      return;
    }
    case "group":
      encodeFields(builder, segment, start, words, field.of, value as Literal);
      return;
  }
  const at = start + words * 8 + field.at * 8;
  switch (field.kind) {
    case "text":
      builder.setText(segment, at, value as string);
      return;
    case "data":
      builder.setData(segment, at, value as Uint8Array);
      return;
    case "struct":
      encodeStruct(builder, segment, at, field.of, value as Literal);
      return;
    case "list": {
      const items = value as readonly Literal[];
      const layout = layoutOf(field.of);
      const target = builder.initStructList(segment, at, items.length, layout.words, layout.pointers);
      let item = builder.offset;
      for (const literal of items) {
        encodeFields(builder, target, item, layout.words, field.of, literal);
        item += (layout.words + layout.pointers) * 8;
      }
      return;
    }
    case "content":
      encodeContent(builder, segment, at, value as Literal);
  }
}

/** `{ pointer: 0 }` is a capability pointer; anything else a struct as vat.ts writes it. */
function encodeContent(builder: MessageBuilder, segment: BuilderSegment, at: number, literal: Literal): void {
  if (literal.pointer !== undefined) {
    builder.setCapability(segment, at, Number(literal.pointer));
    return;
  }
  const { capability, other, ...fields } = literal;
  const target = builder.initStruct(segment, at, 1, 4);
  const start = builder.offset;
  encodeFields(builder, target, start, 1, "Content", fields);
  if (capability !== undefined) builder.setCapability(target, start + 16, Number(capability));
  if (other !== undefined) builder.setCapability(target, start + 24, Number(other));
}

function decodeStruct(reader: StructReader | undefined, name: string): Literal {
  const layout = layoutOf(name);
  const literal: Record<string, Value> = {};
  if (reader === undefined) return literal;
  for (const [key, field] of Object.entries(layout.fields)) {
    const value = decodeField(reader, field);
    if (value !== undefined) literal[key] = value;
  }
  if (layout.union !== undefined) {
    const tag = reader.uint16(layout.union.at);
    const [key, field] = layout.union.members[tag] ?? [`unknown${tag}`, nothing];
    literal[key] = decodeField(reader, field) ?? zeroOf(field);
  }
  return literal;
}

/** A member of a union is named also when its value is the default. */
function zeroOf(field: Field): Value {
  switch (field.kind) {
    case "void":
      return null;
    case "text":
      return "";
    case "data":
      return new Uint8Array(0);
    case "list":
      return [];
    case "struct":
    case "group":
    case "content":
      return {};
    case "bool":
      return false;
    case "u64":
      return 0n;
    default:
      return 0;
  }
}

function decodeField(reader: StructReader, field: Field): Value | undefined {
  switch (field.kind) {
    case "void":
      return undefined;
    case "u16":
      return reader.uint16(field.at) || undefined;
    case "u32":
      return reader.uint32(field.at) || undefined;
    case "id":
      return reader.uint32(field.at);
    case "u64":
      return reader.uint64(field.at) || undefined;
    case "bool": {
      const value = reader.bit(field.at) !== (field.default ?? false);
      return value === (field.default ?? false) ? undefined : value;
    }
    case "text":
      return reader.text(field.at);
    case "data":
      return reader.data(field.at);
    case "group": {
      const group = decodeStruct(reader, field.of);
      return Object.keys(group)[0] === "caller" ? undefined : group;
    }
    case "struct":
      return reader.isNull(field.at) ? undefined : decodeStruct(reader.struct(field.at), field.of);
    case "list": {
      const list = reader.list(field.at);
      if (list === undefined) return undefined;
      return Array.from({ length: list.length }, (_, i) => decodeStruct(list.struct(i), field.of));
    }
    case "content":
      return decodeContent(reader.pointer(field.at));
  }
}

function decodeContent(pointer: PointerReader | undefined): Literal | undefined {
  switch (pointer?.kind()) {
    case "capability":
      return { pointer: pointer.capability() };
    case "struct": {
      const struct = pointer.struct();
      const literal: Record<string, Value> = { ...decodeStruct(struct, "Content") };
      if (struct?.isNull(1) === false) literal.capability = struct.capability(1);
      if (struct?.isNull(2) === false) literal.other = struct.capability(2);
      return literal;
    }
    default:
      return undefined;
  }
}
