// values.ts: what a value in a schema comes to, given the type that is expected of it.
//
// A value is read first as what it looks like, with the type as a hint, and then held against the type: `5` is a number
// for any number type that it fits. https://capnproto.org/language.html#constants
import type { CompiledField, ValueSlot } from "./compiled.ts";
import type { Context } from "./context.ts";
import { emptyList, type RawElements, setElement } from "./raw-lists.ts";
import { rawMessage } from "./raw-message.ts";
import { resetGroup, setField } from "./raw-structs.ts";
import { brandOf, resolve } from "./resolve.ts";
import { didYouMean } from "./similar.ts";
import { structContent } from "./struct-content.ts";
import {
  type Expression,
  expressionText,
  type NameExpression,
  type PathExpression,
  type TuplePart,
} from "./syntax.ts";
import { type DeclaredType, isSameType, substitute, type Type, typeText } from "./types.ts";
import { emptyStruct, type RawStruct, rawText, type Value } from "./value.ts";

/** Values that are made when all nodes that they need have outlines. */
export type Unfinished = (() => void)[];

/** Makes a value of the type of a slot, at once if it needs no other node's outline. */
export function compileSlot(
  context: Context,
  source: Expression,
  slot: ValueSlot,
  unfinished: Unfinished,
): void {
  const fill = (isOutline: boolean) => {
    const value = new ValueCompiler(context, isOutline).compile(source, slot.type);
    const isAccepted = value?.kind !== "pointer" || context.environment.accept(value.target, context, source);
    if (isAccepted) slot.value = value;
  };
  if (needsOutlines(slot.type)) unfinished.push(() => fill(false));
  else fill(true);
}

/** Whether values of the type are made when all nodes that they need have outlines. */
function needsOutlines({ kind }: Type): boolean {
  switch (kind) {
    case "list":
    case "struct":
    case "interface":
    case "anyPointer":
    case "anyStruct":
    case "anyList":
    case "capability":
    case "parameter":
    case "methodParameter":
      return true;
    default:
      return false;
  }
}

class ValueCompiler {
  readonly #context: Context;
  /** Constants that are named are looked at as far as they are in their outlines. */
  readonly #isOutline: boolean;

  constructor(context: Context, isOutline: boolean) {
    this.#context = context;
    this.#isOutline = isOutline;
  }

