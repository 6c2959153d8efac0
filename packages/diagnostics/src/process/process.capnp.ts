// Generated from process.capnp by @teleop/capnpc. Do not edit.
import * as $ from "@teleop/rpc-capnp/schema";

/**
 * What this process is, and what it uses.
 *
 * Impact: nothing. Each call takes well under a millisecond of the process.
 */
export interface Process extends $.Client {
  /** What does not change while it runs. Arguments may hold secrets; whoever may attach sees them in any list of processes. */
  info(
    params?: $.Params<Process_info_Params.Init, Process_info_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Process_Info>;
  /** What it uses at this moment. */
  usage(
    params?: $.Params<Process_usage_Params.Init, Process_usage_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Process_Usage>;
}

export declare namespace Process {
  type Init = $.CapabilityInit<Process, Server>;

  /**
   * What this process is, and what it uses.
   *
   * Impact: nothing. Each call takes well under a millisecond of the process.
   */
  interface Server {
    /** What does not change while it runs. Arguments may hold secrets; whoever may attach sees them in any list of processes. */
    info(
      params: Process_info_Params,
      ctx: $.Context<Process_Info.Init, Process_Info.Builder>,
    ): $.Returns<Process_Info.Init>;
    /** What it uses at this moment. */
    usage(
      params: Process_usage_Params,
      ctx: $.Context<Process_Usage.Init, Process_Usage.Builder>,
    ): $.Returns<Process_Usage.Init>;
  }
}

export const Process: $.Interface<Process, Process.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xe26115dbc362854en,
  name: "process.capnp:Process",
  doc: "What this process is, and what it uses.\n\nImpact: nothing. Each call takes well under a millisecond of the process.",
  methods: () => [
    [
      "info",
      Process_info_Params,
      Process_Info,
      {
        doc: "What does not change while it runs. Arguments may hold secrets; whoever may attach sees them in any list of processes.",
      },
    ],
    ["usage", Process_usage_Params, Process_Usage, { doc: "What it uses at this moment." }],
  ],
});

export interface Process_Info {
  /** In its own PID namespace. */
  readonly pid: number;
  readonly parentPid: number;
  readonly title: string;
  /** The file of the runtime. */
  readonly executable: string;
  /** The command line, the program itself first. */
  readonly arguments: readonly string[];
  /** Options of the runtime, which come before the program. */
  readonly runtimeArguments: readonly string[];
  /** Empty where it has been removed. */
  readonly workingDirectory: string;
  /** As Node.js names it: linux, darwin, …. */
  readonly platform: string;
  readonly architecture: string;
  readonly hostName: string;
  /** The runtime first, then what it is made of. */
  readonly versions: readonly Process_Version[];
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** The effective one; -1 where there is none. */
  readonly userId: bigint;
  readonly groupId: bigint;
}

export declare namespace Process_Info {
  interface Init {
    /** In its own PID namespace. */
    readonly pid?: number | undefined;
    readonly parentPid?: number | undefined;
    readonly title?: string | undefined;
    /** The file of the runtime. */
    readonly executable?: string | undefined;
    /** The command line, the program itself first. */
    readonly arguments?: readonly string[] | undefined;
    /** Options of the runtime, which come before the program. */
    readonly runtimeArguments?: readonly string[] | undefined;
    /** Empty where it has been removed. */
    readonly workingDirectory?: string | undefined;
    /** As Node.js names it: linux, darwin, …. */
    readonly platform?: string | undefined;
    readonly architecture?: string | undefined;
    readonly hostName?: string | undefined;
    /** The runtime first, then what it is made of. */
    readonly versions?: readonly Process_Version.Init[] | undefined;
    /** Milliseconds since the epoch. */
    readonly startedAt?: number | undefined;
    /** The effective one; -1 where there is none. */
    readonly userId?: bigint | undefined;
    readonly groupId?: bigint | undefined;
  }

