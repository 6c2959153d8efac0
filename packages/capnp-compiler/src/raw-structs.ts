// raw-structs.ts: sets fields of structs in constants and defaults, as a message holds them.
import type { CompiledField, StructContent } from "./compiled.ts";
import { writeNumber } from "./raw-numbers.ts";
import type { RawStruct, Value } from "./value.ts";

/** Sets a field that is no group to a value of its type. In a union it becomes the member that is set. */
export function setField(
  target: RawStruct,
  content: StructContent,
  field: CompiledField,
  value: Value,
): void {
  setTag(target, content, field);
  if (field.content.kind === "group") return;
  const { offset, value: preset } = field.content;
  if (value.kind === "pointer") target.pointers[offset] = value.target;
  else writeNumber(viewOf(target), offset, preset.type, value, preset.value);
}

/** Sets a group to what it is when nothing of it is set. In a union it becomes the member that is set. */
export function resetGroup(target: RawStruct, content: StructContent, field: CompiledField): void {
  setTag(target, content, field);
  if (field.content.kind !== "group") return;
  const group = field.content.part.content;
  for (const each of group.fields) {
    if (each.discriminant === 0 || each.discriminant === undefined) resetField(target, group, each);
  }
}

function resetField(target: RawStruct, content: StructContent, field: CompiledField): void {
  if (field.content.kind === "group") {
    resetGroup(target, content, field);
    return;
  }
  setTag(target, content, field);
  const { offset, value } = field.content;
  // What is stored is the difference from the default.
  if (!writeNumber(viewOf(target), offset, value.type, value.value, value.value)) {
    target.pointers[offset] = undefined;
  }
}

function setTag(target: RawStruct, content: StructContent, { discriminant }: CompiledField): void {
  if (discriminant === undefined) return;
  viewOf(target).setUint16(content.discriminantOffset * 2, discriminant, true);
}

function viewOf({ data }: RawStruct): DataView {
  return new DataView(data.buffer, data.byteOffset, data.byteLength);
}
