export { WireError, type WireErrorCode } from "@teleop/capnp/wire";
export { ByteBudget, type ByteBudgetOptions } from "./rpc/budget.ts";
export {
  brokenCapability,
  isNullCapability,
  type LocalCapabilityOptions,
  localCapability,
  nullCapability,
  promisedCapability,
} from "./rpc/capability.ts";
export type { FailedMethod } from "./rpc/connection-options.ts";
export {
  type ExceptionDetail,
  ProtocolError,
  RpcError,
  type RpcErrorOptions,
  type RpcErrorType,
} from "./rpc/exception.ts";
export { defaultRpcLimits, type RpcLimits } from "./rpc/limits.ts";
export { type ReconnectOptions, reconnecting } from "./rpc/reconnect.ts";
export type {
  Capability,
  Dispatcher,
  IncomingCall,
  InterfaceId,
  MethodName,
  OutgoingCall,
  PayloadBuilder,
  PayloadReader,
  PendingCall,
} from "./rpc/seam.ts";
export { CapabilityServerSet } from "./rpc/server-set.ts";
export type { RpcStats } from "./rpc/stats.ts";
export type { TraceEvent } from "./rpc/trace.ts";
export { RpcConnection, type RpcConnectionOptions } from "./stub/connection.ts";
export { paramsAs } from "./stub/other-struct.ts";
export { reconnectingStub } from "./stub/reconnect.ts";
export { ServerSet } from "./stub/server-set.ts";
export { interfaceOf, interfaceStub, isNull, referenceTo } from "./stub/stub.ts";
