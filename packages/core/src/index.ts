export type { Armed, ArmOptions, Attacher, AttachSignal } from "./attacher.ts";
export type { Connection, ConnectionHandler, Peer } from "./connection.ts";
export { NotListeningError, TeleopError, type TeleopErrorCode, type TeleopErrorOptions } from "./errors.ts";
export { type EventSink, eventSink, type TeleopEvent, type UntimedEvent } from "./events.ts";
export type { AbortOptions } from "./options.ts";
export type { Protocol, Session } from "./protocol.ts";
export type { Rendezvous } from "./rendezvous.ts";
export type { Listener, ListenOptions, Transport } from "./transport.ts";
