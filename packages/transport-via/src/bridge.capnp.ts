// Generated from bridge.capnp by @teleop/capnpc. Do not edit.
import * as $ from "@teleop/rpc-capnp/schema";

/**
 * What `teleop bridge` offers to the teleop that started it: processes of the machine or container in which it runs. It
 * reaches them as any client there, with the rights of the user who runs it.
 */
export interface Bridge extends $.Client {
  /**
   * Attaches: wakes the process where need be, and tries again for so many milliseconds, inf for ever. What goes over the
   * connection is nothing to the bridge.
   */
  attach(
    params?: $.Params<Bridge_attach_Params.Init, Bridge_attach_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Bridge_attach_Results, Bridge_attach_Results.Pipeline>;
  /** One attempt, which wakes nobody. */
  connect(
    params?: $.Params<Bridge_connect_Params.Init, Bridge_connect_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Bridge_connect_Results, Bridge_connect_Results.Pipeline>;
  /**
   * A question about this place, such as which processes can be attached to. Argument and answer are JSON; which questions
   * there are is between the commands at both ends.
   */
  ask(
    params?: $.Params<Bridge_ask_Params.Init, Bridge_ask_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Bridge_ask_Results>;
  /** The same of a question whose answer goes on. Until it is canceled, or there is no more to tell. */
  follow(
    params?: $.Params<Bridge_follow_Params.Init, Bridge_follow_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Bridge_follow_Results>;
}

export declare namespace Bridge {
  type Init = $.CapabilityInit<Bridge, Server>;

  /**
   * What `teleop bridge` offers to the teleop that started it: processes of the machine or container in which it runs. It
   * reaches them as any client there, with the rights of the user who runs it.
   */
  interface Server {
    /**
     * Attaches: wakes the process where need be, and tries again for so many milliseconds, inf for ever. What goes over the
     * connection is nothing to the bridge.
     */
    attach(
      params: Bridge_attach_Params,
      ctx: $.Context<Bridge_attach_Results.Init, Bridge_attach_Results.Builder>,
    ): $.Returns<Bridge_attach_Results.Init>;
    /** One attempt, which wakes nobody. */
    connect(
      params: Bridge_connect_Params,
      ctx: $.Context<Bridge_connect_Results.Init, Bridge_connect_Results.Builder>,
    ): $.Returns<Bridge_connect_Results.Init>;
    /**
     * A question about this place, such as which processes can be attached to. Argument and answer are JSON; which questions
     * there are is between the commands at both ends.
     */
    ask(
      params: Bridge_ask_Params,
      ctx: $.Context<Bridge_ask_Results.Init, Bridge_ask_Results.Builder>,
    ): $.Returns<Bridge_ask_Results.Init>;
    /** The same of a question whose answer goes on. Until it is canceled, or there is no more to tell. */
    follow(
      params: Bridge_follow_Params,
      ctx: $.Context<Bridge_follow_Results.Init, Bridge_follow_Results.Builder>,
    ): $.Returns<Bridge_follow_Results.Init>;
  }
}

export const Bridge: $.Interface<Bridge, Bridge.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xd08dcf28c52ddd57n,
  name: "bridge.capnp:Bridge",
  doc: "What `teleop bridge` offers to the teleop that started it: processes of the machine or container in which it runs. It\nreaches them as any client there, with the rights of the user who runs it.",
  methods: () => [
    [
      "attach",
      Bridge_attach_Params,
      Bridge_attach_Results,
      {
        doc: "Attaches: wakes the process where need be, and tries again for so many milliseconds, inf for ever. What goes over the\nconnection is nothing to the bridge.",
      },
    ],
    ["connect", Bridge_connect_Params, Bridge_connect_Results, { doc: "One attempt, which wakes nobody." }],
    [
      "ask",
      Bridge_ask_Params,
      Bridge_ask_Results,
      {
        doc: "A question about this place, such as which processes can be attached to. Argument and answer are JSON; which questions\nthere are is between the commands at both ends.",
      },
    ],
    [
      "follow",
      Bridge_follow_Params,
      Bridge_follow_Results,
      {
        doc: "The same of a question whose answer goes on. Until it is canceled, or there is no more to tell.",
      },
    ],
  ],
});

export interface Bridge_attach_Params {
  readonly process: Rendezvous | undefined;
  readonly timeout: number;
  readonly fromTarget: Bytes;
}

export declare namespace Bridge_attach_Params {
  interface Init {
    readonly process?: Rendezvous.Init | undefined;
    readonly timeout?: number | undefined;
    readonly fromTarget?: Bytes.Init | undefined;
  }

  interface Builder {
    set process(value: Rendezvous.Init);
    initProcess(): Rendezvous.Builder;
    set timeout(value: number);
    set fromTarget(value: Bytes.Init);
  }

  interface Pipeline {
    readonly fromTarget: Bytes;
  }
}

export const Bridge_attach_Params: $.Struct<
  Bridge_attach_Params,
  Bridge_attach_Params.Init,
  Bridge_attach_Params.Builder,
  Bridge_attach_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x96576d21090dc07an,
  name: "bridge.capnp:Bridge.attach$Params",
  dataWords: 1,
  pointers: 2,
  fields: () => [
    ["process", Rendezvous, 0],
    ["timeout", $.Float64, 0],
    ["fromTarget", Bytes, 1],
  ],
});

