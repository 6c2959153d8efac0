// Generated from stall.capnp by @teleop/capnpc. Do not edit.
import * as $ from "@teleop/rpc-capnp/schema";

/**
 * Has somebody look whether the event loop is stuck, who can tell while it is.
 *
 * Impact: while somebody watches, a Worker of some 10 MB, and the main thread wakes 20 times a second. In Bun a profiler
 * takes a sample each 10 ms, which slows nothing that shows; in Node.js a stuck thread is interrupted for some 40 ms, once
 * a second, to see where it is, unless a debugger has stopped it. Nothing when nobody watches.
 */
export interface StallWatch extends $.Client {
  /**
   * Starts the watchdog, unless it runs already. It is in a thread of its own, with a rendezvous of its own by the name
   * that is given, where the service `watchdog` takes the ticket. It lasts until the watch is released, or the client has
   * gone, and others do not watch either.
   */
  watch(
    params?: $.Params<StallWatch_watch_Params.Init, StallWatch_watch_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<StallWatch_watch_Results, StallWatch_watch_Results.Pipeline>;
}

export declare namespace StallWatch {
  type Init = $.CapabilityInit<StallWatch, Server>;

  /**
   * Has somebody look whether the event loop is stuck, who can tell while it is.
   *
   * Impact: while somebody watches, a Worker of some 10 MB, and the main thread wakes 20 times a second. In Bun a profiler
   * takes a sample each 10 ms, which slows nothing that shows; in Node.js a stuck thread is interrupted for some 40 ms, once
   * a second, to see where it is, unless a debugger has stopped it. Nothing when nobody watches.
   */
  interface Server {
    /**
     * Starts the watchdog, unless it runs already. It is in a thread of its own, with a rendezvous of its own by the name
     * that is given, where the service `watchdog` takes the ticket. It lasts until the watch is released, or the client has
     * gone, and others do not watch either.
     */
    watch(
      params: StallWatch_watch_Params,
      ctx: $.Context<StallWatch_watch_Results.Init, StallWatch_watch_Results.Builder>,
    ): $.Returns<StallWatch_watch_Results.Init>;
  }
}

export const StallWatch: $.Interface<StallWatch, StallWatch.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xcc5d6423083e08f5n,
  name: "stall.capnp:StallWatch",
  doc: "Has somebody look whether the event loop is stuck, who can tell while it is.\n\nImpact: while somebody watches, a Worker of some 10 MB, and the main thread wakes 20 times a second. In Bun a profiler\ntakes a sample each 10 ms, which slows nothing that shows; in Node.js a stuck thread is interrupted for some 40 ms, once\na second, to see where it is, unless a debugger has stopped it. Nothing when nobody watches.",
  methods: () => [
    [
      "watch",
      StallWatch_watch_Params,
      StallWatch_watch_Results,
      {
        doc: "Starts the watchdog, unless it runs already. It is in a thread of its own, with a rendezvous of its own by the name\nthat is given, where the service `watchdog` takes the ticket. It lasts until the watch is released, or the client has\ngone, and others do not watch either.",
      },
    ],
  ],
});

export interface StallWatch_Watch extends $.Client {
  /** To release it ends it, too. */
  end(
    params?: $.Params<StallWatch_Watch_end_Params.Init, StallWatch_Watch_end_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<StallWatch_Watch_end_Results>;
}

export declare namespace StallWatch_Watch {
  type Init = $.CapabilityInit<StallWatch_Watch, Server>;

