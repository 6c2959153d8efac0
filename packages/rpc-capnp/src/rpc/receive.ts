// receive.ts: takes a message apart, and gives it to the table that it is for.
//
// What a peer may not do throws a ProtocolError, which ends the connection with a message that names the rule.
import { copyPointer, MessageReader, type ReaderSegment, StructCursor } from "@teleop/capnp/wire";
import { Answer } from "./answer.ts";
import type { ClientHook } from "./client-hook.ts";
import { answerGone } from "./descriptors.ts";
import { ProtocolError, RpcError, toRpcError } from "./exception.ts";
import type { AnswerId, EmbargoId, ExportId, ImportId, QuestionId } from "./ids.ts";
import type { Link } from "./link.ts";
import { readException, writeRefusal, writeUnimplemented } from "./messages.ts";
import { noSegment, Payload } from "./payload.ts";
import type { InterfaceId } from "./seam.ts";
import {
  CallFlag,
  DescriptorTag,
  DisembargoTag,
  FinishFlag,
  MessageTag,
  ResolveTag,
  ReturnFlag,
  ReturnTag,
  SendResultsTo,
  TargetTag,
} from "./tags.ts";

/** What the peer sent before it ended the connection. */
export class PeerAbort extends Error {
  override readonly name = "PeerAbort";
  readonly error: RpcError;

  constructor(error: RpcError) {
    super(error.message);
    this.error = error;
  }
}

export class Receiver {
  readonly #link: Link;
  /** Gives a new reference to what the peer may bootstrap from. Throws if there is nothing. */
  readonly #bootstrap: () => ClientHook;
  // Used again for each message; nothing that could receive another message runs while they are in use.
  readonly #message = new StructCursor();
  readonly #body = new StructCursor();
  readonly #part = new StructCursor();
  #interfaceId: InterfaceId = { low: 0, high: 0 };

  constructor(link: Link, bootstrap: () => ClientHook) {
    this.#link = link;
    this.#bootstrap = bootstrap;
  }

