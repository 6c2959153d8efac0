// Generated from samples.capnp by @teleop/capnpc. Do not edit.
import * as $ from "@teleop/rpc-capnp/schema";

/**
 * How the process is, again and again.
 *
 * Impact: hardly any. While somebody is subscribed the process wakes 50 times a second to see how late it is, and takes
 * some 0.1 ms for each sample. One sampler serves all who are subscribed, and nothing runs when nobody is.
 */
export interface Samples extends $.Client {
  /**
   * Gives a sample every so many milliseconds, from 100 on unless the application says otherwise, at most an hour. Where
   * the client does not keep up, the oldest that wait are dropped; where the process cannot be looked at, being out of
   * file descriptors, there is none, which counts as dropped. Lasts until the subscription is released, or the client has
   * gone.
   */
  subscribe(
    params?: $.Params<Samples_subscribe_Params.Init, Samples_subscribe_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Samples_subscribe_Results, Samples_subscribe_Results.Pipeline>;
}

export declare namespace Samples {
  type Init = $.CapabilityInit<Samples, Server>;

  /**
   * How the process is, again and again.
   *
   * Impact: hardly any. While somebody is subscribed the process wakes 50 times a second to see how late it is, and takes
   * some 0.1 ms for each sample. One sampler serves all who are subscribed, and nothing runs when nobody is.
   */
  interface Server {
    /**
     * Gives a sample every so many milliseconds, from 100 on unless the application says otherwise, at most an hour. Where
     * the client does not keep up, the oldest that wait are dropped; where the process cannot be looked at, being out of
     * file descriptors, there is none, which counts as dropped. Lasts until the subscription is released, or the client has
     * gone.
     */
    subscribe(
      params: Samples_subscribe_Params,
      ctx: $.Context<Samples_subscribe_Results.Init, Samples_subscribe_Results.Builder>,
    ): $.Returns<Samples_subscribe_Results.Init>;
  }
}

export const Samples: $.Interface<Samples, Samples.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xc669ac051fcc0a44n,
  name: "samples.capnp:Samples",
  doc: "How the process is, again and again.\n\nImpact: hardly any. While somebody is subscribed the process wakes 50 times a second to see how late it is, and takes\nsome 0.1 ms for each sample. One sampler serves all who are subscribed, and nothing runs when nobody is.",
  methods: () => [
    [
      "subscribe",
      Samples_subscribe_Params,
      Samples_subscribe_Results,
      {
        doc: "Gives a sample every so many milliseconds, from 100 on unless the application says otherwise, at most an hour. Where\nthe client does not keep up, the oldest that wait are dropped; where the process cannot be looked at, being out of\nfile descriptors, there is none, which counts as dropped. Lasts until the subscription is released, or the client has\ngone.",
      },
    ],
  ],
});

export interface Samples_Sink extends $.Client {
  /** Returns when the next is welcome; four may be under way at once. The sink is released when no more will come. */
  sample(
    params?: $.Params<Samples_Sample.Init, Samples_Sample.Builder>,
    options?: $.CallOptions,
  ): $.Call<Samples_Sink_sample_Results>;
}

export declare namespace Samples_Sink {
  type Init = $.CapabilityInit<Samples_Sink, Server>;

  interface Server {
    /** Returns when the next is welcome; four may be under way at once. The sink is released when no more will come. */
    sample(
      params: Samples_Sample,
      ctx: $.Context<Samples_Sink_sample_Results.Init, Samples_Sink_sample_Results.Builder>,
    ): $.Returns<Samples_Sink_sample_Results.Init>;
  }
}

export const Samples_Sink: $.Interface<Samples_Sink, Samples_Sink.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xd6296cf313847e20n,
  name: "samples.capnp:Samples.Sink",
  methods: () => [
    [
      "sample",
      Samples_Sample,
      Samples_Sink_sample_Results,
      {
        doc: "Returns when the next is welcome; four may be under way at once. The sink is released when no more will come.",
      },
    ],
  ],
});

