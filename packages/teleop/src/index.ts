// index.ts: what an application needs to be teleoperable, and to teleoperate.
export {
  NotListeningError,
  type Peer,
  TeleopError,
  type TeleopErrorCode,
  type TeleopEvent,
} from "@teleop/core";
export { ProtocolError, RpcError, type RpcErrorType, type RpcLimits } from "@teleop/rpc-capnp";
export { ValueError } from "@teleop/rpc-capnp/schema";
export { type CapnpSession, Echo, type ServiceFactory, type Services } from "@teleop/rpc-capnp/teleop";
export { type AttachOptions, attach, type Target } from "./attach.ts";
export { defaultAttacher, defaultTransport } from "./defaults.ts";
export { type TeleoperateOptions, type Teleoperation, teleoperate } from "./teleoperate.ts";
