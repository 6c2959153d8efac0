// Generated from logs.capnp by @teleop/capnpc. Do not edit.
import * as $ from "@teleop/rpc-capnp/schema";

/**
 * What the process says: calls of its console, and errors that nobody caught.
 *
 * Impact: while somebody follows, each call of the console takes some microseconds more, since its arguments are made
 * text twice; of what is larger than an entry, only the outermost level. Nothing when nobody follows, unless the
 * application has the last entries kept all the time.
 *
 * What is written to process.stdout or process.stderr without the console is not seen, nor what goes through a
 * reference to a method of the console that was taken before following began. Bun tells only of errors that were
 * thrown, not of promises that were rejected.
 */
export interface Logs extends $.Client {
  /**
   * Gives each entry from now on whose level is at least this one, after as many of the last ones as are asked for and
   * kept. Where the client does not keep up, the oldest that wait are dropped. Lasts until the subscription is released,
   * or the client has gone. isConsoleSeen is false where the console cannot be watched, since it was frozen.
   */
  follow(
    params?: $.Params<Logs_follow_Params.Init, Logs_follow_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Logs_follow_Results, Logs_follow_Results.Pipeline>;
  /**
   * The last entries that are kept, the oldest first. Unless somebody follows, or the application has them kept all the
   * time, which isKept tells, there are none.
   */
  recent(
    params?: $.Params<Logs_recent_Params.Init, Logs_recent_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Logs_recent_Results>;
  /** The levels of the application's own loggers, where it offers them; it fails where it does not. */
  levels(
    params?: $.Params<Logs_levels_Params.Init, Logs_levels_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Logs_levels_Results>;
  /** Gives a logger of the application another level. What names and levels there are is the application's business. */
  setLevel(
    params?: $.Params<Logs_setLevel_Params.Init, Logs_setLevel_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Logs_setLevel_Results>;
}

export declare namespace Logs {
  type Init = $.CapabilityInit<Logs, Server>;

  /**
   * What the process says: calls of its console, and errors that nobody caught.
   *
   * Impact: while somebody follows, each call of the console takes some microseconds more, since its arguments are made
   * text twice; of what is larger than an entry, only the outermost level. Nothing when nobody follows, unless the
   * application has the last entries kept all the time.
   *
   * What is written to process.stdout or process.stderr without the console is not seen, nor what goes through a
   * reference to a method of the console that was taken before following began. Bun tells only of errors that were
   * thrown, not of promises that were rejected.
   */
  interface Server {
    /**
     * Gives each entry from now on whose level is at least this one, after as many of the last ones as are asked for and
     * kept. Where the client does not keep up, the oldest that wait are dropped. Lasts until the subscription is released,
     * or the client has gone. isConsoleSeen is false where the console cannot be watched, since it was frozen.
     */
    follow(
      params: Logs_follow_Params,
      ctx: $.Context<Logs_follow_Results.Init, Logs_follow_Results.Builder>,
    ): $.Returns<Logs_follow_Results.Init>;
    /**
     * The last entries that are kept, the oldest first. Unless somebody follows, or the application has them kept all the
     * time, which isKept tells, there are none.
     */
    recent(
      params: Logs_recent_Params,
      ctx: $.Context<Logs_recent_Results.Init, Logs_recent_Results.Builder>,
    ): $.Returns<Logs_recent_Results.Init>;
    /** The levels of the application's own loggers, where it offers them; it fails where it does not. */
    levels(
      params: Logs_levels_Params,
      ctx: $.Context<Logs_levels_Results.Init, Logs_levels_Results.Builder>,
    ): $.Returns<Logs_levels_Results.Init>;
    /** Gives a logger of the application another level. What names and levels there are is the application's business. */
    setLevel(
      params: Logs_setLevel_Params,
      ctx: $.Context<Logs_setLevel_Results.Init, Logs_setLevel_Results.Builder>,
    ): $.Returns<Logs_setLevel_Results.Init>;
  }
}

export const Logs: $.Interface<Logs, Logs.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0x92bec02a5a5ae175n,
  name: "logs.capnp:Logs",
  doc: "What the process says: calls of its console, and errors that nobody caught.\n\nImpact: while somebody follows, each call of the console takes some microseconds more, since its arguments are made\ntext twice; of what is larger than an entry, only the outermost level. Nothing when nobody follows, unless the\napplication has the last entries kept all the time.\n\nWhat is written to process.stdout or process.stderr without the console is not seen, nor what goes through a\nreference to a method of the console that was taken before following began. Bun tells only of errors that were\nthrown, not of promises that were rejected.",
  methods: () => [
    [
      "follow",
      Logs_follow_Params,
      Logs_follow_Results,
      {
        doc: "Gives each entry from now on whose level is at least this one, after as many of the last ones as are asked for and\nkept. Where the client does not keep up, the oldest that wait are dropped. Lasts until the subscription is released,\nor the client has gone. isConsoleSeen is false where the console cannot be watched, since it was frozen.",
      },
    ],
    [
      "recent",
      Logs_recent_Params,
      Logs_recent_Results,
      {
        doc: "The last entries that are kept, the oldest first. Unless somebody follows, or the application has them kept all the\ntime, which isKept tells, there are none.",
      },
    ],
    [
      "levels",
      Logs_levels_Params,
      Logs_levels_Results,
      {
        doc: "The levels of the application's own loggers, where it offers them; it fails where it does not.",
      },
    ],
    [
      "setLevel",
      Logs_setLevel_Params,
      Logs_setLevel_Results,
      {
        doc: "Gives a logger of the application another level. What names and levels there are is the application's business.",
      },
    ],
  ],
});

export interface Logs_Sink extends $.Client {
  /**
   * dropped: how many entries of this subscription were dropped, since it began. The sink is released when no more will
   * come.
   */
  entry(
    params?: $.Params<Logs_Sink_entry_Params.Init, Logs_Sink_entry_Params.Builder>,
    options?: $.CallOptions,
  ): $.StreamCall;
}

export declare namespace Logs_Sink {
  type Init = $.CapabilityInit<Logs_Sink, Server>;

  interface Server {
    /**
     * dropped: how many entries of this subscription were dropped, since it began. The sink is released when no more will
     * come.
     */
    entry(params: Logs_Sink_entry_Params, ctx: $.StreamContext): $.StreamReturns;
  }
}

export const Logs_Sink: $.Interface<Logs_Sink, Logs_Sink.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xcc32fa02140ce81cn,
  name: "logs.capnp:Logs.Sink",
  methods: () => [
    [
      "entry",
      Logs_Sink_entry_Params,
      "stream",
      {
        doc: "dropped: how many entries of this subscription were dropped, since it began. The sink is released when no more will\ncome.",
      },
    ],
  ],
});

