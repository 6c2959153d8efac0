// Generated from captures.capnp by @teleop/capnpc. Do not edit.
import * as $ from "@teleop/rpc-capnp/schema";
import { Heap, Profile } from "@teleop/diagnostics/client";

/**
 * Heap snapshots and CPU profiles that the console has taken for its pages. Each is a file of the console, which has no name
 * that anybody else could open it by, and ends with the console. A page downloads one by a GET of its `path`.
 */
export interface Captures extends $.Client {
  /**
   * Takes a snapshot of the process whose `heap` is given. `maxPause` and `force` are as `Heap.snapshot` has them, and so is
   * what it fails with. Canceling it calls the snapshot off; of one that did not come whole nothing is kept.
   */
  snapshot(
    params?: $.Params<Captures_snapshot_Params.Init, Captures_snapshot_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Captures_snapshot_Results>;
  /**
   * Keeps a profile that a process has taken, with a sample each `interval` microseconds. Functions are named by where they are
   * in the sources, where the process has source maps.
   */
  profile(
    params?: $.Params<Captures_profile_Params.Init, Captures_profile_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Captures_profile_Results>;
  /** Of all processes, the latest first. */
  list(
    params?: $.Params<Captures_list_Params.Init, Captures_list_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Captures_list_Results>;
  /** Its file is gone. Fails for what is not there. */
  discard(
    params?: $.Params<Captures_discard_Params.Init, Captures_discard_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Captures_discard_Results>;
  /** What a snapshot has of each class. */
  classes(
    params?: $.Params<Captures_classes_Params.Init, Captures_classes_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Contents>;
  /**
   * How two snapshots differ, class by class, the largest change in bytes first. A class of which nothing has changed is
   * left out.
   */
  compare(
    params?: $.Params<Captures_compare_Params.Init, Captures_compare_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Captures_compare_Results>;
  /** Where the time of a profile went. */
  stacks(
    params?: $.Params<Captures_stacks_Params.Init, Captures_stacks_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Stacks>;
  /** In which directory captures are kept, how many bytes this user can still have there, and how many all captures take. */
  room(
    params?: $.Params<Captures_room_Params.Init, Captures_room_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Captures_room_Results>;
}

export declare namespace Captures {
  type Init = $.CapabilityInit<Captures, Server>;

  /**
   * Heap snapshots and CPU profiles that the console has taken for its pages. Each is a file of the console, which has no name
   * that anybody else could open it by, and ends with the console. A page downloads one by a GET of its `path`.
   */
  interface Server {
    /**
     * Takes a snapshot of the process whose `heap` is given. `maxPause` and `force` are as `Heap.snapshot` has them, and so is
     * what it fails with. Canceling it calls the snapshot off; of one that did not come whole nothing is kept.
     */
    snapshot(
      params: Captures_snapshot_Params,
      ctx: $.Context<Captures_snapshot_Results.Init, Captures_snapshot_Results.Builder>,
    ): $.Returns<Captures_snapshot_Results.Init>;
    /**
     * Keeps a profile that a process has taken, with a sample each `interval` microseconds. Functions are named by where they are
     * in the sources, where the process has source maps.
     */
    profile(
      params: Captures_profile_Params,
      ctx: $.Context<Captures_profile_Results.Init, Captures_profile_Results.Builder>,
    ): $.Returns<Captures_profile_Results.Init>;
    /** Of all processes, the latest first. */
    list(
      params: Captures_list_Params,
      ctx: $.Context<Captures_list_Results.Init, Captures_list_Results.Builder>,
    ): $.Returns<Captures_list_Results.Init>;
    /** Its file is gone. Fails for what is not there. */
    discard(
      params: Captures_discard_Params,
      ctx: $.Context<Captures_discard_Results.Init, Captures_discard_Results.Builder>,
    ): $.Returns<Captures_discard_Results.Init>;
    /** What a snapshot has of each class. */
    classes(
      params: Captures_classes_Params,
      ctx: $.Context<Contents.Init, Contents.Builder>,
    ): $.Returns<Contents.Init>;
    /**
     * How two snapshots differ, class by class, the largest change in bytes first. A class of which nothing has changed is
     * left out.
     */
    compare(
      params: Captures_compare_Params,
      ctx: $.Context<Captures_compare_Results.Init, Captures_compare_Results.Builder>,
    ): $.Returns<Captures_compare_Results.Init>;
    /** Where the time of a profile went. */
    stacks(
      params: Captures_stacks_Params,
      ctx: $.Context<Stacks.Init, Stacks.Builder>,
    ): $.Returns<Stacks.Init>;
    /** In which directory captures are kept, how many bytes this user can still have there, and how many all captures take. */
    room(
      params: Captures_room_Params,
      ctx: $.Context<Captures_room_Results.Init, Captures_room_Results.Builder>,
    ): $.Returns<Captures_room_Results.Init>;
  }
}

export const Captures: $.Interface<Captures, Captures.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0x90925d55135b860fn,
  name: "captures.capnp:Captures",
  doc: "Heap snapshots and CPU profiles that the console has taken for its pages. Each is a file of the console, which has no name\nthat anybody else could open it by, and ends with the console. A page downloads one by a GET of its `path`.",
  methods: () => [
    [
      "snapshot",
      Captures_snapshot_Params,
      Captures_snapshot_Results,
      {
        doc: "Takes a snapshot of the process whose `heap` is given. `maxPause` and `force` are as `Heap.snapshot` has them, and so is\nwhat it fails with. Canceling it calls the snapshot off; of one that did not come whole nothing is kept.",
      },
    ],
    [
      "profile",
      Captures_profile_Params,
      Captures_profile_Results,
      {
        doc: "Keeps a profile that a process has taken, with a sample each `interval` microseconds. Functions are named by where they are\nin the sources, where the process has source maps.",
      },
    ],
    ["list", Captures_list_Params, Captures_list_Results, { doc: "Of all processes, the latest first." }],
    [
      "discard",
      Captures_discard_Params,
      Captures_discard_Results,
      { doc: "Its file is gone. Fails for what is not there." },
    ],
    ["classes", Captures_classes_Params, Contents, { doc: "What a snapshot has of each class." }],
    [
      "compare",
      Captures_compare_Params,
      Captures_compare_Results,
      {
        doc: "How two snapshots differ, class by class, the largest change in bytes first. A class of which nothing has changed is\nleft out.",
      },
    ],
    ["stacks", Captures_stacks_Params, Stacks, { doc: "Where the time of a profile went." }],
    [
      "room",
      Captures_room_Params,
      Captures_room_Results,
      {
        doc: "In which directory captures are kept, how many bytes this user can still have there, and how many all captures take.",
      },
    ],
  ],
});

export interface Captures_snapshot_Params {
  readonly heap: Heap;
  readonly subject: Subject | undefined;
  readonly maxPause: number;
  readonly force: boolean;
  readonly progress: Progress;
}

export declare namespace Captures_snapshot_Params {
  interface Init {
    readonly heap?: Heap.Init | undefined;
    readonly subject?: Subject.Init | undefined;
    readonly maxPause?: number | undefined;
    readonly force?: boolean | undefined;
    readonly progress?: Progress.Init | undefined;
  }

  interface Builder {
    set heap(value: Heap.Init);
    set subject(value: Subject.Init);
    initSubject(): Subject.Builder;
    set maxPause(value: number);
    set force(value: boolean);
    set progress(value: Progress.Init);
  }

  interface Pipeline {
    readonly heap: Heap;
    readonly progress: Progress;
  }
}

export const Captures_snapshot_Params: $.Struct<
  Captures_snapshot_Params,
  Captures_snapshot_Params.Init,
  Captures_snapshot_Params.Builder,
  Captures_snapshot_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xa662d8e9b0faa005n,
  name: "captures.capnp:Captures.snapshot$Params",
  dataWords: 2,
  pointers: 3,
  fields: () => [
    ["heap", Heap, 0],
    ["subject", Subject, 1],
    ["maxPause", $.Float64, 0, { default: 1 }],
    ["force", $.Bool, 64],
    ["progress", Progress, 2],
  ],
});

export interface Captures_snapshot_Results {
  readonly capture: Capture | undefined;
}

export declare namespace Captures_snapshot_Results {
  interface Init {
    readonly capture?: Capture.Init | undefined;
  }

  interface Builder {
    set capture(value: Capture.Init);
    initCapture(): Capture.Builder;
  }
}

export const Captures_snapshot_Results: $.Struct<
  Captures_snapshot_Results,
  Captures_snapshot_Results.Init,
  Captures_snapshot_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xda66079a72c7613an,
  name: "captures.capnp:Captures.snapshot$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["capture", Capture, 0]],
});

export interface Captures_profile_Params {
  readonly profile: Profile;
  readonly subject: Subject | undefined;
  readonly interval: number;
  readonly progress: Progress;
}

export declare namespace Captures_profile_Params {
  interface Init {
    readonly profile?: Profile.Init | undefined;
    readonly subject?: Subject.Init | undefined;
    readonly interval?: number | undefined;
    readonly progress?: Progress.Init | undefined;
  }

  interface Builder {
    set profile(value: Profile.Init);
    set subject(value: Subject.Init);
    initSubject(): Subject.Builder;
    set interval(value: number);
    set progress(value: Progress.Init);
  }

  interface Pipeline {
    readonly profile: Profile;
    readonly progress: Progress;
  }
}

export const Captures_profile_Params: $.Struct<
  Captures_profile_Params,
  Captures_profile_Params.Init,
  Captures_profile_Params.Builder,
  Captures_profile_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x8d86deba8cc5cafan,
  name: "captures.capnp:Captures.profile$Params",
  dataWords: 1,
  pointers: 3,
  fields: () => [
    ["profile", Profile, 0],
    ["subject", Subject, 1],
    ["interval", $.UInt32, 0],
    ["progress", Progress, 2],
  ],
});

