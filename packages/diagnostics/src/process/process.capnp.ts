// Generated from process.capnp by @teleop/capnpc. Do not edit.
import * as $ from "@teleop/rpc-capnp/schema";

/**
 * What this process is, and what it uses.
 *
 * Impact: nothing. A call takes about a millisecond of the process.
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
  /**
   * What is open, by number, at most as many as are asked for, 10000 at once.
   *
   * Impact: hardly any; a few milliseconds of thousands of descriptors, in slices.
   */
  descriptors(
    params?: $.Params<Process_descriptors_Params.Init, Process_descriptors_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Process_descriptors_Results>;
  /** What code is loaded, as far as the runtime tells. */
  modules(
    params?: $.Params<Process_modules_Params.Init, Process_modules_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Process_Modules>;
  /** What the system lets the process have, as in setrlimit(2). Empty where the system does not tell, as outside Linux. */
  limits(
    params?: $.Params<Process_limits_Params.Init, Process_limits_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Process_limits_Results>;
  /** What the process's cgroup has and is let have. All of it is absent outside Linux, and where no cgroup limits it. */
  cgroup(
    params?: $.Params<Process_cgroup_Params.Init, Process_cgroup_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Process_Cgroup>;
  /** The variables that the application has allowed; it fails where it has not allowed any, since they hold secrets. */
  environment(
    params?: $.Params<Process_environment_Params.Init, Process_environment_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Process_environment_Results>;
}

export declare namespace Process {
  type Init = $.CapabilityInit<Process, Server>;

  /**
   * What this process is, and what it uses.
   *
   * Impact: nothing. A call takes about a millisecond of the process.
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
    /**
     * What is open, by number, at most as many as are asked for, 10000 at once.
     *
     * Impact: hardly any; a few milliseconds of thousands of descriptors, in slices.
     */
    descriptors(
      params: Process_descriptors_Params,
      ctx: $.Context<Process_descriptors_Results.Init, Process_descriptors_Results.Builder>,
    ): $.Returns<Process_descriptors_Results.Init>;
    /** What code is loaded, as far as the runtime tells. */
    modules(
      params: Process_modules_Params,
      ctx: $.Context<Process_Modules.Init, Process_Modules.Builder>,
    ): $.Returns<Process_Modules.Init>;
    /** What the system lets the process have, as in setrlimit(2). Empty where the system does not tell, as outside Linux. */
    limits(
      params: Process_limits_Params,
      ctx: $.Context<Process_limits_Results.Init, Process_limits_Results.Builder>,
    ): $.Returns<Process_limits_Results.Init>;
    /** What the process's cgroup has and is let have. All of it is absent outside Linux, and where no cgroup limits it. */
    cgroup(
      params: Process_cgroup_Params,
      ctx: $.Context<Process_Cgroup.Init, Process_Cgroup.Builder>,
    ): $.Returns<Process_Cgroup.Init>;
    /** The variables that the application has allowed; it fails where it has not allowed any, since they hold secrets. */
    environment(
      params: Process_environment_Params,
      ctx: $.Context<Process_environment_Results.Init, Process_environment_Results.Builder>,
    ): $.Returns<Process_environment_Results.Init>;
  }
}

export const Process: $.Interface<Process, Process.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xe26115dbc362854en,
  name: "process.capnp:Process",
  doc: "What this process is, and what it uses.\n\nImpact: nothing. A call takes about a millisecond of the process.",
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
    [
      "descriptors",
      Process_descriptors_Params,
      Process_descriptors_Results,
      {
        doc: "What is open, by number, at most as many as are asked for, 10000 at once.\n\nImpact: hardly any; a few milliseconds of thousands of descriptors, in slices.",
      },
    ],
    [
      "modules",
      Process_modules_Params,
      Process_Modules,
      { doc: "What code is loaded, as far as the runtime tells." },
    ],
    [
      "limits",
      Process_limits_Params,
      Process_limits_Results,
      {
        doc: "What the system lets the process have, as in setrlimit(2). Empty where the system does not tell, as outside Linux.",
      },
    ],
    [
      "cgroup",
      Process_cgroup_Params,
      Process_Cgroup,
      {
        doc: "What the process's cgroup has and is let have. All of it is absent outside Linux, and where no cgroup limits it.",
      },
    ],
    [
      "environment",
      Process_environment_Params,
      Process_environment_Results,
      {
        doc: "The variables that the application has allowed; it fails where it has not allowed any, since they hold secrets.",
      },
    ],
  ],
});