  compile(source: Expression, type: Type): Value | undefined {
    if (type.kind === "unknown") return undefined;
    if (type.kind === "parameter" || type.kind === "methodParameter") {
      return this.#context.report(
        source,
        "what a type parameter stands for is not known here: it has no value",
      );
    }
    const value = this.#read(source, type);
    if (value === undefined) return undefined;
    const fitting = this.#fit(source, value, type);
    if (fitting !== undefined) return fitting;
    const wrapped = type.kind === "struct" ? this.#wrap(source, value, type) : undefined;
    return wrapped ?? this.#mismatch(source, type, value);
  }

  #mismatch(source: Expression, type: Type, value?: Value): undefined {
    const got = value === undefined ? expressionText(source) : valueText(value);
    return this.#context.report(source, `expected ${typeText(type)}, got ${got}`);
  }

  /** A struct whose first field a value would do for. */
  #wrap(source: Expression, value: Value, type: DeclaredType): Value | undefined {
    const content = structContent(this.#context, type);
    const field = content?.fields[0];
    if (content === undefined || field?.content.kind !== "slot") return undefined;
    const fieldType = substitute(field.content.value.type, type.brand);
    const fitting = this.#fit(source, value, fieldType);
    if (fitting === undefined) return undefined;
    const target = emptyStruct(content.dataWords, content.pointers);
    setField(target, content, field, fitting);
    return { kind: "pointer", type, target };
  }

  /** The value as one of the type; undefined: it is none. */
  #fit(source: Expression, value: Value, type: Type): Value | undefined {
    switch (value.kind) {
      case "void":
      case "bool":
        return type.kind === value.kind ? value : undefined;
      case "integer":
        return this.#fitInteger(source, value.value, type);
      case "float":
        return type.kind === "float32" || type.kind === "float64" ? value : undefined;
      case "enum":
        return type.kind === "enum" && type.node === value.node ? value : undefined;
      case "pointer":
        return isPointerFor(value.type, type) ? value : undefined;
    }
  }

  #fitInteger(source: Expression, value: bigint, type: Type): Value | undefined {
    if (type.kind === "float32" || type.kind === "float64") return { kind: "integer", value };
    const range = integerRange(type);
    if (range === undefined) return undefined;
    const [least, most] = range;
    if (value < least || value > most) {
      this.#context.report(source, `${typeText(type)} has numbers from ${least} to ${most}, not ${value}`);
      return { kind: "integer", value: 0n };
    }
    return { kind: "integer", value };
  }

  /** What a value looks like; undefined, and reported, when it is none. */
  #read(source: Expression, type: Type): Value | undefined {
    switch (source.kind) {
      case "unknown":
        return undefined;
      case "name":
        return this.#readName(source, type);
      case "member":
        if (type.kind === "enum") return this.#readEnumerant(source, source.name.value, type);
        return this.#readConstant(source);
      case "absolute":
      case "import":
      case "application":
        return this.#readConstant(source);
      case "embed":
        return this.#readEmbedded(source, type);
      case "integer":
        return this.#readInteger(source);
      case "float":
        return { kind: "float", value: source.value };
      case "text": {
        const { bytes } = source;
        if (type.kind === "data") return { kind: "pointer", type, target: { kind: "bytes", bytes } };
        return { kind: "pointer", type: { kind: "text" }, target: rawText(bytes) };
      }
      case "data":
        if (type.kind !== "data") return this.#mismatch(source, type);
        return { kind: "pointer", type, target: { kind: "bytes", bytes: source.bytes } };
      case "list":
        return this.#readList(source, type);
      case "tuple":
        return this.#readTuple(source, type);
    }
  }

  #readInteger(source: Extract<Expression, { kind: "integer" }>): Value | undefined {
    const { magnitude, isNegative } = source;
    if (!isNegative) return { kind: "integer", value: magnitude };
    if (magnitude > 1n << 63n) return this.#context.report(source, `-${magnitude} does not fit 64 bits`);
    return { kind: "integer", value: -magnitude };
  }

  #readName(source: NameExpression, type: Type): Value | undefined {
    const word = source.name.value;
    if (type.kind === "enum") return this.#readEnumerant(source, word, type);
    return words.get(word) ?? this.#readConstant(source);
  }

  /** An enumerant stands by its name alone. No constant is one: where it is used, it is a number. */
  #readEnumerant(source: Expression, word: string, type: DeclaredType): Value | undefined {
    const content = this.#context.environment.outline(type.node)?.content;
    if (content?.kind !== "enum") return undefined;
    const names = content.enumerants.map(({ name }) => name);
    const ordinal = names.indexOf(word);
    if (ordinal >= 0 && source.kind === "name") return { kind: "enum", node: type.node, ordinal };
    if (ordinal >= 0) {
      const message = `expected a value of ${typeText(type)}, got ${expressionText(source)}`;
      return this.#context.report(source, message, { help: `write ${word}` });
    }
    const help = didYouMean(word, names) ?? `it has ${listed(names)}`;
    return this.#context.report(source, `${typeText(type)} has no ${expressionText(source)}`, { help });
  }

  #readConstant(source: Expression): Value | undefined {
    const context = this.#context;
    const resolved = resolve(context, source);
    if (resolved === undefined) return undefined;
    const node =
      resolved.kind === "declaration" && resolved.target.kind === "const" ? resolved.target : undefined;
    if (node === undefined || resolved.kind === "parameter") {
      return context.report(source, `${expressionText(source)} is not a constant`);
    }
    const brand = brandOf(context, resolved, source);
    const { environment } = context;
    const compiled = this.#isOutline ? environment.outline(node) : environment.finish(node);
    if (compiled?.content.kind !== "const") return undefined;
    if (source.kind === "name") {
      const outer = node.parent?.parent === undefined ? "" : node.parent.name;
      context.report(source, `${source.name.value} could be another thing as well as a constant`, {
        help: `write ${outer}.${source.name.value}`,
      });
    }
    const { type, value } = compiled.content.value;
    return this.#constantValue(source, substitute(type, brand), value);
  }

  /** What a constant is where it is used: the native compiler takes one of an enum for its number. */
  #constantValue(source: Expression, type: Type, value: Value | undefined): Value | undefined {
    if (value === undefined) {
      // No such constant fits what has a value by now: which it is, is of no matter.
      const isLater = this.#isOutline && needsOutlines(type);
      return isLater ? { kind: "pointer", type, target: emptyStruct(0, 0) } : undefined;
    }
    if (value.kind === "enum") return { kind: "integer", value: BigInt(value.ordinal) };
    if (value.kind !== "pointer") return value;
    if (type.kind === "anyPointer" || type.kind === "anyStruct" || type.kind === "anyList") {
      return this.#context.report(
        source,
        `the type of what ${expressionText(source)} holds is not known here`,
      );
    }
    return { ...value, type };
  }

  #readEmbedded(source: PathExpression, type: Type): Value | undefined {
    const context = this.#context;
    const bytes = context.environment.embed(context.module, source.path.value, source.path);
    if (bytes === undefined) return undefined;
    switch (type.kind) {
      case "text":
        return { kind: "pointer", type, target: rawText(bytes) };
      case "data":
        return { kind: "pointer", type, target: { kind: "bytes", bytes } };
      case "struct":
        return this.#readMessage(source, type, bytes);
      default:
        return context.report(source, `a file can be Text, Data or a struct, not ${typeText(type)}`);
    }
  }

  #readMessage(source: PathExpression, type: DeclaredType, bytes: Uint8Array): Value | undefined {
    try {
      return { kind: "pointer", type, target: rawMessage(bytes) };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return this.#context.report(source, `the file is not a message of Cap'n Proto: ${error.message}`);
    }
  }

  #readList(source: Extract<Expression, { kind: "list" }>, type: Type): Value | undefined {
    if (type.kind !== "list") return this.#mismatch(source, type);
    const { element } = type;
    const content = element.kind === "struct" ? structContent(this.#context, element) : undefined;
    if (element.kind === "struct" && content === undefined) return undefined;
    const list: RawElements = emptyList(element, source.elements.length, content);
    source.elements.forEach((each, index) => {
      const value = this.compile(each, element);
      if (value !== undefined) setElement(list, index, element, value);
    });
    return { kind: "pointer", type, target: list };
  }

  #readTuple(source: Extract<Expression, { kind: "tuple" }>, type: Type): Value | undefined {
    if (type.kind !== "struct") return this.#mismatch(source, type);
    const content = structContent(this.#context, type);
    if (content === undefined) return undefined;
    const target = emptyStruct(content.dataWords, content.pointers);
    this.#fill(target, source.parts, type, content.fields, content);
    return { kind: "pointer", type, target };
  }

  #fill(
    target: RawStruct,
    parts: readonly TuplePart[],
    type: DeclaredType,
    fields: readonly CompiledField[],
    content: Parameters<typeof setField>[1],
  ): void {
    const context = this.#context;
    for (const { name, value: source } of parts) {
      if (name === undefined) {
        if (source.kind !== "unknown")
          context.report(source, "expected the name of a field and = before the value");
        continue;
      }
      const field = fields.find((each) => each.name === name.value);
      if (field === undefined) {
        const known = fields.map((each) => each.name).join(", ");
        context.report(name, `${type.node.name} has no field ${name.value}`, {
          help: known === "" ? undefined : `it has ${known}`,
        });
        continue;
      }
      if (field.content.kind === "group") {
        this.#fillGroup(target, source, type, field, content);
        continue;
      }
      const value = this.compile(source, substitute(field.content.value.type, type.brand));
      if (value !== undefined) setField(target, content, field, value);
    }
  }

  #fillGroup(
    target: RawStruct,
    source: Expression,
    type: DeclaredType,
    field: CompiledField,
    content: Parameters<typeof setField>[1],
  ): void {
    if (field.content.kind !== "group") return;
    const group = field.content.part.content;
    resetGroup(target, content, field);
    if (source.kind === "tuple") this.#fill(target, source.parts, type, group.fields, group);
    if (source.kind === "tuple" || source.kind === "unknown") return;
    const [first] = group.fields;
    // Only what can be told without a type: the group has none that a value could have.
    if (
      first?.content.kind === "slot" &&
      source.kind !== "list" &&
      source.kind !== "data" &&
      source.kind !== "embed"
    ) {
      const value = this.#read(source, { kind: "void" });
      if (value === undefined) return;
      const fitting = this.#fit(source, value, substitute(first.content.value.type, type.brand));
      if (fitting !== undefined) {
        setField(target, group, first, fitting);
        return;
      }
    }
    this.#context.report(source, `expected the fields of the group ${field.name}, as in (name = value)`);
  }
}

