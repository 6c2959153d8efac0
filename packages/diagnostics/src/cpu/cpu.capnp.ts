// Generated from cpu.capnp by @teleop/capnpc. Do not edit.
import * as $ from "@teleop/rpc-capnp/schema";
import { Compression, Receipt, Receiver } from "../transfer/transfer.capnp.ts";

/**
 * Where the process spends its time: profiles for the tools of browsers, and for speedscope.
 *
 * Impact: while a profile is taken, slower by about 1 % at an interval of 1 ms, by 22 % at 0.1 ms, not noticeably at 10 ms;
 * and pauses of some milliseconds, as long as 90 ms where stacks are deep, when samples are sorted. Without one, nothing.
 */
export interface Cpu extends $.Client {
  /**
   * Begins a profile: a sample of the stack each `interval` microseconds, 100 to 1,000,000, for `maxDuration` seconds at
   * most, an hour or five million samples. There is one at a time: whoever comes second is told who is first, and so is who comes
   * while the process profiles itself. Where the process begins to profile itself meanwhile, this one gives way, and ends.
   */
  start(
    params?: $.Params<Cpu_start_Params.Init, Cpu_start_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Cpu_start_Results, Cpu_start_Results.Pipeline>;
  /**
   * The last seconds of what the flight recorder has kept: as many at least, where it has kept so many. Fails where the
   * process has none.
   *
   * Impact: a pause of some milliseconds.
   */
  recent(
    params?: $.Params<Cpu_recent_Params.Init, Cpu_recent_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Cpu_recent_Results, Cpu_recent_Results.Pipeline>;
  /** Impact: nothing. */
  status(
    params?: $.Params<Cpu_status_Params.Init, Cpu_status_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Cpu_Status>;
}

export declare namespace Cpu {
  type Init = $.CapabilityInit<Cpu, Server>;

  /**
   * Where the process spends its time: profiles for the tools of browsers, and for speedscope.
   *
   * Impact: while a profile is taken, slower by about 1 % at an interval of 1 ms, by 22 % at 0.1 ms, not noticeably at 10 ms;
   * and pauses of some milliseconds, as long as 90 ms where stacks are deep, when samples are sorted. Without one, nothing.
   */
  interface Server {
    /**
     * Begins a profile: a sample of the stack each `interval` microseconds, 100 to 1,000,000, for `maxDuration` seconds at
     * most, an hour or five million samples. There is one at a time: whoever comes second is told who is first, and so is who comes
     * while the process profiles itself. Where the process begins to profile itself meanwhile, this one gives way, and ends.
     */
    start(
      params: Cpu_start_Params,
      ctx: $.Context<Cpu_start_Results.Init, Cpu_start_Results.Builder>,
    ): $.Returns<Cpu_start_Results.Init>;
    /**
     * The last seconds of what the flight recorder has kept: as many at least, where it has kept so many. Fails where the
     * process has none.
     *
     * Impact: a pause of some milliseconds.
     */
    recent(
      params: Cpu_recent_Params,
      ctx: $.Context<Cpu_recent_Results.Init, Cpu_recent_Results.Builder>,
    ): $.Returns<Cpu_recent_Results.Init>;
    /** Impact: nothing. */
    status(
      params: Cpu_status_Params,
      ctx: $.Context<Cpu_Status.Init, Cpu_Status.Builder>,
    ): $.Returns<Cpu_Status.Init>;
  }
}

export const Cpu: $.Interface<Cpu, Cpu.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0x9417730957b228f4n,
  name: "cpu.capnp:Cpu",
  doc: "Where the process spends its time: profiles for the tools of browsers, and for speedscope.\n\nImpact: while a profile is taken, slower by about 1 % at an interval of 1 ms, by 22 % at 0.1 ms, not noticeably at 10 ms;\nand pauses of some milliseconds, as long as 90 ms where stacks are deep, when samples are sorted. Without one, nothing.",
  methods: () => [
    [
      "start",
      Cpu_start_Params,
      Cpu_start_Results,
      {
        doc: "Begins a profile: a sample of the stack each `interval` microseconds, 100 to 1,000,000, for `maxDuration` seconds at\nmost, an hour or five million samples. There is one at a time: whoever comes second is told who is first, and so is who comes\nwhile the process profiles itself. Where the process begins to profile itself meanwhile, this one gives way, and ends.",
      },
    ],
    [
      "recent",
      Cpu_recent_Params,
      Cpu_recent_Results,
      {
        doc: "The last seconds of what the flight recorder has kept: as many at least, where it has kept so many. Fails where the\nprocess has none.\n\nImpact: a pause of some milliseconds.",
      },
    ],
    ["status", Cpu_status_Params, Cpu_Status, { doc: "Impact: nothing." }],
  ],
});

export interface Cpu_Status {
  /** Who is taking a profile, for people; empty where nobody is. */
  readonly profiling: string;
  /** For how many seconds. */
  readonly elapsed: number;
  /** The flight recorder; all 0 where the process has none. */
  readonly recorder: Cpu_Status_recorder;
}

export declare namespace Cpu_Status {
  interface Init {
    /** Who is taking a profile, for people; empty where nobody is. */
    readonly profiling?: string | undefined;
    /** For how many seconds. */
    readonly elapsed?: number | undefined;
    /** The flight recorder; all 0 where the process has none. */
    readonly recorder?: Cpu_Status_recorder.Init | undefined;
  }