export interface Process_Descriptor {
  readonly number: number;
  readonly kind: Process_Descriptor_Kind | number;
  /** What it leads to, as the system says: a path, or a name such as pipe:[12345]. Empty where it does not say. */
  readonly target: string;
  /** Of a socket, where the system tells. */
  readonly socket: Process_Descriptor_socket;
}

export declare namespace Process_Descriptor {
  interface Init {
    readonly number?: number | undefined;
    readonly kind?: Process_Descriptor_Kind | number | undefined;
    /** What it leads to, as the system says: a path, or a name such as pipe:[12345]. Empty where it does not say. */
    readonly target?: string | undefined;
    /** Of a socket, where the system tells. */
    readonly socket?: Process_Descriptor_socket.Init | undefined;
  }

  interface Builder {
    set number(value: number);
    set kind(value: Process_Descriptor_Kind | number);
    /** What it leads to, as the system says: a path, or a name such as pipe:[12345]. Empty where it does not say. */
    set target(value: string);
    /** Of a socket, where the system tells. */
    set socket(value: Process_Descriptor_socket.Init);
    initSocket(): Process_Descriptor_socket.Builder;
  }
}

export const Process_Descriptor: $.Struct<
  Process_Descriptor,
  Process_Descriptor.Init,
  Process_Descriptor.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x8a3134cb74402b38n,
  name: "process.capnp:Process.Descriptor",
  dataWords: 1,
  pointers: 5,
  fields: () => [
    ["number", $.UInt32, 0],
    ["kind", Process_Descriptor_Kind, 2],
    [
      "target",
      $.Text,
      0,
      {
        doc: "What it leads to, as the system says: a path, or a name such as pipe:[12345]. Empty where it does not say.",
      },
    ],
    ["socket", Process_Descriptor_socket, 0, { doc: "Of a socket, where the system tells." }],
  ],
});

export type Process_Descriptor_Kind =
  | "unknown"
  | "file"
  | "device"
  | "pipe"
  | "socket"
  | "event"
  | "memory"
  | "deleted";

export const Process_Descriptor_Kind: $.Enum<Process_Descriptor_Kind> = /*#__PURE__*/ $.enumType({
  id: 0xb1912782e3103624n,
  name: "process.capnp:Process.Descriptor.Kind",
  values: ["unknown", "file", "device", "pipe", "socket", "event", "memory", "deleted"],
  about: {
    file: { doc: "Or a directory." },
    event: { doc: "One that the kernel makes to tell of something: epoll, eventfd, timerfd, inotify, …." },
    memory: { doc: "A file that is only memory." },
    deleted: {
      doc: "A file that no name leads to any more. What it takes on disk is free when it is closed.",
    },
  },
});

/** Of a socket, where the system tells. */
export interface Process_Descriptor_socket {
  /** tcp, tcp6, udp, udp6, unix. */
  readonly protocol: string;
  /** An address and port, or a path. */
  readonly local: string;
  /** The other end, if there is one. */
  readonly remote: string;
  /** listen, established, …. */
  readonly state: string;
}

export declare namespace Process_Descriptor_socket {
  /** Of a socket, where the system tells. */
  interface Init {
    /** tcp, tcp6, udp, udp6, unix. */
    readonly protocol?: string | undefined;
    /** An address and port, or a path. */
    readonly local?: string | undefined;
    /** The other end, if there is one. */
    readonly remote?: string | undefined;
    /** listen, established, …. */
    readonly state?: string | undefined;
  }

  /** Of a socket, where the system tells. */
  interface Builder {
    /** tcp, tcp6, udp, udp6, unix. */
    set protocol(value: string);
    /** An address and port, or a path. */
    set local(value: string);
    /** The other end, if there is one. */
    set remote(value: string);
    /** listen, established, …. */
    set state(value: string);
  }
}