export interface Bridge_attach_Results {
  readonly connection: Connection | undefined;
}

export declare namespace Bridge_attach_Results {
  interface Init {
    readonly connection?: Connection.Init | undefined;
  }

  interface Builder {
    set connection(value: Connection.Init);
    initConnection(): Connection.Builder;
  }

  interface Pipeline {
    readonly connection: Connection.Pipeline;
  }
}

export const Bridge_attach_Results: $.Struct<
  Bridge_attach_Results,
  Bridge_attach_Results.Init,
  Bridge_attach_Results.Builder,
  Bridge_attach_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x9963df881f68851fn,
  name: "bridge.capnp:Bridge.attach$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["connection", Connection, 0]],
});

export interface Bridge_connect_Params {
  readonly process: Rendezvous | undefined;
  readonly fromTarget: Bytes;
}

export declare namespace Bridge_connect_Params {
  interface Init {
    readonly process?: Rendezvous.Init | undefined;
    readonly fromTarget?: Bytes.Init | undefined;
  }

  interface Builder {
    set process(value: Rendezvous.Init);
    initProcess(): Rendezvous.Builder;
    set fromTarget(value: Bytes.Init);
  }

  interface Pipeline {
    readonly fromTarget: Bytes;
  }
}

export const Bridge_connect_Params: $.Struct<
  Bridge_connect_Params,
  Bridge_connect_Params.Init,
  Bridge_connect_Params.Builder,
  Bridge_connect_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xfa499ac298440b3bn,
  name: "bridge.capnp:Bridge.connect$Params",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["process", Rendezvous, 0],
    ["fromTarget", Bytes, 1],
  ],
});

export interface Bridge_connect_Results {
  readonly connection: Connection | undefined;
}

export declare namespace Bridge_connect_Results {
  interface Init {
    readonly connection?: Connection.Init | undefined;
  }

  interface Builder {
    set connection(value: Connection.Init);
    initConnection(): Connection.Builder;
  }

  interface Pipeline {
    readonly connection: Connection.Pipeline;
  }
}

export const Bridge_connect_Results: $.Struct<
  Bridge_connect_Results,
  Bridge_connect_Results.Init,
  Bridge_connect_Results.Builder,
  Bridge_connect_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xb26d84496cb46733n,
  name: "bridge.capnp:Bridge.connect$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["connection", Connection, 0]],
});

export interface Bridge_ask_Params {
  readonly question: string;
  readonly argument: string;
}

export declare namespace Bridge_ask_Params {
  interface Init {
    readonly question?: string | undefined;
    readonly argument?: string | undefined;
  }

  interface Builder {
    set question(value: string);
    set argument(value: string);
  }
}

export const Bridge_ask_Params: $.Struct<
  Bridge_ask_Params,
  Bridge_ask_Params.Init,
  Bridge_ask_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xae53c1a59180d354n,
  name: "bridge.capnp:Bridge.ask$Params",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["question", $.Text, 0],
    ["argument", $.Text, 1],
  ],
});

export interface Bridge_ask_Results {
  readonly answer: string;
}

export declare namespace Bridge_ask_Results {
  interface Init {
    readonly answer?: string | undefined;
  }

  interface Builder {
    set answer(value: string);
  }
}