  interface Server {
    /** To release it ends it, too. */
    end(
      params: StallWatch_Watch_end_Params,
      ctx: $.Context<StallWatch_Watch_end_Results.Init, StallWatch_Watch_end_Results.Builder>,
    ): $.Returns<StallWatch_Watch_end_Results.Init>;
  }
}

export const StallWatch_Watch: $.Interface<
  StallWatch_Watch,
  StallWatch_Watch.Server
> = /*#__PURE__*/ $.interfaceType({
  id: 0xc0fce1335b037336n,
  name: "stall.capnp:StallWatch.Watch",
  methods: () => [
    [
      "end",
      StallWatch_Watch_end_Params,
      StallWatch_Watch_end_Results,
      { doc: "To release it ends it, too." },
    ],
  ],
});

export type StallWatch_Watch_end_Params = $.Empty;

export declare namespace StallWatch_Watch_end_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const StallWatch_Watch_end_Params: $.Struct<
  StallWatch_Watch_end_Params,
  StallWatch_Watch_end_Params.Init,
  StallWatch_Watch_end_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x801edbf649e64c07n,
  name: "stall.capnp:StallWatch.Watch.end$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type StallWatch_Watch_end_Results = $.Empty;

export declare namespace StallWatch_Watch_end_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const StallWatch_Watch_end_Results: $.Struct<
  StallWatch_Watch_end_Results,
  StallWatch_Watch_end_Results.Init,
  StallWatch_Watch_end_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc9e108ea689d7651n,
  name: "stall.capnp:StallWatch.Watch.end$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type StallWatch_watch_Params = $.Empty;

export declare namespace StallWatch_watch_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const StallWatch_watch_Params: $.Struct<
  StallWatch_watch_Params,
  StallWatch_watch_Params.Init,
  StallWatch_watch_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xde8db5b98a7e2819n,
  name: "stall.capnp:StallWatch.watch$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface StallWatch_watch_Results {
  readonly rendezvous: string;
  readonly ticket: $.Bytes;
  readonly watch: StallWatch_Watch;
}

export declare namespace StallWatch_watch_Results {
  interface Init {
    readonly rendezvous?: string | undefined;
    readonly ticket?: $.Bytes | undefined;
    readonly watch?: StallWatch_Watch.Init | undefined;
  }

  interface Builder {
    set rendezvous(value: string);
    set ticket(value: $.Bytes);
    initTicket(length: number): $.Bytes;
    set watch(value: StallWatch_Watch.Init);
  }

  interface Pipeline {
    readonly watch: StallWatch_Watch;
  }
}

export const StallWatch_watch_Results: $.Struct<
  StallWatch_watch_Results,
  StallWatch_watch_Results.Init,
  StallWatch_watch_Results.Builder,
  StallWatch_watch_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x852714e1df7292f0n,
  name: "stall.capnp:StallWatch.watch$Results",
  dataWords: 0,
  pointers: 3,
  fields: () => [
    ["rendezvous", $.Text, 0],
    ["ticket", $.Data, 1],
    ["watch", StallWatch_Watch, 2],
  ],
});

/**
 * Tells of stalls, also while the event loop of the process is stuck. To be found at the rendezvous that StallWatch names.
 *
 * Impact: none on the main thread.
 */
export interface Watchdog extends $.Client {
  /**
   * Tells of each stall that lasts longer than so many milliseconds, at least 100: when it has lasted so long, every
   * second while it lasts, when it is over, and when more is known of it. Before that, of as many of the last ones as are
   * asked for. The ticket is from StallWatch; where the application has the watchdog run all the time, none may be needed.
   */
  follow(
    params?: $.Params<Watchdog_follow_Params.Init, Watchdog_follow_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Watchdog_follow_Results, Watchdog_follow_Results.Pipeline>;
}

export declare namespace Watchdog {
  type Init = $.CapabilityInit<Watchdog, Server>;

  /**
   * Tells of stalls, also while the event loop of the process is stuck. To be found at the rendezvous that StallWatch names.
   *
   * Impact: none on the main thread.
   */
  interface Server {
    /**
     * Tells of each stall that lasts longer than so many milliseconds, at least 100: when it has lasted so long, every
     * second while it lasts, when it is over, and when more is known of it. Before that, of as many of the last ones as are
     * asked for. The ticket is from StallWatch; where the application has the watchdog run all the time, none may be needed.
     */
    follow(
      params: Watchdog_follow_Params,
      ctx: $.Context<Watchdog_follow_Results.Init, Watchdog_follow_Results.Builder>,
    ): $.Returns<Watchdog_follow_Results.Init>;
  }
}

export const Watchdog: $.Interface<Watchdog, Watchdog.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xcd1f6a3b7e52a498n,
  name: "stall.capnp:Watchdog",
  doc: "Tells of stalls, also while the event loop of the process is stuck. To be found at the rendezvous that StallWatch names.\n\nImpact: none on the main thread.",
  methods: () => [
    [
      "follow",
      Watchdog_follow_Params,
      Watchdog_follow_Results,
      {
        doc: "Tells of each stall that lasts longer than so many milliseconds, at least 100: when it has lasted so long, every\nsecond while it lasts, when it is over, and when more is known of it. Before that, of as many of the last ones as are\nasked for. The ticket is from StallWatch; where the application has the watchdog run all the time, none may be needed.",
      },
    ],
  ],
});

