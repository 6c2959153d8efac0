export { type MemoryConnection, type MemoryPairOptions, memoryPair } from "./memory-connection.ts";
