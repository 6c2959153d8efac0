// Generated from heap.capnp by @teleop/capnpc. Do not edit.
import * as $ from "@teleop/rpc-capnp/schema";
import { Compression, Receipt, Receiver } from "../transfer/transfer.capnp.ts";

/**
 * What the process keeps in memory: how many objects of which type, and snapshots for the tools of browsers.
 *
 * Impact: a pause of the whole process, by each method as it says. A snapshot is the longest: 1 to 4 microseconds for each
 * object, a minute for a heap of 500 MB in small ones, and more where they have many references or long texts.
 */
export interface Heap extends $.Client {
  /**
   * What is in the heap now, garbage included.
   *
   * Impact: a pause of some 20 nanoseconds for each object, 10 ms for half a million.
   */
  statistics(
    params?: $.Params<Heap_statistics_Params.Init, Heap_statistics_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Heap_Statistics>;
  /**
   * Frees what nobody uses any more, at once. The pause is in seconds.
   *
   * Impact: a pause of some 10 nanoseconds for each object, 150 ms for 16 million.
   */
  collectGarbage(
    params?: $.Params<Heap_collectGarbage_Params.Init, Heap_collectGarbage_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Heap_collectGarbage_Results>;
  /**
   * What a snapshot would cost if it were taken now. Garbage is collected first, as it is before a snapshot.
   *
   * Impact: a pause of some 30 nanoseconds for each object, half a second for 16 million.
   */
  estimate(
    params?: $.Params<Heap_estimate_Params.Init, Heap_estimate_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Heap_Estimate>;
  /**
   * Gives a .heapsnapshot to the receiver. Garbage is collected first.
   *
   * Refused with an estimate, in the error's details, where the pause may be longer than `maxPause` seconds, or where memory
   * may not suffice; `force` does without this. One at a time: who comes second is told who is first. What
   * `compressions` has first of what the process can do is used, else none. Nothing is written to a disk of the process.
   *
   * Impact: a pause, and memory beyond what the process uses, as `estimate` says. After that a thread compresses.
   */
  snapshot(
    params?: $.Params<Heap_snapshot_Params.Init, Heap_snapshot_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Heap_snapshot_Results>;
}

export declare namespace Heap {
  type Init = $.CapabilityInit<Heap, Server>;

  /**
   * What the process keeps in memory: how many objects of which type, and snapshots for the tools of browsers.
   *
   * Impact: a pause of the whole process, by each method as it says. A snapshot is the longest: 1 to 4 microseconds for each
   * object, a minute for a heap of 500 MB in small ones, and more where they have many references or long texts.
   */
  interface Server {
    /**
     * What is in the heap now, garbage included.
     *
     * Impact: a pause of some 20 nanoseconds for each object, 10 ms for half a million.
     */
    statistics(
      params: Heap_statistics_Params,
      ctx: $.Context<Heap_Statistics.Init, Heap_Statistics.Builder>,
    ): $.Returns<Heap_Statistics.Init>;
    /**
     * Frees what nobody uses any more, at once. The pause is in seconds.
     *
     * Impact: a pause of some 10 nanoseconds for each object, 150 ms for 16 million.
     */
    collectGarbage(
      params: Heap_collectGarbage_Params,
      ctx: $.Context<Heap_collectGarbage_Results.Init, Heap_collectGarbage_Results.Builder>,
    ): $.Returns<Heap_collectGarbage_Results.Init>;
    /**
     * What a snapshot would cost if it were taken now. Garbage is collected first, as it is before a snapshot.
     *
     * Impact: a pause of some 30 nanoseconds for each object, half a second for 16 million.
     */
    estimate(
      params: Heap_estimate_Params,
      ctx: $.Context<Heap_Estimate.Init, Heap_Estimate.Builder>,
    ): $.Returns<Heap_Estimate.Init>;
    /**
     * Gives a .heapsnapshot to the receiver. Garbage is collected first.
     *
     * Refused with an estimate, in the error's details, where the pause may be longer than `maxPause` seconds, or where memory
     * may not suffice; `force` does without this. One at a time: who comes second is told who is first. What
     * `compressions` has first of what the process can do is used, else none. Nothing is written to a disk of the process.
     *
     * Impact: a pause, and memory beyond what the process uses, as `estimate` says. After that a thread compresses.
     */
    snapshot(
      params: Heap_snapshot_Params,
      ctx: $.Context<Heap_snapshot_Results.Init, Heap_snapshot_Results.Builder>,
    ): $.Returns<Heap_snapshot_Results.Init>;
  }
}

export const Heap: $.Interface<Heap, Heap.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0x956ba52100065558n,
  name: "heap.capnp:Heap",
  doc: "What the process keeps in memory: how many objects of which type, and snapshots for the tools of browsers.\n\nImpact: a pause of the whole process, by each method as it says. A snapshot is the longest: 1 to 4 microseconds for each\nobject, a minute for a heap of 500 MB in small ones, and more where they have many references or long texts.",
  methods: () => [
    [
      "statistics",
      Heap_statistics_Params,
      Heap_Statistics,
      {
        doc: "What is in the heap now, garbage included.\n\nImpact: a pause of some 20 nanoseconds for each object, 10 ms for half a million.",
      },
    ],
    [
      "collectGarbage",
      Heap_collectGarbage_Params,
      Heap_collectGarbage_Results,
      {
        doc: "Frees what nobody uses any more, at once. The pause is in seconds.\n\nImpact: a pause of some 10 nanoseconds for each object, 150 ms for 16 million.",
      },
    ],
    [
      "estimate",
      Heap_estimate_Params,
      Heap_Estimate,
      {
        doc: "What a snapshot would cost if it were taken now. Garbage is collected first, as it is before a snapshot.\n\nImpact: a pause of some 30 nanoseconds for each object, half a second for 16 million.",
      },
    ],
    [
      "snapshot",
      Heap_snapshot_Params,
      Heap_snapshot_Results,
      {
        doc: "Gives a .heapsnapshot to the receiver. Garbage is collected first.\n\nRefused with an estimate, in the error's details, where the pause may be longer than `maxPause` seconds, or where memory\nmay not suffice; `force` does without this. One at a time: who comes second is told who is first. What\n`compressions` has first of what the process can do is used, else none. Nothing is written to a disk of the process.\n\nImpact: a pause, and memory beyond what the process uses, as `estimate` says. After that a thread compresses.",
      },
    ],
  ],
});

/** Bytes. */
export interface Heap_Usage {
  /** By objects, in the heap. */
  readonly used: bigint;
  /** What the heap has of the system. */
  readonly capacity: bigint;
  /** Outside the heap, held by objects. */
  readonly external: bigint;
  /** Of the whole process. */
  readonly resident: bigint;
}

export declare namespace Heap_Usage {
  /** Bytes. */
  interface Init {
    /** By objects, in the heap. */
    readonly used?: bigint | undefined;
    /** What the heap has of the system. */
    readonly capacity?: bigint | undefined;
    /** Outside the heap, held by objects. */
    readonly external?: bigint | undefined;
    /** Of the whole process. */
    readonly resident?: bigint | undefined;
  }

  /** Bytes. */
  interface Builder {
    /** By objects, in the heap. */
    set used(value: bigint);
    /** What the heap has of the system. */
    set capacity(value: bigint);
    /** Outside the heap, held by objects. */
    set external(value: bigint);
    /** Of the whole process. */
    set resident(value: bigint);
  }
}

export const Heap_Usage: $.Struct<
  Heap_Usage,
  Heap_Usage.Init,
  Heap_Usage.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x830fe4c41f6182fbn,
  name: "heap.capnp:Heap.Usage",
  doc: "Bytes.",
  dataWords: 4,
  pointers: 0,
  fields: () => [
    ["used", $.UInt64, 0, { doc: "By objects, in the heap." }],
    ["capacity", $.UInt64, 1, { doc: "What the heap has of the system." }],
    ["external", $.UInt64, 2, { doc: "Outside the heap, held by objects." }],
    ["resident", $.UInt64, 3, { doc: "Of the whole process." }],
  ],
});

