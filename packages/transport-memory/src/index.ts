export { type MemoryConnection, type MemoryPairOptions, memoryPair } from "./memory-connection.ts";
export { type MemoryTransportOptions, memoryTransport } from "./memory-transport.ts";
