// syntax.ts: the parts of a schema as it is written, before anything of it has been looked up.
//
// https://capnproto.org/language.html. What could not be read is there as `unknown`, so that the rest can be checked.
import type { Span } from "./diagnostics.ts";

/** A word with its place. */
export interface Name extends Span {
  readonly value: string;
}

/** A number behind an `@`, with its place, which includes no `@`. */
export interface IdLiteral extends Span {
  readonly value: bigint;
}

/** A type, a value or the name of a declaration: only whoever needs one can tell which of them it is. */
export type Expression =
  | UnknownExpression
  | IntegerExpression
  | FloatExpression
  | BytesExpression
  | NameExpression
  | PathExpression
  | ListExpression
  | TupleExpression
  | ApplicationExpression
  | MemberExpression;

/** What could not be read; the mistake has been reported. */
export interface UnknownExpression extends Span {
  readonly kind: "unknown";
}

export interface IntegerExpression extends Span {
  readonly kind: "integer";
  /** The sign aside: from 0 to 2⁶⁴ - 1. */
  readonly magnitude: bigint;
  readonly isNegative: boolean;
}

export interface FloatExpression extends Span {
  readonly kind: "float";
  readonly value: number;
}

/** `"text"`, which may hold any bytes, and `0x"da 7a"`. */
export interface BytesExpression extends Span {
  readonly kind: "text" | "data";
  readonly bytes: Uint8Array;
}

/** `Name`, and `.Name`, which is looked up in the file alone. */
export interface NameExpression extends Span {
  readonly kind: "name" | "absolute";
  readonly name: Name;
}

/** `import "path"`, `embed "path"`. The place of the path is that of the text with its quotes. */
export interface PathExpression extends Span {
  readonly kind: "import" | "embed";
  readonly path: Name;
}

/** `[a, b]` */
export interface ListExpression extends Span {
  readonly kind: "list";
  readonly elements: readonly Expression[];
}

/** `(a = 1, b = 2)`. What has one part without a name is only that part in parentheses, and not a tuple. */
export interface TupleExpression extends Span {
  readonly kind: "tuple";
  readonly parts: readonly TuplePart[];
}

export interface TuplePart {
  readonly name: Name | undefined;
  readonly value: Expression;
}

/** `Generic(A, B)` */
export interface ApplicationExpression extends Span {
  readonly kind: "application";
  readonly callee: Expression;
  readonly parts: readonly TuplePart[];
}

/** `parent.name` */
export interface MemberExpression extends Span {
  readonly kind: "member";
  readonly parent: Expression;
  readonly name: Name;
}

/** `$name(value)` */
export interface AnnotationUse {
  readonly name: Expression;
  /** Undefined: none was written. */
  readonly value: Expression | undefined;
}

/**
 * A declaration. The parser fills one in as it reads, so that what it has of one that is broken is not lost. Its place
 * goes up to the end of its doc comment, as code generators are told it.
 */
export type Declaration =
  | FileDeclaration
  | UsingDeclaration
  | ConstDeclaration
  | EnumDeclaration
  | EnumerantDeclaration
  | StructDeclaration
  | FieldDeclaration
  | GroupDeclaration
  | InterfaceDeclaration
  | MethodDeclaration
  | AnnotationDeclaration;

/** Declarations that are nodes of the schema, with an id. */
export type NodeDeclaration =
  | FileDeclaration
  | ConstDeclaration
  | EnumDeclaration
  | StructDeclaration
  | InterfaceDeclaration
  | AnnotationDeclaration;

/** What fields and groups of fields are declared by. */
export type StructMember = FieldDeclaration | GroupDeclaration;

export interface DeclarationBase extends Span {
  end: number;
  name: Name;
  annotations: AnnotationUse[];
  /** The lines of the comment, each with its newline. */
  doc: Uint8Array | undefined;
}

type NodeBase = DeclarationBase & NodeParts;

export interface NodeParts {
  id: IdLiteral | undefined;
  /** Names of type parameters. */
  parameters: Name[];
  members: Declaration[];
  /** Whether some of the members could not be read at all: how many there are and what they are called is not known. */
  isIncomplete: boolean;
}

export interface FileDeclaration extends NodeBase {
  readonly kind: "file";
}

export interface UsingDeclaration extends DeclarationBase {
  readonly kind: "using";
  target: Expression;
}

export interface ConstDeclaration extends NodeBase {
  readonly kind: "const";
  type: Expression;
  value: Expression;
}

export interface EnumDeclaration extends NodeBase {
  readonly kind: "enum";
}

export interface EnumerantDeclaration extends DeclarationBase {
  readonly kind: "enumerant";
  ordinal: IdLiteral | undefined;
}

export interface StructDeclaration extends NodeBase {
  readonly kind: "struct";
}

export interface FieldDeclaration extends DeclarationBase {
  readonly kind: "field";
  ordinal: IdLiteral | undefined;
  type: Expression;
  /** Undefined: none was written. */
  value: Expression | undefined;
}

/** A group, or a union; the name of one without a name is empty. */
export interface GroupDeclaration extends DeclarationBase {
  readonly kind: "group" | "union";
  /** Of a union, from before these could go without. */
  ordinal: IdLiteral | undefined;
  members: Declaration[];
  isIncomplete: boolean;
}

export interface InterfaceDeclaration extends NodeBase {
  readonly kind: "interface";
  superclasses: Expression[];
}

export interface MethodDeclaration extends DeclarationBase {
  readonly kind: "method";
  ordinal: IdLiteral | undefined;
  /** Names of the method's own type parameters. */
  parameters: Name[];
  params: ParamList;
  /** Undefined: the method has no results. */
  results: ParamList | undefined;
}

/** What a method takes or gives: fields in place, a struct that is declared elsewhere, or `stream`. */
export type ParamList =
  | (Span & { readonly kind: "fields"; readonly fields: readonly Param[] })
  | (Span & { readonly kind: "type"; readonly type: Expression })
  | (Span & { readonly kind: "stream" });

export interface Param extends Span {
  readonly name: Name;
  readonly type: Expression;
  readonly value: Expression | undefined;
  readonly annotations: readonly AnnotationUse[];
}

export interface AnnotationDeclaration extends NodeBase {
  readonly kind: "annotation";
  type: Expression;
  targets: Set<AnnotationTarget>;
}

/** What an annotation can be put on, in the order in which the schema of schemas has them. */
export const annotationTargets = [
  "file",
  "const",
  "enum",
  "enumerant",
  "struct",
  "field",
  "union",
  "group",
  "interface",
  "method",
  "param",
  "annotation",
] as const;
export type AnnotationTarget = (typeof annotationTargets)[number];

/** An expression as it would be written, for messages. */
export function expressionText(expression: Expression): string {
  switch (expression.kind) {
    case "unknown":
      return "?";
    case "integer":
      return `${expression.isNegative ? "-" : ""}${expression.magnitude}`;
    case "float":
      return String(expression.value);
    case "text":
      return '"…"';
    case "data":
      return '0x"…"';
    case "name":
      return expression.name.value;
    case "absolute":
      return `.${expression.name.value}`;
    case "import":
    case "embed":
      return `${expression.kind} "${expression.path.value}"`;
    case "list":
      return "[…]";
    case "tuple":
      return "(…)";
    case "application":
      return `${expressionText(expression.callee)}(${expression.parts.map(partText).join(", ")})`;
    case "member":
      return `${expressionText(expression.parent)}.${expression.name.value}`;
  }
}

function partText({ name, value }: TuplePart): string {
  return `${name === undefined ? "" : `${name.value} = `}${expressionText(value)}`;
}
