// Generated from work.capnp by @teleop/capnpc. Do not edit.
import * as $ from "@teleop/rpc-capnp/schema";

/** What the benchmark asks of a process. */
export interface Work extends $.Client {
  /** Replies with the same text. */
  echo(
    params?: $.Params<Work_echo_Params.Init, Work_echo_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Work_echo_Results>;
  /** So many bytes, up to 32 MiB. */
  bytes(
    params?: $.Params<Work_bytes_Params.Init, Work_bytes_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Work_bytes_Results>;
  /** Takes bytes, and counts them. */
  write(
    params?: $.Params<Work_write_Params.Init, Work_write_Params.Builder>,
    options?: $.CallOptions,
  ): $.StreamCall;
  /** How many bytes this object was given by `write`, once that is over. */
  written(
    params?: $.Params<Work_written_Params.Init, Work_written_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Work_written_Results>;
  /** Another object of the same kind. */
  next(
    params?: $.Params<Work_next_Params.Init, Work_next_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Work_next_Results, Work_next_Results.Pipeline>;
}

export declare namespace Work {
  type Init = $.CapabilityInit<Work, Server>;

  /** What the benchmark asks of a process. */
  interface Server {
    /** Replies with the same text. */
    echo(
      params: Work_echo_Params,
      ctx: $.Context<Work_echo_Results.Init, Work_echo_Results.Builder>,
    ): $.Returns<Work_echo_Results.Init>;
    /** So many bytes, up to 32 MiB. */
    bytes(
      params: Work_bytes_Params,
      ctx: $.Context<Work_bytes_Results.Init, Work_bytes_Results.Builder>,
    ): $.Returns<Work_bytes_Results.Init>;
    /** Takes bytes, and counts them. */
    write(params: Work_write_Params, ctx: $.StreamContext): $.StreamReturns;
    /** How many bytes this object was given by `write`, once that is over. */
    written(
      params: Work_written_Params,
      ctx: $.Context<Work_written_Results.Init, Work_written_Results.Builder>,
    ): $.Returns<Work_written_Results.Init>;
    /** Another object of the same kind. */
    next(
      params: Work_next_Params,
      ctx: $.Context<Work_next_Results.Init, Work_next_Results.Builder>,
    ): $.Returns<Work_next_Results.Init>;
  }
}

export const Work: $.Interface<Work, Work.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xcd3aa36869cf25c9n,
  name: "work.capnp:Work",
  doc: "What the benchmark asks of a process.",
  methods: () => [
    ["echo", Work_echo_Params, Work_echo_Results, { doc: "Replies with the same text." }],
    ["bytes", Work_bytes_Params, Work_bytes_Results, { doc: "So many bytes, up to 32 MiB." }],
    ["write", Work_write_Params, "stream", { doc: "Takes bytes, and counts them." }],
    [
      "written",
      Work_written_Params,
      Work_written_Results,
      { doc: "How many bytes this object was given by `write`, once that is over." },
    ],
    ["next", Work_next_Params, Work_next_Results, { doc: "Another object of the same kind." }],
  ],
});

export interface Work_echo_Params {
  readonly message: string;
}

export declare namespace Work_echo_Params {
  interface Init {
    readonly message?: string | undefined;
  }

  interface Builder {
    set message(value: string);
  }
}

export const Work_echo_Params: $.Struct<
  Work_echo_Params,
  Work_echo_Params.Init,
  Work_echo_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x9f744273f4d8014fn,
  name: "work.capnp:Work.echo$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["message", $.Text, 0]],
});

export interface Work_echo_Results {
  readonly reply: string;
}

export declare namespace Work_echo_Results {
  interface Init {
    readonly reply?: string | undefined;
  }

  interface Builder {
    set reply(value: string);
  }
}

export const Work_echo_Results: $.Struct<
  Work_echo_Results,
  Work_echo_Results.Init,
  Work_echo_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf373be88197c8005n,
  name: "work.capnp:Work.echo$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["reply", $.Text, 0]],
});

export interface Work_bytes_Params {
  readonly count: number;
}

export declare namespace Work_bytes_Params {
  interface Init {
    readonly count?: number | undefined;
  }

  interface Builder {
    set count(value: number);
  }
}

export const Work_bytes_Params: $.Struct<
  Work_bytes_Params,
  Work_bytes_Params.Init,
  Work_bytes_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xad096c746857326bn,
  name: "work.capnp:Work.bytes$Params",
  dataWords: 1,
  pointers: 0,
  fields: () => [["count", $.UInt32, 0]],
});

export interface Work_bytes_Results {
  readonly data: $.Bytes;
}

export declare namespace Work_bytes_Results {
  interface Init {
    readonly data?: $.Bytes | undefined;
  }

  interface Builder {
    set data(value: $.Bytes);
    initData(length: number): $.Bytes;
  }
}

export const Work_bytes_Results: $.Struct<
  Work_bytes_Results,
  Work_bytes_Results.Init,
  Work_bytes_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc9d548e73c8ba935n,
  name: "work.capnp:Work.bytes$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["data", $.Data, 0]],
});

export interface Work_write_Params {
  readonly data: $.Bytes;
}

export declare namespace Work_write_Params {
  interface Init {
    readonly data?: $.Bytes | undefined;
  }

  interface Builder {
    set data(value: $.Bytes);
    initData(length: number): $.Bytes;
  }
}

export const Work_write_Params: $.Struct<
  Work_write_Params,
  Work_write_Params.Init,
  Work_write_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xae62d8287ad1f8b7n,
  name: "work.capnp:Work.write$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["data", $.Data, 0]],
});

export type Work_written_Params = $.Empty;

export declare namespace Work_written_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Work_written_Params: $.Struct<
  Work_written_Params,
  Work_written_Params.Init,
  Work_written_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x9bbb1af30a032d10n,
  name: "work.capnp:Work.written$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Work_written_Results {
  readonly bytes: bigint;
}

export declare namespace Work_written_Results {
  interface Init {
    readonly bytes?: bigint | undefined;
  }

  interface Builder {
    set bytes(value: bigint);
  }
}

export const Work_written_Results: $.Struct<
  Work_written_Results,
  Work_written_Results.Init,
  Work_written_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xb0057a6eef088225n,
  name: "work.capnp:Work.written$Results",
  dataWords: 1,
  pointers: 0,
  fields: () => [["bytes", $.UInt64, 0]],
});

export type Work_next_Params = $.Empty;

export declare namespace Work_next_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Work_next_Params: $.Struct<
  Work_next_Params,
  Work_next_Params.Init,
  Work_next_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xdab01b2b2f270938n,
  name: "work.capnp:Work.next$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Work_next_Results {
  readonly next: Work;
}

export declare namespace Work_next_Results {
  interface Init {
    readonly next?: Work.Init | undefined;
  }

  interface Builder {
    set next(value: Work.Init);
  }

  interface Pipeline {
    readonly next: Work;
  }
}

export const Work_next_Results: $.Struct<
  Work_next_Results,
  Work_next_Results.Init,
  Work_next_Results.Builder,
  Work_next_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xebd571905a1c9db1n,
  name: "work.capnp:Work.next$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["next", Work, 0]],
});
