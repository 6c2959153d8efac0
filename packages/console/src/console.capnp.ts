// Generated from console.capnp by @teleop/capnpc. Do not edit.
import * as $ from "@teleop/rpc-capnp/schema";
import { Captures } from "./captures.capnp.ts";

/**
 * What a page of the console is given: the bootstrap capability of its connection. All that a page holds of it ends with
 * the page.
 */
export interface Console extends $.Client {
  /** Tells of the processes of all places, as they come, change and go. Goes on until it is canceled. */
  watch(
    params?: $.Params<Console_watch_Params.Init, Console_watch_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Console_watch_Results>;
  /**
   * Attaches to a process of the place that has this label, at the rendezvous of this name, empty for the usual one. That of a
   * Worker of the process, such as a watchdog's, is bound already: nothing wakes it.
   */
  attach(
    params?: $.Params<Console_attach_Params.Init, Console_attach_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Console_attach_Results, Console_attach_Results.Pipeline>;
  /** The snapshots and profiles that the console has taken, for all of its pages. */
  captures(
    params?: $.Params<Console_captures_Params.Init, Console_captures_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Console_captures_Results, Console_captures_Results.Pipeline>;
  /** What tells this console from whoever listens at its port once it has ended. A page asks when it comes. */
  key(
    params?: $.Params<Console_key_Params.Init, Console_key_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Console_key_Results>;
  /**
   * HMAC-SHA-256 of the challenge, by the key. A page that has lost its connection asks whoever answers next, and believes
   * nothing before.
   */
  prove(
    params?: $.Params<Console_prove_Params.Init, Console_prove_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Console_prove_Results>;
}

export declare namespace Console {
  type Init = $.CapabilityInit<Console, Server>;

  /**
   * What a page of the console is given: the bootstrap capability of its connection. All that a page holds of it ends with
   * the page.
   */
  interface Server {
    /** Tells of the processes of all places, as they come, change and go. Goes on until it is canceled. */
    watch(
      params: Console_watch_Params,
      ctx: $.Context<Console_watch_Results.Init, Console_watch_Results.Builder>,
    ): $.Returns<Console_watch_Results.Init>;
    /**
     * Attaches to a process of the place that has this label, at the rendezvous of this name, empty for the usual one. That of a
     * Worker of the process, such as a watchdog's, is bound already: nothing wakes it.
     */
    attach(
      params: Console_attach_Params,
      ctx: $.Context<Console_attach_Results.Init, Console_attach_Results.Builder>,
    ): $.Returns<Console_attach_Results.Init>;
    /** The snapshots and profiles that the console has taken, for all of its pages. */
    captures(
      params: Console_captures_Params,
      ctx: $.Context<Console_captures_Results.Init, Console_captures_Results.Builder>,
    ): $.Returns<Console_captures_Results.Init>;
    /** What tells this console from whoever listens at its port once it has ended. A page asks when it comes. */
    key(
      params: Console_key_Params,
      ctx: $.Context<Console_key_Results.Init, Console_key_Results.Builder>,
    ): $.Returns<Console_key_Results.Init>;
    /**
     * HMAC-SHA-256 of the challenge, by the key. A page that has lost its connection asks whoever answers next, and believes
     * nothing before.
     */
    prove(
      params: Console_prove_Params,
      ctx: $.Context<Console_prove_Results.Init, Console_prove_Results.Builder>,
    ): $.Returns<Console_prove_Results.Init>;
  }
}

export const Console: $.Interface<Console, Console.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xc68d0492fef63582n,
  name: "console.capnp:Console",
  doc: "What a page of the console is given: the bootstrap capability of its connection. All that a page holds of it ends with\nthe page.",
  methods: () => [
    [
      "watch",
      Console_watch_Params,
      Console_watch_Results,
      {
        doc: "Tells of the processes of all places, as they come, change and go. Goes on until it is canceled.",
      },
    ],
    [
      "attach",
      Console_attach_Params,
      Console_attach_Results,
      {
        doc: "Attaches to a process of the place that has this label, at the rendezvous of this name, empty for the usual one. That of a\nWorker of the process, such as a watchdog's, is bound already: nothing wakes it.",
      },
    ],
    [
      "captures",
      Console_captures_Params,
      Console_captures_Results,
      { doc: "The snapshots and profiles that the console has taken, for all of its pages." },
    ],
    [
      "key",
      Console_key_Params,
      Console_key_Results,
      {
        doc: "What tells this console from whoever listens at its port once it has ended. A page asks when it comes.",
      },
    ],
    [
      "prove",
      Console_prove_Params,
      Console_prove_Results,
      {
        doc: "HMAC-SHA-256 of the challenge, by the key. A page that has lost its connection asks whoever answers next, and believes\nnothing before.",
      },
    ],
  ],
});

export interface Console_watch_Params {
  readonly watcher: Watcher;
}

export declare namespace Console_watch_Params {
  interface Init {
    readonly watcher?: Watcher.Init | undefined;
  }

  interface Builder {
    set watcher(value: Watcher.Init);
  }

  interface Pipeline {
    readonly watcher: Watcher;
  }
}

export const Console_watch_Params: $.Struct<
  Console_watch_Params,
  Console_watch_Params.Init,
  Console_watch_Params.Builder,
  Console_watch_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x99c25ce79819ea6cn,
  name: "console.capnp:Console.watch$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["watcher", Watcher, 0]],
});

export type Console_watch_Results = $.Empty;

export declare namespace Console_watch_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Console_watch_Results: $.Struct<
  Console_watch_Results,
  Console_watch_Results.Init,
  Console_watch_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf7f662535d1456d8n,
  name: "console.capnp:Console.watch$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Console_attach_Params {
  readonly place: string;
  readonly pid: number;
  readonly rendezvous: string;
  readonly worker: boolean;
}

