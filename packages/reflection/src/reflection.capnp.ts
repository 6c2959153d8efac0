// Generated from reflection.capnp by @teleop/capnpc. Do not edit.
//
// What a process offers, told to those who have no code that was generated of it.
import * as $ from "@teleop/rpc-capnp/schema";
import { Brand, Node, Node_SourceInfo } from "@teleop/capnp/nodes";

/**
 * Tells which services a process offers, and the schema by which they are called.
 *
 * Impact: a pause of 1 to 10 ms a call, and once of some 40 ms, to load what serves it.
 */
export interface Reflection extends $.Client {
  /**
   * All services, those of reflection among them. An interface is known of a service that somebody has asked for, and of
   * one that tells it before: of others only with `make`, which makes them as asking for each by its name would.
   */
  services(
    params?: $.Params<Reflection_services_Params.Init, Reflection_services_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Reflection_services_Results>;
  /**
   * The schema of services, by their names: their interfaces, and all that these refer to, with doc comments. They are
   * made, if nobody has asked for them yet. Without names, of all whose interface is known. Fails with "service NAME not
   * found" when there is none.
   *
   * The nodes can be loaded as they are, by the SchemaLoader of C++ among others. What a process does not know of its own
   * schema is left out: files, constants, the scope and the nested nodes of declarations that are not generic, the order
   * of the text, which ordinals were written. Annotations are there with values that are Void, Bool, numbers, Text or
   * Data, or those of json.capnp, and are declared for all targets.
   */
  schema(
    params?: $.Params<Reflection_schema_Params.Init, Reflection_schema_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Reflection_schema_Results>;
}

export declare namespace Reflection {
  type Init = $.CapabilityInit<Reflection, Server>;

  /**
   * Tells which services a process offers, and the schema by which they are called.
   *
   * Impact: a pause of 1 to 10 ms a call, and once of some 40 ms, to load what serves it.
   */
  interface Server {
    /**
     * All services, those of reflection among them. An interface is known of a service that somebody has asked for, and of
     * one that tells it before: of others only with `make`, which makes them as asking for each by its name would.
     */
    services(
      params: Reflection_services_Params,
      ctx: $.Context<Reflection_services_Results.Init, Reflection_services_Results.Builder>,
    ): $.Returns<Reflection_services_Results.Init>;
    /**
     * The schema of services, by their names: their interfaces, and all that these refer to, with doc comments. They are
     * made, if nobody has asked for them yet. Without names, of all whose interface is known. Fails with "service NAME not
     * found" when there is none.
     *
     * The nodes can be loaded as they are, by the SchemaLoader of C++ among others. What a process does not know of its own
     * schema is left out: files, constants, the scope and the nested nodes of declarations that are not generic, the order
     * of the text, which ordinals were written. Annotations are there with values that are Void, Bool, numbers, Text or
     * Data, or those of json.capnp, and are declared for all targets.
     */
    schema(
      params: Reflection_schema_Params,
      ctx: $.Context<Reflection_schema_Results.Init, Reflection_schema_Results.Builder>,
    ): $.Returns<Reflection_schema_Results.Init>;
  }
}

export const Reflection: $.Interface<Reflection, Reflection.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xf2563571298ef6a0n,
  name: "reflection.capnp:Reflection",
  doc: "Tells which services a process offers, and the schema by which they are called.\n\nImpact: a pause of 1 to 10 ms a call, and once of some 40 ms, to load what serves it.",
  methods: () => [
    [
      "services",
      Reflection_services_Params,
      Reflection_services_Results,
      {
        doc: "All services, those of reflection among them. An interface is known of a service that somebody has asked for, and of\none that tells it before: of others only with `make`, which makes them as asking for each by its name would.",
      },
    ],
    [
      "schema",
      Reflection_schema_Params,
      Reflection_schema_Results,
      {
        doc: "The schema of services, by their names: their interfaces, and all that these refer to, with doc comments. They are\nmade, if nobody has asked for them yet. Without names, of all whose interface is known. Fails with \"service NAME not\nfound\" when there is none.\n\nThe nodes can be loaded as they are, by the SchemaLoader of C++ among others. What a process does not know of its own\nschema is left out: files, constants, the scope and the nested nodes of declarations that are not generic, the order\nof the text, which ordinals were written. Annotations are there with values that are Void, Bool, numbers, Text or\nData, or those of json.capnp, and are declared for all targets.",
      },
    ],
  ],
});

