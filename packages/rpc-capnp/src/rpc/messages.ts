// messages.ts: writes the envelopes of rpc.capnp at fixed offsets.
//
// Layouts are those that the schema compiler gives for rpc.capnp. The parts of an envelope follow each other directly,
// at the beginning of the first segment, which always has room for one.
import type { BuilderSegment, MessageBuilder, StructReader } from "@teleop/capnp/wire";
import { type ExceptionDetail, RpcError } from "./exception.ts";
import type { AnswerId, EmbargoId, ExportId, ImportId, QuestionId } from "./ids.ts";
import type { InterfaceId } from "./seam.ts";
import {
  type DisembargoTag,
  ExceptionType,
  FinishFlag,
  MessageTag,
  nameIn,
  PathOp,
  type ResolveTag,
  ReturnFlag,
  ReturnTag,
  type SendResultsTo,
} from "./tags.ts";

/** Begins a message: its root, the `Message`, and the struct in its union. Returns where that struct is. */
function begin(message: MessageBuilder, tag: MessageTag, dataWords: number, pointers: number): number {
  const { view } = message.allocate(2 + dataWords + pointers);
  const at = message.offset;
  view.setUint32(at - 4, 1 | (1 << 16), true);
  view.setUint32(at, tag, true);
  view.setUint32(at + 12, dataWords | (pointers << 16), true);
  return at + 16;
}

/** Where the parts of a `Call` are that are filled in one by one, from the start of the first segment on. */
export const CallAt = { body: 24, target: 72, content: 88, capTable: 96 } as const;

/**
 * Begins a `Call`, and returns the segment that it is in; `finishCall` fills in what is known only once the params are
 * built.
 */
export function beginCall(message: MessageBuilder): BuilderSegment {
  const at = begin(message, MessageTag.call, 3, 3);
  message.allocate(4);
  const segment = message.firstSegment;
  const { view } = segment;
  // Call.target and Call.params, both right behind the call.
  view.setUint32(at + 24, 2 << 2, true);
  view.setUint32(at + 28, 1 | (1 << 16), true);
  view.setUint32(at + 32, 3 << 2, true);
  view.setUint32(at + 36, 2 << 16, true);
  return segment;
}

export function finishCall(
  { view, start }: BuilderSegment,
  questionId: QuestionId,
  interfaceId: InterfaceId,
  methodId: number,
  sendResultsTo: SendResultsTo,
  flags: number,
): void {
  const at = start + CallAt.body;
  view.setUint32(at, questionId, true);
  view.setUint16(at + 4, methodId, true);
  view.setUint16(at + 6, sendResultsTo, true);
  view.setUint32(at + 8, interfaceId.low, true);
  view.setUint32(at + 12, interfaceId.high, true);
  view.setUint32(at + 16, flags, true);
}

/** A target or a descriptor that is a promised answer. */
export function writePromisedAnswer(
  message: MessageBuilder,
  segment: BuilderSegment,
  pointerAt: number,
  questionId: QuestionId,
  path: readonly number[],
): void {
  const answer = message.initStruct(segment, pointerAt, 1, 1);
  const at = message.offset;
  answer.view.setUint32(at, questionId, true);
  if (path.length === 0) return;
  const ops = message.initStructList(answer, at + 8, path.length, 1, 0);
  let op = message.offset;
  for (const field of path) {
    ops.view.setUint16(op, PathOp.getPointerField, true);
    ops.view.setUint16(op + 2, field, true);
    op += 8;
  }
}

export function writeBootstrap(message: MessageBuilder, questionId: QuestionId): void {
  const at = begin(message, MessageTag.bootstrap, 1, 1);
  message.firstSegment.view.setUint32(at, questionId, true);
}

/** As `CallAt`, of a `Return` with results. */
export const ResultsAt = { flags: 28, content: 48, capTable: 56 } as const;

/** Begins a `Return` with results, and returns the segment that it is in. We release params ourselves, always. */
export function beginResults(message: MessageBuilder, answerId: AnswerId): BuilderSegment {
  const at = begin(message, MessageTag.return, 2, 1);
  message.allocate(2);
  const segment = message.firstSegment;
  const { view } = segment;
  view.setUint32(at, answerId, true);
  view.setUint8(at + 4, ReturnFlag.keepParamCaps);
  view.setUint32(at + 20, 2 << 16, true);
  return segment;
}

/** The results hold no capability, so that nothing is left to finish. */
export function setNoFinishNeeded({ view, start }: BuilderSegment): void {
  view.setUint8(start + ResultsAt.flags, ReturnFlag.keepParamCaps | ReturnFlag.noFinishNeeded);
}

/** A `Return` without results: with an exception, or only a tag. */
export function writeReturn(
  message: MessageBuilder,
  answerId: AnswerId,
  tag: ReturnTag,
  otherQuestion = 0,
): { readonly segment: BuilderSegment; readonly pointerAt: number } {
  const at = begin(message, MessageTag.return, 2, 1);
  const segment = message.firstSegment;
  segment.view.setUint32(at, answerId, true);
  segment.view.setUint8(at + 4, ReturnFlag.keepParamCaps);
  segment.view.setUint16(at + 6, tag, true);
  segment.view.setUint32(at + 8, otherQuestion, true);
  return { segment, pointerAt: at + 16 };
}