export declare namespace Console_attach_Params {
  interface Init {
    readonly place?: string | undefined;
    readonly pid?: number | undefined;
    readonly rendezvous?: string | undefined;
    readonly worker?: boolean | undefined;
  }

  interface Builder {
    set place(value: string);
    set pid(value: number);
    set rendezvous(value: string);
    set worker(value: boolean);
  }
}

export const Console_attach_Params: $.Struct<
  Console_attach_Params,
  Console_attach_Params.Init,
  Console_attach_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf3472b661bbd5182n,
  name: "console.capnp:Console.attach$Params",
  dataWords: 1,
  pointers: 2,
  fields: () => [
    ["place", $.Text, 0],
    ["pid", $.UInt32, 0],
    ["rendezvous", $.Text, 1],
    ["worker", $.Bool, 32],
  ],
});

export interface Console_attach_Results {
  readonly target: Target;
}

export declare namespace Console_attach_Results {
  interface Init {
    readonly target?: Target.Init | undefined;
  }

  interface Builder {
    set target(value: Target.Init);
  }

  interface Pipeline {
    readonly target: Target;
  }
}

export const Console_attach_Results: $.Struct<
  Console_attach_Results,
  Console_attach_Results.Init,
  Console_attach_Results.Builder,
  Console_attach_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xf9919499c04fb7efn,
  name: "console.capnp:Console.attach$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["target", Target, 0]],
});

export type Console_captures_Params = $.Empty;

export declare namespace Console_captures_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Console_captures_Params: $.Struct<
  Console_captures_Params,
  Console_captures_Params.Init,
  Console_captures_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xabb0e486e9e3bd16n,
  name: "console.capnp:Console.captures$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Console_captures_Results {
  readonly captures: Captures;
}

export declare namespace Console_captures_Results {
  interface Init {
    readonly captures?: Captures.Init | undefined;
  }

  interface Builder {
    set captures(value: Captures.Init);
  }

  interface Pipeline {
    readonly captures: Captures;
  }
}

