// parser.ts: reads the declarations of a schema. A mistake in one costs that one: what follows is read all the same.
//
// https://capnproto.org/language.html
import { type Diagnostics, note, type Span } from "./diagnostics.ts";
import { parseAnnotations, parseExpression } from "./expression-parser.ts";
import { freshId, idText } from "./ids.ts";
import { didYouMean } from "./similar.ts";
import type { SourceFile } from "./source.ts";
import {
  type AnnotationDeclaration,
  type AnnotationTarget,
  annotationTargets,
  type Declaration,
  type Expression,
  type FileDeclaration,
  type GroupDeclaration,
  type IdLiteral,
  type MethodDeclaration,
  type Name,
  type Param,
  type ParamList,
  type UsingDeclaration,
} from "./syntax.ts";
import { SyntaxMistake, TokenStream } from "./token-stream.ts";

/** Reads a schema. What is wrong with it is reported; the declaration has what could be read. */
export function parse(source: SourceFile, diagnostics: Diagnostics): FileDeclaration {
  return new Parser(new TokenStream(source, diagnostics)).file();
}

/** What declarations may stand in a block of. */
type Scope = "file" | "struct" | "enum" | "interface";

/** A declaration that is being read, and what may be in its block; undefined: it has none. */
interface Draft {
  declaration: Declaration | undefined;
  block: Scope | undefined;
}

/** What the members of a block go to. */
interface Owner {
  members: Declaration[];
  isIncomplete: boolean;
}

/** Where a block ended, and what is said behind it. */
interface BlockEnd {
  readonly doc: Uint8Array | undefined;
  readonly end: number;
}

/** More than people write, and few enough that all can be laid out soon. */
const deepestGroups = 50;

class Parser {
  readonly #tokens: TokenStream;
  /** Groups and unions around what is being read. */
  #groups = 0;

  constructor(tokens: TokenStream) {
    this.#tokens = tokens;
  }

  file(): FileDeclaration {
    const tokens = this.#tokens;
    const { source, diagnostics } = tokens;
    const file: FileDeclaration = {
      kind: "file",
      ...base({ value: "", start: 0, end: 0 }, 0),
      ...nodeParts(),
    };
    const hadErrors = diagnostics.hasErrors;
    while (tokens.next.kind !== "end") {
      if (tokens.next.kind === "}") {
        diagnostics.report(source, tokens.read(), "there is no { that this } would close");
      } else {
        this.#statement("file", file);
      }
    }
    // Where something could not be read, the id may be in it.
    if (file.id === undefined && (hadErrors || !diagnostics.hasErrors)) {
      const place = { start: 0, end: 0 };
      diagnostics.report(source, place, "the file has no id", {
        help: `this one is fresh, put it into the first line: ${idText(freshId())};`,
      });
    }
    return file;
  }

  /** Reads a statement, whatever it is, into its owner. It reads one token at least. */
  #statement(scope: Scope, owner: Owner): void {
    const tokens = this.#tokens;
    const { start } = tokens.next;
    const before = tokens.position;
    const draft: Draft = { declaration: undefined, block: undefined };
    try {
      this.#header(scope, owner, draft);
      if (tokens.next.kind !== ";" && tokens.next.kind !== "{") {
        tokens.expected(draft.block === undefined ? '";"' : '"{"');
      }
    } catch (error) {
      if (!(error instanceof SyntaxMistake)) throw error;
      if (draft.declaration === undefined) owner.isIncomplete = true;
      if (tokens.position === before && tokens.next.kind !== "{" && tokens.next.kind !== ";") tokens.read();
      tokens.skipStatement(() => this.#startsStatement(scope));
    }
    const { declaration } = draft;
    const end = this.#finish(draft, start);
    if (declaration === undefined) return;
    Object.assign(declaration, { start, end });
    owner.members.push(declaration);
  }