/** A `Return` for a call that was not taken on: there is nothing to finish. */
export function writeRefusal(message: MessageBuilder, answerId: AnswerId, error: RpcError): void {
  const { segment, pointerAt } = writeReturn(message, answerId, ReturnTag.exception);
  segment.view.setUint8(pointerAt - 12, ReturnFlag.keepParamCaps | ReturnFlag.noFinishNeeded);
  writeException(message, segment, pointerAt, error, undefined);
}

export function writeFinish(
  message: MessageBuilder,
  questionId: QuestionId,
  releaseResultCaps: boolean,
): void {
  const at = begin(message, MessageTag.finish, 1, 0);
  const { view } = message.firstSegment;
  view.setUint32(at, questionId, true);
  const flags = FinishFlag.noEarlyCancellationWorkaround;
  view.setUint8(at + 4, releaseResultCaps ? flags : flags | FinishFlag.keepResultCaps);
}

export function writeRelease(message: MessageBuilder, importId: ImportId, referenceCount: number): void {
  const at = begin(message, MessageTag.release, 1, 0);
  const { view } = message.firstSegment;
  view.setUint32(at, importId, true);
  view.setUint32(at + 4, referenceCount, true);
}

/** A `Resolve`; where its descriptor or its exception is pointed to. */
export function writeResolve(
  message: MessageBuilder,
  exportId: ExportId,
  tag: ResolveTag,
): { readonly segment: BuilderSegment; readonly pointerAt: number } {
  const at = begin(message, MessageTag.resolve, 1, 1);
  const segment = message.firstSegment;
  segment.view.setUint32(at, exportId, true);
  segment.view.setUint16(at + 4, tag, true);
  return { segment, pointerAt: at + 8 };
}

/** A `Disembargo`; returns where its target is. */
export function writeDisembargo(
  message: MessageBuilder,
  tag: DisembargoTag,
  embargoId: EmbargoId | number,
): { readonly segment: BuilderSegment; readonly target: number } {
  const at = begin(message, MessageTag.disembargo, 1, 2);
  const segment = message.firstSegment;
  segment.view.setUint32(at, embargoId, true);
  segment.view.setUint16(at + 4, tag, true);
  const target = message.initStruct(segment, at + 8, 1, 1);
  return { segment: target, target: message.offset };
}

/** An `Abort`. */
export function writeAbort(message: MessageBuilder, error: RpcError): void {
  const pointerAt = begin(message, MessageTag.abort, 0, 0) - 8;
  writeException(message, message.firstSegment, pointerAt, error, undefined);
}

/** Begins an `Unimplemented`; where the message that is sent back is pointed to. */
export function writeUnimplemented(message: MessageBuilder): number {
  return begin(message, MessageTag.unimplemented, 0, 0) - 8;
}

const remotePrefix = "remote exception: ";
/** More than a peer means, and less than would hurt. */
const mostDetails = 64;

/** rpc.capnp `Exception`. */
export function writeException(
  message: MessageBuilder,
  segment: BuilderSegment,
  pointerAt: number,
  error: RpcError,
  trace: string | undefined,
): void {
  const exception = message.initStruct(segment, pointerAt, 1, 3);
  const at = message.offset;
  exception.view.setUint16(at + 4, ExceptionType[error.type], true);
  message.setText(exception, at + 8, withoutPrefix(error.message));
  if (trace !== undefined) message.setText(exception, at + 16, trace);
  if (error.details.length === 0) return;
  const details = message.initStructList(exception, at + 24, error.details.length, 1, 1);
  let detail = message.offset;
  for (const { id, data } of error.details) {
    details.view.setBigUint64(detail, id, true);
    message.setData(details, detail + 8, data);
    detail += 16;
  }
}

/** The error that a received exception means here. */
export function readException(exception: StructReader | undefined): RpcError {
  if (exception === undefined) return new RpcError("failed", "(no reason was given)", { remote: true });
  const reason = withoutPrefix(exception.text(0) ?? "");
  const details: ExceptionDetail[] = [];
  const list = exception.list(2);
  for (let i = 0; i < Math.min(list?.length ?? 0, mostDetails); i++) {
    const detail = list?.struct(i);
    if (detail !== undefined)
      details.push({ id: detail.uint64(0), data: detail.data(0)?.slice() ?? new Uint8Array(0) });
  }
  return new RpcError(nameIn(ExceptionType, exception.uint16(4)) ?? "failed", reason, {
    remote: true,
    trace: exception.text(1),
    details,
  });
}

/** Some implementations say of a reason that it came from elsewhere, once for each vat on the way. */
function withoutPrefix(reason: string): string {
  let rest = reason;
  while (rest.startsWith(remotePrefix)) rest = rest.slice(remotePrefix.length);
  return rest;
}