export interface Captures_profile_Results {
  readonly capture: Capture | undefined;
}

export declare namespace Captures_profile_Results {
  interface Init {
    readonly capture?: Capture.Init | undefined;
  }

  interface Builder {
    set capture(value: Capture.Init);
    initCapture(): Capture.Builder;
  }
}

export const Captures_profile_Results: $.Struct<
  Captures_profile_Results,
  Captures_profile_Results.Init,
  Captures_profile_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xa9a4ac35c24707c9n,
  name: "captures.capnp:Captures.profile$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["capture", Capture, 0]],
});

export type Captures_list_Params = $.Empty;

export declare namespace Captures_list_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Captures_list_Params: $.Struct<
  Captures_list_Params,
  Captures_list_Params.Init,
  Captures_list_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xef30aa6ea161d9bfn,
  name: "captures.capnp:Captures.list$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Captures_list_Results {
  readonly captures: readonly Capture[];
}

export declare namespace Captures_list_Results {
  interface Init {
    readonly captures?: readonly Capture.Init[] | undefined;
  }

  interface Builder {
    set captures(value: readonly Capture.Init[]);
    initCaptures(length: number): $.StructListBuilder<Capture.Builder>;
  }
}

export const Captures_list_Results: $.Struct<
  Captures_list_Results,
  Captures_list_Results.Init,
  Captures_list_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xda220113986cfed9n,
  name: "captures.capnp:Captures.list$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["captures", $.List(Capture), 0]],
});

