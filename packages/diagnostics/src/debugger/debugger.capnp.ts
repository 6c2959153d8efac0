// Generated from debugger.capnp by @teleop/capnpc. Do not edit.
import * as $ from "@teleop/rpc-capnp/schema";

/**
 * Lets one client debug this process with whatever speaks the Chrome DevTools Protocol.
 *
 * Impact: at a breakpoint the process stands still, for everybody, until it is told to go on. While a debugger is
 * attached its code runs up to ten times slower, and its end waits for the debugger's. Some megabytes and threads stay.
 */
export interface Debugger extends $.Client {
  /**
   * Begins a session: a Worker of the process then offers the service `inspector` at this rendezvous, which is bound
   * already, so that it answers while the process stands still. The key is for `connect`. Fails while somebody else has
   * one, and says who.
   */
  open(
    params?: $.Params<Debugger_open_Params.Init, Debugger_open_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Debugger_open_Results, Debugger_open_Results.Pipeline>;
}

export declare namespace Debugger {
  type Init = $.CapabilityInit<Debugger, Server>;

  /**
   * Lets one client debug this process with whatever speaks the Chrome DevTools Protocol.
   *
   * Impact: at a breakpoint the process stands still, for everybody, until it is told to go on. While a debugger is
   * attached its code runs up to ten times slower, and its end waits for the debugger's. Some megabytes and threads stay.
   */
  interface Server {
    /**
     * Begins a session: a Worker of the process then offers the service `inspector` at this rendezvous, which is bound
     * already, so that it answers while the process stands still. The key is for `connect`. Fails while somebody else has
     * one, and says who.
     */
    open(
      params: Debugger_open_Params,
      ctx: $.Context<Debugger_open_Results.Init, Debugger_open_Results.Builder>,
    ): $.Returns<Debugger_open_Results.Init>;
  }
}

export const Debugger: $.Interface<Debugger, Debugger.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0x96a2f92019625fc3n,
  name: "debugger.capnp:Debugger",
  doc: "Lets one client debug this process with whatever speaks the Chrome DevTools Protocol.\n\nImpact: at a breakpoint the process stands still, for everybody, until it is told to go on. While a debugger is\nattached its code runs up to ten times slower, and its end waits for the debugger's. Some megabytes and threads stay.",
  methods: () => [
    [
      "open",
      Debugger_open_Params,
      Debugger_open_Results,
      {
        doc: "Begins a session: a Worker of the process then offers the service `inspector` at this rendezvous, which is bound\nalready, so that it answers while the process stands still. The key is for `connect`. Fails while somebody else has\none, and says who.",
      },
    ],
  ],
});

/** Ends when it is released, or its client has gone: everything is closed, and the process goes on. */
export interface Debugger_Session extends $.Client {
  /** Ends it, and returns when everything is closed. */
  close(
    params?: $.Params<Debugger_Session_close_Params.Init, Debugger_Session_close_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Debugger_Session_close_Results>;
}

export declare namespace Debugger_Session {
  type Init = $.CapabilityInit<Debugger_Session, Server>;

  /** Ends when it is released, or its client has gone: everything is closed, and the process goes on. */
  interface Server {
    /** Ends it, and returns when everything is closed. */
    close(
      params: Debugger_Session_close_Params,
      ctx: $.Context<Debugger_Session_close_Results.Init, Debugger_Session_close_Results.Builder>,
    ): $.Returns<Debugger_Session_close_Results.Init>;
  }
}

export const Debugger_Session: $.Interface<
  Debugger_Session,
  Debugger_Session.Server
> = /*#__PURE__*/ $.interfaceType({
  id: 0xb359c68a14886769n,
  name: "debugger.capnp:Debugger.Session",
  doc: "Ends when it is released, or its client has gone: everything is closed, and the process goes on.",
  methods: () => [
    [
      "close",
      Debugger_Session_close_Params,
      Debugger_Session_close_Results,
      { doc: "Ends it, and returns when everything is closed." },
    ],
  ],
});

export type Debugger_Session_close_Params = $.Empty;

export declare namespace Debugger_Session_close_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Debugger_Session_close_Params: $.Struct<
  Debugger_Session_close_Params,
  Debugger_Session_close_Params.Init,
  Debugger_Session_close_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe263cdfad8fae020n,
  name: "debugger.capnp:Debugger.Session.close$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type Debugger_Session_close_Results = $.Empty;

export declare namespace Debugger_Session_close_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Debugger_Session_close_Results: $.Struct<
  Debugger_Session_close_Results,
  Debugger_Session_close_Results.Init,
  Debugger_Session_close_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf763d95f3cb51037n,
  name: "debugger.capnp:Debugger.Session.close$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type Debugger_open_Params = $.Empty;

export declare namespace Debugger_open_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Debugger_open_Params: $.Struct<
  Debugger_open_Params,
  Debugger_open_Params.Init,
  Debugger_open_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xce118f8b8294bcc2n,
  name: "debugger.capnp:Debugger.open$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Debugger_open_Results {
  readonly rendezvous: string;
  readonly key: $.Bytes;
  readonly session: Debugger_Session;
}