export const Console_captures_Results: $.Struct<
  Console_captures_Results,
  Console_captures_Results.Init,
  Console_captures_Results.Builder,
  Console_captures_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xbe3173bcebef10bdn,
  name: "console.capnp:Console.captures$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["captures", Captures, 0]],
});

export type Console_key_Params = $.Empty;

export declare namespace Console_key_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Console_key_Params: $.Struct<
  Console_key_Params,
  Console_key_Params.Init,
  Console_key_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc630cca3f449d123n,
  name: "console.capnp:Console.key$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Console_key_Results {
  readonly key: $.Bytes;
}

export declare namespace Console_key_Results {
  interface Init {
    readonly key?: $.Bytes | undefined;
  }

  interface Builder {
    set key(value: $.Bytes);
    initKey(length: number): $.Bytes;
  }
}

export const Console_key_Results: $.Struct<
  Console_key_Results,
  Console_key_Results.Init,
  Console_key_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xdc8399b3b5db085en,
  name: "console.capnp:Console.key$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["key", $.Data, 0]],
});

export interface Console_prove_Params {
  readonly challenge: $.Bytes;
}

export declare namespace Console_prove_Params {
  interface Init {
    readonly challenge?: $.Bytes | undefined;
  }

  interface Builder {
    set challenge(value: $.Bytes);
    initChallenge(length: number): $.Bytes;
  }
}

export const Console_prove_Params: $.Struct<
  Console_prove_Params,
  Console_prove_Params.Init,
  Console_prove_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc54346d65758d0f2n,
  name: "console.capnp:Console.prove$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["challenge", $.Data, 0]],
});

export interface Console_prove_Results {
  readonly proof: $.Bytes;
}

export declare namespace Console_prove_Results {
  interface Init {
    readonly proof?: $.Bytes | undefined;
  }

  interface Builder {
    set proof(value: $.Bytes);
    initProof(length: number): $.Bytes;
  }
}

export const Console_prove_Results: $.Struct<
  Console_prove_Results,
  Console_prove_Results.Init,
  Console_prove_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf1f294bd899cdc6cn,
  name: "console.capnp:Console.prove$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["proof", $.Data, 0]],
});

export interface Watcher extends $.Client {
  /** Returns when the next is welcome: what happens meanwhile comes with it. */
  changed(
    params?: $.Params<Change.Init, Change.Builder>,
    options?: $.CallOptions,
  ): $.Call<Watcher_changed_Results>;
}

export declare namespace Watcher {
  type Init = $.CapabilityInit<Watcher, Server>;

  interface Server {
    /** Returns when the next is welcome: what happens meanwhile comes with it. */
    changed(
      params: Change,
      ctx: $.Context<Watcher_changed_Results.Init, Watcher_changed_Results.Builder>,
    ): $.Returns<Watcher_changed_Results.Init>;
  }
}

export const Watcher: $.Interface<Watcher, Watcher.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xf9f40d5c0595df87n,
  name: "console.capnp:Watcher",
  methods: () => [
    [
      "changed",
      Change,
      Watcher_changed_Results,
      { doc: "Returns when the next is welcome: what happens meanwhile comes with it." },
    ],
  ],
});

export type Watcher_changed_Results = $.Empty;

export declare namespace Watcher_changed_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Watcher_changed_Results: $.Struct<
  Watcher_changed_Results,
  Watcher_changed_Results.Init,
  Watcher_changed_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xa368ff49e9974ba2n,
  name: "console.capnp:Watcher.changed$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

/** What is different from what the watcher was told before about this place. */
export interface Change {
  /** Its label: a command that leads there, empty for this machine. */
  readonly place: string;
  readonly appeared: readonly Process[];
  /** Those that say something else of themselves by now, or are in another state. */
  readonly changed: readonly Process[];
  /** As they were seen last. */
  readonly disappeared: readonly Process[];
  /** Why the place cannot be watched now; it is tried again, and meanwhile nothing is known of it. Empty when all is well. */
  readonly failure: string;
  /** Of those that have disappeared, now or before, which have ended, as far as the place tells. Others may only be armed no more. */
  readonly ended: readonly Ended[];
  /** Those that have appeared are all that there are, whatever was told before. */
  readonly begins: boolean;
}