export interface Reflection_services_Params {
  readonly make: boolean;
}

export declare namespace Reflection_services_Params {
  interface Init {
    readonly make?: boolean | undefined;
  }

  interface Builder {
    set make(value: boolean);
  }
}

export const Reflection_services_Params: $.Struct<
  Reflection_services_Params,
  Reflection_services_Params.Init,
  Reflection_services_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xae295c356b20788dn,
  name: "reflection.capnp:Reflection.services$Params",
  dataWords: 1,
  pointers: 0,
  fields: () => [["make", $.Bool, 0]],
});

export interface Reflection_services_Results {
  readonly services: readonly Service[];
}

export declare namespace Reflection_services_Results {
  interface Init {
    readonly services?: readonly Service.Init[] | undefined;
  }

  interface Builder {
    set services(value: readonly Service.Init[]);
    initServices(length: number): $.StructListBuilder<Service.Builder>;
  }
}

export const Reflection_services_Results: $.Struct<
  Reflection_services_Results,
  Reflection_services_Results.Init,
  Reflection_services_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0x9378c9d86009bfecn,
  name: "reflection.capnp:Reflection.services$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["services", $.List(Service), 0]],
});

export interface Reflection_schema_Params {
  readonly services: readonly string[];
}

export declare namespace Reflection_schema_Params {
  interface Init {
    readonly services?: readonly string[] | undefined;
  }

  interface Builder {
    set services(value: readonly string[]);
    initServices(length: number): $.ListBuilder<string>;
  }
}

export const Reflection_schema_Params: $.Struct<
  Reflection_schema_Params,
  Reflection_schema_Params.Init,
  Reflection_schema_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xd442556b1e5b7ac8n,
  name: "reflection.capnp:Reflection.schema$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["services", $.List($.Text), 0]],
});

export interface Reflection_schema_Results {
  readonly services: readonly Service[];
  readonly nodes: readonly Node[];
  readonly sourceInfo: readonly Node_SourceInfo[];
}

export declare namespace Reflection_schema_Results {
  interface Init {
    readonly services?: readonly Service.Init[] | undefined;
    readonly nodes?: readonly Node.Init[] | undefined;
    readonly sourceInfo?: readonly Node_SourceInfo.Init[] | undefined;
  }

  interface Builder {
    set services(value: readonly Service.Init[]);
    initServices(length: number): $.StructListBuilder<Service.Builder>;
    set nodes(value: readonly Node.Init[]);
    initNodes(length: number): $.StructListBuilder<Node.Builder>;
    set sourceInfo(value: readonly Node_SourceInfo.Init[]);
    initSourceInfo(length: number): $.StructListBuilder<Node_SourceInfo.Builder>;
  }
}

export const Reflection_schema_Results: $.Struct<
  Reflection_schema_Results,
  Reflection_schema_Results.Init,
  Reflection_schema_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xed9504683da17452n,
  name: "reflection.capnp:Reflection.schema$Results",
  dataWords: 0,
  pointers: 3,
  fields: () => [
    ["services", $.List(Service), 0],
    ["nodes", $.List(Node), 1],
    ["sourceInfo", $.List(Node_SourceInfo), 2],
  ],
});

export type Service = Service.Fields &
  (
    | { readonly which: "unknown" }
    | { readonly which: "interface"; readonly interface: Service_interface }
    | { readonly which: "untyped" }
    | {
        readonly which: "failed";
        /** Why it could not be made. */
        readonly failed: string;
      }
    | { readonly which: number }
  );

export declare namespace Service {
  /** The fields that are not in the union. */
  interface Fields {
    readonly name: string;
  }