export interface Logs_Sink_entry_Params {
  readonly entry: Logs_Entry | undefined;
  readonly dropped: bigint;
}

export declare namespace Logs_Sink_entry_Params {
  interface Init {
    readonly entry?: Logs_Entry.Init | undefined;
    readonly dropped?: bigint | undefined;
  }

  interface Builder {
    set entry(value: Logs_Entry.Init);
    initEntry(): Logs_Entry.Builder;
    set dropped(value: bigint);
  }
}

export const Logs_Sink_entry_Params: $.Struct<
  Logs_Sink_entry_Params,
  Logs_Sink_entry_Params.Init,
  Logs_Sink_entry_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xac2b82064d5d7d68n,
  name: "logs.capnp:Logs.Sink.entry$Params",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["entry", Logs_Entry, 0],
    ["dropped", $.UInt64, 0],
  ],
});

export interface Logs_Subscription extends $.Client {
  /** Ends it, and tells how many entries it has given, and how many it has dropped. To release it ends it, too. */
  end(
    params?: $.Params<Logs_Subscription_end_Params.Init, Logs_Subscription_end_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Logs_Subscription_end_Results>;
}

export declare namespace Logs_Subscription {
  type Init = $.CapabilityInit<Logs_Subscription, Server>;

  interface Server {
    /** Ends it, and tells how many entries it has given, and how many it has dropped. To release it ends it, too. */
    end(
      params: Logs_Subscription_end_Params,
      ctx: $.Context<Logs_Subscription_end_Results.Init, Logs_Subscription_end_Results.Builder>,
    ): $.Returns<Logs_Subscription_end_Results.Init>;
  }
}

export const Logs_Subscription: $.Interface<
  Logs_Subscription,
  Logs_Subscription.Server
> = /*#__PURE__*/ $.interfaceType({
  id: 0xd98a7b42f16370cdn,
  name: "logs.capnp:Logs.Subscription",
  methods: () => [
    [
      "end",
      Logs_Subscription_end_Params,
      Logs_Subscription_end_Results,
      {
        doc: "Ends it, and tells how many entries it has given, and how many it has dropped. To release it ends it, too.",
      },
    ],
  ],
});

export type Logs_Subscription_end_Params = $.Empty;

export declare namespace Logs_Subscription_end_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Logs_Subscription_end_Params: $.Struct<
  Logs_Subscription_end_Params,
  Logs_Subscription_end_Params.Init,
  Logs_Subscription_end_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xfcf843f9c6d38da6n,
  name: "logs.capnp:Logs.Subscription.end$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Logs_Subscription_end_Results {
  readonly sent: bigint;
  readonly dropped: bigint;
}

