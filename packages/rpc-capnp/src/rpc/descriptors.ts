// descriptors.ts: a capability in a payload becomes a descriptor on the wire, and a descriptor becomes a capability.
//
// rpc.capnp `CapDescriptor`. Whose a capability is turns around on the way: what we host, the peer imports.
import type {
  BuilderSegment,
  ListReader,
  MessageBuilder,
  MessageReader,
  ReaderSegment,
  StructReader,
} from "@teleop/capnp/wire";
import { BrokenClient, nullClient } from "./broken-client.ts";
import { type ClientHook, releaseAll } from "./client-hook.ts";
import { ProtocolError, RpcError } from "./exception.ts";
import type { AnswerId, ExportId, ImportId } from "./ids.ts";
import type { Link } from "./link.ts";
import { DescriptorTag, PathOp } from "./tags.ts";

/** What became of one capability when it was described. */
export interface Described {
  /** What the peer addresses by the descriptor. Borrowed. */
  readonly described: ClientHook;
  /** The reference that the peer now holds, if it holds one more. */
  readonly exportId: ExportId | undefined;
  /** The export must be broken right after the message. */
  readonly isBroken: boolean;
}

/** What became of a capability table that was written. */
export interface WrittenTable {
  /** One for each reference that the peer now holds. */
  readonly exports: readonly ExportId[];
  /** Exports to break right after the message. */
  readonly broken: readonly ExportId[];
  /** What the peer addresses by each descriptor. Borrowed from the clients that were written. */
  readonly described: readonly ClientHook[];
}

/** A capability table that was read. The references are the reader's. */
export interface ReceivedTable {
  readonly clients: ClientHook[];
  /**
   * Indexes of those that the peer took for ours. Where one of them leads back to the peer nevertheless, because it
   * was a promise of ours that has resolved in the meantime, the peer goes on reflecting calls through us.
   */
  readonly reflected: ReadonlySet<number>;
}

const noTable: ReceivedTable = { clients: [], reflected: new Set<number>() };

export class Descriptors {
  readonly #link: Link;

  constructor(link: Link) {
    this.#link = link;
  }

  /**
   * Writes a payload's capability table, to which the pointer at (`segment`, `at`) will lead.
   *
   * @throws RpcError, WireError when a limit is exceeded; no reference was given to the peer then.
   */
  writeTable(
    message: MessageBuilder,
    segment: BuilderSegment,
    at: number,
    clients: readonly ClientHook[],
  ): WrittenTable {
    const exports: ExportId[] = [];
    const broken: ExportId[] = [];
    const described: ClientHook[] = [];
    try {
      const table = message.initStructList(segment, at, clients.length, 1, 1);
      let descriptor = message.offset;
      for (const client of clients) {
        const written = this.write(message, table, descriptor, client);
        described.push(written.described);
        if (written.exportId !== undefined) exports.push(written.exportId);
        if (written.exportId !== undefined && written.isBroken) broken.push(written.exportId);
        descriptor += 16;
      }
    } catch (error) {
      this.#link.exports.releaseEach(exports);
      throw error;
    }
    return { exports, broken, described };
  }