  /** Reads what ends a statement, a block included; returns where it ends, with its doc comment. */
  #finish(draft: Draft, start: number): number {
    const tokens = this.#tokens;
    const { declaration, block } = draft;
    const last = tokens.next;
    if (last.kind === ";") {
      tokens.read();
      if (block !== undefined) {
        tokens.diagnostics.report(tokens.source, last, 'expected a block in { and }, got ";"');
      }
      if (declaration !== undefined) declaration.doc = last.doc;
      return last.docEnd;
    }
    if (last.kind !== "{") return tokens.lastEnd;
    tokens.read();
    if (block === undefined || declaration === undefined || !("members" in declaration)) {
      if (declaration !== undefined) {
        tokens.diagnostics.report(tokens.source, last, 'expected ";", got a block');
      }
      tokens.skipBlock();
      return tokens.lastEnd;
    }
    const close = this.#block(block, declaration, last, start);
    declaration.doc = last.doc ?? close.doc;
    return close.end;
  }

  #block(scope: Scope, owner: Owner & Declaration, open: Span, start: number): BlockEnd {
    const tokens = this.#tokens;
    const isGroup = owner.kind === "group" || owner.kind === "union";
    if (isGroup) this.#groups++;
    try {
      if (this.#groups > deepestGroups) {
        tokens.fail(open, `groups and unions nest deeper than ${deepestGroups}`);
      }
      return tokens.nested(() => this.#members(scope, owner, { start, end: open.end }));
    } catch (error) {
      if (!(error instanceof SyntaxMistake)) throw error;
      owner.isIncomplete = true;
      tokens.skipBlock();
      return { doc: undefined, end: tokens.lastEnd };
    } finally {
      if (isGroup) this.#groups--;
    }
  }

  #members(scope: Scope, owner: Owner, header: Span): BlockEnd {
    const tokens = this.#tokens;
    while (tokens.next.kind !== "}" && tokens.next.kind !== "end") this.#statement(scope, owner);
    const last = tokens.next;
    if (last.kind === "}") {
      tokens.read();
      return { doc: last.doc, end: last.docEnd };
    }
    const { source, diagnostics } = tokens;
    const { start } = last;
    diagnostics.report(source, { start, end: start }, 'expected "}", got the end of the file', () => ({
      notes: [note(source, header, "of what begins here")],
    }));
    return { doc: undefined, end: start };
  }

  #startsStatement(scope: Scope): boolean {
    const tokens = this.#tokens;
    if (tokens.next.kind !== "word") return tokens.isSign("@") && scope === "file";
    if (isNumbered(tokens) || tokens.isSign(":", 1)) return scope !== "file";
    return tokens.peek(1).kind === "word" && keywords.has(wordOf(tokens));
  }

  #header(scope: Scope, owner: Owner, draft: Draft): void {
    const tokens = this.#tokens;
    if (scope === "file") {
      if (tokens.isSign("@")) this.#fileId(owner);
      else if (tokens.isSign("$")) this.#fileAnnotations(owner);
      else this.#keyword(draft, `a declaration, such as ${keywordList}, or the file's id`);
    } else if (scope === "enum") {
      this.#enumerant(draft);
    } else if (scope === "interface") {
      if (isNumbered(tokens)) this.#method(draft);
      else this.#keyword(draft, "a method, such as name @0 (), or a declaration");
    } else if (isNumbered(tokens) || isColon(tokens)) {
      this.#structMember(draft);
    } else if (tokens.isWord("union") && !isWordAhead(tokens)) {
      this.#unnamedUnion(draft);
    } else {
      this.#keyword(draft, "a field, such as name @0 :Text, or a declaration");
    }
  }

  #fileId(owner: Owner): void {
    const tokens = this.#tokens;
    const file = owner as FileDeclaration;
    const id = this.#uid();
    if (file.id !== undefined) {
      tokens.diagnostics.report(tokens.source, id, "the file has an id already", {
        notes: [note(tokens.source, file.id, "which is this")],
      });
      return;
    }
    file.id = id;
    // What is said of the id is said of the file.
    const last = tokens.next;
    if (last.kind === ";") file.doc = last.doc;
  }

  #fileAnnotations(owner: Owner): void {
    const tokens = this.#tokens;
    const [first, second] = parseAnnotations(tokens);
    if (first !== undefined) (owner as FileDeclaration).annotations.push(first);
    if (second !== undefined) tokens.fail(second.name, 'expected ";" between the annotations of a file');
  }

  #keyword(draft: Draft, expected: string): void {
    const tokens = this.#tokens;
    switch (wordOf(tokens)) {
      case "using":
        this.#using(draft);
        break;
      case "const":
        this.#const(draft);
        break;
      case "annotation":
        this.#annotation(draft);
        break;
      case "enum":
        draft.declaration = { kind: "enum", ...this.#node(draft, "enum") };
        this.#nodeRest(draft, { withParameters: false });
        break;
      case "struct":
        draft.declaration = { kind: "struct", ...this.#node(draft, "struct") };
        this.#nodeRest(draft, { withParameters: true });
        break;
      case "interface":
        draft.declaration = { kind: "interface", ...this.#node(draft, "interface"), superclasses: [] };
        this.#nodeRest(draft, { withParameters: true });
        break;
      default:
        this.#expectedDeclaration(expected);
    }
  }

  #expectedDeclaration(expected: string): never {
    const tokens = this.#tokens;
    const word = wordOf(tokens);
    if (word !== "" && tokens.peek(1).kind === "word") {
      tokens.fail(
        tokens.next,
        `expected ${expected}, got ${JSON.stringify(word)}`,
        didYouMean(word, keywords),
      );
    }
    return tokens.expected(expected);
  }

  /** A keyword and the name behind it: from here on there is a declaration, whatever is wrong with it. */
  #node(draft: Draft, block: Scope) {
    const tokens = this.#tokens;
    const { start } = tokens.read();
    draft.block = block;
    return { ...base(tokens.expectName("a name"), start), ...nodeParts() };
  }

  /** Ids, type parameters, superclasses and annotations. */
  #nodeRest(draft: Draft, { withParameters }: { readonly withParameters: boolean }): void {
    const tokens = this.#tokens;
    const { declaration } = draft;
    if (declaration === undefined || !("id" in declaration)) return;
    if (tokens.isSign("@")) declaration.id = this.#uid();
    if (withParameters && tokens.next.kind === "(") declaration.parameters = this.#typeParameters("(");
    if (declaration.kind === "interface" && tokens.takeWord("extends")) {
      if (tokens.next.kind !== "(") tokens.expected('"(" and the interfaces that it extends');
      const { parts } = tokens.list("(", () => parseExpression(tokens, "an interface"), "an interface");
      declaration.superclasses = parts.filter((part) => part !== undefined);
    }
    declaration.annotations = parseAnnotations(tokens);
  }

  #typeParameters(open: "(" | "["): Name[] {
    const tokens = this.#tokens;
    const what = "the name of a type parameter";
    return tokens.list(open, () => tokens.expectName(what), what).parts.filter((part) => part !== undefined);
  }

  #uid(): IdLiteral {
    const tokens = this.#tokens;
    const id = tokens.expectNumber("an id");
    if (id.value < 1n << 63n) {
      tokens.diagnostics.report(tokens.source, id, "an id has its highest bit set, which this has not", {
        help: `ids are random; this one is fresh: ${idText(freshId())}`,
      });
    }
    return id;
  }

  #ordinal(what: string): IdLiteral {
    const tokens = this.#tokens;
    const ordinal = tokens.expectNumber(what);
    if (ordinal.value > 65535n) {
      tokens.diagnostics.report(tokens.source, ordinal, "a number behind @ is at most 65535 here");
    }
    return ordinal;
  }

  #using(draft: Draft): void {
    const tokens = this.#tokens;
    const { start } = tokens.read();
    const name =
      tokens.next.kind === "word" && tokens.isSign("=", 1) ? tokens.expectName("a name") : undefined;
    if (name !== undefined) tokens.read();
    const declaration: UsingDeclaration = {
      kind: "using",
      ...base(name ?? { value: "", start, end: start }, start),
      target: unknown(tokens.next),
    };
    if (name !== undefined) draft.declaration = declaration;
    const target = parseExpression(tokens, "what the name stands for");
    declaration.target = target;
    if (name !== undefined) return;
    if (target.kind === "member") {
      declaration.name = target.name;
      draft.declaration = declaration;
    } else {
      tokens.fail(target, "expected a name and = before this, or .name behind it, to be known by");
    }
  }

  #const(draft: Draft): void {
    const tokens = this.#tokens;
    const { start } = tokens.read();
    const declaration: Declaration = {
      kind: "const",
      ...base(tokens.expectName("a name"), start),
      ...nodeParts(),
      type: unknown(tokens.next),
      value: unknown(tokens.next),
    };
    draft.declaration = declaration;
    if (tokens.isSign("@")) declaration.id = this.#uid();
    tokens.expectSign(":", '":" and a type');
    declaration.type = parseExpression(tokens, "a type");
    tokens.expectSign("=", '"=" and a value');
    declaration.value = parseExpression(tokens, "a value");
    declaration.annotations = parseAnnotations(tokens);
  }

  #annotation(draft: Draft): void {
    const tokens = this.#tokens;
    const { start } = tokens.read();
    const declaration: AnnotationDeclaration = {
      kind: "annotation",
      ...base(tokens.expectName("a name"), start),
      ...nodeParts(),
      type: unknown(tokens.next),
      targets: new Set<AnnotationTarget>(),
    };
    draft.declaration = declaration;
    if (tokens.isSign("@")) declaration.id = this.#uid();
    if (tokens.next.kind !== "(")
      tokens.expected('"(" and what it can be put on, such as (field, struct) or (*)');
    const { parts } = tokens.list("(", () => this.#target(), "what it can be put on");
    for (const part of parts)
      if (part !== undefined) this.#addTarget(part, declaration.targets, parts.length);
    tokens.expectSign(":", '":" and a type');
    declaration.type = parseExpression(tokens, "a type");
    declaration.annotations = parseAnnotations(tokens);
  }

  #target(): Name {
    const tokens = this.#tokens;
    const { next } = tokens;
    if (tokens.takeSign("*")) return { value: "*", start: next.start, end: next.end };
    return tokens.expectName("what it can be put on");
  }

  #addTarget(name: Name, targets: Set<AnnotationTarget>, count: number): void {
    const { diagnostics, source } = this.#tokens;
    if (name.value === "*") {
      if (count > 1)
        diagnostics.report(source, name, "* stands for all there is, beside which there is no other");
      for (const target of annotationTargets) targets.add(target);
      return;
    }
    const target = annotationTargets.find((each) => each === name.value);
    if (target === undefined) {
      const message = `there is no ${name.value} that an annotation could be put on`;
      diagnostics.report(source, name, message, { help: `there are ${annotationTargets.join(", ")}` });
      return;
    }
    if (targets.has(target)) diagnostics.report(source, name, `${target} stands here twice`);
    targets.add(target);
  }

  #enumerant(draft: Draft): void {
    const tokens = this.#tokens;
    const name = tokens.expectName("a value of the enum, such as name @0");
    const declaration: Declaration = { kind: "enumerant", ...base(name, name.start), ordinal: undefined };
    draft.declaration = declaration;
    declaration.ordinal = this.#ordinal("its number, such as @0,");
    declaration.annotations = parseAnnotations(tokens);
  }

  #structMember(draft: Draft): void {
    const tokens = this.#tokens;
    const name = tokens.expectName("a name");
    const ordinal = tokens.isSign("@") ? this.#ordinal("a number") : undefined;
    const needsNumber = ordinal !== undefined && tokens.takeSign("!");
    const colon = tokens.next;
    const hasColon = tokens.takeSign(":");
    if (tokens.isWord("union") && endsHeader(tokens, 1)) {
      if (ordinal !== undefined && !needsNumber) this.#refuseNumber(ordinal, hasColon);
      this.#group(draft, "union", name, ordinal);
      return;
    }
    if (ordinal === undefined && tokens.isWord("group") && endsHeader(tokens, 1)) {
      this.#group(draft, "group", name, undefined);
      return;
    }
    const declaration: Declaration = {
      kind: "field",
      ...base(name, name.start),
      ordinal,
      type: unknown(tokens.next),
      value: undefined,
    };
    draft.declaration = declaration;
    if (needsNumber) tokens.expected("union");
    if (ordinal === undefined) {
      const end = name.end;
      tokens.fail({ start: end, end }, 'expected the field\'s number, such as @0, got ":"');
    }
    if (!hasColon) tokens.expected(colon.kind === "word" ? '":" before the type' : '":" and a type');
    declaration.type = parseExpression(tokens, "a type");
    if (tokens.takeSign("=")) declaration.value = parseExpression(tokens, "a value");
    declaration.annotations = parseAnnotations(tokens);
    if (tokens.next.kind !== ";" && declaration.value === undefined && declaration.annotations.length === 0) {
      tokens.expected('";", "=" and a default, or "$" and an annotation');
    }
  }

  /** Numbers of unions were needed once, and mean something: taking one away changes the layout. */
  #refuseNumber(ordinal: IdLiteral, hasColon: boolean): void {
    const { diagnostics, source } = this.#tokens;
    diagnostics.report(source, ordinal, "a union has no number of its own", {
      help: `in a new schema, leave it out; to keep the layout of one from before Cap'n Proto 0.3, write @${ordinal.value}! ${hasColon ? "" : "and "}:union`,
    });
  }

  #group(draft: Draft, kind: "group" | "union", name: Name, ordinal: IdLiteral | undefined): void {
    const tokens = this.#tokens;
    tokens.read();
    const declaration: GroupDeclaration = {
      kind,
      ...base(name, name.start),
      ordinal,
      members: [],
      isIncomplete: false,
    };
    draft.declaration = declaration;
    draft.block = "struct";
    declaration.annotations = parseAnnotations(tokens);
  }

  #unnamedUnion(draft: Draft): void {
    const { start, end } = this.#tokens.read();
    draft.block = "struct";
    draft.declaration = {
      kind: "union",
      ...base({ value: "", start, end }, start),
      ordinal: undefined,
      members: [],
      isIncomplete: false,
    };
  }

  #method(draft: Draft): void {
    const tokens = this.#tokens;
    const name = tokens.expectName("a name");
    const declaration: MethodDeclaration = {
      kind: "method",
      ...base(name, name.start),
      ordinal: undefined,
      parameters: [],
      params: { kind: "fields", fields: [], start: name.start, end: name.start },
      results: undefined,
    };
    draft.declaration = declaration;
    declaration.ordinal = this.#ordinal("its number");
    if (tokens.next.kind === "[") declaration.parameters = this.#typeParameters("[");
    declaration.params = this.#paramList('"(" and what the method takes, or a struct');
    if (tokens.takeSign("->"))
      declaration.results = this.#paramList('"(" and what the method gives, a struct, or stream');
    declaration.annotations = parseAnnotations(tokens);
    if (tokens.next.kind !== ";" && declaration.annotations.length === 0) {
      tokens.expected(declaration.results === undefined ? '"->" or ";"' : '";"');
    }
  }

  #paramList(what: string): ParamList {
    const tokens = this.#tokens;
    const { next } = tokens;
    if (next.kind === "(") {
      const { parts, start, end } = tokens.list("(", () => this.#param(), "a parameter, such as name :Text");
      return { kind: "fields", fields: parts.filter((part) => part !== undefined), start, end };
    }
    if (tokens.takeWord("stream")) return { kind: "stream", start: next.start, end: next.end };
    const type = parseExpression(tokens, what);
    return { kind: "type", type, start: type.start, end: type.end };
  }

  #param(): Param {
    const tokens = this.#tokens;
    const name = tokens.expectName("a parameter, such as name :Text");
    tokens.expectSign(":", '":" and a type');
    const type = parseExpression(tokens, "a type");
    const value = tokens.takeSign("=") ? parseExpression(tokens, "a value") : undefined;
    const annotations = parseAnnotations(tokens);
    return { name, type, value, annotations, start: name.start, end: tokens.lastEnd };
  }
}

