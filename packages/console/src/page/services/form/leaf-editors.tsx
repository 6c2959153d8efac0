// leaf-editors.tsx: fields for values that have no parts: text, numbers, choices, bytes, capabilities.
import { EnumRuntimeType, type RuntimeType } from "@teleop/capnp/capability";
import type { JSX } from "preact";
import { useApp } from "../../app/context.ts";
import { formatBytes } from "../../units.ts";
import type { BytesDraft, Draft, FileDraft, NamedDraft, TextDraft } from "../model/draft.ts";
import type { FormContext } from "./form-context.ts";

export interface LeafProps<D extends Draft> {
  readonly type: RuntimeType;
  /** Undefined: left out. */
  readonly draft: D | undefined;
  readonly onChange: (draft: Draft | undefined) => void;
  /** Of the element that takes it, which a label is for. */
  readonly id: string;
  /** Whether what was entered is wrong; the element of id `${id}-problem` says how. */
  readonly isWrong: boolean;
  /** What it is when it is left out, as text; undefined where it cannot be left out. */
  readonly whenLeftOut: string | undefined;
  readonly form: FormContext;
}

/** Numbers, and what is typed as they are. */
export function NumberEditor({
  draft,
  onChange,
  id,
  isWrong,
  whenLeftOut,
}: LeafProps<TextDraft>): JSX.Element {
  return (
    <input
      id={id}
      type="text"
      inputMode="text"
      class="number-input"
      value={draft?.text ?? ""}
      placeholder={whenLeftOut}
      autocomplete="off"
      spellcheck={false}
      aria-invalid={isWrong}
      aria-describedby={isWrong ? `${id}-problem` : undefined}
      onInput={({ currentTarget: { value } }) =>
        onChange(value === "" && whenLeftOut !== undefined ? undefined : { kind: "text", text: value })
      }
    />
  );
}

/** Text of any length. An empty text is another thing than one that is left out. */
export function TextEditor({ draft, onChange, id, whenLeftOut }: LeafProps<TextDraft>): JSX.Element {
  return (
    <textarea
      id={id}
      rows={rowsOf(draft?.text ?? "")}
      value={draft?.text ?? ""}
      placeholder={draft === undefined ? whenLeftOut : "empty"}
      autocomplete="off"
      spellcheck={false}
      onInput={({ currentTarget: { value } }) => onChange({ kind: "text", text: value })}
    />
  );
}

export function BoolEditor({ draft, onChange, id, whenLeftOut }: LeafProps<TextDraft>): JSX.Element {
  return <Choice {...{ id, whenLeftOut, onChange }} chosen={draft?.text} values={["false", "true"]} />;
}

/** Names; a number that has none is typed. */
export function EnumEditor(props: LeafProps<TextDraft>): JSX.Element {
  const { type, draft, onChange, id, whenLeftOut } = props;
  const values = type instanceof EnumRuntimeType ? type.values : [];
  const isNumber = draft !== undefined && !values.includes(draft.text);
  return (
    <>
      <Choice
        {...{ id, whenLeftOut, onChange, values }}
        chosen={isNumber ? "" : draft?.text}
        other="a number …"
      />
      {isNumber && <NumberEditor {...props} id={`${id}-number`} whenLeftOut={undefined} />}
    </>
  );
}

interface ChoiceProps {
  readonly id: string;
  readonly values: readonly string[];
  readonly chosen: string | undefined;
  readonly whenLeftOut: string | undefined;
  /** A choice of something that is no value by itself yet. */
  readonly other?: string | undefined;
  readonly onChange: (draft: Draft | undefined) => void;
}

const LEFT_OUT = "\0";

function Choice({ id, values, chosen, whenLeftOut, other, onChange }: ChoiceProps): JSX.Element {
  return (
    <select
      id={id}
      value={chosen ?? LEFT_OUT}
      onChange={({ currentTarget: { value } }) =>
        onChange(value === LEFT_OUT ? undefined : { kind: "text", text: value })
      }
    >
      {whenLeftOut !== undefined && <option value={LEFT_OUT}>{`left out: ${whenLeftOut}`}</option>}
      {values.map((value) => (
        <option value={value} key={value}>
          {value}
        </option>
      ))}
      {other !== undefined && <option value="">{other}</option>}
    </select>
  );
}