export interface Captures_discard_Params {
  readonly id: string;
}

export declare namespace Captures_discard_Params {
  interface Init {
    readonly id?: string | undefined;
  }

  interface Builder {
    set id(value: string);
  }
}

export const Captures_discard_Params: $.Struct<
  Captures_discard_Params,
  Captures_discard_Params.Init,
  Captures_discard_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xea14c07e2696f750n,
  name: "captures.capnp:Captures.discard$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["id", $.Text, 0]],
});

export type Captures_discard_Results = $.Empty;

export declare namespace Captures_discard_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Captures_discard_Results: $.Struct<
  Captures_discard_Results,
  Captures_discard_Results.Init,
  Captures_discard_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xa67fecf518149a47n,
  name: "captures.capnp:Captures.discard$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Captures_classes_Params {
  readonly id: string;
  readonly progress: Progress;
}

export declare namespace Captures_classes_Params {
  interface Init {
    readonly id?: string | undefined;
    readonly progress?: Progress.Init | undefined;
  }

  interface Builder {
    set id(value: string);
    set progress(value: Progress.Init);
  }

  interface Pipeline {
    readonly progress: Progress;
  }
}

export const Captures_classes_Params: $.Struct<
  Captures_classes_Params,
  Captures_classes_Params.Init,
  Captures_classes_Params.Builder,
  Captures_classes_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x97ac8f9465e81532n,
  name: "captures.capnp:Captures.classes$Params",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["id", $.Text, 0],
    ["progress", Progress, 1],
  ],
});

export interface Captures_compare_Params {
  readonly before: string;
  readonly after: string;
  readonly progress: Progress;
}

export declare namespace Captures_compare_Params {
  interface Init {
    readonly before?: string | undefined;
    readonly after?: string | undefined;
    readonly progress?: Progress.Init | undefined;
  }

  interface Builder {
    set before(value: string);
    set after(value: string);
    set progress(value: Progress.Init);
  }

  interface Pipeline {
    readonly progress: Progress;
  }
}

export const Captures_compare_Params: $.Struct<
  Captures_compare_Params,
  Captures_compare_Params.Init,
  Captures_compare_Params.Builder,
  Captures_compare_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x9cf776d70268dfeen,
  name: "captures.capnp:Captures.compare$Params",
  dataWords: 0,
  pointers: 3,
  fields: () => [
    ["before", $.Text, 0],
    ["after", $.Text, 1],
    ["progress", Progress, 2],
  ],
});

export interface Captures_compare_Results {
  readonly before: Totals | undefined;
  readonly after: Totals | undefined;
  readonly changes: readonly ClassChange[];
}

