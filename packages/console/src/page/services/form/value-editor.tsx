// value-editor.tsx: fields for a value of any type: structs, groups and lists have fields within them.
import { type Field, ListRuntimeType, type RuntimeType, StructType } from "@teleop/capnp/capability";
import { defaultValue } from "@teleop/reflection/client";
import { type Json, type Type, toJson } from "@teleop/rpc-capnp/schema";
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { DocText } from "../doc-text.tsx";
import {
  type Draft,
  emptyStruct,
  firstDraft,
  firstFieldDraft,
  type ListDraft,
  type StructDraft,
  withChangedItem,
  withField,
  withItem,
  withItemBefore,
  withMember,
  withoutItem,
} from "../model/draft.ts";
import { type FormContext, idOf } from "./form-context.ts";
import {
  BoolEditor,
  BytesEditor,
  CapabilityEditor,
  EnumEditor,
  NumberEditor,
  TextEditor,
} from "./leaf-editors.tsx";

export interface StructEditorProps {
  readonly type: StructType;
  readonly draft: StructDraft;
  readonly onChange: (draft: StructDraft) => void;
  /** What leads to it: `note`; empty for params. */
  readonly path: string;
  readonly form: FormContext;
}

/** The fields of a struct or a group: the plain ones, then the members of its union, one of which is chosen. */
export function StructEditor({ type, draft, onChange, path, form }: StructEditorProps): JSX.Element {
  const plain = type.fields.filter(({ tag }) => tag === undefined);
  const members = type.fields.filter(({ tag }) => tag !== undefined);
  const chosen = members.find(({ name }) => name === draft.which);
  const field = (each: Field) => (
    <FieldEditor
      key={each.name}
      struct={type}
      field={each}
      draft={Object.hasOwn(draft.fields, each.name) ? draft.fields[each.name] : undefined}
      onChange={(changed) => onChange(withField(draft, each.name, changed))}
      path={path === "" ? each.name : `${path}.${each.name}`}
      form={form}
    />
  );
  const unionId = idOf(form, `${path}-union`);
  return (
    <div class="fields">
      {plain.map(field)}
      {members.length > 0 && (
        <div class="field">
          <label for={unionId}>
            one of <span class="quiet type">union</span>
          </label>
          <select
            id={unionId}
            value={draft.which ?? ""}
            onChange={({ currentTarget: { value } }) =>
              onChange(withMember(type, draft, value === "" ? undefined : value))
            }
          >
            <option value="">{`left out: ${members[0]?.name ?? ""}`}</option>
            {members.map(({ name }) => (
              <option value={name} key={name}>
                {name}
              </option>
            ))}
          </select>
        </div>
      )}
      {chosen !== undefined && chosen.type.kind !== "void" && field(chosen)}
    </div>
  );
}

interface FieldEditorProps {
  readonly struct: StructType;
  readonly field: Field;
  readonly draft: Draft | undefined;
  readonly onChange: (draft: Draft | undefined) => void;
  readonly path: string;
  readonly form: FormContext;
}

function FieldEditor(props: FieldEditorProps): JSX.Element | null {
  const { struct, field, draft, onChange, path, form } = props;
  const { name, type, doc } = field;
  const id = idOf(form, path);
  const whenLeftOut = useMemo(() => leftOutText(struct, field, path), [struct, field, path]);
  const begin = () => onChange(firstFieldDraft(struct, field));
  const isGroup = type.kind === "group";
  const isInner = type instanceof StructType || type instanceof ListRuntimeType;
  if (isInner && draft === undefined && !isGroup) {
    return (
      <div class="field">
        <span>
          {name} <TypeText type={type} />
        </span>
        <div class="field-value">
          <button type="button" onClick={begin} aria-label={`Set ${path}`}>
            Set
          </button>{" "}
          <span class="quiet">{`left out: ${whenLeftOut}`}</span>
          <DocText doc={doc} />
        </div>
      </div>
    );
  }
  if (isInner) {
    return (
      <fieldset class="field inner">
        <legend>
          {name} <TypeText type={type} />
          {!isGroup && field.tag === undefined && (
            <LeaveOut name={path} onLeaveOut={() => onChange(undefined)} />
          )}
        </legend>
        <DocText doc={doc} />
        <ValueEditor
          {...{ type, path, form, onChange, id }}
          draft={draft ?? emptyStruct}
          whenLeftOut={undefined}
        />
        <Problem id={id} problem={form.problems.get(path)} />
      </fieldset>
    );
  }
  if (type.kind === "void") return null;
  return (
    <div class="field">
      <label for={id}>
        {name} <TypeText type={type} />
      </label>
      <div class="field-value">
        <ValueEditor {...{ type, draft, path, form, onChange, id }} whenLeftOut={whenLeftOut} />
        {draft !== undefined && hasOwnLeaveOut(type) && (
          <LeaveOut name={path} onLeaveOut={() => onChange(undefined)} />
        )}
        <DocText doc={doc} />
        <Problem id={id} problem={form.problems.get(path)} />
      </div>
    </div>
  );
}

interface ValueEditorProps {
  readonly type: RuntimeType;
  readonly draft: Draft | undefined;
  readonly onChange: (draft: Draft | undefined) => void;
  readonly path: string;
  readonly id: string;
  readonly whenLeftOut: string | undefined;
  readonly form: FormContext;
}

