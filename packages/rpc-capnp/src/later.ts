// later.ts: the entry `@teleop/rpc-capnp/later`: what a program needs of Cap'n Proto RPC before somebody attaches. The
// engine, the stubs and what reads and writes messages are loaded when they are needed.
export { ValueError } from "@teleop/capnp/early";
export type { FailedMethod } from "./rpc/connection-options.ts";
export { ProtocolError, RpcError, type RpcErrorType } from "./rpc/exception.ts";
export type { RpcLimits } from "./rpc/limits.ts";
export { type CapnpLaterOptions, type CapnpLoader, capnpLater } from "./teleop/capnp-later.ts";
export { Echo } from "./teleop/echo-later.ts";
export type { CapnpOptions } from "./teleop/protocol.ts";
export {
  type InterfaceLoader,
  type OfferedServices,
  offer,
  requireServices,
  type ServiceFactory,
  type Services,
  type ServicesLoader,
  type ServicesModule,
  servicesOf,
} from "./teleop/services.ts";
export type { CapnpSession } from "./teleop/session.ts";