export declare namespace Change {
  /** What is different from what the watcher was told before about this place. */
  interface Init {
    /** Its label: a command that leads there, empty for this machine. */
    readonly place?: string | undefined;
    readonly appeared?: readonly Process.Init[] | undefined;
    /** Those that say something else of themselves by now, or are in another state. */
    readonly changed?: readonly Process.Init[] | undefined;
    /** As they were seen last. */
    readonly disappeared?: readonly Process.Init[] | undefined;
    /** Why the place cannot be watched now; it is tried again, and meanwhile nothing is known of it. Empty when all is well. */
    readonly failure?: string | undefined;
    /** Of those that have disappeared, now or before, which have ended, as far as the place tells. Others may only be armed no more. */
    readonly ended?: readonly Ended.Init[] | undefined;
    /** Those that have appeared are all that there are, whatever was told before. */
    readonly begins?: boolean | undefined;
  }

  /** What is different from what the watcher was told before about this place. */
  interface Builder {
    /** Its label: a command that leads there, empty for this machine. */
    set place(value: string);
    set appeared(value: readonly Process.Init[]);
    initAppeared(length: number): $.StructListBuilder<Process.Builder>;
    /** Those that say something else of themselves by now, or are in another state. */
    set changed(value: readonly Process.Init[]);
    initChanged(length: number): $.StructListBuilder<Process.Builder>;
    /** As they were seen last. */
    set disappeared(value: readonly Process.Init[]);
    initDisappeared(length: number): $.StructListBuilder<Process.Builder>;
    /** Why the place cannot be watched now; it is tried again, and meanwhile nothing is known of it. Empty when all is well. */
    set failure(value: string);
    /** Of those that have disappeared, now or before, which have ended, as far as the place tells. Others may only be armed no more. */
    set ended(value: readonly Ended.Init[]);
    initEnded(length: number): $.StructListBuilder<Ended.Builder>;
    /** Those that have appeared are all that there are, whatever was told before. */
    set begins(value: boolean);
  }
}

export const Change: $.Struct<Change, Change.Init, Change.Builder> = /*#__PURE__*/ $.structType({
  id: 0xad313158196eca3fn,
  name: "console.capnp:Change",
  doc: "What is different from what the watcher was told before about this place.",
  dataWords: 1,
  pointers: 6,
  fields: () => [
    ["place", $.Text, 0, { doc: "Its label: a command that leads there, empty for this machine." }],
    ["appeared", $.List(Process), 1],
    [
      "changed",
      $.List(Process),
      2,
      { doc: "Those that say something else of themselves by now, or are in another state." },
    ],
    ["disappeared", $.List(Process), 3, { doc: "As they were seen last." }],
    [
      "failure",
      $.Text,
      4,
      {
        doc: "Why the place cannot be watched now; it is tried again, and meanwhile nothing is known of it. Empty when all is well.",
      },
    ],
    [
      "begins",
      $.Bool,
      0,
      { doc: "Those that have appeared are all that there are, whatever was told before." },
    ],
    [
      "ended",
      $.List(Ended),
      5,
      {
        doc: "Of those that have disappeared, now or before, which have ended, as far as the place tells. Others may only be armed no more.",
      },
    ],
  ],
});

export interface Ended {
  /** As it was seen last. */
  readonly process: Process | undefined;
  readonly ending: Ended_ending;
}

export declare namespace Ended {
  interface Init {
    /** As it was seen last. */
    readonly process?: Process.Init | undefined;
    readonly ending?: Ended_ending.Init | undefined;
  }

  interface Builder {
    /** As it was seen last. */
    set process(value: Process.Init);
    initProcess(): Process.Builder;
    set ending(value: Ended_ending.Init);
    initEnding(): Ended_ending.Builder;
  }
}