const keywords: ReadonlySet<string> = new Set([
  "using",
  "const",
  "annotation",
  "enum",
  "struct",
  "interface",
  "union",
]);

const keywordList = [...keywords].filter((keyword) => keyword !== "union").join(", ");

function base(name: Name, start: number) {
  return { name, start, end: name.end, annotations: [], doc: undefined };
}

function nodeParts() {
  return { id: undefined, parameters: [], members: [], isIncomplete: false };
}

function unknown({ start }: Span): Expression {
  return { kind: "unknown", start, end: start };
}

function wordOf(tokens: TokenStream): string {
  const { next } = tokens;
  return next.kind === "word" ? next.text : "";
}

/** Whether a name and `@` come next, as of a member; `struct Name @0x…` is another thing. */
function isNumbered(tokens: TokenStream): boolean {
  return tokens.next.kind === "word" && tokens.isSign("@", 1);
}

function isColon(tokens: TokenStream): boolean {
  return tokens.next.kind === "word" && tokens.isSign(":", 1);
}

function isWordAhead(tokens: TokenStream): boolean {
  return tokens.peek(1).kind === "word";
}

/** Whether `union` or `group` is the keyword: nothing but annotations and a block come behind it. */
function endsHeader(tokens: TokenStream, ahead: number): boolean {
  const { kind } = tokens.peek(ahead);
  return kind === "{" || kind === ";" || tokens.isSign("$", ahead);
}