export const Process_Descriptor_socket: $.Struct<
  Process_Descriptor_socket,
  Process_Descriptor_socket.Init,
  Process_Descriptor_socket.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xb12449cd854b3a93n,
  name: "process.capnp:Process.Descriptor.socket",
  doc: "Of a socket, where the system tells.",
  dataWords: 1,
  pointers: 5,
  fields: () => [
    ["protocol", $.Text, 1, { doc: "tcp, tcp6, udp, udp6, unix." }],
    ["local", $.Text, 2, { doc: "An address and port, or a path." }],
    ["remote", $.Text, 3, { doc: "The other end, if there is one." }],
    ["state", $.Text, 4, { doc: "listen, established, …." }],
  ],
});

export interface Process_Modules {
  /** Files of what was imported and required. */
  readonly scripts: readonly string[];
  /** Whether the runtime tells of all modules. Node.js tells only of those of CommonJS. */
  readonly isComplete: boolean;
  /** Files of native code that are mapped: shared libraries and addons. */
  readonly libraries: readonly string[];
}

export declare namespace Process_Modules {
  interface Init {
    /** Files of what was imported and required. */
    readonly scripts?: readonly string[] | undefined;
    /** Whether the runtime tells of all modules. Node.js tells only of those of CommonJS. */
    readonly isComplete?: boolean | undefined;
    /** Files of native code that are mapped: shared libraries and addons. */
    readonly libraries?: readonly string[] | undefined;
  }

  interface Builder {
    /** Files of what was imported and required. */
    set scripts(value: readonly string[]);
    initScripts(length: number): $.ListBuilder<string>;
    /** Whether the runtime tells of all modules. Node.js tells only of those of CommonJS. */
    set isComplete(value: boolean);
    /** Files of native code that are mapped: shared libraries and addons. */
    set libraries(value: readonly string[]);
    initLibraries(length: number): $.ListBuilder<string>;
  }
}

export const Process_Modules: $.Struct<
  Process_Modules,
  Process_Modules.Init,
  Process_Modules.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xd62c5b4b175b7371n,
  name: "process.capnp:Process.Modules",
  dataWords: 1,
  pointers: 2,
  fields: () => [
    ["scripts", $.List($.Text), 0, { doc: "Files of what was imported and required." }],
    [
      "isComplete",
      $.Bool,
      0,
      { doc: "Whether the runtime tells of all modules. Node.js tells only of those of CommonJS." },
    ],
    [
      "libraries",
      $.List($.Text),
      1,
      { doc: "Files of native code that are mapped: shared libraries and addons." },
    ],
  ],
});

export interface Process_Limit {
  /** As in proc_pid_limits(5): "Max open files". */
  readonly name: string;
  readonly unit: string;
  readonly soft: Process_Limit_soft;
  readonly hard: Process_Limit_hard;
}

export declare namespace Process_Limit {
  interface Init {
    /** As in proc_pid_limits(5): "Max open files". */
    readonly name?: string | undefined;
    readonly unit?: string | undefined;
    readonly soft?: Process_Limit_soft.Init | undefined;
    readonly hard?: Process_Limit_hard.Init | undefined;
  }

  interface Builder {
    /** As in proc_pid_limits(5): "Max open files". */
    set name(value: string);
    set unit(value: string);
    set soft(value: Process_Limit_soft.Init);
    initSoft(): Process_Limit_soft.Builder;
    set hard(value: Process_Limit_hard.Init);
    initHard(): Process_Limit_hard.Builder;
  }
}

export const Process_Limit: $.Struct<
  Process_Limit,
  Process_Limit.Init,
  Process_Limit.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xfd3bf531ef3399bcn,
  name: "process.capnp:Process.Limit",
  dataWords: 3,
  pointers: 2,
  fields: () => [
    ["name", $.Text, 0, { doc: "As in proc_pid_limits(5): \"Max open files\"." }],
    ["unit", $.Text, 1],
    ["soft", Process_Limit_soft, 0],
    ["hard", Process_Limit_hard, 0],
  ],
});

export type Process_Limit_soft =
  | { readonly which: "unlimited" }
  | { readonly which: "value"; readonly value: bigint }
  | { readonly which: number };

export declare namespace Process_Limit_soft {
  type Init =
    | { readonly which: "unlimited" }
    | { readonly which: "value"; readonly value?: bigint | undefined }
    | { readonly which?: number | undefined };

  interface Builder {
    set unlimited(value: undefined);
    set value(value: bigint);
  }
}