const words: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["void", { kind: "void" }],
  ["true", { kind: "bool", value: true }],
  ["false", { kind: "bool", value: false }],
  ["nan", { kind: "float", value: Number.NaN }],
  ["inf", { kind: "float", value: Number.POSITIVE_INFINITY }],
]);

/** Whether a pointer to a value of its own type may stand where another type is expected. */
function isPointerFor(type: Type, expected: Type): boolean {
  switch (type.kind) {
    case "list":
      return expected.kind === "anyPointer" || expected.kind === "anyList" || isSameType(type, expected);
    case "struct":
      return expected.kind === "anyPointer" || expected.kind === "anyStruct" || isSameType(type, expected);
    default:
      return isSameType(type, expected);
  }
}

function integerRange({ kind }: Type): readonly [least: bigint, most: bigint] | undefined {
  const match = /^(u?)int(8|16|32|64)$/.exec(kind);
  if (match === null) return undefined;
  const bits = BigInt(match[2] ?? 0);
  return match[1] === "u" ? [0n, (1n << bits) - 1n] : [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n];
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 10).join(", ");
  return names.length > 10 ? `${shown}, and ${names.length - 10} more` : shown;
}

function valueText(value: Value): string {
  switch (value.kind) {
    case "void":
    case "bool":
    case "float":
      return value.kind === "void" ? "void" : String(value.value);
    case "integer":
      return `the number ${value.value}`;
    case "enum":
      return `a value of ${value.node.name}`;
    case "pointer":
      return `a value of ${typeText(value.type)}`;
  }
}