export declare namespace Captures_compare_Results {
  interface Init {
    readonly before?: Totals.Init | undefined;
    readonly after?: Totals.Init | undefined;
    readonly changes?: readonly ClassChange.Init[] | undefined;
  }

  interface Builder {
    set before(value: Totals.Init);
    initBefore(): Totals.Builder;
    set after(value: Totals.Init);
    initAfter(): Totals.Builder;
    set changes(value: readonly ClassChange.Init[]);
    initChanges(length: number): $.StructListBuilder<ClassChange.Builder>;
  }
}

export const Captures_compare_Results: $.Struct<
  Captures_compare_Results,
  Captures_compare_Results.Init,
  Captures_compare_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x8a2143625e2f9105n,
  name: "captures.capnp:Captures.compare$Results",
  dataWords: 0,
  pointers: 3,
  fields: () => [
    ["before", Totals, 0],
    ["after", Totals, 1],
    ["changes", $.List(ClassChange), 2],
  ],
});

export interface Captures_stacks_Params {
  readonly id: string;
}

export declare namespace Captures_stacks_Params {
  interface Init {
    readonly id?: string | undefined;
  }

  interface Builder {
    set id(value: string);
  }
}

export const Captures_stacks_Params: $.Struct<
  Captures_stacks_Params,
  Captures_stacks_Params.Init,
  Captures_stacks_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xa17a50633b144792n,
  name: "captures.capnp:Captures.stacks$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["id", $.Text, 0]],
});

export type Captures_room_Params = $.Empty;

export declare namespace Captures_room_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Captures_room_Params: $.Struct<
  Captures_room_Params,
  Captures_room_Params.Init,
  Captures_room_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xb51a6542207f44d7n,
  name: "captures.capnp:Captures.room$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Captures_room_Results {
  readonly directory: string;
  readonly free: bigint;
  readonly kept: bigint;
}

export declare namespace Captures_room_Results {
  interface Init {
    readonly directory?: string | undefined;
    readonly free?: bigint | undefined;
    readonly kept?: bigint | undefined;
  }

  interface Builder {
    set directory(value: string);
    set free(value: bigint);
    set kept(value: bigint);
  }
}

export const Captures_room_Results: $.Struct<
  Captures_room_Results,
  Captures_room_Results.Init,
  Captures_room_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x8334776d66727e02n,
  name: "captures.capnp:Captures.room$Results",
  dataWords: 2,
  pointers: 1,
  fields: () => [
    ["directory", $.Text, 0],
    ["free", $.UInt64, 0],
    ["kept", $.UInt64, 1],
  ],
});

export interface Progress extends $.Client {
  /**
   * How far it is: so many bytes of so many, where the phase has bytes. When this returns the next is welcome; only the latest
   * is told then.
   */
  report(
    params?: $.Params<Progress_report_Params.Init, Progress_report_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Progress_report_Results>;
}

export declare namespace Progress {
  type Init = $.CapabilityInit<Progress, Server>;

  interface Server {
    /**
     * How far it is: so many bytes of so many, where the phase has bytes. When this returns the next is welcome; only the latest
     * is told then.
     */
    report(
      params: Progress_report_Params,
      ctx: $.Context<Progress_report_Results.Init, Progress_report_Results.Builder>,
    ): $.Returns<Progress_report_Results.Init>;
  }
}

export const Progress: $.Interface<Progress, Progress.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xed9b1e8c30ea7ae0n,
  name: "captures.capnp:Progress",
  methods: () => [
    [
      "report",
      Progress_report_Params,
      Progress_report_Results,
      {
        doc: "How far it is: so many bytes of so many, where the phase has bytes. When this returns the next is welcome; only the latest\nis told then.",
      },
    ],
  ],
});

export type Progress_Phase = "preparing" | "pausing" | "transferring" | "reading" | "retaining";

export const Progress_Phase: $.Enum<Progress_Phase> = /*#__PURE__*/ $.enumType({
  id: 0xe65db36938c24114n,
  name: "captures.capnp:Progress.Phase",
  values: ["preparing", "pausing", "transferring", "reading", "retaining"],
  about: {
    preparing: { doc: "The process collects garbage, and reckons what it will cost." },
    pausing: { doc: "The process does nothing else, for `pause` seconds at most." },
    reading: { doc: "The console reads what it has." },
    retaining: { doc: "The console works out what the objects keep alive." },
  },
});

export interface Progress_report_Params {
  readonly phase: Progress_Phase | number;
  readonly done: bigint;
  readonly total: bigint;
  readonly pause: number;
}

