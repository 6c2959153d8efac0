// files.ts: the entry `@teleop/diagnostics/files`: what clients do that have a file system.
export type { TransferProgress, WriteBytes } from "./client/incoming-file.ts";
export { NewFile, type NewFileOptions } from "./client/new-file.ts";
export {
  type ReceiveProfileOptions,
  receiveProfile,
  saveProfile,
  type TakenProfile,
  type TakeProfileOptions,
  takeProfile,
} from "./client/save-profile.ts";
export {
  receiveSnapshot,
  type SnapshotOptions,
  SnapshotRefusedError,
  type SnapshotSummary,
  saveSnapshot,
} from "./client/save-snapshot.ts";
