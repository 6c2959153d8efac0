// tags.ts: the numbers of rpc.capnp: which member of a union is set, and which bit of a flag.
//
// They are listed here once, for what is written, read and traced. Booleans whose default is true are stored inverted,
// and named here for what a set bit says.

/** The union of `Message`. */
export const MessageTag = {
  unimplemented: 0,
  abort: 1,
  call: 2,
  return: 3,
  finish: 4,
  resolve: 5,
  release: 6,
  obsoleteSave: 7,
  bootstrap: 8,
  obsoleteDelete: 9,
  provide: 10,
  accept: 11,
  join: 12,
  disembargo: 13,
  thirdPartyAnswer: 14,
} as const;
export type MessageTag = NumberIn<typeof MessageTag>;

/** The union of `Call.sendResultsTo`. */
export const SendResultsTo = { caller: 0, yourself: 1, thirdParty: 2 } as const;
export type SendResultsTo = NumberIn<typeof SendResultsTo>;

/** Bits of `Call`. */
export const CallFlag = {
  allowThirdPartyTailCall: 1,
  noPromisePipelining: 2,
  onlyPromisePipeline: 4,
} as const;

/** The union of `Return`. */
export const ReturnTag = {
  results: 0,
  exception: 1,
  canceled: 2,
  resultsSentElsewhere: 3,
  takeFromOtherQuestion: 4,
  awaitFromThirdParty: 5,
} as const;
export type ReturnTag = NumberIn<typeof ReturnTag>;

/** Bits of `Return`. The first is `releaseParamCaps`, inverted. */
export const ReturnFlag = { keepParamCaps: 1, noFinishNeeded: 2 } as const;

/** Bits of `Finish`: `releaseResultCaps` and `requireEarlyCancellationWorkaround`, both inverted. */
export const FinishFlag = { keepResultCaps: 1, noEarlyCancellationWorkaround: 2 } as const;

/** The union of `Resolve`. */
export const ResolveTag = { cap: 0, exception: 1 } as const;
export type ResolveTag = NumberIn<typeof ResolveTag>;

/** The union of `Disembargo.context`. */
export const DisembargoTag = { senderLoopback: 0, receiverLoopback: 1, accept: 2 } as const;
export type DisembargoTag = NumberIn<typeof DisembargoTag>;

/** The union of `MessageTarget`. */
export const TargetTag = { importedCap: 0, promisedAnswer: 1 } as const;

/** The union of `PromisedAnswer.Op`. */
export const PathOp = { noop: 0, getPointerField: 1 } as const;

/** The union of `CapDescriptor`. */
export const DescriptorTag = {
  none: 0,
  senderHosted: 1,
  senderPromise: 2,
  receiverHosted: 3,
  receiverAnswer: 4,
  thirdPartyHosted: 5,
} as const;

/** `Exception.Type` */
export const ExceptionType = { failed: 0, overloaded: 1, disconnected: 2, unimplemented: 3 } as const;

type NumberIn<Numbers extends Readonly<Record<string, number>>> = Numbers[keyof Numbers];

/** What rpc.capnp calls the member that has this number; undefined if it has none. */
export function nameIn<Name extends string>(
  numbers: Readonly<Record<Name, number>>,
  number: number,
): Name | undefined {
  for (const name in numbers) if (numbers[name] === number) return name;
  return undefined;
}