export const Bridge_ask_Results: $.Struct<
  Bridge_ask_Results,
  Bridge_ask_Results.Init,
  Bridge_ask_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xac18ec3b6c7b07cfn,
  name: "bridge.capnp:Bridge.ask$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["answer", $.Text, 0]],
});

export interface Bridge_follow_Params {
  readonly question: string;
  readonly argument: string;
  readonly follower: Follower;
}

export declare namespace Bridge_follow_Params {
  interface Init {
    readonly question?: string | undefined;
    readonly argument?: string | undefined;
    readonly follower?: Follower.Init | undefined;
  }

  interface Builder {
    set question(value: string);
    set argument(value: string);
    set follower(value: Follower.Init);
  }

  interface Pipeline {
    readonly follower: Follower;
  }
}

export const Bridge_follow_Params: $.Struct<
  Bridge_follow_Params,
  Bridge_follow_Params.Init,
  Bridge_follow_Params.Builder,
  Bridge_follow_Params.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xe9a5b82a2912e7fan,
  name: "bridge.capnp:Bridge.follow$Params",
  dataWords: 0,
  pointers: 3,
  fields: () => [
    ["question", $.Text, 0],
    ["argument", $.Text, 1],
    ["follower", Follower, 2],
  ],
});

export type Bridge_follow_Results = $.Empty;

export declare namespace Bridge_follow_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Bridge_follow_Results: $.Struct<
  Bridge_follow_Results,
  Bridge_follow_Results.Init,
  Bridge_follow_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xeee328a5a04a2f28n,
  name: "bridge.capnp:Bridge.follow$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Rendezvous {
  /** As the bridge sees it. */
  readonly pid: number;
  /** Tells apart several rendezvous of one process; empty for the usual one. */
  readonly name: string;
}

export declare namespace Rendezvous {
  interface Init {
    /** As the bridge sees it. */
    readonly pid?: number | undefined;
    /** Tells apart several rendezvous of one process; empty for the usual one. */
    readonly name?: string | undefined;
  }

  interface Builder {
    /** As the bridge sees it. */
    set pid(value: number);
    /** Tells apart several rendezvous of one process; empty for the usual one. */
    set name(value: string);
  }
}

export const Rendezvous: $.Struct<
  Rendezvous,
  Rendezvous.Init,
  Rendezvous.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x87ce6bc3c069e420n,
  name: "bridge.capnp:Rendezvous",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["pid", $.UInt32, 0, { doc: "As the bridge sees it." }],
    ["name", $.Text, 0, { doc: "Tells apart several rendezvous of one process; empty for the usual one." }],
  ],
});

export interface Connection {
  /** The connection is closed when this is dropped. */
  readonly toTarget: Bytes;
  /** Where it leads, for messages. */
  readonly address: string;
  readonly pid: bigint;
  readonly uid: bigint;
  /** Who is at the other end, as far as the system there tells; -1 where it does not. */
  readonly gid: bigint;
}

export declare namespace Connection {
  interface Init {
    /** The connection is closed when this is dropped. */
    readonly toTarget?: Bytes.Init | undefined;
    /** Where it leads, for messages. */
    readonly address?: string | undefined;
    readonly pid?: bigint | undefined;
    readonly uid?: bigint | undefined;
    /** Who is at the other end, as far as the system there tells; -1 where it does not. */
    readonly gid?: bigint | undefined;
  }

  interface Builder {
    /** The connection is closed when this is dropped. */
    set toTarget(value: Bytes.Init);
    /** Where it leads, for messages. */
    set address(value: string);
    set pid(value: bigint);
    set uid(value: bigint);
    /** Who is at the other end, as far as the system there tells; -1 where it does not. */
    set gid(value: bigint);
  }

  interface Pipeline {
    /** The connection is closed when this is dropped. */
    readonly toTarget: Bytes;
  }
}

export const Connection: $.Struct<
  Connection,
  Connection.Init,
  Connection.Builder,
  Connection.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0x8e0cbbb99d6dc8f9n,
  name: "bridge.capnp:Connection",
  dataWords: 3,
  pointers: 2,
  fields: () => [
    ["toTarget", Bytes, 0, { doc: "The connection is closed when this is dropped." }],
    ["address", $.Text, 1, { doc: "Where it leads, for messages." }],
    ["pid", $.Int64, 0, { default: -1n }],
    ["uid", $.Int64, 1, { default: -1n }],
    [
      "gid",
      $.Int64,
      2,
      {
        default: -1n,
        doc: "Who is at the other end, as far as the system there tells; -1 where it does not.",
      },
    ],
  ],
});