/** Data: as text, hexadecimal digits, base64, or the content of a file. */
export function BytesEditor(props: LeafProps<BytesDraft | FileDraft>): JSX.Element {
  const { draft, onChange, id, isWrong, whenLeftOut } = props;
  const as = draft === undefined ? "text" : draft.kind === "file" ? "file" : draft.as;
  const text = draft?.kind === "bytes" ? draft.text : "";
  return (
    <div class="bytes-input">
      <select
        aria-label="as"
        value={as}
        onChange={({ currentTarget: { value } }) => {
          if (value === "file") onChange({ kind: "file", name: "", bytes: new Uint8Array() });
          else if (value === "hex" || value === "base64" || value === "text")
            onChange({ kind: "bytes", as: value, text });
        }}
      >
        <option value="text">text</option>
        <option value="hex">hex</option>
        <option value="base64">base64</option>
        <option value="file">a file</option>
      </select>
      {draft?.kind === "file" ? (
        <FileInput {...{ id, draft, onChange, isWrong }} />
      ) : (
        <textarea
          id={id}
          rows={rowsOf(text)}
          value={text}
          placeholder={draft === undefined ? whenLeftOut : "empty"}
          spellcheck={false}
          autocomplete="off"
          aria-invalid={isWrong}
          aria-describedby={isWrong ? `${id}-problem` : undefined}
          onInput={({ currentTarget: { value } }) =>
            onChange({ kind: "bytes", as: as === "hex" || as === "base64" ? as : "text", text: value })
          }
        />
      )}
    </div>
  );
}

interface FileInputProps {
  readonly id: string;
  readonly draft: FileDraft;
  readonly onChange: (draft: Draft) => void;
  readonly isWrong: boolean;
}

function FileInput({ id, draft, onChange, isWrong }: FileInputProps): JSX.Element {
  const { toasts } = useApp();
  const read = async (file: File): Promise<void> => {
    onChange({ kind: "file", name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
  };
  return (
    <>
      <input
        id={id}
        type="file"
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-problem` : undefined}
        onChange={({ currentTarget: { files } }) => {
          const [file] = files ?? [];
          if (file !== undefined)
            read(file).catch((error) => toasts.failed(`${file.name} cannot be read`, error));
        }}
      />
      {draft.name !== "" && <span class="quiet">{`${draft.name}, ${formatBytes(draft.bytes.length)}`}</span>}
    </>
  );
}

/** An interface, a Capability, or a pointer that is open. */
export function CapabilityEditor({
  type,
  draft,
  onChange,
  id,
  whenLeftOut,
  form,
}: LeafProps<NamedDraft | TextDraft>): JSX.Element {
  const isText = draft?.kind === "text";
  return (
    <div class="bytes-input">
      <select
        id={id}
        value={draft === undefined ? LEFT_OUT : isText ? "" : draft.name}
        onChange={({ currentTarget: { value } }) => {
          if (value === LEFT_OUT) onChange(undefined);
          else onChange(value === "" ? { kind: "text", text: "" } : { kind: "named", name: value });
        }}
      >
        {whenLeftOut !== undefined && <option value={LEFT_OUT}>{`left out: ${whenLeftOut}`}</option>}
        <option value="null">null</option>
        {type.kind === "interface" && <option value="callback">a callback that shows its calls</option>}
        {type.kind === "anyPointer" && <option value="">a text</option>}
        {canHold(type) &&
          form.held.map(({ name, title }) => <option value={name} key={name}>{`${name}, ${title}`}</option>)}
      </select>
      {isText && (
        <textarea
          aria-label="text"
          rows={rowsOf(draft.text)}
          value={draft.text}
          onInput={({ currentTarget: { value } }) => onChange({ kind: "text", text: value })}
        />
      )}
    </div>
  );
}

function canHold({ kind }: RuntimeType): boolean {
  return kind === "interface" || kind === "capability" || kind === "anyPointer";
}

function rowsOf(text: string): number {
  return Math.min(12, text.split("\n").length);
}
