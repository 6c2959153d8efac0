// plugin.ts: the entry `@teleop/core/plugin`, for authors of attachers, transports and protocols: all that they need,
// the interfaces and errors of `@teleop/core` and what `@teleop/core/basics` has included.
export { AcceptQueue, type AcceptQueueOptions } from "./accept-queue.ts";
export { mayHang, requireAnswer } from "./answering.ts";
export { attachFileSign } from "./armed-sign.ts";
export { type AttachFile, attachFile } from "./attach-file.ts";
export { attachFileSignal } from "./attach-file-signal.ts";
export {
  type AttachPlace,
  type AttachPlaces,
  type AttachPlacesOptions,
  openAttachPlaces,
} from "./attach-places.ts";
export {
  type ArmByWatchingOptions,
  type AttachLook,
  type AttachLookout,
  armByWatching,
  type PlacesWatch,
  type UnwatchedPlace,
  type WatchingAttacher,
  type WatchListener,
  type WatchPlaces,
} from "./attach-watch.ts";
export type {
  Armed,
  ArmedSign,
  ArmedSignOptions,
  ArmOptions,
  Attacher,
  AttachSignal,
} from "./attacher.ts";
export type { Connection, ConnectionHandler, Peer } from "./connection.ts";
export { DirectoryMarks } from "./directory-marks.ts";
export {
  brand,
  NotListeningError,
  TeleopError,
  type TeleopErrorCode,
  type TeleopErrorOptions,
} from "./errors.ts";
export {
  type EventSink,
  eventSink,
  type TeleopEvent,
  type ThrowingCall,
  type UntimedEvent,
} from "./events.ts";
export { type CleanupSignal, cleanUpAtExit, requireCleanupSignals } from "./exit-cleanup.ts";
export type { CType, Signature, Signatures } from "./ffi.ts";
export { type Functions, hasFfi } from "./foreign-library.ts";
export { type HeldDirectory, holdDirectory } from "./held-directory.ts";
export { callHook, isThenable } from "./hook.ts";
export { type IdentityObserver, observeIdentity } from "./identity.ts";
export { Later, loadPart } from "./later.ts";
export { type SweepOptions, sweepLeftovers } from "./leftovers.ts";
export { type Libc, type OpenLibcOptions, openLibc } from "./libc.ts";
export { endWithin, requireLinger } from "./linger.ts";
export { offSwitch } from "./off-switch.ts";
export { onWindows } from "./on-windows.ts";
export {
  type AbortOptions,
  after,
  requireConnection,
  requireCount,
  requireFunction,
  requireMilliseconds,
  requireOptions,
  requirePlugin,
  requireSignal,
  show,
  untilAborted,
} from "./options.ts";
export { isExhausted, outOfResources, requireDescriptor } from "./out-of-resources.ts";
export { findPrivateDirectories, parentDirectory } from "./private-directory.ts";
export {
  type EntryOwner,
  entryOwner,
  entryPrefix,
  holdEntry,
  isAbandoned,
  isEntryOf,
  parseEntry,
  pidNamespaceOf,
} from "./private-entry.ts";
export { descriptorPath, ownProc, type Proc, readUptime, statusLine, whyNoProc } from "./proc.ts";
export {
  ignoresSigquit,
  type ProcessFacts,
  processFacts,
  requireProcess,
  requireSameProcess,
  workingDirectory,
} from "./process-facts.ts";
export { innerUid, linuxParent } from "./process-facts-linux.ts";
export type { Protocol, ProtocolLoader, ProtocolSource, Session } from "./protocol.ts";
export { adviceOnRefusal } from "./refusal.ts";
export { Evaluation } from "./reload.ts";
export { attachFileName, checkRendezvous, parseFileName, type Rendezvous, socketName } from "./rendezvous.ts";
export { requireRuntime } from "./runtime.ts";
export { isMainThread } from "./seldom-needed.ts";
export { ownSocketPath, ownSocketPaths, targetSocketPath, targetSocketPaths } from "./socket-path.ts";
export { SystemCallError } from "./system-call-error.ts";
export { errnoOf, isMissing, isRefused, messageOf } from "./system-error.ts";
export { resolveInRoot, targetRoot } from "./target-root.ts";
export { tellClosed } from "./tell-closed.ts";
export {
  lastingFirst,
  ownTemporaryDirectories,
  ownTemporaryDirectory,
  requireTemporaryDirectories,
  targetTemporaryDirectories,
  targetTemporaryDirectory,
} from "./temporary-directory.ts";
export {
  type ElsewhereOptions,
  type Listener,
  type ListenOptions,
  requireListenOptions,
  type Transport,
} from "./transport.ts";
export {
  attachFileOf,
  belongs,
  type FileKind,
  isOwnedBy,
  kindOf,
  listUsers,
  type TrustedFile,
  untrusted,
  whyNotTrusted,
} from "./trust.ts";
export { Unwind } from "./unwind.ts";
export { Wakeups } from "./wakeups.ts";
export { WrappedAttachFiles } from "./wrapped-files.ts";
