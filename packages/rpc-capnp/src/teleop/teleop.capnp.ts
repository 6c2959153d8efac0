// Generated from teleop.capnp by @teleop/capnpc. Do not edit.
import * as $ from "../schema.ts";

/** The root of a process that can be teleoperated: the bootstrap capability of its connections. */
export interface Teleop extends $.Client {
  /** Gives the service of that name, as a capability. Fails with "service NAME not found" when there is none. */
  service(
    params?: $.Params<Teleop_service_Params.Init, Teleop_service_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Teleop_service_Results, Teleop_service_Results.Pipeline>;
}

export declare namespace Teleop {
  type Init = $.CapabilityInit<Teleop, Server>;

  /** The root of a process that can be teleoperated: the bootstrap capability of its connections. */
  interface Server {
    /** Gives the service of that name, as a capability. Fails with "service NAME not found" when there is none. */
    service(
      params: Teleop_service_Params,
      ctx: $.Context<Teleop_service_Results.Init, Teleop_service_Results.Builder>,
    ): $.Returns<Teleop_service_Results.Init>;
  }
}

export const Teleop: $.Interface<Teleop, Teleop.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xd28bf466a2cab06bn,
  name: "teleop.capnp:Teleop",
  doc: "The root of a process that can be teleoperated: the bootstrap capability of its connections.",
  methods: () => [
    [
      "service",
      Teleop_service_Params,
      Teleop_service_Results,
      {
        doc: "Gives the service of that name, as a capability. Fails with \"service NAME not found\" when there is none.",
      },
    ],
  ],
});

export interface Teleop_service_Params {
  readonly name: string;
}

export declare namespace Teleop_service_Params {
  interface Init {
    readonly name?: string | undefined;
  }

  interface Builder {
    set name(value: string);
  }
}

export const Teleop_service_Params: $.Struct<
  Teleop_service_Params,
  Teleop_service_Params.Init,
  Teleop_service_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x8ddf1e2ba3c8f369n,
  name: "teleop.capnp:Teleop.service$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["name", $.Text, 0]],
});

export interface Teleop_service_Results {
  readonly service: $.AnyPointerValue;
}

export declare namespace Teleop_service_Results {
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

export const Teleop_service_Results: $.Struct<
  Teleop_service_Results,
  Teleop_service_Results.Init,
  Teleop_service_Results.Builder,
  Teleop_service_Results.Pipeline
> = /*#__PURE__*/ $.structType({
  id: 0xd060e6f40f4fa100n,
  name: "teleop.capnp:Teleop.service$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["service", $.AnyPointer, 0]],
});