export declare namespace Progress_report_Params {
  interface Init {
    readonly phase?: Progress_Phase | number | undefined;
    readonly done?: bigint | undefined;
    readonly total?: bigint | undefined;
    readonly pause?: number | undefined;
  }

  interface Builder {
    set phase(value: Progress_Phase | number);
    set done(value: bigint);
    set total(value: bigint);
    set pause(value: number);
  }
}

export const Progress_report_Params: $.Struct<
  Progress_report_Params,
  Progress_report_Params.Init,
  Progress_report_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xb76fe6d7b14c6593n,
  name: "captures.capnp:Progress.report$Params",
  dataWords: 4,
  pointers: 0,
  fields: () => [
    ["phase", Progress_Phase, 0],
    ["done", $.UInt64, 1],
    ["total", $.UInt64, 2],
    ["pause", $.Float64, 3],
  ],
});

export type Progress_report_Results = $.Empty;

export declare namespace Progress_report_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Progress_report_Results: $.Struct<
  Progress_report_Results,
  Progress_report_Results.Init,
  Progress_report_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xbea2554ae76fd5een,
  name: "captures.capnp:Progress.report$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

/** Whose it is, as the page shows it. */
export interface Subject {
  readonly place: string;
  readonly pid: number;
  readonly name: string;
}

export declare namespace Subject {
  /** Whose it is, as the page shows it. */
  interface Init {
    readonly place?: string | undefined;
    readonly pid?: number | undefined;
    readonly name?: string | undefined;
  }

  /** Whose it is, as the page shows it. */
  interface Builder {
    set place(value: string);
    set pid(value: number);
    set name(value: string);
  }
}

export const Subject: $.Struct<Subject, Subject.Init, Subject.Builder> = /*#__PURE__*/ $.structType({
  id: 0xd859b725def0bf9bn,
  name: "captures.capnp:Subject",
  doc: "Whose it is, as the page shows it.",
  dataWords: 1,
  pointers: 2,
  fields: () => [
    ["place", $.Text, 0],
    ["pid", $.UInt32, 0],
    ["name", $.Text, 1],
  ],
});

export interface Capture {
  readonly id: string;
  readonly subject: Subject | undefined;
  /** Milliseconds since the epoch, by the clock of the console. */
  readonly takenAt: number;
  /** Of the file. */
  readonly bytes: bigint;
  /** From which it is downloaded, with the name that it is saved by. */
  readonly path: string;
  readonly kind: Capture_kind;
}

export declare namespace Capture {
  interface Init {
    readonly id?: string | undefined;
    readonly subject?: Subject.Init | undefined;
    /** Milliseconds since the epoch, by the clock of the console. */
    readonly takenAt?: number | undefined;
    /** Of the file. */
    readonly bytes?: bigint | undefined;
    /** From which it is downloaded, with the name that it is saved by. */
    readonly path?: string | undefined;
    readonly kind?: Capture_kind.Init | undefined;
  }

  interface Builder {
    set id(value: string);
    set subject(value: Subject.Init);
    initSubject(): Subject.Builder;
    /** Milliseconds since the epoch, by the clock of the console. */
    set takenAt(value: number);
    /** Of the file. */
    set bytes(value: bigint);
    /** From which it is downloaded, with the name that it is saved by. */
    set path(value: string);
    set kind(value: Capture_kind.Init);
    initKind(): Capture_kind.Builder;
  }
}

export const Capture: $.Struct<Capture, Capture.Init, Capture.Builder> = /*#__PURE__*/ $.structType({
  id: 0x8d4bb68b1379b7f9n,
  name: "captures.capnp:Capture",
  dataWords: 5,
  pointers: 3,
  fields: () => [
    ["id", $.Text, 0],
    ["subject", Subject, 1],
    ["takenAt", $.Float64, 0, { doc: "Milliseconds since the epoch, by the clock of the console." }],
    ["bytes", $.UInt64, 1, { doc: "Of the file." }],
    ["path", $.Text, 2, { doc: "From which it is downloaded, with the name that it is saved by." }],
    ["kind", Capture_kind, 0],
  ],
});

export type Capture_kind =
  | { readonly which: "snapshot"; readonly snapshot: Capture_kind_snapshot }
  | { readonly which: "profile"; readonly profile: Capture_kind_profile }
  | { readonly which: number };

export declare namespace Capture_kind {
  type Init =
    | { readonly which: "snapshot"; readonly snapshot?: Capture_kind_snapshot.Init | undefined }
    | { readonly which: "profile"; readonly profile?: Capture_kind_profile.Init | undefined }
    | { readonly which?: number | undefined };

  interface Builder {
    set snapshot(value: Capture_kind_snapshot.Init);
    initSnapshot(): Capture_kind_snapshot.Builder;
    set profile(value: Capture_kind_profile.Init);
    initProfile(): Capture_kind_profile.Builder;
  }
}