export type Samples_Sink_sample_Results = $.Empty;

export declare namespace Samples_Sink_sample_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Samples_Sink_sample_Results: $.Struct<
  Samples_Sink_sample_Results,
  Samples_Sink_sample_Results.Init,
  Samples_Sink_sample_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xea05d31bdfc10f1cn,
  name: "samples.capnp:Samples.Sink.sample$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Samples_Subscription extends $.Client {
  /** Ends it, and tells how many samples it has given, and how many it has dropped. To release it ends it, too. */
  end(
    params?: $.Params<Samples_Subscription_end_Params.Init, Samples_Subscription_end_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Samples_Subscription_end_Results>;
}

export declare namespace Samples_Subscription {
  type Init = $.CapabilityInit<Samples_Subscription, Server>;

  interface Server {
    /** Ends it, and tells how many samples it has given, and how many it has dropped. To release it ends it, too. */
    end(
      params: Samples_Subscription_end_Params,
      ctx: $.Context<Samples_Subscription_end_Results.Init, Samples_Subscription_end_Results.Builder>,
    ): $.Returns<Samples_Subscription_end_Results.Init>;
  }
}

export const Samples_Subscription: $.Interface<
  Samples_Subscription,
  Samples_Subscription.Server
> = /*#__PURE__*/ $.interfaceType({
  id: 0xfe8d332f76bc9a2cn,
  name: "samples.capnp:Samples.Subscription",
  methods: () => [
    [
      "end",
      Samples_Subscription_end_Params,
      Samples_Subscription_end_Results,
      {
        doc: "Ends it, and tells how many samples it has given, and how many it has dropped. To release it ends it, too.",
      },
    ],
  ],
});

export type Samples_Subscription_end_Params = $.Empty;

export declare namespace Samples_Subscription_end_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Samples_Subscription_end_Params: $.Struct<
  Samples_Subscription_end_Params,
  Samples_Subscription_end_Params.Init,
  Samples_Subscription_end_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xcf4624a37cf41841n,
  name: "samples.capnp:Samples.Subscription.end$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Samples_Subscription_end_Results {
  readonly sent: bigint;
  readonly dropped: bigint;
}

export declare namespace Samples_Subscription_end_Results {
  interface Init {
    readonly sent?: bigint | undefined;
    readonly dropped?: bigint | undefined;
  }

  interface Builder {
    set sent(value: bigint);
    set dropped(value: bigint);
  }
}

export const Samples_Subscription_end_Results: $.Struct<
  Samples_Subscription_end_Results,
  Samples_Subscription_end_Results.Init,
  Samples_Subscription_end_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc5f4ff05b1e2eb17n,
  name: "samples.capnp:Samples.Subscription.end$Results",
  dataWords: 2,
  pointers: 0,
  fields: () => [
    ["sent", $.UInt64, 0],
    ["dropped", $.UInt64, 1],
  ],
});

export interface Samples_Sample {
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** How many samples of this subscription were dropped before this one, since it began. */
  readonly dropped: bigint;
  /** Microseconds since the process began. */
  readonly cpu: Samples_Sample_cpu;
  /** Bytes. */
  readonly memory: Samples_Sample_memory;
  /**
   * By how much timers were late since the subscription's last sample, in milliseconds: what callbacks that take long,
   * or a processor that has no time, do to everything else.
   */
  readonly loop: Samples_Sample_loop;
  /** Of garbage, since the sampler began, which is when the first of those subscribed came. */
  readonly collections: Samples_Sample_collections;
  /** What the application counts, such as pendingRequests, in the order in which it names them. */
  readonly gauges: readonly Samples_Gauge[];
}