/**
 * One direction of a connection. Its calls are not streaming ones: those would hold back behind bytes that nobody takes
 * that the connection is over.
 */
export interface Bytes extends $.Client {
  /** The next bytes. Returns when they have been taken. Whoever sends lets only so many wait: 256 KiB here. */
  write(
    params?: $.Params<Bytes_write_Params.Init, Bytes_write_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Bytes_write_Results>;
  /** No more bytes will come; the other direction goes on. Returns when the system has what was written before. */
  end(
    params?: $.Params<Bytes_end_Params.Init, Bytes_end_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Bytes_end_Results>;
  /**
   * The connection is over, both ways. The failure is null when it ends in order. What was written before is still
   * delivered, what waits in the other direction is dropped.
   */
  close(
    params?: $.Params<Bytes_close_Params.Init, Bytes_close_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Bytes_close_Results>;
}

export declare namespace Bytes {
  type Init = $.CapabilityInit<Bytes, Server>;

  /**
   * One direction of a connection. Its calls are not streaming ones: those would hold back behind bytes that nobody takes
   * that the connection is over.
   */
  interface Server {
    /** The next bytes. Returns when they have been taken. Whoever sends lets only so many wait: 256 KiB here. */
    write(
      params: Bytes_write_Params,
      ctx: $.Context<Bytes_write_Results.Init, Bytes_write_Results.Builder>,
    ): $.Returns<Bytes_write_Results.Init>;
    /** No more bytes will come; the other direction goes on. Returns when the system has what was written before. */
    end(
      params: Bytes_end_Params,
      ctx: $.Context<Bytes_end_Results.Init, Bytes_end_Results.Builder>,
    ): $.Returns<Bytes_end_Results.Init>;
    /**
     * The connection is over, both ways. The failure is null when it ends in order. What was written before is still
     * delivered, what waits in the other direction is dropped.
     */
    close(
      params: Bytes_close_Params,
      ctx: $.Context<Bytes_close_Results.Init, Bytes_close_Results.Builder>,
    ): $.Returns<Bytes_close_Results.Init>;
  }
}

export const Bytes: $.Interface<Bytes, Bytes.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xdb69eba0d7e69088n,
  name: "bridge.capnp:Bytes",
  doc: "One direction of a connection. Its calls are not streaming ones: those would hold back behind bytes that nobody takes\nthat the connection is over.",
  methods: () => [
    [
      "write",
      Bytes_write_Params,
      Bytes_write_Results,
      {
        doc: "The next bytes. Returns when they have been taken. Whoever sends lets only so many wait: 256 KiB here.",
      },
    ],
    [
      "end",
      Bytes_end_Params,
      Bytes_end_Results,
      {
        doc: "No more bytes will come; the other direction goes on. Returns when the system has what was written before.",
      },
    ],
    [
      "close",
      Bytes_close_Params,
      Bytes_close_Results,
      {
        doc: "The connection is over, both ways. The failure is null when it ends in order. What was written before is still\ndelivered, what waits in the other direction is dropped.",
      },
    ],
  ],
});

export interface Bytes_write_Params {
  readonly bytes: $.Bytes;
}

export declare namespace Bytes_write_Params {
  interface Init {
    readonly bytes?: $.Bytes | undefined;
  }

  interface Builder {
    set bytes(value: $.Bytes);
    initBytes(length: number): $.Bytes;
  }
}

export const Bytes_write_Params: $.Struct<
  Bytes_write_Params,
  Bytes_write_Params.Init,
  Bytes_write_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xe2caa2c588b5caedn,
  name: "bridge.capnp:Bytes.write$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["bytes", $.Data, 0]],
});

export type Bytes_write_Results = $.Empty;

export declare namespace Bytes_write_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Bytes_write_Results: $.Struct<
  Bytes_write_Results,
  Bytes_write_Results.Init,
  Bytes_write_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xbac104f0dff05f09n,
  name: "bridge.capnp:Bytes.write$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type Bytes_end_Params = $.Empty;

export declare namespace Bytes_end_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Bytes_end_Params: $.Struct<
  Bytes_end_Params,
  Bytes_end_Params.Init,
  Bytes_end_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf1b64a1c3732e4a2n,
  name: "bridge.capnp:Bytes.end$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export type Bytes_end_Results = $.Empty;