export interface Watchdog_Sink extends $.Client {
  /** Returns when the next is welcome. The sink is released when no more will come. */
  stall(
    params?: $.Params<Stall.Init, Stall.Builder>,
    options?: $.CallOptions,
  ): $.Call<Watchdog_Sink_stall_Results>;
}

export declare namespace Watchdog_Sink {
  type Init = $.CapabilityInit<Watchdog_Sink, Server>;

  interface Server {
    /** Returns when the next is welcome. The sink is released when no more will come. */
    stall(
      params: Stall,
      ctx: $.Context<Watchdog_Sink_stall_Results.Init, Watchdog_Sink_stall_Results.Builder>,
    ): $.Returns<Watchdog_Sink_stall_Results.Init>;
  }
}

export const Watchdog_Sink: $.Interface<Watchdog_Sink, Watchdog_Sink.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xe3515be550c7b622n,
  name: "stall.capnp:Watchdog.Sink",
  methods: () => [
    [
      "stall",
      Stall,
      Watchdog_Sink_stall_Results,
      { doc: "Returns when the next is welcome. The sink is released when no more will come." },
    ],
  ],
});

export type Watchdog_Sink_stall_Results = $.Empty;

export declare namespace Watchdog_Sink_stall_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Watchdog_Sink_stall_Results: $.Struct<
  Watchdog_Sink_stall_Results,
  Watchdog_Sink_stall_Results.Init,
  Watchdog_Sink_stall_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf751d306acbd8021n,
  name: "stall.capnp:Watchdog.Sink.stall$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Watchdog_Subscription extends $.Client {
  /** Ends it. To release it ends it, too. */
  end(
    params?: $.Params<Watchdog_Subscription_end_Params.Init, Watchdog_Subscription_end_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Watchdog_Subscription_end_Results>;
}

export declare namespace Watchdog_Subscription {
  type Init = $.CapabilityInit<Watchdog_Subscription, Server>;

  interface Server {
    /** Ends it. To release it ends it, too. */
    end(
      params: Watchdog_Subscription_end_Params,
      ctx: $.Context<Watchdog_Subscription_end_Results.Init, Watchdog_Subscription_end_Results.Builder>,
    ): $.Returns<Watchdog_Subscription_end_Results.Init>;
  }
}

export const Watchdog_Subscription: $.Interface<
  Watchdog_Subscription,
  Watchdog_Subscription.Server
> = /*#__PURE__*/ $.interfaceType({
  id: 0xb86cc1c040f9db62n,
  name: "stall.capnp:Watchdog.Subscription",
  methods: () => [
    [
      "end",
      Watchdog_Subscription_end_Params,
      Watchdog_Subscription_end_Results,
      { doc: "Ends it. To release it ends it, too." },
    ],
  ],
});

export type Watchdog_Subscription_end_Params = $.Empty;

export declare namespace Watchdog_Subscription_end_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Watchdog_Subscription_end_Params: $.Struct<
  Watchdog_Subscription_end_Params,
  Watchdog_Subscription_end_Params.Init,
  Watchdog_Subscription_end_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xbc45877cd1311040n,
  name: "stall.capnp:Watchdog.Subscription.end$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Watchdog_Subscription_end_Results {
  readonly sent: bigint;
  readonly dropped: bigint;
}

export declare namespace Watchdog_Subscription_end_Results {
  interface Init {
    readonly sent?: bigint | undefined;
    readonly dropped?: bigint | undefined;
  }

  interface Builder {
    set sent(value: bigint);
    set dropped(value: bigint);
  }
}

export const Watchdog_Subscription_end_Results: $.Struct<
  Watchdog_Subscription_end_Results,
  Watchdog_Subscription_end_Results.Init,
  Watchdog_Subscription_end_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc31a5e54c2a72d99n,
  name: "stall.capnp:Watchdog.Subscription.end$Results",
  dataWords: 2,
  pointers: 0,
  fields: () => [
    ["sent", $.UInt64, 0],
    ["dropped", $.UInt64, 1],
  ],
});

export interface Watchdog_follow_Params {
  readonly ticket: $.Bytes;
  readonly sink: Watchdog_Sink;
  readonly threshold: number;
  readonly recent: number;
}

