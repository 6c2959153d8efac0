// teleop.ts: the entry `@teleop/rpc-capnp/teleop`: Cap'n Proto RPC as a protocol for operating a process.

export { Echo } from "./teleop/echo.capnp.ts";
export { type CapnpOptions, type CapnpProtocol, capnp } from "./teleop/protocol.ts";
export {
  type InterfaceLoader,
  type OfferedServices,
  offer,
  type ServiceFactory,
  type Services,
} from "./teleop/services.ts";
export { CapnpSession, type CapnpSessionOptions } from "./teleop/session.ts";
export { Teleop } from "./teleop/teleop.capnp.ts";