  interface Builder {
    /** In its own PID namespace. */
    set pid(value: number);
    set parentPid(value: number);
    set title(value: string);
    /** The file of the runtime. */
    set executable(value: string);
    /** The command line, the program itself first. */
    set arguments(value: readonly string[]);
    initArguments(length: number): $.ListBuilder<string>;
    /** Options of the runtime, which come before the program. */
    set runtimeArguments(value: readonly string[]);
    initRuntimeArguments(length: number): $.ListBuilder<string>;
    /** Empty where it has been removed. */
    set workingDirectory(value: string);
    /** As Node.js names it: linux, darwin, …. */
    set platform(value: string);
    set architecture(value: string);
    set hostName(value: string);
    /** The runtime first, then what it is made of. */
    set versions(value: readonly Process_Version.Init[]);
    initVersions(length: number): $.StructListBuilder<Process_Version.Builder>;
    /** Milliseconds since the epoch. */
    set startedAt(value: number);
    /** The effective one; -1 where there is none. */
    set userId(value: bigint);
    set groupId(value: bigint);
  }
}

export const Process_Info: $.Struct<
  Process_Info,
  Process_Info.Init,
  Process_Info.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xd99ceae08794ae87n,
  name: "process.capnp:Process.Info",
  dataWords: 4,
  pointers: 9,
  fields: () => [
    ["pid", $.UInt32, 0, { doc: "In its own PID namespace." }],
    ["parentPid", $.UInt32, 1],
    ["title", $.Text, 0],
    ["executable", $.Text, 1, { doc: "The file of the runtime." }],
    ["arguments", $.List($.Text), 2, { doc: "The command line, the program itself first." }],
    [
      "runtimeArguments",
      $.List($.Text),
      3,
      { doc: "Options of the runtime, which come before the program." },
    ],
    ["workingDirectory", $.Text, 4, { doc: "Empty where it has been removed." }],
    ["platform", $.Text, 5, { doc: "As Node.js names it: linux, darwin, …." }],
    ["architecture", $.Text, 6],
    ["hostName", $.Text, 7],
    ["versions", $.List(Process_Version), 8, { doc: "The runtime first, then what it is made of." }],
    ["startedAt", $.Float64, 1, { doc: "Milliseconds since the epoch." }],
    ["userId", $.Int64, 2, { default: -1n, doc: "The effective one; -1 where there is none." }],
    ["groupId", $.Int64, 3, { default: -1n }],
  ],
});

export interface Process_Version {
  readonly name: string;
  readonly version: string;
}

export declare namespace Process_Version {
  interface Init {
    readonly name?: string | undefined;
    readonly version?: string | undefined;
  }

  interface Builder {
    set name(value: string);
    set version(value: string);
  }
}

export const Process_Version: $.Struct<
  Process_Version,
  Process_Version.Init,
  Process_Version.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xb6ea39db0dc94327n,
  name: "process.capnp:Process.Version",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["name", $.Text, 0],
    ["version", $.Text, 1],
  ],
});

export interface Process_Usage {
  /** Seconds. */
  readonly uptime: number;
  /** Bytes. What the runtime does not tell is 0. */
  readonly memory: Process_Usage_memory;
  /** Since the process began. */
  readonly cpu: Process_Usage_cpu;
}

export declare namespace Process_Usage {
  interface Init {
    /** Seconds. */
    readonly uptime?: number | undefined;
    /** Bytes. What the runtime does not tell is 0. */
    readonly memory?: Process_Usage_memory.Init | undefined;
    /** Since the process began. */
    readonly cpu?: Process_Usage_cpu.Init | undefined;
  }

  interface Builder {
    /** Seconds. */
    set uptime(value: number);
    /** Bytes. What the runtime does not tell is 0. */
    set memory(value: Process_Usage_memory.Init);
    initMemory(): Process_Usage_memory.Builder;
    /** Since the process began. */
    set cpu(value: Process_Usage_cpu.Init);
    initCpu(): Process_Usage_cpu.Builder;
  }
}

export const Process_Usage: $.Struct<
  Process_Usage,
  Process_Usage.Init,
  Process_Usage.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xbaf6d24a0871f5c3n,
  name: "process.capnp:Process.Usage",
  dataWords: 13,
  pointers: 0,
  fields: () => [
    ["uptime", $.Float64, 0, { doc: "Seconds." }],
    ["memory", Process_Usage_memory, 0, { doc: "Bytes. What the runtime does not tell is 0." }],
    ["cpu", Process_Usage_cpu, 0, { doc: "Since the process began." }],
  ],
});

/** Bytes. What the runtime does not tell is 0. */
export interface Process_Usage_memory {
  readonly resident: bigint;
  /** Of JavaScript objects. */
  readonly heapUsed: bigint;
  /** What the runtime holds for them. */
  readonly heapTotal: bigint;
  /** Outside the heap, held by objects. */
  readonly external: bigint;
  /** Of external. */
  readonly arrayBuffers: bigint;
  readonly peakResident: bigint;
}

