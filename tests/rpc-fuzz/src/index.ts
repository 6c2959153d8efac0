// index.ts: what a fuzz run needs: the run itself, what it runs on, and the parts of a source of one's own.
export { explainSeed, type FuzzSource, fuzz } from "./fuzz.ts";
export { Line, longTurns, ticks, turn } from "./line.ts";
export { describeReceive, mutatedSession, type Receive } from "./mutate.ts";
export { randomChains } from "./random-chains.ts";
export { randomPeers } from "./random-peers.ts";