export declare namespace Samples_Sample {
  interface Init {
    /** Milliseconds since the epoch. */
    readonly time?: number | undefined;
    /** How many samples of this subscription were dropped before this one, since it began. */
    readonly dropped?: bigint | undefined;
    /** Microseconds since the process began. */
    readonly cpu?: Samples_Sample_cpu.Init | undefined;
    /** Bytes. */
    readonly memory?: Samples_Sample_memory.Init | undefined;
    /**
     * By how much timers were late since the subscription's last sample, in milliseconds: what callbacks that take long,
     * or a processor that has no time, do to everything else.
     */
    readonly loop?: Samples_Sample_loop.Init | undefined;
    /** Of garbage, since the sampler began, which is when the first of those subscribed came. */
    readonly collections?: Samples_Sample_collections.Init | undefined;
    /** What the application counts, such as pendingRequests, in the order in which it names them. */
    readonly gauges?: readonly Samples_Gauge.Init[] | undefined;
  }

  interface Builder {
    /** Milliseconds since the epoch. */
    set time(value: number);
    /** How many samples of this subscription were dropped before this one, since it began. */
    set dropped(value: bigint);
    /** Microseconds since the process began. */
    set cpu(value: Samples_Sample_cpu.Init);
    initCpu(): Samples_Sample_cpu.Builder;
    /** Bytes. */
    set memory(value: Samples_Sample_memory.Init);
    initMemory(): Samples_Sample_memory.Builder;
    /**
     * By how much timers were late since the subscription's last sample, in milliseconds: what callbacks that take long,
     * or a processor that has no time, do to everything else.
     */
    set loop(value: Samples_Sample_loop.Init);
    initLoop(): Samples_Sample_loop.Builder;
    /** Of garbage, since the sampler began, which is when the first of those subscribed came. */
    set collections(value: Samples_Sample_collections.Init);
    initCollections(): Samples_Sample_collections.Builder;
    /** What the application counts, such as pendingRequests, in the order in which it names them. */
    set gauges(value: readonly Samples_Gauge.Init[]);
    initGauges(length: number): $.StructListBuilder<Samples_Gauge.Builder>;
  }
}

export const Samples_Sample: $.Struct<
  Samples_Sample,
  Samples_Sample.Init,
  Samples_Sample.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xdc7ce57855b349e9n,
  name: "samples.capnp:Samples.Sample",
  dataWords: 14,
  pointers: 1,
  fields: () => [
    ["time", $.Float64, 0, { doc: "Milliseconds since the epoch." }],
    [
      "dropped",
      $.UInt64,
      1,
      { doc: "How many samples of this subscription were dropped before this one, since it began." },
    ],
    ["cpu", Samples_Sample_cpu, 0, { doc: "Microseconds since the process began." }],
    ["memory", Samples_Sample_memory, 0, { doc: "Bytes." }],
    [
      "loop",
      Samples_Sample_loop,
      0,
      {
        doc: "By how much timers were late since the subscription's last sample, in milliseconds: what callbacks that take long,\nor a processor that has no time, do to everything else.",
      },
    ],
    [
      "collections",
      Samples_Sample_collections,
      0,
      { doc: "Of garbage, since the sampler began, which is when the first of those subscribed came." },
    ],
    [
      "gauges",
      $.List(Samples_Gauge),
      0,
      { doc: "What the application counts, such as pendingRequests, in the order in which it names them." },
    ],
  ],
});

/** Microseconds since the process began. */
export interface Samples_Sample_cpu {
  readonly user: bigint;
  readonly system: bigint;
  /** Of both, what the thread took that runs the event loop; 0 where the runtime does not tell. */
  readonly mainThread: bigint;
}

export declare namespace Samples_Sample_cpu {
  /** Microseconds since the process began. */
  interface Init {
    readonly user?: bigint | undefined;
    readonly system?: bigint | undefined;
    /** Of both, what the thread took that runs the event loop; 0 where the runtime does not tell. */
    readonly mainThread?: bigint | undefined;
  }

  /** Microseconds since the process began. */
  interface Builder {
    set user(value: bigint);
    set system(value: bigint);
    /** Of both, what the thread took that runs the event loop; 0 where the runtime does not tell. */
    set mainThread(value: bigint);
  }
}