  /** Writes one descriptor at (`segment`, `at`). @throws as `writeTable`. */
  write(message: MessageBuilder, segment: BuilderSegment, at: number, client: ClientHook): Described {
    const innermost = client.innermost();
    const peers = innermost.onLink(this.#link);
    if (peers !== undefined) {
      const described = peers.writeDescriptor(message, segment, at);
      return { described, exportId: undefined, isBroken: false };
    }
    if (innermost.brokenBy?.isNull === true) {
      return { described: innermost, exportId: undefined, isBroken: false };
    }
    const { id, isPromise } = this.#link.exports.add(innermost);
    segment.view.setUint16(at, isPromise ? DescriptorTag.senderPromise : DescriptorTag.senderHosted, true);
    segment.view.setUint32(at + 4, id, true);
    return { described: innermost, exportId: id, isBroken: innermost.brokenBy !== undefined };
  }

  /** Reads the capability table that the pointer at (`segment`, `at`) leads to; `at` is -1 where there is none. */
  readTable(message: MessageReader, segment: ReaderSegment, at: number, depth: number): ReceivedTable {
    const list = at < 0 ? undefined : message.listAt(segment, at, depth);
    return list === undefined || list.length === 0 ? noTable : this.#readList(list);
  }

  #readList(list: ListReader): ReceivedTable {
    const { limits } = this.#link;
    // Descriptors can take no bytes at all, so their number says nothing about the size of the message.
    if (list.length > limits.imports + limits.exports) {
      throw new ProtocolError(
        `peer sent a table of ${list.length} capabilities; a connection holds at most ${limits.imports + limits.exports}, by limits.imports and limits.exports`,
      );
    }
    const clients: ClientHook[] = [];
    const reflected = new Set<number>();
    try {
      for (let i = 0; i < list.length; i++) {
        const { client, isReflected } = this.read(list.struct(i));
        clients.push(client);
        if (isReflected) reflected.add(i);
      }
    } catch (error) {
      releaseAll(clients);
      throw error;
    }
    return { clients, reflected };
  }

  /** Reads one descriptor. The reference is the reader's. */
  read(descriptor: StructReader): { readonly client: ClientHook; readonly isReflected: boolean } {
    const tag = descriptor.uint16(0);
    const id = descriptor.uint32(4);
    switch (tag) {
      case DescriptorTag.none:
        return { client: nullClient(), isReflected: false };
      case DescriptorTag.senderHosted:
        return { client: this.#link.imports.receive(id as ImportId, false), isReflected: false };
      case DescriptorTag.senderPromise:
        return { client: this.#link.imports.receive(id as ImportId, true), isReflected: false };
      case DescriptorTag.receiverHosted: {
        const entry = this.#link.exports.get(id as ExportId);
        if (entry === undefined) {
          throw new ProtocolError(`peer sent back export ${id}, which it does not hold`);
        }
        return { client: entry.client.addReference(), isReflected: true };
      }
      case DescriptorTag.receiverAnswer:
        return { client: this.#readAnswer(descriptor.struct(0)), isReflected: true };
      case DescriptorTag.thirdPartyHosted: {
        // We cannot connect to a third party; calls by way of the peer reach it too.
        const vine = descriptor.struct(0)?.uint32(0) ?? 0;
        return { client: this.#link.imports.receive(vine as ImportId, false), isReflected: false };
      }
      default:
        throw new ProtocolError(`peer sent a capability descriptor of an unknown kind, ${tag}`);
    }
  }

  #readAnswer(answer: StructReader | undefined): ClientHook {
    const answerId = (answer?.uint32(0) ?? 0) as AnswerId;
    const path = this.readPath(answer?.list(0));
    return this.#link.answers.pipelineClient(answerId, path) ?? answerGone();
  }

  /** `PromisedAnswer.transform` */
  readPath(ops: ListReader | undefined): readonly number[] {
    if (ops === undefined) return [];
    if (ops.length > this.#link.limits.nesting) {
      throw new ProtocolError(
        `peer sent a path of ${ops.length} fields; messages nest at most ${this.#link.limits.nesting} deep`,
      );
    }
    const path: number[] = [];
    for (let i = 0; i < ops.length; i++) {
      const op = ops.struct(i);
      const tag = op.uint16(0);
      if (tag === PathOp.getPointerField) path.push(op.uint16(2));
      else if (tag !== PathOp.noop)
        throw new ProtocolError(`peer sent a path with an operation of an unknown kind, ${tag}`);
    }
    return path;
  }
}

/** Calls may be on their way to an answer that we have forgotten because it held no capability. */
export function answerGone(): BrokenClient {
  return new BrokenClient(
    new RpcError("failed", "pipelined call on a call that returned no capabilities, or was finished already"),
  );
}