export interface Heap_Statistics {
  readonly usage: Heap_Usage | undefined;
  /** How many there are; 0 where the runtime does not count them. */
  readonly objects: bigint;
  /** By count, the most first; none where the runtime does not count them. */
  readonly types: readonly Heap_Type[];
  /** Parts of the heap; none where the runtime has none. */
  readonly spaces: readonly Heap_Space[];
}

export declare namespace Heap_Statistics {
  interface Init {
    readonly usage?: Heap_Usage.Init | undefined;
    /** How many there are; 0 where the runtime does not count them. */
    readonly objects?: bigint | undefined;
    /** By count, the most first; none where the runtime does not count them. */
    readonly types?: readonly Heap_Type.Init[] | undefined;
    /** Parts of the heap; none where the runtime has none. */
    readonly spaces?: readonly Heap_Space.Init[] | undefined;
  }

  interface Builder {
    set usage(value: Heap_Usage.Init);
    initUsage(): Heap_Usage.Builder;
    /** How many there are; 0 where the runtime does not count them. */
    set objects(value: bigint);
    /** By count, the most first; none where the runtime does not count them. */
    set types(value: readonly Heap_Type.Init[]);
    initTypes(length: number): $.StructListBuilder<Heap_Type.Builder>;
    /** Parts of the heap; none where the runtime has none. */
    set spaces(value: readonly Heap_Space.Init[]);
    initSpaces(length: number): $.StructListBuilder<Heap_Space.Builder>;
  }
}