export declare namespace Logs_Subscription_end_Results {
  interface Init {
    readonly sent?: bigint | undefined;
    readonly dropped?: bigint | undefined;
  }

  interface Builder {
    set sent(value: bigint);
    set dropped(value: bigint);
  }
}

export const Logs_Subscription_end_Results: $.Struct<
  Logs_Subscription_end_Results,
  Logs_Subscription_end_Results.Init,
  Logs_Subscription_end_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc4acdab9b7b453b7n,
  name: "logs.capnp:Logs.Subscription.end$Results",
  dataWords: 2,
  pointers: 0,
  fields: () => [
    ["sent", $.UInt64, 0],
    ["dropped", $.UInt64, 1],
  ],
});

export type Logs_Level = "debug" | "info" | "warn" | "error";

export const Logs_Level: $.Enum<Logs_Level> = /*#__PURE__*/ $.enumType({
  id: 0xc9c919666d2385e6n,
  name: "logs.capnp:Logs.Level",
  values: ["debug", "info", "warn", "error"],
});

export interface Logs_Entry {
  /** Entries are numbered as they come, from 1 on since recording began. */
  readonly number: bigint;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly level: Logs_Level | number;
  /** console.log, console.warn, …; uncaughtException, unhandledRejection. */
  readonly source: string;
  readonly text: string;
  /** The text was longer than 16,384 characters. */
  readonly isCut: boolean;
}

export declare namespace Logs_Entry {
  interface Init {
    /** Entries are numbered as they come, from 1 on since recording began. */
    readonly number?: bigint | undefined;
    /** Milliseconds since the epoch. */
    readonly time?: number | undefined;
    readonly level?: Logs_Level | number | undefined;
    /** console.log, console.warn, …; uncaughtException, unhandledRejection. */
    readonly source?: string | undefined;
    readonly text?: string | undefined;
    /** The text was longer than 16,384 characters. */
    readonly isCut?: boolean | undefined;
  }

  interface Builder {
    /** Entries are numbered as they come, from 1 on since recording began. */
    set number(value: bigint);
    /** Milliseconds since the epoch. */
    set time(value: number);
    set level(value: Logs_Level | number);
    /** console.log, console.warn, …; uncaughtException, unhandledRejection. */
    set source(value: string);
    set text(value: string);
    /** The text was longer than 16,384 characters. */
    set isCut(value: boolean);
  }
}

export const Logs_Entry: $.Struct<
  Logs_Entry,
  Logs_Entry.Init,
  Logs_Entry.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xb5bb035adadcd442n,
  name: "logs.capnp:Logs.Entry",
  dataWords: 3,
  pointers: 2,
  fields: () => [
    ["number", $.UInt64, 0, { doc: "Entries are numbered as they come, from 1 on since recording began." }],
    ["time", $.Float64, 1, { doc: "Milliseconds since the epoch." }],
    ["level", Logs_Level, 8],
    ["source", $.Text, 0, { doc: "console.log, console.warn, …; uncaughtException, unhandledRejection." }],
    ["text", $.Text, 1],
    ["isCut", $.Bool, 144, { doc: "The text was longer than 16,384 characters." }],
  ],
});

export interface Logs_Logger {
  readonly name: string;
  readonly level: string;
}

export declare namespace Logs_Logger {
  interface Init {
    readonly name?: string | undefined;
    readonly level?: string | undefined;
  }

  interface Builder {
    set name(value: string);
    set level(value: string);
  }
}

export const Logs_Logger: $.Struct<
  Logs_Logger,
  Logs_Logger.Init,
  Logs_Logger.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xd93e8e711deba2d8n,
  name: "logs.capnp:Logs.Logger",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["name", $.Text, 0],
    ["level", $.Text, 1],
  ],
});

export interface Logs_follow_Params {
  readonly sink: Logs_Sink;
  readonly level: Logs_Level | number;
  readonly recent: number;
}

export declare namespace Logs_follow_Params {
  interface Init {
    readonly sink?: Logs_Sink.Init | undefined;
    readonly level?: Logs_Level | number | undefined;
    readonly recent?: number | undefined;
  }

  interface Builder {
    set sink(value: Logs_Sink.Init);
    set level(value: Logs_Level | number);
    set recent(value: number);
  }

  interface Pipeline {
    readonly sink: Logs_Sink;
  }
}

export const Logs_follow_Params: $.Struct<
  Logs_follow_Params,
  Logs_follow_Params.Init,
  Logs_follow_Params.Builder,
  Logs_follow_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xa0765a59448a739en,
  name: "logs.capnp:Logs.follow$Params",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["sink", Logs_Sink, 0],
    ["level", Logs_Level, 0],
    ["recent", $.UInt32, 1],
  ],
});