export declare namespace Process_Usage_memory {
  /** Bytes. What the runtime does not tell is 0. */
  interface Init {
    readonly resident?: bigint | undefined;
    /** Of JavaScript objects. */
    readonly heapUsed?: bigint | undefined;
    /** What the runtime holds for them. */
    readonly heapTotal?: bigint | undefined;
    /** Outside the heap, held by objects. */
    readonly external?: bigint | undefined;
    /** Of external. */
    readonly arrayBuffers?: bigint | undefined;
    readonly peakResident?: bigint | undefined;
  }

  /** Bytes. What the runtime does not tell is 0. */
  interface Builder {
    set resident(value: bigint);
    /** Of JavaScript objects. */
    set heapUsed(value: bigint);
    /** What the runtime holds for them. */
    set heapTotal(value: bigint);
    /** Outside the heap, held by objects. */
    set external(value: bigint);
    /** Of external. */
    set arrayBuffers(value: bigint);
    set peakResident(value: bigint);
  }
}

export const Process_Usage_memory: $.Struct<
  Process_Usage_memory,
  Process_Usage_memory.Init,
  Process_Usage_memory.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xd703c1eed1829474n,
  name: "process.capnp:Process.Usage.memory",
  doc: "Bytes. What the runtime does not tell is 0.",
  dataWords: 13,
  pointers: 0,
  fields: () => [
    ["resident", $.UInt64, 1],
    ["heapUsed", $.UInt64, 2, { doc: "Of JavaScript objects." }],
    ["heapTotal", $.UInt64, 3, { doc: "What the runtime holds for them." }],
    ["external", $.UInt64, 4, { doc: "Outside the heap, held by objects." }],
    ["arrayBuffers", $.UInt64, 5, { doc: "Of external." }],
    ["peakResident", $.UInt64, 6],
  ],
});

/** Since the process began. */
export interface Process_Usage_cpu {
  /** Microseconds. */
  readonly user: bigint;
  /** Microseconds. */
  readonly system: bigint;
  readonly voluntarySwitches: bigint;
  readonly involuntarySwitches: bigint;
  readonly minorFaults: bigint;
  readonly majorFaults: bigint;
}

export declare namespace Process_Usage_cpu {
  /** Since the process began. */
  interface Init {
    /** Microseconds. */
    readonly user?: bigint | undefined;
    /** Microseconds. */
    readonly system?: bigint | undefined;
    readonly voluntarySwitches?: bigint | undefined;
    readonly involuntarySwitches?: bigint | undefined;
    readonly minorFaults?: bigint | undefined;
    readonly majorFaults?: bigint | undefined;
  }

  /** Since the process began. */
  interface Builder {
    /** Microseconds. */
    set user(value: bigint);
    /** Microseconds. */
    set system(value: bigint);
    set voluntarySwitches(value: bigint);
    set involuntarySwitches(value: bigint);
    set minorFaults(value: bigint);
    set majorFaults(value: bigint);
  }
}

export const Process_Usage_cpu: $.Struct<
  Process_Usage_cpu,
  Process_Usage_cpu.Init,
  Process_Usage_cpu.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xae9db085d664e468n,
  name: "process.capnp:Process.Usage.cpu",
  doc: "Since the process began.",
  dataWords: 13,
  pointers: 0,
  fields: () => [
    ["user", $.UInt64, 7, { doc: "Microseconds." }],
    ["system", $.UInt64, 8, { doc: "Microseconds." }],
    ["voluntarySwitches", $.UInt64, 9],
    ["involuntarySwitches", $.UInt64, 10],
    ["minorFaults", $.UInt64, 11],
    ["majorFaults", $.UInt64, 12],
  ],
});

export type Process_info_Params = $.Empty;

export declare namespace Process_info_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Process_info_Params: $.Struct<
  Process_info_Params,
  Process_info_Params.Init,
  Process_info_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x81f9213299021741n,
  name: "process.capnp:Process.info$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type Process_usage_Params = $.Empty;

export declare namespace Process_usage_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Process_usage_Params: $.Struct<
  Process_usage_Params,
  Process_usage_Params.Init,
  Process_usage_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xdf260576453e7445n,
  name: "process.capnp:Process.usage$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});
