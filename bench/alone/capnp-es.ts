// capnp-es.ts: what it costs to give structs of capnp-es to our messages and to take them out, next to our own codecs, and
// to capnp-es alone. All ways take turns with the same values, in one process, and the medians of their batches count.
import {
  AnyPointer,
  type AnyPointerInit,
  type AnyPointerValue,
  decode,
  encode,
  List,
  pointer,
  type Struct,
  structType,
  Text,
  UInt64,
} from "@teleop/capnp";
import { capnpEs } from "@teleop/capnp/capnp-es";
import { Message } from "capnp-es";
import { Node_SourceInfo } from "capnp-es/capnp/schema";
import type { AloneOptions, Outcome } from "./outcome.ts";

interface Member {
  readonly docComment: string;
}
interface SourceInfo extends Member {
  readonly id: bigint;
  readonly members: readonly Member[];
}

/** `Node.SourceInfo` of schema.capnp, which comes with capnp-es. */
const member: Struct<Member, Partial<Member>> = structType({
  id: 0xc2ba9038898e1fa2n,
  name: "schema.capnp:Node.SourceInfo.Member",
  dataWords: 0,
  pointers: 1,
  fields: () => [["docComment", Text, 0]],
});
const sourceInfo: Struct<SourceInfo, Partial<SourceInfo>> = structType({
  id: 0xf38e1de3041357aen,
  name: "schema.capnp:Node.SourceInfo",
  dataWords: 1,
  pointers: 2,
  fields: () => [
    ["id", UInt64, 0],
    ["docComment", Text, 0],
    ["members", List(member), 1],
  ],
});
const holder: Struct<{ readonly content: AnyPointerValue }, { readonly content: AnyPointerInit }> =
  structType({
    id: 0xa4b0c1d2e3f40516n,
    name: "bench:Holder",
    dataWords: 0,
    pointers: 1,
    fields: () => [["content", AnyPointer, 0]],
  });
const sourceInfoOfCapnpEs = capnpEs(Node_SourceInfo);

/** Microseconds of one message. */
export interface WaysToSend {
  /** From a plain object, by our codecs. */
  readonly ours: number;
  /** Built by capnp-es, which makes the bytes, too. */
  readonly capnp_es: number;
  /** Built by capnp-es, and given to us. */
  readonly given: number;
  /** Of that, the giving: a struct that was built before. */
  readonly giving: number;
}
export interface WaysToReceive {
  /** As a plain object, by our codecs. */
  readonly ours: number;
  /** Read by capnp-es from the bytes, each field once. */
  readonly capnp_es: number;
  /** Taken from us as a struct of capnp-es, and read likewise. */
  readonly taken: number;
  /** Of that, the taking. */
  readonly taking: number;
}
/** By the value. */
export type CapnpEsFigures = Readonly<
  Record<string, { readonly send_us: WaysToSend; readonly receive_us: WaysToReceive }>
>;

const values: Readonly<Record<string, SourceInfo>> = {
  text: { id: 1n, docComment: "hello!", members: [] },
  structs100: {
    id: 1n,
    docComment: "hello!",
    members: Array.from({ length: 100 }, (_, i) => ({ docComment: `member ${i}` })),
  },
};

export function measureCapnpEs(rounds: number): CapnpEsFigures {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const built = build(value);
      const bytes = encode(holder, { content: built });
      const framed = new Uint8Array(built.segment.message.toArrayBuffer());
      const take = () => {
        const taken = decode(holder, bytes).content.as(sourceInfoOfCapnpEs);
        if (taken === undefined) throw new Error("a null pointer was sent");
        return taken;
      };
      const ways = {
        sendOurs: () => encode(holder, { content: pointer(sourceInfo, value) }),
        sendTheirs: () => new Uint8Array(build(value).segment.message.toArrayBuffer()),
        sendGiven: () => encode(holder, { content: build(value) }),
        sendGiving: () => encode(holder, { content: built }),
        receiveOurs: () => decode(holder, bytes).content.as(sourceInfo),
        receiveTheirs: () => read(new Message(framed, false).getRoot(Node_SourceInfo)),
        receiveTaken: () => read(take()),
        receiveTaking: take,
      };
      for (const received of [ways.receiveOurs(), ways.receiveTheirs(), ways.receiveTaken()]) {
        if (!Bun.deepEquals(received, value)) throw new Error(`${name}: it is not read as what was sent`);
      }
      const us = medians(ways, rounds);
      return [
        name,
        {
          send_us: { ours: us.sendOurs, capnp_es: us.sendTheirs, given: us.sendGiven, giving: us.sendGiving },
          receive_us: {
            ours: us.receiveOurs,
            capnp_es: us.receiveTheirs,
            taken: us.receiveTaken,
            taking: us.receiveTaking,
          },
        },
      ];
    }),
  );
}

function build(value: SourceInfo): Node_SourceInfo {
  const root = new Message().initRoot(Node_SourceInfo);
  root.id = value.id;
  root.docComment = value.docComment;
  const members = root._initMembers(value.members.length);
  for (const [i, { docComment }] of value.members.entries()) members.get(i).docComment = docComment;
  return root;
}

function read(root: Node_SourceInfo): SourceInfo {
  return {
    id: root.id,
    docComment: root.docComment,
    members: root.members.map(({ docComment }) => ({ docComment })),
  };
}

/** Microseconds of each, measured in batches that take turns. */
function medians<Name extends string>(
  ways: Readonly<Record<Name, () => unknown>>,
  rounds: number,
): Record<Name, number> {
  const all = Object.entries(ways) as [Name, () => unknown][];
  const times = all.map((): number[] => []);
  for (let round = -warmUpRounds; round < rounds; round++) {
    for (const [i, [, way]] of all.entries()) {
      const started = performance.now();
      let runs = 0;
      while (performance.now() - started < batchMs) for (let n = 0; n < 16; n++, runs++) way();
      if (round >= 0) times[i]?.push(((performance.now() - started) * 1000) / runs);
    }
  }
  const median = (each: readonly number[] = []) =>
    each.toSorted((a, b) => a - b)[each.length >> 1] ?? Number.NaN;
  return Object.fromEntries(all.map(([name], i) => [name, Number(median(times[i]).toFixed(2))])) as Record<
    Name,
    number
  >;
}

const batchMs = 10;
const warmUpRounds = 10;

export function capnpEsTable(figures: CapnpEsFigures): string {
  return Object.entries(figures)
    .flatMap(([name, { send_us, receive_us }]) =>
      [...Object.entries(send_us), ...Object.entries(receive_us)].map(
        ([way, us], i) =>
          `${`${name}, ${i < Object.keys(send_us).length ? "send" : "receive"}, ${way}`.padEnd(34)}${us.toFixed(2).padStart(10)} µs`,
      ),
    )
    .join("\n");
}

export async function run({ runs }: AloneOptions): Promise<Outcome> {
  const capnp_es = measureCapnpEs(runs);
  return { figures: { capnp_es }, text: capnpEsTable(capnp_es) };
}
