// Generated from shapes.capnp by @teleop/capnpc. Do not edit.
//
// A schema that is imported by its absolute path and imports its neighbour by a relative one.
import * as $ from "@teleop/rpc-capnp/schema";
import { Point } from "./notes.capnp.ts";

export type Shape =
  | { readonly which: "circle"; readonly circle: number }
  | { readonly which: "square"; readonly square: number }
  | { readonly which: "polygon"; readonly polygon: readonly Point[] }
  | { readonly which: number };

export declare namespace Shape {
  type Init =
    | { readonly which: "circle"; readonly circle?: number | undefined }
    | { readonly which: "square"; readonly square?: number | undefined }
    | { readonly which: "polygon"; readonly polygon?: readonly Point.Init[] | undefined }
    | { readonly which?: number | undefined };

  interface Builder {
    set circle(value: number);
    set square(value: number);
    set polygon(value: readonly Point.Init[]);
    initPolygon(length: number): $.StructListBuilder<Point.Builder>;
  }
}

export const Shape: $.Struct<Shape, Shape.Init, Shape.Builder> = /*#__PURE__*/ $.structType({
  id: 0x9d73a891a3538b14n,
  name: "shapes/shapes.capnp:Shape",
  dataWords: 2,
  pointers: 1,
  union: 4,
  fields: () => [
    [
      "circle",
      $.Float64,
      0,
      {
        tag: 0,
        annotations: [
          {
            id: 0x84a5e7f2fdeccbd3n,
            name: "shapes/notes.capnp:weight",
            value: 2.5,
            kind: "float64" as const,
          },
        ],
      },
    ],
    ["square", $.Float64, 0, { tag: 1 }],
    ["polygon", $.List(Point), 0, { tag: 2 }],
  ],
});

export interface Drawable extends $.Client {
  draw(
    params?: $.Params<Drawable_draw_Params.Init, Drawable_draw_Params.Builder>,
    options?: $.CallOptions,
  ): $.Call<Drawable_draw_Results>;
}

export declare namespace Drawable {
  type Init = $.CapabilityInit<Drawable, Server>;

  interface Server {
    draw(
      params: Drawable_draw_Params,
      ctx: $.Context<Drawable_draw_Results.Init, Drawable_draw_Results.Builder>,
    ): $.Returns<Drawable_draw_Results.Init>;
  }
}

export const Drawable: $.Interface<Drawable, Drawable.Server> = /*#__PURE__*/ $.interfaceType({
  id: 0xcfb778092569445an,
  name: "shapes/shapes.capnp:Drawable",
  methods: () => [["draw", Drawable_draw_Params, Drawable_draw_Results]],
});

export interface Drawable_draw_Params {
  readonly shape: Shape | undefined;
}

export declare namespace Drawable_draw_Params {
  interface Init {
    readonly shape?: Shape.Init | undefined;
  }

  interface Builder {
    set shape(value: Shape.Init);
    initShape(): Shape.Builder;
  }
}

export const Drawable_draw_Params: $.Struct<
  Drawable_draw_Params,
  Drawable_draw_Params.Init,
  Drawable_draw_Params.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xf451fba2bae5ddd4n,
  name: "shapes/shapes.capnp:Drawable.draw$Params",
  dataWords: 0,
  pointers: 1,
  fields: () => [["shape", Shape, 0]],
});

export interface Drawable_draw_Results {
  readonly outline: readonly Point[];
}

export declare namespace Drawable_draw_Results {
  interface Init {
    readonly outline?: readonly Point.Init[] | undefined;
  }

  interface Builder {
    set outline(value: readonly Point.Init[]);
    initOutline(length: number): $.StructListBuilder<Point.Builder>;
  }
}

export const Drawable_draw_Results: $.Struct<
  Drawable_draw_Results,
  Drawable_draw_Results.Init,
  Drawable_draw_Results.Builder
> = /*#__PURE__*/ $.structType({
  id: 0xb2da1269794181f4n,
  name: "shapes/shapes.capnp:Drawable.draw$Results",
  dataWords: 0,
  pointers: 1,
  fields: () => [["outline", $.List(Point), 0]],
});
