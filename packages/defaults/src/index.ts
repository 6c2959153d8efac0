// index.ts: what an application needs to be teleoperable, and to teleoperate.
export {
  NotListeningError,
  type Peer,
  TeleopError,
  type TeleopErrorCode,
  type TeleopEvent,
} from "@teleop/core";
export {
  type CapnpSession,
  Echo,
  ProtocolError,
  RpcError,
  type RpcErrorType,
  type RpcLimits,
  type ServiceFactory,
  type Services,
  type ServicesLoader,
  type ServicesModule,
  ValueError,
} from "@teleop/rpc-capnp/later";
export { type AttachOptions, attach, type Target } from "./attach.ts";
export { defaultAttacher, defaultTransport } from "./defaults.ts";
export { type TeleoperateOptions, type Teleoperation, teleoperate } from "./teleoperate.ts";
