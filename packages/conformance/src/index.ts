export { attachConformance } from "./attach.ts";
export { privilegedAttachConformance } from "./attach-privileged.ts";
export type { AttachConformance } from "./attach-scene.ts";
export { type AttachPlugins, runAttachTarget } from "./attach-target.ts";
export { type AttacherConformance, attacherConformance, type Decoy } from "./attacher.ts";
export { AttacherProcess, type Directories, makeDirectories } from "./attacher-process.ts";
export { runAttacherTarget, type TargetCommand, type TargetReport } from "./attacher-target.ts";
export { type TransportConformance, transportConformance } from "./transport.ts";
export { runTransportTarget, type TransportTargetMode } from "./transport-target.ts";