export const Ended: $.Struct<Ended, Ended.Init, Ended.Builder> = /*#__PURE__*/ $.structType({
  id: 0xa08b1f2b9d0a5e6dn,
  name: "console.capnp:Ended",
  dataWords: 1,
  pointers: 2,
  fields: () => [
    ["process", Process, 0, { doc: "As it was seen last." }],
    ["ending", Ended_ending, 0],
  ],
});

export type Ended_ending =
  | { readonly which: "unknown" }
  | {
      readonly which: "exited";
      /** With this code. */
      readonly exited: number;
    }
  | { readonly which: "killed"; readonly killed: Ended_ending_killed }
  | { readonly which: number };

export declare namespace Ended_ending {
  type Init =
    | { readonly which: "unknown" }
    | {
        readonly which: "exited";
        /** With this code. */
        readonly exited?: number | undefined;
      }
    | { readonly which: "killed"; readonly killed?: Ended_ending_killed.Init | undefined }
    | { readonly which?: number | undefined };

  interface Builder {
    /** How is not told. */
    set unknown(value: undefined);
    /** With this code. */
    set exited(value: number);
    set killed(value: Ended_ending_killed.Init);
    initKilled(): Ended_ending_killed.Builder;
  }
}

export const Ended_ending: $.Struct<
  Ended_ending,
  Ended_ending.Init,
  Ended_ending.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0x8de425db5922dedbn,
  name: "console.capnp:Ended.ending",
  dataWords: 1,
  pointers: 2,
  union: 0,
  fields: () => [
    ["unknown", $.Void, 0, { tag: 0, doc: "How is not told." }],
    ["exited", $.UInt8, 2, { tag: 1, doc: "With this code." }],
    ["killed", Ended_ending_killed, 0, { tag: 2 }],
  ],
});

export interface Ended_ending_killed {
  /** Its name: "SIGKILL". */
  readonly signal: string;
  readonly dumpedCore: boolean;
}

export declare namespace Ended_ending_killed {
  interface Init {
    /** Its name: "SIGKILL". */
    readonly signal?: string | undefined;
    readonly dumpedCore?: boolean | undefined;
  }

  interface Builder {
    /** Its name: "SIGKILL". */
    set signal(value: string);
    set dumpedCore(value: boolean);
  }
}

export const Ended_ending_killed: $.Struct<
  Ended_ending_killed,
  Ended_ending_killed.Init,
  Ended_ending_killed.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0x8cad73da6fd24fbdn,
  name: "console.capnp:Ended.ending.killed",
  dataWords: 1,
  pointers: 2,
  fields: () => [
    ["signal", $.Text, 1, { doc: "Its name: \"SIGKILL\"." }],
    ["dumpedCore", $.Bool, 16],
  ],
});

/** A process that can be attached to, or may be. All text in it is of others. */
export interface Process {
  /** As the place has it. */
  readonly pid: number;
  /** What it calls itself, or the name of its program. */
  readonly name: string;
  /** Its arguments, the program first; empty where the system does not tell. */
  readonly command: readonly string[];
  /** Whether it is armed, or shows what armed processes show, as others may, too. */
  readonly certain: boolean;
  /** What shows that. */
  readonly sign: string;
  /**
   * "stopped" by a signal, "traced" when a debugger has stopped it: then it does not answer. Else "running", or empty where
   * that is not known.
   */
  readonly state: string;
  /** The process that started it, or adopted it; 0 where that is not known. */
  readonly parent: number;
  /** Its effective user; -1 where that is not known. */
  readonly user: bigint;
  readonly userName: string;
  /** Milliseconds since the epoch, by the clock of its place; 0 where that is not known. */
  readonly startedAt: number;
  /** Whether it lives in a container, seen from its place. */
  readonly contained: boolean;
  /** What it says of itself, for each rendezvous. */
  readonly announcements: readonly Announcement[];
  /** Its parent, the parent of that, and so on, armed or not. */
  readonly ancestors: readonly number[];
}

