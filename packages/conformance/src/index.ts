export { type AttachConformance, attachConformance } from "./attach.ts";
export { type AttachPlugins, runAttachTarget } from "./attach-target.ts";
export { type AttacherConformance, attacherConformance, type Decoy } from "./attacher.ts";
export { AttacherProcess, type Directories, makeDirectories } from "./attacher-process.ts";
export { runAttacherTarget, type TargetCommand, type TargetReport } from "./attacher-target.ts";
export { type TransportConformance, transportConformance } from "./transport.ts";
export { runTransportTarget, type TransportTargetMode } from "./transport-target.ts";