export const Heap_Statistics: $.Struct<
  Heap_Statistics,
  Heap_Statistics.Init,
  Heap_Statistics.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xd57073e11f5f3f27n,
  name: "heap.capnp:Heap.Statistics",
  dataWords: 1,
  pointers: 3,
  fields: () => [
    ["usage", Heap_Usage, 0],
    ["objects", $.UInt64, 0, { doc: "How many there are; 0 where the runtime does not count them." }],
    [
      "types",
      $.List(Heap_Type),
      1,
      { doc: "By count, the most first; none where the runtime does not count them." },
    ],
    ["spaces", $.List(Heap_Space), 2, { doc: "Parts of the heap; none where the runtime has none." }],
  ],
});

export interface Heap_Type {
  readonly name: string;
  readonly count: bigint;
  /** Of these, how many native code keeps from being collected. */
  readonly protected: bigint;
}

export declare namespace Heap_Type {
  interface Init {
    readonly name?: string | undefined;
    readonly count?: bigint | undefined;
    /** Of these, how many native code keeps from being collected. */
    readonly protected?: bigint | undefined;
  }

  interface Builder {
    set name(value: string);
    set count(value: bigint);
    /** Of these, how many native code keeps from being collected. */
    set protected(value: bigint);
  }
}

export const Heap_Type: $.Struct<Heap_Type, Heap_Type.Init, Heap_Type.Builder> = /*#__PURE__*/ $.structType({
  id: 0xaf0699b474743843n,
  name: "heap.capnp:Heap.Type",
  dataWords: 2,
  pointers: 1,
  fields: () => [
    ["name", $.Text, 0],
    ["count", $.UInt64, 0],
    ["protected", $.UInt64, 1, { doc: "Of these, how many native code keeps from being collected." }],
  ],
});

export interface Heap_Space {
  readonly name: string;
  readonly used: bigint;
  readonly capacity: bigint;
}

export declare namespace Heap_Space {
  interface Init {
    readonly name?: string | undefined;
    readonly used?: bigint | undefined;
    readonly capacity?: bigint | undefined;
  }

  interface Builder {
    set name(value: string);
    set used(value: bigint);
    set capacity(value: bigint);
  }
}

export const Heap_Space: $.Struct<
  Heap_Space,
  Heap_Space.Init,
  Heap_Space.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xd1db6ba30df457fen,
  name: "heap.capnp:Heap.Space",
  dataWords: 2,
  pointers: 1,
  fields: () => [
    ["name", $.Text, 0],
    ["used", $.UInt64, 0],
    ["capacity", $.UInt64, 1],
  ],
});

export interface Heap_Estimate {
  /** Seconds for which the process does nothing else: at most, on a machine that has nothing else to do. */
  readonly pause: number;
  /** Bytes that it takes beyond what the process uses now: at most. */
  readonly memory: bigint;
  /** Bytes of the snapshot, about. */
  readonly file: bigint;
  /** What this is reckoned from; 0 where the runtime does not count them, and it is reckoned from bytes. */
  readonly objects: bigint;
  /** Bytes that the process can have: the least of what the machine has free and what the limits of its cgroups leave. */
  readonly available: bigint;
  /** Whose limit that is, for people. */
  readonly limit: string;
}

export declare namespace Heap_Estimate {
  interface Init {
    /** Seconds for which the process does nothing else: at most, on a machine that has nothing else to do. */
    readonly pause?: number | undefined;
    /** Bytes that it takes beyond what the process uses now: at most. */
    readonly memory?: bigint | undefined;
    /** Bytes of the snapshot, about. */
    readonly file?: bigint | undefined;
    /** What this is reckoned from; 0 where the runtime does not count them, and it is reckoned from bytes. */
    readonly objects?: bigint | undefined;
    /** Bytes that the process can have: the least of what the machine has free and what the limits of its cgroups leave. */
    readonly available?: bigint | undefined;
    /** Whose limit that is, for people. */
    readonly limit?: string | undefined;
  }

