// Generated from echo.capnp by @teleop/capnpc. Do not edit.
import * as $ from "../schema.ts";

/** Replies with what it is told: to see that a connection works. */
export interface Echo extends $.Client {
  /** Replies with the same text. */
  echo(
    params?: $.Params<Echo_echo_Params.Init, Echo_echo_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Echo_echo_Results>;
}

export declare namespace Echo {
  type Init = $.CapabilityInit<Echo, Server>;

  /** Replies with what it is told: to see that a connection works. */
  interface Server {
    /** Replies with the same text. */
    echo(
      params: Echo_echo_Params,
      ctx: $.Context<Echo_echo_Results.Init, Echo_echo_Results.Builder>,
    ): $.Returns<Echo_echo_Results.Init>;
  }
}

export const Echo: $.Interface<Echo, Echo.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xd36a86369fa1a198n,
  name: "echo.capnp:Echo",
  doc: "Replies with what it is told: to see that a connection works.",
  methods: () => [["echo", Echo_echo_Params, Echo_echo_Results, { doc: "Replies with the same text." }]],
});

export interface Echo_echo_Params {
  readonly message: string;
}

export declare namespace Echo_echo_Params {
  interface Init {
    readonly message?: string | undefined;
  }

  interface Builder {
    set message(value: string);
  }
}

export const Echo_echo_Params: $.Struct<
  Echo_echo_Params,
  Echo_echo_Params.Init,
  Echo_echo_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xa1b50c17105b4484n,
  name: "echo.capnp:Echo.echo$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["message", $.Text, 0]],
});

export interface Echo_echo_Results {
  readonly reply: string;
}

export declare namespace Echo_echo_Results {
  interface Init {
    readonly reply?: string | undefined;
  }

  interface Builder {
    set reply(value: string);
  }
}

export const Echo_echo_Results: $.Struct<
  Echo_echo_Results,
  Echo_echo_Results.Init,
  Echo_echo_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xb10f6955f8fcf621n,
  name: "echo.capnp:Echo.echo$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["reply", $.Text, 0]],
});