  /** @throws ProtocolError, WireError when the message breaks a rule; PeerAbort when the peer ends the connection. */
  receive(message: MessageReader): void {
    const [first] = message.segments;
    if (first === undefined || first.start + 8 > first.end)
      throw new ProtocolError("peer sent an empty message");
    message.enterStruct(this.#message, first, first.start, message.limits.nesting);
    const { segment, depth } = this.#message;
    const at = this.#message.pointerAt(0);
    const tag = this.#message.uint16(0);
    switch (tag) {
      case MessageTag.call:
        this.#enter(message, segment, at, depth);
        this.#call(message);
        break;
      case MessageTag.return:
        this.#enter(message, segment, at, depth);
        this.#return(message);
        break;
      case MessageTag.finish:
        this.#enter(message, segment, at, depth);
        this.#finish();
        break;
      case MessageTag.release:
        this.#enter(message, segment, at, depth);
        this.#link.exports.release(this.#body.uint32(0) as ExportId, this.#body.uint32(4));
        break;
      case MessageTag.bootstrap:
        this.#enter(message, segment, at, depth);
        this.#boot(this.#body.uint32(0) as AnswerId);
        break;
      case MessageTag.resolve:
        this.#enter(message, segment, at, depth);
        this.#resolve(message);
        break;
      case MessageTag.disembargo:
        this.#enter(message, segment, at, depth);
        this.#disembargo(message);
        break;
      case MessageTag.unimplemented:
        this.#enter(message, segment, at, depth);
        this.#unimplemented(message);
        break;
      case MessageTag.abort:
        throw new PeerAbort(readException(at < 0 ? undefined : message.structAt(segment, at, depth)));
      default:
        // Levels 2 to 4, and whatever comes after them.
        this.#sendUnimplemented(message);
        break;
    }
  }

  #enter(message: MessageReader, segment: ReaderSegment, at: number, depth: number): void {
    enter(message, this.#body, segment, at, depth);
  }

  #boot(id: AnswerId): void {
    this.#mustBeFree(id);
    const why = this.#whyNot(0);
    if (why !== undefined) {
      this.#refuse(id, why, plain);
      return;
    }
    const answer = new Answer(this.#link, id, { low: 0, high: 0 }, 0, undefined, plain);
    this.#link.answers.add(answer);
    try {
      const client = this.#bootstrap();
      answer.returnBuilt((draft) => {
        const { segment, at } = draft.content;
        draft.message.setCapability(segment, at, draft.addClient(client));
      });
      answer.over();
    } catch (error) {
      answer.failed(toRpcError(error));
    }
  }

  #call(message: MessageReader): void {
    const body = this.#body;
    const id = body.uint32(0) as AnswerId;
    const methodId = body.uint16(4);
    const sendResultsTo = body.uint16(6);
    const interfaceId = this.#interface(body.uint32(8), body.uint32(12));
    const flags = body.uint8(16);
    this.#mustBeFree(id);
    if (sendResultsTo !== SendResultsTo.caller && sendResultsTo !== SendResultsTo.yourself) {
      this.#sendUnimplemented(message);
      return;
    }
    const params = body.pointerAt(1);
    const target = this.#target(message, body.pointerAt(0));
    let payload: Payload;
    try {
      payload = this.#payload(message, body.segment, params, body.depth);
    } catch (error) {
      target.release();
      throw error;
    }
    const isOnlyPipeline = (flags & CallFlag.onlyPromisePipeline) !== 0;
    const toCaller = isOnlyPipeline ? onlyPipeline : plain;
    const options = sendResultsTo === SendResultsTo.yourself ? redirected : toCaller;
    const why = this.#whyNot(payload.byteLength);
    if (why !== undefined) {
      target.release();
      payload[Symbol.dispose]();
      this.#refuse(id, why, options);
      return;
    }
    const answer = new Answer(this.#link, id, interfaceId, methodId, payload, options);
    this.#link.answers.add(answer);
    if (this.#link.gate.isOpen) {
      answer.start(target);
      target.release();
    } else {
      answer.startLater(target);
    }
    // What is still to be served may take its time.
    payload.detach();
  }

  /** Why no call of so many bytes can be taken on; undefined if it can. */
  #whyNot(bytes: number): string | undefined {
    const { answers, limits, share } = this.#link;
    if (answers.size >= limits.answers)
      return `the vat serves ${limits.answers} calls of this connection, the most it does at once`;
    if (!share.hasRoom(bytes)) return "the vat has no memory left for more calls (budgetBytes)";
    return undefined;
  }