export const Capture_kind: $.Struct<
  Capture_kind,
  Capture_kind.Init,
  Capture_kind.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xea8ff5eea7ae9b2cn,
  name: "captures.capnp:Capture.kind",
  dataWords: 5,
  pointers: 3,
  union: 12,
  fields: () => [
    ["snapshot", Capture_kind_snapshot, 0, { tag: 0 }],
    ["profile", Capture_kind_profile, 0, { tag: 1 }],
  ],
});

export interface Capture_kind_snapshot {
  /** Seconds for which the process did nothing else. */
  readonly pause: number;
}

export declare namespace Capture_kind_snapshot {
  interface Init {
    /** Seconds for which the process did nothing else. */
    readonly pause?: number | undefined;
  }

  interface Builder {
    /** Seconds for which the process did nothing else. */
    set pause(value: number);
  }
}

export const Capture_kind_snapshot: $.Struct<
  Capture_kind_snapshot,
  Capture_kind_snapshot.Init,
  Capture_kind_snapshot.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xbde9de224d5261dan,
  name: "captures.capnp:Capture.kind.snapshot",
  dataWords: 5,
  pointers: 3,
  fields: () => [["pause", $.Float64, 2, { doc: "Seconds for which the process did nothing else." }]],
});

export interface Capture_kind_profile {
  /** Seconds. */
  readonly duration: number;
  readonly samples: bigint;
  /** Microseconds between two samples, as it was asked for. */
  readonly interval: number;
}

export declare namespace Capture_kind_profile {
  interface Init {
    /** Seconds. */
    readonly duration?: number | undefined;
    readonly samples?: bigint | undefined;
    /** Microseconds between two samples, as it was asked for. */
    readonly interval?: number | undefined;
  }

  interface Builder {
    /** Seconds. */
    set duration(value: number);
    set samples(value: bigint);
    /** Microseconds between two samples, as it was asked for. */
    set interval(value: number);
  }
}

export const Capture_kind_profile: $.Struct<
  Capture_kind_profile,
  Capture_kind_profile.Init,
  Capture_kind_profile.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xf1313b941c97ccb9n,
  name: "captures.capnp:Capture.kind.profile",
  dataWords: 5,
  pointers: 3,
  fields: () => [
    ["duration", $.Float64, 2, { doc: "Seconds." }],
    ["samples", $.UInt64, 4],
    ["interval", $.UInt32, 7, { doc: "Microseconds between two samples, as it was asked for." }],
  ],
});

export interface Totals {
  readonly objects: bigint;
  readonly references: bigint;
  /** Of all objects. */
  readonly bytes: bigint;
}

export declare namespace Totals {
  interface Init {
    readonly objects?: bigint | undefined;
    readonly references?: bigint | undefined;
    /** Of all objects. */
    readonly bytes?: bigint | undefined;
  }

  interface Builder {
    set objects(value: bigint);
    set references(value: bigint);
    /** Of all objects. */
    set bytes(value: bigint);
  }
}

export const Totals: $.Struct<Totals, Totals.Init, Totals.Builder> = /*#__PURE__*/ $.structType({
  id: 0xb3addfea56388583n,
  name: "captures.capnp:Totals",
  dataWords: 3,
  pointers: 0,
  fields: () => [
    ["objects", $.UInt64, 0],
    ["references", $.UInt64, 1],
    ["bytes", $.UInt64, 2, { doc: "Of all objects." }],
  ],
});

export interface Contents {
  readonly totals: Totals | undefined;
  /** Those that keep the most alive first, or are the largest, where that is not known. */
  readonly classes: readonly ClassTotal[];
  /** Why it is not known what the objects keep alive, for people; empty where it is. */
  readonly unretained: string;
}

export declare namespace Contents {
  interface Init {
    readonly totals?: Totals.Init | undefined;
    /** Those that keep the most alive first, or are the largest, where that is not known. */
    readonly classes?: readonly ClassTotal.Init[] | undefined;
    /** Why it is not known what the objects keep alive, for people; empty where it is. */
    readonly unretained?: string | undefined;
  }

  interface Builder {
    set totals(value: Totals.Init);
    initTotals(): Totals.Builder;
    /** Those that keep the most alive first, or are the largest, where that is not known. */
    set classes(value: readonly ClassTotal.Init[]);
    initClasses(length: number): $.StructListBuilder<ClassTotal.Builder>;
    /** Why it is not known what the objects keep alive, for people; empty where it is. */
    set unretained(value: string);
  }
}