  interface Builder {
    /** Who is taking a profile, for people; empty where nobody is. */
    set profiling(value: string);
    /** For how many seconds. */
    set elapsed(value: number);
    /** The flight recorder; all 0 where the process has none. */
    set recorder(value: Cpu_Status_recorder.Init);
    initRecorder(): Cpu_Status_recorder.Builder;
  }
}

export const Cpu_Status: $.Struct<
  Cpu_Status,
  Cpu_Status.Init,
  Cpu_Status.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x9d49df67d93a0710n,
  name: "cpu.capnp:Cpu.Status",
  dataWords: 4,
  pointers: 1,
  fields: () => [
    ["profiling", $.Text, 0, { doc: "Who is taking a profile, for people; empty where nobody is." }],
    ["elapsed", $.Float64, 0, { doc: "For how many seconds." }],
    ["recorder", Cpu_Status_recorder, 0, { doc: "The flight recorder; all 0 where the process has none." }],
  ],
});

/** The flight recorder; all 0 where the process has none. */
export interface Cpu_Status_recorder {
  /** Microseconds between two samples. */
  readonly interval: number;
  /** Seconds that it has kept. */
  readonly kept: number;
  /** Seconds that it keeps. */
  readonly duration: number;
}

export declare namespace Cpu_Status_recorder {
  /** The flight recorder; all 0 where the process has none. */
  interface Init {
    /** Microseconds between two samples. */
    readonly interval?: number | undefined;
    /** Seconds that it has kept. */
    readonly kept?: number | undefined;
    /** Seconds that it keeps. */
    readonly duration?: number | undefined;
  }

  /** The flight recorder; all 0 where the process has none. */
  interface Builder {
    /** Microseconds between two samples. */
    set interval(value: number);
    /** Seconds that it has kept. */
    set kept(value: number);
    /** Seconds that it keeps. */
    set duration(value: number);
  }
}

export const Cpu_Status_recorder: $.Struct<
  Cpu_Status_recorder,
  Cpu_Status_recorder.Init,
  Cpu_Status_recorder.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xbd0bcc9a1b02fc5en,
  name: "cpu.capnp:Cpu.Status.recorder",
  doc: "The flight recorder; all 0 where the process has none.",
  dataWords: 4,
  pointers: 1,
  fields: () => [
    ["interval", $.UInt32, 2, { doc: "Microseconds between two samples." }],
    ["kept", $.Float64, 2, { doc: "Seconds that it has kept." }],
    ["duration", $.Float64, 3, { doc: "Seconds that it keeps." }],
  ],
});

export interface Cpu_start_Params {
  readonly interval: number;
  readonly maxDuration: number;
}