export declare namespace Process {
  /** A process that can be attached to, or may be. All text in it is of others. */
  interface Init {
    /** As the place has it. */
    readonly pid?: number | undefined;
    /** What it calls itself, or the name of its program. */
    readonly name?: string | undefined;
    /** Its arguments, the program first; empty where the system does not tell. */
    readonly command?: readonly string[] | undefined;
    /** Whether it is armed, or shows what armed processes show, as others may, too. */
    readonly certain?: boolean | undefined;
    /** What shows that. */
    readonly sign?: string | undefined;
    /**
     * "stopped" by a signal, "traced" when a debugger has stopped it: then it does not answer. Else "running", or empty where
     * that is not known.
     */
    readonly state?: string | undefined;
    /** The process that started it, or adopted it; 0 where that is not known. */
    readonly parent?: number | undefined;
    /** Its effective user; -1 where that is not known. */
    readonly user?: bigint | undefined;
    readonly userName?: string | undefined;
    /** Milliseconds since the epoch, by the clock of its place; 0 where that is not known. */
    readonly startedAt?: number | undefined;
    /** Whether it lives in a container, seen from its place. */
    readonly contained?: boolean | undefined;
    /** What it says of itself, for each rendezvous. */
    readonly announcements?: readonly Announcement.Init[] | undefined;
    /** Its parent, the parent of that, and so on, armed or not. */
    readonly ancestors?: readonly number[] | undefined;
  }

  /** A process that can be attached to, or may be. All text in it is of others. */
  interface Builder {
    /** As the place has it. */
    set pid(value: number);
    /** What it calls itself, or the name of its program. */
    set name(value: string);
    /** Its arguments, the program first; empty where the system does not tell. */
    set command(value: readonly string[]);
    initCommand(length: number): $.ListBuilder<string>;
    /** Whether it is armed, or shows what armed processes show, as others may, too. */
    set certain(value: boolean);
    /** What shows that. */
    set sign(value: string);
    /**
     * "stopped" by a signal, "traced" when a debugger has stopped it: then it does not answer. Else "running", or empty where
     * that is not known.
     */
    set state(value: string);
    /** The process that started it, or adopted it; 0 where that is not known. */
    set parent(value: number);
    /** Its effective user; -1 where that is not known. */
    set user(value: bigint);
    set userName(value: string);
    /** Milliseconds since the epoch, by the clock of its place; 0 where that is not known. */
    set startedAt(value: number);
    /** Whether it lives in a container, seen from its place. */
    set contained(value: boolean);
    /** What it says of itself, for each rendezvous. */
    set announcements(value: readonly Announcement.Init[]);
    initAnnouncements(length: number): $.StructListBuilder<Announcement.Builder>;
    /** Its parent, the parent of that, and so on, armed or not. */
    set ancestors(value: readonly number[]);
    initAncestors(length: number): $.ListBuilder<number>;
  }
}

export const Process: $.Struct<Process, Process.Init, Process.Builder> = /*#__PURE__*/ $.structType({
  id: 0xbe2da0b1af99b289n,
  name: "console.capnp:Process",
  doc: "A process that can be attached to, or may be. All text in it is of others.",
  dataWords: 4,
  pointers: 7,
  fields: () => [
    ["pid", $.UInt32, 0, { doc: "As the place has it." }],
    ["name", $.Text, 0, { doc: "What it calls itself, or the name of its program." }],
    [
      "command",
      $.List($.Text),
      1,
      { doc: "Its arguments, the program first; empty where the system does not tell." },
    ],
    [
      "certain",
      $.Bool,
      32,
      { doc: "Whether it is armed, or shows what armed processes show, as others may, too." },
    ],
    ["sign", $.Text, 2, { doc: "What shows that." }],
    [
      "state",
      $.Text,
      3,
      {
        doc: "\"stopped\" by a signal, \"traced\" when a debugger has stopped it: then it does not answer. Else \"running\", or empty where\nthat is not known.",
      },
    ],
    [
      "parent",
      $.UInt32,
      2,
      { doc: "The process that started it, or adopted it; 0 where that is not known." },
    ],
    ["user", $.Int64, 2, { default: -1n, doc: "Its effective user; -1 where that is not known." }],
    ["userName", $.Text, 4],
    [
      "startedAt",
      $.Float64,
      3,
      { doc: "Milliseconds since the epoch, by the clock of its place; 0 where that is not known." },
    ],
    ["contained", $.Bool, 33, { doc: "Whether it lives in a container, seen from its place." }],
    ["announcements", $.List(Announcement), 5, { doc: "What it says of itself, for each rendezvous." }],
    ["ancestors", $.List($.UInt32), 6, { doc: "Its parent, the parent of that, and so on, armed or not." }],
  ],
});