export const Contents: $.Struct<Contents, Contents.Init, Contents.Builder> = /*#__PURE__*/ $.structType({
  id: 0xf5606d5b3fa3cfb9n,
  name: "captures.capnp:Contents",
  dataWords: 0,
  pointers: 3,
  fields: () => [
    ["totals", Totals, 0],
    [
      "classes",
      $.List(ClassTotal),
      1,
      { doc: "Those that keep the most alive first, or are the largest, where that is not known." },
    ],
    [
      "unretained",
      $.Text,
      2,
      { doc: "Why it is not known what the objects keep alive, for people; empty where it is." },
    ],
  ],
});

export interface ClassTotal {
  readonly name: string;
  readonly count: bigint;
  /** Of the objects themselves, without what they refer to. */
  readonly bytes: bigint;
  /**
   * Of what would be freed if they were, they themselves among them: what each of them alone keeps alive. 0 where that is
   * not known.
   */
  readonly retained: bigint;
}

export declare namespace ClassTotal {
  interface Init {
    readonly name?: string | undefined;
    readonly count?: bigint | undefined;
    /** Of the objects themselves, without what they refer to. */
    readonly bytes?: bigint | undefined;
    /**
     * Of what would be freed if they were, they themselves among them: what each of them alone keeps alive. 0 where that is
     * not known.
     */
    readonly retained?: bigint | undefined;
  }

  interface Builder {
    set name(value: string);
    set count(value: bigint);
    /** Of the objects themselves, without what they refer to. */
    set bytes(value: bigint);
    /**
     * Of what would be freed if they were, they themselves among them: what each of them alone keeps alive. 0 where that is
     * not known.
     */
    set retained(value: bigint);
  }
}

export const ClassTotal: $.Struct<
  ClassTotal,
  ClassTotal.Init,
  ClassTotal.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xa7dc04117210f5dfn,
  name: "captures.capnp:ClassTotal",
  dataWords: 3,
  pointers: 1,
  fields: () => [
    ["name", $.Text, 0],
    ["count", $.UInt64, 0],
    ["bytes", $.UInt64, 1, { doc: "Of the objects themselves, without what they refer to." }],
    [
      "retained",
      $.UInt64,
      2,
      {
        doc: "Of what would be freed if they were, they themselves among them: what each of them alone keeps alive. 0 where that is\nnot known.",
      },
    ],
  ],
});

export interface ClassChange {
  readonly name: string;
  readonly countBefore: bigint;
  readonly countAfter: bigint;
  readonly bytesBefore: bigint;
  readonly bytesAfter: bigint;
}

export declare namespace ClassChange {
  interface Init {
    readonly name?: string | undefined;
    readonly countBefore?: bigint | undefined;
    readonly countAfter?: bigint | undefined;
    readonly bytesBefore?: bigint | undefined;
    readonly bytesAfter?: bigint | undefined;
  }

  interface Builder {
    set name(value: string);
    set countBefore(value: bigint);
    set countAfter(value: bigint);
    set bytesBefore(value: bigint);
    set bytesAfter(value: bigint);
  }
}

export const ClassChange: $.Struct<
  ClassChange,
  ClassChange.Init,
  ClassChange.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xbb27ed30c8e4e5b3n,
  name: "captures.capnp:ClassChange",
  dataWords: 4,
  pointers: 1,
  fields: () => [
    ["name", $.Text, 0],
    ["countBefore", $.UInt64, 0],
    ["countAfter", $.UInt64, 1],
    ["bytesBefore", $.UInt64, 2],
    ["bytesAfter", $.UInt64, 3],
  ],
});

/** A profile by its stacks. All times are microseconds. */
export interface Stacks {
  /** In functions. */
  readonly busy: number;
  /** In which nothing ran. */
  readonly idle: number;
  /** Those that took the most themselves come first. */
  readonly functions: readonly FunctionTime[];
  /**
   * The tree of who called whom, the root first and callers before what they called; those of the same function by the same
   * caller are one.
   */
  readonly calls: readonly StackCall[];
  /** How many calls are not there, since they took the least and there were too many. */
  readonly leftOut: number;
}

export declare namespace Stacks {
  /** A profile by its stacks. All times are microseconds. */
  interface Init {
    /** In functions. */
    readonly busy?: number | undefined;
    /** In which nothing ran. */
    readonly idle?: number | undefined;
    /** Those that took the most themselves come first. */
    readonly functions?: readonly FunctionTime.Init[] | undefined;
    /**
     * The tree of who called whom, the root first and callers before what they called; those of the same function by the same
     * caller are one.
     */
    readonly calls?: readonly StackCall.Init[] | undefined;
    /** How many calls are not there, since they took the least and there were too many. */
    readonly leftOut?: number | undefined;
  }

