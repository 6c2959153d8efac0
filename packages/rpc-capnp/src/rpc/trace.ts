// trace.ts: a message in readable form, as tcpdump does for packets.
import type { ListReader, MessageReader, PointerReader, StructReader } from "@teleop/capnp/wire";
import {
  CallFlag,
  DescriptorTag,
  DisembargoTag,
  ExceptionType,
  FinishFlag,
  MessageTag,
  nameIn,
  PathOp,
  ResolveTag,
  ReturnFlag,
  ReturnTag,
  SendResultsTo,
  TargetTag,
} from "./tags.ts";

export interface TraceEvent {
  readonly direction: "sent" | "received";
  /** One line, as `call q3 → import 0 @0x1234.2 params 24 bytes [senderHosted 5]`. For people; it may change. */
  readonly text: string;
}

/** Of a list whose length the peer chose. */
const mostShown = 64;

/** Describes a message. One that is malformed is described as such. Ids are the sender's. */
export function describeMessage(message: MessageReader): string {
  try {
    return describe(message.root().struct());
  } catch (error) {
    return `malformed message: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function describe(message: StructReader | undefined): string {
  const body = message?.struct(0);
  const id = body?.uint32(0) ?? 0;
  const tag = message?.uint16(0) ?? 0;
  switch (tag) {
    case MessageTag.unimplemented:
      return `unimplemented (${describe(body)})`;
    case MessageTag.abort:
      return `abort ${exception(body)}`;
    case MessageTag.bootstrap:
      return `bootstrap q${id}`;
    case MessageTag.call: {
      const interfaceId = (body?.uint64(8) ?? 0n).toString(16);
      const method = `@0x${interfaceId}.${body?.uint16(4) ?? 0}`;
      return `call q${id} → ${target(body?.struct(0))} ${method} params ${payload(body?.struct(1))}${callNotes(body)}`;
    }
    case MessageTag.return:
      return describeReturn(id, body);
    case MessageTag.finish: {
      const flags = body?.uint8(4) ?? 0;
      return `finish q${id}${(flags & FinishFlag.keepResultCaps) === 0 ? " releasing results" : ""}`;
    }
    case MessageTag.resolve: {
      const isBroken = body?.uint16(4) === ResolveTag.exception;
      const to = isBroken ? exception(body.struct(0)) : descriptor(body?.struct(0));
      return `resolve export ${id} → ${to}`;
    }
    case MessageTag.release:
      return `release import ${id} × ${body?.uint32(4) ?? 0}`;
    case MessageTag.disembargo: {
      const context = nameIn(DisembargoTag, body?.uint16(4) ?? 0) ?? "unknown";
      return `disembargo ${context} ${id} → ${target(body?.struct(0))}`;
    }
    default:
      return nameIn(MessageTag, tag) ?? `message of an unknown kind, ${tag}`;
  }
}

function callNotes(body: StructReader | undefined): string {
  const flags = body?.uint8(16) ?? 0;
  let notes = "";
  switch (body?.uint16(6)) {
    case SendResultsTo.yourself:
      notes += " results stay there";
      break;
    case SendResultsTo.thirdParty:
      notes += " results to a third party";
      break;
  }
  if ((flags & CallFlag.noPromisePipelining) !== 0) notes += " not pipelined";
  if ((flags & CallFlag.onlyPromisePipeline) !== 0) notes += " only pipelined";
  return notes;
}

function describeReturn(id: number, body: StructReader | undefined): string {
  const flags = body?.uint8(4) ?? 0;
  const areParamsReleased = (flags & ReturnFlag.keepParamCaps) === 0;
  const notes = `${areParamsReleased ? " releasing params" : ""}${(flags & ReturnFlag.noFinishNeeded) !== 0 ? " no finish needed" : ""}`;
  switch (body?.uint16(6)) {
    case ReturnTag.exception:
      return `return a${id} ${exception(body.struct(0))}${notes}`;
    case ReturnTag.canceled:
      return `return a${id} canceled${notes}`;
    case ReturnTag.resultsSentElsewhere:
      return `return a${id} results sent elsewhere${notes}`;
    case ReturnTag.takeFromOtherQuestion:
      return `return a${id} from q${body.uint32(8)}${notes}`;
    case ReturnTag.awaitFromThirdParty:
      return `return a${id} from a third party${notes}`;
    default:
      return `return a${id} results ${payload(body?.struct(0))}${notes}`;
  }
}

function exception(body: StructReader | undefined): string {
  const type = nameIn(ExceptionType, body?.uint16(4) ?? 0) ?? "unknown";
  return `${type} ${JSON.stringify(body?.text(0) ?? "")}`;
}

function target(body: StructReader | undefined): string {
  return body?.uint16(4) === TargetTag.promisedAnswer
    ? promisedAnswer(body.struct(0))
    : `import ${body?.uint32(0) ?? 0}`;
}

function promisedAnswer(body: StructReader | undefined): string {
  return `q${body?.uint32(0) ?? 0}${path(body?.list(0))}`;
}

function path(ops: ListReader | undefined): string {
  const count = ops?.length ?? 0;
  let text = "";
  for (let i = 0; i < Math.min(count, mostShown); i++) {
    const op = ops?.struct(i);
    if (op?.uint16(0) === PathOp.getPointerField) text += `.${op.uint16(2)}`;
  }
  return count > mostShown ? `${text}…` : text;
}

function payload(body: StructReader | undefined): string {
  const table = body?.list(1);
  const count = table?.length ?? 0;
  const capabilities: string[] = [];
  for (let i = 0; i < Math.min(count, mostShown); i++) capabilities.push(descriptor(table?.struct(i)));
  if (count > mostShown) capabilities.push(`${count - mostShown} more`);
  const names = capabilities.length === 0 ? "" : ` [${capabilities.join(", ")}]`;
  return `${contentOf(body?.pointer(0))}${names}`;
}

function contentOf(content: PointerReader | undefined): string {
  const kind = content?.kind() ?? "null";
  if (kind !== "struct") return kind;
  const struct = content?.struct();
  return `struct of ${struct?.dataBytes ?? 0} bytes and ${struct?.pointerCount ?? 0} pointers`;
}

function descriptor(body: StructReader | undefined): string {
  const id = body?.uint32(4) ?? 0;
  switch (body?.uint16(0)) {
    case DescriptorTag.senderHosted:
      return `senderHosted ${id}`;
    case DescriptorTag.senderPromise:
      return `senderPromise ${id}`;
    case DescriptorTag.receiverHosted:
      return `receiverHosted ${id}`;
    case DescriptorTag.receiverAnswer:
      return `receiverAnswer ${promisedAnswer(body.struct(0))}`;
    case DescriptorTag.thirdPartyHosted:
      return `thirdPartyHosted, vine ${body.struct(0)?.uint32(0) ?? 0}`;
    default:
      return "none";
  }
}
