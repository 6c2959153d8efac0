// index.ts: what tests of the RPC engine are made of.
export { decode, encode, type Literal, tagOf, type Value } from "./rpc-literal.ts";
export {
  counter,
  inThisVat,
  openMemory,
  overMemory,
  overMemoryDirect,
  overProcesses,
  type Place,
  places,
  Root,
  RootObject,
  sequence,
  type TestVat,
} from "./test-vat.ts";
export { onUntold } from "./untold.ts";
export {
  type Call,
  call,
  capabilityPath,
  done,
  type Message,
  type Method,
  otherPath,
  Received,
  TestObject,
  testInterface,
  write,
} from "./vat.ts";
export { bootstrapped, callTo, field, finishOf, WirePeer, withImport } from "./wire-peer.ts";