export const Process_Limit_soft: $.Struct<
  Process_Limit_soft,
  Process_Limit_soft.Init,
  Process_Limit_soft.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0x9713b0acb45cf972n,
  name: "process.capnp:Process.Limit.soft",
  dataWords: 3,
  pointers: 2,
  union: 0,
  fields: () => [
    ["unlimited", $.Void, 0, { tag: 0 }],
    ["value", $.UInt64, 1, { tag: 1 }],
  ],
});

export type Process_Limit_hard =
  | { readonly which: "unlimited" }
  | { readonly which: "value"; readonly value: bigint }
  | { readonly which: number };

export declare namespace Process_Limit_hard {
  type Init =
    | { readonly which: "unlimited" }
    | { readonly which: "value"; readonly value?: bigint | undefined }
    | { readonly which?: number | undefined };

  interface Builder {
    set unlimited(value: undefined);
    set value(value: bigint);
  }
}

export const Process_Limit_hard: $.Struct<
  Process_Limit_hard,
  Process_Limit_hard.Init,
  Process_Limit_hard.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xeca88d8dc5ff0607n,
  name: "process.capnp:Process.Limit.hard",
  dataWords: 3,
  pointers: 2,
  union: 1,
  fields: () => [
    ["unlimited", $.Void, 0, { tag: 0 }],
    ["value", $.UInt64, 2, { tag: 1 }],
  ],
});

export interface Process_Cgroup {
  /** In the hierarchy that limits its memory. */
  readonly path: string;
  /** 1 or 2; 0 where there is none. */
  readonly version: number;
  /**
   * Bytes; -1 where there is none, or it is not told. A limit is the lowest on the way to the root. In version 1
   * swapMax is of memory and swap together.
   */
  readonly memory: Process_Cgroup_memory;
  /** How many processors' time it may use: quota by period. -1: as much as there is. */
  readonly cpus: number;
  /** Threads and processes; -1 as above. */
  readonly processes: Process_Cgroup_processes;
  /** How many periods it has been held back in for having used its processors' time. */
  readonly throttled: bigint;
  /** How many processes of it the kernel has killed for want of memory. */
  readonly outOfMemoryKills: bigint;
}

export declare namespace Process_Cgroup {
  interface Init {
    /** In the hierarchy that limits its memory. */
    readonly path?: string | undefined;
    /** 1 or 2; 0 where there is none. */
    readonly version?: number | undefined;
    /**
     * Bytes; -1 where there is none, or it is not told. A limit is the lowest on the way to the root. In version 1
     * swapMax is of memory and swap together.
     */
    readonly memory?: Process_Cgroup_memory.Init | undefined;
    /** How many processors' time it may use: quota by period. -1: as much as there is. */
    readonly cpus?: number | undefined;
    /** Threads and processes; -1 as above. */
    readonly processes?: Process_Cgroup_processes.Init | undefined;
    /** How many periods it has been held back in for having used its processors' time. */
    readonly throttled?: bigint | undefined;
    /** How many processes of it the kernel has killed for want of memory. */
    readonly outOfMemoryKills?: bigint | undefined;
  }

  interface Builder {
    /** In the hierarchy that limits its memory. */
    set path(value: string);
    /** 1 or 2; 0 where there is none. */
    set version(value: number);
    /**
     * Bytes; -1 where there is none, or it is not told. A limit is the lowest on the way to the root. In version 1
     * swapMax is of memory and swap together.
     */
    set memory(value: Process_Cgroup_memory.Init);
    initMemory(): Process_Cgroup_memory.Builder;
    /** How many processors' time it may use: quota by period. -1: as much as there is. */
    set cpus(value: number);
    /** Threads and processes; -1 as above. */
    set processes(value: Process_Cgroup_processes.Init);
    initProcesses(): Process_Cgroup_processes.Builder;
    /** How many periods it has been held back in for having used its processors' time. */
    set throttled(value: bigint);
    /** How many processes of it the kernel has killed for want of memory. */
    set outOfMemoryKills(value: bigint);
  }
}

