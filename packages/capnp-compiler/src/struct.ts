// struct.ts: the fields of a struct, its groups and unions, and where each of them lies.
//
// Fields get their places in the order of their numbers, whatever group they are in: a field that is added to a group
// later comes behind what was there before, as one of the struct itself does.
import { compileAnnotations } from "./annotations.ts";
import type { CompiledField, CompiledPart, FieldContent, StructContent } from "./compiled.ts";
import type { Context } from "./context.ts";
import type { Span } from "./diagnostics.ts";
import { AlternativePlace, AmbiguousLayout, type FieldPlace, StructPlace, UnionPlace } from "./layout.ts";
import { OrdinalCheck } from "./ordinals.ts";
import { type MethodParameters, resolveType } from "./resolve.ts";
import {
  contentOf,
  emptyContent,
  type FieldSlot,
  fieldOf,
  finishGroup,
  finishUnion,
  type Member,
  newMember,
  type Presence,
  type StructShell,
} from "./struct-member.ts";
import type { Declaration, Expression, GroupDeclaration, Name, Param } from "./syntax.ts";
import { dataBits, type Type } from "./types.ts";
import { compileSlot, type Unfinished } from "./values.ts";

/** Compiles the members of a struct; groups are added to `parts`. */
export function compileStruct(
  context: Context,
  shell: StructShell,
  members: readonly Declaration[],
  isIncomplete: boolean,
  parts: CompiledPart[],
  unfinished: Unfinished,
): StructContent {
  const compiler = new StructCompiler(context, parts, unfinished, isIncomplete);
  const root = compiler.root(shell);
  compiler.addMembers(members, root, compiler.place);
  return compiler.finish(root);
}

/** Compiles what a method takes or gives. */
export function compileParams(
  context: Context,
  shell: StructShell,
  params: readonly Param[],
  parameters: MethodParameters,
  unfinished: Unfinished,
): StructContent {
  const compiler = new StructCompiler(context, [], unfinished, false, parameters);
  const root = compiler.root(shell);
  compiler.addParams(params, root);
  return compiler.finish(root);
}

class StructCompiler {
  readonly place: StructPlace = new StructPlace();
  readonly #context: Context;
  readonly #parts: CompiledPart[];
  readonly #unfinished: Unfinished;
  readonly #parameters: MethodParameters | undefined;
  readonly #ordinals: OrdinalCheck;
  /** Those with a number. */
  readonly #numbered: { readonly ordinal: number; readonly member: Member }[] = [];
  readonly #members: Member[] = [];

  constructor(
    context: Context,
    parts: CompiledPart[],
    unfinished: Unfinished,
    isIncomplete: boolean,
    parameters?: MethodParameters,
  ) {
    this.#context = context;
    this.#parts = parts;
    this.#unfinished = unfinished;
    this.#parameters = parameters;
    this.#ordinals = new OrdinalCheck(context, isIncomplete);
  }

  root({ id, displayName, isGeneric }: StructShell): Member {
    const { name } = this.#context.node.declaration;
    const shell = { id, displayName, isGeneric, content: emptyContent(false) };
    return newMember(undefined, "struct", name, name, 0, { shell });
  }

  /** Members that are there together: those of a struct or a group. */
  addMembers(members: readonly Declaration[], parent: Member, place: FieldPlace): void {
    let codeOrder = 0;
    for (const declaration of members) {
      switch (declaration.kind) {
        case "field":
          this.#addField(declaration, parent, codeOrder++, place, "together");
          break;
        case "group": {
          const member = this.#addGroup(declaration, parent, codeOrder++, "together");
          // What is in a group lies where it would without.
          this.#addGroupMembers(declaration, member, place);
          break;
        }
        case "union": {
          const union = new UnionPlace(place);
          if (declaration.name.value === "") {
            parent.union = union;
            codeOrder = this.#addAlternatives(declaration, parent, union, codeOrder);
          } else {
            const member = this.#addGroup(declaration, parent, codeOrder++, "together");
            member.union = union;
            this.#addAlternatives(declaration, member, union, 0);
          }
        }
      }
    }
  }

