// client.ts: the entry `@teleop/diagnostics/client`: the interfaces of the services, and what clients do with them. Streams
// and callbacks, no terminals: the command uses it, and so may a console in a browser.

export { type FollowLogsOptions, followLogs, type LogsFollowing } from "./client/follow-logs.ts";
export {
  type FollowSamplesOptions,
  followSamples,
  ratesBetween,
  type SampleRates,
} from "./client/follow-samples.ts";
export {
  type FollowStallsOptions,
  followStalls,
  followWatchdog,
  type StallSession,
} from "./client/follow-stalls.ts";
export type { FollowedSession, Following } from "./client/following.ts";
export { mapProfile, type OnUnmapped, type SourceMapOf } from "./client/map-profile.ts";
export {
  type FunctionTime,
  type ProfileStacks,
  profileStacks,
  type StackCall,
} from "./client/profile-stacks.ts";
export { type RetainedOptions, retainedSizes } from "./client/retained-sizes.ts";
export {
  type ClassChange,
  type ClassTotal,
  compareSnapshots,
  type SnapshotContents,
  snapshotContents,
} from "./client/snapshot-classes.ts";
export { readSnapshot, type SnapshotHeader, type SnapshotVisitor } from "./client/snapshot-reader.ts";
export { type ProfileTimes, profileTimes } from "./client/top-functions.ts";
export { Cpu, type Cpu_Status, type End, Profile, Profiling } from "./cpu/cpu.capnp.ts";
export type { CallFrame, CpuProfile, PositionTick, ProfileNode } from "./cpu/profile.ts";
export {
  type AttachedProcess,
  type DebuggerSession,
  debuggerOwner,
  type InspectorConnection,
  type InspectorHandler,
  type OpenDebuggerOptions,
  openDebugger,
} from "./debugger/client.ts";
export { Debugger, Inspector } from "./debugger/debugger.capnp.ts";
export { Eval, type Eval_Result } from "./eval/eval.capnp.ts";
export { Heap, Heap_Estimate, type Heap_Statistics, SnapshotReceiver } from "./heap/heap.capnp.ts";
export { Logs, type Logs_Entry, type Logs_Level } from "./logs/logs.capnp.ts";
export { Process, type Process_Descriptor, type Process_Limit } from "./process/process.capnp.ts";
export { Samples, type Samples_Sample } from "./samples/samples.capnp.ts";
export {
  type Stall,
  type Stall_Frame,
  StallWatch,
  Watchdog,
  Watchdog_Sink,
} from "./stall/stall.capnp.ts";