export declare namespace Cpu_start_Params {
  interface Init {
    readonly interval?: number | undefined;
    readonly maxDuration?: number | undefined;
  }

  interface Builder {
    set interval(value: number);
    set maxDuration(value: number);
  }
}

export const Cpu_start_Params: $.Struct<
  Cpu_start_Params,
  Cpu_start_Params.Init,
  Cpu_start_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x98fdd56614b46100n,
  name: "cpu.capnp:Cpu.start$Params",
  dataWords: 2,
  pointers: 0,
  fields: () => [
    ["interval", $.UInt32, 0, { default: 1000 }],
    ["maxDuration", $.Float64, 1, { default: 60 }],
  ],
});

export interface Cpu_start_Results {
  readonly profiling: Profiling;
}

export declare namespace Cpu_start_Results {
  interface Init {
    readonly profiling?: Profiling.Init | undefined;
  }

  interface Builder {
    set profiling(value: Profiling.Init);
  }

  interface Pipeline {
    readonly profiling: Profiling;
  }
}

export const Cpu_start_Results: $.Struct<
  Cpu_start_Results,
  Cpu_start_Results.Init,
  Cpu_start_Results.Builder,
  Cpu_start_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x83ee8161a069dabcn,
  name: "cpu.capnp:Cpu.start$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["profiling", Profiling, 0]],
});

export interface Cpu_recent_Params {
  readonly duration: number;
}

export declare namespace Cpu_recent_Params {
  interface Init {
    readonly duration?: number | undefined;
  }

  interface Builder {
    set duration(value: number);
  }
}

export const Cpu_recent_Params: $.Struct<
  Cpu_recent_Params,
  Cpu_recent_Params.Init,
  Cpu_recent_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xa0836d012612bf70n,
  name: "cpu.capnp:Cpu.recent$Params",
  dataWords: 1,
  pointers: 0,
  fields: () => [["duration", $.Float64, 0, { default: 60 }]],
});

export interface Cpu_recent_Results {
  readonly profile: Profile;
}

export declare namespace Cpu_recent_Results {
  interface Init {
    readonly profile?: Profile.Init | undefined;
  }

  interface Builder {
    set profile(value: Profile.Init);
  }

  interface Pipeline {
    readonly profile: Profile;
  }
}

export const Cpu_recent_Results: $.Struct<
  Cpu_recent_Results,
  Cpu_recent_Results.Init,
  Cpu_recent_Results.Builder,
  Cpu_recent_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xffc04405633e9ed1n,
  name: "cpu.capnp:Cpu.recent$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["profile", Profile, 0]],
});

export type Cpu_status_Params = $.Empty;

export declare namespace Cpu_status_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Cpu_status_Params: $.Struct<
  Cpu_status_Params,
  Cpu_status_Params.Init,
  Cpu_status_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc910423532b351c1n,
  name: "cpu.capnp:Cpu.status$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

/** A profile that is being taken. Releasing this without stop() ends it, and nothing of it is kept. */
export interface Profiling extends $.Client {
  /** Returns when it has ended, by itself or by stop(). */
  ended(
    params?: $.Params<Profiling_ended_Params.Init, Profiling_ended_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Profiling_ended_Results>;
  /** Ends it, if it has not ended. The profile is given once. */
  stop(
    params?: $.Params<Profiling_stop_Params.Init, Profiling_stop_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Profiling_stop_Results, Profiling_stop_Results.Pipeline>;
}

export declare namespace Profiling {
  type Init = $.CapabilityInit<Profiling, Server>;

  /** A profile that is being taken. Releasing this without stop() ends it, and nothing of it is kept. */
  interface Server {
    /** Returns when it has ended, by itself or by stop(). */
    ended(
      params: Profiling_ended_Params,
      ctx: $.Context<Profiling_ended_Results.Init, Profiling_ended_Results.Builder>,
    ): $.Returns<Profiling_ended_Results.Init>;
    /** Ends it, if it has not ended. The profile is given once. */
    stop(
      params: Profiling_stop_Params,
      ctx: $.Context<Profiling_stop_Results.Init, Profiling_stop_Results.Builder>,
    ): $.Returns<Profiling_stop_Results.Init>;
  }
}

export const Profiling: $.Interface<Profiling, Profiling.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xed1702976eba0702n,
  name: "cpu.capnp:Profiling",
  doc: "A profile that is being taken. Releasing this without stop() ends it, and nothing of it is kept.",
  methods: () => [
    [
      "ended",
      Profiling_ended_Params,
      Profiling_ended_Results,
      { doc: "Returns when it has ended, by itself or by stop()." },
    ],
    [
      "stop",
      Profiling_stop_Params,
      Profiling_stop_Results,
      { doc: "Ends it, if it has not ended. The profile is given once." },
    ],
  ],
});

