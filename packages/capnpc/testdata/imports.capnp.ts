// Generated from imports.capnp by @teleop/capnpc. Do not edit.
//
// Imports of files for which no code is generated in the same run.
import * as $ from "@teleop/rpc-capnp/schema";
import { Point as Point_ } from "./shapes/notes.capnp.ts";
import { Shape } from "./shapes/shapes.capnp.ts";

/** Not the one of notes.capnp. */
export interface Point {
  readonly other: Point_ | undefined;
  readonly shape: Shape | undefined;
}

export declare namespace Point {
  /** Not the one of notes.capnp. */
  interface Init {
    readonly other?: Point_.Init | undefined;
    readonly shape?: Shape.Init | undefined;
  }

  /** Not the one of notes.capnp. */
  interface Builder {
    set other(value: Point_.Init);
    initOther(): Point_.Builder;
    set shape(value: Shape.Init);
    initShape(): Shape.Builder;
  }
}

export const Point: $.Struct<Point, Point.Init, Point.Builder> = /*#__PURE__*/ $.structType({
  id: 0xfde10a7d441effadn,
  name: "imports.capnp:Point",
  doc: "Not the one of notes.capnp.",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["other", Point_, 0],
    ["shape", Shape, 1],
  ],
});