export declare namespace Bytes_end_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Bytes_end_Results: $.Struct<
  Bytes_end_Results,
  Bytes_end_Results.Init,
  Bytes_end_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x9b9903bddeef5652n,
  name: "bridge.capnp:Bytes.end$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Bytes_close_Params {
  readonly failure: Failure | undefined;
}

export declare namespace Bytes_close_Params {
  interface Init {
    readonly failure?: Failure.Init | undefined;
  }

  interface Builder {
    set failure(value: Failure.Init);
    initFailure(): Failure.Builder;
  }
}

export const Bytes_close_Params: $.Struct<
  Bytes_close_Params,
  Bytes_close_Params.Init,
  Bytes_close_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xb89097a816e55070n,
  name: "bridge.capnp:Bytes.close$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["failure", Failure, 0]],
});

export type Bytes_close_Results = $.Empty;

export declare namespace Bytes_close_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Bytes_close_Results: $.Struct<
  Bytes_close_Results,
  Bytes_close_Results.Init,
  Bytes_close_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc664f5cdd954a82dn,
  name: "bridge.capnp:Bytes.close$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Follower extends $.Client {
  /** JSON. Returns when the next is welcome. */
  tell(
    params?: $.Params<Follower_tell_Params.Init, Follower_tell_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Follower_tell_Results>;
}

export declare namespace Follower {
  type Init = $.CapabilityInit<Follower, Server>;

  interface Server {
    /** JSON. Returns when the next is welcome. */
    tell(
      params: Follower_tell_Params,
      ctx: $.Context<Follower_tell_Results.Init, Follower_tell_Results.Builder>,
    ): $.Returns<Follower_tell_Results.Init>;
  }
}

export const Follower: $.Interface<Follower, Follower.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xeb817cfc714081abn,
  name: "bridge.capnp:Follower",
  methods: () => [
    ["tell", Follower_tell_Params, Follower_tell_Results, { doc: "JSON. Returns when the next is welcome." }],
  ],
});

export interface Follower_tell_Params {
  readonly news: string;
}

export declare namespace Follower_tell_Params {
  interface Init {
    readonly news?: string | undefined;
  }

  interface Builder {
    set news(value: string);
  }
}

export const Follower_tell_Params: $.Struct<
  Follower_tell_Params,
  Follower_tell_Params.Init,
  Follower_tell_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xa9adeb829548b0fdn,
  name: "bridge.capnp:Follower.tell$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["news", $.Text, 0]],
});

export type Follower_tell_Results = $.Empty;

export declare namespace Follower_tell_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Follower_tell_Results: $.Struct<
  Follower_tell_Results,
  Follower_tell_Results.Init,
  Follower_tell_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf684589cd9df61f8n,
  name: "bridge.capnp:Follower.tell$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

/** An error of teleop: also the detail, under this id, of the exception with which a call of Bridge fails. */
export interface Failure {
  readonly code: string;
  /** Without the code. */
  readonly message: string;
  readonly pid: bigint;
  readonly address: string;
  readonly path: string;
}

export declare namespace Failure {
  /** An error of teleop: also the detail, under this id, of the exception with which a call of Bridge fails. */
  interface Init {
    readonly code?: string | undefined;
    /** Without the code. */
    readonly message?: string | undefined;
    readonly pid?: bigint | undefined;
    readonly address?: string | undefined;
    readonly path?: string | undefined;
  }

  /** An error of teleop: also the detail, under this id, of the exception with which a call of Bridge fails. */
  interface Builder {
    set code(value: string);
    /** Without the code. */
    set message(value: string);
    set pid(value: bigint);
    set address(value: string);
    set path(value: string);
  }
}

export const Failure: $.Struct<Failure, Failure.Init, Failure.Builder> = /*#__PURE__*/ $.structType({
  id: 0xf2a7c1b0945de317n,
  name: "bridge.capnp:Failure",
  doc: "An error of teleop: also the detail, under this id, of the exception with which a call of Bridge fails.",
  dataWords: 1,
  pointers: 4,
  fields: () => [
    ["code", $.Text, 0],
    ["message", $.Text, 1, { doc: "Without the code." }],
    ["pid", $.Int64, 0, { default: -1n }],
    ["address", $.Text, 2],
    ["path", $.Text, 3],
  ],
});
