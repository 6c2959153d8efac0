// trace.test.ts: what the trace says of every kind of message.
import { expect, test } from "bun:test";
import type { Literal } from "./rpc-literal.ts";
import { WirePeer } from "./wire-peer.ts";

const interfaceId = 0x9abcdef012345678n;
const promisedAnswer = {
  questionId: 3,
  transform: [{ getPointerField: 1 }, { noop: null }, { getPointerField: 2 }],
};
const everyDescriptor = [
  { none: null },
  { senderHosted: 1 },
  { senderPromise: 2 },
  { receiverHosted: 3 },
  { receiverAnswer: promisedAnswer },
  { thirdPartyHosted: { vineId: 6 } },
];

const cases: readonly (readonly [string, Literal])[] = [
  ["bootstrap q7", { bootstrap: { questionId: 7 } }],
  [
    "call q1 → import 4 @0x9abcdef012345678.2 params null",
    { call: { questionId: 1, target: { importedCap: 4 }, interfaceId, methodId: 2, params: {} } },
  ],
  [
    "call q1 → q3.1.2 @0x9abcdef012345678.2 params struct of 8 bytes and 4 pointers [none, senderHosted 1, senderPromise 2, receiverHosted 3, receiverAnswer q3.1.2, thirdPartyHosted, vine 6] results stay there not pipelined",
    {
      call: {
        questionId: 1,
        target: { promisedAnswer },
        interfaceId,
        methodId: 2,
        params: { content: { number: 5 }, capTable: everyDescriptor },
        sendResultsTo: { yourself: null },
        noPromisePipelining: true,
      },
    },
  ],
  [
    "call q1 → import 0 @0x9abcdef012345678.0 params null results to a third party only pipelined",
    {
      call: {
        questionId: 1,
        target: { importedCap: 0 },
        interfaceId,
        methodId: 0,
        sendResultsTo: { thirdParty: null },
        onlyPromisePipeline: true,
      },
    },
  ],
  [
    "return a1 results struct of 8 bytes and 4 pointers releasing params",
    { return: { answerId: 1, results: { content: {} } } },
  ],
  [
    "return a1 results struct of 8 bytes and 4 pointers no finish needed",
    { return: { answerId: 1, releaseParamCaps: false, noFinishNeeded: true, results: { content: {} } } },
  ],
  [
    'return a1 unimplemented "no" releasing params',
    { return: { answerId: 1, exception: { reason: "no", type: 3 } } },
  ],
  ["return a1 canceled releasing params", { return: { answerId: 1, canceled: null } }],
  [
    "return a1 results sent elsewhere releasing params",
    { return: { answerId: 1, resultsSentElsewhere: null } },
  ],
  ["return a1 from q9 releasing params", { return: { answerId: 1, takeFromOtherQuestion: 9 } }],
  ["return a1 from a third party releasing params", { return: { answerId: 1, awaitFromThirdParty: null } }],
  ["finish q2 releasing results", { finish: { questionId: 2 } }],
  ["finish q2", { finish: { questionId: 2, releaseResultCaps: false } }],
  ["resolve export 5 → senderHosted 6", { resolve: { promiseId: 5, cap: { senderHosted: 6 } } }],
  [
    'resolve export 5 → overloaded "broken"',
    { resolve: { promiseId: 5, exception: { reason: "broken", type: 1 } } },
  ],
  ["release import 5 × 2", { release: { id: 5, referenceCount: 2 } }],
  [
    "disembargo senderLoopback 77 → import 1",
    { disembargo: { target: { importedCap: 1 }, context: { senderLoopback: 77 } } },
  ],
  [
    "disembargo receiverLoopback 77 → import 1",
    { disembargo: { target: { importedCap: 1 }, context: { receiverLoopback: 77 } } },
  ],
  [
    "disembargo accept 0 → import 1",
    { disembargo: { target: { importedCap: 1 }, context: { accept: new Uint8Array(1) } } },
  ],
  ['abort disconnected "enough"', { abort: { reason: "enough", type: 2 } }],
  ["unimplemented (finish q2 releasing results)", { unimplemented: { finish: { questionId: 2 } } }],
  ["provide", { provide: { questionId: 1, target: { importedCap: 0 } } }],
  ["accept", { accept: { questionId: 1 } }],
  ["join", { join: { questionId: 1, target: { importedCap: 0 } } }],
  ["thirdPartyAnswer", { thirdPartyAnswer: { answerId: 1 } }],
  ["obsoleteSave", { obsoleteSave: null }],
  ["obsoleteDelete", { obsoleteDelete: null }],
];

test.each(cases)("%s", async (text, message) => {
  const received: string[] = [];
  const trace = (event: { readonly direction: string; readonly text: string }): void => {
    if (event.direction === "received") received.push(event.text);
  };
  await using peer = new WirePeer({ trace });
  await peer.send(message);
  expect(received).toEqual([text]);
});
