// Generated from notes.capnp by @teleop/capnpc. Do not edit.
//
// Annotations and a struct that other schemas import.
import * as $ from "@teleop/rpc-capnp/schema";

/** A place in the plane. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly label: string;
}

export declare namespace Point {
  /** A place in the plane. */
  interface Init {
    readonly x?: number | undefined;
    readonly y?: number | undefined;
    readonly label?: string | undefined;
  }

  /** A place in the plane. */
  interface Builder {
    set x(value: number);
    set y(value: number);
    set label(value: string);
  }
}

export const Point: $.Struct<Point, Point.Init, Point.Builder> = /*#__PURE__*/ $.structType({
  id: 0xf7aa45c3fde16219n,
  name: "shapes/notes.capnp:Point",
  doc: "A place in the plane.",
  dataWords: 2,
  pointers: 1,
  fields: () => [
    ["x", $.Float64, 0],
    ["y", $.Float64, 1],
    ["label", $.Text, 0],
  ],
});
