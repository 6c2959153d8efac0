// types.ts: what a type of the schema is in TypeScript, seen from each side, and as a value at run time.
import { argumentsOf, parametersInScope } from "../schema/brands.ts";
import type {
  InterfaceNode,
  Method,
  PrimitiveKind,
  SchemaNode,
  StructNode,
  Type,
  TypeReference,
} from "../schema/model.ts";
import { group, indent, type Layout } from "./layout.ts";
import { canPipeline } from "./pipelines.ts";
import type { FileScope } from "./scope.ts";

/** The types of one declaration's members, in a file. */
export class TypeWriter {
  readonly #scope: FileScope;
  readonly #parameters: readonly string[];
  readonly #indexOf: (scope: bigint, index: number) => number;
  readonly #ownParameters: number;

  /** @param node whose type parameters are in scope, together with those of its `method` */
  constructor(scope: FileScope, node: SchemaNode, method?: Method) {
    this.#scope = scope;
    this.#parameters = scope.parametersOf(node, method);
    const inScope = parametersInScope(node);
    this.#ownParameters = inScope.length;
    this.#indexOf = (id, index) =>
      inScope.findIndex((parameter) => parameter.scope === id && parameter.index === index);
  }

  /** What reading gives. */
  value(type: Type): Layout {
    switch (type.kind) {
      case "list":
        return readonlyArray(this.value(type.element), type.element);
      case "enum":
        return [this.#scope.nameOf(type.node), " | number"];
      case "struct":
      case "interface":
        return this.declared(type, "");
      case "parameter":
      case "methodParameter":
        return `$.ValueOf<${this.#parameter(type)}>`;
      case "capability":
        return this.#scope.calls ? "$.Client" : "$.Opaque";
      default:
        return valueTypes[type.kind];
    }
  }

  /** What writing takes. */
  init(type: Type): Layout {
    switch (type.kind) {
      case "list":
        return readonlyArray(this.init(type.element), type.element);
      case "struct":
      case "interface":
        return this.declared(type, ".Init");
      case "parameter":
      case "methodParameter":
        return `$.InitOf<${this.#parameter(type)}>`;
      case "anyPointer":
      case "anyStruct":
      case "anyList":
        return "$.AnyPointerInit";
      case "capability":
        return this.#scope.calls ? "$.AnyCapabilityInit" : "$.OpaqueInit";
      default:
        return this.value(type);
    }
  }

  /** What building in place gives; undefined for what can only be set. */
  builder(type: Type): { readonly params: string; readonly result: Layout } | undefined {
    switch (type.kind) {
      case "data":
        return { params: "length: number", result: "$.Bytes" };
      case "struct":
        return { params: "", result: this.declared(type, ".Builder") };
      case "list": {
        const { element } = type;
        const result =
          element.kind === "struct"
            ? typeArguments("$.StructListBuilder", [this.declared(element, ".Builder")])
            : typeArguments("$.ListBuilder", [this.init(element)]);
        return { params: "length: number", result };
      }
      default:
        return undefined;
    }
  }

  /** What can be reached in a result that has not arrived; undefined for nothing. */
  pipeline(type: Type): Layout | undefined {
    switch (type.kind) {
      case "interface":
        return this.declared(type, "");
      case "struct":
        return canPipeline(type.node, this.#scope) ? this.declared(type, ".Pipeline") : undefined;
      case "parameter":
      case "methodParameter":
        return `$.PipelineOf<${this.#parameter(type)}>`;
      case "anyPointer":
      case "anyStruct":
        return "$.AnyPointerPipeline";
      case "capability":
        return "$.Client";
      default:
        return undefined;
    }
  }

  /** `Name.Init<A, B>`: a type that belongs to a declaration. */
  declared(reference: TypeReference<StructNode | InterfaceNode>, member: string): Layout {
    const name = `${this.#scope.nameOf(reference.node)}${member}`;
    const args = this.#arguments(reference).map((type) => this.#argument(type));
    while (args.at(-1) === "$.AnyPointer") args.pop();
    return typeArguments(name, args);
  }

  /** The type as an expression of the run-time schema. */
  schema(type: Type): Layout {
    switch (type.kind) {
      case "list":
        return group("$.List(", indent(this.schema(type.element)), ")");
      case "enum":
        return this.#scope.nameOf(type.node);
      case "struct":
      case "interface":
        return this.reference(type);
      case "parameter":
      case "methodParameter":
        return `$.parameter(${this.#index(type)})`;
      default:
        return `$.${schemaNames[type.kind]}`;
    }
  }

  /** A declaration with its type parameters bound, as an expression of the run-time schema. */
  reference(reference: TypeReference<StructNode | InterfaceNode>): Layout {
    const name = this.#scope.nameOf(reference.node);
    const types = this.#arguments(reference);
    return types.length === 0
      ? name
      : callLayout("$.bind", [name, ...types.map((type) => this.schema(type))]);
  }

  /** A type as an argument of a generic: the type of its run-time schema. */
  #argument(type: Type): Layout {
    switch (type.kind) {
      case "list":
        return typeArguments("$.ListType", [this.#argument(type.element)]);
      case "enum":
        return `typeof ${this.#scope.nameOf(type.node)}`;
      case "struct":
        return this.#arguments(type).length === 0
          ? `typeof ${this.#scope.nameOf(type.node)}`
          : this.structSchema(type);
      case "interface":
        return this.#arguments(type).length === 0
          ? `typeof ${this.#scope.nameOf(type.node)}`
          : this.interfaceSchema(type);
      case "parameter":
      case "methodParameter":
        return this.#parameter(type);
      default:
        return `$.${schemaNames[type.kind]}`;
    }
  }

  /** `$.Struct<Name, Name.Init, Name.Builder, Name.Pipeline>`. */
  structSchema(reference: TypeReference<StructNode>): Layout {
    const members = [
      "",
      ".Init",
      ".Builder",
      ...(canPipeline(reference.node, this.#scope) ? [".Pipeline"] : []),
    ];
    return typeArguments(
      "$.Struct",
      members.map((member) => this.declared(reference, member)),
    );
  }

  /** `$.Interface<Name, Name.Server>`; of one that is only described, `$.Interface<Name, Name.Init>`. */
  interfaceSchema(reference: TypeReference<InterfaceNode>): Layout {
    return typeArguments(
      "$.Interface",
      ["", this.#scope.calls ? ".Server" : ".Init"].map((member) => this.declared(reference, member)),
    );
  }

  /** What the parameters are bound to; empty when there are none, or all are left open. */
  #arguments(reference: TypeReference<SchemaNode>): readonly Type[] {
    const types = argumentsOf(reference);
    return types.every(({ kind }) => kind === "anyPointer") ? [] : types;
  }

  #index(type: ParameterType): number {
    return type.kind === "methodParameter"
      ? this.#ownParameters + type.index
      : this.#indexOf(type.scope, type.index);
  }

  #parameter(type: ParameterType): string {
    return this.#parameters[this.#index(type)] ?? "$.AnyPointer";
  }
}

type ParameterType = Extract<Type, { kind: "parameter" | "methodParameter" }>;
type SimpleKind = PrimitiveKind | "text" | "data" | "anyPointer" | "anyStruct" | "anyList" | "capability";

const valueTypes: Readonly<Record<Exclude<SimpleKind, "capability">, string>> = {
  void: "undefined",
  bool: "boolean",
  int8: "number",
  int16: "number",
  int32: "number",
  int64: "bigint",
  uint8: "number",
  uint16: "number",
  uint32: "number",
  uint64: "bigint",
  float32: "number",
  float64: "number",
  text: "string",
  data: "$.Bytes",
  anyPointer: "$.AnyPointerValue",
  anyStruct: "$.AnyPointerValue",
  anyList: "$.AnyPointerValue",
};

const schemaNames: Readonly<Record<SimpleKind, string>> = {
  void: "Void",
  bool: "Bool",
  int8: "Int8",
  int16: "Int16",
  int32: "Int32",
  int64: "Int64",
  uint8: "UInt8",
  uint16: "UInt16",
  uint32: "UInt32",
  uint64: "UInt64",
  float32: "Float32",
  float64: "Float64",
  text: "Text",
  data: "Data",
  anyPointer: "AnyPointer",
  anyStruct: "AnyStruct",
  anyList: "AnyList",
  capability: "Capability",
};

function readonlyArray(content: Layout, element: Type): Layout {
  // `readonly A | B[]` and `readonly readonly A[][]` would mean something else, or nothing.
  return element.kind === "enum" || element.kind === "list"
    ? ["readonly (", content, ")[]"]
    : ["readonly ", content, "[]"];
}

/** `Name<A, B>`. */
export function typeArguments(name: string, args: readonly Layout[]): Layout {
  return args.length === 0 ? name : callLayout(name, args, "<", ">");
}

/** `(a, b): result;`: where it is too long, the params are broken first. */
export function signature(args: readonly Layout[], result: Layout): Layout {
  return callLayout("", args, "(", ["): ", result, ";"]);
}

/** `name(a, b)`. */
export function callLayout(
  name: string,
  args: readonly Layout[],
  open: "(" | "<" = "(",
  close: Layout = ")",
): Layout {
  const separated = args.flatMap((arg, i): Layout[] => (i === 0 ? [arg] : [",", softSpace, arg]));
  return group(
    name,
    open,
    indent([softBreak, ...separated]),
    open === "(" ? trailingComma : softBreak,
    close,
  );
}

const softSpace: Layout = { kind: "break", flat: " ", broken: "" };
const softBreak: Layout = { kind: "break", flat: "", broken: "" };
const trailingComma: Layout = { kind: "break", flat: "", broken: "," };