export const Samples_Sample_cpu: $.Struct<
  Samples_Sample_cpu,
  Samples_Sample_cpu.Init,
  Samples_Sample_cpu.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xbe3c9949df458d11n,
  name: "samples.capnp:Samples.Sample.cpu",
  doc: "Microseconds since the process began.",
  dataWords: 14,
  pointers: 1,
  fields: () => [
    ["user", $.UInt64, 2],
    ["system", $.UInt64, 3],
    [
      "mainThread",
      $.UInt64,
      4,
      { doc: "Of both, what the thread took that runs the event loop; 0 where the runtime does not tell." },
    ],
  ],
});

/** Bytes. */
export interface Samples_Sample_memory {
  readonly resident: bigint;
  readonly heapUsed: bigint;
  readonly heapTotal: bigint;
  readonly external: bigint;
  readonly arrayBuffers: bigint;
}

export declare namespace Samples_Sample_memory {
  /** Bytes. */
  interface Init {
    readonly resident?: bigint | undefined;
    readonly heapUsed?: bigint | undefined;
    readonly heapTotal?: bigint | undefined;
    readonly external?: bigint | undefined;
    readonly arrayBuffers?: bigint | undefined;
  }

  /** Bytes. */
  interface Builder {
    set resident(value: bigint);
    set heapUsed(value: bigint);
    set heapTotal(value: bigint);
    set external(value: bigint);
    set arrayBuffers(value: bigint);
  }
}

export const Samples_Sample_memory: $.Struct<
  Samples_Sample_memory,
  Samples_Sample_memory.Init,
  Samples_Sample_memory.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0x8c0a1db31d064774n,
  name: "samples.capnp:Samples.Sample.memory",
  doc: "Bytes.",
  dataWords: 14,
  pointers: 1,
  fields: () => [
    ["resident", $.UInt64, 5],
    ["heapUsed", $.UInt64, 6],
    ["heapTotal", $.UInt64, 7],
    ["external", $.UInt64, 8],
    ["arrayBuffers", $.UInt64, 9],
  ],
});

/**
 * By how much timers were late since the subscription's last sample, in milliseconds: what callbacks that take long,
 * or a processor that has no time, do to everything else.
 */
export interface Samples_Sample_loop {
  readonly delayMean: number;
  readonly delayMax: number;
}

export declare namespace Samples_Sample_loop {
  /**
   * By how much timers were late since the subscription's last sample, in milliseconds: what callbacks that take long,
   * or a processor that has no time, do to everything else.
   */
  interface Init {
    readonly delayMean?: number | undefined;
    readonly delayMax?: number | undefined;
  }

  /**
   * By how much timers were late since the subscription's last sample, in milliseconds: what callbacks that take long,
   * or a processor that has no time, do to everything else.
   */
  interface Builder {
    set delayMean(value: number);
    set delayMax(value: number);
  }
}

export const Samples_Sample_loop: $.Struct<
  Samples_Sample_loop,
  Samples_Sample_loop.Init,
  Samples_Sample_loop.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xfec0cb73b6f3273fn,
  name: "samples.capnp:Samples.Sample.loop",
  doc: "By how much timers were late since the subscription's last sample, in milliseconds: what callbacks that take long,\nor a processor that has no time, do to everything else.",
  dataWords: 14,
  pointers: 1,
  fields: () => [
    ["delayMean", $.Float64, 10],
    ["delayMax", $.Float64, 11],
  ],
});

/** Of garbage, since the sampler began, which is when the first of those subscribed came. */
export interface Samples_Sample_collections {
  readonly count: bigint;
  /** Microseconds in which the program stood still for them. */
  readonly time: bigint;
}

export declare namespace Samples_Sample_collections {
  /** Of garbage, since the sampler began, which is when the first of those subscribed came. */
  interface Init {
    readonly count?: bigint | undefined;
    /** Microseconds in which the program stood still for them. */
    readonly time?: bigint | undefined;
  }