  type Init = { readonly name?: string | undefined } & (
    | { readonly which: "unknown" }
    | { readonly which: "interface"; readonly interface?: Service_interface.Init | undefined }
    | { readonly which: "untyped" }
    | {
        readonly which: "failed";
        /** Why it could not be made. */
        readonly failed?: string | undefined;
      }
    | { readonly which?: number | undefined }
  );

  interface Builder {
    set name(value: string);
    /** Nobody has asked for it, and it does not tell before what it is. */
    set unknown(value: undefined);
    set interface(value: Service_interface.Init);
    initInterface(): Service_interface.Builder;
    /** It was made, and is a capability of which no interface is known. */
    set untyped(value: undefined);
    /** Why it could not be made. */
    set failed(value: string);
  }
}

export const Service: $.Struct<Service, Service.Init, Service.Builder> = /*#__PURE__*/ $.structType({
  id: 0xa0c073cfe919dfb4n,
  name: "reflection.capnp:Service",
  dataWords: 2,
  pointers: 5,
  union: 0,
  fields: () => [
    ["name", $.Text, 0],
    [
      "unknown",
      $.Void,
      0,
      { tag: 0, doc: "Nobody has asked for it, and it does not tell before what it is." },
    ],
    ["interface", Service_interface, 0, { tag: 1 }],
    [
      "untyped",
      $.Void,
      0,
      { tag: 2, doc: "It was made, and is a capability of which no interface is known." },
    ],
    ["failed", $.Text, 1, { tag: 3, doc: "Why it could not be made." }],
  ],
});

export interface Service_interface {
  readonly id: bigint;
  /** With the file that declares it: `echo.capnp:Echo`. */
  readonly name: string;
  /** Types for its parameters; null where there are none, or all are AnyPointer. */
  readonly brand: Brand | undefined;
  /** The doc comment, without a newline at its end. */
  readonly doc: string;
  /** Whether it has an annotation named `deprecated`. */
  readonly isDeprecated: boolean;
  /** The text of that annotation. */
  readonly deprecation: string;
}

export declare namespace Service_interface {
  interface Init {
    readonly id?: bigint | undefined;
    /** With the file that declares it: `echo.capnp:Echo`. */
    readonly name?: string | undefined;
    /** Types for its parameters; null where there are none, or all are AnyPointer. */
    readonly brand?: Brand.Init | undefined;
    /** The doc comment, without a newline at its end. */
    readonly doc?: string | undefined;
    /** Whether it has an annotation named `deprecated`. */
    readonly isDeprecated?: boolean | undefined;
    /** The text of that annotation. */
    readonly deprecation?: string | undefined;
  }

  interface Builder {
    set id(value: bigint);
    /** With the file that declares it: `echo.capnp:Echo`. */
    set name(value: string);
    /** Types for its parameters; null where there are none, or all are AnyPointer. */
    set brand(value: Brand.Init);
    initBrand(): Brand.Builder;
    /** The doc comment, without a newline at its end. */
    set doc(value: string);
    /** Whether it has an annotation named `deprecated`. */
    set isDeprecated(value: boolean);
    /** The text of that annotation. */
    set deprecation(value: string);
  }
}

export const Service_interface: $.Struct<
  Service_interface,
  Service_interface.Init,
  Service_interface.Builder
> = /*#__PURE__*/ $.groupType({
  id: 0x85b78fc227e78dfdn,
  name: "reflection.capnp:Service.interface",
  dataWords: 2,
  pointers: 5,
  fields: () => [
    ["id", $.UInt64, 1],
    ["name", $.Text, 1, { doc: "With the file that declares it: `echo.capnp:Echo`." }],
    [
      "brand",
      Brand,
      2,
      { doc: "Types for its parameters; null where there are none, or all are AnyPointer." },
    ],
    ["doc", $.Text, 3, { doc: "The doc comment, without a newline at its end." }],
    ["isDeprecated", $.Bool, 16, { doc: "Whether it has an annotation named `deprecated`." }],
    ["deprecation", $.Text, 4, { doc: "The text of that annotation." }],
  ],
});
