// Generated from bases.capnp by @teleop/capnpc. Do not edit.
//
// An interface that another file has one of the same name of.
import * as $ from "../schema.ts";

export interface Base extends $.Client {
  close(
    params?: $.Params<Base_close_Params.Init, Base_close_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Base_close_Results>;
}

export declare namespace Base {
  type Init = $.CapabilityInit<Base, Server>;

  interface Server {
    close(
      params: Base_close_Params,
      ctx: $.Context<Base_close_Results.Init, Base_close_Results.Builder>,
    ): $.Returns<Base_close_Results.Init>;
  }
}

export const Base: $.Interface<Base, Base.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0x847a56e4d043ba1cn,
  name: "bases.capnp:Base",
  methods: () => [["close", Base_close_Params, Base_close_Results]],
});

export type Base_close_Params = $.Empty;

export declare namespace Base_close_Params {
  type Init = $.EmptyInit;

  type Builder = $.Empty;
}

export const Base_close_Params: $.Struct<
  Base_close_Params,
  Base_close_Params.Init,
  Base_close_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xdf6692d5b1f1e774n,
  name: "bases.capnp:Base.close$Params",
  dataWords: 0,
  pointers: 0,
  fields: () => [],
});

export interface Base_close_Results {
  readonly by: string;
}

export declare namespace Base_close_Results {
  interface Init {
    readonly by?: string | undefined;
  }

  interface Builder {
    set by(value: string);
  }
}

export const Base_close_Results: $.Struct<
  Base_close_Results,
  Base_close_Results.Init,
  Base_close_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xb49bb6dc5c84f766n,
  name: "bases.capnp:Base.close$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["by", $.Text, 0]],
});