export const Process_Cgroup: $.Struct<
  Process_Cgroup,
  Process_Cgroup.Init,
  Process_Cgroup.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc97ff37afb7835cdn,
  name: "process.capnp:Process.Cgroup",
  dataWords: 10,
  pointers: 1,
  fields: () => [
    ["path", $.Text, 0, { doc: "In the hierarchy that limits its memory." }],
    ["version", $.UInt8, 0, { doc: "1 or 2; 0 where there is none." }],
    [
      "memory",
      Process_Cgroup_memory,
      0,
      {
        doc: "Bytes; -1 where there is none, or it is not told. A limit is the lowest on the way to the root. In version 1\nswapMax is of memory and swap together.",
      },
    ],
    [
      "cpus",
      $.Float64,
      5,
      { default: -1, doc: "How many processors' time it may use: quota by period. -1: as much as there is." },
    ],
    ["processes", Process_Cgroup_processes, 0, { doc: "Threads and processes; -1 as above." }],
    [
      "throttled",
      $.Int64,
      8,
      {
        default: -1n,
        doc: "How many periods it has been held back in for having used its processors' time.",
      },
    ],
    [
      "outOfMemoryKills",
      $.Int64,
      9,
      { default: -1n, doc: "How many processes of it the kernel has killed for want of memory." },
    ],
  ],
});

/**
 * Bytes; -1 where there is none, or it is not told. A limit is the lowest on the way to the root. In version 1
 * swapMax is of memory and swap together.
 */
export interface Process_Cgroup_memory {
  readonly used: bigint;
  readonly max: bigint;
  readonly high: bigint;
  readonly swapMax: bigint;
}

export declare namespace Process_Cgroup_memory {
  /**
   * Bytes; -1 where there is none, or it is not told. A limit is the lowest on the way to the root. In version 1
   * swapMax is of memory and swap together.
   */
  interface Init {
    readonly used?: bigint | undefined;
    readonly max?: bigint | undefined;
    readonly high?: bigint | undefined;
    readonly swapMax?: bigint | undefined;
  }

  /**
   * Bytes; -1 where there is none, or it is not told. A limit is the lowest on the way to the root. In version 1
   * swapMax is of memory and swap together.
   */
  interface Builder {
    set used(value: bigint);
    set max(value: bigint);
    set high(value: bigint);
    set swapMax(value: bigint);
  }
}

export const Process_Cgroup_memory: $.Struct<
  Process_Cgroup_memory,
  Process_Cgroup_memory.Init,
  Process_Cgroup_memory.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xf15eb0928c5e60bfn,
  name: "process.capnp:Process.Cgroup.memory",
  doc: "Bytes; -1 where there is none, or it is not told. A limit is the lowest on the way to the root. In version 1\nswapMax is of memory and swap together.",
  dataWords: 10,
  pointers: 1,
  fields: () => [
    ["used", $.Int64, 1, { default: -1n }],
    ["max", $.Int64, 2, { default: -1n }],
    ["high", $.Int64, 3, { default: -1n }],
    ["swapMax", $.Int64, 4, { default: -1n }],
  ],
});

/** Threads and processes; -1 as above. */
export interface Process_Cgroup_processes {
  readonly used: bigint;
  readonly max: bigint;
}

export declare namespace Process_Cgroup_processes {
  /** Threads and processes; -1 as above. */
  interface Init {
    readonly used?: bigint | undefined;
    readonly max?: bigint | undefined;
  }

  /** Threads and processes; -1 as above. */
  interface Builder {
    set used(value: bigint);
    set max(value: bigint);
  }
}

export const Process_Cgroup_processes: $.Struct<
  Process_Cgroup_processes,
  Process_Cgroup_processes.Init,
  Process_Cgroup_processes.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0x8b3add69c95eb2c6n,
  name: "process.capnp:Process.Cgroup.processes",
  doc: "Threads and processes; -1 as above.",
  dataWords: 10,
  pointers: 1,
  fields: () => [
    ["used", $.Int64, 6, { default: -1n }],
    ["max", $.Int64, 7, { default: -1n }],
  ],
});

export interface Process_Variable {
  readonly name: string;
  readonly value: string;
}

export declare namespace Process_Variable {
  interface Init {
    readonly name?: string | undefined;
    readonly value?: string | undefined;
  }

  interface Builder {
    set name(value: string);
    set value(value: string);
  }
}

export const Process_Variable: $.Struct<
  Process_Variable,
  Process_Variable.Init,
  Process_Variable.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xbbd4691046a1ed36n,
  name: "process.capnp:Process.Variable",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["name", $.Text, 0],
    ["value", $.Text, 1],
  ],
});