  interface Builder {
    /** Seconds for which the process does nothing else: at most, on a machine that has nothing else to do. */
    set pause(value: number);
    /** Bytes that it takes beyond what the process uses now: at most. */
    set memory(value: bigint);
    /** Bytes of the snapshot, about. */
    set file(value: bigint);
    /** What this is reckoned from; 0 where the runtime does not count them, and it is reckoned from bytes. */
    set objects(value: bigint);
    /** Bytes that the process can have: the least of what the machine has free and what the limits of its cgroups leave. */
    set available(value: bigint);
    /** Whose limit that is, for people. */
    set limit(value: string);
  }
}

export const Heap_Estimate: $.Struct<
  Heap_Estimate,
  Heap_Estimate.Init,
  Heap_Estimate.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x8ddaf0264d9ea19bn,
  name: "heap.capnp:Heap.Estimate",
  dataWords: 5,
  pointers: 1,
  fields: () => [
    [
      "pause",
      $.Float64,
      0,
      {
        doc: "Seconds for which the process does nothing else: at most, on a machine that has nothing else to do.",
      },
    ],
    ["memory", $.UInt64, 1, { doc: "Bytes that it takes beyond what the process uses now: at most." }],
    ["file", $.UInt64, 2, { doc: "Bytes of the snapshot, about." }],
    [
      "objects",
      $.UInt64,
      3,
      {
        doc: "What this is reckoned from; 0 where the runtime does not count them, and it is reckoned from bytes.",
      },
    ],
    [
      "available",
      $.UInt64,
      4,
      {
        doc: "Bytes that the process can have: the least of what the machine has free and what the limits of its cgroups leave.",
      },
    ],
    ["limit", $.Text, 0, { doc: "Whose limit that is, for people." }],
  ],
});

export type Heap_statistics_Params = $.Empty;

export declare namespace Heap_statistics_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Heap_statistics_Params: $.Struct<
  Heap_statistics_Params,
  Heap_statistics_Params.Init,
  Heap_statistics_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xd3b59eef4ddd2949n,
  name: "heap.capnp:Heap.statistics$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type Heap_collectGarbage_Params = $.Empty;

export declare namespace Heap_collectGarbage_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Heap_collectGarbage_Params: $.Struct<
  Heap_collectGarbage_Params,
  Heap_collectGarbage_Params.Init,
  Heap_collectGarbage_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x8756ce509e442219n,
  name: "heap.capnp:Heap.collectGarbage$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Heap_collectGarbage_Results {
  readonly before: Heap_Usage | undefined;
  readonly after: Heap_Usage | undefined;
  readonly pause: number;
}

export declare namespace Heap_collectGarbage_Results {
  interface Init {
    readonly before?: Heap_Usage.Init | undefined;
    readonly after?: Heap_Usage.Init | undefined;
    readonly pause?: number | undefined;
  }

  interface Builder {
    set before(value: Heap_Usage.Init);
    initBefore(): Heap_Usage.Builder;
    set after(value: Heap_Usage.Init);
    initAfter(): Heap_Usage.Builder;
    set pause(value: number);
  }
}

export const Heap_collectGarbage_Results: $.Struct<
  Heap_collectGarbage_Results,
  Heap_collectGarbage_Results.Init,
  Heap_collectGarbage_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xbe820e1ca51df862n,
  name: "heap.capnp:Heap.collectGarbage$Results",
  dataWords: 1,
  pointers: 2,
  fields: () => [
    ["before", Heap_Usage, 0],
    ["after", Heap_Usage, 1],
    ["pause", $.Float64, 0],
  ],
});

export type Heap_estimate_Params = $.Empty;

export declare namespace Heap_estimate_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Heap_estimate_Params: $.Struct<
  Heap_estimate_Params,
  Heap_estimate_Params.Init,
  Heap_estimate_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x87e7c5ad7782a92fn,
  name: "heap.capnp:Heap.estimate$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Heap_snapshot_Params {
  readonly receiver: SnapshotReceiver;
  readonly maxPause: number;
  readonly force: boolean;
  readonly compressions: readonly (Compression | number)[];
}

export declare namespace Heap_snapshot_Params {
  interface Init {
    readonly receiver?: SnapshotReceiver.Init | undefined;
    readonly maxPause?: number | undefined;
    readonly force?: boolean | undefined;
    readonly compressions?: readonly (Compression | number)[] | undefined;
  }

