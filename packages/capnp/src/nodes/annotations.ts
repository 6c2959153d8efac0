// annotations.ts: annotations that were applied: what definitions say of them as what a compiled schema does, and back.
//
// A definition has their values as JSON, which does not tell all: of an enum it has the name and not the number, of a
// struct or a list no layout. Such are left out, but for the structs of capnp/compat/json.capnp.
import { pointer } from "../schema/any-pointer.ts";
import type { Struct } from "../schema/declared-types.ts";
import { structType, Text } from "../schema/define.ts";
import { discriminatorId, flattenId } from "../schema/json-options.ts";
import { toJson } from "../schema/to-json.ts";
import type { Annotation as Applied, Kind } from "../schema/types.ts";
import { prefixLength } from "./display-name.ts";
import type { Annotation, Node, Type, Value } from "./schema.capnp.ts";

/** Writes annotations, and declares them: their types as their values show them, their targets as all that there are. */
export class AnnotationWriter {
  readonly #nodes = new Map<bigint, Node.Init>();
  readonly #declare: (type: Struct) => void;

  /** @param declare told of the structs that values are of. */
  constructor(declare: (type: Struct) => void) {
    this.#declare = declare;
  }

  of(annotations: readonly Applied[] = []): readonly Annotation.Init[] {
    return annotations.flatMap((applied) => {
      const written = writtenValue(applied);
      if (written === undefined) return [];
      const { id, name } = applied;
      const struct = structOfJson(id);
      if (struct !== undefined) this.#declare(struct);
      if (!this.#nodes.has(id)) this.#nodes.set(id, declarationNode(id, name, written.type));
      return [{ id, value: written.value }];
    });
  }

  get nodes(): readonly Node.Init[] {
    return [...this.#nodes.values()];
  }
}

function declarationNode(id: bigint, displayName: string, type: Type.Init): Node.Init {
  return {
    id,
    displayName,
    displayNamePrefixLength: prefixLength(displayName),
    which: "annotation",
    annotation: {
      type,
      targetsFile: true,
      targetsConst: true,
      targetsEnum: true,
      targetsEnumerant: true,
      targetsStruct: true,
      targetsField: true,
      targetsUnion: true,
      targetsGroup: true,
      targetsInterface: true,
      targetsMethod: true,
      targetsParam: true,
      targetsAnnotation: true,
    },
  };
}

interface Written {
  readonly type: Type.Init;
  readonly value: Value.Init;
}

/** Undefined: what its value is cannot be told from what it looks like. */
function writtenValue({ id, value, kind }: Applied): Written | undefined {
  if (value === undefined) return { type: { which: "void" }, value: { which: "void" } };
  const known = structOfJson(id);
  if (known !== undefined) {
    return {
      type: { which: "struct", struct: { typeId: known.id } },
      value: { which: "struct", struct: pointer(known, value) },
    };
  }
  const which = kind ?? (typeof value === "boolean" ? "bool" : "text");
  const written = numberOf(which, value) ?? plainOf(which, value);
  return written === undefined
    ? undefined
    : { type: { which } as Type.Init, value: { which, [which]: written } as Value.Init };
}

function numberOf(kind: Kind, value: unknown): number | bigint | undefined {
  switch (kind) {
    case "int64":
    case "uint64":
      return typeof value === "string" ? BigInt(value) : undefined;
    case "int8":
    case "int16":
    case "int32":
    case "uint8":
    case "uint16":
    case "uint32":
    case "float32":
    case "float64":
      return Number(value);
    default:
      return undefined;
  }
}

function plainOf(kind: Kind, value: unknown): boolean | string | Uint8Array | undefined {
  if (kind === "bool" && typeof value === "boolean") return value;
  if (kind === "text" && typeof value === "string") return value;
  if (kind === "data" && Array.isArray(value)) return Uint8Array.from(value);
  return undefined;
}

/**
 * What a definition says of annotations in a compiled schema.
 *
 * @param nameOf what an annotation is called; undefined for one whose declaration is not there, which is left out.
 */
export function appliedOf(
  annotations: readonly Annotation[],
  nameOf: (id: bigint) => string | undefined,
): readonly Applied[] {
  return annotations.flatMap(({ id, value }) => {
    const name = nameOf(id);
    const read = name === undefined ? undefined : readValue(id, value);
    return name === undefined || read === undefined ? [] : [{ id, name, ...read }];
  });
}

function readValue(id: bigint, value: Value | undefined): Pick<Applied, "value" | "kind"> | undefined {
  switch (value?.which) {
    case undefined:
    case "void":
      return {};
    case "bool":
      return { value: value.bool };
    case "text":
      return { value: value.text };
    case "int64":
      return { value: String(value.int64), kind: "int64" };
    case "uint64":
      return { value: String(value.uint64), kind: "uint64" };
    case "data":
      return { value: [...value.data], kind: "data" };
    case "float32":
      return { value: floatOf(value.float32), kind: "float32" };
    case "float64":
      return { value: floatOf(value.float64), kind: "float64" };
    case "int8":
      return { value: value.int8, kind: "int8" };
    case "int16":
      return { value: value.int16, kind: "int16" };
    case "int32":
      return { value: value.int32, kind: "int32" };
    case "uint8":
      return { value: value.uint8, kind: "uint8" };
    case "uint16":
      return { value: value.uint16, kind: "uint16" };
    case "uint32":
      return { value: value.uint32, kind: "uint32" };
    case "struct": {
      const type = structOfJson(id);
      return type === undefined ? undefined : { value: toJson(type, value.struct.as(type)), kind: "struct" };
    }
    default:
      return undefined;
  }
}

function floatOf(value: number): number | string {
  return Number.isFinite(value) ? value : String(value);
}

/** The structs of capnp/compat/json.capnp, by the ids of the annotations whose values they are. */
function structOfJson(id: bigint): Struct | undefined {
  return id === flattenId ? FlattenOptions : id === discriminatorId ? DiscriminatorOptions : undefined;
}

const FlattenOptions: Struct = /*#__PURE__*/ structType({
  id: 0xc4df13257bc2ea61n,
  name: "capnp/compat/json.capnp:FlattenOptions",
  dataWords: 0,
  pointers: 1,
  fields: () => [["prefix", Text, 0]],
});

const DiscriminatorOptions: Struct = /*#__PURE__*/ structType({
  id: 0xc2f8c20c293e5319n,
  name: "capnp/compat/json.capnp:DiscriminatorOptions",
  dataWords: 0,
  pointers: 2,
  fields: () => [
    ["name", Text, 0],
    ["valueName", Text, 1],
  ],
});