  addParams(params: readonly Param[], parent: Member): void {
    params.forEach((param, index) => {
      const { name, type, value, annotations, start, end } = param;
      const slot = { type, value, place: this.place };
      const member = this.#add(parent, "param", name, { start, end }, index, {
        annotations,
        slot,
      });
      this.#numbered.push({ ordinal: index, member });
    });
  }

  finish(root: Member): StructContent {
    const sorted = this.#numbered.toSorted((one, other) => one.ordinal - other.ordinal);
    for (const { ordinal, member } of sorted) {
      this.#ordinals.check(member.ordinal);
      const field = fieldOf(member);
      field.ordinal = ordinal;
      this.#place(member, () => this.#layOut(member, field));
    }
    this.#place(root, () => finishUnion(root));
    for (const member of this.#members) {
      this.#place(member, () => finishUnion(member));
      finishGroup(member);
      const field = fieldOf(member);
      field.annotations = compileAnnotations(
        this.#context,
        member.annotations,
        member.kind,
        this.#unfinished,
      );
    }
    const content = contentOf(root);
    this.#setSize(content);
    for (const part of this.#parts) this.#setSize(part.content);
    return content;
  }

  #setSize(content: StructContent): void {
    content.dataWords = this.place.dataWords;
    content.pointers = this.place.pointers;
  }

  #addField(
    declaration: Extract<Declaration, { kind: "field" }>,
    parent: Member,
    codeOrder: number,
    place: FieldPlace,
    presence: Presence,
  ): void {
    const { name, ordinal, type, value, annotations, doc } = declaration;
    // It could not be read as far as its number.
    if (ordinal === undefined) {
      this.#ordinals.expectHoles();
      return;
    }
    const slot = { type, value, place };
    const member = this.#add(parent, "field", name, declaration, codeOrder, {
      ordinal,
      annotations,
      doc,
      presence,
      slot,
    });
    this.#numbered.push({ ordinal: Number(ordinal.value), member });
  }

  #addGroup(declaration: GroupDeclaration, parent: Member, codeOrder: number, presence: Presence): Member {
    const { kind, name, ordinal, annotations, doc, start, end } = declaration;
    const outer = parent.shell;
    if (outer === undefined) throw new Error("a group is in a struct");
    const displayName = `${outer.displayName}.${name.value}`;
    const part: CompiledPart = {
      id: 0n,
      scopeId: 0n,
      displayName,
      displayNamePrefixLength: new TextEncoder().encode(displayName).byteLength - name.value.length,
      isGeneric: outer.isGeneric,
      parameters: [],
      nested: undefined,
      annotations: [],
      start,
      end,
      doc,
      content: emptyContent(true),
    };
    this.#parts.push(part);
    const member = this.#add(parent, kind, name, declaration, codeOrder, {
      ordinal,
      annotations,
      doc,
      presence,
      part,
      shell: part,
    });
    if (ordinal !== undefined) this.#numbered.push({ ordinal: Number(ordinal.value), member });
    return member;
  }

  #addGroupMembers(declaration: GroupDeclaration, member: Member, place: FieldPlace): void {
    if (declaration.members.length === 0 && !declaration.isIncomplete) {
      this.#context.report(declaration.name, "a group has one member at least");
    }
    this.addMembers(declaration.members, member, place);
  }

  /** Members of which one is there at a time. Returns the code order of what comes next. */
  #addAlternatives(
    declaration: GroupDeclaration,
    parent: Member,
    union: UnionPlace,
    firstCodeOrder: number,
  ): number {
    if (declaration.members.length < 2 && !declaration.isIncomplete) {
      this.#context.report(declaration.name, "a union has two members at least");
    }
    let codeOrder = firstCodeOrder;
    for (const member of declaration.members) {
      // Each is laid out like a group that has only it.
      switch (member.kind) {
        case "field":
          this.#addField(member, parent, codeOrder++, new AlternativePlace(union), "alternative");
          break;
        case "group": {
          const group = this.#addGroup(member, parent, codeOrder++, "alternative");
          this.#addGroupMembers(member, group, new AlternativePlace(union));
          break;
        }
        case "union": {
          if (member.name.value === "") {
            this.#context.report(member.name, "a union in a union has a name");
            break;
          }
          const inner = new UnionPlace(new AlternativePlace(union));
          const group = this.#addGroup(member, parent, codeOrder++, "alternative");
          group.union = inner;
          this.#addAlternatives(member, group, inner, 0);
        }
      }
    }
    return codeOrder;
  }

  #add(
    parent: Member,
    kind: Member["kind"],
    name: Name,
    place: Span,
    codeOrder: number,
    rest: Partial<Member>,
  ): Member {
    const member = newMember(parent, kind, name, place, codeOrder, rest);
    this.#members.push(member);
    return member;
  }

  #layOut(member: Member, field: CompiledField): void {
    if (member.slot !== undefined) field.content = this.#slot(member.slot, member.kind === "param");
    else if (member.union?.addTag() === false && member.ordinal !== undefined) {
      this.#context.report(
        member.ordinal,
        "the number of a union is greater than that of one of its members at most: a single field can become a union later",
      );
    }
  }

  /** Gives a member its place, if there is one that is right for all. */
  #place(member: Member, action: () => void): void {
    try {
      action();
    } catch (error) {
      if (!(error instanceof AmbiguousLayout)) throw error;
      this.#context.report(
        member.name,
        "compilers for Cap'n Proto 0.5 and before laid this out over another field, and no layout is right for all",
        { help: "see https://github.com/capnproto/capnproto/issues/344" },
      );
    }
  }

  #slot({ type: source, value, place }: FieldSlot, isParam: boolean): FieldContent {
    const context = this.#context;
    const type: Type = resolveType(context, source, this.#parameters) ?? { kind: "unknown" };
    const slot = { type, value: undefined };
    if (value !== undefined) {
      if (!(isParam && isNullWord(value))) compileSlot(context, value, slot, this.#unfinished);
      else if (dataBits(type) !== undefined) {
        context.report(value, "only a parameter that is a pointer can be null by default");
      }
    }
    return {
      kind: "slot",
      offset: allocate(place, type),
      value: slot,
      hasDefault: value !== undefined,
    };
  }
}

function allocate(place: FieldPlace, type: Type): number {
  const bits = dataBits(type);
  if (bits === undefined) return place.addPointer();
  if (bits > 0) return place.addData(Math.log2(bits));
  place.addVoid();
  return 0;
}

function isNullWord(value: Expression): boolean {
  return value.kind === "name" && value.name.value === "null";
}
