// index.ts: the entry `@teleop/core`, for applications: what arms, attaches and serves, its errors and events, and the
// interfaces. Authors of attachers, transports and protocols have all they need in `@teleop/core/plugin`.
export type { ConnectOptions } from "./attach-attempt.ts";
export type {
  Armed,
  ArmedSign,
  ArmedSignOptions,
  ArmOptions,
  Attacher,
  AttachSignal,
} from "./attacher.ts";
export { chunks } from "./chunks.ts";
export { connect } from "./connect.ts";
export type { Connection, ConnectionHandler, Peer } from "./connection.ts";
export { NotListeningError, TeleopError, type TeleopErrorCode, type TeleopErrorOptions } from "./errors.ts";
export type { EventSink, TeleopEvent, ThrowingCall, UntimedEvent } from "./events.ts";
export type { CleanupSignal } from "./exit-cleanup.ts";
export { type Attachment, type AttachmentOptions, listen } from "./listen.ts";
export { type OpenSessionOptions, openSession } from "./open-session.ts";
export type { AbortOptions } from "./options.ts";
export type { Protocol, ProtocolLoader, ProtocolSource, Session } from "./protocol.ts";
export type { Rendezvous } from "./rendezvous.ts";
export { type ServeOptions, type Service, serve } from "./serve.ts";
export type { ElsewhereOptions, Listener, ListenOptions, Transport } from "./transport.ts";
export { type Activity, type Explanation, type Watched, watchProcess } from "./unresponsive.ts";