export interface Process_Info {
  /** In its own PID namespace. */
  readonly pid: number;
  readonly parentPid: number;
  readonly title: string;
  /** The file of the runtime. */
  readonly executable: string;
  /** The runtime, the program, and the program's arguments. */
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
    /** The runtime, the program, and the program's arguments. */
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
    /** The runtime, the program, and the program's arguments. */
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
    ["arguments", $.List($.Text), 2, { doc: "The runtime, the program, and the program's arguments." }],
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

export interface Process_descriptors_Params {
  readonly limit: number;
}

export declare namespace Process_descriptors_Params {
  interface Init {
    readonly limit?: number | undefined;
  }

  interface Builder {
    set limit(value: number);
  }
}

export const Process_descriptors_Params: $.Struct<
  Process_descriptors_Params,
  Process_descriptors_Params.Init,
  Process_descriptors_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xdf4b2456f60c1767n,
  name: "process.capnp:Process.descriptors$Params",
  dataWords: 1,
  pointers: 0,
  fields: () => [["limit", $.UInt32, 0, { default: 1000 }]],
});

export interface Process_descriptors_Results {
  readonly descriptors: readonly Process_Descriptor[];
  readonly total: number;
}

export declare namespace Process_descriptors_Results {
  interface Init {
    readonly descriptors?: readonly Process_Descriptor.Init[] | undefined;
    readonly total?: number | undefined;
  }

  interface Builder {
    set descriptors(value: readonly Process_Descriptor.Init[]);
    initDescriptors(length: number): $.StructListBuilder<Process_Descriptor.Builder>;
    set total(value: number);
  }
}

export const Process_descriptors_Results: $.Struct<
  Process_descriptors_Results,
  Process_descriptors_Results.Init,
  Process_descriptors_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe6ef2ccb1e9ecd82n,
  name: "process.capnp:Process.descriptors$Results",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["descriptors", $.List(Process_Descriptor), 0],
    ["total", $.UInt32, 0],
  ],
});

export type Process_modules_Params = $.Empty;

export declare namespace Process_modules_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Process_modules_Params: $.Struct<
  Process_modules_Params,
  Process_modules_Params.Init,
  Process_modules_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xfebae26bddc4c241n,
  name: "process.capnp:Process.modules$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type Process_limits_Params = $.Empty;

export declare namespace Process_limits_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Process_limits_Params: $.Struct<
  Process_limits_Params,
  Process_limits_Params.Init,
  Process_limits_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xdf7f391bfb4ab47dn,
  name: "process.capnp:Process.limits$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Process_limits_Results {
  readonly limits: readonly Process_Limit[];
}

export declare namespace Process_limits_Results {
  interface Init {
    readonly limits?: readonly Process_Limit.Init[] | undefined;
  }

  interface Builder {
    set limits(value: readonly Process_Limit.Init[]);
    initLimits(length: number): $.StructListBuilder<Process_Limit.Builder>;
  }
}

export const Process_limits_Results: $.Struct<
  Process_limits_Results,
  Process_limits_Results.Init,
  Process_limits_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xa434d0159ae4cb59n,
  name: "process.capnp:Process.limits$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["limits", $.List(Process_Limit), 0]],
});

export type Process_cgroup_Params = $.Empty;

export declare namespace Process_cgroup_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Process_cgroup_Params: $.Struct<
  Process_cgroup_Params,
  Process_cgroup_Params.Init,
  Process_cgroup_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc003a138049216f8n,
  name: "process.capnp:Process.cgroup$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type Process_environment_Params = $.Empty;

export declare namespace Process_environment_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Process_environment_Params: $.Struct<
  Process_environment_Params,
  Process_environment_Params.Init,
  Process_environment_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xd1091d8ca9675a87n,
  name: "process.capnp:Process.environment$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Process_environment_Results {
  readonly variables: readonly Process_Variable[];
}

export declare namespace Process_environment_Results {
  interface Init {
    readonly variables?: readonly Process_Variable.Init[] | undefined;
  }

  interface Builder {
    set variables(value: readonly Process_Variable.Init[]);
    initVariables(length: number): $.StructListBuilder<Process_Variable.Builder>;
  }
}

export const Process_environment_Results: $.Struct<
  Process_environment_Results,
  Process_environment_Results.Init,
  Process_environment_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xbe95c08840f48f0bn,
  name: "process.capnp:Process.environment$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["variables", $.List(Process_Variable), 0]],
});
