// parser.ts: reads the declarations of a schema. A mistake in one costs that one: what follows is read all the same.
//
// https://capnproto.org/language.html
import { keywordList, keywords, readDeclaration, readId, wordOf } from "./declaration-parser.ts";
import { type Diagnostics, note, type Span } from "./diagnostics.ts";
import { base, type Draft, nodeParts, type Scope } from "./draft.ts";
import { parseAnnotations } from "./expression-parser.ts";
import { freshId, idText } from "./ids.ts";
import { readEnumerant, readMethod, readStructMember, readUnnamedUnion } from "./member-parser.ts";
import type { SourceFile } from "./source.ts";
import type { Declaration, FileDeclaration } from "./syntax.ts";
import { SyntaxMistake, TokenStream } from "./token-stream.ts";

/** Reads a schema. What is wrong with it is reported; the declaration has what could be read. */
export function parse(source: SourceFile, diagnostics: Diagnostics): FileDeclaration {
  return new Parser(new TokenStream(source, diagnostics)).file();
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
  readonly #file: FileDeclaration = {
    kind: "file",
    ...base({ value: "", start: 0, end: 0 }, 0),
    ...nodeParts(),
  };
  /** Groups and unions around what is being read. */
  #groups = 0;

  constructor(tokens: TokenStream) {
    this.#tokens = tokens;
  }

  file(): FileDeclaration {
    const tokens = this.#tokens;
    const { source, diagnostics } = tokens;
    const file = this.#file;
    const { count } = diagnostics;
    while (tokens.next.kind !== "end") {
      if (tokens.next.kind === "}") {
        diagnostics.report(source, tokens.read(), "there is no { that this } would close");
      } else {
        this.#statement("file", file);
      }
    }
    // Where something could not be read, the id may be in it.
    if (file.id === undefined && diagnostics.count === count) {
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
    let isMistaken = false;
    tokens.beginStatement();
    try {
      this.#header(scope, draft);
      if (tokens.next.kind !== ";" && tokens.next.kind !== "{") {
        tokens.expected(draft.block === undefined ? '";"' : '"{"');
      }
    } catch (error) {
      if (!(error instanceof SyntaxMistake)) throw error;
      isMistaken = true;
      if (draft.declaration === undefined) owner.isIncomplete = true;
      if (tokens.position === before && tokens.next.kind !== "{" && tokens.next.kind !== ";") tokens.read();
      tokens.skipStatement(() => this.#startsStatement(scope));
    }
    const { declaration } = draft;
    if (!isMistaken) this.#checkEnd(draft);
    const end = this.#finish(draft, start);
    if (declaration === undefined) return;
    Object.assign(declaration, { start, end });
    owner.members.push(declaration);
  }

  /** Some statements end with a block, the others with a semicolon. */
  #checkEnd({ block }: Draft): void {
    const { next, diagnostics, source } = this.#tokens;
    if (next.kind === ";" && block !== undefined) {
      diagnostics.report(source, next, 'expected a block in { and }, got ";"');
    } else if (next.kind === "{" && block === undefined) {
      diagnostics.report(source, next, 'expected ";", got a block');
    }
  }

  /** Reads what ends a statement, a block included; returns where it ends, with its doc comment. */
  #finish(draft: Draft, start: number): number {
    const tokens = this.#tokens;
    const { declaration, block } = draft;
    const last = tokens.next;
    if (last.kind === ";") {
      tokens.read();
      if (declaration !== undefined) declaration.doc = last.doc;
      return last.docEnd;
    }
    if (last.kind !== "{") return tokens.lastEnd;
    tokens.read();
    if (block === undefined || declaration === undefined || !("members" in declaration)) {
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

  #header(scope: Scope, draft: Draft): void {
    const tokens = this.#tokens;
    if (scope === "file") {
      if (tokens.isSign("@")) this.#fileId();
      else if (tokens.isSign("$")) this.#fileAnnotations();
      else readDeclaration(tokens, draft, `a declaration, such as ${keywordList}, or the file's id`);
    } else if (scope === "enum") {
      readEnumerant(tokens, draft);
    } else if (scope === "interface") {
      if (isNumbered(tokens) || isCall(tokens)) readMethod(tokens, draft);
      else readDeclaration(tokens, draft, "a method, such as name @0 (), or a declaration");
    } else if (isNumbered(tokens) || isColon(tokens)) {
      readStructMember(tokens, draft);
    } else if (tokens.isWord("union") && !isWordAhead(tokens)) {
      readUnnamedUnion(tokens, draft);
    } else {
      readDeclaration(tokens, draft, "a field, such as name @0 :Text, or a declaration");
    }
  }

  #fileId(): void {
    const tokens = this.#tokens;
    const file = this.#file;
    const id = readId(tokens);
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

  #fileAnnotations(): void {
    const tokens = this.#tokens;
    const [first, second] = parseAnnotations(tokens);
    if (first !== undefined) this.#file.annotations.push(first);
    if (second !== undefined) tokens.fail(second.name, 'expected ";" between the annotations of a file');
  }
}

/** Whether a name and `@` come next, as of a member; `struct Name @0x…` is another thing. */
function isNumbered(tokens: TokenStream): boolean {
  return tokens.next.kind === "word" && tokens.isSign("@", 1);
}

function isColon(tokens: TokenStream): boolean {
  return tokens.next.kind === "word" && tokens.isSign(":", 1);
}

/** A method whose number is missing. */
function isCall(tokens: TokenStream): boolean {
  return tokens.next.kind === "word" && tokens.peek(1).kind === "(";
}

function isWordAhead(tokens: TokenStream): boolean {
  return tokens.peek(1).kind === "word";
}