export interface Announcement {
  /** Empty for the one without a name. */
  readonly rendezvous: string;
  readonly services: Announcement_services;
  readonly attacher: string;
  readonly transport: string;
  /** Of teleop and of what runs the program. */
  readonly versions: readonly Announcement_Version[];
  /** What the application adds about itself: a JSON object. */
  readonly metadata: string;
}

export declare namespace Announcement {
  interface Init {
    /** Empty for the one without a name. */
    readonly rendezvous?: string | undefined;
    readonly services?: Announcement_services.Init | undefined;
    readonly attacher?: string | undefined;
    readonly transport?: string | undefined;
    /** Of teleop and of what runs the program. */
    readonly versions?: readonly Announcement_Version.Init[] | undefined;
    /** What the application adds about itself: a JSON object. */
    readonly metadata?: string | undefined;
  }

  interface Builder {
    /** Empty for the one without a name. */
    set rendezvous(value: string);
    set services(value: Announcement_services.Init);
    initServices(): Announcement_services.Builder;
    set attacher(value: string);
    set transport(value: string);
    /** Of teleop and of what runs the program. */
    set versions(value: readonly Announcement_Version.Init[]);
    initVersions(length: number): $.StructListBuilder<Announcement_Version.Builder>;
    /** What the application adds about itself: a JSON object. */
    set metadata(value: string);
  }
}

export const Announcement: $.Struct<
  Announcement,
  Announcement.Init,
  Announcement.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc4bf6b0410f80b79n,
  name: "console.capnp:Announcement",
  dataWords: 1,
  pointers: 6,
  fields: () => [
    ["rendezvous", $.Text, 0, { doc: "Empty for the one without a name." }],
    ["services", Announcement_services, 0],
    ["attacher", $.Text, 2],
    ["transport", $.Text, 3],
    ["versions", $.List(Announcement_Version), 4, { doc: "Of teleop and of what runs the program." }],
    ["metadata", $.Text, 5, { doc: "What the application adds about itself: a JSON object." }],
  ],
});

export interface Announcement_Version {
  readonly of: string;
  readonly version: string;
}

export declare namespace Announcement_Version {
  interface Init {
    readonly of?: string | undefined;
    readonly version?: string | undefined;
  }

  interface Builder {
    set of(value: string);
    set version(value: string);
  }
}

export const Announcement_Version: $.Struct<
  Announcement_Version,
  Announcement_Version.Init,
  Announcement_Version.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xda995f25edfc6a47n,
  name: "console.capnp:Announcement.Version",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["of", $.Text, 0],
    ["version", $.Text, 1],
  ],
});

export type Announcement_services =
  | { readonly which: "unknown" }
  | { readonly which: "names"; readonly names: readonly string[] }
  | { readonly which: number };

export declare namespace Announcement_services {
  type Init =
    | { readonly which: "unknown" }
    | { readonly which: "names"; readonly names?: readonly string[] | undefined }
    | { readonly which?: number | undefined };

  interface Builder {
    /** That is decided only when somebody attaches. */
    set unknown(value: undefined);
    set names(value: readonly string[]);
    initNames(length: number): $.ListBuilder<string>;
  }
}