  /** A profile by its stacks. All times are microseconds. */
  interface Builder {
    /** In functions. */
    set busy(value: number);
    /** In which nothing ran. */
    set idle(value: number);
    /** Those that took the most themselves come first. */
    set functions(value: readonly FunctionTime.Init[]);
    initFunctions(length: number): $.StructListBuilder<FunctionTime.Builder>;
    /**
     * The tree of who called whom, the root first and callers before what they called; those of the same function by the same
     * caller are one.
     */
    set calls(value: readonly StackCall.Init[]);
    initCalls(length: number): $.StructListBuilder<StackCall.Builder>;
    /** How many calls are not there, since they took the least and there were too many. */
    set leftOut(value: number);
  }
}

export const Stacks: $.Struct<Stacks, Stacks.Init, Stacks.Builder> = /*#__PURE__*/ $.structType({
  id: 0xfb952d1a484f0140n,
  name: "captures.capnp:Stacks",
  doc: "A profile by its stacks. All times are microseconds.",
  dataWords: 3,
  pointers: 2,
  fields: () => [
    ["busy", $.Float64, 0, { doc: "In functions." }],
    ["idle", $.Float64, 1, { doc: "In which nothing ran." }],
    ["functions", $.List(FunctionTime), 0, { doc: "Those that took the most themselves come first." }],
    [
      "calls",
      $.List(StackCall),
      1,
      {
        doc: "The tree of who called whom, the root first and callers before what they called; those of the same function by the same\ncaller are one.",
      },
    ],
    [
      "leftOut",
      $.UInt32,
      4,
      { doc: "How many calls are not there, since they took the least and there were too many." },
    ],
  ],
});

export interface FunctionTime {
  /** Empty for one that has no name. */
  readonly name: string;
  readonly url: string;
  /** From 1; 0 where it is not known. */
  readonly line: number;
  /** In the function itself. */
  readonly self: number;
  /** In it and in what it called, each moment counted once however it was reached. */
  readonly total: number;
}

export declare namespace FunctionTime {
  interface Init {
    /** Empty for one that has no name. */
    readonly name?: string | undefined;
    readonly url?: string | undefined;
    /** From 1; 0 where it is not known. */
    readonly line?: number | undefined;
    /** In the function itself. */
    readonly self?: number | undefined;
    /** In it and in what it called, each moment counted once however it was reached. */
    readonly total?: number | undefined;
  }

  interface Builder {
    /** Empty for one that has no name. */
    set name(value: string);
    set url(value: string);
    /** From 1; 0 where it is not known. */
    set line(value: number);
    /** In the function itself. */
    set self(value: number);
    /** In it and in what it called, each moment counted once however it was reached. */
    set total(value: number);
  }
}

export const FunctionTime: $.Struct<
  FunctionTime,
  FunctionTime.Init,
  FunctionTime.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x8209245688583eabn,
  name: "captures.capnp:FunctionTime",
  dataWords: 3,
  pointers: 2,
  fields: () => [
    ["name", $.Text, 0, { doc: "Empty for one that has no name." }],
    ["url", $.Text, 1],
    ["line", $.UInt32, 0, { doc: "From 1; 0 where it is not known." }],
    ["self", $.Float64, 1, { doc: "In the function itself." }],
    [
      "total",
      $.Float64,
      2,
      { doc: "In it and in what it called, each moment counted once however it was reached." },
    ],
  ],
});

export interface StackCall {
  /** Which of the functions; of the root it means nothing. */
  readonly function: number;
  /** Which of the calls; of the root itself. */
  readonly caller: number;
  /** In it and in what it called. */
  readonly total: number;
}

export declare namespace StackCall {
  interface Init {
    /** Which of the functions; of the root it means nothing. */
    readonly function?: number | undefined;
    /** Which of the calls; of the root itself. */
    readonly caller?: number | undefined;
    /** In it and in what it called. */
    readonly total?: number | undefined;
  }

  interface Builder {
    /** Which of the functions; of the root it means nothing. */
    set function(value: number);
    /** Which of the calls; of the root itself. */
    set caller(value: number);
    /** In it and in what it called. */
    set total(value: number);
  }
}

export const StackCall: $.Struct<StackCall, StackCall.Init, StackCall.Builder> = /*#__PURE__*/ $.structType({
  id: 0xe0af0fd7e54ef6den,
  name: "captures.capnp:StackCall",
  dataWords: 2,
  pointers: 0,
  fields: () => [
    ["function", $.UInt32, 0, { doc: "Which of the functions; of the root it means nothing." }],
    ["caller", $.UInt32, 1, { doc: "Which of the calls; of the root itself." }],
    ["total", $.Float64, 1, { doc: "In it and in what it called." }],
  ],
});