function ValueEditor({ type, draft, onChange, path, id, whenLeftOut, form }: ValueEditorProps): JSX.Element {
  if (type instanceof StructType) {
    const struct = draft?.kind === "struct" ? draft : emptyStruct;
    return <StructEditor {...{ type, path, form, onChange }} draft={struct} />;
  }
  if (type instanceof ListRuntimeType) {
    const list: ListDraft = draft?.kind === "list" ? draft : { kind: "list", items: [] };
    return <ListEditor {...{ type, path, form, onChange }} draft={list} />;
  }
  const leaf = { type, onChange, id, whenLeftOut, form, isWrong: form.problems.has(path) };
  switch (type.kind) {
    case "void":
      return <span class="quiet">void</span>;
    case "text":
      return <TextEditor {...leaf} draft={ofKind(draft, "text")} />;
    case "bool":
      return <BoolEditor {...leaf} draft={ofKind(draft, "text")} />;
    case "enum":
      return <EnumEditor {...leaf} draft={ofKind(draft, "text")} />;
    case "data":
      return <BytesEditor {...leaf} draft={draft?.kind === "file" ? draft : ofKind(draft, "bytes")} />;
    case "interface":
    case "capability":
    case "anyPointer":
    case "anyStruct":
    case "anyList":
      return <CapabilityEditor {...leaf} draft={draft?.kind === "text" ? draft : ofKind(draft, "named")} />;
    default:
      return <NumberEditor {...leaf} draft={ofKind(draft, "text")} />;
  }
}

function ofKind<K extends Draft["kind"]>(
  draft: Draft | undefined,
  kind: K,
): Extract<Draft, { kind: K }> | undefined {
  return draft?.kind === kind ? (draft as Extract<Draft, { kind: K }>) : undefined;
}

interface ListEditorProps {
  readonly type: ListRuntimeType;
  readonly draft: ListDraft;
  readonly onChange: (draft: Draft) => void;
  readonly path: string;
  readonly form: FormContext;
}

function ListEditor({ type, draft, onChange, path, form }: ListEditorProps): JSX.Element {
  const { element } = type;
  return (
    <>
      <ol class="items" start={0}>
        {draft.items.map(({ key, draft: item }, index) => {
          const itemPath = `${path}[${index}]`;
          const id = idOf(form, itemPath);
          const isLeaf = !(element instanceof StructType || element instanceof ListRuntimeType);
          return (
            <li key={key}>
              {isLeaf && (
                <label class="visually-hidden" for={id}>
                  {itemPath}
                </label>
              )}
              <ValueEditor
                type={element}
                draft={item}
                onChange={(changed) => onChange(withChangedItem(draft, key, changed ?? firstDraft(element)))}
                path={itemPath}
                id={id}
                whenLeftOut={undefined}
                form={form}
              />
              <button
                type="button"
                class="small"
                disabled={index === 0}
                aria-label={`Move ${itemPath} up`}
                onClick={() => onChange(withItemBefore(draft, key))}
              >
                ↑
              </button>
              <button
                type="button"
                class="small"
                aria-label={`Remove ${itemPath}`}
                onClick={() => onChange(withoutItem(draft, key))}
              >
                ×
              </button>
              <Problem id={id} problem={form.problems.get(itemPath)} />
            </li>
          );
        })}
      </ol>
      <button
        type="button"
        aria-label={`Add to ${path}`}
        onClick={() => onChange(withItem(draft, firstDraft(element)))}
      >
        Add
      </button>
      {draft.items.length === 0 && <span class="quiet"> an empty list</span>}
    </>
  );
}

function TypeText({ type }: { readonly type: RuntimeType }): JSX.Element {
  return <span class="quiet type">{type.kind === "group" ? "group" : type.title}</span>;
}

function LeaveOut({
  name,
  onLeaveOut,
}: {
  readonly name: string;
  readonly onLeaveOut: () => void;
}): JSX.Element {
  return (
    <button
      type="button"
      class="small"
      aria-label={`Leave out ${name}`}
      title="Leave it out"
      onClick={onLeaveOut}
    >
      ×
    </button>
  );
}

function Problem({
  id,
  problem,
}: {
  readonly id: string;
  readonly problem: string | undefined;
}): JSX.Element | null {
  if (problem === undefined) return null;
  return (
    <p class="bad problem" id={`${id}-problem`}>
      <span aria-hidden="true">✗ </span>
      {problem}
    </p>
  );
}

/** A choice has a way to leave out among what is chosen, and a number is left out by emptying it. */
function hasOwnLeaveOut({ kind }: RuntimeType): boolean {
  return kind === "text" || kind === "data";
}

/** What a field is that is left out, as text. */
function leftOutText(struct: StructType, field: Field, path: string): string {
  const { type, tag } = field;
  switch (type.kind) {
    case "interface":
      // In params themselves it is a callback, unless one of a union.
      return tag === undefined && !/[.[]/.test(path) ? "a callback that shows its calls" : "null";
    case "capability":
    case "anyPointer":
    case "anyStruct":
    case "anyList":
      return "null";
  }
  const value = defaultValue(struct, field);
  if (value === undefined) return "null";
  return shortText(toJson(type.typed<Type>(), value));
}

function shortText(json: Json): string {
  if (typeof json === "string") return json === "" ? "empty" : json;
  if (Array.isArray(json) && json.length === 0) return "empty";
  const text = JSON.stringify(json);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