export const Announcement_services: $.Struct<
  Announcement_services,
  Announcement_services.Init,
  Announcement_services.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0xbaa48e7a2cad1b95n,
  name: "console.capnp:Announcement.services",
  dataWords: 1,
  pointers: 6,
  union: 0,
  fields: () => [
    ["unknown", $.Void, 0, { tag: 0, doc: "That is decided only when somebody attaches." }],
    ["names", $.List($.Text), 1, { tag: 1 }],
  ],
});

/** A process that the console is attached to for the page. To release it detaches. */
export interface Target extends $.Client {
  /** As `Teleop.service` of the process: its services are called as if there were no console between. */
  service(
    params?: $.Params<Target_service_Params.Init, Target_service_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Target_service_Results, Target_service_Results.Pipeline>;
  /** Returns when the connection to the process is over, with the reason; empty where both sides had ended in order. */
  closed(
    params?: $.Params<Target_closed_Params.Init, Target_closed_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Target_closed_Results>;
}

export declare namespace Target {
  type Init = $.CapabilityInit<Target, Server>;

  /** A process that the console is attached to for the page. To release it detaches. */
  interface Server {
    /** As `Teleop.service` of the process: its services are called as if there were no console between. */
    service(
      params: Target_service_Params,
      ctx: $.Context<Target_service_Results.Init, Target_service_Results.Builder>,
    ): $.Returns<Target_service_Results.Init>;
    /** Returns when the connection to the process is over, with the reason; empty where both sides had ended in order. */
    closed(
      params: Target_closed_Params,
      ctx: $.Context<Target_closed_Results.Init, Target_closed_Results.Builder>,
    ): $.Returns<Target_closed_Results.Init>;
  }
}

export const Target: $.Interface<Target, Target.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xfc43f808e0a23bc3n,
  name: "console.capnp:Target",
  doc: "A process that the console is attached to for the page. To release it detaches.",
  methods: () => [
    [
      "service",
      Target_service_Params,
      Target_service_Results,
      {
        doc: "As `Teleop.service` of the process: its services are called as if there were no console between.",
      },
    ],
    [
      "closed",
      Target_closed_Params,
      Target_closed_Results,
      {
        doc: "Returns when the connection to the process is over, with the reason; empty where both sides had ended in order.",
      },
    ],
  ],
});

export interface Target_service_Params {
  readonly name: string;
}

export declare namespace Target_service_Params {
  interface Init {
    readonly name?: string | undefined;
  }

  interface Builder {
    set name(value: string);
  }
}

export const Target_service_Params: $.Struct<
  Target_service_Params,
  Target_service_Params.Init,
  Target_service_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xfae817a11950edcdn,
  name: "console.capnp:Target.service$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["name", $.Text, 0]],
});

export interface Target_service_Results {
  readonly service: $.AnyPointerValue;
}

export declare namespace Target_service_Results {
  interface Init {
    readonly service?: $.AnyPointerInit | undefined;
  }

  interface Builder {
    set service(value: $.AnyPointerInit);
  }

  interface Pipeline {
    readonly service: $.AnyPointerPipeline;
  }
}

export const Target_service_Results: $.Struct<
  Target_service_Results,
  Target_service_Results.Init,
  Target_service_Results.Builder,
  Target_service_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xa3b870976cad58f0n,
  name: "console.capnp:Target.service$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["service", $.AnyPointer, 0]],
});

export type Target_closed_Params = $.Empty;

export declare namespace Target_closed_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Target_closed_Params: $.Struct<
  Target_closed_Params,
  Target_closed_Params.Init,
  Target_closed_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xb1a287688fec7102n,
  name: "console.capnp:Target.closed$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Target_closed_Results {
  readonly reason: string;
}

export declare namespace Target_closed_Results {
  interface Init {
    readonly reason?: string | undefined;
  }

  interface Builder {
    set reason(value: string);
  }
}

export const Target_closed_Results: $.Struct<
  Target_closed_Results,
  Target_closed_Results.Init,
  Target_closed_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xcc6e6df3a9cd5e53n,
  name: "console.capnp:Target.closed$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["reason", $.Text, 0]],
});