  /** Does not take on a call. Nothing of it stays: a peer that finishes no calls must not fill our memory. */
  #refuse(id: AnswerId, why: string, { isRedirected, isOnlyPipeline }: AnswerOptions): void {
    const { outbox } = this.#link;
    if (isRedirected) {
      throw new ProtocolError(`peer passed on a question, ${id}, that cannot be answered: ${why}`);
    }
    if (isOnlyPipeline) return;
    const message = outbox.begin();
    writeRefusal(message, id, new RpcError("overloaded", why));
    outbox.commitReturn(message);
  }

  #return(message: MessageReader): void {
    const body = this.#body;
    const flags = body.uint8(4);
    const tag = body.uint16(6);
    const other = body.uint32(8) as AnswerId;
    const question = this.#link.questions.returned(body.uint32(0) as QuestionId);
    if (question === undefined) return;
    const { isFinished, isTail } = question;
    const { segment, depth } = body;
    const at = body.pointerAt(0);
    const exports = question.received(
      (flags & ReturnFlag.keepParamCaps) === 0,
      (flags & ReturnFlag.noFinishNeeded) === 0,
    );
    // What was canceled needs no results. Capabilities in them the peer releases itself, as our Finish says.
    if (isFinished) {
      // Nor does what was passed back to us for it.
      if (tag === ReturnTag.takeFromOtherQuestion) this.#link.answers.take(other, question);
    } else {
      if (isTail !== (tag === ReturnTag.resultsSentElsewhere)) {
        throw new ProtocolError(
          isTail
            ? `peer returned tail call ${question.id} with results that were to stay there`
            : `peer kept the results of question ${question.id}, which was no tail call`,
        );
      }
      switch (tag) {
        case ReturnTag.results:
          question.complete(this.#payload(message, segment, at, depth));
          break;
        case ReturnTag.exception:
          question.fail(readException(at < 0 ? undefined : message.structAt(segment, at, depth)));
          break;
        case ReturnTag.resultsSentElsewhere:
          break;
        case ReturnTag.takeFromOtherQuestion:
          this.#link.answers.take(other, question);
          break;
        case ReturnTag.canceled:
          throw new ProtocolError(
            `peer returned question ${question.id} as canceled, which we did not cancel`,
          );
        default:
          throw new ProtocolError(
            `peer returned question ${question.id} in a way that we did not allow, ${tag}`,
          );
      }
    }
    this.#link.exports.releaseEach(exports);
  }

  #finish(): void {
    const areResultCapsReleased = (this.#body.uint8(4) & FinishFlag.keepResultCaps) === 0;
    this.#link.answers.finish(this.#body.uint32(0) as AnswerId, areResultCapsReleased);
  }

  #resolve(message: MessageReader): void {
    const body = this.#body;
    const importId = body.uint32(0) as ImportId;
    const tag = body.uint16(4);
    const at = body.pointerAt(0);
    const struct = at < 0 ? undefined : message.structAt(body.segment, at, body.depth);
    if (tag === ResolveTag.exception) {
      this.#link.imports.break(importId, readException(struct));
      return;
    }
    if (tag !== ResolveTag.cap)
      throw new ProtocolError(`peer resolved import ${importId} to something of an unknown kind, ${tag}`);
    if (struct === undefined || struct.uint16(0) === DescriptorTag.none) {
      throw new ProtocolError(`peer resolved import ${importId} to no capability`);
    }
    const { client, isReflected } = this.#link.descriptors.read(struct);
    this.#link.imports.resolve(importId, client, isReflected);
  }

  #disembargo(message: MessageReader): void {
    const body = this.#body;
    const id = body.uint32(0);
    const tag = body.uint16(4);
    switch (tag) {
      case DisembargoTag.senderLoopback: {
        const target = this.#target(message, body.pointerAt(0));
        this.#behindCalls(() => this.#link.embargoes.reflect(target, id));
        break;
      }
      case DisembargoTag.receiverLoopback:
        this.#behindCalls(() => this.#link.embargoes.lift(id as EmbargoId));
        break;
      default:
        this.#sendUnimplemented(message);
        break;
    }
  }

  /** A disembargo says that calls have been delivered: it must not overtake those that are held. */
  #behindCalls(handle: () => void): void {
    const { gate } = this.#link;
    if (gate.isOpen) {
      handle();
      return;
    }
    gate.hold(() => {
      try {
        handle();
      } catch (error) {
        this.#link.abort(error);
      }
    });
  }

  /** Something that we sent came back. */
  #unimplemented(message: MessageReader): void {
    const { segment, depth } = this.#body;
    const tag = this.#body.uint16(0);
    const at = this.#body.pointerAt(0);
    const part = this.#part;
    enter(message, part, segment, at, depth);
    switch (tag) {
      case MessageTag.call:
      case MessageTag.bootstrap:
        this.#link.questions.unimplemented(part.uint32(0) as QuestionId);
        break;
      case MessageTag.resolve:
        this.#releaseResolution(message);
        break;
      case MessageTag.disembargo:
        // A peer that reflects no disembargo reflects no calls either.
        if (part.uint16(4) === DisembargoTag.senderLoopback)
          this.#link.embargoes.lift(part.uint32(0) as EmbargoId);
        return;
      case MessageTag.return:
      case MessageTag.finish:
      case MessageTag.release:
        // Some peers say so of a Return for a call that was canceled, or a tail call. Nothing hangs on it here.
        return;
      default:
        throw new ProtocolError(
          `peer sent back as unimplemented a message of kind ${tag}, which we do not send`,
        );
    }
  }

  /** The peer made nothing of our Resolve: what it led to was not received. rpc.capnp `Message.unimplemented`. */
  #releaseResolution(message: MessageReader): void {
    const part = this.#part;
    const at = part.pointerAt(0);
    if (part.uint16(4) !== ResolveTag.cap || at < 0) return;
    const descriptor = message.structAt(part.segment, at, part.depth);
    const tag = descriptor?.uint16(0);
    if (tag === DescriptorTag.senderHosted || tag === DescriptorTag.senderPromise) {
      this.#link.exports.release((descriptor?.uint32(4) ?? 0) as ExportId, 1);
    }
  }

  #sendUnimplemented(message: MessageReader): void {
    const { outbox } = this.#link;
    const answer = outbox.begin();
    // Each word once: a message whose pointers overlap would come back as a much larger one.
    const limits = { ...message.limits, traversalWords: message.byteLength / 8 };
    const once = new MessageReader(message.segments, limits);
    try {
      copyPointer(once.root(), answer, answer.firstSegment, writeUnimplemented(answer));
    } catch (error) {
      outbox.rollback(answer);
      throw error;
    }
    outbox.commit(answer);
  }

  #mustBeFree(id: AnswerId): void {
    if (this.#link.answers.has(id))
      throw new ProtocolError(`peer asked question ${id} while that id was in use`);
  }

  /** What a `MessageTarget` of the body addresses. A new reference. */
  #target(message: MessageReader, at: number): ClientHook {
    const { segment, depth } = this.#body;
    const part = this.#part;
    enter(message, part, segment, at, depth);
    const tag = part.uint16(4);
    if (tag === TargetTag.importedCap) {
      const id = part.uint32(0) as ExportId;
      const entry = this.#link.exports.get(id);
      if (entry === undefined)
        throw new ProtocolError(`peer sent a message to export ${id}, which it does not hold`);
      return entry.client.addReference();
    }
    if (tag !== TargetTag.promisedAnswer) {
      throw new ProtocolError(`peer sent a message to a target of an unknown kind, ${tag}`);
    }
    const answerAt = part.pointerAt(0);
    const answer = answerAt < 0 ? undefined : message.structAt(part.segment, answerAt, part.depth);
    const path = this.#link.descriptors.readPath(answer?.list(0));
    return this.#link.answers.pipelineClient((answer?.uint32(0) ?? 0) as AnswerId, path) ?? answerGone();
  }

  #payload(message: MessageReader, segment: ReaderSegment, at: number, depth: number): Payload {
    const part = this.#part;
    enter(message, part, segment, at, depth);
    const content = part.pointerAt(0);
    const contentSegment = content < 0 ? noSegment : part.segment;
    const contentAt = Math.max(content, 0);
    const contentDepth = part.depth;
    const { clients, reflected } = this.#link.descriptors.readTable(
      message,
      part.segment,
      part.pointerAt(1),
      part.depth,
    );
    return new Payload(
      message,
      contentSegment,
      contentAt,
      contentDepth,
      clients,
      this.#link.references,
      reflected,
    );
  }

  /** Most calls on a connection are to one interface: its id need not be made anew for each. */
  #interface(low: number, high: number): InterfaceId {
    if (this.#interfaceId.low !== low || this.#interfaceId.high !== high) this.#interfaceId = { low, high };
    return this.#interfaceId;
  }
}

/** Where a call's results go. */
interface AnswerOptions {
  readonly isRedirected: boolean;
  readonly isOnlyPipeline: boolean;
}

const plain: AnswerOptions = Object.freeze({ isRedirected: false, isOnlyPipeline: false });
const onlyPipeline: AnswerOptions = Object.freeze({ isRedirected: false, isOnlyPipeline: true });
const redirected: AnswerOptions = Object.freeze({ isRedirected: true, isOnlyPipeline: false });

function enter(
  message: MessageReader,
  cursor: StructCursor,
  segment: ReaderSegment,
  at: number,
  depth: number,
): void {
  if (at < 0) cursor.point(segment, segment.start, 0, 0, depth);
  else message.enterStruct(cursor, segment, at, depth);
}