export declare namespace Debugger_open_Results {
  interface Init {
    readonly rendezvous?: string | undefined;
    readonly key?: $.Bytes | undefined;
    readonly session?: Debugger_Session.Init | undefined;
  }

  interface Builder {
    set rendezvous(value: string);
    set key(value: $.Bytes);
    initKey(length: number): $.Bytes;
    set session(value: Debugger_Session.Init);
  }

  interface Pipeline {
    readonly session: Debugger_Session;
  }
}

export const Debugger_open_Results: $.Struct<
  Debugger_open_Results,
  Debugger_open_Results.Init,
  Debugger_open_Results.Builder,
  Debugger_open_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x91cd42ce22a5fcban,
  name: "debugger.capnp:Debugger.open$Results",
  dataWords: 0,
  pointers: 3,
  fields: () => [
    ["rendezvous", $.Text, 0],
    ["key", $.Data, 1],
    ["session", Debugger_Session, 2],
  ],
});

/** What the Worker offers while a session lasts. */
export interface Inspector extends $.Client {
  /** Who has the session: -1 where the system does not tell. Since when, in milliseconds since the epoch. */
  owner(
    params?: $.Params<Inspector_owner_Params.Init, Inspector_owner_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Inspector_owner_Results>;
  /**
   * Opens the inspector, to which `sender` leads; what it says goes to `receiver`. One at a time: the connection before
   * ends when its sender is released, or fails. `receiver` is released when the inspector has closed.
   */
  connect(
    params?: $.Params<Inspector_connect_Params.Init, Inspector_connect_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Inspector_connect_Results, Inspector_connect_Results.Pipeline>;
}

export declare namespace Inspector {
  type Init = $.CapabilityInit<Inspector, Server>;

  /** What the Worker offers while a session lasts. */
  interface Server {
    /** Who has the session: -1 where the system does not tell. Since when, in milliseconds since the epoch. */
    owner(
      params: Inspector_owner_Params,
      ctx: $.Context<Inspector_owner_Results.Init, Inspector_owner_Results.Builder>,
    ): $.Returns<Inspector_owner_Results.Init>;
    /**
     * Opens the inspector, to which `sender` leads; what it says goes to `receiver`. One at a time: the connection before
     * ends when its sender is released, or fails. `receiver` is released when the inspector has closed.
     */
    connect(
      params: Inspector_connect_Params,
      ctx: $.Context<Inspector_connect_Results.Init, Inspector_connect_Results.Builder>,
    ): $.Returns<Inspector_connect_Results.Init>;
  }
}

export const Inspector: $.Interface<Inspector, Inspector.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0x9783f5c394d72be1n,
  name: "debugger.capnp:Inspector",
  doc: "What the Worker offers while a session lasts.",
  methods: () => [
    [
      "owner",
      Inspector_owner_Params,
      Inspector_owner_Results,
      {
        doc: "Who has the session: -1 where the system does not tell. Since when, in milliseconds since the epoch.",
      },
    ],
    [
      "connect",
      Inspector_connect_Params,
      Inspector_connect_Results,
      {
        doc: "Opens the inspector, to which `sender` leads; what it says goes to `receiver`. One at a time: the connection before\nends when its sender is released, or fails. `receiver` is released when the inspector has closed.",
      },
    ],
  ],
});

export interface Inspector_Messages extends $.Client {
  /** One message of the Chrome DevTools Protocol, as JSON. */
  send(
    params?: $.Params<Inspector_Messages_send_Params.Init, Inspector_Messages_send_Params.Builder>,
    options?: $.CallOptions,
  ): $.StreamCall;
}

