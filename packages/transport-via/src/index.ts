// index.ts: the entry `@teleop/transport-via`: to attach to processes of other machines and containers.
export { type ViaOptions, type ViaTransport, via } from "./via.ts";
export { quoted, wordsOf } from "./words.ts";