export interface Logs_follow_Results {
  readonly subscription: Logs_Subscription;
  readonly isConsoleSeen: boolean;
}

export declare namespace Logs_follow_Results {
  interface Init {
    readonly subscription?: Logs_Subscription.Init | undefined;
    readonly isConsoleSeen?: boolean | undefined;
  }

  interface Builder {
    set subscription(value: Logs_Subscription.Init);
    set isConsoleSeen(value: boolean);
  }

  interface Pipeline {
    readonly subscription: Logs_Subscription;
  }
}

export const Logs_follow_Results: $.Struct<
  Logs_follow_Results,
  Logs_follow_Results.Init,
  Logs_follow_Results.Builder,
  Logs_follow_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x8797d9c758807848n,
  name: "logs.capnp:Logs.follow$Results",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["subscription", Logs_Subscription, 0],
    ["isConsoleSeen", $.Bool, 0],
  ],
});

export interface Logs_recent_Params {
  readonly level: Logs_Level | number;
  readonly limit: number;
}

export declare namespace Logs_recent_Params {
  interface Init {
    readonly level?: Logs_Level | number | undefined;
    readonly limit?: number | undefined;
  }

  interface Builder {
    set level(value: Logs_Level | number);
    set limit(value: number);
  }
}

export const Logs_recent_Params: $.Struct<
  Logs_recent_Params,
  Logs_recent_Params.Init,
  Logs_recent_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc9f48f801041927cn,
  name: "logs.capnp:Logs.recent$Params",
  dataWords: 1,
  pointers: 0,
  fields: () => [
    ["level", Logs_Level, 0],
    ["limit", $.UInt32, 1, { default: 1000 }],
  ],
});

export interface Logs_recent_Results {
  readonly entries: readonly Logs_Entry[];
  readonly isKept: boolean;
}

export declare namespace Logs_recent_Results {
  interface Init {
    readonly entries?: readonly Logs_Entry.Init[] | undefined;
    readonly isKept?: boolean | undefined;
  }

  interface Builder {
    set entries(value: readonly Logs_Entry.Init[]);
    initEntries(length: number): $.StructListBuilder<Logs_Entry.Builder>;
    set isKept(value: boolean);
  }
}

export const Logs_recent_Results: $.Struct<
  Logs_recent_Results,
  Logs_recent_Results.Init,
  Logs_recent_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xa28d36f7ba1a628fn,
  name: "logs.capnp:Logs.recent$Results",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["entries", $.List(Logs_Entry), 0],
    ["isKept", $.Bool, 0],
  ],
});

export type Logs_levels_Params = $.Empty;

export declare namespace Logs_levels_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Logs_levels_Params: $.Struct<
  Logs_levels_Params,
  Logs_levels_Params.Init,
  Logs_levels_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe015ea2a9da7ef55n,
  name: "logs.capnp:Logs.levels$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Logs_levels_Results {
  readonly loggers: readonly Logs_Logger[];
}

export declare namespace Logs_levels_Results {
  interface Init {
    readonly loggers?: readonly Logs_Logger.Init[] | undefined;
  }

  interface Builder {
    set loggers(value: readonly Logs_Logger.Init[]);
    initLoggers(length: number): $.StructListBuilder<Logs_Logger.Builder>;
  }
}

export const Logs_levels_Results: $.Struct<
  Logs_levels_Results,
  Logs_levels_Results.Init,
  Logs_levels_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc68a4856020acb22n,
  name: "logs.capnp:Logs.levels$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["loggers", $.List(Logs_Logger), 0]],
});

export interface Logs_setLevel_Params {
  readonly logger: string;
  readonly level: string;
}

export declare namespace Logs_setLevel_Params {
  interface Init {
    readonly logger?: string | undefined;
    readonly level?: string | undefined;
  }

  interface Builder {
    set logger(value: string);
    set level(value: string);
  }
}

export const Logs_setLevel_Params: $.Struct<
  Logs_setLevel_Params,
  Logs_setLevel_Params.Init,
  Logs_setLevel_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xbdf6b0636e17d925n,
  name: "logs.capnp:Logs.setLevel$Params",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["logger", $.Text, 0],
    ["level", $.Text, 1],
  ],
});

export type Logs_setLevel_Results = $.Empty;

export declare namespace Logs_setLevel_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Logs_setLevel_Results: $.Struct<
  Logs_setLevel_Results,
  Logs_setLevel_Results.Init,
  Logs_setLevel_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xa5409026e38080f5n,
  name: "logs.capnp:Logs.setLevel$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});
