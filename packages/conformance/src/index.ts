export { type AttacherConformance, attacherConformance, type Decoy } from "./attacher.ts";
export { AttacherProcess, type Directories, makeDirectories } from "./attacher-process.ts";
export { runAttacherTarget, type TargetCommand, type TargetReport } from "./attacher-target.ts";