  interface Builder {
    set receiver(value: SnapshotReceiver.Init);
    set maxPause(value: number);
    set force(value: boolean);
    set compressions(value: readonly (Compression | number)[]);
    initCompressions(length: number): $.ListBuilder<Compression | number>;
  }

  interface Pipeline {
    readonly receiver: SnapshotReceiver;
  }
}

export const Heap_snapshot_Params: $.Struct<
  Heap_snapshot_Params,
  Heap_snapshot_Params.Init,
  Heap_snapshot_Params.Builder,
  Heap_snapshot_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x8642ea6eaad70e65n,
  name: "heap.capnp:Heap.snapshot$Params",
  dataWords: 2,
  pointers: 2,
  fields: () => [
    ["receiver", SnapshotReceiver, 0],
    ["maxPause", $.Float64, 0, { default: 1 }],
    ["force", $.Bool, 64],
    ["compressions", $.List(Compression), 1],
  ],
});

export interface Heap_snapshot_Results {
  readonly receipt: Receipt | undefined;
  readonly pause: number;
}

export declare namespace Heap_snapshot_Results {
  interface Init {
    readonly receipt?: Receipt.Init | undefined;
    readonly pause?: number | undefined;
  }

  interface Builder {
    set receipt(value: Receipt.Init);
    initReceipt(): Receipt.Builder;
    set pause(value: number);
  }
}

export const Heap_snapshot_Results: $.Struct<
  Heap_snapshot_Results,
  Heap_snapshot_Results.Init,
  Heap_snapshot_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x9b59927f923b06d7n,
  name: "heap.capnp:Heap.snapshot$Results",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["receipt", Receipt, 0],
    ["pause", $.Float64, 0],
  ],
});

export interface SnapshotReceiver extends Receiver {
  /** Told right before the process pauses, after garbage was collected. Failing calls the snapshot off. */
  pausing(
    params?: $.Params<SnapshotReceiver_pausing_Params.Init, SnapshotReceiver_pausing_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<SnapshotReceiver_pausing_Results>;
}

export declare namespace SnapshotReceiver {
  type Init = $.CapabilityInit<SnapshotReceiver, Server>;

  interface Server extends Receiver.Server {
    /** Told right before the process pauses, after garbage was collected. Failing calls the snapshot off. */
    pausing(
      params: SnapshotReceiver_pausing_Params,
      ctx: $.Context<SnapshotReceiver_pausing_Results.Init, SnapshotReceiver_pausing_Results.Builder>,
    ): $.Returns<SnapshotReceiver_pausing_Results.Init>;
  }
}

export const SnapshotReceiver: $.Interface<
  SnapshotReceiver,
  SnapshotReceiver.Server
> = /*#__PURE__*/ $.interfaceType({
  id: 0x83c93f95cbac7189n,
  name: "heap.capnp:SnapshotReceiver",
  superclasses: () => [Receiver],
  methods: () => [
    [
      "pausing",
      SnapshotReceiver_pausing_Params,
      SnapshotReceiver_pausing_Results,
      {
        doc: "Told right before the process pauses, after garbage was collected. Failing calls the snapshot off.",
      },
    ],
  ],
});

export interface SnapshotReceiver_pausing_Params {
  readonly estimate: Heap_Estimate | undefined;
}

export declare namespace SnapshotReceiver_pausing_Params {
  interface Init {
    readonly estimate?: Heap_Estimate.Init | undefined;
  }

  interface Builder {
    set estimate(value: Heap_Estimate.Init);
    initEstimate(): Heap_Estimate.Builder;
  }
}

export const SnapshotReceiver_pausing_Params: $.Struct<
  SnapshotReceiver_pausing_Params,
  SnapshotReceiver_pausing_Params.Init,
  SnapshotReceiver_pausing_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xde6e5f7112fc0212n,
  name: "heap.capnp:SnapshotReceiver.pausing$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["estimate", Heap_Estimate, 0]],
});

export type SnapshotReceiver_pausing_Results = $.Empty;

export declare namespace SnapshotReceiver_pausing_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const SnapshotReceiver_pausing_Results: $.Struct<
  SnapshotReceiver_pausing_Results,
  SnapshotReceiver_pausing_Results.Init,
  SnapshotReceiver_pausing_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xdb3deee1e4583bffn,
  name: "heap.capnp:SnapshotReceiver.pausing$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});