  /** Of garbage, since the sampler began, which is when the first of those subscribed came. */
  interface Builder {
    set count(value: bigint);
    /** Microseconds in which the program stood still for them. */
    set time(value: bigint);
  }
}

export const Samples_Sample_collections: $.Struct<
  Samples_Sample_collections,
  Samples_Sample_collections.Init,
  Samples_Sample_collections.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xfc1823a30e8ee2bdn,
  name: "samples.capnp:Samples.Sample.collections",
  doc: "Of garbage, since the sampler began, which is when the first of those subscribed came.",
  dataWords: 14,
  pointers: 1,
  fields: () => [
    ["count", $.UInt64, 12],
    ["time", $.UInt64, 13, { doc: "Microseconds in which the program stood still for them." }],
  ],
});

export type Samples_Gauge = Samples_Gauge.Fields &
  (
    | { readonly which: "value"; readonly value: number }
    | {
        readonly which: "failed";
        /** Why there is no value: what the application's function threw. */
        readonly failed: string;
      }
    | { readonly which: number }
  );

export declare namespace Samples_Gauge {
  /** The fields that are not in the union. */
  interface Fields {
    readonly name: string;
  }

  type Init = { readonly name?: string | undefined } & (
    | { readonly which: "value"; readonly value?: number | undefined }
    | {
        readonly which: "failed";
        /** Why there is no value: what the application's function threw. */
        readonly failed?: string | undefined;
      }
    | { readonly which?: number | undefined }
  );

  interface Builder {
    set name(value: string);
    set value(value: number);
    /** Why there is no value: what the application's function threw. */
    set failed(value: string);
  }
}

export const Samples_Gauge: $.Struct<
  Samples_Gauge,
  Samples_Gauge.Init,
  Samples_Gauge.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xa80e41eafce6b6f2n,
  name: "samples.capnp:Samples.Gauge",
  dataWords: 2,
  pointers: 2,
  union: 4,
  fields: () => [
    ["name", $.Text, 0],
    ["value", $.Float64, 0, { tag: 0 }],
    ["failed", $.Text, 1, { tag: 1, doc: "Why there is no value: what the application's function threw." }],
  ],
});

export interface Samples_subscribe_Params {
  readonly sink: Samples_Sink;
  readonly interval: number;
}

export declare namespace Samples_subscribe_Params {
  interface Init {
    readonly sink?: Samples_Sink.Init | undefined;
    readonly interval?: number | undefined;
  }

  interface Builder {
    set sink(value: Samples_Sink.Init);
    set interval(value: number);
  }

  interface Pipeline {
    readonly sink: Samples_Sink;
  }
}

export const Samples_subscribe_Params: $.Struct<
  Samples_subscribe_Params,
  Samples_subscribe_Params.Init,
  Samples_subscribe_Params.Builder,
  Samples_subscribe_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xdc46be30f3f1c77en,
  name: "samples.capnp:Samples.subscribe$Params",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["sink", Samples_Sink, 0],
    ["interval", $.UInt32, 0, { default: 1000 }],
  ],
});

export interface Samples_subscribe_Results {
  readonly subscription: Samples_Subscription;
}

export declare namespace Samples_subscribe_Results {
  interface Init {
    readonly subscription?: Samples_Subscription.Init | undefined;
  }

  interface Builder {
    set subscription(value: Samples_Subscription.Init);
  }

  interface Pipeline {
    readonly subscription: Samples_Subscription;
  }
}

export const Samples_subscribe_Results: $.Struct<
  Samples_subscribe_Results,
  Samples_subscribe_Results.Init,
  Samples_subscribe_Results.Builder,
  Samples_subscribe_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xd2e4cd90b6389c75n,
  name: "samples.capnp:Samples.subscribe$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["subscription", Samples_Subscription, 0]],
});