export type Profiling_ended_Params = $.Empty;

export declare namespace Profiling_ended_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Profiling_ended_Params: $.Struct<
  Profiling_ended_Params,
  Profiling_ended_Params.Init,
  Profiling_ended_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc4678a0e7d0193c4n,
  name: "cpu.capnp:Profiling.ended$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Profiling_ended_Results {
  readonly end: End | number;
}

export declare namespace Profiling_ended_Results {
  interface Init {
    readonly end?: End | number | undefined;
  }

  interface Builder {
    set end(value: End | number);
  }
}

export const Profiling_ended_Results: $.Struct<
  Profiling_ended_Results,
  Profiling_ended_Results.Init,
  Profiling_ended_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x8e52d3cfef7a0abfn,
  name: "cpu.capnp:Profiling.ended$Results",
  dataWords: 1,
  pointers: 0,
  fields: () => [["end", End, 0]],
});

export type Profiling_stop_Params = $.Empty;

export declare namespace Profiling_stop_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Profiling_stop_Params: $.Struct<
  Profiling_stop_Params,
  Profiling_stop_Params.Init,
  Profiling_stop_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xa3951c491601bcc8n,
  name: "cpu.capnp:Profiling.stop$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Profiling_stop_Results {
  readonly profile: Profile;
  readonly end: End | number;
}

export declare namespace Profiling_stop_Results {
  interface Init {
    readonly profile?: Profile.Init | undefined;
    readonly end?: End | number | undefined;
  }

  interface Builder {
    set profile(value: Profile.Init);
    set end(value: End | number);
  }

  interface Pipeline {
    readonly profile: Profile;
  }
}

export const Profiling_stop_Results: $.Struct<
  Profiling_stop_Results,
  Profiling_stop_Results.Init,
  Profiling_stop_Results.Builder,
  Profiling_stop_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x9aa52a9735f6c9bbn,
  name: "cpu.capnp:Profiling.stop$Results",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["profile", Profile, 0],
    ["end", End, 0],
  ],
});

export type End = "stopped" | "maxDuration" | "application";

export const End: $.Enum<End> = /*#__PURE__*/ $.enumType({
  id: 0xacd220fd0277af7cn,
  name: "cpu.capnp:End",
  values: ["stopped", "maxDuration", "application"],
  about: {
    stopped: { doc: "By stop()." },
    application: {
      doc: "The process began to profile itself, or ended a session of its own: the profile is shorter than was asked for.",
    },
  },
});

