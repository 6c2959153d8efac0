// pipeline-client.ts: a capability in results that the peer has not sent yet: an answer of the peer's, and a path.
//
// rpc.capnp `PromisedAnswer`. It never leads anywhere else; the promise around it does.
import type { BuilderSegment, MessageBuilder } from "@teleop/capnp/wire";
import type { QuestionId } from "./ids.ts";
import type { Link } from "./link.ts";
import { writePromisedAnswer } from "./messages.ts";
import { RemoteClient } from "./remote-client.ts";
import { DescriptorTag, TargetTag } from "./tags.ts";

/** The question that a pipelined capability belongs to: the peer keeps its answer until nobody holds it. */
export interface HeldQuestion {
  readonly id: QuestionId;
  /** The peer was sent something that names what will be in the results. */
  isAddressed: boolean;
  hold(): void;
  letGo(): void;
}

export class PipelineClient extends RemoteClient {
  readonly #question: HeldQuestion;
  readonly #path: readonly number[];

  constructor(link: Link, question: HeldQuestion, path: readonly number[]) {
    super(link);
    this.#question = question;
    this.#path = [...path];
    question.hold();
  }

  override writeTarget(message: MessageBuilder, segment: BuilderSegment, at: number): void {
    this.#question.isAddressed = true;
    segment.view.setUint16(at + 4, TargetTag.promisedAnswer, true);
    writePromisedAnswer(message, segment, at + 8, this.#question.id, this.#path);
  }

  override writeDescriptor(message: MessageBuilder, segment: BuilderSegment, at: number): RemoteClient {
    this.#question.isAddressed = true;
    segment.view.setUint16(at, DescriptorTag.receiverAnswer, true);
    writePromisedAnswer(message, segment, at + 8, this.#question.id, this.#path);
    return this;
  }

  protected override destroy(): undefined {
    this.#question.letGo();
  }
}