export declare namespace Inspector_Messages {
  type Init = $.CapabilityInit<Inspector_Messages, Server>;

  interface Server {
    /** One message of the Chrome DevTools Protocol, as JSON. */
    send(params: Inspector_Messages_send_Params, ctx: $.StreamContext): $.StreamReturns;
  }
}

export const Inspector_Messages: $.Interface<
  Inspector_Messages,
  Inspector_Messages.Server
> = /*#__PURE__*/ $.interfaceType({
  id: 0xf629fe2a7ec5a1b5n,
  name: "debugger.capnp:Inspector.Messages",
  methods: () => [
    [
      "send",
      Inspector_Messages_send_Params,
      "stream",
      { doc: "One message of the Chrome DevTools Protocol, as JSON." },
    ],
  ],
});

export interface Inspector_Messages_send_Params {
  readonly message: string;
}

export declare namespace Inspector_Messages_send_Params {
  interface Init {
    readonly message?: string | undefined;
  }

  interface Builder {
    set message(value: string);
  }
}

export const Inspector_Messages_send_Params: $.Struct<
  Inspector_Messages_send_Params,
  Inspector_Messages_send_Params.Init,
  Inspector_Messages_send_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x9d0683affa61d55bn,
  name: "debugger.capnp:Inspector.Messages.send$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["message", $.Text, 0]],
});

export type Inspector_owner_Params = $.Empty;

export declare namespace Inspector_owner_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Inspector_owner_Params: $.Struct<
  Inspector_owner_Params,
  Inspector_owner_Params.Init,
  Inspector_owner_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf822aaf758b10f0fn,
  name: "debugger.capnp:Inspector.owner$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Inspector_owner_Results {
  readonly pid: bigint;
  readonly userId: bigint;
  readonly since: number;
}

export declare namespace Inspector_owner_Results {
  interface Init {
    readonly pid?: bigint | undefined;
    readonly userId?: bigint | undefined;
    readonly since?: number | undefined;
  }

  interface Builder {
    set pid(value: bigint);
    set userId(value: bigint);
    set since(value: number);
  }
}

export const Inspector_owner_Results: $.Struct<
  Inspector_owner_Results,
  Inspector_owner_Results.Init,
  Inspector_owner_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xa7216ed9f1a13113n,
  name: "debugger.capnp:Inspector.owner$Results",
  dataWords: 3,
  pointers: 0,
  fields: () => [
    ["pid", $.Int64, 0, { default: -1n }],
    ["userId", $.Int64, 1, { default: -1n }],
    ["since", $.Float64, 2],
  ],
});

export interface Inspector_connect_Params {
  readonly key: $.Bytes;
  readonly receiver: Inspector_Messages;
}

export declare namespace Inspector_connect_Params {
  interface Init {
    readonly key?: $.Bytes | undefined;
    readonly receiver?: Inspector_Messages.Init | undefined;
  }

  interface Builder {
    set key(value: $.Bytes);
    initKey(length: number): $.Bytes;
    set receiver(value: Inspector_Messages.Init);
  }

  interface Pipeline {
    readonly receiver: Inspector_Messages;
  }
}

export const Inspector_connect_Params: $.Struct<
  Inspector_connect_Params,
  Inspector_connect_Params.Init,
  Inspector_connect_Params.Builder,
  Inspector_connect_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xa01cbf91116dcca1n,
  name: "debugger.capnp:Inspector.connect$Params",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["key", $.Data, 0],
    ["receiver", Inspector_Messages, 1],
  ],
});

export interface Inspector_connect_Results {
  readonly sender: Inspector_Messages;
}

export declare namespace Inspector_connect_Results {
  interface Init {
    readonly sender?: Inspector_Messages.Init | undefined;
  }

  interface Builder {
    set sender(value: Inspector_Messages.Init);
  }

  interface Pipeline {
    readonly sender: Inspector_Messages;
  }
}

export const Inspector_connect_Results: $.Struct<
  Inspector_connect_Results,
  Inspector_connect_Results.Init,
  Inspector_connect_Results.Builder,
  Inspector_connect_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xc6e3e62e442c8e5en,
  name: "debugger.capnp:Inspector.connect$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["sender", Inspector_Messages, 0]],
});