export declare namespace Watchdog_follow_Params {
  interface Init {
    readonly ticket?: $.Bytes | undefined;
    readonly sink?: Watchdog_Sink.Init | undefined;
    readonly threshold?: number | undefined;
    readonly recent?: number | undefined;
  }

  interface Builder {
    set ticket(value: $.Bytes);
    initTicket(length: number): $.Bytes;
    set sink(value: Watchdog_Sink.Init);
    set threshold(value: number);
    set recent(value: number);
  }

  interface Pipeline {
    readonly sink: Watchdog_Sink;
  }
}

export const Watchdog_follow_Params: $.Struct<
  Watchdog_follow_Params,
  Watchdog_follow_Params.Init,
  Watchdog_follow_Params.Builder,
  Watchdog_follow_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xb5277213716bf31en,
  name: "stall.capnp:Watchdog.follow$Params",
  dataWords: 1,
  pointers: 2,
  fields: () => [
    ["ticket", $.Data, 0],
    ["sink", Watchdog_Sink, 1],
    ["threshold", $.UInt32, 0, { default: 500 }],
    ["recent", $.UInt32, 1],
  ],
});

export interface Watchdog_follow_Results {
  readonly subscription: Watchdog_Subscription;
}

export declare namespace Watchdog_follow_Results {
  interface Init {
    readonly subscription?: Watchdog_Subscription.Init | undefined;
  }

  interface Builder {
    set subscription(value: Watchdog_Subscription.Init);
  }

  interface Pipeline {
    readonly subscription: Watchdog_Subscription;
  }
}

export const Watchdog_follow_Results: $.Struct<
  Watchdog_follow_Results,
  Watchdog_follow_Results.Init,
  Watchdog_follow_Results.Builder,
  Watchdog_follow_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xdba7acbc49b21031n,
  name: "stall.capnp:Watchdog.follow$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["subscription", Watchdog_Subscription, 0]],
});

export interface Stall {
  /** The same in all that is told of one stall. */
  readonly number: bigint;
  /** Milliseconds since the epoch, to some 50 ms. */
  readonly began: number;
  /** Milliseconds, until now or until it was over. */
  readonly duration: number;
  readonly isOver: boolean;
  /** What the main thread does, or did when it was last looked at, where the system tells. */
  readonly thread: Stall_thread;
  /** Where it is, the innermost function first. Empty until it is known. */
  readonly stack: readonly Stall_Frame[];
  readonly source: Stall_StackSource | number;
}

export declare namespace Stall {
  interface Init {
    /** The same in all that is told of one stall. */
    readonly number?: bigint | undefined;
    /** Milliseconds since the epoch, to some 50 ms. */
    readonly began?: number | undefined;
    /** Milliseconds, until now or until it was over. */
    readonly duration?: number | undefined;
    readonly isOver?: boolean | undefined;
    /** What the main thread does, or did when it was last looked at, where the system tells. */
    readonly thread?: Stall_thread.Init | undefined;
    /** Where it is, the innermost function first. Empty until it is known. */
    readonly stack?: readonly Stall_Frame.Init[] | undefined;
    readonly source?: Stall_StackSource | number | undefined;
  }

  interface Builder {
    /** The same in all that is told of one stall. */
    set number(value: bigint);
    /** Milliseconds since the epoch, to some 50 ms. */
    set began(value: number);
    /** Milliseconds, until now or until it was over. */
    set duration(value: number);
    set isOver(value: boolean);
    /** What the main thread does, or did when it was last looked at, where the system tells. */
    set thread(value: Stall_thread.Init);
    initThread(): Stall_thread.Builder;
    /** Where it is, the innermost function first. Empty until it is known. */
    set stack(value: readonly Stall_Frame.Init[]);
    initStack(length: number): $.StructListBuilder<Stall_Frame.Builder>;
    set source(value: Stall_StackSource | number);
  }
}

export const Stall: $.Struct<Stall, Stall.Init, Stall.Builder> = /*#__PURE__*/ $.structType({
  id: 0xb6edc42c05199dacn,
  name: "stall.capnp:Stall",
  dataWords: 5,
  pointers: 2,
  fields: () => [
    ["number", $.UInt64, 0, { doc: "The same in all that is told of one stall." }],
    ["began", $.Float64, 1, { doc: "Milliseconds since the epoch, to some 50 ms." }],
    ["duration", $.Float64, 2, { doc: "Milliseconds, until now or until it was over." }],
    ["isOver", $.Bool, 192],
    [
      "thread",
      Stall_thread,
      0,
      { doc: "What the main thread does, or did when it was last looked at, where the system tells." },
    ],
    [
      "stack",
      $.List(Stall_Frame),
      1,
      { doc: "Where it is, the innermost function first. Empty until it is known." },
    ],
    ["source", Stall_StackSource, 14],
  ],
});

