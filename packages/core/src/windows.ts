// windows.ts: the entry `@teleop/core/windows`: what attachers and transports for Windows need of it, and nobody loads
// elsewhere.
export {
  attachEventName,
  EVENT_MODIFY_STATE,
  type FoundEvent,
  openAttachEvent,
  parseAttachEventName,
  whyNotOwned,
} from "./attach-event.ts";
export {
  windowsMainThreadMs,
  windowsProcessFacts,
  windowsWorkingDirectory,
} from "./process-facts-windows.ts";
export { makePrivateDirectory, makePrivateFile, whyNotPrivateDirectory } from "./windows-directory.ts";
export { endAsByConsole } from "./windows-end.ts";
export { WINDOWS_ERRORS, WindowsError, windowsErrorName } from "./windows-error.ts";
export {
  fromWide,
  isNoHandle,
  type OwnedHandle,
  openWindowsLibrary,
  ownHandle,
  type WindowsLibrary,
  type WindowsLibraryName,
  wide,
} from "./windows-library.ts";
export {
  makePathPrivate,
  openPath,
  type PrivateOptions,
  privateAttributes,
  readPathSecurity,
  readSecurity,
  type SecurityAttributes,
} from "./windows-objects.ts";
export { type ProcessPaths, readProcessPaths } from "./windows-process-memory.ts";
export { listWindowsProcesses, processImage, type WindowsProcess } from "./windows-processes.ts";
export {
  type AccessEntry,
  encodeSecurity,
  MAY_DELETE_CHILDREN,
  MAY_WRITE,
  parseSecurity,
  type Security,
  whyNotPrivate,
} from "./windows-security.ts";
export { ADMINISTRATORS_SID, encodeSid, parseSid, type Sid, SYSTEM_SID } from "./windows-sid.ts";
export {
  OWN_PROCESS,
  openProcessToken,
  ownPeer,
  ownSid,
  processPeer,
  processSid,
  type TokenPeer,
  tokenPeer,
  tokenSid,
  whyNotAdmitted,
} from "./windows-token.ts";
export { onSignaled, type WaitOptions } from "./windows-waits.ts";
