// codecs.ts: does it pay that generated code has codecs of its own, rather than accessors of capnp-es? Writes and reads
// the same messages with both, taking turns, and prints the median time of one message. `bun run bench/codecs.ts`
import { decode, encode, List, type Struct, structType, Text, UInt64 } from "@teleop/capnp";
import { Message } from "capnp-es";
import { Node_SourceInfo } from "capnp-es/capnp/schema";

interface Member {
  readonly docComment: string;
}
interface SourceInfo extends Member {
  readonly id: bigint;
  readonly members: readonly Member[];
}

/** `Node.SourceInfo` of schema.capnp: the structs that both sides read and write, as their generators lay them out. */
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

const ours = {
  write: (value: SourceInfo): Uint8Array => encode(sourceInfo, value),
  read: (bytes: Uint8Array): SourceInfo => decode(sourceInfo, bytes),
};

const capnpEs = {
  write(value: SourceInfo): Uint8Array {
    const message = new Message();
    const root = message.initRoot(Node_SourceInfo);
    root.id = value.id;
    root.docComment = value.docComment;
    const members = root._initMembers(value.members.length);
    for (const [i, { docComment }] of value.members.entries()) members.get(i).docComment = docComment;
    return new Uint8Array(message.toArrayBuffer());
  },
  read(bytes: Uint8Array): SourceInfo {
    const root = new Message(bytes, false).getRoot(Node_SourceInfo);
    return {
      id: root.id,
      docComment: root.docComment,
      members: root.members.map(({ docComment }) => ({ docComment })),
    };
  },
};

const shapes = {
  "a text of 6 bytes": { id: 1n, docComment: "hello!", members: [] },
  "100 structs": {
    id: 1n,
    docComment: "hello!",
    members: Array.from({ length: 100 }, (_, i) => ({ docComment: `member ${i}` })),
  },
};

for (const [name, value] of Object.entries(shapes)) {
  const bytes = ours.write(value);
  for (const side of [ours, capnpEs]) {
    if (!Bun.deepEquals(side.read(bytes), value) || !Bun.deepEquals(ours.read(side.write(value)), value)) {
      throw new Error(`${name}: the two sides do not understand each other`);
    }
  }
  const [ourWrite, theirWrite] = medians(
    () => ours.write(value),
    () => capnpEs.write(value),
  );
  const [ourRead, theirRead] = medians(
    () => ours.read(bytes),
    () => capnpEs.read(bytes),
  );
  report(`write ${name}`, ourWrite, theirWrite);
  report(`read ${name}`, ourRead, theirRead);
}

/** Microseconds of each, measured in alternating batches. */
function medians(...actions: readonly (() => unknown)[]): readonly number[] {
  const times: number[][] = actions.map(() => []);
  for (let round = 0; round < 41; round++) {
    for (const [i, action] of actions.entries()) {
      const started = performance.now();
      let runs = 0;
      while (performance.now() - started < 10) for (let n = 0; n < 16; n++, runs++) action();
      // The first rounds are the compiler's.
      if (round >= 10) times[i]?.push(((performance.now() - started) * 1000) / runs);
    }
  }
  return times.map((each) => each.sort((a, b) => a - b)[each.length >> 1] ?? Number.NaN);
}

function report(what: string, mine = Number.NaN, theirs = Number.NaN): void {
  const times = `ours ${mine.toFixed(2)} µs, capnp-es ${theirs.toFixed(2)} µs`;
  console.log(`${what.padEnd(24)} ${times}, ${(theirs / mine).toFixed(1)} times as long`);
}