export type Stall_ThreadState = "unknown" | "computing" | "waiting";

export const Stall_ThreadState: $.Enum<Stall_ThreadState> = /*#__PURE__*/ $.enumType({
  id: 0x999b2f45ee890112n,
  name: "stall.capnp:Stall.ThreadState",
  values: ["unknown", "computing", "waiting"],
  about: {
    waiting: {
      doc: "In the kernel, for something that it has asked for: synchronous file access, a child process, a lock.",
    },
  },
});

export type Stall_StackSource = "none" | "interrupted" | "profile";

export const Stall_StackSource: $.Enum<Stall_StackSource> = /*#__PURE__*/ $.enumType({
  id: 0xef718404e7633b93n,
  name: "stall.capnp:Stall.StackSource",
  values: ["none", "interrupted", "profile"],
  about: {
    interrupted: { doc: "The thread was interrupted while it was stuck." },
    profile: {
      doc: "A profiler ran, and this is where most of the time went. It is known when the stall is over.",
    },
  },
});

export interface Stall_Frame {
  /** Empty for one without a name. */
  readonly function: string;
  readonly file: string;
  /** From 1 on; 0 where it is not known. */
  readonly line: number;
  readonly column: number;
}

export declare namespace Stall_Frame {
  interface Init {
    /** Empty for one without a name. */
    readonly function?: string | undefined;
    readonly file?: string | undefined;
    /** From 1 on; 0 where it is not known. */
    readonly line?: number | undefined;
    readonly column?: number | undefined;
  }

  interface Builder {
    /** Empty for one without a name. */
    set function(value: string);
    set file(value: string);
    /** From 1 on; 0 where it is not known. */
    set line(value: number);
    set column(value: number);
  }
}

export const Stall_Frame: $.Struct<
  Stall_Frame,
  Stall_Frame.Init,
  Stall_Frame.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x87eb2e411e83a3afn,
  name: "stall.capnp:Stall.Frame",
  dataWords: 1,
  pointers: 2,
  fields: () => [
    ["function", $.Text, 0, { doc: "Empty for one without a name." }],
    ["file", $.Text, 1],
    ["line", $.UInt32, 0, { doc: "From 1 on; 0 where it is not known." }],
    ["column", $.UInt32, 1],
  ],
});

/** What the main thread does, or did when it was last looked at, where the system tells. */
export interface Stall_thread {
  readonly state: Stall_ThreadState | number;
  /** The share of the time that it has been computing; -1 where it is not told. */
  readonly processor: number;
  /** The function of the kernel that it waits in. */
  readonly waitsIn: string;
}

export declare namespace Stall_thread {
  /** What the main thread does, or did when it was last looked at, where the system tells. */
  interface Init {
    readonly state?: Stall_ThreadState | number | undefined;
    /** The share of the time that it has been computing; -1 where it is not told. */
    readonly processor?: number | undefined;
    /** The function of the kernel that it waits in. */
    readonly waitsIn?: string | undefined;
  }

  /** What the main thread does, or did when it was last looked at, where the system tells. */
  interface Builder {
    set state(value: Stall_ThreadState | number);
    /** The share of the time that it has been computing; -1 where it is not told. */
    set processor(value: number);
    /** The function of the kernel that it waits in. */
    set waitsIn(value: string);
  }
}

export const Stall_thread: $.Struct<
  Stall_thread,
  Stall_thread.Init,
  Stall_thread.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xf2ab1e9d47d6a7c5n,
  name: "stall.capnp:Stall.thread",
  doc: "What the main thread does, or did when it was last looked at, where the system tells.",
  dataWords: 5,
  pointers: 2,
  fields: () => [
    ["state", Stall_ThreadState, 13],
    [
      "processor",
      $.Float64,
      4,
      { default: -1, doc: "The share of the time that it has been computing; -1 where it is not told." },
    ],
    ["waitsIn", $.Text, 0, { doc: "The function of the kernel that it waits in." }],
  ],
});