/** A profile that was taken. It is kept until this is released. */
export interface Profile extends $.Client {
  /** Gives it to the receiver as a .cpuprofile. */
  send(
    params?: $.Params<Profile_send_Params.Init, Profile_send_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Profile_send_Results>;
  /**
   * The source map of one of the scripts in it, as JSON, where the file of the script names one; else nothing. It may hold the
   * source itself.
   *
   * Impact: a pause of some 7 milliseconds for each MB of it, a quarter of a second at most.
   */
  sourceMap(
    params?: $.Params<Profile_sourceMap_Params.Init, Profile_sourceMap_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Profile_sourceMap_Results>;
}

export declare namespace Profile {
  type Init = $.CapabilityInit<Profile, Server>;

  /** A profile that was taken. It is kept until this is released. */
  interface Server {
    /** Gives it to the receiver as a .cpuprofile. */
    send(
      params: Profile_send_Params,
      ctx: $.Context<Profile_send_Results.Init, Profile_send_Results.Builder>,
    ): $.Returns<Profile_send_Results.Init>;
    /**
     * The source map of one of the scripts in it, as JSON, where the file of the script names one; else nothing. It may hold the
     * source itself.
     *
     * Impact: a pause of some 7 milliseconds for each MB of it, a quarter of a second at most.
     */
    sourceMap(
      params: Profile_sourceMap_Params,
      ctx: $.Context<Profile_sourceMap_Results.Init, Profile_sourceMap_Results.Builder>,
    ): $.Returns<Profile_sourceMap_Results.Init>;
  }
}

export const Profile: $.Interface<Profile, Profile.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xf89781215a9ea116n,
  name: "cpu.capnp:Profile",
  doc: "A profile that was taken. It is kept until this is released.",
  methods: () => [
    [
      "send",
      Profile_send_Params,
      Profile_send_Results,
      { doc: "Gives it to the receiver as a .cpuprofile." },
    ],
    [
      "sourceMap",
      Profile_sourceMap_Params,
      Profile_sourceMap_Results,
      {
        doc: "The source map of one of the scripts in it, as JSON, where the file of the script names one; else nothing. It may hold the\nsource itself.\n\nImpact: a pause of some 7 milliseconds for each MB of it, a quarter of a second at most.",
      },
    ],
  ],
});

export interface Profile_send_Params {
  readonly receiver: Receiver;
  readonly compressions: readonly (Compression | number)[];
}

export declare namespace Profile_send_Params {
  interface Init {
    readonly receiver?: Receiver.Init | undefined;
    readonly compressions?: readonly (Compression | number)[] | undefined;
  }

  interface Builder {
    set receiver(value: Receiver.Init);
    set compressions(value: readonly (Compression | number)[]);
    initCompressions(length: number): $.ListBuilder<Compression | number>;
  }

  interface Pipeline {
    readonly receiver: Receiver;
  }
}

export const Profile_send_Params: $.Struct<
  Profile_send_Params,
  Profile_send_Params.Init,
  Profile_send_Params.Builder,
  Profile_send_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xc8eb4e5c84262f23n,
  name: "cpu.capnp:Profile.send$Params",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["receiver", Receiver, 0],
    ["compressions", $.List(Compression), 1],
  ],
});

export interface Profile_send_Results {
  readonly receipt: Receipt | undefined;
}

export declare namespace Profile_send_Results {
  interface Init {
    readonly receipt?: Receipt.Init | undefined;
  }

  interface Builder {
    set receipt(value: Receipt.Init);
    initReceipt(): Receipt.Builder;
  }
}

export const Profile_send_Results: $.Struct<
  Profile_send_Results,
  Profile_send_Results.Init,
  Profile_send_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe173436ef31876f1n,
  name: "cpu.capnp:Profile.send$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["receipt", Receipt, 0]],
});

export interface Profile_sourceMap_Params {
  readonly url: string;
}

export declare namespace Profile_sourceMap_Params {
  interface Init {
    readonly url?: string | undefined;
  }

  interface Builder {
    set url(value: string);
  }
}

export const Profile_sourceMap_Params: $.Struct<
  Profile_sourceMap_Params,
  Profile_sourceMap_Params.Init,
  Profile_sourceMap_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xebb00a8562ca35e4n,
  name: "cpu.capnp:Profile.sourceMap$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["url", $.Text, 0]],
});

export interface Profile_sourceMap_Results {
  readonly map: $.Bytes;
}

export declare namespace Profile_sourceMap_Results {
  interface Init {
    readonly map?: $.Bytes | undefined;
  }

  interface Builder {
    set map(value: $.Bytes);
    initMap(length: number): $.Bytes;
  }
}

export const Profile_sourceMap_Results: $.Struct<
  Profile_sourceMap_Results,
  Profile_sourceMap_Results.Init,
  Profile_sourceMap_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xcea3f0d6899cd35en,
  name: "cpu.capnp:Profile.sourceMap$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["map", $.Data, 0]],
});
