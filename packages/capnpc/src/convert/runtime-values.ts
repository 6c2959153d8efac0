// runtime-values.ts: constants and defaults of a schema as what `encode` takes.
import { Buffer } from "node:buffer";
import { message } from "@teleop/capnp";
import { whichProperty } from "../emit/unions.ts";
import type { Value } from "../schema/values.ts";

/** A value as it would be written in params: `{ year: 1970, which: "employer", employer: "…" }`. */
export function initOf(value: Value): unknown {
  switch (value.kind) {
    case "void":
    case "null":
      return undefined;
    case "enum":
      // A number where the schema has since lost the enumerant.
      return value.node.enumerants[value.ordinal]?.name ?? value.ordinal;
    case "list":
      return value.elements.map(initOf);
    case "struct": {
      const properties: { [name: string]: unknown } = {};
      for (const { field, value: inner } of value.fields) {
        if (field.discriminant !== undefined) properties[whichProperty(value.node)] = field.name;
        properties[field.name] = initOf(inner);
      }
      return properties;
    }
    case "message":
      return message(Buffer.from(value.bytes).toString("base64"));
    default:
      return value.value;
  }
}
