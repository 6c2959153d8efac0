// Generated from transfer.capnp by @teleop/capnpc. Do not edit.
import * as $ from "@teleop/rpc-capnp/schema";

export type Compression = "none" | "gzip" | "zstd";

export const Compression: $.Enum<Compression> = /*#__PURE__*/ $.enumType({
  id: 0x8d8508d56a88d8a5n,
  name: "transfer.capnp:Compression",
  values: ["none", "gzip", "zstd"],
});

/** Takes a file that a process makes, in pieces. The client brings one to a method that makes a file. */
export interface Receiver extends $.Client {
  /**
   * Once, before the first piece: how long the file is, and how the pieces are compressed. Not answering for half a minute
   * ends the transfer, as it does for a piece.
   */
  begin(
    params?: $.Params<Receiver_begin_Params.Init, Receiver_begin_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Receiver_begin_Results>;
  /**
   * The next piece, compressed by itself, and its length when it is decompressed, 1 MiB at most. Pieces that are put one
   * after the other as they come are a file that the tools of that compression decompress.
   */
  write(
    params?: $.Params<Receiver_write_Params.Init, Receiver_write_Params.Builder>,
    options?: $.CallOptions,
  ): $.StreamCall;
}

export declare namespace Receiver {
  type Init = $.CapabilityInit<Receiver, Server>;

  /** Takes a file that a process makes, in pieces. The client brings one to a method that makes a file. */
  interface Server {
    /**
     * Once, before the first piece: how long the file is, and how the pieces are compressed. Not answering for half a minute
     * ends the transfer, as it does for a piece.
     */
    begin(
      params: Receiver_begin_Params,
      ctx: $.Context<Receiver_begin_Results.Init, Receiver_begin_Results.Builder>,
    ): $.Returns<Receiver_begin_Results.Init>;
    /**
     * The next piece, compressed by itself, and its length when it is decompressed, 1 MiB at most. Pieces that are put one
     * after the other as they come are a file that the tools of that compression decompress.
     */
    write(params: Receiver_write_Params, ctx: $.StreamContext): $.StreamReturns;
  }
}

export const Receiver: $.Interface<Receiver, Receiver.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xc3c821b31413f931n,
  name: "transfer.capnp:Receiver",
  doc: "Takes a file that a process makes, in pieces. The client brings one to a method that makes a file.",
  methods: () => [
    [
      "begin",
      Receiver_begin_Params,
      Receiver_begin_Results,
      {
        doc: "Once, before the first piece: how long the file is, and how the pieces are compressed. Not answering for half a minute\nends the transfer, as it does for a piece.",
      },
    ],
    [
      "write",
      Receiver_write_Params,
      "stream",
      {
        doc: "The next piece, compressed by itself, and its length when it is decompressed, 1 MiB at most. Pieces that are put one\nafter the other as they come are a file that the tools of that compression decompress.",
      },
    ],
  ],
});

export interface Receiver_begin_Params {
  readonly length: bigint;
  readonly compression: Compression | number;
}

export declare namespace Receiver_begin_Params {
  interface Init {
    readonly length?: bigint | undefined;
    readonly compression?: Compression | number | undefined;
  }

  interface Builder {
    set length(value: bigint);
    set compression(value: Compression | number);
  }
}

export const Receiver_begin_Params: $.Struct<
  Receiver_begin_Params,
  Receiver_begin_Params.Init,
  Receiver_begin_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xcd1500c484114b42n,
  name: "transfer.capnp:Receiver.begin$Params",
  dataWords: 2,
  pointers: 0,
  fields: () => [
    ["length", $.UInt64, 0],
    ["compression", Compression, 4],
  ],
});

export type Receiver_begin_Results = $.Empty;

export declare namespace Receiver_begin_Results {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Receiver_begin_Results: $.Struct<
  Receiver_begin_Results,
  Receiver_begin_Results.Init,
  Receiver_begin_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xd98018ea2f32ba25n,
  name: "transfer.capnp:Receiver.begin$Results",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Receiver_write_Params {
  readonly piece: $.Bytes;
  readonly length: number;
}

export declare namespace Receiver_write_Params {
  interface Init {
    readonly piece?: $.Bytes | undefined;
    readonly length?: number | undefined;
  }

  interface Builder {
    set piece(value: $.Bytes);
    initPiece(length: number): $.Bytes;
    set length(value: number);
  }
}

export const Receiver_write_Params: $.Struct<
  Receiver_write_Params,
  Receiver_write_Params.Init,
  Receiver_write_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xc1be08fc05472e8fn,
  name: "transfer.capnp:Receiver.write$Params",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["piece", $.Data, 0],
    ["length", $.UInt32, 0],
  ],
});

/** What a file must be that has come whole. */
export interface Receipt {
  /** Bytes, decompressed. */
  readonly length: bigint;
  /** Of the file, decompressed. */
  readonly sha256: $.Bytes;
}

export declare namespace Receipt {
  /** What a file must be that has come whole. */
  interface Init {
    /** Bytes, decompressed. */
    readonly length?: bigint | undefined;
    /** Of the file, decompressed. */
    readonly sha256?: $.Bytes | undefined;
  }

  /** What a file must be that has come whole. */
  interface Builder {
    /** Bytes, decompressed. */
    set length(value: bigint);
    /** Of the file, decompressed. */
    set sha256(value: $.Bytes);
    initSha256(length: number): $.Bytes;
  }
}

export const Receipt: $.Struct<Receipt, Receipt.Init, Receipt.Builder> = /*#__PURE__*/ $.structType({
  id: 0xa91354743d771605n,
  name: "transfer.capnp:Receipt",
  doc: "What a file must be that has come whole.",
  dataWords: 1,
  pointers: 1,
  fields: () => [
    ["length", $.UInt64, 0, { doc: "Bytes, decompressed." }],
    ["sha256", $.Data, 0, { doc: "Of the file, decompressed." }],
  ],
});
