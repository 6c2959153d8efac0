// struct-member.ts: the members of a struct while it is compiled: which field each of them is, of the struct or of a group.
import type { CompiledField, CompiledPart, StructContent } from "./compiled.ts";
import type { Span } from "./diagnostics.ts";
import { groupId } from "./ids.ts";
import type { FieldPlace, UnionPlace } from "./layout.ts";
import type { AnnotationUse, Expression, IdLiteral, Name } from "./syntax.ts";

/** What members are compiled into, whether it is declared as a struct or by a method. */
export interface StructShell {
  readonly id: bigint;
  readonly displayName: string;
  readonly isGeneric: boolean;
}

/** Whether a member is there together with its siblings, or is one of the alternatives of its parent's union. */
export type Presence = "together" | "alternative";

/** A struct, or a member of one. */
export interface Member {
  readonly parent: Member | undefined;
  readonly kind: "struct" | "group" | "union" | "field" | "param";
  readonly name: Name;
  readonly place: Span;
  readonly ordinal: IdLiteral | undefined;
  readonly annotations: readonly AnnotationUse[];
  readonly doc: Uint8Array | undefined;
  /** Its place among its siblings as they are written. */
  readonly codeOrder: number;
  readonly presence: Presence;
  /** Of a field. */
  readonly slot: FieldSlot | undefined;
  /** Of a struct, a group or a named union: where its members go. */
  readonly shell: ({ id: bigint; readonly content: StructContent } & Omit<StructShell, "id">) | undefined;
  readonly part: CompiledPart | undefined;
  /** The union that it is, or that is in it without a name. */
  union: UnionPlace | undefined;
  /** The field of the parent that it is, once it has its place among them. */
  field: CompiledField | undefined;
  /** Its place among the parent's fields. */
  index: number;
}

export interface FieldSlot {
  readonly type: Expression;
  readonly value: Expression | undefined;
  readonly place: FieldPlace;
}

/** A member without what only some have, and with what `rest` has. */
export function newMember(
  parent: Member | undefined,
  kind: Member["kind"],
  name: Name,
  { start, end }: Span,
  codeOrder: number,
  rest: Partial<Member>,
): Member {
  return {
    parent,
    kind,
    name,
    place: { start, end },
    codeOrder,
    ordinal: undefined,
    annotations: [],
    doc: undefined,
    presence: "together",
    slot: undefined,
    shell: undefined,
    part: undefined,
    union: undefined,
    field: undefined,
    index: 0,
    ...rest,
  };
}

/** The field of its parent that a member is. The first one of a group's makes the group one of its own parent's. */
export function fieldOf(member: Member): CompiledField {
  if (member.field !== undefined) return member.field;
  const { parent } = member;
  if (parent === undefined) throw new Error("a struct is no field");
  const { fields } = contentOf(parent);
  member.index = fields.length;
  if (fields.length === 0 && parent.parent !== undefined) fieldOf(parent);
  const content = contentOf(parent);
  const field: CompiledField = {
    name: member.name.value,
    codeOrder: member.codeOrder,
    annotations: [],
    ...member.place,
    doc: member.doc,
    discriminant: member.presence === "alternative" ? content.discriminantCount++ : undefined,
    ordinal: undefined,
    content:
      member.part === undefined
        ? { kind: "slot", offset: 0, value: { type: { kind: "void" }, value: undefined }, hasDefault: false }
        : { kind: "group", part: member.part },
  };
  fields.push(field);
  member.field = field;
  return field;
}

export function finishUnion({ union, shell }: Member): void {
  if (union === undefined || shell === undefined) return;
  union.addTag();
  shell.content.discriminantOffset = union.tagOffset ?? 0;
}

export function finishGroup({ part, parent, index }: Member): void {
  if (part === undefined || parent?.shell === undefined) return;
  part.scopeId = parent.shell.id;
  part.id = groupId(part.scopeId, index);
}

export function contentOf(member: Member): StructContent {
  if (member.shell === undefined) throw new Error("a field has no fields");
  return member.shell.content;
}

export function emptyContent(isGroup: boolean): StructContent {
  return {
    kind: "struct",
    dataWords: 0,
    pointers: 0,
    isGroup,
    discriminantCount: 0,
    discriminantOffset: 0,
    fields: [],
  };
}
